/** Numbers as people read them: three digits, and a prefix that fits the unit. */

const decimal = [
  { factor: 1e9, prefix: 'G' },
  { factor: 1e6, prefix: 'M' },
  { factor: 1e3, prefix: 'k' },
] as const;

const binary = [
  { factor: 2 ** 30, prefix: 'Gi' },
  { factor: 2 ** 20, prefix: 'Mi' },
  { factor: 2 ** 10, prefix: 'Ki' },
] as const;

/** `12.3 M`, `450 k`, `1.50 Gi` (bytes), `0.0123`; `-` for what does not exist. */
export function quantity(value: number | null, unit: string): string {
  if (value === null) return '-';
  const scale = unit === 'bytes' ? binary : unit.endsWith('/s') ? decimal : [];
  const step = scale.find(({ factor }) => Math.abs(value) >= factor);
  return step === undefined ? digits(value) : `${digits(value / step.factor)} ${step.prefix}`;
}

function digits(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  if (size < 0.001) return value.toExponential(1);
  return value.toPrecision(3);
}

/** `4 min 05 s`, `12 s`, `850 ms`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
