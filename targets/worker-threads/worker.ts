/** One worker thread: a producer or a consumer. Imports little: every worker loads this anew. */
import { workerData } from 'node:worker_threads';
import { spin } from '../../suites/producer-consumer/random-work.js';
import { Party, type WorkerTask } from './party.js';

const task = workerData as WorkerTask;
const party = new Party(task.memory, task.capacity);
party.waitAtGate();
if (task.role === 'producer') produce();
else consume();
party.finish();

function produce(): void {
  for (let produced = 1; ; produced++) {
    party.mutex.lock();
    while (party.isFull && !party.isStopping) party.notFull.wait();
    if (party.isStopping) break;
    party.put();
    party.notEmpty.signal();
    party.mutex.unlock();
    party.count(task.index, produced);
  }
  party.mutex.unlock();
}

function consume(): void {
  let random = task.seed + task.index;
  for (let consumed = 1; ; consumed++) {
    party.mutex.lock();
    while (party.isEmpty && !party.isStopping) party.notEmpty.wait();
    if (party.isStopping) break;
    party.take();
    party.notFull.signal();
    party.mutex.unlock();
    random = spin(random, task.spin);
    party.count(task.index, consumed);
  }
  party.mutex.unlock();
}
