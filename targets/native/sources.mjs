/** The source files of the native part, and the flags that every build of them needs. */

/** The assembly of the context switch for this machine; undefined where none is written. */
export const switchSource =
  process.platform !== 'linux'
    ? undefined
    : { x64: 'switch_x86_64.S', arm64: 'switch_aarch64.S' }[/** @type {string} */ (process.arch)];

const folder = 'targets/native';

/** No control-flow protection: a shadow stack would not survive a switch of stacks. -O3: README.md has what it brings. */
export const packageFlags = ['-O3', '-fcf-protection=none'];

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

/** Blocking calls for them. */
export const ioSources = [
  'assistants',
  'backend',
  'bus_errors',
  'descriptor_table',
  'epoll_backend',
  'io',
  'io_files',
  'io_streams',
  'kernel_thread_pool',
  'mapped_file',
  'poll_backend',
  'uring_assistants',
  'uring_backend',
  'uring_ring',
].map((name) => `${folder}/io/${name}.cc`);

/** The unit tests of the blocking calls. */
export const ioTestSources = [
  'test/main',
  'io/test/streams_test',
  'io/test/sockets_test',
  'io/test/files_test',
].map((name) => `${folder}/${name}.cc`);

/** The unit tests of the user-level threads. */
export const testSources = [
  'main',
  'threads_test',
  'synchronisation_test',
  'waiting_test',
  'stacks_test',
  'model_test',
].map((name) => `${folder}/test/${name}.cc`);

/** The packages of kernel threads. */
export const kernelPackageSources = [
  'posix',
  'linuxthreads',
  'linuxthreads/fast_lock',
  'linuxthreads/manager',
  'linuxthreads/mutex',
  'linuxthreads/thread',
].map((name) => `${folder}/packages/${name}.cc`);

/** What the web servers are made of that knows no package. */
export const webSources = ['file_set', 'listener', 'page_cache', 'request_parser'].map(
  (name) => `${folder}/web/${name}.cc`,
);

/** The unit tests of the web server. */
export const webTestSources = [
  'test/main',
  'web/test/request_parser_test',
  'web/test/page_cache_test',
  'web/test/knot_test',
].map((name) => `${folder}/${name}.cc`);

/** Runs and workloads, without Node and without anything that they can be played on. */
const coreSources = [
  `${folder}/workload/disk/crc32c.cc`,
  `${folder}/workload/disk/disk_files.cc`,
  `${folder}/workload/pipes.cc`,
  `${folder}/workload/registry.cc`,
  `${folder}/workload/run.cc`,
  `${folder}/workload/workload.cc`,
  ...webSources,
];

/** The workloads and what each can be played on, without Node. One file of `offers` for each package. */
export const workloadSources = [
  ...threadSources,
  ...ioSources,
  ...kernelPackageSources,
  ...coreSources,
  `${folder}/workload/pipe_machines.cc`,
  `${folder}/reference/bare_read.cc`,
  `${folder}/reference/linked_list.cc`,
  `${folder}/workload/offers/bare_read.cc`,
  `${folder}/workload/offers/linked_list.cc`,
  `${folder}/workload/offers/linuxthreads.cc`,
  `${folder}/workload/offers/posix.cc`,
  `${folder}/workload/offers/user_level.cc`,
];

export const addonSources = [...workloadSources, `${folder}/addon.cc`];

/**
 * How an addon is compiled.
 * @param {string} headers folder of the headers of Node-API
 */
export const addonFlags = (headers) => [
  ...packageFlags,
  '-fPIC',
  '-fvisibility=hidden',
  `-isystem${headers}`,
];

/** -z now: binding a function at its first call would run the dynamic linker on a user-level stack. */
export const addonLink = ['-shared', '-Wl,-z,now'];

/** Packages that are libraries of somebody else: each is built, where it is installed, into an addon of its own. */
export const peers = {
  'boost-fiber': {
    library: {
      name: 'Boost.Fiber',
      headers: ['boost/fiber/fiber.hpp', 'boost/version.hpp'],
      version: 'BOOST_LIB_VERSION',
      remedy: 'apt-get install libboost-fiber-dev',
    },
    link: ['-lboost_fiber', '-lboost_context'],
    name: 'boost_fiber',
  },
  'state-threads': {
    library: {
      name: 'State Threads',
      headers: ['st.h'],
      version: 'ST_VERSION',
      remedy: 'apt-get install libst-dev',
    },
    link: ['-lst'],
    name: 'state_threads',
  },
};

/**
 * The recipe of the addon of a peer: `dist/targets/<peer>/tutti.node`.
 * @param {keyof typeof peers} peer
 * @param {string} headers folder of the headers of Node-API
 */
export function peerRecipe(peer, headers) {
  const { library, link, name } = peers[peer];
  const own = [`${folder}/packages/${name}.cc`, `${folder}/workload/offers/${name}.cc`];
  return {
    folder: `targets/${peer}`,
    library,
    compile: addonFlags(headers),
    outputs: [
      {
        file: 'tutti.node',
        sources: [...coreSources, ...own, `${folder}/addon.cc`],
        link: [...addonLink, ...link],
      },
    ],
  };
}

/** The unit tests of the workloads. */
export const workloadTestSources = ['main', 'workload_test', 'disk_test'].map(
  (name) => `${folder}/test/${name}.cc`,
);

/**
 * The tests of what every package must do, for some packages.
 * @param {string[]} names
 */
export const packageTestSources = (...names) => [
  `${folder}/test/main.cc`,
  ...names.map((name) => `${folder}/test/packages/${name}_test.cc`),
];
