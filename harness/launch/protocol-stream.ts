/** Turns a target's standard output into messages of the protocol, or into the first way in which it breaks it. */
import type { FailureReason } from '../model/launch.js';
import { type TargetMessage, targetMessageSchema } from '../model/protocol.js';

/** What the next piece of output came to. */
export type StreamEvent =
  | { readonly type: 'message'; readonly message: TargetMessage }
  | { readonly type: 'violation'; readonly reason: FailureReason; readonly detail: string };

/** Most bytes a target may print in one launch, and in one line. */
export const outputLimit = 2 * 1024 * 1024;
export const lineLimit = 256 * 1024;

const newline = 0x0a;

/** Reads newline-delimited JSON piece by piece. After a violation it is deaf. */
export class ProtocolStream {
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #totalBytes = 0;
  #broken = false;

  /** Takes the next piece of output. */
  push(chunk: Buffer): StreamEvent[] {
    if (this.#broken) return [];
    this.#totalBytes += chunk.length;
    if (this.#totalBytes > outputLimit) {
      return [this.#violation('output-flood', `more than ${outputLimit} bytes of standard output`)];
    }
    const events: StreamEvent[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const event = this.#line(Buffer.concat([...this.#pending, chunk.subarray(start, end)]));
      this.#pending = [];
      this.#pendingBytes = 0;
      start = end + 1;
      if (event === undefined) continue;
      events.push(event);
      if (event.type === 'violation') return events;
    }
    this.#keep(chunk.subarray(start));
    if (this.#pendingBytes > lineLimit) {
      events.push(this.#violation('output-flood', `a line of more than ${lineLimit} bytes`));
    }
    return events;
  }

  /** The beginning of a message that has not ended, or undefined. */
  unfinished(): string | undefined {
    if (this.#broken || this.#pendingBytes === 0) return undefined;
    return excerpt(Buffer.concat(this.#pending).toString('utf8'));
  }

  #keep(rest: Buffer): void {
    if (rest.length === 0) return;
    this.#pending.push(rest);
    this.#pendingBytes += rest.length;
  }

  #line(bytes: Buffer): StreamEvent | undefined {
    const text = bytes.toString('utf8');
    if (text.trim() === '') return undefined;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return this.#violation('not-a-message', excerpt(text));
    }
    const parsed = targetMessageSchema.safeParse(value);
    if (parsed.success) return { type: 'message', message: parsed.data };
    const issue = parsed.error.issues[0];
    const where = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}: `;
    return this.#violation(isResult(value) ? 'bad-result' : 'not-a-message', `${where}${excerpt(text)}`);
  }

  #violation(reason: FailureReason, detail: string): StreamEvent {
    this.#broken = true;
    return { type: 'violation', reason, detail };
  }
}

function isResult(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'result';
}

/** The first 200 characters. */
function excerpt(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}...`;
}
