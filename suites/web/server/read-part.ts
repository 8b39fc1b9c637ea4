/**
 * Reads parts of files without blocking the event loop. Few files are open at a time, and none while a client is slow: a
 * part is read with one opening of its own. So descriptors are left for connections, and no client can hold up others.
 */
import { open } from 'node:fs/promises';

/** Most files open at once: Node reads with four kernel threads unless told otherwise, so more would only wait. */
export const mostOpenFiles = 16;

let openFiles = 0;
const waiting: (() => void)[] = [];

/**
 * Fills `into` with the bytes of a file from `position` on.
 * @throws when the file cannot be read, or ends before that
 */
export async function readPart(location: string, into: Uint8Array, position: number): Promise<void> {
  if (openFiles === mostOpenFiles) await new Promise<void>((resolve) => waiting.push(resolve));
  else openFiles++;
  try {
    const handle = await open(location);
    try {
      for (let done = 0; done < into.length;) {
        const { bytesRead } = await handle.read(into, done, into.length - done, position + done);
        if (bytesRead === 0) throw new Error(`${location} ends at ${position + done}`);
        done += bytesRead;
      }
    } finally {
      await handle.close();
    }
  } finally {
    const next = waiting.shift();
    if (next === undefined) openFiles--;
    else next();
  }
}
