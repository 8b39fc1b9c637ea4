/** The built page: where it is, whether this program runs from `dist` or from its sources. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TuttiError } from '../harness/model/errors.js';

const folders = ['./page/', '../dist/dashboard/page/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/**
 * The text of one of the files that `build.mjs` made.
 * @throws TuttiError NOT_BUILT
 */
export function readBuilt(file: 'index.html' | 'style.css' | 'app.js' | 'drawing.js'): string {
  const path = folders.map((folder) => `${folder}${file}`).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new TuttiError('NOT_BUILT', { what: 'the dashboard' });
  return readFileSync(path, 'utf8');
}
