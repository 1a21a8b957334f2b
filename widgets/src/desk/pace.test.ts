import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { type Pace, paced } from "./pace";

interface Line {
  pace: Pace<number>;
  /** What was told, and when. */
  told: [number, number[] | null][];
  /** Passes, while something is heard ever so often. */
  pass: (ms: number, every?: number) => Promise<void>;
  away: boolean;
  /** How long an answer takes, and how many requests it is. */
  takes: number;
  requests: number;
  /** Does not work. */
  fails: boolean;
}

/** What is told of what is heard, by a clock that only the test moves. */
async function pacing(what: (line: Line) => Promise<void>) {
  mock.timers.enable({ apis: ["setTimeout"] });
  let at = 0;
  const tell = async (things: number[] | null) => {
    line.told.push([at, things]);
    if (line.takes) await new Promise((later) => setTimeout(later, line.takes));
    if (line.fails) throw new Error("nobody answers");
    return line.requests;
  };
  const line: Line = {
    pace: paced(tell, () => line.away),
    told: [],
    pass: async (ms, every) => {
      for (const end = at + ms; at < end; ) {
        if (every && at % every === 0) line.pace.hear(at);
        at += 50;
        mock.timers.tick(50);
        await new Promise((next) => setImmediate(next));
      }
    },
    away: false,
    takes: 0,
    requests: 1,
    fails: false,
  };
  try {
    await what(line);
  } finally {
    line.pace.stop();
    mock.timers.reset();
  }
}

/** Between what was told: how long. */
const rests = ({ told }: Line) => told.slice(1).map(([at], i) => at - (told[i]?.[0] ?? 0));

test("a thing by itself is told soon, and many at once are told together", () =>
  pacing(async (line) => {
    line.pace.hear(1);
    line.pace.hear(2);
    await line.pass(250);
    assert.deepEqual(line.told, []);
    await line.pass(50);
    assert.deepEqual(line.told, [[300, [1, 2]]]);
    await line.pass(60_000);
    assert.equal(line.told.length, 1);
  }));

test("as long as things go on it rests longer and longer, and a flood takes few requests a minute", () =>
  pacing(async (line) => {
    await line.pass(60_000, 100);
    assert.deepEqual(rests(line).slice(0, 6), [600, 1200, 2400, 4800, 5000, 5000]);
    assert.ok(line.told.length < 18, `${line.told.length} in a minute`);
    // Nothing is lost: what came last is told.
    await line.pass(5000);
    const { length } = line.told;
    await line.pass(60_000);
    assert.equal(line.told.length, length);
  }));

test("when it is quiet again it rests less by and by, until a thing by itself is told soon", () =>
  pacing(async (line) => {
    await line.pass(30_000, 100);
    await line.pass(7500);
    const before = line.told.length;
    line.pace.hear(1);
    await line.pass(2500);
    assert.equal(line.told.length, before + 1, "sooner than in the flood");
    await line.pass(20_000);
    line.pace.hear(2);
    await line.pass(300);
    assert.deepEqual(line.told.at(-1)?.[1], [2]);
    assert.equal(line.told.length, before + 2);
  }));

test("nothing is told while what was told is still seen to, and then once", () =>
  pacing(async (line) => {
    line.takes = 20_000;
    await line.pass(20_000, 100);
    assert.equal(line.told.length, 1);
    await line.pass(900);
    assert.equal(line.told.length, 2);
    await line.pass(40_000);
    assert.equal(line.told.length, 2);
  }));

test("whoever asks for many pages rests for each of them", () =>
  pacing(async (line) => {
    line.requests = 40;
    await line.pass(120_000, 100);
    assert.ok(line.told.length * 40 <= 240 + 40, `${line.told.length} times 40 in two minutes`);
  }));

test("what concerned nobody does not make the next wait", () =>
  pacing(async (line) => {
    line.requests = 0;
    await line.pass(6000, 100);
    assert.deepEqual([...new Set(rests(line))], [300]);
  }));

test("what did not work is no reason to tell no more", () =>
  pacing(async (line) => {
    line.fails = true;
    await line.pass(10_000, 100);
    assert.deepEqual(rests(line).slice(0, 3), [600, 1200, 2400]);
  }));

test("where nobody looks nothing is told, until somebody looks again", () =>
  pacing(async (line) => {
    line.away = true;
    await line.pass(60_000, 1000);
    assert.deepEqual(line.told, []);
    line.pace.look();
    await line.pass(300);
    assert.deepEqual(line.told, [], "still away");
    line.away = false;
    line.pace.look();
    line.pace.look();
    await line.pass(10_000);
    assert.equal(line.told.length, 1);
    assert.equal(line.told[0]?.[0], 60_600);
    line.pace.look();
    await line.pass(10_000);
    assert.equal(line.told.length, 1, "there is nothing to tell");
  }));

test("of more than can be told one by one, and of what was not heard, none is told by itself", () =>
  pacing(async (line) => {
    line.pace.hear(1);
    line.pace.hear();
    line.pace.hear(2);
    await line.pass(10_000);
    for (let n = 0; n < 51; n++) line.pace.hear(n);
    await line.pass(10_000);
    assert.deepEqual(
      line.told.map(([, things]) => things),
      [null, null],
    );
  }));

test("whoever has gone is told nothing, also not by an answer that comes then", () =>
  pacing(async (line) => {
    line.takes = 1000;
    line.pace.hear(1);
    await line.pass(300);
    line.pace.hear(2);
    line.pace.stop();
    await line.pass(60_000);
    assert.equal(line.told.length, 1);
  }));
