import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isCyrillic, toCyrillic, toLatin } from "./script";

const pairs: { latin: string; cyrillic: string }[] = JSON.parse(
  readFileSync(new URL("../../tests/golden/script.json", import.meta.url), "utf8"),
);

test("the golden pairs hold in both directions", () => {
  for (const { latin, cyrillic } of pairs) {
    assert.equal(toCyrillic(latin), cyrillic);
    assert.equal(toLatin(cyrillic), latin);
  }
});

test("what is not Serbian stays Latin", () => {
  for (const same of [
    "https://trebinje.rs.ba/pozivi",
    "info@pale.rs.ba",
    "PDF",
    "ReLOaD2",
    "XIV",
    "Windows",
    "12a",
  ])
    assert.equal(toCyrillic(same), same);
  assert.equal(toCyrillic("UDRUŽENjA I FONDACIJE"), "УДРУЖЕЊА И ФОНДАЦИЈЕ");
});

test("the letters tell the script", () => {
  assert.equal(isCyrillic("Јавни позив LOD"), true);
  assert.equal(isCyrillic("Javni poziv за"), false);
  assert.equal(isCyrillic("2027."), undefined);
});
