/** Work that can wait until it is seen: a page of many charts opens as fast as one of few. */

/** Work that was put off. */
export interface Waiting {
  /** Does it now, if it is not done. */
  now(): void;
  /** Never does it. */
  cancel(): void;
}

/** How far beyond the screen is near, in heights of the screen. */
const reach = 1;

/** Acts when an element is on the screen or near it, at once where it is so already; and before the page is printed. */
export function whenNear(element: Element, act: () => void): Waiting {
  const printing = window.matchMedia('print');
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) now();
    },
    { rootMargin: `${reach * 100}% 0px` },
  );
  let isWaiting = true;
  const cancel = () => {
    isWaiting = false;
    observer.disconnect();
    printing.removeEventListener('change', now);
    window.removeEventListener('beforeprint', now);
  };
  function now(): void {
    if (!isWaiting) return;
    cancel();
    act();
  }
  if (printing.matches || isNear(element)) now();
  else {
    observer.observe(element);
    printing.addEventListener('change', now);
    window.addEventListener('beforeprint', now);
  }
  return { now, cancel };
}

/** What is not on the page, or in a part of it that is closed, has no size. */
function isNear(element: Element): boolean {
  const { width, top, bottom } = element.getBoundingClientRect();
  const { innerHeight } = window;
  return width > 0 && top < (1 + reach) * innerHeight && bottom > -reach * innerHeight;
}
