import assert from "node:assert/strict";
import { test } from "node:test";
import { Beside } from "./debates/beside";
import type { Part } from "./debates/content";

const english = [{ locale: "en", text: "No fires in the park." }];
const part: Part = {
  id: "part_1",
  key: "anc_1",
  kind: "ARTICLE",
  depth: 0,
  label: "Члан 2.",
  text: "У парку се не ложи ватра.",
  others: { label: [], heading: [], text: english },
};

test("what is beside a text goes with its words, and is there again when they are", () => {
  const beside = new Beside();
  beside.learn([part]);
  assert.deepEqual(beside.of(part)?.text, english);
  assert.equal(beside.of({ ...part, text: "У парку се не пече." }), null);
  const label = [{ locale: "en", text: "Article 2" }];
  beside.learn([{ ...part, others: { label, heading: [], text: english } }]);
  assert.deepEqual(beside.of({ ...part, text: "У парку се не пече." }), { label, heading: [], text: [] });
  // The server, which has kept the other words meanwhile, knows nothing of it any more.
  beside.learn([{ ...part, text: "У парку се не пече.", others: { label: [], heading: [], text: [] } }]);
  assert.deepEqual(beside.of(part)?.text, english);
});

test("what was taken away stays away, and of a new part nothing is said", () => {
  const beside = new Beside();
  beside.learn([part]);
  beside.learn([{ ...part, others: { label: [], heading: [], text: [] } }]);
  assert.equal(beside.of(part), null);
  assert.equal(beside.of({ ...part, key: null }), null);
  // What was read of a paste has nothing beside it, and nothing is learnt from it.
  beside.learn([part, { ...part, others: null }]);
  assert.deepEqual(beside.of(part)?.text, english);
});

const other = [{ locale: "en", text: "No barbecue in the park." }];
const told = { label: [], heading: [], text: english };
const written = { label: [], heading: [], text: other };

test("what was written here is not lost to what the server tells until it has it", () => {
  const beside = new Beside();
  beside.learn([part]);
  beside.write({ ...part, others: written });
  beside.learn([part]);
  assert.deepEqual(beside.of(part), written);
  const sent = [{ part, others: beside.of(part) }];
  // A colleague was faster: what was sent did not come there, and is sent again.
  beside.learn([part]);
  assert.deepEqual(beside.of(part), written);
  beside.sent(sent);
  assert.deepEqual(beside.of(part), written);
  beside.learn([part]);
  assert.deepEqual(beside.of(part), told);
});

test("what is written while it is saved goes with the next saving, also beside other words", () => {
  const beside = new Beside();
  beside.write({ ...part, others: told });
  const sent = [{ part, others: beside.of(part) }];
  beside.write({ ...part, others: written });
  beside.sent(sent);
  beside.learn([part]);
  assert.deepEqual(beside.of(part), written);
  const changed = { ...part, text: "У парку се не пече." };
  beside.sent([{ part: changed, others: beside.of(changed) }]);
  beside.learn([part]);
  assert.deepEqual(beside.of(part)?.text, other);
});

test("that nothing is beside it any more is said too, and what is thrown away is not written", () => {
  const beside = new Beside();
  beside.learn([part]);
  const nothing = { label: [], heading: [], text: [] };
  beside.write({ ...part, others: nothing });
  assert.deepEqual(beside.of(part), nothing);
  beside.drop();
  assert.deepEqual(beside.of(part), told);
});
