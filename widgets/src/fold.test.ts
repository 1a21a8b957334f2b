import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, foldQuery } from "./fold";

const golden: { fold: [written: string[], folded: string][]; query: [typed: string, terms: string[]][] } =
  JSON.parse(readFileSync(new URL("../../tests/golden/script.json", import.meta.url), "utf8"));

test("the golden vectors hold", () => {
  for (const [written, folded] of golden.fold) {
    for (const text of written) assert.equal(fold(text).join(" "), folded, text);
  }
  for (const [typed, terms] of golden.query) assert.deepEqual(foldQuery(typed), terms, typed);
});

test("a word is found from its first letters on", () => {
  for (const word of ["rijeka", "rješenje", "životnoj", "njegoševa", "odjeljenje"]) {
    const [whole = ""] = fold(word);
    for (let end = 3; end <= word.length; end++) {
      const [term = ""] = foldQuery(word.slice(0, end));
      assert.ok(whole.startsWith(term), `${term} of ${whole}`);
    }
  }
});
