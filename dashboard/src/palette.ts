/**
 * Which colour and shape a target has: always the same ones, from its name alone where that is possible. The colours are
 * those of Okabe and Ito ("Color Universal Design", 2008), which colour-blind readers can tell apart; they stand in
 * `style.css` as `--series-1` to `--series-8`. The shape says the same again.
 */

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
 * The slot, 0 to 7, of each name. A name has the slot of its hash; when two fall together, the later by name takes the
 * next free one, so that nothing clashes while there are no more names than slots.
 */
export function assignSlots(names: Iterable<string>): Map<string, number> {
  const assigned = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    let slot = preferredSlot(name);
    for (let tries = 0; tries < slots && taken.has(slot); tries++) slot = (slot + 1) % slots;
    taken.add(slot);
    assigned.set(name, slot);
  }
  return assigned;
}

export function shapeOf(slot: number): Shape {
  return shapes[slot % slots] ?? { style: 'circle', rotation: 0 };
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
