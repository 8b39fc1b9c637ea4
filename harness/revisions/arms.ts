/**
 * The arms of a comparison of two revisions: head, base, and a second copy of base that is made just like the first and
 * shares nothing with it, so that the two differ by what a machine makes of the same thing twice.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateArm } from '../model/gate.js';
import { openRevision, type Revision, type RevisionRequest } from './open-revision.js';

/** How the name of every folder of checkouts begins. */
export const checkoutsPrefix = 'tutti-check-';

/** Names of their folders, of one length: the length of a path moves what comes after it in memory. */
const folders: Readonly<Record<GateArm, string>> = { base: 'base', head: 'head', control: 'ctrl' };

export interface ArmsRequest extends Pick<RevisionRequest, 'repository' | 'setup' | 'signal'> {
  readonly commits: { readonly base: string; readonly head: string };
  /** A folder name, below which the arms are: another length in each session. */
  readonly session: string;
  /** The folder of the logs of the set-up. */
  readonly logs: string;
  /** Hears what is being made. */
  say(arm: GateArm): void;
}

/** The open arms. */
export interface Arms {
  readonly revisions: Readonly<Record<GateArm, Revision>>;
  remove(): void;
}

/** Opens all arms, head first: what is wrong with a change is then said before base is made. */
export async function openArms(request: ArmsRequest): Promise<Arms> {
  const { repository, commits, setup, signal, logs } = request;
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), checkoutsPrefix)));
  const place = join(scratch, request.session);
  mkdirSync(place);
  const opened: Revision[] = [];
  const remove = (): void => {
    for (const revision of opened) revision.remove();
    rmSync(scratch, { recursive: true, force: true });
  };
  const open = async (arm: GateArm): Promise<Revision> => {
    request.say(arm);
    const revision = await openRevision({
      repository,
      revision: arm === 'head' ? commits.head : commits.base,
      folder: join(place, folders[arm]),
      setup,
      what: arm,
      log: join(logs, `set-up-${request.session.replace(/-*$/, '')}-${arm}.log`),
      ...(signal !== undefined && { signal }),
    });
    opened.push(revision);
    return revision;
  };
  try {
    const head = await open('head');
    const base = await open('base');
    const control = await open('control');
    return { revisions: { base, head, control }, remove };
  } catch (thrown) {
    remove();
    throw thrown;
  }
}
