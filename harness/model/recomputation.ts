/** Recomputations: what is stored beside what the launches give when everything is made again. */
import * as z from 'zod';

/** Every state of a file that was derived from launches, in words. */
export const derivedStates = {
  same: 'it is what the launches give, byte by byte',
  different: 'it is not what the launches give',
  missing: 'there is no such file',
} as const;

export const derivedFileSchema = z.object({
  file: z.string(),
  state: z.enum(
    Object.keys(derivedStates) as [keyof typeof derivedStates, ...(keyof typeof derivedStates)[]],
  ),
  /** Lines of what was made again. */
  lines: z.int().nonnegative(),
  /** Lines that are not the same, or are in one of the two only; null when the file is missing. */
  differing: z.int().nonnegative().nullable(),
  /** The first of them: its number, from 1, and both texts, null where one has no such line; null when there is none. */
  first: z
    .object({ line: z.int().positive(), stored: z.string().nullable(), made: z.string().nullable() })
    .nullable(),
});
export type DerivedFile = z.infer<typeof derivedFileSchema>;

/** One run, or one check, of which everything derived was made again. */
export const recomputationSchema = z.object({
  /** Id of the run, or folder of the check. */
  of: z.string(),
  launches: z.int().nonnegative(),
  /** What the plan was drawn from, and everything that is drawn in deriving. */
  seed: z.int().nonnegative(),
  files: z.array(derivedFileSchema),
});
export type Recomputation = z.infer<typeof recomputationSchema>;
