/** On paper nothing can be opened: everything is open while the page is printed. */
export function openAllForPrint(): void {
  let closed: HTMLDetailsElement[] = [];
  const open = (printing: boolean) => {
    if (printing) closed.push(...document.querySelectorAll<HTMLDetailsElement>('details:not([open])'));
    for (const details of closed) details.open = printing;
    if (!printing) closed = [];
  };
  window.matchMedia('print').addEventListener('change', ({ matches }) => open(matches));
  // Some browsers lay the pages out before they tell the media query.
  window.addEventListener('beforeprint', () => open(true));
  window.addEventListener('afterprint', () => open(false));
}
