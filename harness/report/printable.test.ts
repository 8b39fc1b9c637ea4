import { expect, it } from 'vitest';
import { printable } from './printable.js';

it('text of a target cannot clear the screen, ring the bell or move the cursor', () => {
  expect(printable('a\u001b[2J\u0007\r\u009b1A\tb\nc')).toBe('a\\x1b[2J\\x07\\x0d\\x9b1A\\x09b\nc');
});

it('text without control characters stays as it is', () => {
  expect(printable('Käse → 1 µs\n')).toBe('Käse → 1 µs\n');
});
