/** Names on a chart, each with a rim of paper, so that a curve behind it does not make it illegible. */
import type { Chart } from 'chart.js';
import type { Theme } from '../sign/theme.js';

/** Height of a line of text, in CSS pixels. */
export const lineHeight = 15;

/** How names are written; `baseline` says what of a name stands at its y. */
export interface NameStyle {
  readonly font: string;
  readonly colour: string;
  readonly baseline: CanvasTextBaseline;
}

/** @param draw is given what writes one name, from its left on; widths are measured as it will be written */
export function writeWithRim(
  { ctx }: Chart,
  theme: Theme,
  { font, colour, baseline }: NameStyle,
  draw: (write: (text: string, left: number, y: number) => void) => void,
): void {
  ctx.save();
  ctx.font = font;
  ctx.fillStyle = colour;
  ctx.strokeStyle = theme.paper;
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.textAlign = 'left';
  ctx.textBaseline = baseline;
  draw((text, left, y) => {
    ctx.strokeText(text, left, y);
    ctx.fillText(text, left, y);
  });
  ctx.restore();
}
