/** What to measure, for every command that makes a plan. */
import * as z from 'zod';
import { TuttiError } from '../model/errors.js';
import { type ProfileName, profileNameSchema, profiles } from '../model/profile.js';
import { type OptionDeclaration, wholeNumber } from './command.js';
import { repeatedNames } from './options.js';

const usualProfile: ProfileName = 'quick';

export const selectionOptions = {
  profile: {
    flags: '--profile <name>',
    help: `size of the plan (default: ${usualProfile}): ${Object.values(profiles)
      .map(({ name }) => name)
      .join(', ')}`,
    schema: z.string().optional(),
  },
  suite: {
    flags: '--suite <name>',
    help: 'only this suite; may be repeated',
    repeated: true,
    schema: repeatedNames,
  },
  target: {
    flags: '--target <name>',
    help: 'only this target with its variants; may be repeated',
    repeated: true,
    schema: repeatedNames,
  },
  point: {
    flags: '--point <factor=value>',
    help: "this value of a factor instead of the profile's; may be repeated",
    repeated: true,
    schema: repeatedNames,
  },
  seed: {
    flags: '--seed <n>',
    help: 'seed of the plan; drawn when not given',
    schema: wholeNumber(0, 0xffff_ffff).optional(),
  },
  generator: {
    flags: '--generator <name>',
    help: "load servers with this generator instead of the suite's own",
    schema: z.string().optional(),
  },
} satisfies Record<string, OptionDeclaration>;

/** The same in the user's words. */
export type SelectionWords = Readonly<{
  [K in keyof typeof selectionOptions]: z.output<(typeof selectionOptions)[K]['schema']>;
}>;

/** The profile of that name, the usual one when there is none. @throws TuttiError UNKNOWN_PROFILE */
export function profileNamed(name: string | undefined): ProfileName {
  const parsed = profileNameSchema.safeParse(name ?? usualProfile);
  if (parsed.success) return parsed.data;
  throw new TuttiError('UNKNOWN_PROFILE', {
    name: String(name),
    known: profileNameSchema.options.join(', '),
  });
}
