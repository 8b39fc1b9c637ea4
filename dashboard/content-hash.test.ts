import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash } from './content-hash.js';

describe('a hash of content', () => {
  it('does not see the order of keys, and sees every value', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: undefined })).toBe(
      '{"b":[1,{"c":"é\\"","d":null}]}',
    );
    expect(contentHash([{ a: 1, b: 2 }])).toBe(contentHash([{ b: 2, a: 1 }]));
    expect(contentHash([{ a: 1 }, 2])).not.toBe(contentHash([{ a: 1 }, 3]));
    expect(contentHash([])).toBe('e3b0c44298fc');
  });
});
