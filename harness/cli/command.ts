/** How a command of the command line declares itself: one entry an option gives its type, default, help and check. */
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { TuttiError } from '../model/errors.js';

/** One option. The schema parses the words of the user; its type is the type the command sees. */
export interface OptionDeclaration<S extends z.ZodType = z.ZodType> {
  /** As commander writes it: `--launches <n>`, `--target <name>`, `--json`. */
  readonly flags: string;
  readonly help: string;
  /** True when it may be given several times; the schema then sees a list. */
  readonly repeated?: boolean;
  readonly schema: S;
}

/** One argument after the command's name. */
export interface ArgumentDeclaration {
  /** As commander writes it: `[run]`, `<name>`. */
  readonly name: string;
  readonly help: string;
}

type Values<O extends Record<string, OptionDeclaration>> = { [K in keyof O]: z.output<O[K]['schema']> };
/** What the user wrote for each argument; undefined for one that was left out. */
type Words<A extends readonly ArgumentDeclaration[]> = { [K in keyof A]: string | undefined };

export interface CommandDeclaration<
  O extends Record<string, OptionDeclaration>,
  A extends readonly ArgumentDeclaration[],
> {
  readonly name: string;
  readonly summary: string;
  /** In the order in which they are written. */
  readonly arguments?: A;
  readonly options: O;
  /** Whole command lines and what each does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** Does it. Returns the exit code; throws TuttiError. */
  run(options: Values<O>, ...words: Words<A>): Promise<number> | number;
}

/** A declared command, ready to be added to the program. */
export interface TuttiCommand {
  addTo(program: Command, onExit: (code: number) => void): void;
}

/** Declares a command. */
export function defineCommand<
  O extends Record<string, OptionDeclaration>,
  const A extends readonly ArgumentDeclaration[] = readonly [],
>(declaration: CommandDeclaration<O, A>): TuttiCommand {
  const taken: readonly ArgumentDeclaration[] = declaration.arguments ?? [];
  return {
    addTo(program, onExit) {
      const command = program
        .command(declaration.name)
        .summary(declaration.summary)
        .description(declaration.summary);
      for (const { name, help } of taken) command.argument(name, help);
      for (const option of Object.values(declaration.options)) command.addOption(commanderOption(option));
      command.addHelpText('after', examplesText(declaration.examples));
      command.action(async (...given: unknown[]) => {
        const words = taken.map((_, place) => given[place]) as unknown as Words<A>;
        onExit(await declaration.run(parseOptions(declaration.options, command.opts()), ...words));
      });
    },
  };
}

function commanderOption({ flags, help, repeated, schema }: OptionDeclaration): Option {
  const usual = schema.safeParse(undefined);
  const shown =
    usual.success && ['string', 'number'].includes(typeof usual.data)
      ? ` (default: ${String(usual.data)})`
      : '';
  const option = new Option(flags, `${help}${shown}`);
  if (repeated === true) {
    option.argParser((word: string, before: unknown) => [...(Array.isArray(before) ? before : []), word]);
  }
  return option;
}

/** Checks the words of the user against every option's schema. */
function parseOptions<O extends Record<string, OptionDeclaration>>(
  declarations: O,
  given: Record<string, unknown>,
): Values<O> {
  const values = Object.entries(declarations).map(([name, { flags, schema }]) => {
    const parsed = schema.safeParse(given[name]);
    if (parsed.success) return [name, parsed.data];
    throw new TuttiError('BAD_OPTION', {
      option: flags.split(' ')[0] ?? flags,
      value: String(given[name]),
      expected: parsed.error.issues.map(({ message }) => message).join('; '),
    });
  });
  return Object.fromEntries(values) as Values<O>;
}

function examplesText(examples: readonly (readonly [string, string])[]): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return ['', 'Examples:', ...examples.map(([line, does]) => `  ${line.padEnd(width)}  ${does}`)].join('\n');
}

/** A whole number written by the user, not below `minimum`. */
export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  const expected =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return z
    .string(expected)
    .regex(/^-?\d+$/, expected)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, expected);
}
