import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { oneScript } from "./alike";
import { brokenCapitals, isCyrillic, toCyrillic, toLatin } from "./script";

type Pairs = [from: string, to: string][];
const golden: {
  both: Pairs;
  toCyrillic: Pairs;
  toLatin: Pairs;
  same: string[];
  alike: Pairs;
  capitals: Pairs;
} = JSON.parse(readFileSync(new URL("../../tests/golden/script.json", import.meta.url), "utf8"));

test("the golden pairs hold in both directions", () => {
  for (const [latin, cyrillic] of golden.both) {
    assert.equal(toCyrillic(latin), cyrillic);
    assert.equal(toLatin(cyrillic), latin);
  }
});

test("what can be turned in one direction alone, is", () => {
  for (const [from, to] of golden.toCyrillic) assert.equal(toCyrillic(from), to);
  for (const [from, to] of golden.toLatin) assert.equal(toLatin(from), to);
});

test("what is not Serbian stays as it is", () => {
  for (const same of golden.same) {
    assert.equal(toCyrillic(same), same);
    assert.equal(toLatin(same), same);
  }
});

test("look-alikes follow the majority of their word", () => {
  for (const [from, to] of golden.alike) assert.equal(from.replace(/\p{L}+/gu, oneScript), to);
});

test("the capitals that the server mends are known here, and no others", () => {
  const words = (text: string) => text.match(/\p{L}+/gu) ?? [];
  for (const [from, to] of golden.capitals)
    for (const [i, word] of words(from).entries())
      assert.equal(brokenCapitals(word), word !== words(to)[i], word);
});

test("the letters tell the script", () => {
  assert.equal(isCyrillic("Јавни позив LOD"), true);
  assert.equal(isCyrillic("Javni poziv за"), false);
  assert.equal(isCyrillic("2027."), undefined);
});
