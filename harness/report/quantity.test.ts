import { describe, expect, it } from 'vitest';
import { duration, quantity } from './quantity.js';

describe('a quantity', () => {
  it.each([
    [12_345_678, 'items/s', '12.3 M'],
    [999, 'items/s', '999'],
    [1_500, 'items/s', '1.50 k'],
    [3 * 2 ** 30, 'bytes', '3.00 Gi'],
    [1_500_000, 'ns', '1500000'],
    [0.01234, 'switches', '0.0123'],
    [0.0000123, 'switches', '1.2e-5'],
    [0, 'ns', '0'],
    [null, 'ns', '-'],
  ])('%s %s reads %s', (value, unit, text) => {
    expect(quantity(value, unit)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [850, '850 ms'],
    [12_400, '12 s'],
    [245_000, '4 min 05 s'],
  ])('%s ms reads %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});
