/** Elements of the page. Text only ever becomes text nodes: nothing that a target said can become markup. */

type Child = Node | string | null;

/** An element with attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** An SVG element with attributes and children. */
export function svgElement(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly SVGElement[]
): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The element of `index.html` with this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element "${id}"`);
  return found;
}

/** A part of the page that can be opened and closed, with its heading. */
export function foldable(title: string, open: boolean, ...children: readonly Child[]): HTMLDetailsElement {
  const details = element('details', {}, element('summary', {}, element('h2', {}, title)), ...children);
  details.open = open;
  return details;
}

/** Fills a part that can be opened anew; its heading stays, and whether it is open. */
export function refill(details: HTMLDetailsElement, ...children: readonly Child[]): void {
  const [summary] = details.children;
  details.replaceChildren(...[summary ?? null, ...children].filter((child) => child !== null));
}
