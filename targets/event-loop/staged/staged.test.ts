import { describe, expect, it } from 'vitest';
import { BatchingController, largestBatch } from './batching-controller.js';
import { Scheduler } from './scheduler.js';
import { shortestFirst } from './shortest-first.js';
import { Stage } from './stage.js';

describe('the batching controller', () => {
  /** Lets it see so many looks' worth of events at a throughput. */
  function look(controller: BatchingController, throughput: number, looks: number): number {
    for (let seen = 0; seen < looks * 4; seen++) controller.observe(1024, 1024 / throughput);
    return controller.size;
  }

  it('makes batches smaller as long as throughput holds', () => {
    const controller = new BatchingController();
    expect(controller.size).toBe(largestBatch);
    expect(look(controller, 100, 5)).toBeLessThan(largestBatch * 0.7);
    expect(look(controller, 100, 200)).toBe(8);
  });

  it('makes them a little larger when throughput gives way', () => {
    const controller = new BatchingController();
    const before = look(controller, 100, 10);
    const after = look(controller, 90, 1);
    expect(after).toBeGreaterThan(before);
    expect(after).toBeLessThan(before * 1.3);
  });

  it('starts again from the largest when throughput falls by much', () => {
    const controller = new BatchingController();
    look(controller, 100, 20);
    expect(look(controller, 20, 1)).toBe(largestBatch);
  });
});

describe('a stage', () => {
  it('handles its events in batches, first in, first out', () => {
    const handled: number[][] = [];
    const stage = new Stage<number>({ handle: (batch) => handled.push(batch) });
    for (let event = 0; event < largestBatch + 2; event++) stage.offer(event);
    stage.run();
    stage.run();
    expect(handled.map(({ length }) => length)).toEqual([largestBatch, 2]);
    expect(handled.flat()).toEqual(Array.from({ length: largestBatch + 2 }, (_, event) => event));
  });

  it('refuses events beyond its capacity', () => {
    const stage = new Stage<number>({ handle: () => {}, capacity: 2 });
    expect([1, 2, 3].map((event) => stage.offer(event))).toEqual([true, true, false]);
    stage.run();
    expect(stage.offer(4)).toBe(true);
  });

  it('handles no more than there is room for, and rests without', () => {
    let room = 2;
    const handled: number[] = [];
    const stage = new Stage<number>({
      handle: (batch) => {
        handled.push(...batch);
        room -= batch.length;
      },
      room: () => room,
    });
    for (const event of [1, 2, 3]) stage.offer(event);
    stage.run();
    stage.run();
    expect([handled, stage.isRunnable]).toEqual([[1, 2], false]);
    room = 1;
    expect(stage.isRunnable).toBe(true);
  });
});

it('the scheduler gives every stage a turn in order, until none has anything to do', async () => {
  const turns: string[] = [];
  const second = new Stage<string>({ handle: (batch) => turns.push(`second ${batch.join()}`) });
  const first = new Stage<string>({
    handle: (batch) => {
      turns.push(`first ${batch.join()}`);
      for (const event of batch) second.offer(event.toUpperCase());
    },
  });
  const scheduler = new Scheduler([first, second]);
  first.offer('a');
  scheduler.wake();
  first.offer('b');
  scheduler.wake();
  expect(turns).toEqual([]);
  await new Promise(setImmediate);
  expect(turns).toEqual(['first a,b', 'second A,B']);
});

it('of a batch, the requests for the shortest files come first, those for equal ones in their order', () => {
  const batch = [30, 10, 20, 10].map((length, place) => ({ file: { length }, place }));
  expect(shortestFirst(batch).map(({ place }) => place)).toEqual([1, 3, 2, 0]);
});
