/** `tutti doctor`: is this machine fit to measure, and what is missing for which target? */
import { exitCodes } from '../model/errors.js';
import { examineCapacity } from '../observe/capacity.js';
import { examineMachine } from '../observe/fitness.js';
import { examineStorage } from '../observe/storage.js';
import { table } from '../report/table.js';
import { defineCommand } from './command.js';
import { browserRemedy, findBrowser } from '../setup/browser.mjs';
import { builtWhole } from './first-use.js';
import { openHouse, root } from './house.js';
import { jsonOption, materialsOption } from './options.js';
import { readBuildReport } from '../plan/availability.js';

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'is this machine fit to measure? what is missing for which target, and the command that mends it',
  options: { materials: materialsOption, json: jsonOption },
  examples: [
    ['tutti doctor', 'look at the machine and at every target'],
    ['tutti doctor --materials /fast/disk', 'would that folder do for the files that suites read?'],
    ['tutti doctor --json', 'for machines'],
  ],
  async run({ materials, json }) {
    const house = builtWhole(await openHouse());
    const machine = [
      ...examineMachine(),
      ...examineCapacity(),
      ...examineStorage(materials),
      supervisorFinding(),
      browserFinding(),
    ];
    const targets = house.targets.map(({ name }) => {
      const lack = house.unavailable.find(({ target }) => target === name);
      return {
        name,
        available: lack === undefined,
        reason: lack?.reason ?? null,
        remedy: lack?.remedy ?? null,
      };
    });
    const text = json
      ? JSON.stringify({ schema: 1, machine, targets })
      : [
          'Machine',
          table(
            ['what', 'found', 'state', 'advice'].map((title) => ({ title })),
            machine.map(({ what, found, fit, advice }) => [
              what,
              found,
              fit ? 'good' : 'not ideal',
              advice ?? '',
            ]),
          ),
          '',
          'Targets',
          table(
            ['target', 'state', 'reason', 'mend it with'].map((title) => ({ title })),
            targets.map((one) => [
              one.name,
              one.available ? 'ready' : 'missing',
              one.reason ?? '',
              one.remedy ?? '',
            ]),
          ),
        ].join('\n');
    process.stdout.write(`${text}\n`);
    return exitCodes.fine;
  },
});

function supervisorFinding() {
  const { ok, reason, remedy } = readBuildReport(root, 'harness/launch/supervisor');
  return {
    what: 'accounting of launches',
    found: ok ? 'the supervisor, exact (wait4)' : `/proc, less exact: ${reason ?? 'no supervisor'}`,
    fit: ok,
    advice: ok ? null : (remedy ?? null),
  };
}

function browserFinding() {
  const browser = findBrowser();
  const fit = browser !== undefined;
  return {
    what: 'browser for figures',
    found: browser?.path ?? 'none',
    fit,
    advice: fit ? null : browserRemedy(),
  };
}
