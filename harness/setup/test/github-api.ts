/** The few calls of GitHub's API that our workflows make, answered here. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from '@node-rs/crc32';

/** A comment as the API shows it. */
export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
  readonly html_url: string;
}

/** One repository with one workflow run, its artifact, and its requests. */
export class GitHubApi {
  /** Open requests: number, label of the head and its commit. */
  readonly requests: { number: number; label: string; sha: string }[] = [];
  readonly comments: Comment[] = [];
  /** The artifact of the run, as a zip; none when undefined. */
  artifact: Buffer | undefined;
  /** What the API says its size is. */
  artifactBytes: number | undefined;
  /** Every call that changed something. */
  readonly changes: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#respond(request, response);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = this.#answer(request, await bodyOf(request));
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  }

  #answer({ method, url = '', headers }: IncomingMessage, body: string): string | Buffer | undefined {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [path] = /^\/repos\/someone\/something(\/.*)$/.exec(pathname)?.slice(1) ?? [];
    if (path === undefined || headers.authorization !== 'Bearer a-token') return undefined;
    if (path === '/pulls') {
      const found = this.requests.filter(({ label }) => label === searchParams.get('head'));
      return JSON.stringify(found.map(({ number, sha }) => ({ number, head: { sha } })));
    }
    if (path === '/actions/runs/77/artifacts') return JSON.stringify({ artifacts: this.#artifacts() });
    if (path === '/actions/artifacts/5/zip') return this.artifact;
    if (method === 'GET') {
      const page = Number(searchParams.get('page'));
      return JSON.stringify(this.comments.slice((page - 1) * 100, page * 100));
    }
    this.changes.push(`${method} ${path}`);
    return JSON.stringify(this.#write(path, (JSON.parse(body) as { body: string }).body));
  }

  #artifacts(): object[] {
    if (this.artifact === undefined) return [];
    return [{ id: 5, expired: false, size_in_bytes: this.artifactBytes ?? this.artifact.length }];
  }

  #write(path: string, body: string): Comment | undefined {
    const id = Number(/\/issues\/comments\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
    const there = this.comments.find((comment) => comment.id === id);
    if (there !== undefined) {
      there.body = body;
      return there;
    }
    const user = { login: 'github-actions[bot]' };
    const made = { id: this.comments.length + 1, user, body, html_url: 'https://example.org/comment' };
    this.comments.push(made);
    return made;
  }
}

/** A zip with one file, not compressed. */
export function zipOf(name: string, text: string): Buffer {
  const content = Buffer.from(text, 'latin1');
  const path = Buffer.from(name);
  // What the header before the file and the entry of the directory have in common, from the version to the lengths.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(path.length, 22);
  const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, content]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), path]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(header.length, 16);
  return Buffer.concat([header, entry, end]);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
