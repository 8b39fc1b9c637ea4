import { describe, expect, it } from 'vitest';
import { suiteLike, targetLike } from '../model/test/records.js';
import type { Suite } from '../model/suite.js';
import type { Target } from '../model/target.js';
import { armsIn, armsToQualify } from './arms.js';
import { qualificationPlan, sizeOfPlan } from './qualification-plan.js';
import { type Candidates, subjectsOf } from './subjects.js';

const suites: Suite[] = ['one', 'two'].map((name) => ({ ...suiteLike({ name }), verify: () => [] }));

function target(name: string, suitesOf: Record<string, boolean>, aside = false): Target {
  const ways = Object.entries(suitesOf).map(([suite, slowable]) => [suite, { command: [name], slowable }]);
  return targetLike({ name, aside, suites: Object.fromEntries(ways) as Target['suites'] });
}

const plain = target('a-plain', { one: false, two: false });
const single = target('b-single', { one: true });
const both = target('c-both', { one: true, two: true });

function chosen(overrides: Partial<Candidates>): string[] {
  return subjectsOf({
    suites,
    targets: [plain, single, both],
    named: false,
    missing: [],
    profile: 'quick',
    points: new Map(),
    ...overrides,
  }).map((subject) => `${subject.suite.name} ${subject.target.name} ${JSON.stringify(subject.point)}`);
}

describe('the subjects of a qualification', () => {
  it('are one target a suite, which can slow itself down in most of them, at one point', () => {
    const point = '{"pairs":1,"capacity":1}';
    expect(chosen({})).toEqual([`one c-both ${point}`, `two c-both ${point}`]);
  });

  it('are the same when only one of the suites is chosen', () => {
    expect(chosen({ suites: suites.slice(0, 1) })).toEqual(['one c-both {"pairs":1,"capacity":1}']);
  });

  it('are others where that one is missing or stands aside, and a plain one where there is no other', () => {
    const aside = target('c-both', { one: true, two: true }, true);
    const subjects = chosen({ targets: [plain, single, aside] });
    expect(subjects.map((subject) => subject.split(' ')[1])).toEqual(['b-single', 'a-plain']);
    const missing = [{ target: 'c-both', suite: 'one', reason: 'gone', remedy: null }];
    expect(chosen({ missing }).map((subject) => subject.split(' ')[1])).toEqual(['b-single', 'c-both']);
  });

  it('are all that the user names, at the points he names', () => {
    const subjects = chosen({ named: true, targets: [plain, single], points: new Map([['pairs', [3, 4]]]) });
    expect(subjects.map((subject) => subject.split(',')[0])).toEqual([
      'one a-plain {"pairs":3',
      'one b-single {"pairs":3',
      'one a-plain {"pairs":4',
      'one b-single {"pairs":4',
      'two a-plain {"pairs":3',
      'two a-plain {"pairs":4',
    ]);
  });

  it('are measured where the suite says that a slowdown shows', () => {
    const apart = suites.map((suite) => ({ ...suite, qualifyAt: { pairs: 32 } }));
    expect(chosen({ suites: apart })[0]).toBe('one c-both {"pairs":32,"capacity":1}');
  });
});

describe('the arms of a target', () => {
  it('are two copies, and three that are slowed down by what their names say', () => {
    expect(armsToQualify(both).map(({ name, slowdown }) => [name, slowdown])).toEqual([
      ['c-both@a', undefined],
      ['c-both@b', undefined],
      ['c-both@slow-2', 0.02],
      ['c-both@slow-5', 0.05],
      ['c-both@slow-10', 0.1],
    ]);
  });

  it('are the copies alone where it cannot slow itself down', () => {
    expect(armsIn(plain, { name: 'one' }).map(({ name }) => name)).toEqual(['a-plain@a', 'a-plain@b']);
  });

  it('are launched once in every block of a plan, whose size can be told from it', () => {
    const subjects = subjectsOf({
      suites,
      targets: [both],
      named: false,
      missing: [],
      profile: 'quick',
      points: new Map(),
    });
    const plan = qualificationPlan(subjects, 'quick', { blocks: 6, trials: 3 }, 1);
    expect(plan.launches).toHaveLength(2 * 5 * 18);
    expect(sizeOfPlan(plan)).toEqual({ blocks: 6, trials: 3 });
    const first = plan.launches.filter(({ block, suite }) => block === 1 && suite === 'one');
    expect(first.map(({ target: name }) => name).sort()).toEqual(
      armsToQualify(both)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
