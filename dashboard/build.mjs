/** Builds the dashboard: `dist/dashboard/page/` holds the page without data, and the script that draws exported figures. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { dist, top } from '../harness/setup/house.mjs';

const source = join(top, 'dashboard/src');
const page = join(dist, 'dashboard/page');

mkdirSync(page, { recursive: true });
await build({
  // One script each, without modules: a module cannot be opened from file://. One style sheet of all parts.
  entryPoints: {
    app: join(source, 'page/page.ts'),
    drawing: join(source, 'views/figures/drawing.ts'),
    style: join(source, 'page/style.css'),
  },
  outdir: page,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  legalComments: 'eof',
  logLevel: 'warning',
});
copyFileSync(join(source, 'page/index.html'), join(page, 'index.html'));
