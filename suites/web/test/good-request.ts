/** Good requests, and what exactly is answered to them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Address } from '../../../harness/model/protocol.js';
import { Client } from './client.js';

/** What the cases of the table work on. */
export interface Site {
  readonly address: Address;
  /** The file set. */
  readonly folder: string;
  /** Settles when the server has closed what it had open for its clients. */
  readonly untilAtRest: () => Promise<void>;
}

export const small = '/dir00000/class0_4';
export const middle = '/dir00000/class2_2';
export const large = '/dir00000/class3_8';

export function get(path: string, fields = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${fields}\r\n`;
}

/** Expects the next response to be exactly that of a file. */
export async function expectFile(client: Client, { folder }: Site, path: string): Promise<void> {
  const content = readFileSync(join(folder, path));
  const { head, body } = await client.response();
  expect(head).toBe(headFor(content.length));
  expect(body.equals(content), `the bytes of ${path}`).toBe(true);
}

/** Expects a 404 that keeps the connection, which a good request then shows. */
export async function expectNotFound(client: Client, site: Site): Promise<void> {
  expect((await client.response()).head).toBe('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
  client.send(get(small));
  await expectFile(client, site, small);
}

/** Expects a refusal without a body, then the end. */
export async function expectRefusal(client: Client, status: number): Promise<void> {
  const response = await client.response();
  expect(response.status).toBe(status);
  expect(response.head).toMatch(/^Content-Length: 0\r$/m);
  expect(response.head).toMatch(/^Connection: close\r$/m);
  expect(await client.rest()).toBe('');
}

/** Expects that a new client gets a file. */
export async function expectGoodRequest(site: Site, path = middle): Promise<void> {
  const client = await Client.connect(site.address);
  await expectFile(client.send(get(path)), site, path);
  client.close();
}

export function headFor(length: number): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${length}\r\n\r\n`;
}
