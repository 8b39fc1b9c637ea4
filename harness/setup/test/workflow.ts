/** Runs the shell steps of a workflow or an action here, as a runner of GitHub would. */
import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import * as z from 'zod';

const stepSchema = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.literal('bash').optional(),
  'working-directory': z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  env: z.record(z.string(), z.string()).default({}),
});
const jobSchema = z.object({
  permissions: z.record(z.string(), z.string()).optional(),
  env: z.record(z.string(), z.string()).default({}),
  steps: z.array(stepSchema),
});
const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()).optional(),
  jobs: z.record(z.string(), jobSchema),
});
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string().default('') })),
  runs: jobSchema,
});

export type Job = z.infer<typeof jobSchema>;

export function readWorkflow(file: string): z.infer<typeof workflowSchema> {
  return workflowSchema.parse(parse(readFileSync(file, 'utf8')));
}

export function readAction(file: string): z.infer<typeof actionSchema> {
  return actionSchema.parse(parse(readFileSync(file, 'utf8')));
}

/** What a step came to. */
export interface StepEnd {
  readonly name: string;
  readonly code: number;
  readonly said: string;
}

/** A job on a runner: its folders, its contexts, and what its steps have put out. */
export class Runner {
  readonly #workspace: string;
  readonly #temp: string;
  /** What expressions find: `github.token`, `inputs.base`, `steps.check.outputs.state`. */
  readonly context: Record<string, string>;
  readonly #environment: NodeJS.ProcessEnv;

  /**
   * @param workspace the folder of the checkout
   * @param temp a folder of the runner
   */
  constructor(
    workspace: string,
    temp: string,
    context: Record<string, string>,
    environment: NodeJS.ProcessEnv = {},
  ) {
    mkdirSync(temp, { recursive: true });
    this.#workspace = workspace;
    this.#temp = temp;
    this.context = { ...context };
    this.#environment = environment;
  }

  /** What the steps have written for people. */
  get summary(): string {
    const file = join(this.#temp, 'summary');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Runs the shell steps of a job in order, and leaves out those of others' actions; ends with the first that fails. */
  async run({ env, steps }: Job): Promise<StepEnd[]> {
    const ended: StepEnd[] = [];
    for (const step of steps) {
      if (step.run === undefined || !this.#holds(step.if)) continue;
      const end = await this.#shell(step.run, step, { ...env, ...step.env });
      ended.push(end);
      if (end.code !== 0) break;
    }
    return ended;
  }

  async #shell(
    script: string,
    { name = script, id, shell, 'working-directory': folder = '.' }: Job['steps'][number],
    env: Record<string, string>,
  ): Promise<StepEnd> {
    const file = join(this.#temp, 'step.sh');
    const outputs = join(this.#temp, 'outputs');
    writeFileSync(file, this.#valued(script));
    writeFileSync(outputs, '');
    appendFileSync(join(this.#temp, 'summary'), '');
    // As GitHub starts bash where it is asked for, and where it is only the usual shell.
    const words = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail', file] : ['-e', file];
    const given = Object.entries(env).map(([variable, value]) => [variable, this.#valued(value)] as const);
    const { code, said } = await runProgram('bash', words, {
      cwd: join(this.#workspace, this.#valued(folder)),
      env: {
        ...process.env,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: this.#workspace,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: join(this.#temp, 'summary'),
        RUNNER_TEMP: this.#temp,
        ...this.#environment,
        ...Object.fromEntries(given),
      },
    });
    for (const line of readFileSync(outputs, 'utf8').split('\n').filter(Boolean)) {
      const [key = '', ...value] = line.split('=');
      this.context[`steps.${id ?? ''}.outputs.${key}`] = value.join('=');
    }
    return { name, code, said };
  }

  #holds(condition: string | undefined): boolean {
    return condition === undefined || condition === 'always()' || this.#value(condition) !== '';
  }

  #valued(text: string): string {
    return text.replaceAll(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => this.#value(expression));
  }

  /** The first of some alternatives that is not empty. An output that no step has written is empty, as on GitHub. */
  #value(expression: string): string {
    const values = expression.split(' || ').map((name) => {
      const value = this.context[name] ?? (name.startsWith('steps.') ? '' : undefined);
      if (value === undefined) throw new Error(`nothing is known of ${name}`);
      return value;
    });
    return values.find((value) => value !== '') ?? '';
  }
}

async function runProgram(
  command: string,
  words: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<{ code: number; said: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, words, { ...options, encoding: 'utf8' });
    return { code: 0, said: stdout + stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}
