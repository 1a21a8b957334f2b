/**
 * From one script of Serbian to the other, letter for letter as the server does it (`backend/src/locale/script.rs`);
 * `tests/golden/script.json` binds them.
 */
const CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш";
const LATIN =
  "A B V G D Đ E Ž Z I J K L Lj M N Nj O P R S T Ć U F H C Č Dž Š a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(
    " ",
  );
const toLatinLetter = new Map([...CYRILLIC].map((letter, i) => [letter, LATIN[i] ?? letter]));
const toCyrillicLetter = new Map([...CYRILLIC].map((letter, i) => [LATIN[i] ?? letter, letter]));

const isLetter = (c: string | undefined) => !!c && /\p{L}/u.test(c);
const isCapital = (c: string | undefined) => !!c && /\p{Lu}/u.test(c);

/** Cyrillic → Latin. A capital digraph is `NJ` among capitals and `Nj` at the head of a word. */
export function toLatin(text: string): string {
  const letters = [...text];
  return letters
    .map((letter, i) => {
      const latin = toLatinLetter.get(letter);
      if (!latin) return letter;
      const neighbour = isLetter(letters[i + 1])
        ? letters[i + 1]
        : isLetter(letters[i - 1])
          ? letters[i - 1]
          : undefined;
      return latin.length > 1 && isCapital(letter) && isCapital(neighbour) ? latin.toUpperCase() : latin;
    })
    .join("");
}

/** File formats and the like are written in Latin letters in Cyrillic text too. */
const LATIN_ALWAYS = new Set("pdf csv doc docx xls xlsx odt usb cd viber".split(" "));
/** Words in which `nj` or `dž` are two letters. */
const TWO_LETTERS = "injekc konjug konjunk tanjug vanjezič nadživ podžanr odžal".split(" ");
const ROMAN = /^X{0,3}(?:I|II|III|IV|V|VI|VII|VIII|IX)?$/;

/** `UDRUŽENjA`: capitals in which a machine wrote the digraph as `Nj`. */
const brokenCapitals = (word: string) =>
  /\p{Ll}/u.test(word) &&
  !/\p{Ll}/u.test(word.replace(/(N|L)j|Dž/g, "$1")) &&
  (word.match(/\p{Lu}/gu)?.length ?? 0) > 2;

function staysLatin(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    /[qwxy]/.test(lower) ||
    LATIN_ALWAYS.has(lower) ||
    /[0-9]/.test(word) ||
    (word.length > 1 && ROMAN.test(word)) ||
    (/.\p{Lu}/u.test(word) && /\p{Ll}/u.test(word) && !brokenCapitals(word))
  );
}

function cyrillicWord(word: string): string {
  const lower = word.toLowerCase();
  const apart = TWO_LETTERS.some((stem) => lower.includes(stem));
  const joined = apart
    ? word
    : word.replace(/L[jJ]|lj|N[jJ]|nj|D[žŽ]|dž/g, (two) => {
        const [first = "", second = ""] = two;
        return toCyrillicLetter.get(first + second.toLowerCase()) ?? two;
      });
  return joined.replace(/./gu, (letter) => toCyrillicLetter.get(letter) ?? letter);
}

/**
 * Latin → Cyrillic, word by word. Addresses, codes, Roman numerals and names that are not spelt in Serbian stay as they
 * are.
 */
export const toCyrillic = (text: string): string =>
  text.replace(/\S+/gu, (token) =>
    /:\/\/|@|^www\./.test(token)
      ? token
      : token.replace(/[\p{L}\p{N}]+/gu, (word) => (staysLatin(word) ? word : cyrillicWord(word))),
  );

/** Whether most of a text's letters are Cyrillic; nothing where it has none. */
export function isCyrillic(text: string): boolean | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/[\u0400-\u04ff]/g)?.length ?? 0;
  return letters ? cyrillic * 2 > letters : undefined;
}
