import assert from "node:assert/strict";
import { test } from "node:test";
import { meet as meetRows } from "./results/meet";
import type { Content, Entry } from "./results/use-results";

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
