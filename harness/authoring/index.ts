/** The one door of the harness for suites and targets, and what `import 'tutti'` finds in an installed package. */
export {
  defineBench,
  defineConfig,
  defineSuite,
  defineTarget,
  nodeProgram,
  speakingProgram,
} from './define.js';
export { MeasuredWindow, WorkCounter } from './measured-window.js';
export { readPublishedTable, readReference } from './read-reference.js';
export { alike, type Asked, atLeast, atMost, between, every, inWords, publishedRatio } from './rules.js';
export { type CommandRun, runCommand } from './run-command.js';
export { type Answer, serveLaunch } from './serve-launch.js';
export { type RunningServer, serveServer } from './serve-server.js';
export { type Slowdown, slowdownOf, waitingSlowdownOf } from './slowdown.js';
export { Sweep } from './sweep.js';
