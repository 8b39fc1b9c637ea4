/** The parts of the view that are about claims: how many hold, those of no figure here, and all of them as a table. */
import { claimVerdicts } from '../../../../harness/model/claim.js';
import { ratiosOnly } from '../../../../harness/judge/claims/claims.js';
import { count } from '../../chart/numbers.js';
import { element, foldable } from '../../page/dom.js';
import type { ViewContext } from '../../page/view.js';
import { csvButton, renderTable } from '../../table/table.js';
import type { ClaimCells } from './claim-cells.js';
import { claimList, verdictSign } from './claim-list.js';
import { claimsElsewhere, claimsUnder, suiteNeeded, tallyOf, verdictWords } from './claims.js';
import { claimsTable } from './claims-table.js';
import type { Place } from './places.js';

/** How many claims hold. Where nobody has judged them, that is said, and how it is done. */
export function tallySection({ loaded: { claims, run } }: ViewContext): HTMLElement {
  if (claims === null) {
    return element(
      'p',
      { class: 'note' },
      'Nobody has judged the claims of the papers by this run here: a page knows their rules only as they were published. Judge them with ',
      element('code', {}, `tutti claims ${run.id}`),
      ', or publish the run again with tutti publish.',
    );
  }
  const items = tallyOf(claims).map(({ verdict, claims: number }) =>
    element(
      'li',
      { class: verdict },
      verdictSign(verdict),
      element('b', {}, String(number)),
      element('span', {}, ` ${verdictWords[verdict]}`),
      element('span', { class: 'quiet' }, ` ${claimVerdicts[verdict]}`),
    ),
  );
  return element(
    'section',
    { class: 'tally' },
    element('h2', {}, `${count(claims.length, 'claim')} of the papers, judged by this run`),
    element('ul', {}, ...items),
    element('p', { class: 'quiet' }, ratiosOnly),
  );
}

/** The claims under the figure that is shown; null where it has none. */
export function claimsOfPlace(context: ViewContext, all: ClaimCells, place: Place): HTMLElement | null {
  const claims = claimsUnder(context.loaded.claims ?? [], place);
  if (claims.length === 0) return null;
  return element(
    'section',
    { class: 'reading' },
    element('h2', {}, 'What the papers say of it, and whether it holds here'),
    claimList(context, all, claims),
  );
}

/** The claims that belong to no figure of the run. */
export function otherClaims(
  context: ViewContext,
  all: ClaimCells,
  places: readonly Place[],
): HTMLElement | null {
  const claims = claimsElsewhere(context.loaded.claims ?? [], places);
  if (claims.length === 0) return null;
  const suites = [...new Set(claims.map(({ suite }) => suite))];
  const groups = suites.flatMap((name) => {
    const suite = all.suite(name)?.declaration;
    return [
      element('h3', {}, suite?.title ?? `${name}: not in this run`),
      suite === undefined ? element('p', { class: 'quiet' }, suiteNeeded(name)) : null,
      claimList(
        context,
        all,
        claims.filter((claim) => claim.suite === name),
      ),
    ];
  });
  return foldable('Claims that belong to no figure of this run', true, ...groups);
}

/** Every claim, to be read side by side and taken away. */
export function everyClaim({ loaded: { claims, run } }: ViewContext): HTMLElement | null {
  if (claims === null || claims.length === 0) return null;
  const table = claimsTable(claims);
  return foldable(
    'Every claim in a table',
    false,
    csvButton(table, `${run.id}-claims.csv`),
    renderTable(table),
  );
}
