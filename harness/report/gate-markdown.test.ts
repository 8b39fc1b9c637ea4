import { describe, expect, it } from 'vitest';
import { commentMarker, gateComment, gateSummary } from './gate-markdown.js';
import { eventfulVerdict, hostileVerdict, hugeVerdict } from './test/verdicts.js';

/** The verdicts of the rows of the table, from above. */
function verdictsIn(markdown: string): string[] {
  return rowsIn(markdown).map((row) => row.split(' | ')[1]?.replaceAll('*', '') ?? '');
}

function rowsIn(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('| <code>'));
}

describe('a check in Markdown', () => {
  it('says in its heading, in words, what it came to', () => {
    expect(gateSummary(eventfulVerdict()).split('\n')[0]).toBe(
      '## Tutti check: regression: a regression was found and confirmed',
    );
  });

  it('has the worst rows first', () => {
    expect(verdictsIn(gateSummary(eventfulVerdict()))).toEqual([
      'regression',
      'regression',
      'failed',
      'inconclusive',
      'improvement',
    ]);
  });

  it('has each cell with its change, interval, tolerance and what could have been seen', () => {
    expect(rowsIn(gateSummary(eventfulVerdict()))[1]).toMatchInlineSnapshot(
      `"| <code>producer-consumer/capriccio/capacity=1,pairs=2/throughput</code> | **regression** | -15 % | [-16 %, -14 %] | 5.0 % | 6.3 % | 10 | <code>100 items/s</code> | <code>85&#46;0 items/s</code> | -0.2 % | <code>clear of no change, beyond the tolerance, and seen by both stages</code> |"`,
    );
  });

  it('names revisions, seeds and runs', () => {
    const text = gateSummary(eventfulVerdict());
    expect(text).toContain(
      'base <code>main &#40;aaaaaaaaaaaa&#41;</code>, head <code>topic &#40;bbbbbbbbbbbb&#41;</code>',
    );
    expect(text).toContain('<code>second stage&#58; 10 blocks, seed 7, run confirm in checks/confirm</code>');
  });

  it('is found again by its marker when it is a comment', () => {
    expect(gateComment(eventfulVerdict()).startsWith(`${commentMarker}\n`)).toBe(true);
    expect(gateSummary(eventfulVerdict())).not.toContain(commentMarker);
  });

  it('stays below the limits of GitHub, says how many cells it left out, and leaves out the least bad', () => {
    const verdict = hugeVerdict(20_000);
    for (const [text, limit] of [
      [gateSummary(verdict), 900_000],
      [gateComment(verdict), 60_000],
    ] as const) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(Buffer.byteLength(text)).toBeGreaterThan(0.9 * limit);
      const shown = rowsIn(text).length;
      expect(text).toContain(`**${20_000 - shown} more cells are left out here`);
      expect(verdictsIn(text)[0]).toBe('regression');
    }
  });

  it('leaves nothing out when there is room', () => {
    expect(gateComment(eventfulVerdict())).not.toContain('left out');
  });

  it('turns text of others into nothing but text', () => {
    const text = gateComment(hostileVerdict());
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/<script|@|http:|\[a\]|forged\n|^::|\u{1b}|\u{0}|\u{202e}/mu);
    for (const row of rowsIn(text)) expect(row.match(/\|/g)).toHaveLength(12);
    const tags = new Set(text.match(/<[^>]*>/g));
    expect(tags).toEqual(new Set([commentMarker, '<code>', '</code>']));
  });
});
