/** Counts what an instance of autocannon tells: responses in the window and in all, and what went wrong. */
import type { Instance } from 'autocannon';
import type { Account } from './adapter.js';

export class Counter {
  #isOpen = false;
  #from = 0;
  #to = 0;
  #cpu = process.cpuUsage();
  #nextMs = 0;
  #workBefore = 0;
  #work = 0;
  #responses = 0;
  answered = 0;
  bytes = 0;
  readonly #intervalMs: number;
  readonly #intervals: { elapsedMs: number; work: number }[] = [];
  readonly #failures = { status: 0, timeout: 0, connect: 0, reset: 0 };

  constructor(instance: Instance, intervalMs: number) {
    this.#intervalMs = intervalMs;
    instance.on('response', (_: unknown, status: number | string, bytes: number) =>
      this.#hear(Number(status), bytes),
    );
    instance.on('reqError', (error: NodeJS.ErrnoException) => {
      if (error.message === 'request timed out') this.#failures.timeout++;
      else if (error.syscall === 'connect') this.#failures.connect++;
      else this.#failures.reset++;
    });
  }

  open(): void {
    this.#isOpen = true;
    this.#from = performance.now();
    this.#nextMs = this.#intervalMs;
    this.#cpu = process.cpuUsage();
  }

  close(): void {
    this.#isOpen = false;
    this.#to = performance.now();
    this.#cpu = process.cpuUsage(this.#cpu);
    this.#endInterval(this.#to - this.#from);
  }

  account(): Pick<Account, 'elapsedMs' | 'work' | 'cpuShare' | 'responses' | 'failures' | 'intervals'> {
    const elapsedMs = this.#to - this.#from;
    return {
      elapsedMs,
      work: this.#work,
      cpuShare: (this.#cpu.user + this.#cpu.system) / 1000 / elapsedMs,
      responses: this.#responses,
      failures: this.#failures,
      intervals: this.#intervals,
    };
  }

  #hear(status: number, bytes: number): void {
    this.#responses++;
    if (status !== 200) this.#failures.status++;
    if (!this.#isOpen) return;
    this.answered++;
    this.bytes += bytes;
    if (status === 200) this.#work++;
    const elapsedMs = performance.now() - this.#from;
    if (elapsedMs >= this.#nextMs) this.#endInterval(elapsedMs);
  }

  #endInterval(elapsedMs: number): void {
    this.#intervals.push({ elapsedMs, work: this.#work - this.#workBefore });
    this.#workBefore = this.#work;
    while (this.#nextMs <= elapsedMs) this.#nextMs += this.#intervalMs;
  }
}
