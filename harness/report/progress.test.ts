import { describe, expect, it } from 'vitest';
import { failedLaunch, measuredLaunch } from '../model/test/records.js';
import { Progress } from './progress.js';

/** Plays launches of two seconds each; gives back what was written. */
function played(output: { isTTY?: boolean; columns?: number }, launches: number, first = 1): string {
  let now = 0;
  let text = '';
  const progress = new Progress({ ...output, write: (piece) => (text += piece) }, () => now);
  for (let done = first; done < first + launches; done++) {
    now += 2000;
    progress.launched(measuredLaunch(), done, 100);
  }
  return text;
}

describe('progress', () => {
  it('is one line that rewrites itself on a terminal, no wider than it', () => {
    const text = played({ isTTY: true, columns: 40 }, 3);
    expect(text.split('\r\x1b[2K').slice(1)).toEqual([
      '1/100  3 min 18 s left  capriccio capac',
      '2/100  3 min 16 s left  capriccio capac',
      '3/100  3 min 14 s left  capriccio capac',
    ]);
  });

  it('tells of what is repeated and is no launch, in the same manner', () => {
    let now = 0;
    let text = '';
    const progress = new Progress({ write: (piece) => (text += piece) }, () => now);
    for (let done = 1; done <= 12; done++) {
      now += 1000;
      progress.repeated('checks', done, 40);
    }
    expect(text).toBe('checks: 10 of 40, 30 s left\n');
  });

  it('is a plain line every ten seconds elsewhere', () => {
    expect(played({}, 10)).toBe('5 of 100 launches, 3 min 10 s left\n10 of 100 launches, 3 min 00 s left\n');
  });

  it('estimates the time left from the launches of this session, not of the one before', () => {
    expect(played({}, 5, 51)).toBe('55 of 100 launches, 1 min 30 s left\n');
  });

  it('says how far the files are that launches will read, and does not count that time to the launches', () => {
    let now = 0;
    let text = '';
    const progress = new Progress({ write: (piece) => (text += piece) }, () => now);
    now = 11_000;
    progress.making('web-files', 50, 200);
    now = 40_000;
    progress.making('web-files', 200, 200);
    now = 52_000;
    progress.launched(measuredLaunch(), 1, 2);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'making the files web-files: 25 %',
      'making the files web-files: 100 %',
      '1 of 2 launches, 12 s left',
    ]);
  });

  it('names a failure as it happens', () => {
    let text = '';
    const progress = new Progress({ write: (piece) => (text += piece) }, () => 0);
    progress.launched(failedLaunch({ reason: 'wrong-nonce' }), 1, 100);
    expect(text).toContain('launch 00001: capriccio at capacity=1,pairs=1 failed: wrong-nonce');
  });
});
