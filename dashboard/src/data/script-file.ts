/** Data files are scripts beside the page: those can be read from `file://`. Nothing else is ever requested. */
import type { PublishedGlobals } from '../../published.js';
import { unreadable } from './parse-data.js';

/** Where the scripts put their data. */
export const globals = window as unknown as PublishedGlobals;

/**
 * Runs a script beside the page.
 * @throws DataError when it cannot be read
 */
export function runScriptFile(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = path;
    const done = (end: () => void) => () => {
      script.remove();
      end();
    };
    script.addEventListener('load', done(resolve));
    script.addEventListener(
      'error',
      done(() => reject(unreadable(path))),
    );
    document.head.append(script);
  });
}
