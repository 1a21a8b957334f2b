// The citizens' sentences of each locale, as the build makes chunks of them; the server reads the same files the same way.
import { readFileSync } from "node:fs";

/** Every locale that public text is in. */
export const LOCALES = ["sr-Cyrl", "sr-Latn", "bs", "hr", "en"];

/** Locales whose files hold only what they say otherwise than Serbian in Latin letters: what is the same cannot drift. */
export const LIKE_SERBIAN = ["bs", "hr"];

/** What the file of a locale holds. */
export const own = (locale) =>
  JSON.parse(readFileSync(new URL(`src/messages/${locale}.json`, import.meta.url), "utf8"));

/** All sentences of a locale by section and key. */
export function sentences(locale) {
  if (!LIKE_SERBIAN.includes(locale)) return own(locale);
  const otherwise = own(locale);
  return Object.fromEntries(
    Object.entries(own("sr-Latn")).map(([section, all]) => [section, { ...all, ...otherwise[section] }]),
  );
}
