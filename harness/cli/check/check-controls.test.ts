import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedBy, judged } from '../../judge/test/gate-stages.js';
import { environmentLike } from '../../model/test/environment.js';
import { readQualification } from '../../store/qualifications.js';
import { keepControls } from './check-controls.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'controls-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the controls of a check', () => {
  it('are kept of the second stage only, whose blocks are as many as a floor is for', () => {
    const verdict = judged({
      screen: [changedBy(0.8, 5), changedBy(1, 5)],
      confirm: [changedBy(0.8, 10), null],
    });
    keepControls(folder, environmentLike(), verdict);
    const kept = readQualification(folder, environmentLike())?.controls;
    expect(kept).toMatchObject([{ run: 'confirm', point: { pairs: 1 }, n: 10, p: expect.any(Number) }]);
  });

  it('are none when there was no second stage', () => {
    keepControls(folder, environmentLike(), judged({ screen: [changedBy(1, 5)], confirm: null }));
    expect(readQualification(folder, environmentLike())).toBeNull();
  });
});
