import { describe, expect, it } from 'vitest';
import type { ResultMessage } from '../../harness/model/protocol.js';
import suite from './suite.js';
import { verify } from './verify.js';

const point = { clients: 16 };

const result = (load: Partial<NonNullable<ResultMessage['load']>> = {}, work = 90): ResultMessage => ({
  type: 'result',
  elapsedMs: 1000,
  work,
  metrics: {},
  verification: {},
  load: {
    clients: 16,
    cpuShare: 0.5,
    wantedRate: null,
    achievedRate: 90,
    clientTimeUs: 16e6,
    requests: 101,
    responses: 100,
    bytes: 1000,
    connections: 20,
    failures: { status: 0, length: 0, content: 0, reset: 0, timeout: 0, connect: 0 },
    ...load,
  },
});

const messages = (given: ResultMessage): string[] => verify(given, point).map(({ message }) => message);

describe('the verification of a web launch', () => {
  it('has nothing to say of the load that was asked for', () => {
    expect(messages(result())).toEqual([]);
  });

  it('refuses a launch without an account of its load', () => {
    const { load: _, ...without } = result();
    expect(messages(without)).toEqual(['there is no account of the load']);
  });

  it('refuses another number of clients than asked for', () => {
    expect(messages(result({ clients: 15 }))).toEqual(['15 clients instead of 16']);
  });

  it('refuses more responses than requests, and more work than responses', () => {
    expect(messages(result({ responses: 102 }))).toEqual(['102 responses to 101 requests']);
    expect(messages(result({}, 101))).toEqual([
      '101 requests counted in the window, but 100 responses in all',
    ]);
  });
});

describe('the files of the web suite', () => {
  it('are the same for all launches that need as many, and others for others', () => {
    const named = (directories: number): string | undefined => suite.materials?.({ directories }).name;
    expect(named(6)).toBe(named(6));
    expect(named(680)).not.toBe(named(6));
  });

  it('take as much space as they say: 5.1 MB a directory', () => {
    expect(suite.materials?.({ directories: 6 }).bytes).toBe(6 * 5_119_488);
  });
});
