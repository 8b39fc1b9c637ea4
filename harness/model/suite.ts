/** Suites: a workload, its factors, its metrics, and how its work is verified. */
import * as z from 'zod';
import type { Claim } from './claim.js';
import type { TreeUsage } from './launch.js';
import { metricSchema } from './metric.js';
import { factorSchema, gridSchema, type Point, pointSchema } from './point.js';
import { profileNameSchema } from './profile.js';
import type { ResultMessage } from './protocol.js';
import type { Target } from './target.js';
import type { UserCommand } from './user-command.js';
import { publishedTableSchema } from './published-table.js';
import type { ValidityCode } from './validity.js';
import { figureSchema } from './figure.js';

/** What a suite is, as data: this much is stored in every run, so that a run explains itself. */
export const suiteDeclarationSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  summary: z.string().min(1),
  /** The unit of work, singular and plural. */
  work: z.object({ one: z.string(), many: z.string() }),
  factors: z.array(factorSchema).min(1),
  /** The first is the primary one: what tables sort by and gates gate. */
  metrics: z.array(metricSchema).min(1),
  /** What each profile measures: the union of its grids. */
  profiles: z.record(profileNameSchema, z.array(gridSchema)),
  figures: z.array(figureSchema),
  /**
   * Values of factors at which the target alone is the limit, so that what slows it down shows in the primary metric: where
   * a machine is qualified. The first point of the profile where they say nothing.
   */
  qualifyAt: pointSchema.optional(),
  /** For suites whose targets are servers: the load generator that is used unless the user names another. */
  load: z.object({ generator: z.string() }).optional(),
  /** A table that others have published. */
  published: publishedTableSchema.optional(),
});
export type SuiteDeclaration = z.infer<typeof suiteDeclarationSchema>;

/** One thing that verification found: a mark on the launch, and what exactly is wrong. */
export interface Finding {
  readonly validity: ValidityCode;
  readonly message: string;
}

/** Files that launches read, made once and used by every run that needs the same. */
export interface Materials {
  /** Name of their folder. The same name means the same bytes. */
  readonly name: string;
  /** Bytes they take on disk. */
  readonly bytes: number;
  /**
   * True when launches read them with O_DIRECT, past the page cache: then their folder must allow that, and what else its
   * device has to do disturbs them.
   */
  readonly direct?: boolean;
  /** Whether a folder of their name has them still; without this it always has. What has not is made anew. */
  matches?(folder: string): boolean;
  /** Makes them in an empty folder. */
  make(folder: string, progress: (doneBytes: number) => void): Promise<void>;
}

/** A suite with the code that checks a launch's work. */
export interface Suite extends SuiteDeclaration {
  /** What launches at this point read. */
  materials?: ((point: Point) => Materials) | undefined;
  /**
   * Checks the counters of a result; pure. No findings means that the work is accounted for.
   * @param usage what the kernel says that the target used, from its start to its end
   */
  verify(result: ResultMessage, point: Point, usage: TreeUsage | null): Finding[];
  /**
   * Of the suite that plays plain commands, which do not speak the protocol: itself with the metrics that they report, and
   * a target for each of them. Such a suite is there only where commands are configured.
   */
  adapt?: ((commands: readonly UserCommand[]) => { suite: Suite; targets: Target[] }) | undefined;
  /** The sentences of the papers that can be checked with this suite. */
  claims?: readonly Claim[] | undefined;
}
