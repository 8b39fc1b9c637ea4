/** The catalogue of errors: a stable code, what is wrong, how to mend it, and the exit code of the command line. */

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

/** One kind of error. */
export interface ErrorEntry {
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
  RUN_UNFINISHED: {
    exit: usage,
    message: 'run {run} is not finished: {done} of {planned} launches',
    remedy: 'finish it first, for what is in a history is never changed: tutti run --resume {run}',
  },
  NO_HISTORY: {
    exit: usage,
    message: 'there is no history in {place}',
    remedy:
      'begin one with a run: tutti history --add; or choose another with --store DIR or --branch NAME (a branch of a remote must be fetched first)',
  },
  HISTORY_CONFLICT: {
    exit: usage,
    message: 'the history already has another {file}',
    remedy: 'what is there is never rewritten: keep this run in another history, or measure anew',
  },
  HISTORY_FOREIGN: {
    exit: usage,
    message: 'the {place} holds more than runs: {found}',
    remedy: 'name a branch that is for the history alone, or one that is not there yet',
  },
  BRANCH_IN_USE: {
    exit: usage,
    message: 'branch {branch} is checked out: its files would no longer be what the branch says',
    remedy: 'check out another branch there first (git worktree list)',
  },
  BRANCH_BUSY: {
    exit: measurementFailed,
    message: 'branch {branch} was moved by others whenever the run was to be added',
    remedy: 'try again when they are done',
  },
  PUSH_REJECTED: {
    exit: measurementFailed,
    message: '{remote} did not take branch {branch} (push {attempt}): {reason}',
    remedy:
      'the run is safe on the local branch; push it when the reason is gone: tutti history --branch {branch} --push {remote}',
  },
  GIT_FAILED: {
    exit: measurementFailed,
    message: '{call} failed in {folder}: {reason}',
    remedy: 'is it a git repository, and is git installed (2.31 or later)?',
  },
  BAD_RANGE: {
    exit: usage,
    message: '{range} is no range of commits to search: {reason}',
    remedy: 'give OLD..NEW, such as v1.0..main, where NEW was made from OLD',
  },
  NO_CHANGE: {
    exit: usage,
    message: 'the history shows {count} changes in the cells that were chosen, not one',
    remedy: '`tutti history` prints them, each with the command that looks at it; or give OLD..NEW yourself',
  },
  NO_CELL: {
    exit: usage,
    message: 'one cell is measured again, and this does not name one: {reason}',
    remedy: 'name it: --suite NAME --target NAME --point factor=value; `tutti history` prints whole commands',
  },
  UNTESTABLE: {
    exit: measurementFailed,
    message: '{commit} cannot be measured: {reason}',
    remedy:
      'how a checkout is set up, and where its targets lie, is said in tutti.config.ts: gate: { setup, declarations }',
  },
  BISECTION_INTERRUPTED: {
    exit: interrupted,
    message: 'interrupted; what was found so far is in {folder}',
    remedy: 'start it again, with the range that is left',
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
  NO_VERDICT: {
    exit: usage,
    message: 'there is no verdict of a check in {file}',
    remedy: 'make one: tutti check --base REVISION; or name its file with --verdict FILE',
  },
  UNKNOWN_CELL: {
    exit: usage,
    message: 'the verdict in {file} has no cell "{name}"',
    remedy: 'choose one of: {known}',
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
  NO_REPOSITORY: {
    exit: usage,
    message: '{folder} is in no git working tree: {reason}',
    remedy: 'call it from a folder of the repository whose revisions are to be compared',
  },
  UNKNOWN_REVISION: {
    exit: usage,
    message: 'there is no revision "{revision}" here',
    remedy: '{hint}',
  },
  NO_MERGE_BASE: {
    exit: usage,
    message: '{base} and {head} have no commit in common',
    remedy: 'choose a base that head was made from',
  },
  SHALLOW_CLONE: {
    exit: usage,
    message: 'this clone is shallow: the commit where {head} left {base} is not in it',
    remedy: 'git fetch --unshallow   (actions/checkout: fetch-depth: 0)',
  },
  NO_GATE: {
    exit: usage,
    message: '{file} does not say what is gated',
    remedy: 'add it: gate: { cells: [{ suite: "NAME" }] }; the suites are: {known}',
  },
  HEAD_CANNOT_RUN: {
    exit: measurementFailed,
    message: '{target} can run at base, but not at head: {reason}',
    remedy: '{remedy}',
  },
  NOTHING_GATED: {
    exit: usage,
    message: 'nothing can be compared: {reasons}',
    remedy: 'see `gate` in tutti.config.ts; `tutti list targets` says who can run what',
  },
  BASELINE_ELSEWHERE: {
    exit: incomparable,
    message: 'the baseline {run} was not measured under the same conditions: {differences}',
    remedy: 'compare with a revision that is measured here: tutti check --base REV',
  },
  CHECK_INTERRUPTED: {
    exit: interrupted,
    message: 'interrupted; a check that is broken off gives no verdict',
    remedy: 'start it again; what it had measured is in {folder}',
  },
  SETUP_FAILED: {
    exit: measurementFailed,
    message: '{what} could not be set up: `{command}` {how}; the last it said:\n{end}',
    remedy: 'all it said is in {log}',
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
} as const satisfies Record<string, ErrorEntry>;
