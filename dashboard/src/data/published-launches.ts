/** The launches of a suite from their published file. Pure. */
import { checksum } from '../../checksum.js';
import { type PublishedLaunches, publishedLaunchesSchema, type PublishedRun } from '../../published.js';
import { damaged, parseData } from './parse-data.js';

/**
 * Reads the text of the file. One that has its checksum is what was published, to the letter, and its records were looked at
 * then: to look at a hundred thousand again takes longer than all else. Another is looked at for what is wrong with it.
 * @param published the run that the launches belong to
 * @throws DataError
 */
export function readPublishedLaunches(
  path: string,
  text: string | undefined,
  { hash, summary: { run }, launches }: PublishedRun,
): PublishedLaunches {
  const isKnown =
    text !== undefined && Object.values(launches).some((one) => one.checksum === checksum(text));
  const found = isKnown
    ? (JSON.parse(text) as PublishedLaunches)
    : parseData(path, publishedLaunchesSchema, text);
  if (found.hash !== hash || found.run !== run.id) {
    const words = `it holds launches of run ${found.run}, published as ${found.hash}`;
    throw damaged(path, `${words}, not of run ${run.id}, published as ${hash}`);
  }
  if (!isKnown) throw damaged(path, 'it is not what was published, letter by letter');
  return found;
}
