// The sentences of each locale. They are written in ICU MessageFormat, and compiled once, into the least that widgets, desk
// and server need at run time: a text with gaps, or a text for each plural form. `npm run codegen` writes what this makes.
import { readFileSync } from "node:fs";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** Every locale that public text is in. */
export const LOCALES = ["sr-Cyrl", "sr-Latn", "bs", "hr", "en"];

/** Locales whose files hold only what they say otherwise than Serbian in Latin letters: what is the same cannot drift. */
export const LIKE_SERBIAN = ["bs", "hr"];

/** A part of a sentence as it is shipped; inside of a plural form `#` is the number. */
function part(node, number) {
  if (node.type === TYPE.literal) return node.value;
  if (node.type === TYPE.argument) return `{${node.value}}`;
  if (node.type === TYPE.pound && number) return `{${number}}`;
  throw new Error("only gaps and plural forms are understood here");
}

/** The forms of a plural, each a whole sentence. */
function forms({ value: number, options, offset, pluralType }) {
  if (number !== "n" || offset || pluralType !== "cardinal")
    throw new Error("what is counted is {n}, from nothing");
  const known = ["one", "few", "other"];
  const strange = Object.keys(options).filter((form) => !known.includes(form));
  if (strange.length) throw new Error(`no such plural form here: ${strange}`);
  return Object.fromEntries(
    known.flatMap((form) =>
      options[form] ? [[form, options[form].value.map((node) => part(node, number)).join("")]] : [],
    ),
  );
}

/** A sentence as it is shipped: a text, or a text for each plural form. */
export function compiled(message) {
  const nodes = parse(message, { ignoreTag: true, requiresOtherClause: true });
  if (nodes.length === 1 && nodes[0].type === TYPE.plural) return forms(nodes[0]);
  return nodes.map((node) => part(node)).join("");
}

/** All sentences of a file, compiled; a sentence that cannot be is named. */
function all(tree, path) {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      const name = `${path}.${key}`;
      if (typeof value !== "string") return [key, all(value, name)];
      try {
        return [key, compiled(value)];
      } catch (error) {
        throw new Error(`${name}: ${error.message}`);
      }
    }),
  );
}

const file = (path) =>
  all(JSON.parse(readFileSync(new URL(`src/${path}.json`, import.meta.url), "utf8")), path);

/** What the file of a locale holds. */
export const own = (locale) => file(`messages/${locale}`);

/** All sentences of a locale by section and key. */
export function sentences(locale) {
  if (!LIKE_SERBIAN.includes(locale)) return own(locale);
  const otherwise = own(locale);
  const serbian = own("sr-Latn");
  for (const [section, some] of Object.entries(otherwise))
    for (const [key, said] of Object.entries(some)) {
      const before = JSON.stringify(serbian[section]?.[key]);
      if (!before) throw new Error(`${section}.${key} of ${locale} is no key any more`);
      if (before === JSON.stringify(said))
        throw new Error(`${section}.${key} of ${locale} is as in Serbian: leave it out`);
    }
  return Object.fromEntries(
    Object.entries(serbian).map(([section, some]) => [section, { ...some, ...otherwise[section] }]),
  );
}

/** The desk's sentences in a language in which they are written. */
export const desk = (locale) => file(`desk/messages/${locale}`);

/** Those of these sections that a list names by section and key. */
export const picked = (sections, wanted) =>
  Object.fromEntries(
    Object.entries(wanted).flatMap(([section, keys]) => keys.map((key) => [key, sections[section][key]])),
  );

/** The sentences of the consultation's widget, in the order in which they are compressed best. */
export function consultation(sections, { SHARED, ORDER }) {
  const said = { ...picked(sections, SHARED), ...sections.comment };
  const place = (key) => ORDER.indexOf(key) + 1 || Number.POSITIVE_INFINITY;
  return Object.fromEntries(Object.entries(said).sort(([a], [b]) => place(a) - place(b)));
}

/** A chunk of sentences. A plural form that reads like `other` is left out: `count` reads `other` in its place. */
export const asModule = (said) =>
  `export default ${JSON.stringify(said, (_, value) =>
    value.few && value.few === value.other ? { one: value.one, other: value.other } : value,
  )}`;
