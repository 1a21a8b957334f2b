import assert from "node:assert/strict";
import { test } from "node:test";
import { Failed } from "./ask";
import { fetching, type State } from "./fetching";

/** A view that asks; each answer comes, or does not, when the test says so. */
function view() {
  let state: State<string> = { busy: true, to: "q" };
  const line = fetching<string>((next) => {
    state = next(state);
  });
  const settled = () => new Promise((next) => setImmediate(next));
  /** Asks, and gives what lets it be answered; without a value nobody answers. */
  const ask = (quietly = false, to = "q") => {
    let come = (_?: string) => {};
    const answer = new Promise<string>((is, fails) => {
      come = (value) => (value === undefined ? fails(new Failed({ kind: "offline" })) : is(value));
    });
    line.fetch(() => answer, to, quietly);
    return async (value?: string) => {
      come(value);
      await settled();
    };
  };
  const shown = () => [state.value, state.busy, state.trouble?.kind];
  return { line, ask, shown, settled };
}

test("what was asked last counts, whichever is answered last", async () => {
  const { ask, shown } = view();
  const first = ask();
  const second = ask();
  await second("new");
  await first("old");
  assert.deepEqual(shown(), ["new", false, undefined]);
});

test("what fails quietly leaves what is shown, and what was asked for says so", async () => {
  const { ask, shown } = view();
  await ask()("a");
  await ask(true)();
  assert.deepEqual(shown(), ["a", false, undefined]);
  await ask()();
  assert.deepEqual(shown(), ["a", false, "offline"]);
});

test("nobody waits for ever for what was outrun quietly", async () => {
  const { ask, shown } = view();
  const first = ask();
  const quiet = ask(true);
  await first("outrun");
  await quiet();
  assert.deepEqual(shown(), [undefined, false, "offline"]);
  await ask()("a");
  assert.deepEqual(shown(), ["a", false, undefined]);
});

test("what is put in stays, and tells whether an answer was dropped for it", async () => {
  const { line, ask, shown } = view();
  await ask()("a");
  assert.equal(line.put("b", "q"), false, "nothing was on its way");
  const news = ask(true);
  assert.equal(line.put("c", "q"), true, "news were");
  await news("older");
  assert.deepEqual(shown(), ["c", false, undefined]);
  const failing = ask(true);
  await failing();
  assert.equal(line.put("d", "q"), false, "what failed is not on its way");
});

test("what was put in for another question does not stand for the answer to this one", async () => {
  const { line, ask, shown } = view();
  ask(false, "other");
  line.put("a", "q");
  await ask(true, "other")();
  assert.deepEqual(shown(), ["a", false, "offline"]);
});

test("all is answered when the last of it is", async () => {
  const { line, ask, settled } = view();
  let over = false;
  const first = ask();
  line.answered().then(() => {
    over = true;
  });
  const second = ask(true);
  await first("a");
  await settled();
  assert.equal(over, false);
  await second("b");
  assert.equal(over, true);
  await line.answered();
});
