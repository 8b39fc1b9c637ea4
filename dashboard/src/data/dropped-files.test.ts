import { describe, expect, it } from 'vitest';
import { droppedFiles } from './dropped-files.js';

const file = (name: string): File => new File([''], name);

/** An entry as a browser gives it: a file, or a folder whose entries come in portions of two. */
function entryOf(name: string, below?: readonly FileSystemEntry[]): FileSystemEntry {
  const isFile = below === undefined;
  const portions = [below?.slice(0, 2) ?? [], below?.slice(2) ?? [], []];
  const entry = {
    name,
    isFile,
    isDirectory: !isFile,
    file: (done: (one: File) => void) => done(file(name)),
    createReader: () => ({
      readEntries: (done: (some: readonly FileSystemEntry[]) => void) =>
        done(portions.find((portion) => portions.splice(portions.indexOf(portion), 1)) ?? []),
    }),
  };
  // Only what is asked for of an entry.
  return entry as unknown as FileSystemEntry;
}

function itemOf(entry: FileSystemEntry | null, kind = 'file') {
  return { kind, webkitGetAsEntry: () => entry, getAsFile: () => file('without an entry') };
}

async function namesOf(...items: ReturnType<typeof itemOf>[]): Promise<string[]> {
  return (await droppedFiles({ items })).map(({ name }) => name);
}

describe('files that are dropped', () => {
  it('are those of the folders, in all of their portions, and those beside them', async () => {
    const folder = entryOf(
      'run',
      ['run.json', 'launches.ndjson', 'summary.csv'].map((name) => entryOf(name)),
    );
    expect(await namesOf(itemOf(folder), itemOf(entryOf('x.json.gz')))).toEqual([
      'run.json',
      'launches.ndjson',
      'summary.csv',
      'x.json.gz',
    ]);
  });

  it('are found where a browser knows no entries; text is none', async () => {
    expect(await namesOf(itemOf(null), itemOf(null, 'string'))).toEqual(['without an entry']);
  });

  it('are not looked for without end', async () => {
    const deep = ['a', 'b', 'c', 'd', 'e'].reduce(
      (below, name) => entryOf(name, [below]),
      entryOf('run.json'),
    );
    expect(await namesOf(itemOf(deep))).toEqual([]);
  });
});
