/**
 * The sign of a target: colour, shape and line, always the same ones. The colour says the target, the line says the variant
 * (what follows `:` or `@` in its name), and the shape says both again, for those who see no colours. The project's own
 * targets have their signs in a table; any other name has those of its hash. The colours are those of Okabe and Ito ("Color
 * Universal Design", 2008) and two more; they stand in `ink.css` as `--series-1` to `--series-10`, darkened or lightened
 * until each has a contrast of 3 to 1 with its paper and can be told from the others with any one kind of cone missing.
 */

/** How many colours there are. */
export const colours = 10;

/** A shape of Chart.js and its turn in degrees. */
export interface Shape {
  readonly style: 'circle' | 'rect' | 'rectRot' | 'triangle';
  readonly rotation: number;
}

const shapes: readonly Shape[] = [
  { style: 'circle', rotation: 0 },
  { style: 'rect', rotation: 0 },
  { style: 'triangle', rotation: 0 },
  { style: 'rectRot', rotation: 0 },
  { style: 'triangle', rotation: 180 },
  { style: 'triangle', rotation: 90 },
  { style: 'triangle', rotation: 270 },
];

/** Lines of variants, after the plain one of the target itself. */
const lines: readonly (readonly number[])[] = [
  [],
  [9, 3],
  [4, 2],
  [9, 3, 2, 3],
  [2, 2],
  [4, 2, 2, 2],
  [9, 3, 4, 3],
];

/** Dashes of published curves, in their order: with wider gaps than those of variants, and grey. */
const dashes: readonly (readonly number[])[] = [
  [7, 5],
  [2, 4],
  [9, 4, 2, 4],
  [4, 4],
];

/** What a sign is made of: places among colours, shapes and lines. */
interface Sign {
  readonly colour: number;
  readonly shape: number;
  readonly line: number;
}

/** A target of the project, with its variants in their order. */
interface Family {
  readonly colour: number;
  readonly shape: number;
  readonly variants?: readonly string[];
}

/** Targets that share a colour are not measured in the same suite. */
const families: Readonly<Record<string, Family>> = {
  capriccio: { colour: 5, shape: 0, variants: ['recent-first', 'pool-64', 'no-fast-path'] },
  native: {
    colour: 4,
    shape: 1,
    variants: ['io-uring', 'pool', 'no-mapping', 'no-fast-path', 'small-stacks'],
  },
  nptl: { colour: 2, shape: 2, variants: ['one-processor'] },
  linuxthreads: { colour: 0, shape: 4 },
  'event-loop': { colour: 1, shape: 3, variants: ['promise-mutex', 'staged', 'promises'] },
  'worker-threads': { colour: 6, shape: 5 },
  'state-threads': { colour: 9, shape: 6 },
  'boost-fiber': { colour: 8, shape: 1 },
  go: { colour: 3, shape: 0 },
  apache: { colour: 3, shape: 4, variants: ['event', 'capriccio'] },
  poll: { colour: 3, shape: 1 },
  'bare-read': { colour: 3, shape: 3 },
  'linked-list': { colour: 7, shape: 0 },
  nginx: { colour: 7, shape: 3, variants: ['thread-pool'] },
  epoll: { colour: 7, shape: 2 },
  fio: { colour: 7, shape: 1, variants: ['io-uring'] },
};

/**
 * The slot of each name, a number that stands for its sign: it depends on the name alone. Only where two names of one run
 * would have the very same sign, the later one by name that is not the project's takes the next free one.
 */
export function assignSlots(names: Iterable<string>): Map<string, number> {
  const assigned = new Map<string, number>();
  const taken = new Set<number>();
  const sorted = [...new Set(names)].sort();
  for (const name of [...sorted.filter(isKnown), ...sorted.filter((other) => !isKnown(other))]) {
    let slot = slotOf(signOf(name));
    while (taken.has(slot)) slot = (slot + colours) % (colours * shapes.length * lines.length);
    taken.add(slot);
    assigned.set(name, slot);
  }
  return assigned;
}

/** Which of the colours a slot has, from 0. */
export function colourOf(slot: number): number {
  return slot % colours;
}

export function shapeOf(slot: number): Shape {
  return shapes[Math.floor(slot / colours) % shapes.length] ?? { style: 'circle', rotation: 0 };
}

/** The dashes of a measured curve; none for a target that is no variant. */
export function lineOf(slot: number): readonly number[] {
  return lines[Math.floor(slot / colours / shapes.length)] ?? [];
}

/** The dashes of a published curve. @param index its place among the published ones */
export function dashOf(index: number): readonly number[] {
  return dashes[index % dashes.length] ?? [];
}

function slotOf({ colour, shape, line }: Sign): number {
  return colour + colours * (shape + shapes.length * line);
}

function signOf(name: string): Sign {
  const { base, variant } = partsOf(name);
  const family = familyOf(base);
  if (variant === null) return { ...family, line: 0 };
  const known = family.variants?.indexOf(variant) ?? -1;
  const line = known >= 0 ? known + 1 : 1 + (hashOf(variant) % (lines.length - 1));
  return { colour: family.colour, shape: (family.shape + line) % shapes.length, line };
}

function familyOf(base: string): Family {
  if (Object.hasOwn(families, base)) return families[base] ?? { colour: 0, shape: 0 };
  const hash = hashOf(base);
  return { colour: hash % colours, shape: Math.floor(hash / colours) % shapes.length };
}

/** Whether the table above has a sign for this very name. */
function isKnown(name: string): boolean {
  const { base, variant } = partsOf(name);
  if (!Object.hasOwn(families, base)) return false;
  return variant === null || (families[base]?.variants?.includes(variant) ?? false);
}

/** `native:pool@new` is the variant `pool@new` of `native`. */
function partsOf(name: string): { base: string; variant: string | null } {
  const end = name.search(/[:@]/);
  return end < 0 ? { base: name, variant: null } : { base: name.slice(0, end), variant: name.slice(end + 1) };
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits; its lower ones are mixed once more, for short names differ little there. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
