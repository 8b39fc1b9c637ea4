/** The files that a check leaves: its verdict, and what is made from it. */
import type { GateVerdict } from '../model/gate.js';
import { gateJunit } from './gate-junit.js';
import { gateComment, gateSummary } from './gate-markdown.js';

/** Text of every file by its name. */
export function checkFiles(
  verdict: GateVerdict,
): Record<'verdict.json' | 'verdict.md' | 'comment.md' | 'junit.xml', string> {
  return {
    'verdict.json': `${JSON.stringify(verdict, null, 1)}\n`,
    'verdict.md': gateSummary(verdict),
    'comment.md': gateComment(verdict),
    'junit.xml': gateJunit(verdict),
  };
}
