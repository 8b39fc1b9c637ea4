/** Every committed file that is made from the sources, with its text. `npm run generate` writes them; a test compares. */
import { dataDictionary } from './data-dictionary.js';
import { jsonSchemas } from './json-schemas.js';

/** Texts by path, relative to the top of the checkout. */
export function generatedFiles(): Record<string, string> {
  const schemas = Object.entries(jsonSchemas()).map(([file, text]) => [`results/schema/${file}`, text]);
  return { 'results/README.md': dataDictionary(), ...Object.fromEntries(schemas) };
}
