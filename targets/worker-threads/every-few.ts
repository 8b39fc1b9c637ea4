/** Calls a function every so many milliseconds until it returns true. */
export function everyFew(milliseconds: number, isDone: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!isDone()) return;
      clearInterval(timer);
      resolve();
    }, milliseconds);
  });
}
