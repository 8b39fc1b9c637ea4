/** Times what a reader waits for, on a published page in a browser. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';

/** What a reader does with a control of the page. */
export interface Act {
  /** What the page shows before. */
  readonly hash: string;
  /** A selector of the control: a box is clicked, of a list another value is chosen. */
  readonly control: string;
}

const betweenActsMs = 1000;

export class PageClock {
  readonly #browser: Browser;
  readonly #address: string;

  private constructor(browser: Browser, address: string) {
    this.#browser = browser;
    this.#address = address;
  }

  /** @param folder a published one */
  static async start(browserPath: string, folder: string): Promise<PageClock> {
    const browser = await chromium.launch({ executablePath: browserPath });
    return new PageClock(browser, pathToFileURL(join(folder, 'index.html')).href);
  }

  /** Milliseconds from the navigation to a drawn page, in a browser that knows nothing of it, so many times. */
  async opens(hash: string, repetitions: number): Promise<number[]> {
    const times: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const page = await this.#newPage();
      const startedAt = performance.now();
      await open(page, this.#address + hash);
      times.push(performance.now() - startedAt);
      await page.context().close();
    }
    return times;
  }

  /** Milliseconds from an act to the end of the frame that shows what came of it, so many times on one page. */
  async acts({ hash, control }: Act, repetitions: number): Promise<number[]> {
    const page = await this.#newPage();
    await open(page, this.#address + hash);
    await page.locator(control).first().waitFor();
    const times: number[] = [];
    for (let repetition = 0; repetition < repetitions; repetition++) {
      // As a reader would: what a view works out in the background after an act is no part of the next one.
      await page.waitForTimeout(betweenActsMs);
      times.push(await page.locator(control).first().evaluate(timeOfAct));
    }
    await page.context().close();
    return times;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
  }

  async #newPage(): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1200, height: 900 } });
    return context.newPage();
  }
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForSelector('body[data-ready]');
  const alert = page.getByRole('alert');
  if ((await alert.count()) > 0) throw new Error(await alert.first().innerText());
}

/** Runs in the page: all of it must be in here. */
async function timeOfAct(control: Element): Promise<number> {
  const startedAt = performance.now();
  if (control instanceof HTMLSelectElement) {
    control.selectedIndex = (control.selectedIndex + 1) % control.options.length;
    control.dispatchEvent(new Event('change', { bubbles: true }));
  } else if (control instanceof HTMLElement) {
    control.click();
  }
  await new Promise((resolve) => {
    requestAnimationFrame(() => {
      // A message comes after the frame has been laid out and painted.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', resolve);
      port1.start();
      port2.postMessage(null);
    });
  });
  return performance.now() - startedAt;
}
