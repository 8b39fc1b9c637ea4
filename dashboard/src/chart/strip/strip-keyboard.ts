/** The keyboard and the pointer on strips: they move the active mark, and a line of text says what it is. */
import type { StripRow } from './strip.js';

interface Plot {
  readonly row: StripRow;
  readonly plot: HTMLElement;
}

/** How far from a mark, in CSS pixels, the pointer still means it. */
const reach = 24;

/** @param said the line that says the active mark */
export function keyboardOfStrip(plots: readonly Plot[], said: HTMLElement): void {
  for (const [place, { row, plot }] of plots.entries()) {
    let active: number | null = null;
    const circles = [...plot.querySelectorAll('.strip-mark')];
    const activate = (next: number | null) => {
      active = next;
      for (const [index, circle] of circles.entries()) circle.classList.toggle('active', index === next);
      const mark = next === null ? undefined : row.marks[next];
      said.textContent = mark === undefined ? '' : `${row.target}, ${mark.words}`;
    };
    plot.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        // Else the same stroke would press what has the focus in the dialog.
        event.preventDefault();
        row.open();
      }
      const next = movedAlong(event.key, active, row.marks.length);
      const other = plots[place + (stepsOver[event.key] ?? 0)];
      if (next === undefined && !(event.key in stepsOver)) return;
      event.preventDefault();
      if (next !== undefined) activate(next);
      else other?.plot.focus();
    });
    plot.addEventListener('blur', () => activate(null));
    plot.addEventListener('pointermove', (event) => activate(nearest(circles, event.clientX)));
    plot.addEventListener('pointerleave', () => activate(null));
    plot.addEventListener('click', (event) => nearest(circles, event.clientX) !== null && row.open());
  }
}

const stepsOver: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The mark after a key, null for none; undefined for a key that moves along no row. */
function movedAlong(key: string, active: number | null, length: number): number | null | undefined {
  switch (key) {
    case 'ArrowRight':
      return Math.min((active ?? -1) + 1, length - 1);
    case 'ArrowLeft':
      return Math.max((active ?? 1) - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}

function nearest(circles: readonly Element[], x: number): number | null {
  let found: number | null = null;
  let least = reach;
  for (const [index, circle] of circles.entries()) {
    const { left, width } = circle.getBoundingClientRect();
    const distance = Math.abs(left + width / 2 - x);
    if (distance >= least) continue;
    least = distance;
    found = index;
  }
  return found;
}
