/**
 * The catalogue of errors: a stable code, what is wrong, how to mend it, and the exit code of the command line. The core
 * throws these; only the command line prints and exits.
 */

/** Exit codes of every command. */
export const exitCodes = {
  fine: 0,
  regression: 1,
  usage: 2,
  measurementFailed: 3,
  inconclusive: 4,
  incomparable: 5,
  interrupted: 130,
} as const;

interface Entry {
  readonly exit: number;
  /** What is wrong; `{name}` is replaced by a detail of that name. */
  readonly message: string;
  readonly remedy: string;
}

const { usage, measurementFailed, incomparable, interrupted } = exitCodes;

export const errorCatalogue = {
  UNKNOWN_SUITE: {
    exit: usage,
    message: 'there is no suite named "{name}"',
    remedy: 'choose one of: {known} (see `tutti list suites`)',
  },
  UNKNOWN_TARGET: {
    exit: usage,
    message: 'there is no target named "{name}"',
    remedy: 'choose one of: {known} (see `tutti list targets`)',
  },
  UNKNOWN_GENERATOR: {
    exit: usage,
    message: 'there is no load generator named "{name}"',
    remedy: 'choose one of: {known} (see `tutti generators`)',
  },
  UNKNOWN_METRIC: {
    exit: usage,
    message: 'no chosen suite has a metric named "{name}"',
    remedy: 'choose one of: {known}',
  },
  UNKNOWN_SIDE: {
    exit: usage,
    message: '"{name}" is neither a target of run {run} nor a run',
    remedy: '{near}its targets are: {targets}; {hint}',
  },
  UNKNOWN_PROFILE: {
    exit: usage,
    message: 'there is no profile named "{name}"',
    remedy: 'choose one of: {known}',
  },
  BAD_OPTION: {
    exit: usage,
    message: '{option} cannot be "{value}"',
    remedy: 'give {expected}',
  },
  BAD_POINT: {
    exit: usage,
    message: '--point {value}: {reason}',
    remedy: 'the factors are: {known}; write --point factor=value',
  },
  NOTHING_TO_MEASURE: {
    exit: usage,
    message: 'the plan is empty: no chosen target is available for a chosen suite ({reasons})',
    remedy: '`tutti list targets` says who can run what, `tutti doctor` what is missing and how to mend it',
  },
  USAGE: { exit: usage, message: '{message}', remedy: '{remedy}' },
  CONFIG_FAILED: {
    exit: usage,
    message: '{file} could not be loaded: {reason}',
    remedy: 'mend the file, or move it away to run without it',
  },
  ENDED_EARLY: {
    exit: usage,
    message: 'the command was ended before it was done',
    remedy: 'does tutti.config.ts end the process, or wait for what never comes? Mend it, or move it away',
  },
  BAD_DECLARATION: {
    exit: usage,
    message: '{file}: {field}: {reason}',
    remedy: 'mend that field of the declaration',
  },
  RUN_NOT_FOUND: {
    exit: usage,
    message: 'there is no run "{run}" in {folder}',
    remedy: '{hint}',
  },
  RUN_DAMAGED: {
    exit: usage,
    message: '{file} is damaged: {reason}',
    remedy: 'restore the file from a copy, or delete the run folder and measure again',
  },
  RUN_NEWER: {
    exit: usage,
    message: '{file} has schema version {found}; this Tutti reads version {known}',
    remedy: 'read it with the Tutti that wrote it, or a newer one',
  },
  RUN_IN_USE: {
    exit: usage,
    message: 'run {run} is being measured by process {pid}',
    remedy: 'wait until that process has ended',
  },
  RUN_ELSEWHERE: {
    exit: incomparable,
    message: 'run {run} cannot be finished here: {differences}',
    remedy: 'finish it where and with what it was begun, or measure anew: tutti run',
  },
  FILE_SET_DAMAGED: {
    exit: measurementFailed,
    message: '{file}, line {line}: {reason}',
    remedy: 'delete the folder of the file set: it is made again when it is needed',
  },
  CANNOT_WRITE: {
    exit: measurementFailed,
    message: 'cannot write {file}: {reason}',
    remedy: '{hint}',
  },
  NO_SPACE: {
    exit: measurementFailed,
    message: 'the files {name} need {needed}, but {folder} has only {free} free',
    remedy: 'free some space, or choose another folder with --materials DIR',
  },
  UNFIT_FOLDER: {
    exit: measurementFailed,
    message: 'the files {name} cannot be measured in {folder} ({storage}): {reason}',
    remedy:
      'choose a folder on another file system with --materials DIR, and see `tutti doctor --materials DIR`',
  },
  CANNOT_PRINT: {
    exit: measurementFailed,
    message: 'cannot write the output: {reason}',
    remedy: 'send it to where there is space and you may write',
  },
  BROWSER_MISSING: {
    exit: measurementFailed,
    message: 'no browser to draw the figures with',
    remedy: 'install one: {hint}',
  },
  BROWSER_FAILED: {
    exit: measurementFailed,
    message: 'the browser could not draw {what}: {reason}',
    remedy: 'try another browser: TUTTI_BROWSER=/path/to/chromium',
  },
  NOT_BUILT: {
    exit: measurementFailed,
    message: '{what} is not built',
    remedy: 'run `npm run build`',
  },
  EVERY_LAUNCH_FAILED: {
    exit: measurementFailed,
    message: 'no launch of run {run} gave a result; the first failure: {reason}',
    remedy: 'see `tutti show {run}` for the log and the command that reproduces each failure',
  },
  BENCH_INTERRUPTED: {
    exit: interrupted,
    message: 'interrupted; a bench that is broken off keeps nothing',
    remedy: 'start it again',
  },
  INTERRUPTED: {
    exit: interrupted,
    message: 'interrupted; {done} of {planned} launches are kept in {folder}',
    remedy: 'finish the same plan with: tutti run --resume {folder}',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** An error of the catalogue, ready to be printed. */
export class TuttiError extends Error {
  override readonly name = 'TuttiError';
  readonly code: ErrorCode;
  readonly remedy: string;
  /** What the command line exits with. */
  readonly exit: number;

  constructor(code: ErrorCode, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const entry: Entry = errorCatalogue[code];
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
