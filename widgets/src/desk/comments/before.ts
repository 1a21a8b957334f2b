/** What a comment said before it was written anew; no DOM in it. */

interface Text {
  text?: string | null;
  author?: string | null;
}

/** Of its texts, first to last, those that are not shown: without what was only sent with it since, and what was forgotten. */
export const saidBefore = <T extends Text>(texts: T[]): T[] =>
  texts.filter(({ text, author }, i) => {
    const next = texts[i + 1];
    return text && next && (text !== next.text || author !== next.author);
  });
