/**
 * What whole heads came to. Clients ask for the same files with the same fields again and again, and to look a head up
 * costs a quarter of reading it. Not for long heads, which nobody repeats in good faith, and not for many.
 */
import type { Request } from './request-parser.js';

const mostRemembered = 16_384;
const longestRemembered = 256;

const remembered = new Map<string, Request>();

/** The request of a head that has come before; undefined for one that is new, or is no single head. */
export function rememberedRequest(head: string): Request | undefined {
  return head.length <= longestRemembered ? remembered.get(head) : undefined;
}

/** @param head a whole head and nothing else */
export function remember(head: string, request: Request): void {
  if (head.length > longestRemembered) return;
  if (remembered.size === mostRemembered) remembered.clear();
  remembered.set(head, { ...request, path: ownText(request.path) });
}

/** A path that was cut out of a head, as a string of its own: as a key it is found in half the time. */
function ownText(cut: string): string {
  return Buffer.from(cut, 'latin1').toString('latin1');
}
