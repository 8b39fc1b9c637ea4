/** A socket whose other side and kernel are the test. */
import { EventEmitter } from 'node:events';
import type { Stream } from '../connection.js';

export class FakeStream extends EventEmitter {
  writableLength = 0;
  writableNeedDrain = false;
  isPaused = false;
  hasEnded = false;
  destroyed = false;
  /** True when the kernel has room for whatever is sent. */
  hasRoom = true;
  readonly sent: string[] = [];

  /** As what a connection takes it for. */
  get asStream(): Stream {
    return this as unknown as Stream;
  }

  receive(text: string): void {
    this.emit('data', Buffer.from(text));
  }

  /** The kernel has taken everything. */
  drain(): void {
    this.writableLength = 0;
    this.writableNeedDrain = false;
    this.emit('drain');
  }

  write(bytes: Uint8Array): boolean {
    this.sent.push(Buffer.from(bytes).toString());
    if (this.hasRoom) return true;
    this.writableLength += bytes.length;
    this.writableNeedDrain = true;
    return false;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  end(): void {
    this.hasEnded = true;
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('close');
  }
}
