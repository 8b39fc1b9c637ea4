/** Prints a gigabyte of messages that are in order. */
import { writeSync } from 'node:fs';
import { readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
const line = `${JSON.stringify({ type: 'interval', elapsedMs: 1, work: 1 })}\n`;
const block = Buffer.from(line.repeat(20_000));
for (let bytes = 0; bytes < 2 ** 30; bytes += block.length) writeSync(1, block);
