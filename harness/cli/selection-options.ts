/** What to measure, for every command that makes a plan. */
import * as z from 'zod';
import { TuttiError } from '../model/errors.js';
import { type ProfileName, profileNameSchema, profiles } from '../model/profile.js';
import { type OptionDeclaration, wholeNumber } from './command.js';

const usualProfile: ProfileName = 'quick';
const repeatedName = z.array(z.string()).default([]);

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
    schema: repeatedName,
  },
  target: {
    flags: '--target <name>',
    help: 'only this target with its variants; may be repeated',
    repeated: true,
    schema: repeatedName,
  },
  point: {
    flags: '--point <factor=value>',
    help: "this value of a factor instead of the profile's; may be repeated",
    repeated: true,
    schema: repeatedName,
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

/** The profile of that name, the usual one when there is none. @throws TuttiError UNKNOWN_PROFILE */
export function profileNamed(name: string | undefined): ProfileName {
  const parsed = profileNameSchema.safeParse(name ?? usualProfile);
  if (parsed.success) return parsed.data;
  throw new TuttiError('UNKNOWN_PROFILE', {
    name: String(name),
    known: profileNameSchema.options.join(', '),
  });
}
