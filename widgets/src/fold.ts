/**
 * Folding for search, letter for letter as the server folds (`backend/src/locale/fold.rs`); `tests/golden/script.json`
 * binds them. Here it finds what to mark in a result.
 */
import { oneScript } from "./alike";

const CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџшй";
const LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š j".split(" ");

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
