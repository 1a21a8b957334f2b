import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { draw, sha256, solve } from "./consultation/work";

const hex = (words: Int32Array) =>
  [...words].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");

test("SHA-256 is what the standard says (FIPS 180-4)", () => {
  for (const [text, hash] of [
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ] as const)
    assert.equal(hex(sha256(text)), hash);
});

test("SHA-256 is the platform's, at every length around a block and in every script", () => {
  for (let length = 0; length < 200; length++) {
    const text = "ж".repeat(length % 7) + "a".repeat(length);
    assert.equal(hex(sha256(text)), createHash("sha256").update(text).digest("hex"), `${length}`);
  }
});

test("a key ends where a block does, and is never the same", () => {
  // As long as the server's tasks are.
  assert.equal((32 + draw().length + 2) % 64, 0);
  assert.match(draw(), /^[0-9a-v]{30}$/);
  assert.notEqual(draw(), draw());
});

test("a solution is one", async () => {
  const challenge = "AAAAAAHK8WmAAAAAAAAAAAAAAAAAAAAA";
  for (const key of [draw(), "of any other length", "x".repeat(20)]) {
    const number = await solve(challenge, key, 12);
    const hash = createHash("sha256").update(`${challenge}.${key}.${number}`).digest();
    assert.equal(hash.readUInt16BE() >> 4, 0);
  }
});

test("nothing else is kept waiting longer than eight milliseconds", async () => {
  const { setTimeout } = globalThis;
  const now = performance.now;
  // Each look at the clock is a millisecond later than the one before.
  let [clock, looks] = [0, 0];
  let began: number | undefined;
  const slices: number[] = [];
  performance.now = () => {
    looks++;
    clock++;
    began ??= clock;
    return clock;
  };
  globalThis.setTimeout = ((then: () => void) => {
    slices.push(clock - (began ?? 0));
    // Whatever else the page has to do takes its time.
    clock += 1000;
    began = undefined;
    return setTimeout(then);
  }) as typeof setTimeout;
  let number = "";
  try {
    number = await solve("AAAAAAHK8WmAAAAAAAAAAAAAAAAAAAAA", "1".repeat(30), 13);
  } finally {
    globalThis.setTimeout = setTimeout;
    performance.now = now;
  }
  assert.ok(slices.length > 3, `${slices.length} slices`);
  for (const slice of slices) assert.ok(slice <= 8, `${slice} ms`);
  // What is done between two looks is little, a tenth of a millisecond on a desktop.
  assert.ok(Number(number) - 10_000_000 <= looks * 64, `${number} with ${looks} looks`);
});
