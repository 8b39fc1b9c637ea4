/** Colours and type of the charts, read from the style sheet: one home for light, dark and print. */
import { element } from '../../page/dom.js';
import { colours } from './palette.js';

export interface Theme {
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly paper: string;
  readonly reference: string;
  /** The colours of the palette. */
  readonly series: readonly string[];
  readonly font: string;
}

/** The theme in force now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const colour = (name: string) => withoutSystemName(read(name));
  return {
    ink: colour('ink'),
    muted: colour('muted'),
    rule: colour('rule'),
    paper: colour('paper'),
    reference: colour('reference'),
    series: Array.from({ length: colours }, (_, index) => colour(`series-${index + 1}`)),
    font: read('sans'),
  };
}

/** Where the system forces its colours, the style sheet has names like `CanvasText`: Chart.js needs the colour itself. */
function withoutSystemName(colour: string): string {
  if (colour.startsWith('#')) return colour;
  const probe = element('span');
  probe.style.setProperty('forced-color-adjust', 'none');
  probe.style.color = colour;
  document.body.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** Calls back whenever the theme may have changed: dark or light, forced by the system or not, screen or paper. */
export function onThemeChange(act: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print']) {
    window.matchMedia(query).addEventListener('change', act);
  }
}
