/** A target's place among the others, and the result of a whole table, in words. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { Standing, TierTable } from '../../../../harness/model/tier.js';
import { marginOf } from '../../../../harness/judge/noise-floor.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { count, exact, grouped } from '../../chart/numbers.js';
import { listed } from '../../page/place-words.js';

/** Why a target is not ranked. */
export function unrankedWords(
  standing: Standing | null,
  cell: CellSummary,
  remarks: LoadedRun['remarks'],
): string {
  if (cell.validity.length > 0) return validityWords(cell, remarks.get(cellKey(cell)));
  if (standing === null || standing.reason === '') return cell.n === 0 ? validityWords(cell, undefined) : '';
  const own = `${standing.target}: `;
  return standing.reason.startsWith(own) ? standing.reason.slice(own.length) : standing.reason;
}

/** `rank 1`, `rank 2 to 4`. */
export function rankWords({ bestRank, worstRank }: Pick<Standing, 'bestRank' | 'worstRank'>): string {
  if (bestRank === null || worstRank === null) return 'no rank';
  return bestRank === worstRank
    ? `rank ${exact(bestRank)}`
    : `rank ${exact(bestRank)} to ${exact(worstRank)}`;
}

/** How many are ranked, and in how many tiers. */
function extentOf({ standings }: TierTable) {
  const ranked = standings.filter(({ tier }) => tier !== null);
  return { ranked, tiers: Math.max(0, ...ranked.map(({ tier }) => tier ?? 0)) };
}

/** Whether anybody is told apart from everybody below: else all share the only tier, and nobody has won. */
export function isDecided(table: TierTable): boolean {
  return extentOf(table).tiers > 1;
}

/** A heading for one tier of a table. @param tier its targets */
export function tierWords(table: TierTable, tier: readonly Standing[]): string {
  const { tiers } = extentOf(table);
  const number = tier[0]?.tier ?? 0;
  const together = tier.length === 1 ? '' : insideWords(table, tier);
  if (tiers === 1) return `One tier: ${together || 'nobody else is ranked'}`;
  const place = number === 1 ? 'best' : 'beaten by everybody above';
  return `Tier ${number}: ${place}${together === '' ? '' : `; ${together}`}`;
}

/** Nobody in a tier beats all the others, but some of its pairs may be told apart. */
function insideWords(table: TierTable, tier: readonly Standing[]): string {
  return apartInside(table, tier) ? 'no clean cut between them' : 'from each other they cannot be told apart';
}

function apartInside(table: TierTable, tier: readonly Standing[]): boolean {
  const above = extentOf(table).ranked.filter((other) => (other.tier ?? 0) < (tier[0]?.tier ?? 0)).length;
  return tier.some(({ beatenBy }) => beatenBy > above);
}

/** Who wins, in one sentence. */
export function verdictWords(table: TierTable | null): string {
  if (table === null) return 'No launch at this point gave this metric.';
  const { ranked, tiers } = extentOf(table);
  const [first] = ranked;
  if (first === undefined) {
    return `Nobody is ranked here: something is known against each of ${count(table.standings.length, 'target')}.`;
  }
  if (ranked.length === 1) return `Only ${first.target} is ranked here: there is nobody to compare it with.`;
  const best = ranked.filter(({ tier }) => tier === 1);
  if (tiers > 1) {
    const rest = ranked.length - best.length;
    const others = `better than the ${rest === 1 ? 'other one' : `other ${exact(rest)}`} beyond doubt`;
    if (best.length === 1) return `${first.target} is best: ${others}.`;
    return `${listed(best.map(({ target }) => target))} are best: ${others}; ${insideWords(table, best)}.`;
  }
  const leader = `${first.target} has the best median (${rankWords(first)} of ${exact(ranked.length)})`;
  if (table.blocks < table.blocksNeeded) {
    return (
      `Not decided: ${leader}, but with ${count(table.blocks, 'launch', 'launches')} of each nothing can be told apart among ` +
      `${count(ranked.length, 'target')}, however different they are; it takes ${exact(table.blocksNeeded)}.`
    );
  }
  const between = apartInside(table, best)
    ? 'nobody is better than all of the others'
    : 'no two can be told apart';
  return `Not decided: ${leader}, but ${between}.`;
}

/** What must be known beside the result: a limit that many share. */
export function plateauWords({ plateau }: TierTable): string | null {
  if (plateau === null) return null;
  return (
    `A common limit is likelier than a common merit: ${count(plateau.targets.length, 'target')} ` +
    `of ${count(plateau.runtimes.length, 'runtime')} lie within ${exact(plateau.within * 100)} % of the best one. ` +
    'It may be the load generator, a disk, or a pause that all of them wait for.'
  );
}

/** From which difference on two targets are called different. */
export function marginWords(table: TierTable): string {
  const margin = marginOf({ floor: table.floor, measured: table.floorMeasured, controls: 0 });
  const source = table.floorMeasured
    ? 'measured on this machine'
    : 'assumed: nobody has measured the noise of this machine';
  return `Differences within ${grouped(margin * 100)} % count as none (${source}).`;
}

/** A standing in full: tier, ranks, whom it beats, who beats it. */
export function standingWords(table: TierTable, standing: Standing): string {
  const { ranked, tiers } = extentOf(table);
  if (standing.tier === null) return 'Not ranked.';
  const tier = tiers === 1 ? 'Not decided: one tier' : `Tier ${exact(standing.tier)} of ${exact(tiers)}`;
  const rank = `${rankWords(standing)} of ${exact(ranked.length)} with 95 % confidence`;
  const others = `better than ${numberOf(standing.beats)} and worse than ${numberOf(standing.beatenBy)} of the others beyond doubt`;
  return `${tier}; ${rank}; ${others}.`;
}

function numberOf(targets: number): string {
  return targets === 0 ? 'none' : exact(targets);
}
