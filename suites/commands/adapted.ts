/** What the adapter is told of the command it runs: its only argument, as JSON. */
import * as z from 'zod';

export const adaptedSchema = z.object({
  command: z.array(z.string()).min(1),
  measures: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      pattern: z.object({ source: z.string(), flags: z.string() }),
    }),
  ),
});
export type Adapted = z.infer<typeof adaptedSchema>;
