/** The sign of a curve beside its name: line, dash and shape as they are drawn in the chart. */
import { svgElement } from '../../page/dom.js';
import { colourOf, dashOf, lineOf, type Shape, shapeOf } from './palette.js';
import type { SeriesKind } from '../series.js';

/** A curve's sign. @param slot slot of a measured curve, or place of a published one among its kind */
export function swatch(kind: SeriesKind, slot: number): SVGElement {
  const dashes = { measured: lineOf, reference: dashOf, bound: () => [] }[kind](slot);
  const line = svgElement('line', {
    x1: '0',
    y1: '7',
    x2: '30',
    y2: '7',
    stroke: 'currentColor',
    'stroke-width': kind === 'measured' ? '2' : '1.5',
    'stroke-dasharray': dashes.length > 0 ? dashes.join(' ') : 'none',
  });
  const name = kind === 'measured' ? `series-${colourOf(slot) + 1}` : kind;
  const parts = kind === 'measured' ? [line, marker(shapeOf(slot))] : [line];
  return svgElement(
    'svg',
    { class: `swatch ${name}`, width: '30', height: '14', viewBox: '0 0 30 14', 'aria-hidden': 'true' },
    ...parts,
  );
}

/** A shape around the place 15, 7. */
export function marker({ style, rotation }: Shape): SVGElement {
  const turn = { fill: 'currentColor', transform: `rotate(${rotation} 15 7)` };
  switch (style) {
    case 'circle':
      return svgElement('circle', { ...turn, cx: '15', cy: '7', r: '4.5' });
    case 'rect':
      return svgElement('rect', { ...turn, x: '11', y: '3', width: '8', height: '8' });
    case 'rectRot':
      return svgElement('path', { ...turn, d: 'M15 2 L20 7 L15 12 L10 7 Z' });
    case 'triangle':
      return svgElement('path', { ...turn, d: 'M15 2 L19.5 10 L10.5 10 Z' });
  }
}
