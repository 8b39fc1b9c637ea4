/** The source files of the native part, and the flags that every build of them needs. */

/** The assembly of the context switch for this machine; undefined where none is written. */
export const switchSource =
  process.platform !== 'linux'
    ? undefined
    : { x64: 'switch_x86_64.S', arm64: 'switch_aarch64.S' }[/** @type {string} */ (process.arch)];

const folder = 'targets/native';

/**
 * The user-level threads, which are a library of their own.
 * @param {string | undefined} assembly the file of the context switch
 */
export const threadSourcesWith = (assembly) => [
  `${folder}/threads/${assembly}`,
  `${folder}/threads/overflow_guard.cc`,
  `${folder}/threads/scheduler.cc`,
  `${folder}/threads/stack_allocator.cc`,
  `${folder}/threads/timers.cc`,
];

/** The same for this machine. */
export const threadSources = threadSourcesWith(switchSource);

/** The unit tests of the user-level threads. */
export const testSources = [
  'main',
  'threads_test',
  'synchronisation_test',
  'waiting_test',
  'stacks_test',
  'model_test',
].map((name) => `${folder}/test/${name}.cc`);

/** The workloads and what each can be played on, without Node. One file of `offers` for each package. */
export const workloadSources = [
  ...threadSources,
  `${folder}/packages/posix.cc`,
  `${folder}/packages/linuxthreads.cc`,
  `${folder}/packages/linuxthreads/fast_lock.cc`,
  `${folder}/packages/linuxthreads/manager.cc`,
  `${folder}/packages/linuxthreads/mutex.cc`,
  `${folder}/packages/linuxthreads/thread.cc`,
  `${folder}/workload/pipe_machines.cc`,
  `${folder}/workload/pipes.cc`,
  `${folder}/workload/registry.cc`,
  `${folder}/workload/run.cc`,
  `${folder}/workload/workload.cc`,
  `${folder}/reference/linked_list.cc`,
  `${folder}/workload/offers/linked_list.cc`,
  `${folder}/workload/offers/linuxthreads.cc`,
  `${folder}/workload/offers/posix.cc`,
  `${folder}/workload/offers/user_level.cc`,
];

/** The unit tests of the workloads. */
export const workloadTestSources = ['main', 'workload_test'].map((name) => `${folder}/test/${name}.cc`);

export const addonSources = [...workloadSources, `${folder}/addon.cc`];

/** No control-flow protection: a shadow stack would not survive a switch of stacks. -O3: README.md has what it brings. */
export const packageFlags = ['-O3', '-fcf-protection=none'];
