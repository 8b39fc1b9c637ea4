/** Where a history is kept, as the options say. */
import { TuttiError } from '../../model/errors.js';
import { HistoryBranch } from '../../store/history-branch.js';
import { HistoryFolder } from '../../store/history-folder.js';
import type { HistoryPlace } from '../../store/history.js';

const usualFolder = 'results/history';
const usualRemote = 'origin';

/** The options that say it. */
export interface PlaceOptions {
  readonly store: string | undefined;
  readonly branch: string | undefined;
  /** A remote, or true for the usual one. */
  readonly push: string | true | undefined;
}

/** An open history. */
export interface OpenPlace {
  readonly place: HistoryPlace;
  /** Sends it to the remote, where that was asked for, and says so. */
  readonly push: () => string | null;
}

/** @throws TuttiError USAGE when the options contradict each other, and what a branch throws */
export function openPlace({ store, branch, push }: PlaceOptions): OpenPlace {
  if (branch === undefined) {
    if (push === undefined) return { place: new HistoryFolder(store ?? usualFolder), push: () => null };
    throw new TuttiError('USAGE', {
      message: 'a folder cannot be pushed',
      remedy: 'keep the history on a branch: --branch bench-data --push',
    });
  }
  if (store !== undefined) {
    throw new TuttiError('USAGE', {
      message: 'a history is in a folder or on a branch, not both',
      remedy: 'give --store or --branch',
    });
  }
  const place = new HistoryBranch(process.cwd(), branch);
  const remote = push === true ? usualRemote : push;
  return {
    place,
    push() {
      if (remote === undefined) return null;
      const pushes = place.push(remote);
      const again = pushes === 1 ? '' : ` (${pushes} pushes: others were first)`;
      return `pushed ${place.name} to ${remote}${again}`;
    },
  };
}
