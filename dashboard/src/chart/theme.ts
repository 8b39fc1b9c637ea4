/** Colours and type of the charts, read from the style sheet: one home for light, dark and print. */

export interface Theme {
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly paper: string;
  readonly reference: string;
  /** By slot of the palette. */
  readonly series: readonly string[];
  readonly font: string;
}

/** The theme in force now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read('ink'),
    muted: read('muted'),
    rule: read('rule'),
    paper: read('paper'),
    reference: read('reference'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => read(`series-${slot}`)),
    font: read('sans'),
  };
}

/** Calls back whenever the theme may have changed: dark or light, screen or paper. */
export function onThemeChange(act: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', 'print']) {
    window.matchMedia(query).addEventListener('change', act);
  }
}
