import assert from "node:assert/strict";
import { test } from "node:test";
import { inZone, there } from "./say";

test("an instant is told in the hours of the municipality", () => {
  inZone("Europe/Sarajevo");
  for (const [at, told] of [
    ["2026-12-21T13:00:00Z", "2026-12-21T14:00:00"],
    ["2026-07-14T21:59:59.999999+00:00", "2026-07-14T23:59:59"],
    ["2027-01-15T22:59:59.999999Z", "2027-01-15T23:59:59"],
    ["2026-12-21T14:00:00+01:00", "2026-12-21T14:00:00+01:00"],
    ["2026-12-21", "2026-12-21"],
    ["2026-12-21T14:00", "2026-12-21T14:00"],
  ] as const)
    assert.equal(there(at), told);
});
