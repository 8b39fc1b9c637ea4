/** Ticks of wall-clock time: at whole seconds, minutes, hours or days, and what is written at them. Pure. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7, 14, 28].map((days) => days * day),
];

export interface TimeTick {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly words: string;
}

/** Ticks between two moments, as many as there is room for; all in UTC. @param room how many fit at most */
export function timeTicks(from: number, to: number, room: number): TimeTick[] {
  const step = steps.find((candidate) => (to - from) / candidate < Math.max(1, room)) ?? 365 * day;
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    ticks.push({ at, words: at % day === 0 ? dayWords(at) : clock(at, step < minute) });
  }
  return ticks;
}

/** `20:51`, or `20:51:03`. */
export function clock(at: number, seconds: boolean): string {
  return new Date(at).toISOString().slice(11, seconds ? 19 : 16);
}

/** `24 Nov`. */
export function dayWords(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
}

/** How long after the start of the run: `+3 min 2 s`. */
export function elapsedWords(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / second);
  if (seconds < 60) return `+${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `+${minutes} min ${seconds % 60} s`;
  return `+${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
