import { describe, expect, it } from 'vitest';
import { suiteLike } from '../../../../harness/model/test/records.js';
import { profileFor } from './needed-profile.js';

const suite = suiteLike();

describe('the profile that would measure a place', () => {
  it('is the smallest one with enough launches for an interval', () => {
    expect(profileFor(suite, [{ pairs: 1, capacity: 1 }])).toBe('quick');
    expect(profileFor(suite, [{ pairs: 2, capacity: 1 }])).toBe('standard');
  });

  it('measures all of the places', () => {
    expect(profileFor(suite, [{ pairs: 1 }, { pairs: 2, capacity: 128 }])).toBe('paper');
  });

  it('is none where no profile comes there', () => {
    expect(profileFor(suite, [{ pairs: 3 }])).toBeNull();
  });

  it('is met by any value of a factor that the place does not name', () => {
    expect(profileFor(suite, [{ capacity: 128 }])).toBe('paper');
    expect(profileFor(suite, [{}])).toBe('quick');
  });
});
