import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
// @ts-expect-error: a script of the build, without types
import { compiled, LIKE_SERBIAN, LOCALES, own, sentences } from "../messages.mjs";
import type { EntryFragment } from "./gen/graphql";
import type { Locale } from "./locale";
import { count, date, due, moment, money, time, until } from "./say";

type Said = Record<Locale, string>;
type Plural = { one: string; few?: string; other: string };
/** The table that the server's pages are held to as well (`backend/src/http/pages/say.rs`). */
const golden: {
  numbers: number[];
  plurals: Record<string, Record<Locale, string[]>>;
  dates: { day: string; said: Said }[];
  money: { amount: string; currency: "BAM"; said: Said }[];
  times: { at: string; said: Said }[];
  moments: { at: string; hourStated: boolean; said: Said }[];
  until: { at: string; hourStated: boolean; said: Said }[];
} = JSON.parse(readFileSync("../tests/golden/said.json", "utf8"));
const locales: Locale[] = LOCALES;

test("dates, hours, sums and deadlines are written as the table says", () => {
  for (const locale of locales) {
    const { calls } = sentences(locale);
    for (const { day, said } of golden.dates) assert.equal(date(day, locale), said[locale]);
    for (const { said, ...sum } of golden.money) assert.equal(money(sum, locale), said[locale]);
    for (const { at, said } of golden.times) assert.equal(time(at, locale), said[locale]);
    for (const { at, hourStated, said } of golden.moments)
      assert.equal(moment(at, hourStated, calls, locale), said[locale]);
    for (const { at, hourStated, said } of golden.until)
      assert.equal(until(at, hourStated, calls, locale), said[locale]);
  }
});

test("the day for applications stands beside nothing but that it has passed", () => {
  const { calls } = sentences("sr-Latn");
  const deadline = { at: "2026-11-02T23:59:59.999999+01:00", hourStated: false };
  const told = (status: string) => {
    const { strong, small } = due({ status, phase: "CLOSED", deadline } as EntryFragment, calls, "sr-Latn");
    return `${strong}|${small}`;
  };
  assert.equal(told("CLOSED"), "Rok je istekao|2. 11. 2026.");
  for (const [status, name] of [
    ["EVALUATING", "U toku je ocjenjivanje"],
    ["PRELIMINARY_LIST", "Preliminarna rang-lista"],
    ["OBJECTIONS", "Rok za prigovor"],
    ["FINAL_LIST", "Konačna rang-lista"],
    ["CONTRACTED", "Ugovori potpisani"],
    ["CANCELLED", "Poništen"],
  ] as const)
    assert.equal(told(status), `${name}|`);
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

test("what is shipped is what is written", () => {
  for (const locale of locales) {
    const shipped = JSON.parse(readFileSync(`src/gen/messages/${locale}.json`, "utf8"));
    assert.deepEqual(shipped, sentences(locale), `${locale}: run \`npm run codegen\``);
  }
});

test("sentences are in ICU MessageFormat, and what cannot be shipped is refused when they are compiled", () => {
  assert.equal(compiled("until {date}, {time}"), "until {date}, {time}");
  assert.deepEqual(compiled("{n, plural, one {# call of {name}} other {# calls}}"), {
    one: "{n} call of {name}",
    other: "{n} calls",
  });
  // An apostrophe is one, but before a brace; what looks like a tag is text.
  assert.equal(compiled("the site's <b>, '{not a gap'}"), "the site's <b>, {not a gap}");
  for (const wrong of [
    "until {date",
    "{n, plural, one {# call}}",
    "{n, plural, two {# calls} other {# calls}}",
    "{n, plural, offset:1 one {# call} other {# calls}}",
    "{n, selectordinal, one {#st} other {#th}}",
    "{calls, plural, one {# call} other {# calls}}",
    "in all {n, plural, one {# call} other {# calls}}",
    "{at, date, short}",
  ])
    assert.throws(() => compiled(wrong), wrong);
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
