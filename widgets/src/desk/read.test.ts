/** What is asked for and what is written down is read somewhere: nothing is fetched or translated for nobody. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse, visit } from "graphql";
import en from "./gen/messages/en.json";

const files = (dir: string, ends: RegExp) =>
  readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => ends.test(name) && !/(^|\/)gen\/|\.test\.ts$/.test(name))
    .map((name) => readFileSync(join(dir, name), "utf8"));

/** All that the desk's sources name, and the beginnings of names that they put together. */
const source = [
  ...files("src/desk", /\.tsx?$/),
  ...files("src/calls", /\.tsx?$/),
  ...files("src", /^[\w-]+\.tsx?$/),
].join("\n");
const named = new Set(source.match(/\w+/g));
/** Without what a key is only said to be like: `m.org[`sign${…}` as "signSame"]` names no such sentence. */
const desk = files("src/desk", /\.tsx?$/)
  .join("\n")
  .replace(/\bas "\w+"/g, "");
const plain = (code: string) => code.replaceAll("_", "").toLowerCase();
/** What a key can be put together with: a value of the schema, a code of the server, a name in the desk. */
const codes = new Set(
  [
    [...readFileSync("../schema.graphql", "utf8").matchAll(/^\s+([A-Z][A-Z0-9_]*)$/gm)],
    [
      ...files("../backend/src", /\.rs$/)
        .join("\n")
        .matchAll(/"(\w+)"/g),
    ],
    [...desk.matchAll(/"(\w+)"|\b(\w+):/g)],
  ].flatMap((some) => some.map(([, quoted, field]) => plain(quoted ?? field ?? ""))),
);
type Ends = [string, string];
/** The beginnings and ends of keys that are put together: in brackets behind their section's name, or before that. */
const ends = (made: RegExp): Ends[] =>
  [...desk.matchAll(made)].map(([, begin = "", end = ""]) => [begin, end]);
const before = ends(/(?<!\[)`(\w+)\$\{[^}]*\}(\w*)`/g);

/** Sentences that no view says: neither by name, `m.org.sign`, nor by one that is put together of what there is. */
const unsaid = (sections: Record<string, object>) =>
  Object.entries(sections).flatMap(([section, sentences]) => {
    const made = ends(new RegExp(`\\.${section}\\[\`(\\w*)\\$\\{[^}]*\\}(\\w*)\``, "g"));
    if (new RegExp(`\\.${section}\\[(?!\`\\w)`).test(desk)) made.push(...before, ["", ""]);
    const fits = (key: string, [begin, end]: Ends) =>
      key.startsWith(begin) &&
      key.endsWith(end) &&
      codes.has(plain(key.slice(begin.length, key.length - end.length)));
    return Object.keys(sentences)
      .filter((key) => !new RegExp(`\\b${section}\\s*\\.\\s*${key}\\b`).test(desk))
      .filter((key) => !made.some((pair) => fits(key, pair)))
      .map((key) => `${section}.${key}`);
  });

test("every field that the desk asks for is named by a view", () => {
  const asked = new Set<string>();
  for (const text of files("src/desk", /\.graphql$/))
    visit(parse(text), {
      Field: ({ name, alias, selectionSet }) => {
        // What only holds others is read through them.
        if (!selectionSet) asked.add((alias ?? name).value);
      },
    });
  assert.deepEqual(
    [...asked].filter((name) => !named.has(name)),
    [],
  );
});

test("every sentence is said by a view", () => {
  assert.deepEqual(unsaid(en), []);
});

test("a sentence that no view says is found, whatever else has its name", () => {
  const sections = { common: { search: "", save: "" }, fault: { codeNotADate: "", codeRequired: "" } };
  assert.deepEqual(unsaid(sections), ["common.search", "fault.codeNotADate"]);
});
