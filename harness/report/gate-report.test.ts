import { describe, expect, it } from 'vitest';
import { judged } from '../judge/test/gate-stages.js';
import { gateReport } from './gate-report.js';
import { eventfulVerdict, hostileVerdict } from './test/verdicts.js';

describe('a check on the terminal', () => {
  it('has the worst cells first, why, and what it came to at the end', () => {
    expect(gateReport(eventfulVerdict())).toMatchInlineSnapshot(`
      "topic (bbbbbbbbbbbb) against main (aaaaaaaaaaaa)
      first stage: 5 blocks, seed 7, run screen in checks/screen
      second stage: 10 blocks, seed 7, run confirm in checks/confirm

       cell                                                        verdict        head against base    95 % interval   tolerance   could have seen   blocks   control
       producer-consumer/capriccio/capacity=1,pairs=4/throughput   regression                 -30 %   [-31 %, -29 %]       5.0 %             6.3 %       10    -0.2 %
       producer-consumer/capriccio/capacity=1,pairs=2/throughput   regression                 -15 %   [-16 %, -14 %]       5.0 %             6.3 %       10    -0.2 %
       producer-consumer/capriccio/capacity=1,pairs=5/throughput   failed                         -                        5.0 %                 -        0         -
       producer-consumer/capriccio/capacity=1,pairs=3/throughput   inconclusive              +0.2 %                        5.0 %             5.0 %        5    -0.2 %
       producer-consumer/capriccio/capacity=1,pairs=1/throughput   improvement                +20 %   [+19 %, +22 %]       5.0 %             6.3 %       10    -0.2 %

        producer-consumer/capriccio/capacity=1,pairs=4/throughput: clear of no change, beyond the tolerance, and seen by both stages
        producer-consumer/capriccio/capacity=1,pairs=2/throughput: clear of no change, beyond the tolerance, and seen by both stages
        producer-consumer/capriccio/capacity=1,pairs=5/throughput: head was not launched
        producer-consumer/capriccio/capacity=1,pairs=3/throughput: the first stage saw less than half the tolerance
        producer-consumer/capriccio/capacity=1,pairs=1/throughput: clear of no change, beyond the tolerance, and seen by both stages

      regression: a regression was found and confirmed (2 regressions, 1 failed, 1 inconclusive, 1 improvement)"
    `);
  });

  it('says what an exception covers, when it does not, and when head brought it itself', () => {
    const exception = {
      cell: 'producer-consumer/capriccio/capacity=1,pairs=2/throughput',
      reason: 'checksums',
      until: '2026-12-31',
      by: 'Ada',
      ratio: 0.85,
      difference: null,
      failure: false,
    };
    const said = (ratio: number, acceptedAtBase: (typeof exception)[]) =>
      gateReport(eventfulVerdict({ accepted: [{ ...exception, ratio }], acceptedAtBase }));
    const covered = said(0.85, []);
    expect(covered).toContain(
      'exception to -15 % until 2026-12-31 by Ada (else regression): checksums; the exception was added or changed by head itself',
    );
    const exceeded = said(0.95, [{ ...exception, ratio: 0.95 }]);
    expect(exceeded).toContain(
      'exception to -5.0 % until 2026-12-31 by Ada does not cover it (else regression)',
    );
    expect(exceeded).not.toContain('by head itself');
  });

  it('has the difference where there is no ratio', () => {
    const flat = (head: number, blocks: number) => ({
      base: Array.from({ length: blocks }, () => 0),
      head: Array.from({ length: blocks }, () => head),
      control: Array.from({ length: blocks }, () => 0),
    });
    const verdict = judged({ metric: 'cpuPerWork', screen: [flat(2, 5)], confirm: [flat(2, 12)] });
    expect(gateReport(verdict)).toContain(
      'no ratio to a value of zero or less: better by -2 [-2, -2] ns, of about 0',
    );
  });

  it('does nothing to the terminal, whatever others say', () => {
    // oxlint-disable-next-line no-control-regex
    expect(gateReport(hostileVerdict())).not.toMatch(/[\u{0}-\u{9}\u{b}-\u{1f}]/u);
  });
});
