import assert from "node:assert/strict";
import { test } from "node:test";
import type { Part } from "./debates/content";
import { alike, joined, meet, type Standing, told, words } from "./debates/meet";
import { meet as meetRows } from "./results/meet";
import type { Content, Entry } from "./results/use-results";

const part = (key: string | null, text: string, depth = 0): Part => ({
  id: key && `part_${key}`,
  key,
  kind: "ARTICLE",
  depth,
  label: null,
  heading: null,
  text,
});
const act = (...parts: Part[]): Standing => ({
  title: { text: "Nacrt", locale: "sr-Latn", overrides: [] },
  locale: "sr-Latn",
  parts,
});
const texts = (standing: Standing) => standing.parts.map(({ text }) => text);
const BASE = act(part("a", "prvi"), part("b", "drugi"), part("c", "treći"));

test("what two did to different parts of a text is one text", () => {
  const mine = act(part("a", "prvi, moj"), part("b", "drugi"), part(null, "sasvim nov"), part("c", "treći"));
  const theirs = act(part("a", "prvi"), part("x", "njihov nov", 1), part("c", "treći, njihov"));
  const met = meet(BASE, mine, theirs);
  assert.deepEqual(met.facts, []);
  // `b` was taken out there and not touched here; what is new stands where each put it.
  assert.deepEqual(texts(met.standing()), ["prvi, moj", "njihov nov", "sasvim nov", "treći, njihov"]);
  // Only one of them did anything.
  assert.deepEqual(texts(meet(BASE, BASE, theirs).standing()), texts(theirs));
  assert.deepEqual(texts(meet(BASE, mine, BASE).standing()), texts(mine));
  // Both did the same.
  const twice = act(part("a", "prvi, moj"), part("b", "drugi"), part("c", "treći"));
  assert.deepEqual(meet(BASE, twice, twice).facts, []);
});

test("of a part that two changed both versions are there, and whichever is chosen all else stays", () => {
  const mine = act(part("a", "prvi, moj"), part("b", "drugi, moj"));
  const theirs = act(part("a", "prvi, njihov"), part("b", "drugi"), part("c", "treći, njihov"));
  const met = meet(BASE, mine, theirs);
  assert.deepEqual(met.facts, ["a", "c"]);
  assert.deepEqual([told(met.mine.a), told(met.theirs.a)], [["prvi, moj"], ["prvi, njihov"]]);
  assert.deepEqual([told(met.mine.c), told(met.theirs.c)], [[], ["treći, njihov"]]);
  const chosen = (a: "mine" | "theirs", c: "mine" | "theirs") =>
    texts(
      met.standing(
        new Map([
          ["a", met[a]],
          ["c", met[c]],
        ]),
      ),
    );
  assert.deepEqual(chosen("mine", "mine"), ["prvi, moj", "drugi, moj"]);
  assert.deepEqual(chosen("theirs", "mine"), ["prvi, njihov", "drugi, moj"]);
  assert.deepEqual(chosen("mine", "theirs"), ["prvi, moj", "drugi, moj", "treći, njihov"]);
  // Both of a part, one below the other, is a choice as well.
  const both = (fact: string) => texts(met.standing(new Map([[fact, joined(fact, met.mine, met.theirs)]])));
  assert.deepEqual(both("a"), ["prvi, moj\nprvi, njihov", "drugi, moj"]);
  assert.deepEqual(both("c"), ["prvi, moj", "drugi, moj", "treći, njihov"]);
  // The title is a part like any other.
  const retitled = { ...BASE, title: { ...BASE.title, text: "Odluka" } };
  const otherwise = { ...BASE, title: { ...BASE.title, text: "Pravilnik" } };
  assert.deepEqual(meet(BASE, retitled, otherwise).facts, ["title"]);
  assert.equal(meet(BASE, BASE, otherwise).mine.title, otherwise.title);
});

test("a text that was read anew here stands beside what was changed there", () => {
  const anew = { ...act(part(null, "prvi"), part(null, "sve drugo")), locale: "bs" };
  const met = meet(BASE, anew, act(part("a", "prvi"), part("b", "drugi, njihov"), part("c", "treći")));
  assert.deepEqual(met.facts, ["b"]);
  assert.deepEqual(texts(met.standing()), ["prvi", "sve drugo"]);
  assert.equal(met.standing().locale, "bs");
});

test("how deep a part stands and what it is called by is no difference", () => {
  assert.ok(alike(BASE, act(part("a", "prvi", 200), part("b", "drugi"), part("c", "treći"))));
  assert.ok(!alike(BASE, act(part("a", "prvi"), part("b", "drugi"))));
  assert.ok(!alike(BASE, { ...BASE, locale: "bs" }));
  const deeper = act(part("a", "prvi", 1), part("b", "drugi", 2), part("c", "treći"));
  assert.deepEqual(meet(BASE, BASE, deeper).standing().parts, deeper.parts);
});

test("what is different is told word by word", () => {
  const told = (before: string, now: string) =>
    words(before, now)
      .map(({ change, text }) => ({ KEPT: text, REMOVED: `[-${text}]`, ADDED: `[+${text}]` })[change])
      .join("");
  assert.equal(told("Ulaz je slobodan.", "Ulaz je slobodan."), "Ulaz je slobodan.");
  assert.equal(
    told("Ulaz je slobodan.", "Ulaz nije uvijek slobodan."),
    "Ulaz[- je][+ nije uvijek] slobodan.",
  );
  assert.equal(told("", "Novo."), "[+Novo.]");
  assert.equal(told("Staro.", ""), "[-Staro.]");
  const all = words("jedan dva tri", "tri dva jedan");
  const of = (gone: string) =>
    all
      .filter(({ change }) => change !== gone)
      .map(({ text }) => text.trim())
      .join(" ");
  assert.deepEqual([of("ADDED"), of("REMOVED")], ["jedan dva tri", "tri dva jedan"]);
  const long = "riječ ".repeat(3000);
  assert.equal(words(long, `${long}nova`).length, 2, "too long to be compared in front of somebody");
});

const entry = (organisation: string, more: Partial<Entry> = {}): Entry => ({
  organisation,
  unlinked: false,
  ...more,
});
const listed = (...rows: Entry[]): Content => ({ stage: "PRELIMINARY", rows });
const names = ({ rows }: Content) => rows.map(({ organisation }) => organisation);
const ROWS = listed(entry("Most"), entry("Zmaj"));

test("what two did to different rows of a list is one list", () => {
  const mine = listed(entry("Most", { points: "80" }), entry("Zmaj"), entry("Moj"));
  const theirs = {
    ...listed(entry("Most"), entry("Zmaj", { rank: 2 }), entry("Njihov")),
    decisionUrl: "https://a.example",
  };
  const met = meetRows(ROWS, mine, theirs);
  assert.deepEqual(met.facts, []);
  const one = met.content();
  assert.deepEqual(names(one), ["Most", "Zmaj", "Njihov", "Moj"]);
  assert.deepEqual([one.rows[0]?.points, one.rows[1]?.rank, one.decisionUrl], ["80", 2, "https://a.example"]);
  // Both added the same.
  const again = meetRows(ROWS, listed(...ROWS.rows, entry("Novi")), listed(...ROWS.rows, entry("Novi")));
  assert.deepEqual(names(again.content()), ["Most", "Zmaj", "Novi"]);
});

test("of a row that two changed both versions are there, and a row that is gone is no other row", () => {
  const mine = listed(entry("Most", { points: "80" }), entry("Zmaj"));
  const theirs = listed(entry("Most", { points: "70" }), entry("Zmaj"));
  const met = meetRows(ROWS, mine, theirs);
  assert.deepEqual(met.facts, ["rows.0"]);
  assert.equal(met.content(new Map([["rows.0", met.theirs]])).rows[0]?.points, "70");
  assert.equal(met.content().rows[0]?.points, "80");
  const fewer = meetRows(ROWS, listed(entry("Zmaj")), theirs);
  assert.deepEqual(fewer.facts, ["rows"]);
  assert.deepEqual(names(fewer.content()), ["Zmaj"]);
  assert.deepEqual(names(fewer.content(new Map([["rows", fewer.theirs]]))), ["Most", "Zmaj"]);
  // Nobody but one did anything.
  assert.deepEqual(meetRows(ROWS, listed(entry("Zmaj")), ROWS).facts, []);
});

test("until when a list may be objected to goes with what kind of list it is", () => {
  const objections = { day: "2026-12-02", hour: null };
  const mine: Content = { ...ROWS, stage: "FINAL" };
  const met = meetRows(ROWS, mine, { ...ROWS, objections });
  assert.deepEqual(met.facts, ["stage"]);
  const { stage, objections: until } = met.content(new Map([["stage", met.theirs]]));
  assert.deepEqual([stage, until], ["PRELIMINARY", objections]);
  assert.equal(met.content().objections, undefined);
});
