import { expect, it } from 'vitest';
import { statusOfBadRequest } from './bad-request.js';

const good = 'GET /x HTTP/1.1\r\nHost: x\r\n\r\n';

it.each([
  ['HPE_HEADER_OVERFLOW', good, 431],
  ['HPE_INVALID_METHOD', 'BREW /x HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  ['HPE_INVALID_METHOD', `${good}BREW /x HTTP/1.1\r\nHost: x\r\n\r\n`, 405],
  ['HPE_INVALID_METHOD', 'HELLO\r\n\r\n', 400],
  ['HPE_INVALID_HEADER_TOKEN', 'GET /x HTTP/1.1\r\nno colon\r\n\r\n', 400],
  ['HPE_INVALID_HEADER_TOKEN', 'a line of a head whose begin came before\r\n\r\n', 400],
  ['HPE_INVALID_EOF_STATE', undefined, 400],
])('what Node calls %s in %j is a %d', (code, text, status) => {
  expect(statusOfBadRequest(code, text === undefined ? undefined : Buffer.from(text))).toBe(status);
});
