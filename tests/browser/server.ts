/** A `javno serve` of a test's own, with data of its own; it can be stopped, killed and started again. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test as base } from "./host";
import { BINARY } from "./playwright.config";

const binary = resolve(BINARY);
const MUNICIPALITIES = resolve("../../backend/data/real/municipalities.json");

/** The next port to try: beneath those that the system hands out, so that nobody gets one before it is used. */
let next = 20_000 + 1_000 * (Number(process.env.TEST_PARALLEL_INDEX ?? 0) % 10);

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next++;
    const server = createServer();
    const free = await new Promise<boolean>((told) =>
      server.once("error", () => told(false)).listen(port, "127.0.0.1", () => told(true)),
    );
    if (!free) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
}

/** A call as a file for `javno import` has it, open for three weeks. */
export interface Row {
  municipality: string;
  title: string;
  [field: string]: unknown;
}

export const row = (title: string, more: Partial<Row> = {}): Row => ({
  municipality: "Trebinje",
  script: "sr-Latn",
  kind: "cso_call",
  published: "2026-01-05",
  deadline: new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10),
  currency: "BAM",
  source_url: "https://example.org/pozivi",
  title,
  ...more,
});

export class Server {
  readonly url: string;
  readonly #dir = mkdtempSync(join(tmpdir(), "javno-"));
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;
  #files = 0;

  constructor(
    readonly port: number,
    settings: Record<string, string>,
  ) {
    this.url = `http://localhost:${port}`;
    // Which binary is tested is no setting of it.
    const { JAVNO_BIN: _, ...outside } = process.env;
    this.#env = {
      ...outside,
      JAVNO_LISTEN: `127.0.0.1:${port}`,
      JAVNO_PUBLIC_URL: this.url,
      JAVNO_DATABASE_URL: `sqlite://${this.#dir}/javno.sqlite`,
      ...settings,
    };
  }

  async start() {
    // Where no javno.toml is.
    this.#process = spawn(binary, ["serve"], { cwd: this.#dir, env: this.#env, stdio: ["ignore", "ignore", "inherit"] });
    await expect
      .poll(() => fetch(`${this.url}/healthz`).then((answer) => answer.status, () => 0), { intervals: [50] })
      .toBe(200);
  }

  /** Ends it: in good order, or at once. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode) return;
    const gone = new Promise((exit) => running.once("exit", exit));
    running.kill(signal);
    await gone;
  }

  /** What an operator does, in a process of his own: the server finds it in the database. */
  async import(...rows: Row[]) {
    const file = join(this.#dir, `${this.#files++}.json`);
    writeFileSync(file, JSON.stringify(rows));
    await this.#import(file);
  }

  /** Brings organisations into Trebinje's directory, the same way. */
  async organisations(...names: string[]) {
    const file = join(mkdtempSync(join(this.#dir, "list-")), "organisations.json");
    const row = (name: string) => ({ name, municipality: "Trebinje", script: "Latn", source_url: "https://example.org/registar" });
    writeFileSync(file, JSON.stringify(names.map(row)));
    await this.#import(file);
  }

  async #import(file: string) {
    await this.run("import", file);
  }

  /** Any other command of the operator; what it says. */
  async run(...words: string[]): Promise<string> {
    return (await promisify(execFile)(binary, words, { cwd: this.#dir, env: this.#env })).stdout;
  }

  async fill() {
    await this.#import(MUNICIPALITIES);
  }

  /** How many listen now, by this way. */
  async listening(transport: "sse" | "websocket"): Promise<number> {
    const figures = await (await fetch(`${this.url}/metrics`)).text();
    return Number(new RegExp(`^javno_subscribers\\{transport="${transport}"\\} (\\d+)`, "m").exec(figures)?.[1] ?? 0);
  }

  async [Symbol.asyncDispose]() {
    await this.stop("SIGKILL");
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

type Serve = (settings?: Record<string, string>) => Promise<Server>;

export const test = base.extend<{ serve: Serve }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  serve: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (settings = {}) => {
      const server = new Server(await freePort(), settings);
      servers.push(server);
      await server.fill();
      await server.start();
      return server;
    });
    for (const server of servers) await server[Symbol.asyncDispose]();
  },
});
