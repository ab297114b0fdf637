/** What both test tools' pages have in common. */
export interface Evaluates {
  evaluate: <T>(run: () => T) => Promise<T>;
}

/** Our marks as the page itself can see them: name without the palette → the marked words. */
export interface Marks {
  palettes: string[];
  words: Record<string, string[]>;
}

export const marksOn = (page: Evaluates): Promise<Marks> =>
  page.evaluate(() => {
    const words: Record<string, string[]> = {};
    const palettes = new Set<string>();
    for (const [name, highlight] of CSS.highlights as unknown as Iterable<[string, Iterable<Range>]>) {
      const [, palette, rest] = /^cruxlight-([a-z]+)-(.*)$/u.exec(name) ?? [];
      if (palette === undefined || rest === undefined) continue;
      palettes.add(palette);
      words[rest] = [...highlight].map((range) => range.toString());
    }
    return { palettes: [...palettes], words };
  });

/** All marked words, in no order, lines only. */
export const lined = (marks: Marks): string[] =>
  Object.entries(marks.words).flatMap(([name, words]) => (/-(?:pencil|faint)-\d$/u.test(name) ? words : []));

/** Asks until the answer will do; the last answer where it never does. */
export async function until<T>(ask: () => Promise<T>, will: (answer: T) => boolean, tries = 80): Promise<T> {
  let answer = await ask();
  for (let left = tries; left > 0 && !will(answer); left--) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    answer = await ask();
  }
  return answer;
}
