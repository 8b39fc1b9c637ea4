/** The errors that the core throws; only the command line prints and exits. */
import { errorCatalogue, type ErrorEntry } from './error-catalogue.js';

export { exitCodes } from './error-catalogue.js';

export type ErrorCode = keyof typeof errorCatalogue;

/** An error of the catalogue, ready to be printed. */
export class TuttiError extends Error {
  override readonly name = 'TuttiError';
  readonly code: ErrorCode;
  readonly remedy: string;
  /** What the command line exits with. */
  readonly exit: number;

  constructor(code: ErrorCode, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const entry: ErrorEntry = errorCatalogue[code];
    super(fill(entry.message, details), cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = fill(entry.remedy, details);
    this.exit = entry.exit;
  }
}

function fill(template: string, details: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

/** The message of anything thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
