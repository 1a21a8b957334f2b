/** A demo of a test's own: nobody else writes in it, so that all that stands there is known, and all of it may be changed. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test as base } from "./host";
import { BINARY } from "./playwright.config";
import { freePort } from "./server";

export class Demo {
  readonly url: string;
  /** The strict municipal website on another origin. */
  readonly site: string;
  /** Where it keeps what it has. */
  readonly folder = mkdtempSync(join(tmpdir(), "javno-demo-"));
  readonly #process: ChildProcess;

  private constructor(port: number, site: number) {
    this.url = `http://localhost:${port}`;
    this.site = `http://localhost:${site}`;
    const words = ["demo", "--dir", this.folder, "--port", `${port}`, "--site-port", `${site}`];
    this.#process = spawn(resolve(BINARY), words, { cwd: this.folder, stdio: ["ignore", "ignore", "inherit"] });
  }

  /** Fills a new one and waits until it answers. */
  static async start(): Promise<Demo> {
    const demo = new Demo(await freePort(), await freePort());
    const up = () => fetch(`${demo.url}/healthz`).then(({ status }) => status, () => 0);
    try {
      await expect.poll(up, { timeout: 60_000 }).toBe(200);
    } catch (error) {
      await demo.stop();
      throw error;
    }
    return demo;
  }

  async stop() {
    const running = this.#process;
    if (running.exitCode === null && !running.signalCode) {
      const gone = new Promise((exit) => running.once("exit", exit));
      running.kill("SIGKILL");
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const test = base.extend<object, { demo: Demo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const demo = await Demo.start();
      await use(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});
