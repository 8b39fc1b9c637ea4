/** The worker of the primitives suite: takes turns with the main thread, or only says that it has come to run. */
import { workerData } from 'node:worker_threads';
import { TurnWords } from './turn-words.js';

const task = workerData as { memory: SharedArrayBuffer; takesTurns: boolean };
const turns = new TurnWords(task.memory);
if (task.takesTurns) turns.takeTurns();
else turns.arrive();
