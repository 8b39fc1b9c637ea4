/** A page that has the readers of data and nothing else, beside the published one and with its security policy. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Adds `loaders.html` to a published folder: `window.loaders` is what `loaders.ts` exports. */
export async function addLoadersPage(folder: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./loaders.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  writeFileSync(join(folder, 'loaders.js'), outputFiles[0]?.text ?? '');
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replace('app.js', 'loaders.js');
  writeFileSync(join(folder, 'loaders.html'), page.replace('<body', '<body data-ready="true"'));
}
