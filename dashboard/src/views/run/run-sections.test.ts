import { describe, expect, it } from 'vitest';
import { exampleRun } from '../../../test/example.js';
import { loadedRun } from '../../data/loaded-run.js';
import { failureWords, leadSentence } from './run-sections.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);

describe('the sentence that says what was measured', () => {
  it('says how much of the plan is recorded, where that is not all', () => {
    const planned = run.plan.launches.length;
    expect(leadSentence(loaded)).toContain(`: ${launches.length} of ${planned} planned launches recorded, `);
    expect(leadSentence(loaded)).not.toContain('of every cell');
    expect(leadSentence({ ...loaded, recorded: planned })).toContain(': 6 launches of every cell, ');
  });
});

describe('what is said of failures', () => {
  const none = new Map<string, string>();
  const torn = new Map([['plain', 'its file is damaged']]);

  it.each([
    [0, 9, 0, none, 'None: no launch of 9 failed.'],
    [0, 9, 1, none, 'None among those read: no launch of 9 failed.'],
    [0, 9, 0, torn, 'None among those read: no launch of 9 failed.'],
    [0, 0, 0, torn, 'Not known: no launch is read.'],
    [0, 0, 0, none, 'No launch is recorded.'],
    [2, 9, 0, none, '2 of 9 launches failed.'],
    [2, 9, 0, torn, '2 of 9 launches that are read failed.'],
  ] as const)('is of what is read: %i of %i, %i suites to come', (failed, all, waiting, faults, words) => {
    expect(failureWords(failed, all, { waiting, faults })).toBe(words);
  });
});
