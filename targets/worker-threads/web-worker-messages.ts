/** What the main thread of the web server and its workers say to each other. */
import * as z from 'zod';
import { addressSchema } from '../../harness/model/protocol.js';
import type { Patience } from '../../suites/web/server/server-options.js';

/** What a worker is made with. */
export interface WebWorkerSetting {
  readonly materials: string;
  readonly cacheBytes: number;
  readonly patience: Patience;
  readonly mostConnections: number;
  /** Of all workers' counters. */
  readonly memory: SharedArrayBuffer;
  readonly number: number;
  /** The listening descriptor of the first worker; undefined for that one. */
  readonly descriptor: number | undefined;
}

/** What a worker says once it accepts connections. */
export const webWorkerReadySchema = z.object({ address: addressSchema, descriptor: z.int().nonnegative() });

/** To close all connections; the first worker closes the listening descriptor as well. Answered by any message. */
export type WebWorkerOrder = 'close';
