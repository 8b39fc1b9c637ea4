/** The one door of the harness for suites and targets. */
export { defineBench, defineSuite, defineTarget, nodeProgram, speakingProgram } from './define.js';
export { MeasuredWindow, WorkCounter } from './measured-window.js';
export { readPublishedTable, readReference } from './read-reference.js';
export { type CommandRun, runCommand } from './run-command.js';
export { type Answer, serveLaunch } from './serve-launch.js';
export { type RunningServer, serveServer } from './serve-server.js';
