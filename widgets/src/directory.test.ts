import assert from "node:assert/strict";
import { test } from "node:test";
// @ts-expect-error: a script of the build, without types
import { sentences } from "../messages.mjs";
import { period } from "./directory/period";
import type { Locale } from "./locale";

type Day = string | null;

/** How a status is told when 25 November 2026 has just begun in Sarajevo, and not yet in Greenwich. */
function told(validFrom: Day, validUntil: Day, holds: boolean, locale: Locale = "sr-Latn") {
  const now = Date.UTC(2026, 10, 24, 23, 30);
  return period({ validFrom, validUntil, holds }, sentences(locale).directory, locale, now);
}

test("a status that has not begun has not ended", () => {
  assert.equal(told("2027-01-01", "2028-12-31", false), "od 1. 1. 2027. do 31. 12. 2028.");
  assert.equal(told("2027-01-01", "2028-12-31", false, "en"), "from 1 Jan 2027 until 31 Dec 2028");
  // Of one day: tomorrow, and yesterday.
  assert.equal(told("2026-11-26", "2026-11-26", false), "od 26. 11. 2026. do 26. 11. 2026.");
  assert.equal(told("2026-11-24", "2026-11-24", false), "isteklo 24. 11. 2026.");
});

test("of a status that holds or has ended the last day is told, of one without a last day the first", () => {
  assert.equal(told("2025-01-01", "2026-12-31", true), "do 31. 12. 2026.");
  assert.equal(told(null, "2026-12-31", true), "do 31. 12. 2026.");
  assert.equal(told("2024-01-01", "2025-12-31", false), "isteklo 31. 12. 2025.");
  assert.equal(told(null, "2025-12-31", false), "isteklo 31. 12. 2025.");
  // Whoever has no first day has begun, whatever the clock says.
  assert.equal(told(null, "2030-12-31", false), "isteklo 31. 12. 2030.");
  assert.equal(told("2027-01-01", null, false), "od 1. 1. 2027.");
  assert.equal(told(null, null, false), "rok nije objavljen");
});
