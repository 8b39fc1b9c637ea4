/** Drawing anew without taking the keyboard away: the new control of the same name gets the focus of the old one. */

/** A control by its name, and its place among those of that name. */
export interface Held {
  readonly name: string;
  readonly place: number;
}

const focusable = 'a[href], button, input, select, summary, canvas, [tabindex]';

/**
 * Draws. When the control that had the focus is gone after that, the one in its place has it. A control is known by its
 * `data-control`, and one without that by what is written on it.
 * @param root what is drawn
 */
export function keepFocus(root: HTMLElement, draw: () => void): void {
  const held = heldIn(root);
  draw();
  giveBack(root, held);
}

/** The same for a drawing that is complete only when its promise is; a focus that has moved meanwhile stays where it is. */
export async function keepFocusUntil(root: HTMLElement, draw: () => void | Promise<void>): Promise<void> {
  const held = heldIn(root);
  const drawn = draw();
  giveBack(root, held);
  await drawn;
  giveBack(root, held);
}

/** The control in it that has the focus. */
export function heldIn(root: HTMLElement): Held | null {
  const { activeElement: active } = document;
  if (!(active instanceof HTMLElement) || active === root || !root.contains(active)) return null;
  const name = nameOf(active);
  return { name, place: controlsOf(root, name).indexOf(active) };
}

/** Gives the focus to the control in that place, unless something else has it. */
export function giveBack(root: HTMLElement, held: Held | null): void {
  if (held === null || document.activeElement !== document.body) return;
  controlsOf(root, held.name)[held.place]?.focus({ preventScroll: true });
}

function controlsOf(root: HTMLElement, name: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(focusable)].filter((control) => nameOf(control) === name);
}

function nameOf(control: HTMLElement): string {
  return control.dataset['control'] ?? `${control.localName}: ${control.textContent ?? ''}`;
}
