/** The score card of a generator: what it was asked, what it answered, and what it may be used for. */
import type { LoadGenerator } from '../generators.js';
import type { Places } from '../processes.js';
import { type Check, checks, type Judgement, type Use } from './checks.js';
import { playScene } from './play-check.js';

/** One line of a score card. */
export interface Score {
  readonly check: string;
  readonly title: string;
  readonly use: Use;
  readonly verdict: Judgement['verdict'];
  readonly said: string;
}

export interface ScoreCard {
  readonly generator: string;
  readonly scores: readonly Score[];
  /** What it may be used for: all checks of it were passed. */
  readonly uses: readonly Use[];
}

/** Puts a generator through all checks. @param say hears of each score as it is known */
export async function scoreGenerator(
  generator: LoadGenerator,
  places: Places,
  say: (score: Score) => void = () => {},
  asked: readonly Check[] = checks,
): Promise<ScoreCard> {
  const scores: Score[] = [];
  for (const check of asked) {
    // On a machine that others use, a good generator may miss a band once.
    const first = await scoreOf(generator, check, places);
    const score = first.verdict === 'failed' ? await scoreOf(generator, check, places) : first;
    scores.push(score);
    say(score);
  }
  return { generator: generator.name, scores, uses: usesOf(scores) };
}

async function scoreOf(generator: LoadGenerator, check: Check, places: Places): Promise<Score> {
  const { name, title, use } = check;
  // Where a generator keeps rates in a way that no suite uses, that way is checked all the same.
  const command = use === 'open loop' ? (generator.ownRates ?? generator.command) : generator.command;
  const { run, counts } = await playScene(command, check, places);
  const common = { check: name, title, use };
  switch (run.type) {
    case 'unsupported':
      return { ...common, verdict: 'not-offered', said: run.reason };
    case 'failed':
      return { ...common, verdict: 'failed', said: run.reason };
    case 'result':
      return { ...common, ...check.judge(run.result, counts) };
  }
}

function usesOf(scores: readonly Score[]): Use[] {
  const uses = [...new Set(scores.map(({ use }) => use))];
  return uses.filter((use) => scores.every((score) => score.use !== use || score.verdict === 'passed'));
}
