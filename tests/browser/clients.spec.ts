/** The clients that developers use, as they come from npm, against the real binary. */
import { connect } from "node:net";
import { createClient as overSse } from "graphql-sse";
import { type Client, CloseCode, createClient, type SubscribePayload } from "graphql-ws";
import WebSocket from "ws";
import { expect } from "./host";
import { row, type Server, test } from "./server";

const LISTEN = `subscription ($after: String) {
  openCallChanged(municipality: "trebinje", resumeAfter: $after) { cursor change call { title { text } } }
}`;
const ASK = "{ areas { code } }";

type Event = { cursor: string; change: string; call: { title: { text: string } } };

const client = (server: Server, more: Partial<Parameters<typeof createClient>[0]> = {}): Client =>
  createClient({ url: `${server.url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0, ...more });

/** What a client is told, as it comes. */
interface Told {
  events: Event[];
  refusals: unknown[];
  complete: boolean;
  end: () => void;
}

type Sink = { next: (value: unknown) => void; error: (error: unknown) => void; complete: () => void };
type Subscribes = { subscribe: (payload: SubscribePayload, sink: Sink) => () => void };

function subscribe(with_: Subscribes, query: string, variables: Record<string, unknown> = {}): Told {
  const told: Told = { events: [], refusals: [], complete: false, end: () => {} };
  told.end = with_.subscribe(
    { query, variables },
    {
      next: (value) => {
        const { data, errors } = value as { data?: { openCallChanged: Event } | null; errors?: unknown };
        if (data?.openCallChanged) told.events.push(data.openCallChanged);
        else told.refusals.push(errors ?? data);
      },
      error: (error) => told.refusals.push(error),
      complete: () => {
        told.complete = true;
      },
    },
  );
  return told;
}

const titles = (told: Told) => told.events.map((event) => event.call.title.text);

async function answer(from: Subscribes, query: string): Promise<unknown> {
  return new Promise((answered, failed) => {
    let value: unknown;
    const next = (one: unknown) => {
      value = one;
    };
    from.subscribe({ query }, { next, error: failed, complete: () => answered(value) });
  });
}

const WAYS = {
  "graphql-ws": (server: Server) => ({ with: client(server, { retryAttempts: 9 }), way: "websocket" as const }),
  "graphql-sse": (server: Server) => ({
    with: overSse({ url: `${server.url}/graphql`, retryAttempts: 9 }) as unknown as Client,
    way: "sse" as const,
  }),
};

for (const [name, connected] of Object.entries(WAYS)) {
  test(`${name}: a query, events, an end`, async ({ serve }) => {
    const server = await serve();
    const { with: client, way } = connected(server);
    expect(await answer(client, ASK)).toMatchObject({ data: { areas: expect.any(Array) } });
    const told = subscribe(client, LISTEN);
    const another = subscribe(client, LISTEN);
    await expect.poll(() => server.listening(way)).toBe(way === "sse" ? 2 : 1);
    // That it is connected says not yet that it listens.
    await expect(async () => {
      await server.import(row(`Poziv ${Date.now()}`));
      expect(Math.min(told.events.length, another.events.length)).toBeGreaterThan(0);
    }).toPass();
    expect(told.events[0]).toMatchObject({ cursor: expect.stringMatching(/^ev/), change: "PUBLISHED" });
    another.end();
    const before = another.events.length;
    await server.import(row("Poslije"));
    await expect.poll(() => titles(told)).toContain("Poslije");
    expect(another.events.length).toBe(before);
    told.end();
    await expect.poll(() => server.listening(way)).toBe(0);
    client.dispose();
  });

  test(`${name}: comes back by itself after a restart, and goes on where it was with resumeAfter`, async ({ serve }) => {
    // A client waits longer each time that nobody answers.
    test.slow();
    const server = await serve();
    const { with: client, way } = connected(server);
    const told = subscribe(client, LISTEN);
    await expect.poll(() => server.listening(way)).toBe(1);
    await expect(async () => {
      await server.import(row(`Prvi ${Date.now()}`));
      expect(told.events.length).toBeGreaterThan(0);
    }).toPass();
    const after = told.events.at(-1)?.cursor;
    await server.stop();
    await server.import(row("Dok nikog nije bilo"));
    await server.start();
    const missed = subscribe(client, LISTEN, { after });
    await expect.poll(() => titles(missed)).toContain("Dok nikog nije bilo");
    await expect(async () => {
      await server.import(row(`Drugi ${Date.now()}`));
      expect(titles(told).at(-1)).toMatch(/^Drugi/);
    }).toPass({ timeout: 60_000 });
    expect(told.refusals).toEqual([]);
    client.dispose();
  });

  test(`${name}: what cannot be asked is refused, and the connection goes on`, async ({ serve }) => {
    const server = await serve();
    const { with: client } = connected(server);
    for (const query of ["subscription { nothing }", "{", "subscription { openCallChanged(municipality: \"nigdje\") { cursor } }"]) {
      const told = subscribe(client, query);
      await expect.poll(() => JSON.stringify(told.refusals)).toContain('"message":');
      expect(told.events).toEqual([]);
    }
    expect(await answer(client, ASK)).toMatchObject({ data: {} });
    client.dispose();
  });
}

test("graphql-ws is told 1012 when the server takes leave", async ({ serve }) => {
  const server = await serve();
  const closed: unknown[] = [];
  const talking = client(server, { on: { closed: (event) => closed.push((event as { code: number }).code) } });
  subscribe(talking, LISTEN);
  await expect.poll(() => server.listening("websocket")).toBe(1);
  await server.stop();
  await expect.poll(() => closed).toEqual([1012]);
});

/** A conversation of our own: what is said, one thing after the other, and how it ends. */
async function talk(server: Server, says: (string | Buffer)[], protocol = "graphql-transport-ws") {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/graphql`, protocol);
  const heard: { type: string; id?: string }[] = [];
  socket.on("message", (message) => heard.push(JSON.parse(`${message}`)));
  socket.on("open", () => {
    for (const one of says) socket.send(one);
  });
  const closed = new Promise<{ code: number; reason: string }>((closed) => {
    socket.on("close", (code, reason) => closed({ code, reason: `${reason}` }));
    socket.on("error", () => {});
  });
  return { socket, heard, closed };
}

const init = '{"type":"connection_init"}';
const listen = (id: string) => JSON.stringify({ type: "subscribe", id, payload: { query: LISTEN } });

for (const [what, says, code] of [
  ["garbage", ["garbage"], CloseCode.BadRequest],
  ["a binary message", [Buffer.from(init)], CloseCode.BadRequest],
  ["a subscription before anything was said", [listen("1")], CloseCode.Unauthorized],
  ["one id twice", [init, listen("1"), listen("1")], CloseCode.SubscriberAlreadyExists],
  ["a second greeting", [init, init], CloseCode.TooManyInitialisationRequests],
  ["no greeting at all", [], CloseCode.ConnectionInitialisationTimeout],
] as const) {
  test(`a WebSocket is closed with ${code} for ${what}`, async ({ serve }) => {
    const server = await serve(says.length ? {} : { JAVNO_LIVE__INIT_SECONDS: "1" });
    const { closed } = await talk(server, [...says]);
    expect((await closed).code).toBe(code);
  });
}

test("more than twenty operations at once are refused one by one", async ({ serve }) => {
  const server = await serve();
  const { socket, heard } = await talk(server, [init, ...Array.from({ length: 22 }, (_, i) => listen(`${i}`))]);
  await expect.poll(() => heard.filter((one) => one.type === "error").map((one) => one.id)).toEqual(["20", "21"]);
  socket.send('{"type":"complete","id":"3"}');
  socket.send(listen("22"));
  socket.send('{"type":"ping"}');
  await expect.poll(() => heard.at(-1)?.type).toBe("pong");
  expect(heard.filter((one) => one.type === "error").length).toBe(2);
  socket.close();
});

test("a message of more than 64 KiB ends the connection", async ({ serve }) => {
  const server = await serve();
  const large = JSON.stringify({ type: "ping", payload: { filling: "x".repeat(70_000) } });
  const { closed, heard } = await talk(server, [init, large]);
  expect([1006, 1009]).toContain((await closed).code);
  expect(heard.map((one) => one.type)).toEqual(["connection_ack"]);
});

test("another protocol is refused before the connection is one", async ({ serve }) => {
  const server = await serve();
  for (const protocol of ["graphql-ws", "mqtt"]) {
    const { closed, heard } = await talk(server, [init], protocol);
    expect((await closed).code).toBe(1006);
    expect(heard).toEqual([]);
  }
  // Nor by a client that names none.
  const answer = await new Promise<string>((answered) => {
    const socket = connect(server.port, "127.0.0.1", () =>
      socket.write(
        `GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      ),
    );
    socket.once("data", (data) => {
      answered(`${data}`);
      socket.destroy();
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});
