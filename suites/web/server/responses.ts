/** The heads of all responses, byte for byte: the same from every server of ours. */

/** Why a conversation is ended: malformed, another method, too slow a head, too long a head. */
export type RefusalStatus = 400 | 405 | 408 | 431;

/** The head of a 200, in lines of name and value, for servers that write heads through a library. */
export const contentType = 'application/octet-stream';

/** The head of a 200 with a body of so many bytes. */
export function headOf(length: number): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n\r\n`;
}

/** The answer to a path that is no file's; the connection stays. */
export const notFound = Buffer.from('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');

/** The last answer on a connection. */
export const refusals: Readonly<Record<RefusalStatus, Buffer>> = {
  400: refusal('400 Bad Request'),
  405: refusal('405 Method Not Allowed'),
  408: refusal('408 Request Timeout'),
  431: refusal('431 Request Header Fields Too Large'),
};

function refusal(status: string): Buffer {
  return Buffer.from(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}
