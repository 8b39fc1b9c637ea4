import { expect, it } from 'vitest';
import { checksum } from './checksum.js';

it('the checksum is FNV-1a, and sees every letter and their order', () => {
  // The published values for these texts.
  expect([checksum(''), checksum('a'), checksum('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  expect(checksum('{"a":12}')).not.toBe(checksum('{"a":21}'));
});
