/** `tutti clean`: remove what runs leave for the next one. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '../model/errors.js';
import { removeMaterials } from '../store/materials.js';
import { scratchPrefix } from '../launch/play.js';
import { checkoutsPrefix } from '../revisions/arms.js';
import { defineCommand } from './command.js';
import { jsonOption, materialsOption } from './options.js';

/** A scratch folder this old belongs to no launch, and no check, that still runs. */
const staleMs = 24 * 3_600_000;

export const cleanCommand = defineCommand({
  name: 'clean',
  summary:
    'remove the files that suites have made, and scratch folders of launches and checks that were killed; keeps all results',
  options: { materials: materialsOption, json: jsonOption },
  examples: [
    ['tutti clean', 'remove them'],
    ['tutti clean --materials /fast/disk/tutti', 'those made in another folder'],
  ],
  run({ materials, json }) {
    const removed = [...removeMaterials(materials), ...removeStaleScratch(Date.now())];
    if (json) process.stdout.write(`${JSON.stringify({ schema: 1, removed })}\n`);
    else
      process.stdout.write(
        removed.length === 0 ? 'nothing to remove\n' : `removed ${removed.join('\n        ')}\n`,
      );
    return exitCodes.fine;
  },
});

function removeStaleScratch(now: number): string[] {
  const stale = readdirSync(tmpdir())
    .filter((name) => name.startsWith(scratchPrefix) || name.startsWith(checkoutsPrefix))
    .map((name) => join(tmpdir(), name))
    .filter((place) => now - statSync(place).mtimeMs > staleMs);
  for (const place of stale) rmSync(place, { recursive: true, force: true });
  return stale;
}
