import assert from "node:assert/strict";
import { test } from "node:test";
import { forget, kept } from "./comments/kept";

function box() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (name: string) => all.get(name) ?? null,
    setItem: (name: string, text: string) => void all.set(name, text),
    removeItem: (name: string) => void all.delete(name),
  };
}

test("what was typed is there again, for this key alone", () => {
  const where = box();
  assert.equal(kept("ana.con_1", () => where).keep("Osvrt"), true);
  assert.equal(kept("ana.con_1", () => where).text, "Osvrt");
  assert.equal(kept("ana.con_2", () => where).text, "");
  kept("ana.con_1", () => where).keep("");
  assert.equal(where.all.size, 0);
});

test("what was dropped does not come back with the last key that was pressed", () => {
  const where = box();
  const paper = kept("con_1", () => where);
  paper.keep("Osvrt");
  paper.drop();
  assert.equal(paper.keep("Osvrt!"), false);
  assert.equal(where.all.size, 0);
});

test("where a browser keeps nothing, that is told and nothing breaks", () => {
  const closed = () => {
    throw new DOMException("no", "SecurityError");
  };
  const paper = kept("con_1", closed);
  assert.equal(paper.text, "");
  assert.equal(paper.keep("Osvrt"), false);
  paper.drop();
});

test("whoever signs out leaves nothing behind, nor does a page that is still open", () => {
  const where = box();
  const store = {
    ...where,
    key: (n: number) => [...where.all.keys()][n] ?? null,
    get length() {
      return where.all.size;
    },
  };
  where.setItem("somebody-else", "stays");
  kept("ana.con_1", () => where).keep("Prvo");
  kept("ana.con_2", () => where).keep("Drugo");
  const paper = kept("ana.con_3", () => where);
  paper.keep("Treće");
  forget(() => store);
  assert.equal(paper.keep("Treće, na izlasku"), false);
  assert.deepEqual([...where.all], [["somebody-else", "stays"]]);
  // Whoever signs in again keeps again.
  assert.equal(kept("ana.con_3", () => where).keep("Novo"), true);
});
