/** The user's plain commands, as targets of the suite that plays such. */
import type { Suite } from '../model/suite.js';
import type { Target } from '../model/target.js';
import type { UserCommand } from '../model/user-command.js';

/**
 * The suites with the one that plays plain commands made for these; without it where there are none.
 * @throws TuttiError BAD_DECLARATION when two commands do not fit together
 */
export function withCommands(
  suites: readonly Suite[],
  commands: readonly UserCommand[],
): { suites: Suite[]; targets: Target[] } {
  const adapted = suites.map((suite) => {
    if (suite.adapt === undefined) return { suites: [suite], targets: [] };
    if (commands.length === 0) return { suites: [], targets: [] };
    const made = suite.adapt(commands);
    return { suites: [made.suite], targets: made.targets };
  });
  return {
    suites: adapted.flatMap((one) => one.suites),
    targets: adapted.flatMap((one) => one.targets),
  };
}
