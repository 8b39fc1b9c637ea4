/** The source files of our load generator. */
import { ioSources, threadSources } from '../../../targets/native/sources.mjs';

const folder = 'harness/load/sessions';

/** What needs no connections: tested by itself. */
const plainSources = ['alias_table', 'crc32c', 'file_set', 'json', 'response', 'specification'].map(
  (name) => `${folder}/${name}.cc`,
);

/** The program. */
export const sessionsSources = [
  ...threadSources,
  ...ioSources,
  ...plainSources,
  ...['address', 'client', 'descriptor_limit', 'load', 'messages', 'main'].map(
    (name) => `${folder}/${name}.cc`,
  ),
];

/** The unit tests of what needs no connections. */
export const sessionsTestSources = [
  'targets/native/test/main.cc',
  ...plainSources,
  `${folder}/test/response_test.cc`,
  `${folder}/test/sessions_test.cc`,
];
