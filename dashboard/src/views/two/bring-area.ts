/** Where the reader brings runs: files, a folder, or a drop. Nothing of them leaves the browser. */
import { element } from '../../page/dom.js';
import type { BroughtRuns } from './brought-runs.js';

export interface BringArea {
  readonly root: HTMLElement;
  /** Says what came of the files that came last. */
  show(): void;
}

export function bringArea(brought: BroughtRuns): BringArea {
  const said = element('div', { role: 'status', class: 'notes' });
  const root = element(
    'section',
    { class: 'bring', 'aria-labelledby': 'bring-title' },
    element('h2', { id: 'bring-title' }, 'Bring a run'),
    element(
      'p',
      {},
      'Drop a run anywhere on this page, or choose it here: a run folder (run.json and launches.ndjson), a file of a history ' +
        '(.json.gz), or the data of a published page. It becomes run B; of two, the first becomes run A.',
    ),
    element(
      'div',
      { class: 'inputs' },
      fileInput('Files', { multiple: '' }, brought),
      fileInput('Folder', { webkitdirectory: '' }, brought),
    ),
    element(
      'p',
      { class: 'quiet' },
      'Nothing is uploaded: the files are read in this browser and stay on this computer. A link to this view cannot hold them.',
    ),
    said,
  );
  return {
    root,
    show() {
      const notices = brought.runs.at(-1)?.notices ?? [];
      said.replaceChildren(
        ...brought.problems.map((words) => element('p', {}, words)),
        ...notices.map((words) => element('p', {}, words)),
      );
    },
  };
}

function fileInput(title: string, kind: Readonly<Record<string, string>>, brought: BroughtRuns): HTMLElement {
  const input = element('input', { type: 'file', 'data-control': `bring ${title}`, ...kind });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    // The same files may be chosen again, after they have changed.
    input.value = '';
    if (files.length > 0) void brought.bring(files);
  });
  return element('label', { class: 'chooser' }, element('span', {}, title), input);
}
