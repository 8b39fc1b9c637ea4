/**
 * Which colour and shape a target has: always the same ones, from its name alone where that is possible. The colours are
 * those of Okabe and Ito ("Color Universal Design", 2008), which colour-blind readers can tell apart; they stand in
 * `style.css` as `--series-1` to `--series-8`. The shape says the same again. Where there are more targets than colours, a
 * colour comes again with the shape of its neighbour.
 */

/** Colours, and shapes. */
export const slots = 8;

/** A shape of Chart.js and its turn in degrees; one for each slot. */
export interface Shape {
  readonly style: 'circle' | 'rect' | 'rectRot' | 'triangle';
  readonly rotation: number;
}

const shapes: readonly Shape[] = [
  { style: 'rect', rotation: 0 },
  { style: 'triangle', rotation: 180 },
  { style: 'triangle', rotation: 0 },
  { style: 'triangle', rotation: 270 },
  { style: 'circle', rotation: 0 },
  { style: 'rectRot', rotation: 0 },
  { style: 'triangle', rotation: 90 },
  { style: 'circle', rotation: 0 },
];

/** Dashes of published curves, in their order. */
const dashes: readonly (readonly number[])[] = [
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
  [4, 4],
];

/**
 * The slot of each name: 0 to 7, and from 8 on when all of those are taken. A name has the slot of its hash; when two fall
 * together, the later by name takes the next free one.
 */
export function assignSlots(names: Iterable<string>): Map<string, number> {
  const assigned = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    const turn = Math.floor(taken.size / slots);
    let slot = preferredSlot(name) + turn * slots;
    while (taken.has(slot)) slot = turn * slots + ((slot + 1) % slots);
    taken.add(slot);
    assigned.set(name, slot);
  }
  return assigned;
}

/** Which of the colours a slot has, from 0. */
export function colourOf(slot: number): number {
  return slot % slots;
}

export function shapeOf(slot: number): Shape {
  return shapes[(slot + Math.floor(slot / slots)) % slots] ?? { style: 'circle', rotation: 0 };
}

export function dashOf(index: number): readonly number[] {
  return dashes[index % dashes.length] ?? [];
}

/** Start of the hash: found by trial, so that the names the project is about fall into slots of their own. */
const start = 8_342_592;

/** FNV-1a (Fowler, Noll, Vo), from another start; the top three bits. */
function preferredSlot(name: string): number {
  let hash = start;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 29;
}
