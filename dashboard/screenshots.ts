/** Pictures of a published page for the documentation: every view, and the dialog behind a number. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { reasonOf, TuttiError } from '../harness/model/errors.js';
import { writeWhole } from '../harness/store/write-file.js';
import { outOption } from './publish.js';

/** One picture: what is opened, and the name of its file. */
export interface Shot {
  readonly name: string;
  /** The part of the address after `#`. */
  readonly hash: string;
  /** What the picture begins at; the top of the page when not given. */
  readonly from?: string;
  /** In CSS pixels, where it is not as usual. */
  readonly height?: number;
}

/** What is seen, in CSS pixels; a pixel of the picture is one of them. */
const size = { width: 1000, height: 760 };
/** Of a picture of the usual height: a page of documentation is read over slow lines too. */
const mostBytes = 43_000;
const qualities = [0.92, 0.85, 0.75, 0.6, 0.45, 0.3] as const;

/**
 * Takes pictures into `<out>/<name>.webp`. The same page and browser give the same bytes.
 * @param folder of a published page
 * @param browserPath a Chromium, see `findBrowser`
 * @returns the files
 * @throws TuttiError BROWSER_FAILED, CANNOT_WRITE
 */
export async function takeScreenshots(
  shots: readonly Shot[],
  folder: string,
  out: string,
  browserPath: string,
): Promise<string[]> {
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: browserPath, timeout: 30_000 });
    const files: string[] = [];
    for (const shot of shots) {
      const file = join(out, `${shot.name}.webp`);
      writeWhole(file, await pictureOf(browser, shot, folder), outOption);
      files.push(file);
    }
    return files;
  } catch (thrown) {
    if (thrown instanceof TuttiError) throw thrown;
    throw new TuttiError('BROWSER_FAILED', { what: 'the screenshots', reason: reasonOf(thrown) }, thrown);
  } finally {
    await browser?.close();
  }
}

async function pictureOf(
  browser: Browser,
  { hash, from, height = size.height }: Shot,
  folder: string,
): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { ...size, height },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(`${pathToFileURL(join(folder, 'index.html')).href}${hash}`);
  await page.waitForSelector('body[data-ready]', { timeout: 10_000 });
  if (from !== undefined) {
    await page
      .locator(from)
      .first()
      .evaluate((part) => part.scrollIntoView({ block: 'start' }));
  }
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.close();
  const blank = await browser.newPage();
  const webp = await smallEnough(blank, png, mostBytes * Math.sqrt(height / size.height));
  await blank.close();
  return webp;
}

/** The picture as WebP, in the best quality that is small enough. */
async function smallEnough(page: Page, png: Buffer, most: number): Promise<Buffer> {
  let webp = png;
  for (const quality of qualities) {
    webp = await webpOf(page, png, quality);
    if (webp.byteLength <= most) break;
  }
  return webp;
}

async function webpOf(page: Page, png: Buffer, quality: number): Promise<Buffer> {
  const url = await page.evaluate(
    async ({ base64, wanted }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', wanted);
    },
    { base64: png.toString('base64'), wanted: quality },
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
