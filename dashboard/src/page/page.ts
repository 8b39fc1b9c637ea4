/** The page: reads the published data, shows what the address asks for, and writes what the reader chooses into it. */
import '../data/strict-zod.js';
import { Chart } from 'chart.js';
import type { PublishedIndex } from '../../published.js';
import { byId, element } from './dom.js';
import { environmentSection } from '../views/run/environment.js';
import { figureView, type View } from '../views/figures/figure-view.js';
import { DataError, loadIndex, loadRun } from '../data/load-runs.js';
import type { LoadedRun } from '../data/loaded-run.js';
import { dateAndTime } from '../chart/numbers.js';
import {
  failuresSection,
  leadSentence,
  planSection,
  targetsSection,
  unavailableSection,
} from '../views/run/run-sections.js';
import { type Place, placeOf, placesOf, stateOf } from './selection.js';
import { defaultState, formatHash, parseHash, type State } from './state.js';
import { publishedSection, suiteSection } from '../views/suite/suite-view.js';
import { onThemeChange } from '../chart/theme.js';

/** What is on the page now. */
let shown:
  { readonly loaded: LoadedRun; readonly place: Place | null; readonly view: View | null } | undefined;
let state: State = defaultState;
/** Counts the showings, so that a slow one that was overtaken does not end up on the page. */
let showing = 0;

async function start(): Promise<void> {
  try {
    const index = loadIndex();
    window.addEventListener('hashchange', () => void show(index));
    onThemeChange(() => shown?.view?.update(state));
    openAllForPrint();
    await show(index);
  } catch (thrown) {
    fail(thrown);
  }
  document.body.dataset['ready'] = 'true';
}

/** Shows what the address asks for. */
async function show(index: PublishedIndex): Promise<void> {
  const turn = ++showing;
  const { state: asked, notices } = parseHash(location.hash);
  state = asked;
  showRuns(index);
  try {
    const { entry, notices: ofRun } = entryOf(index, asked);
    const loaded = shown?.loaded.run.id === entry.id ? shown.loaded : await loadRun(entry);
    if (turn !== showing) return;
    const { place, notices: ofPlace } = placeOf(loaded.run, asked);
    showPlace(loaded, place);
    say([...notices, ...ofRun, ...ofPlace]);
  } catch (thrown) {
    if (turn === showing) fail(thrown);
  }
}

function entryOf({ runs }: PublishedIndex, { run }: State) {
  const [newest] = runs;
  if (newest === undefined) throw new DataError('No run is published here. Publish one: tutti publish.');
  const found = runs.find(({ id }) => run === null || id === run);
  return {
    entry: found ?? newest,
    notices: found ? [] : [`There is no run “${run}” here: showing the newest.`],
  };
}

function showPlace(loaded: LoadedRun, place: Place | null): void {
  if (
    shown?.loaded !== loaded ||
    shown.place?.suite !== place?.suite ||
    shown.place?.figure !== place?.figure
  ) {
    shown?.view?.destroy();
    const view = !place?.figure
      ? null
      : figureView(loaded, place.suite, place.figure, (change) => choose(change));
    shown = { loaded, place, view };
    byId('content').replaceChildren(...contentOf(loaded, place, view));
  }
  showPlaces(loaded, place);
  shown.view?.update(state);
}

/** Takes over what the reader chose: draws it, and writes it into the address. */
function choose(change: Partial<State>): void {
  const next = { ...state, ...change };
  const declared = shown?.place?.figure?.y.scale;
  state = { ...next, y: next.y === declared ? null : next.y };
  history.replaceState(null, '', formatHash(state) || location.pathname + location.search);
  shown?.view?.update(state);
}

function contentOf(loaded: LoadedRun, place: Place | null, view: View | null): HTMLElement[] {
  const title = place === null ? 'A run without suites' : (place.figure?.title ?? place.suite.title);
  const kicker = !place?.figure ? 'Suite' : `${place.suite.title} · Figure ${place.figure.id}`;
  document.title = `${title} – Tutti`;
  const sections = [
    element(
      'header',
      { class: 'head' },
      element('p', { class: 'kicker' }, kicker),
      element('h1', {}, title),
      place === null ? null : element('p', { class: 'lead' }, place.suite.summary),
      element('p', { class: 'lead' }, leadSentence(loaded)),
    ),
    view?.root ?? null,
    place === null ? null : suiteSection(loaded, place.suite, view === null),
    place === null ? null : publishedSection(loaded, place.suite),
    failuresSection(loaded),
    unavailableSection(loaded),
    targetsSection(loaded),
    planSection(loaded),
    environmentSection(loaded.run.environment),
  ];
  return sections.filter((section) => section !== null);
}

/** Links to the figures and suites of the run. */
function showPlaces({ run }: LoadedRun, current: Place | null): void {
  const links = placesOf(run).map((place) => {
    const here = place.suite === current?.suite && place.figure === current.figure;
    const href = formatHash(stateOf(run, place, state)) || '#';
    const words = place.figure?.title ?? place.suite.title;
    return element('li', {}, element('a', { href, ...(here ? { 'aria-current': 'page' } : {}) }, words));
  });
  byId('places').replaceChildren(...(links.length > 1 ? [element('ul', {}, ...links)] : []));
}

/** The choice of the run, where there is more than one. */
function showRuns({ runs }: PublishedIndex): void {
  const options = runs.map(({ id, startedAt, profile, host }) => {
    const option = element('option', { value: id }, `${dateAndTime(startedAt)} · ${profile} · ${host}`);
    option.selected = id === state.run;
    return option;
  });
  const select = element('select', {}, ...options);
  select.addEventListener('change', () => {
    const run = select.value === runs[0]?.id ? null : select.value;
    location.hash = formatHash({ ...state, run });
  });
  byId('runs').replaceChildren(...(runs.length > 1 ? [element('label', {}, 'Run ', select)] : []));
}

function fail(thrown: unknown): void {
  shown?.view?.destroy();
  shown = undefined;
  byId('places').replaceChildren();
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  byId('content').replaceChildren(
    element('h1', {}, 'This run cannot be shown'),
    element('p', { role: 'alert' }, words),
  );
  say([]);
}

function say(notices: readonly string[]): void {
  byId('notices').replaceChildren(...notices.map((notice) => element('p', {}, notice)));
}

/** On paper nothing can be opened: everything is open while the page is printed. */
function openAllForPrint(): void {
  let closed: HTMLDetailsElement[] = [];
  const open = (printing: boolean) => {
    if (printing) closed.push(...document.querySelectorAll<HTMLDetailsElement>('details:not([open])'));
    for (const details of closed) details.open = printing;
    if (!printing) closed = [];
  };
  window.matchMedia('print').addEventListener('change', ({ matches }) => open(matches));
  // Some browsers lay the pages out before they tell the media query.
  window.addEventListener('beforeprint', () => open(true));
  window.addEventListener('afterprint', () => open(false));
}

// For the tests and for a reader's console: Chart.getChart(canvas) is what is drawn.
Object.assign(window, { Chart });
void start();
