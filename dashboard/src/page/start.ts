/** Reads the published data, shows what the address asks for, and writes what the reader chooses into it. */
import '../data/strict-zod.js';
import { loadIndex } from '../data/load-runs.js';
import { onThemeChange } from '../chart/sign/theme.js';
import { byId } from './dom.js';
import { failedRun } from './head.js';
import { openAllForPrint } from './print.js';
import { Shell } from './shell.js';
import type { OpenView } from './view.js';
import type { ViewName } from './view-names.js';

/** @param views every view by its name */
export function start(views: Readonly<Record<ViewName, OpenView>>): void {
  skipToMain();
  try {
    const shell = new Shell(loadIndex(), views);
    // A step back, an address that was edited and a link all tell this.
    window.addEventListener('hashchange', () => void shell.show());
    onThemeChange(() => void shell.draw());
    openAllForPrint();
    void shell.show();
  } catch (thrown) {
    byId('content').replaceChildren(failedRun(thrown));
    document.body.dataset['ready'] = 'true';
  }
}

/** The first link of the page must not end up in the address, which says what is shown. */
function skipToMain(): void {
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();
    byId('main').focus();
  });
}
