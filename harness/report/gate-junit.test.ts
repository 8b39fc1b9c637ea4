import { describe, expect, it } from 'vitest';
import { gateJunit } from './gate-junit.js';
import { eventfulVerdict, hostileVerdict } from './test/verdicts.js';

const attribute = /\s+[a-z]+="(?:[^<&"]|&(?:amp|lt|gt|quot|#\d+);)*"/.source;
const token = new RegExp(
  `<(?<end>/)?(?<name>[a-z-]+)(?:${attribute})*(?<empty>/)?>|(?:[^<&\\u{0}-\\u{8}\\u{b}\\u{c}\\u{e}-\\u{1f}]|&(?:amp|lt|gt|quot|#\\d+);)+`,
  'uy',
);

/** Throws unless the text is a well-formed document; gives the names of its elements in order. */
function elementsOf(xml: string): string[] {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  expect(xml.startsWith(declaration)).toBe(true);
  const names: string[] = [];
  const open: string[] = [];
  token.lastIndex = declaration.length;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const groups = token.exec(xml)?.groups;
    if (groups === undefined) throw new Error(`not XML: ${xml.slice(at, at + 80)}`);
    const { name, end, empty } = groups;
    if (name === undefined) continue;
    if (end !== undefined) expect(open.pop()).toBe(name);
    else {
      names.push(name);
      if (empty === undefined) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return names;
}

describe('a check as JUnit XML', () => {
  it('has a case a cell: failures are regressions, errors failed cells, skipped what is inconclusive', () => {
    const xml = gateJunit(eventfulVerdict());
    expect(elementsOf(xml)).toEqual([
      'testsuites',
      'testsuite',
      'testcase',
      'failure',
      'testcase',
      'failure',
      'testcase',
      'error',
      'testcase',
      'skipped',
      'testcase',
      'system-out',
    ]);
    expect(xml).toContain('tests="5" failures="2" errors="1" skipped="1"');
    expect(xml).toContain(
      '<testcase classname="producer-consumer.capriccio" name="capacity=1,pairs=4 throughput"><failure type="regression"',
    );
  });

  it('is well formed whatever others say', () => {
    expect(elementsOf(gateJunit(hostileVerdict())).filter((name) => name === 'testcase')).toHaveLength(5);
  });
});
