/** Exports the figures of a run as PNG, SVG and CSV: drawn in a browser by the page's own code. */
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { reasonOf, TuttiError } from '../harness/model/errors.js';
import { writeWhole } from '../harness/store/write-file.js';
import { readBuilt } from './built-page.js';
import { outOption, type RunWithLaunches } from './publish.js';
import { loadedRun } from './src/data/loaded-run.js';
import { summaryOf } from './src/data/run-summary.js';
import type { DrawnFigure } from './src/views/figures/drawing.js';

/** How long the browser may take to draw all figures of a run, in milliseconds. */
const drawingMs = 120_000;

/** The files of one exported figure. */
export interface FigureFiles {
  readonly suite: string;
  readonly figure: string;
  readonly png: string;
  readonly svg: string;
  readonly csv: string;
}

/**
 * Draws every figure of every suite of a run, in absolute values and in the light theme, into `<out>/<figure>.png`,
 * `.svg` and `.csv`. The same data and browser give the same bytes.
 * @param browserPath a Chromium, see `findBrowser`
 * @throws TuttiError NOT_BUILT, BROWSER_FAILED, CANNOT_WRITE
 */
export async function drawFigures(
  { run, launches }: RunWithLaunches,
  out: string,
  browserPath: string,
): Promise<FigureFiles[]> {
  // A figure shows no tiers, which take long to make.
  const summary = summaryOf(loadedRun(run, launches, { tiers: [] }));
  const drawn = await drawInBrowser(JSON.stringify(summary), browserPath, `the figures of run ${run.id}`);
  return drawn.map(({ suite, figure, png, svg, csv }) => {
    // Two suites may have a figure of the same name.
    const isAlone = drawn.every((other) => other.figure !== figure || other.suite === suite);
    const path = (ending: string) => join(out, `${isAlone ? figure : `${suite}-${figure}`}.${ending}`);
    writeWhole(path('png'), Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'), outOption);
    writeWhole(path('svg'), svg, outOption);
    writeWhole(path('csv'), csv, outOption);
    return { suite, figure, png: path('png'), svg: path('svg'), csv: path('csv') };
  });
}

async function drawInBrowser(summary: string, browserPath: string, what: string): Promise<DrawnFigure[]> {
  const style = readBuilt('style.css');
  const script = readBuilt('drawing.js');
  let browser: Browser | undefined;
  // A browser that hangs is closed, which ends whatever is waited for below.
  const deadline = setTimeout(() => void browser?.close(), drawingMs);
  try {
    browser = await chromium.launch({ executablePath: browserPath, timeout: 30_000 });
    const page = await browser.newPage({ colorScheme: 'light', offline: true });
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script });
    return await page.evaluate(
      (text) =>
        (window as unknown as { tuttiDrawFigures(text: string): DrawnFigure[] }).tuttiDrawFigures(text),
      summary,
    );
  } catch (thrown) {
    throw new TuttiError('BROWSER_FAILED', { what, reason: reasonOf(thrown) }, thrown);
  } finally {
    clearTimeout(deadline);
    await browser?.close();
  }
}
