import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
// @ts-expect-error: a script of the build, without types
import { LIKE_SERBIAN, LOCALES, own, sentences } from "../messages.mjs";
import type { Locale } from "./locale";
import { count, date, money, until } from "./say";

type Said = Record<Locale, string>;
type Plural = { one: string; few?: string; other: string };
/** The table that the server's pages are held to as well (`backend/src/http/pages/say.rs`). */
const golden: {
  numbers: number[];
  plurals: Record<string, Record<Locale, string[]>>;
  dates: { day: string; said: Said }[];
  money: { amount: string; currency: "BAM"; said: Said }[];
  until: { at: string; hourStated: boolean; said: Said }[];
} = JSON.parse(readFileSync("../tests/golden/said.json", "utf8"));
const locales: Locale[] = LOCALES;

test("dates, sums and deadlines are written as the table says", () => {
  for (const locale of locales) {
    const { calls } = sentences(locale);
    for (const { day, said } of golden.dates) assert.equal(date(day, locale), said[locale]);
    for (const { said, ...sum } of golden.money) assert.equal(money(sum, locale), said[locale]);
    for (const { at, hourStated, said } of golden.until)
      assert.equal(until(at, hourStated, calls, locale), said[locale]);
  }
});

test("a number takes its plural form", () => {
  for (const [key, byLocale] of Object.entries(golden.plurals)) {
    const [section = "", name = ""] = key.split(".");
    for (const locale of locales) {
      const all = sentences(locale);
      const forms: Plural = name ? all[section][name] : (all.calls[key] ?? all.call[key]);
      const said = golden.numbers.map((n) => count(forms, n, locale));
      assert.deepEqual(said, byLocale[locale], `${key} in ${locale}`);
      // A form that reads like another is not shipped.
      const { few: _, ...shortest } = forms;
      if (forms.few === forms.other)
        assert.deepEqual(
          golden.numbers.map((n) => count(shortest, n, locale)),
          said,
        );
    }
  }
});

test("whoever speaks like Serbian but for some words says all of it", () => {
  const keys = (all: object) => Object.entries(all).map(([section, some]) => [section, Object.keys(some)]);
  for (const locale of LIKE_SERBIAN) {
    assert.deepEqual(keys(sentences(locale)), keys(own("sr-Latn")), locale);
    for (const [section, some] of Object.entries(own(locale)))
      for (const [key, said] of Object.entries(some as object))
        assert.deepEqual(sentences(locale)[section][key], said);
  }
  assert.equal(sentences("hr").debate.responsibleBody, "Nadležno tijelo");
  assert.equal(sentences("bs").debate.responsibleBody, "Nadležni organ");
});
