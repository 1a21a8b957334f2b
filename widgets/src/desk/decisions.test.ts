import assert from "node:assert/strict";
import { test } from "node:test";
import { type Decision, joined } from "./directory/decisions";

test("of each row the last choice holds, and rows of one choice go together", () => {
  const cases: [why: string, waiting: Decision[], more: Decision, expected: Decision[]][] = [
    ["the first", [], [[1], "ADD"], [[[1], "ADD"]]],
    ["the same choice", [[[1], "ADD"]], [[2], "ADD"], [[[1, 2], "ADD"]]],
    [
      "another choice",
      [[[1], "ADD"]],
      [[2], "SKIP"],
      [
        [[1], "ADD"],
        [[2], "SKIP"],
      ],
    ],
    [
      "a row that changes its choice",
      [[[1, 2], "ADD"]],
      [[1], "SKIP"],
      [
        [[2], "ADD"],
        [[1], "SKIP"],
      ],
    ],
    ["the only one that does", [[[1], "ADD"]], [[1], "SKIP"], [[[1], "SKIP"]]],
    ["one that is open again", [[[1], "ADD"]], [[1], null], [[[1], null]]],
    ["the same row twice", [[[1], "ADD"]], [[1], "ADD"], [[[1], "ADD"]]],
    [
      "all that is open",
      [[[1], "ADD"]],
      [null, "SKIP"],
      [
        [[1], "ADD"],
        [null, "SKIP"],
      ],
    ],
    [
      "a row after all",
      [
        [[1], "ADD"],
        [null, "SKIP"],
      ],
      [[2], "ADD"],
      [
        [[1], "ADD"],
        [null, "SKIP"],
        [[2], "ADD"],
      ],
    ],
  ];
  for (const [why, waiting, more, expected] of cases) assert.deepEqual(joined(waiting, more), expected, why);
});
