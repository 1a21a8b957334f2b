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
/** Keys that are put together: `m.org[`sign${…}` as …]` may be any that begins so. */
const made = [...source.matchAll(/\.(\w+)\[(?:`([^`]*)`|[a-z]\w*[\s([.])/g)].map(
  ([, section, pattern = "\\w*"]) => new RegExp(`^${section}\\.${pattern.replace(/\$\{[^}]*\}/g, "\\w*")}$`),
);

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
  const unsaid = Object.entries(en).flatMap(([section, sentences]) =>
    Object.keys(sentences).flatMap((key) =>
      named.has(key) || made.some((pattern) => pattern.test(`${section}.${key}`)) ? [] : `${section}.${key}`,
    ),
  );
  assert.deepEqual(unsaid, []);
});
