import assert from "node:assert/strict";
import { test } from "node:test";
import { fact } from "./fact";
import { inZone, Say, type Words } from "./say";

test("a day without an hour is told as the day, whether something begins with it or ends", () => {
  inZone("Europe/Sarajevo");
  const say = new Say({ common: { atHour: "{date} u {time} časova" } } as Words, "sr-Latn");
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  for (const [field, text, told] of [
    // As the journal keeps it, and as a call tells it.
    ["opens", "2027-01-14T23:00:00+00:00", "15. 1. 2027."],
    ["OPENS", "2027-01-15T00:00:00+01:00", "15. 1. 2027."],
    ["OPENS", "2027-07-15T00:00:00+02:00", "15. 7. 2027."],
    ["opens", "2027-01-15T07:00:00+00:00", "15. 1. 2027. u 08.00 časova"],
    // Something that begins with the last moment of a day begins then.
    ["opens", "2027-01-15T22:59:59+00:00", "15. 1. 2027. u 23.59 časova"],
    ["deadline", "2027-01-15T22:59:59.999999+00:00", "15. 1. 2027."],
    ["CLOSES", "2027-01-15T23:59:59.999999+01:00", "15. 1. 2027."],
    // And something that ends with the first one ends then.
    ["deadline", "2027-01-14T23:00:00+00:00", "15. 1. 2027. u 00.00 časova"],
    ["published_on", "2027-01-15", "15. 1. 2027."],
    ["title", "2027", "2027"],
  ] as const)
    assert.equal(plain(fact(field, text, say)), told, `${field} ${text}`);
});
