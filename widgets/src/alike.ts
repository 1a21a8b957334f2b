/** Letters of the two scripts that look alike, and are taken for one another: what sources and keyboards mix up. */

/** Pairs that look alike: Cyrillic above, Latin below. */
const ALIKE_CYRILLIC = "АВСЕНЈКМОРТХасејорху";
const ALIKE_LATIN = "ABCEHJKMOPTXacejopxy";
/** Cyrillic letters that Serbian does not have: whoever has them in a word meant the Latin ones. */
const STRANGE_CYRILLIC = "ІЅіѕ";
const STRANGE_LATIN = "ISis";

/** How often something stands in a word. */
export const count = (word: string, letters: RegExp) => word.match(letters)?.length ?? 0;

/** In a word that mixes the scripts, the look-alikes of the minority; a tie goes to Cyrillic. */
export function oneScript(word: string): string {
  const cyrillic = count(word, /[\u0400-\u04ff]/g);
  const latin = count(word, /\p{L}/gu) - cyrillic;
  if (!cyrillic || !latin) return word;
  const [from, to] =
    cyrillic >= latin
      ? [ALIKE_LATIN, ALIKE_CYRILLIC]
      : [ALIKE_CYRILLIC + STRANGE_CYRILLIC, ALIKE_LATIN + STRANGE_LATIN];
  return [...word].map((c) => to[from.indexOf(c)] ?? c).join("");
}
