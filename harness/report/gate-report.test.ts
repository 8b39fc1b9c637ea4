import { describe, expect, it } from 'vitest';
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

  it('does nothing to the terminal, whatever others say', () => {
    // oxlint-disable-next-line no-control-regex
    expect(gateReport(hostileVerdict())).not.toMatch(/[\u{0}-\u{9}\u{b}-\u{1f}]/u);
  });
});
