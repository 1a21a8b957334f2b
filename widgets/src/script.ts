/**
 * From one script of Serbian to the other, letter for letter as the server does it (`backend/src/locale/script.rs`);
 * `tests/golden/script.json` binds them.
 */
import { count, oneScript } from "./alike";

const CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш";
const LATIN =
  "A B V G D Đ E Ž Z I J K L Lj M N Nj O P R S T Ć U F H C Č Dž Š a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(
    " ",
  );
const toLatinLetter = new Map([...CYRILLIC].map((letter, i) => [letter, LATIN[i] ?? letter]));
const toCyrillicLetter = new Map([...CYRILLIC].map((letter, i) => [LATIN[i] ?? letter, letter]));
// Montenegro's letters have an accent of their own in Cyrillic.
for (const [latin, letter] of ["ŚС", "śс", "ŹЗ", "źз"]) toCyrillicLetter.set(latin ?? "", `${letter}\u0301`);
// Digraphs that are one character: `Ǆ` and on.
for (const [i, letter] of [..."ЏЏџЉЉљЊЊњ"].entries())
  toCyrillicLetter.set(String.fromCharCode(0x1c4 + i), letter);
// What a Russian keyboard has in the place of `ј`.
toLatinLetter.set("Й", "J").set("й", "j");

const isLetter = (c: string | undefined) => !!c && /\p{L}/u.test(c);
const isCapital = (c: string | undefined) => !!c && /\p{Lu}/u.test(c);

/** How addresses and names of files end that come without `http`. */
const ENDS = new Set(
  "ba rs hr me com org net info eu gov pdf csv doc docx xls xlsx odt ods ppt pptx rtf zip jpg jpeg png".split(
    " ",
  ),
);

/** A token without what stands around it. */
const bare = (token: string) => token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** Addresses and names of files work as they are written, and in no other script. */
function isAddress(token: string): boolean {
  const core = bare(token.toLowerCase());
  const host = /^[^/:?#]*/.exec(core)?.[0] ?? "";
  return (
    /:\/\/|@/.test(token) ||
    core.startsWith("www.") ||
    core === "wi-fi" ||
    /^e-mail([aeiu]|om|ima)?$/.test(core) ||
    // Under `.срб` names are in Cyrillic.
    /^([\p{L}\p{N}_-]+\.)+срб$/u.test(host) ||
    (/^([a-z0-9_-]+\.)+[a-z]+$/.test(host) && ENDS.has(host.slice(host.lastIndexOf(".") + 1)))
  );
}

/**
 * Numbers under which an office keeps a matter, `01-BL-4/26`, are sought as they are written, and those of a register,
 * `UIP-123`, where they are no years.
 */
function isCode(token: string): boolean {
  const code = bare(token);
  if (/^(\p{Lu}{2,4}-)+(?!(19|20)\d\d$)\d{3,}$/u.test(code)) return true;
  const parts = code.split(/[-/.]/);
  const numbers = parts.filter((part) => /^\d+$/.test(part)).length;
  return numbers > 1 && numbers < parts.length && parts.every((part) => /^(\d+|\p{Lu}{1,4})$/u.test(part));
}

const stays = (token: string) => isAddress(token) || isCode(token);
/** A word and a colon; of `https://` and `mailto:` they are a part of the address. */
const LABEL = /^[^\p{L}\p{N}:]*(?!mailto:)\p{L}+:(?!\/\/)/iu;

/** Where in a token begins what stays as it is written, also right behind a word and a colon: `Sajt:www.pale.rs.ba`. */
function staysFrom(token: string): number {
  const label = LABEL.exec(token)?.[0].length;
  return label && stays(token.slice(label)) ? label : stays(token) ? 0 : token.length;
}

/** A text with each letter as one character and each word in one script, word by word. */
const byWord = (text: string, change: (word: string, after: string, before: string) => string) =>
  text
    .normalize("NFC")
    .replace(/\p{L}+/gu, oneScript)
    .replace(/\S+/gu, (token, from: number, whole: string) => {
      const end = staysFrom(token);
      const words = token
        .slice(0, end)
        .replace(/[\p{L}\p{N}]+/gu, (word, at: number) =>
          change(word, whole.slice(from + at + word.length), whole.slice(0, from + at)),
        );
      return words + token.slice(end);
    });

/** Cyrillic → Latin. A capital digraph is `NJ` among capitals and `Nj` at the head of a word. */
export const toLatin = (text: string): string =>
  byWord(text, (word) => {
    const letters = [...word];
    return letters
      .map((letter, i) => {
        const latin = toLatinLetter.get(letter);
        if (!latin) return letter;
        const neighbour = isLetter(letters[i + 1]) ? letters[i + 1] : letters[i - 1];
        return latin.length > 1 && isCapital(letter) && isCapital(neighbour) ? latin.toUpperCase() : latin;
      })
      .join("");
  }).normalize("NFC");

/** What is written in Latin letters in Cyrillic text too: formats, units of data, codes of currencies, foreign names. */
const LATIN_ALWAYS = new Set(
  "pdf csv doc docx xls xlsx odt ods ppt pptx rtf xml json html http https zip jpg jpeg png usb cd dvd viber iban eur usd rsd bam chf gb email mail gmail online facebook google zoom office microsoft outlook gif svg instagram linkedin tiktok messenger teams meet drive forms docs sheets canva adobe acrobat chrome cloud hub startup podcast feedback offline europe creative horizon erasmus europass interreg leader covid".split(
    " ",
  ),
);
/** One of them in any case: „na Facebooku“. Of a short word that would be another one: „eura“. */
const isForeign = (word: string) =>
  LATIN_ALWAYS.has(word) || LATIN_ALWAYS.has(/^(.{4,}?)(?:[aeiu]|om|ima)$/.exec(word)?.[1] ?? "");
/** Words in which `nj` or `dž` are two letters, parted where they are; `^` where only the head of a word is meant. */
const TWO_LETTERS =
  "in-jekc in-jekt in-jicir kon-jug kon-junk kon-jekt tan-jug van-jezič van-jugosl pan-jugosl ^an-jon ^ken-jon nad-živ nad-žnj nad-žup ^nad-žet ^od-žal ^od-živ ^od-žub ^od-žva ^od-žed ^pod-ž ^pred-ž"
    .split(" ")
    .map((stem) => {
      const [first = "", second = ""] = stem.replace("^", "").split("-");
      return new RegExp(`(?<=${stem[0] === "^" ? "^" : ""}${first})(?=${second})`, "giu");
    });
const ROMAN = /^(?:L(?=..))?X{0,3}(?:I|II|III|IV|V|VI|VII|VIII|IX)?$/;

/** What parts words of a line. */
const SPACE = "[ \\t\\u00a0]";
/** A pattern of small letters for a text in capitals, too. */
const inCapitalsToo = (pattern: string) =>
  pattern.replace(/\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
/** A surname in any case: by its end, or because it is known. What stands before it is an initial. */
const SURNAME = `(?:\\p{L}*${inCapitalsToo("ić")}(?:${inCapitalsToo("a|u|em")})?|${inCapitalsToo(
  "(?:bošnjak|čavar|čolak|dodik|gluhak|grubač|horvat|jurak|kapor|kolar|kovač|krčmar|kuzman|lončar|ljubas|novak|radman|raguž|tomaš|trivun|vukas)(?:a|u|em|om)?|(?:bevand|ćorluk|kalajdžij|kujundžij|samardžij|tesl|zovk)(?:a|e|i|o|u|om)",
)})(?!\\p{L})`;
/** Who stands with a person behind whatever name he has: „V. Selak i drugi“, „V. Selak i M. Babić“. */
const COMPANY = `\\p{L}+${SPACE}+[iI]${SPACE}+(?:\\p{Lu}\\.|(?:${inCapitalsToo(
  "dr|drugi|drugih|drugima|sar|saradnici|saradnika|sin|sinovi",
)})(?!\\p{L}|${SPACE}+\\p{L}))`;
/** What follows a number that heads a line: `I. OPŠTE ODREDBE`, `V. Završne odredbe`, `I – UVOD`; „I. Kovač“ is a person. */
const TITLE = new RegExp(
  `^(?:\\)|${SPACE}+[–—-]+${SPACE}|\\.${SPACE}+(?:\\p{Ll}\\p{L}+|(?!${SURNAME}|${COMPANY})\\p{Lu}(?:\\p{Lu}+(?!\\p{L})|\\p{L}*${SPACE}+\\p{Ll})))`,
  "u",
);
/** How names of numbered parts begin: `Prilog I.`, `u fazi V.` */
const PARTS =
  "aneks|član|deo|dijel|dio|etap|faz|glav|grup|kategorij|kol|kolo|komponent|lot|mjer|modul|odeljak|odeljk|odjeljak|odjeljc|odjeljk|poglavlj|prilog|priloz|razred|stepen|tabel|tačk|zon";
/** One of them in any case, right before its number. */
const PART = new RegExp(
  `(?<![\\p{L}\\p{N}])((?:${PARTS})(?:[aeiu]|[eo]m|[ai]ma|ov(?:[aei]|ima))?)${SPACE}+$`,
  "iu",
);
/** Those behind which „I“ is a number in capitals too, whatever follows. */
const SURELY = /^(?:glav(?:[aeiu]|om)|lot(?:[au]|om)?)$/i;
/** What makes no conjunction of „I“ in capitals. */
const NO_MORE = new RegExp(`^${SPACE}*(?:$|[\\r\\n,;:()–—-]|(?:I|ILI)(?!\\p{L}))`, "u");
const INITIAL = new RegExp(`^\\.${SPACE}*${SURNAME}`, "u");

/** Whether the name of a part stands right before, and what follows does not make a conjunction of „I“ or an initial of it. */
function numbersAPart(before: string, after: string): boolean {
  const name = PART.exec(before.slice(-30))?.[1];
  if (!name) return false;
  if (after[0] === ".") return !INITIAL.test(after);
  return SURELY.test(name) || /\p{Ll}/u.test(name) || NO_MORE.test(after);
}

/** `II` to `XXXIX`, `LII` and on; „I“ and „V“ by themselves by what stands around them (the server says why: `backend/src/locale/roman.rs`). */
const isRoman = (word: string, after: string, before: string): boolean =>
  /^[IV]$/.test(word)
    ? (/(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(before) && TITLE.test(after)) ||
      numbersAPart(before, after) ||
      (after[0] !== "." && (word === "V" || /\p{Ll}[\p{L}\p{N}]*\s+$/u.test(before)))
    : word.length > 1 && ROMAN.test(word);

/** `UDRUŽENjA`: capitals in which a machine wrote the digraph as `Nj`. The server mends them; here they are only no name. */
export const brokenCapitals = (word: string) =>
  /\p{Ll}/u.test(word) && !/\p{Ll}/u.test(word.replace(/(N|L)j|Dž/g, "$1")) && count(word, /\p{Lu}/gu) > 2;

const staysLatin = (word: string, after: string, before: string): boolean =>
  // A letter that Serbian does not have.
  [...word].some((c) => /[^\P{L}\u0400-\u04ff]/u.test(c) && !toCyrillicLetter.has(c)) ||
  isForeign(word.toLowerCase()) ||
  /[0-9]/.test(word) ||
  isRoman(word, after, before) ||
  // The hour.
  word === "h" ||
  (/.\p{Lu}/u.test(word) && !/^F?BiH$/.test(word) && /\p{Ll}/u.test(word) && !brokenCapitals(word));

const cyrillicWord = (word: string): string =>
  TWO_LETTERS.reduce((parted, where) => parted.replace(where, "\u0000"), word)
    .replace(/L[jJ]|lj|N[jJ]|nj|D[žŽ]|dž/g, (two) => {
      const [first = "", second = ""] = two;
      return toCyrillicLetter.get(first + second.toLowerCase()) ?? two;
    })
    .replace(/./gu, (letter) => toCyrillicLetter.get(letter) ?? letter)
    .replaceAll("\u0000", "");

/**
 * Latin → Cyrillic, word by word. Addresses, codes, Roman numerals and names that are not spelt in Serbian stay as they
 * are.
 */
export const toCyrillic = (text: string): string =>
  byWord(text, (word, after, before) => (staysLatin(word, after, before) ? word : cyrillicWord(word)));

/** Whether most of a text's letters are Cyrillic; nothing where it has none. */
export function isCyrillic(text: string): boolean | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/[\u0400-\u04ff]/g)?.length ?? 0;
  return letters ? cyrillic * 2 > letters : undefined;
}
