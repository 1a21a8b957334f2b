import assert from "node:assert/strict";
import { test } from "node:test";
import { Failed } from "./ask";
import type { Say } from "./say";
import { type Content, dayLine, dayOf, lines, SETTINGS, sent } from "./town/content";

const content = (ownDays: string[]): Content => ({
  website: null,
  defaultLocale: "sr-Latn",
  allowedOrigins: [],
  accessibilityContact: null,
  ownDays,
  ownAreas: [],
});

test("a line is a day with a name, in one year or in every", () => {
  for (const [line, day] of [
    ["5. 10. Dan opštine", { day: 5, month: 10, year: null, name: "Dan opštine" }],
    [" 5.10. Dan opštine ", { day: 5, month: 10, year: null, name: "Dan opštine" }],
    ["24. 5. 2027. Slava opštine", { day: 24, month: 5, year: 2027, name: "Slava opštine" }],
    ["24.5.2027 Slava opštine", { day: 24, month: 5, year: 2027, name: "Slava opštine" }],
    ["8. 3. 8. mart", { day: 8, month: 3, year: null, name: "8. mart" }],
  ] as const) {
    const read = dayOf(line);
    assert.deepEqual(read, day, line);
    assert.deepEqual(read && dayOf(dayLine(read)), day, line);
  }
  for (const line of [
    "5. 10.",
    "5. 10. 2027.",
    "5. 10. 2027",
    "Dan opštine",
    "5/10 Dan opštine",
    "5. oktobar",
  ])
    assert.equal(dayOf(line), undefined, line);
});

test("empty lines between days are not sent, and what the server says of a day is said of its line", () => {
  const typed = content(["", "5. 10. Dan opštine", " ", "31. 2. Nema ga"]);
  assert.deepEqual(
    sent(typed).ownDays?.map(({ day }) => day),
    [5, 31],
  );
  assert.equal(SETTINGS.atHome("ownDays.1.day", typed), "ownDays.3");
  assert.equal(SETTINGS.atHome("allowedOrigins.1", typed), "allowedOrigins.1");
});

test("a line that is no day is told as the server tells what it does not take", () => {
  const typed = content(["5. 10. Dan opštine", "", "ponedjeljak"]);
  assert.throws(
    () => sent(typed),
    (error) => {
      assert.ok(error instanceof Failed);
      const [problem] = error.trouble.problems ?? [];
      assert.deepEqual([problem?.problem, problem?.field], ["NOT_A_DAY", "ownDays.1"]);
      assert.equal(SETTINGS.atHome(problem?.field ?? "", typed), "ownDays.2");
      return true;
    },
  );
});

test("of areas every wording is told, and one without a name of its own as it is called in the shared list", () => {
  const shared = [
    { code: "environment", label: "Zaštita životne sredine" },
    { code: "sport", label: "Sport i rekreacija" },
  ];
  const label = { text: "Rijeke", locale: "sr-Latn", overrides: [{ locale: "en", text: "Rivers" }] };
  const ownAreas = [
    { code: "sport", label: null },
    { code: "environment", label },
  ];
  assert.deepEqual(lines("ownAreas", { ...content([]), ownAreas }, {} as Say, shared), [
    "Sport i rekreacija",
    "Zaštita životne sredine: Rijeke / Rivers",
  ]);
});
