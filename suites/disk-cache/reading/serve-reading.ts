/** The disk suites on one thread of JavaScript: everything but the way in which blocks are read. */
import { type Answer, serveLaunch, WorkCounter } from '../../../harness/authoring/index.js';
import type { LaunchSpecification, ResultMessage } from '../../../harness/model/protocol.js';
import { BlockReader } from './block-reader.js';
import type { OpenFiles } from './open-files.js';
import { type Prepared, prepareReading } from './prepare-reading.js';

/** A launch as the program sees it that reads the blocks. */
export interface Reading {
  readonly specification: LaunchSpecification;
  readonly files: OpenFiles;
  /** Where the files are. */
  readonly materials: string;
  /** What they count. */
  readonly counts: SharedArrayBuffer;
  /** One for each thread, or whatever the program has instead. */
  readonly readers: readonly BlockReader[];
  /** Call it once, when all is set up: the warm-up begins. */
  begin(): void;
  /**
   * A read of one of them has ended.
   * @param bytes that it brought; undefined when it failed
   * @returns false when it is time to stop
   */
  readonly ended: (reader: BlockReader, bytes: number | undefined) => boolean;
}

/** What only the program can say. */
export interface Remarks {
  readonly facts?: Record<string, string>;
  readonly metrics?: ResultMessage['metrics'];
}

/**
 * Runs one launch: the whole main program of a target.
 * @param play reads with every reader until `ended` says that it is time to stop
 */
export async function serveReading(play: (reading: Reading) => Promise<Remarks>): Promise<void> {
  await serveLaunch(async (specification, { ready }): Promise<Answer> => {
    const prepared = prepareReading(specification);
    if ('unsupported' in prepared) return prepared;
    const { shared, files, materials, threads } = prepared;
    const readers = Array.from({ length: threads }, (_, thread) => new BlockReader(shared, thread));
    let work: WorkCounter | undefined;
    const remarks = await play({
      specification,
      files,
      materials,
      counts: shared.counts,
      readers,
      begin() {
        ready();
        work = new WorkCounter(specification);
      },
      ended: (reader, bytes) => {
        reader.ended(bytes);
        const goesOn = work?.add() === true;
        if (!goesOn) reader.counts.add('finished');
        return goesOn;
      },
    });
    if (work === undefined) throw new Error('the program never said that it was set up');
    return answerOf(prepared, work, remarks);
  });
}

function answerOf(prepared: Prepared, work: WorkCounter, { facts, metrics }: Remarks): Answer {
  const result = work.result();
  const known = { ...result.facts, ...facts };
  return {
    ...result,
    verification: prepared.verification(),
    ...(Object.keys(known).length > 0 && { facts: known }),
    ...(metrics !== undefined && { metrics }),
  };
}
