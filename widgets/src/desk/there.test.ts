import assert from "node:assert/strict";
import { test } from "node:test";
import { inZone, Say, there, type Words } from "./say";

test("an instant is told in the hours of the municipality", () => {
  inZone("Europe/Sarajevo");
  for (const [at, told] of [
    ["2026-12-21T13:00:00Z", "2026-12-21T14:00:00"],
    ["2026-07-14T21:59:59.999999+00:00", "2026-07-14T23:59:59"],
    ["2027-01-15T22:59:59.999999Z", "2027-01-15T23:59:59"],
    ["2026-12-21T14:00:00+01:00", "2026-12-21T14:00:00+01:00"],
    ["2026-12-21", "2026-12-21"],
    ["2026-12-21T14:00", "2026-12-21T14:00"],
  ] as const)
    assert.equal(there(at), told);
});

test("what ends with its day is told without an hour", () => {
  inZone("Europe/Sarajevo");
  const { until } = new Say({ common: { atHour: "{date} u {time} časova" } } as Words, "sr-Latn");
  assert.equal(until("2027-01-15T22:59:59.999999Z"), "15. 1. 2027.");
  assert.equal(until("2027-01-15T11:00:00Z"), "15. 1. 2027. u 12.00 časova");
  assert.equal(until("2027-01-14T23:00:00Z"), "15. 1. 2027. u 00.00 časova");
});

test("the units of a file are written in the script of the desk", () => {
  const sizes = (locale: "sr-Latn" | "sr-Cyrl" | "en") =>
    [1, 411_600, 1_340_000].map((bytes) => new Say({} as Words, locale).size(bytes).replace("\u00a0", " "));
  assert.deepEqual(sizes("sr-Latn"), ["1 kB", "412 kB", "1,3 MB"]);
  assert.deepEqual(sizes("sr-Cyrl"), ["1 кБ", "412 кБ", "1,3 МБ"]);
  assert.deepEqual(sizes("en"), ["1 kB", "412 kB", "1.3 MB"]);
});
