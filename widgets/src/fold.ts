/**
 * Folding for search, letter for letter as the server folds (`backend/src/locale/fold.rs`); `tests/golden/fold.json`
 * binds them. Here it finds what to mark in a result.
 */
const CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш";
const LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(" ");
/** Pairs that look alike: Cyrillic above, Latin below. */
const ALIKE_CYRILLIC = "АВСЕНЈКМОРТХасејорху";
const ALIKE_LATIN = "ABCEHJKMOPTXacejopxy";

const count = (word: string, letters: RegExp) => word.match(letters)?.length ?? 0;

/** In a word that mixes the scripts, the look-alikes of the minority; a tie goes to Cyrillic. */
function oneScript(word: string): string {
  const cyrillic = count(word, /[\u0400-\u04ff]/g);
  const latin = count(word, /\p{L}/gu) - cyrillic;
  if (!cyrillic || !latin) return word;
  const [from, to] = cyrillic >= latin ? [ALIKE_LATIN, ALIKE_CYRILLIC] : [ALIKE_CYRILLIC, ALIKE_LATIN];
  return [...word].map((c) => to[from.indexOf(c)] ?? c).join("");
}

/** The words of a text as `a–z0–9`. */
export function fold(text: string): string[] {
  return text
    .replace(/\p{L}+/gu, oneScript)
    .toLowerCase()
    .replace(/[\u0400-\u04ff]/g, (c) => LATIN[CYRILLIC.indexOf(c)] ?? c)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) =>
      word
        .replace(/đ|dj/g, "d")
        // ijekavian to ekavian; what is typed by halves may still become „ije“
        .replace(/([b-df-hk-np-tv-z])i?je/g, "$1e"),
    );
}

/** The terms of a search; the last may be half typed. */
export function foldQuery(text: string): string[] {
  const terms = fold(text);
  const last = terms.pop();
  if (last !== undefined) terms.push(last.replace(/([b-df-hk-np-tv-z])i?j$/, "$1"));
  return terms;
}
