/** Files that are dropped anywhere on the page: they are runs that the reader brings. */
import { droppedFiles } from '../../data/dropped-files.js';
import { formatHash, parseHash } from '../../page/state.js';
import { broughtRuns } from './brought-runs.js';

/** Takes them over, and leads to the view that compares them. */
export function acceptDrops(): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    // Without this the browser leaves the page for the file.
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    document.body.classList.remove('dropping');
    if (!hasFiles(event) || event.dataTransfer === null) return;
    event.preventDefault();
    const files = droppedFiles(event.dataTransfer);
    const { state } = parseHash(location.hash);
    location.hash = formatHash({ ...state, view: 'two', cell: null });
    void files.then((found) => broughtRuns.bring(found));
  });
}
