/** Builds the Go peer with the standard library only: no module is downloaded. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeReport } from '../../harness/setup/compile.mjs';
import { dist, top } from '../../harness/setup/house.mjs';

const folder = 'targets/go';
const remedy = 'apt-get install golang-go   (Go 1.19 or later)';

/** @returns {{ ok: boolean, reason?: string, remedy?: string, versions: Record<string, string> }} */
function build() {
  const asked = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (asked.status !== 0)
    return { ok: false, reason: 'the command go is not on the PATH', remedy, versions: {} };
  const versions = { go: asked.stdout.trim() };
  const out = join(dist, folder);
  mkdirSync(out, { recursive: true });
  const { status, stderr, error } = spawnSync('go', ['build', '-o', join(out, 'producer-consumer'), '.'], {
    cwd: join(top, folder),
    encoding: 'utf8',
    env: { ...process.env, GOPROXY: 'off', CGO_ENABLED: '0' },
  });
  if (status === 0) return { ok: true, versions };
  return { ok: false, reason: `go build failed: ${(error?.message ?? stderr).trim()}`, remedy, versions };
}

writeReport(folder, build());
