/** The worker of the primitives suite: one of a ring, the other of two that hand over, or one that only comes to run. */
import { workerData } from 'node:worker_threads';
import { sleepTimes } from '../../suites/primitives/sleep-times.js';
import { HandOver } from './hand-over.js';
import { TurnRing } from './turn-ring.js';

/** What a worker is given. */
export type TurnTask =
  | { role: 'ring'; memory: SharedArrayBuffer; index: number; threads: number; sleepsEach: number }
  | { role: 'hand-over'; memory: SharedArrayBuffer }
  | { role: 'newcomer'; memory: SharedArrayBuffer };

const task = workerData as TurnTask;
if (task.role === 'ring') {
  new TurnRing(task.memory).follow(task.index, task.sleepsEach, sleepTimes(task.threads, task.index));
} else if (task.role === 'hand-over') {
  new HandOver(task.memory).answer();
} else {
  new TurnRing(task.memory).arrive();
}
