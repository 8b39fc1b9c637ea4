/** The examples of a page of documentation. */
import { readFileSync } from 'node:fs';

/** Blocks of code whose first line is a comment with the name of a file: what that file holds. */
export function filesOf(page: string): Map<string, string> {
  return new Map(
    blocksOf(page).flatMap(({ text }) => {
      const name = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(text)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
}

/** Lines for the shell, in order. */
export function linesOf(page: string): string[] {
  return blocksOf(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.trimEnd().split('\n'));
}

function blocksOf(page: string): { language: string; text: string }[] {
  return [...readFileSync(page, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );
}
