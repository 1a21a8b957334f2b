import assert from "node:assert/strict";
import { test } from "node:test";
// @ts-expect-error: a script of the build, without types
import { desk } from "../../messages.mjs";
import { inCyrillic } from "./cyrillic";
import en from "./gen/messages/en.json";
import cyrillic from "./gen/messages/sr-Cyrl.json";
import latin from "./gen/messages/sr-Latn.json";

type Tree = { [key: string]: string | Tree };
/** Every sentence with the gaps in it: `calls.found.one {n}`. */
const sentences = (tree: Tree, path = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [`${path}${key} ${[...new Set(value.match(/\{\w+\}/g))].sort().join("")}`]
      : sentences(value, `${path}${key}.`),
  );

test("all three languages say the same sentences, with the same gaps", () => {
  const wanted = sentences(latin).sort();
  assert.deepEqual(sentences(cyrillic).sort(), wanted);
  assert.deepEqual(sentences(en).sort(), wanted);
});

test("what is shipped is what is written", () => {
  const hint = "run `npm run codegen`";
  assert.deepEqual(latin, desk("sr-Latn"), hint);
  assert.deepEqual(en, desk("en"), hint);
  assert.deepEqual(cyrillic, inCyrillic(latin), hint);
});

test("no Latin letter has slipped into the Cyrillic, but in names of formats", () => {
  const allowed =
    /\{\w+\}|https:\/\/|x{4}|\b(?:PDF|Word|Excel|Markdown|TXT|DOCX|XLSX|ODT|ODS|JPG|PNG|CSV|JSON|API)\b/g;
  for (const text of JSON.stringify(Object.values(cyrillic)).match(/:"[^"]*"/g) ?? [])
    assert.doesNotMatch(text.replace(allowed, ""), /[a-z]/i, text);
});
