/** What the header fields of a request mean to a server of static files. */

/** All that matters of a block of header fields. */
export interface FieldSummary {
  readonly isMalformed: boolean;
  /** A body is to follow, or may: its length is not 0, or its transfer is coded. */
  readonly announcesBody: boolean;
  readonly asksToClose: boolean;
  /** How many Host fields there are. */
  readonly hosts: number;
}

const field = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/;
const malformed: FieldSummary = { isMalformed: true, announcesBody: false, asksToClose: false, hosts: 0 };

/**
 * A client sends the same fields with each request, so what they came to is remembered: not for long blocks, which
 * nobody repeats in good faith, and not for many.
 */
const remembered = new Map<string, FieldSummary>();
const mostRemembered = 64;
const longestRemembered = 1024;

/**
 * @param block the lines between the request line and the empty line, each with its CR LF
 */
export function summaryOfFields(block: string): FieldSummary {
  const known = remembered.get(block);
  if (known !== undefined) return known;
  const summary = summarise(block);
  if (block.length <= longestRemembered) {
    if (remembered.size === mostRemembered) remembered.clear();
    remembered.set(block, summary);
  }
  return summary;
}

function summarise(block: string): FieldSummary {
  let announcesBody = false;
  let asksToClose = false;
  let hosts = 0;
  for (const line of block.split('\r\n').slice(0, -1)) {
    const match = field.exec(line);
    if (match === null) return malformed;
    const [, name = '', written = ''] = match;
    const value = written.trim();
    switch (name.toLowerCase()) {
      case 'content-length':
        if (!/^\d+$/.test(value)) return malformed;
        announcesBody ||= !/^0+$/.test(value);
        break;
      case 'transfer-encoding':
        announcesBody = true;
        break;
      case 'connection':
        asksToClose ||= value.split(',').some((option) => option.trim().toLowerCase() === 'close');
        break;
      case 'host':
        hosts++;
        break;
    }
  }
  return { isMalformed: false, announcesBody, asksToClose, hosts };
}
