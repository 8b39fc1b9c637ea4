/** The files of what a reader drops on the page: files, or folders with files in them. */

/** How deep folders are looked into: a history has its runs three folders down. */
const deepest = 4;

/** What is dropped, as far as it is asked for. */
export interface Dropped {
  readonly items: ArrayLike<Pick<DataTransferItem, 'kind' | 'webkitGetAsEntry' | 'getAsFile'>>;
}

/**
 * Every file that was dropped, those of folders among them.
 * @param dropped of the event; to be called before anything else is waited for, for it is gone afterwards
 */
export async function droppedFiles({ items }: Dropped): Promise<File[]> {
  const found = Array.from(items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files = await Promise.all(
    found.map(async (one) => (one === null || one instanceof File ? [one] : filesBelow(one, deepest))),
  );
  return files.flat().filter((file) => file !== null);
}

async function filesBelow(entry: FileSystemEntry, depth: number): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry) || depth === 0) return [];
  const reader = entry.createReader();
  const entries: FileSystemEntry[] = [];
  // A browser gives them in portions; an empty one is the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) break;
    entries.push(...portion);
  }
  return (await Promise.all(entries.map((one) => filesBelow(one, depth - 1)))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
