/** What is left and said of a check. */
import { join } from 'node:path';
import type { GateVerdict } from '../model/gate.js';
import { writeWhole } from '../store/write-file.js';

export function reportCheck(verdict: GateVerdict, folder: string, json: boolean): void {
  const document = `${JSON.stringify(verdict, null, 1)}\n`;
  writeWhole(join(folder, 'verdict.json'), document);
  process.stdout.write(json ? document : `${verdict.state}: kept in ${folder}\n`);
}
