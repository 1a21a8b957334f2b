import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "./focus";

/** As much of an element as is asked for: whether it is still there, whether it is a row, and the heading in it. */
const element = (is: { there?: boolean; row?: boolean; heading?: Element }) =>
  ({
    isConnected: is.there ?? true,
    matches: () => is.row ?? false,
    querySelector: () => is.heading ?? null,
  }) as unknown as Element;

const heading = element({});
const gone = element({ there: false });
const section = element({ heading });

test("what was only moved has the focus again", () => {
  const button = element({});
  assert.equal(placeOf([button, section], [element({ row: true })]), button);
});

test("where a row goes one goes on at the row beside it, the next before the one before", () => {
  const [next, before] = [element({ row: true }), element({ row: true })];
  const path = [gone, gone, element({}), section];
  assert.equal(placeOf(path, [next, before]), next);
  assert.equal(placeOf(path, [gone, before]), before);
  assert.equal(placeOf(path, [gone, gone]), heading);
});

test("where no row is beside it one goes on at the nearest heading, and in a row without one at the row", () => {
  const row = element({ row: true });
  const far = element({ heading: element({}) });
  assert.equal(placeOf([gone, section, far], []), heading);
  assert.equal(placeOf([gone, row, far], []), row);
  assert.equal(placeOf([gone, element({ row: true, heading }), far], []), heading);
  // What has gone itself shows nothing.
  assert.equal(
    placeOf([gone, element({ there: false, row: true, heading: element({}) }), section], []),
    heading,
  );
});

test("while a page is on its way there is no place yet", () => {
  assert.equal(placeOf([gone, element({})], []), undefined);
  assert.equal(placeOf([], []), undefined);
});
