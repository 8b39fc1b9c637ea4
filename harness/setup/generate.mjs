/** `npm run generate`: writes the committed files that are made from the sources. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { dist, top } from './house.mjs';
import { installDependencies } from './install.mjs';

installDependencies();
await build();
const { generatedFiles } = await import(pathToFileURL(join(dist, 'harness/store/generated-files.js')).href);
for (const [file, text] of Object.entries(generatedFiles())) {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), String(text));
  process.stdout.write(`${file}\n`);
}
