/** Parts of a text that are covered. No DOM in it. */

/** What everybody sees in place of what was covered: as long for a letter as for a page. */
export const COVERED = "■■■■";

/** From one place in the text to before another, in UTF-16 units as the browser counts. */
export type Span = [from: number, to: number];

/** With one more: those that touch or overlap become one, and blanks at its ends stay readable. */
export function covering(text: string, spans: Span[], [from, to]: Span): Span[] {
  const piece = text.slice(from, to);
  const start = from + (piece.length - piece.trimStart().length);
  const end = to - (piece.length - piece.trimEnd().length);
  if (start >= end) return spans;
  const out: Span[] = [];
  for (const span of [...spans, [start, end] as Span].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else out.push([...span]);
  }
  return out;
}

/** The text in pieces as everybody will read it: words, or the number of the span that covers them. */
export function pieces(text: string, spans: Span[]): (string | number)[] {
  const out: (string | number)[] = [];
  let at = 0;
  for (const [i, [from, to]] of spans.entries()) {
    if (from > at) out.push(text.slice(at, from));
    out.push(i);
    at = to;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

/** As the server counts: Unicode code points. */
export const inCodePoints = (text: string, spans: Span[]): { from: number; to: number }[] =>
  spans.map(([from, to]) => ({ from: [...text.slice(0, from)].length, to: [...text.slice(0, to)].length }));
