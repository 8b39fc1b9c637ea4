import { describe, expect, it } from 'vitest';
import { hiddenAfter, presetsOf } from './target-filter.js';

const declared = [
  { name: 'capriccio', runtime: 'node' },
  { name: 'event-loop', runtime: 'node' },
  { name: 'go', runtime: 'go' },
  { name: 'native', runtime: 'native' },
];
const names = declared.map(({ name }) => name);

describe('the filter of targets', () => {
  it('leaves hidden what is no target', () => {
    const hidden = hiddenAfter(new Set(['reference:NPTL', 'go']), names, ['go', 'native']);
    expect([...hidden]).toEqual(['reference:NPTL', 'capriccio', 'event-loop']);
  });

  it('offers all, none, the heart of the project, and the runtimes of several targets', () => {
    expect(presetsOf(names, declared)).toEqual([
      { title: 'All', shown: names },
      { title: 'None', shown: [] },
      {
        title: 'capriccio, event-loop, native',
        shown: ['capriccio', 'event-loop', 'native'],
      },
      { title: 'On node', shown: ['capriccio', 'event-loop'] },
    ]);
  });

  it('offers no choice that would show what is shown anyway', () => {
    expect(presetsOf(['go'], [{ name: 'go', runtime: 'go' }]).map(({ title }) => title)).toEqual([
      'All',
      'None',
    ]);
  });
});
