/** Numbers as people read them. */

// A format is dear to make and cheap to use: tables use it ten thousand times.
const fourDigits = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const everyDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10 });

/** Four significant digits, thousands apart: `211,200`, `0.01234`. */
export function grouped(value: number): string {
  return fourDigits.format(value);
}

/** The same, and a dash where there is no number. */
export function groupedOrDash(value: number | null): string {
  return value === null ? '–' : grouped(value);
}

/** A number with its interval, where it has one: `211,200 [198,000, 223,400]`. */
export function withInterval(value: number, { lo, hi }: Ends): string {
  return lo === null || hi === null ? grouped(value) : `${grouped(value)} [${grouped(lo)}, ${grouped(hi)}]`;
}

/** An interval by itself: `198,000 to 223,400`, and a dash where there is none. */
export function intervalOrDash({ lo, hi }: Ends): string {
  return lo === null || hi === null ? '–' : `${grouped(lo)} to ${grouped(hi)}`;
}

/** Both ends of an interval; null where there is none. */
interface Ends {
  readonly lo: number | null;
  readonly hi: number | null;
}

/** Every digit of a count or a factor's value: `32,768`. */
export function exact(value: number): string {
  return everyDigit.format(value);
}

const prefixes = [
  { size: 1e9, prefix: 'G' },
  { size: 1e6, prefix: 'M' },
  { size: 1e3, prefix: 'k' },
] as const;

/** The number of an axis, `20`, `500 k` or `1.2 M`: at most `digits` significant digits. */
export function short(value: number, digits = 3): string {
  const step = value === 0 ? undefined : prefixes.find(({ size }) => Math.abs(value) >= size);
  const shown = (value / (step?.size ?? 1)).toLocaleString('en-GB', { maximumSignificantDigits: digits });
  return step === undefined ? shown : `${shown}\u00a0${step.prefix}`;
}

/** `1 launch`, `6 launches`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${exact(number)} ${number === 1 ? one : many}`;
}

/** A value with its unit, which is written as a plural: `1 pair`, `8 pairs`, `20 ms`. */
export function counted(value: number, unit: string): string {
  return `${exact(value)} ${value === 1 ? unit.replace(/(?<=[a-z]{3})s$/, '') : unit}`.trim();
}

/** `300 ms`, `10 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${exact(milliseconds)} ms` : `${grouped(milliseconds / 1000)} s`;
}

/** `2 January 2026, 03:04 UTC`. */
export function dateAndTime(iso: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return `${format.format(new Date(iso))}, ${iso.slice(11, 16)} UTC`;
}
