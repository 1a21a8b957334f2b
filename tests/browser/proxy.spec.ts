/** A real nginx in between, as a municipality's provider runs it: with its defaults, unless the manual says otherwise. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { expect } from "./host";
import { freePort, row, type Server, test as base } from "./server";

/** What `docs/operations.md` tells an operator to write, outside and inside of `server`, with this server's address. */
function documented(server: Server): [outside: string, inside: string] {
  const manual = readFileSync("../../docs/operations.md", "utf8");
  const blocks = [...manual.matchAll(/```nginx\n(.*?)```/gs)].map(([, block = ""]) => block);
  const [outside = "", inside = ""] = blocks;
  return [outside, inside.replaceAll("127.0.0.1:8080", `127.0.0.1:${server.port}`)];
}

/** `X-Forwarded-For` is the one thing that an operator has to add in any case. */
const defaults = (server: Server) => `location / {
  proxy_pass http://127.0.0.1:${server.port};
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
}`;

type Proxy = (outside: string, inside: string) => Promise<string>;

const test = base.extend<{ nginx: Proxy }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  nginx: async ({}, use) => {
    const running: [ChildProcess, string][] = [];
    await use(async (outside, inside) => {
      const dir = mkdtempSync(join(tmpdir(), "nginx-"));
      const port = await freePort();
      const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((one) => `${one}_temp_path ${dir}/${one};`);
      writeFileSync(
        join(dir, "nginx.conf"),
        `daemon off; master_process off; pid ${dir}/pid; error_log stderr crit; events {}
         http { access_log off; ${kept.join(" ")} ${outside}
           server { listen 127.0.0.1:${port}; ${inside} } }`,
      );
      const nginx = spawn("nginx", ["-p", dir, "-e", "stderr", "-c", join(dir, "nginx.conf")], {
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` },
        stdio: ["ignore", "ignore", "inherit"],
      });
      running.push([nginx, dir]);
      const url = `http://localhost:${port}`;
      await expect
        .poll(() => fetch(`${url}/healthz`).then((answer) => answer.status, () => 0), { intervals: [50] })
        .toBe(200);
      return url;
    });
    for (const [nginx, dir] of running) {
      const gone = new Promise((exit) => nginx.once("exit", exit));
      nginx.kill("SIGKILL");
      await gone;
      rmSync(dir, { recursive: true, force: true });
    }
  },
});

const TRUSTED = { JAVNO_TRUSTED_PROXIES: '["127.0.0.1/32"]' };
const LISTEN = `subscription { openCallChanged(municipality: "trebinje") { cursor call { title { text } } } }`;

test("events come through nginx at once, with its defaults", async ({ serve, nginx }) => {
  const server = await serve(TRUSTED);
  const url = await nginx("", defaults(server));
  let heard = "";
  // What nginx held back would come with the first sign of life, after fifteen seconds.
  const soon = { timeout: 10_000, intervals: [50] };
  const listening = request(`${url}/graphql?query=${encodeURIComponent(LISTEN)}`, { headers: { accept: "text/event-stream" } });
  listening.on("response", (answer) => answer.on("data", (data) => (heard += data)));
  listening.end();
  await expect.poll(() => heard, soon).toContain(": listening");
  for (const title of ["Prvi", "Drugi"]) {
    await server.import(row(title));
    await expect.poll(() => heard, soon).toContain(title);
  }
  listening.destroy();
  await expect.poll(() => server.listening("sse")).toBe(0);
});

test("the widget is told through nginx, with its defaults", async ({ page, host, serve, nginx }) => {
  const server = await serve(TRUSTED);
  await server.import(row("Prvi"));
  const url = await nginx("", defaults(server));
  const widget = `<javno-open-calls municipality="trebinje"><a href="${url}/trebinje/pozivi">Javni pozivi</a></javno-open-calls>`;
  await page.clock.install();
  let failed = 0;
  await page.goto(await host(`<script async src="${url}/w/v1/javno.js"></script>${widget}`));
  await expect(page.locator(".call")).toHaveCount(1);
  await expect.poll(() => server.listening("sse")).toBe(1);
  await server.import(row("Drugi"));
  await expect(page.locator(".call")).toHaveCount(2);
  // Away and back: what nginx says for a server that is not there is not the last word.
  page.on("requestfailed", () => failed++);
  await server.stop();
  // The page may not even read a 502 that no server of ours has allowed it to.
  await expect.poll(() => failed, { timeout: 10_000 }).toBeGreaterThan(0);
  await server.import(row("Treći"));
  await server.start();
  await page.clock.runFor(35_000);
  await expect.poll(() => server.listening("sse")).toBe(1);
  await expect(page.locator(".call")).toHaveCount(3);
});

test("a WebSocket comes through nginx as the manual has it, and events and pages do", async ({ serve, nginx }) => {
  const server = await serve(TRUSTED);
  const url = await nginx(...documented(server));
  const client = createClient({ url: `${url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
  const titles: string[] = [];
  client.subscribe<{ openCallChanged: { call: { title: { text: string } } } }>(
    { query: LISTEN },
    {
      next: ({ data }) => titles.push(data?.openCallChanged.call.title.text ?? ""),
      error: (error) => titles.push(`${error}`),
      complete: () => {},
    },
  );
  await expect.poll(() => server.listening("websocket")).toBe(1);
  await expect(async () => {
    await server.import(row(`Poziv ${Date.now()}`));
    expect(titles[0]).toMatch(/^Poziv/);
  }).toPass();
  expect((await fetch(`${url}/trebinje/pozivi`)).status).toBe(200);
  // The figures are for the machine's own eyes, and a proxy on the machine is not.
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  await client.dispose();
});

test("each client behind nginx is counted by himself, and cannot say that he is another", async ({ serve, nginx }) => {
  const server = await serve({ ...TRUSTED, JAVNO_RATE__REQUESTS_PER_MINUTE: "5" });
  const url = await nginx("", defaults(server));
  const ask = (from: string, said?: string) =>
    new Promise<number>((answered, failed) => {
      const headers = said ? { "x-forwarded-for": said } : {};
      const asked = request(`${url}/graphql?query={areas{code}}`, { localAddress: from, family: 4, headers }, (answer) => {
        answer.resume();
        answered(answer.statusCode ?? 0);
      });
      asked.on("error", failed);
      asked.end();
    });
  // A minute of the clock must not end meanwhile.
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 5000) await new Promise((later) => setTimeout(later, left));
  const many = async (from: string, said?: (i: number) => string) => {
    const statuses = [];
    for (let i = 0; i < 8; i++) statuses.push(await ask(from, said?.(i)));
    return statuses.filter((status) => status === 200).length;
  };
  expect(await many("127.0.0.2")).toBe(5);
  expect(await many("127.0.0.3")).toBe(5);
  expect(await many("127.0.0.4", (i) => `192.0.2.${i}`)).toBe(5);
});
