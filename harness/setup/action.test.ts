import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gateVerdictSchema } from '../model/gate.js';
import { qualificationSchema } from '../model/qualification.js';
import { OtherRepository } from './test/packed.js';
import { readAction, Runner, type StepEnd } from './test/workflow.js';

const action = readAction(fileURLToPath(new URL('../../action.yml', import.meta.url)));
const inputs = Object.fromEntries(
  Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default]),
);

/** One cell, of a number that the program prints, which no load of the machine changes. */
const configuration = `import { defineConfig } from 'tutti';
export default defineConfig({
  commands: [{
    name: 'work',
    command: ['sh', 'work.sh'],
    measures: [{ name: 'cost', unit: 'coins', better: 'lower', pattern: /^cost (\\d+)/m }],
  }],
  gate: {
    cells: [{ suite: 'commands', metrics: ['cost'] }],
    blocks: { screen: 3, confirm: 6 },
    timing: { warmupMs: 1, measureMs: 1 },
  },
});
`;

describe("the action's steps, run for a request", { timeout: 120_000 }, () => {
  let place: OtherRepository;
  let base: string;
  let runs = 0;

  beforeAll(() => {
    place = new OtherRepository();
    place.write('tutti.config.ts', configuration);
    place.write('work.sh', 'echo cost 10\n');
    place.commit('what is there');
    base = place.shell('git rev-parse HEAD').out.trim();
  }, 120_000);
  afterAll(() => place.remove());

  /**
   * Runs the action on a commit in which the program has this text.
   * @param given what differs in the contexts; by default all is installed already
   */
  async function checked(
    text: string,
    given: Record<string, string> = {},
  ): Promise<{ runner: Runner; steps: StepEnd[]; folder: string }> {
    place.write('work.sh', text);
    place.commit(`a change: ${text}`);
    const temp = join(place.home, `runner-${(runs += 1)}`);
    const context = {
      ...inputs,
      'inputs.install': 'true',
      'github.event.pull_request.base.sha': base,
      'github.event.before': '',
      ...given,
    };
    const runner = new Runner(place.folder, temp, context);
    const steps = await runner.run(action.runs);
    return { runner, steps, folder: join(temp, 'tutti-check') };
  }

  it('end with 1 when it is slower, and leave the verdict and what people read of it', async () => {
    const { runner, steps, folder } = await checked('echo cost 20\n', {
      'inputs.install': 'npm ci --prefer-offline --no-audit --no-fund',
    });
    expect(steps.map(({ name, code }) => [name, code])).toEqual([
      ['Install', 0],
      ['Check', 0],
      ['Verdict', 1],
    ]);
    expect(runner.context).toMatchObject({
      'steps.check.outputs.state': 'regression',
      'steps.check.outputs.exit-code': '1',
      'steps.check.outputs.folder': folder,
    });
    const verdict = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8')) as { state: string };
    expect(verdict.state).toBe('regression');
    expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toMatch(/^<!-- tutti-check -->\n/);
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toMatch(/<failure/);
    expect(runner.summary).toContain('## Tutti check');
    expect(steps[1]?.said).toMatch(/^::error/m);
  });

  it('keep what the control showed where the cache takes it from, and go by what they are told is known', async () => {
    // Only a second stage tells of the noise, and only a change is sent on to it.
    const { runner, folder } = await checked('echo cost 20; # again\n');
    const known = join(folder, '..', 'tutti-qualifications');
    const cached = action.runs.steps.filter(({ uses }) => uses?.startsWith('actions/cache/'));
    expect(cached.map((step) => step.with['path'])).toEqual(
      Array<string>(2).fill('${{ runner.temp }}/tutti-qualifications'),
    );
    const [file = ''] = readdirSync(known);
    const found = qualificationSchema.parse(JSON.parse(readFileSync(join(known, file), 'utf8')));
    expect(found.controls).toMatchObject([{ suite: 'commands', metric: 'cost', logRatio: 0 }]);
    expect(runner.context).toMatchObject({ 'steps.check.outputs.exit-code': '1' });

    const controls = Array.from({ length: 20 }, (_, index) => ({
      ...found.controls[0],
      run: `run-${index}`,
    }));
    place.write(`noise/${file}`, JSON.stringify({ ...found, controls }));
    const told = await checked('echo cost 10; # still\n', { 'inputs.qualifications': 'noise' });
    const text = readFileSync(join(told.folder, 'verdict.json'), 'utf8');
    const { cells } = gateVerdictSchema.parse(JSON.parse(text));
    expect(cells).toMatchObject([{ tolerance: { floorMeasured: true } }]);
    expect(existsSync(join(told.folder, '..', 'tutti-qualifications'))).toBe(false);
  });

  it('end with 3 when it no longer works', async () => {
    const { runner, steps } = await checked('echo no longer; exit 7\n');
    expect(steps.at(-1)).toMatchObject({ name: 'Verdict', code: 3 });
    expect(runner.context).toMatchObject({ 'steps.check.outputs.state': 'failed' });
  });

  it('end with 2 when the base cannot be found, and leave no verdict', async () => {
    const { runner, steps, folder } = await checked('echo cost 10\n', {
      'github.event.pull_request.base.sha': 'no-such-revision',
    });
    expect(steps.at(-1)).toMatchObject({ name: 'Verdict', code: 2 });
    expect(runner.context).toMatchObject({ 'steps.check.outputs.state': '' });
    expect(existsSync(join(folder, 'verdict.json'))).toBe(false);
  });
});
