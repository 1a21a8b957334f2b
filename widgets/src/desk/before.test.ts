import assert from "node:assert/strict";
import { test } from "node:test";
import { saidBefore } from "./comments/before";

test("what a comment said before are other words, or the same of somebody else", () => {
  const said = (text: string | null, author: string | null = "Ana") => ({ text, author });
  assert.deepEqual(saidBefore([said("Za stazu.")]), []);
  assert.deepEqual(saidBefore([said("Za stazu."), said("Za stazu.")]), [], "with a file it says the same");
  assert.deepEqual(saidBefore([said("Za stazu."), said("Protiv."), said("Protiv.")]), [said("Za stazu.")]);
  assert.deepEqual(saidBefore([said("Za."), said("Za.", "Klub")]), [said("Za.")]);
  assert.deepEqual(saidBefore([said(null), said("■■■■", null)]), [], "what was covered is forgotten");
});
