import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Kind, parse, print, visit } from "graphql";

/** What is selected, of a call, below the first thing of a document that has this name or is on this type. */
function selected(file: string, name: string): string {
  let found = "";
  visit(parse(readFileSync(new URL(file, import.meta.url), "utf8")), {
    enter(node) {
      const named = "name" in node && node.name?.kind === Kind.NAME && node.name.value === name;
      if (!named || found) return;
      visit(node, {
        enter(one) {
          const of = one.kind === Kind.FRAGMENT_DEFINITION || one.kind === Kind.INLINE_FRAGMENT;
          if (of && !found) found = print(one.selectionSet);
        },
      });
    },
  });
  return found;
}

test("the preview of a call is asked for all that the widget asks of a call, and nothing else", () => {
  const widget = selected("../calls/queries.graphql", "OpenCall");
  assert.match(widget, /results \{/);
  assert.equal(selected("editor.graphql", "Preview"), widget);
});
