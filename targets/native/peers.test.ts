/** The workloads on libraries of somebody else, through the protocol, where these are installed. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { verify as verifyPipe } from '../../suites/pipe/verify.js';
import { verify as verifyPrimitives } from '../../suites/primitives/verify.js';
import { verify as verifyProducerConsumer } from '../../suites/producer-consumer/verify.js';
import { peers } from './sources.mjs';
import { launch, resultOf } from './test/launch.js';

for (const peer of Object.keys(peers)) {
  const folder = fileURLToPath(new URL(`../../dist/targets/${peer}`, import.meta.url));
  const args = [peer, '--addon', `${folder}/tutti.node`];
  const reason = whyNotBuilt(`${folder}/build.json`);

  describe.skipIf(reason !== '')(`the workloads on ${peer}${reason}`, () => {
    it.each([
      { pairs: 1, capacity: 1, spin: 32 },
      { pairs: 16, capacity: 1, spin: 32 },
      { pairs: 16, capacity: 7, spin: 32 },
    ])('account for every item and every thread with %o', (point) => {
      const result = resultOf(launch('producer-consumer', args, point));
      expect(failures(verifyProducerConsumer(result, point))).toEqual([]);
      expect(result.work).toBeGreaterThan(0);
      expect(result.metrics['switchesPerItem']?.value).toBeGreaterThan(0);
    });

    it.each([
      { pipes: 128, route: 2 },
      { pipes: 1000, route: 2 },
    ])('account for every token with %o, or say why none can', (point) => {
      const messages = launch('pipe', args, point);
      if (messages.at(-1)?.type === 'unsupported') {
        expect(messages).toEqual([
          { type: 'unsupported', reason: expect.stringMatching(/ has no blocking I\/O$/) },
        ]);
      } else {
        expect(failures(verifyPipe(resultOf(messages), point))).toEqual([]);
      }
    });

    it.each([2, 300])('measure every primitive among %d threads', (threads) => {
      const result = resultOf(launch('primitives', args, { threads }, 'true', 'primitives.js'));
      expect(verifyPrimitives(result)).toEqual([]);
      expect(result.work).toBeGreaterThan(0);
    });

    it('refuse a scheduler that the library does not have', () => {
      const point = { pairs: 1, capacity: 1, spin: 0 };
      expect(launch('producer-consumer', [...args, '--scheduler', 'lifo'], point).at(-1)).toMatchObject({
        type: 'error',
        message: expect.stringContaining('no scheduler named "lifo"'),
      });
    });
  });
}

/** Findings that are wrong at any speed: a thread without work may only have had too little time. */
function failures(findings: ReturnType<typeof verifyPipe>) {
  return findings.filter(({ validity }) => validity !== 'starved');
}

function whyNotBuilt(report: string): string {
  if (!existsSync(report)) return ' (skipped: not built; run `npm run build`)';
  const { ok, reason } = JSON.parse(readFileSync(report, 'utf8')) as { ok: boolean; reason?: string };
  return ok ? '' : ` (skipped: ${reason})`;
}
