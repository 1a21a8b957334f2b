import assert from "node:assert/strict";
import { type Mock, mock, test } from "node:test";
import { events } from "./events";
import { follow, rights } from "./live";
import { lost, resumed } from "./session";

test("events are read however the stream is cut", () => {
  const stream =
    ': alive\n\nevent: next\nid: 7\ndata: {"a":1}\n\nevent: next\r\ndata: {"b":\r\ndata: 2}\r\n\r\nevent: complete\n\n';
  for (const step of [1, 5, 1000]) {
    let rest = "";
    const seen: string[] = [];
    for (let i = 0; i < stream.length; i += step) {
      const read = events(rest + stream.slice(i, i + step));
      rest = read.rest;
      seen.push(...read.whole.map(({ event, data }) => `${event} ${data}`));
    }
    assert.deepEqual(seen, ['next {"a":1}', 'next {"b":\n2}', "complete "], `by ${step}`);
  }
});

/** A line to the server: what it says, and that it goes. */
interface Line {
  says: (text: string) => void;
  ends: () => void;
  /** After which event it was opened. */
  after: string | null;
  closed: boolean;
}

/** Follows a desk over lines of the test's own, by a clock that only the test moves. */
async function listening(
  what: (desk: { lines: Line[]; pass: (ms: number) => Promise<void> }) => Promise<void>,
) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const lines: Line[] = [];
  const opened = async (_: unknown, { body, signal }: RequestInit) => {
    let at!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        at = controller;
      },
    });
    const line: Line = {
      says: (text) => at.enqueue(new TextEncoder().encode(text)),
      ends: () => at.close(),
      after: JSON.parse(`${body}`).variables.resumeAfter,
      closed: false,
    };
    signal?.addEventListener("abort", () => {
      line.closed = true;
      at.error(new Error("aborted"));
    });
    lines.push(line);
    return new Response(stream);
  };
  const fetched: Mock<typeof fetch> = mock.method(globalThis, "fetch", opened as typeof fetch);
  // Streams take several turns to hand over what was put in.
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
  };
  const stop = follow("trebinje");
  await settle();
  try {
    await what({
      lines,
      pass: async (ms) => {
        await settle();
        mock.timers.tick(ms);
        await settle();
      },
    });
  } finally {
    stop();
    await settle();
    fetched.mock.restore();
    mock.timers.reset();
  }
}

const next = (cursor: string, kind: string) =>
  `event: next\ndata: ${JSON.stringify({ data: { deskChanged: { cursor, kind } } })}\n\n`;
const refused = (code: string) =>
  `event: next\ndata: ${JSON.stringify({ errors: [{ extensions: { code } }] })}\n\nevent: complete\n\n`;

test("a line that ends is opened again where it was, later each time that nothing comes", () =>
  listening(async ({ lines, pass }) => {
    lines[0]?.says(next("ev7", "CALL_CHANGED"));
    await pass(0);
    lines[0]?.ends();
    await pass(1999);
    assert.equal(lines.length, 1);
    await pass(1);
    assert.deepEqual([lines.length, lines[1]?.after], [2, "ev7"]);
    lines[1]?.ends();
    await pass(3999);
    assert.equal(lines.length, 2);
    await pass(1);
    assert.equal(lines.length, 3);
    // Something came: it stands, and the next time is as the first.
    lines[2]?.says(": alive\n\n");
    await pass(0);
    lines[2]?.ends();
    await pass(2000);
    assert.equal(lines.length, 4);
  }));

test("a line on which not even a sign of life comes is given up and opened anew", () =>
  listening(async ({ lines, pass }) => {
    await pass(39_000);
    lines[0]?.says(": alive\n\n");
    await pass(39_000);
    assert.equal(lines[0]?.closed, false);
    await pass(1000);
    assert.equal(lines[0]?.closed, true);
    await pass(2000);
    assert.equal(lines.length, 2);
  }));

test("what the person may do is looked at again when the server says that it is not what it was", () =>
  listening(async ({ lines, pass }) => {
    const before = rights.value;
    lines[0]?.says(next("ev1", "CALL_CHANGED"));
    await pass(0);
    assert.equal(rights.value, before);
    lines[0]?.says(next("ev2", "ROLES_CHANGED"));
    await pass(0);
    assert.equal(rights.value, before + 1, "other roles than before");
    lines[0]?.says(refused("FORBIDDEN"));
    await pass(0);
    assert.equal(rights.value, before + 2, "no role at all");
  }));

test("nobody listens while he is not signed in, and everybody does as soon as he is", () =>
  listening(async ({ lines, pass }) => {
    lines[0]?.says(refused("UNAUTHENTICATED"));
    lost.set(true);
    await pass(60_000);
    await pass(60_000);
    assert.equal(lines.length, 1);
    resumed();
    await pass(0);
    assert.equal(lines.length, 2);
  }));
