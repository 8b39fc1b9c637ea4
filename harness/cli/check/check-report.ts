/** What is left and said of a check: its files, and what GitHub Actions shows of it. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GateVerdict } from '../../model/gate.js';
import { checkFiles } from '../../report/check-files.js';
import { gateAnnotations } from '../../report/gate-annotations.js';
import { gateSummary } from '../../report/gate-markdown.js';
import { gateReport } from '../../report/gate-report.js';
import { cannotWrite, writeWhole } from '../../store/write-file.js';

/** Writes a verdict and its reports into the folder of the check, and tells it. @throws TuttiError CANNOT_WRITE */
export function reportCheck(verdict: GateVerdict, folder: string, json: boolean): void {
  const files = checkFiles(verdict);
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text, checksOption);
  tellGitHub(verdict);
  process.stdout.write(json ? files['verdict.json'] : `${gateReport(verdict)}\n\nKept in ${folder}\n`);
}

const checksOption = '--checks DIR';

/** Annotations and the summary of the step, inside GitHub Actions. */
function tellGitHub(verdict: GateVerdict): void {
  if (process.env['GITHUB_ACTIONS'] === 'true') {
    // On standard error, where GitHub looks as well: standard output may be one JSON document.
    for (const line of gateAnnotations(verdict)) process.stderr.write(`${line}\n`);
  }
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, gateSummary(verdict));
  } catch (thrown) {
    throw cannotWrite(file, thrown, 'GITHUB_STEP_SUMMARY=FILE');
  }
}
