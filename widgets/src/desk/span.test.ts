import assert from "node:assert/strict";
import { test } from "node:test";
import { covering, inCodePoints, pieces, type Span } from "./comments/span";

const TEXT = "Zovite Anu Marić na 065 123 456 danas.";

test("what is chosen is covered without the blanks around it", () => {
  assert.deepEqual(covering(TEXT, [], [6, 17]), [[7, 16]]);
  assert.deepEqual(covering(TEXT, [], [6, 7]), []);
  assert.deepEqual(covering(TEXT, [], [3, 3]), []);
});

test("spans that touch or overlap become one, whatever was chosen first", () => {
  const spans = covering(TEXT, covering(TEXT, [], [20, 31]), [7, 10]);
  assert.deepEqual(spans, [
    [7, 10],
    [20, 31],
  ]);
  assert.deepEqual(covering(TEXT, spans, [8, 16]), [
    [7, 16],
    [20, 31],
  ]);
  assert.deepEqual(covering(TEXT, spans, [10, 20]), [
    [7, 10],
    [11, 19],
    [20, 31],
  ]);
  assert.deepEqual(covering(TEXT, spans, [9, 22]), [[7, 31]]);
  // Nothing that was given is changed.
  assert.deepEqual(spans[0], [7, 10]);
});

test("the text reads on between what is covered", () => {
  const spans: Span[] = [
    [7, 16],
    [20, 31],
  ];
  assert.deepEqual(pieces(TEXT, spans), ["Zovite ", 0, " na ", 1, " danas."]);
  assert.deepEqual(pieces("ana", [[0, 3]]), [0]);
  assert.deepEqual(pieces("ana", []), ["ana"]);
});

test("the server counts code points, the browser units", () => {
  const text = "👍🏽 Ana Marić";
  const from = text.indexOf("Ana");
  assert.equal(from, 5);
  assert.deepEqual(inCodePoints(text, [[from, from + 3]]), [{ from: 3, to: 6 }]);
});
