/** The examples of a page of documentation. */
import { readFileSync } from 'node:fs';

/** What files hold that a page shows: each is named in a comment in its first line, or, for JSON, in the line before. */
export function filesOf(page: string): Map<string, string> {
  return new Map(
    blocksOf(page).flatMap(({ before, text }) => {
      const name = /^(?:\/\/|#) (\S+\.\w+)\n/.exec(text)?.[1] ?? /`(\S+\.json)`:$/.exec(before)?.[1];
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

function blocksOf(page: string): { before: string; language: string; text: string }[] {
  return [...readFileSync(page, 'utf8').matchAll(/^(.*)\n\n```(\w+)\n([\s\S]*?)^```/gm)].map(
    ([, before = '', language = '', text = '']) => ({ before, language, text }),
  );
}
