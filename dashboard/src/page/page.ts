/** The page: reads the published data, shows what the address asks for, and writes what the reader chooses into it. */
import '../data/strict-zod.js';
import { Chart } from 'chart.js';
import { loadIndex } from '../data/load-runs.js';
import { onThemeChange } from '../chart/theme.js';
import { byId } from './dom.js';
import { openAllForPrint } from './print.js';
import { Shell } from './shell.js';

function start(): void {
  try {
    const shell = new Shell(loadIndex());
    window.addEventListener('hashchange', () => void shell.show());
    window.addEventListener('popstate', () => void shell.show());
    onThemeChange(() => void shell.draw());
    openAllForPrint();
    void shell.show();
  } catch (thrown) {
    byId('content').textContent = thrown instanceof Error ? thrown.message : String(thrown);
    byId('content').setAttribute('role', 'alert');
    document.body.dataset['ready'] = 'true';
  }
}

// For the tests and for a reader's console: Chart.getChart(canvas) is what is drawn.
Object.assign(window, { Chart });
start();
