import assert from "node:assert/strict";
import { test } from "node:test";
import { events } from "./events";

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
