import assert from "node:assert/strict";
import { test } from "node:test";
// @ts-expect-error: a script of the build, without types
import { sentences } from "../messages.mjs";
import { hasHour, steps } from "./calls/steps";
import type { Locale } from "./locale";

type Call = Parameters<typeof steps>[0];
const NOTHING: Call = {
  publishedOn: null,
  opensAt: null,
  questionsUntil: null,
  deadline: { at: null, hourStated: false, daysLeft: null, elapsedPercent: null, note: null, history: [] },
  objectionsUntil: null,
  resultsExpectedOn: null,
  events: [],
};

/** Each step with its time, in words. */
function told(call: Partial<Call>, locale: Locale = "sr-Latn") {
  const { calls: m, call: d } = sentences(locale);
  return steps({ ...NOTHING, ...call }, { m, d }, locale).map(({ name, time }) => `${name}: ${time}`);
}
const deadline = (at: string, hourStated: boolean) => ({ ...NOTHING.deadline, at, hourStated });

test("an hour that was set is told with its day", () => {
  const call = {
    opensAt: "2026-11-12T08:00:00+01:00",
    questionsUntil: "2026-12-07T12:30:00+01:00",
    deadline: deadline("2026-12-14T15:00:00+01:00", true),
    objectionsUntil: "2027-01-10T12:00:00+01:00",
  };
  assert.deepEqual(told(call), [
    "Početak prijava: 12. 11. 2026. u 08.00 časova",
    "Rok za pitanja: do 7. 12. 2026. u 12.30 časova",
    "Rok za prijavu: do 14. 12. 2026. u 15.00 časova",
    "Rok za prigovor: do 10. 1. 2027. u 12.00 časova",
  ]);
});

test("a day alone is told as its beginning or its end, and no hour is made of it", () => {
  const call = {
    opensAt: "2026-11-12T00:00:00+01:00",
    questionsUntil: "2026-12-07T23:59:59.999999+01:00",
    deadline: deadline("2026-12-14T23:59:59.999999+01:00", false),
    objectionsUntil: "2027-01-10T23:59:59.999999+01:00",
  };
  assert.deepEqual(told(call), [
    "Početak prijava: 12. 11. 2026.",
    "Rok za pitanja: do kraja dana 7. 12. 2026.",
    "Rok za prijavu: do kraja dana 14. 12. 2026.",
    "Rok za prigovor: do kraja dana 10. 1. 2027.",
  ]);
  assert.deepEqual(told(call, "en").slice(1), [
    "Deadline for questions: until the end of 7 Dec 2026",
    "Deadline: until the end of 14 Dec 2026",
    "Deadline for objections: until the end of 10 Jan 2027",
  ]);
});

test("midnight is where a day begins, and an hour of what ends", () => {
  assert.equal(hasHour("2026-11-12T00:00:00+01:00", true), false);
  assert.equal(hasHour("2026-11-12T00:00:00+01:00"), true);
  assert.equal(hasHour("2026-11-12T23:59:59.999999+01:00", true), true);
  assert.equal(hasHour("2026-11-12T23:59:59.999999+01:00"), false);
  assert.equal(hasHour("2026-11-12T23:59:00+01:00"), true);
});

test("the steps stand in their order, each event with where it is and its minutes", () => {
  const event = {
    kind: "INFO_SESSION",
    startsAt: "2026-11-18T11:00:00+01:00",
    hourStated: true,
    place: { locale: "sr-Latn", text: "Velika sala" },
    minutesUrl: "https://trebinje.example/zapisnik",
  } as Call["events"][number];
  const call = { ...NOTHING, publishedOn: "2026-11-10", resultsExpectedOn: "2026-11-17", events: [event] };
  assert.deepEqual(told(call), [
    "Objava: 10. 11. 2026.",
    "Rang-lista: 17. 11. 2026.",
    "Informativni sastanak: 18. 11. 2026. u 11.00 časova",
  ]);
  const { calls: m, call: d } = sentences("sr-Latn");
  assert.deepEqual(
    steps(call, { m, d }, "sr-Latn").map((step) => step.event),
    [undefined, undefined, event],
  );
});
