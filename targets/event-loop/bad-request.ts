/** What Node's parser refuses gets the status that the suite's own parser would give. */
import { RequestParser } from '../../suites/web/server/request-parser.js';
import type { RefusalStatus } from '../../suites/web/server/responses.js';

/**
 * @param code Node's own, such as `HPE_INVALID_METHOD`
 * @param packet the bytes in which the error is, with good requests before it where they came together
 */
export function statusOfBadRequest(code: string, packet: Buffer | undefined): RefusalStatus {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (packet === undefined) return 400;
  const parser = new RequestParser();
  parser.push(packet);
  for (let next = parser.next(); next !== undefined; next = parser.next()) {
    if (next.type === 'refusal') return next.status;
  }
  return 400;
}
