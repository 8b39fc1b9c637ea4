import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from './generated-files.js';

const top = fileURLToPath(new URL('../..', import.meta.url));

describe('a generated file', () => {
  it.each(Object.entries(generatedFiles()))(
    '%s is what the sources say (else: npm run generate)',
    (file, text) => {
      expect(readFileSync(`${top}/${file}`, 'utf8')).toBe(text);
    },
  );

  it('is there for every schema in results/schema, and no other', () => {
    const files = readdirSync(`${top}/results/schema`).map((file) => `results/schema/${file}`);
    expect(files.sort()).toEqual(
      Object.keys(generatedFiles())
        .filter((file) => file.includes('/schema/'))
        .sort(),
    );
  });
});
