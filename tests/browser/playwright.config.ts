import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** The real binary, its demo data, and the strict municipal website that it serves on another origin. */
const PORT = Number(process.env.BROWSER_TEST_PORT ?? 18080);
export const JAVNO = `http://localhost:${PORT}`;
export const SITE = `http://localhost:${PORT + 10}`;

/** Where the demo keeps what it has. */
export const DEMO = "out/demo";

/** Chromium without a window is built apart from that with one; it draws the same, and two cores draw half as much again with it. */
const SHELL = "/usr/bin/chromium-headless-shell";
export const CHROMIUM = process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : "/usr/bin/chromium");

export const BINARY = process.env.JAVNO_BIN ?? "../../target/debug/javno";

export default defineConfig({
  testDir: ".",
  outputDir: "out/results",
  // What a screen reader is told, in words (`heard.spec.ts`).
  snapshotPathTemplate: "{testDir}/heard/{arg}{ext}",
  fullyParallel: true,
  workers: 2,
  // A browser that does not get its turn lets a test wait in vain. What succeeds only the second time is named as flaky and
  // wants to be mended; what is broken fails twice.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  // Two cores run two browsers and the server: what is waited for may take long and must come all the same.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: SITE,
    launchOptions: { executablePath: CHROMIUM, args: ["--no-sandbox"] },
  },
  webServer: {
    command: `${BINARY} demo --dir ${DEMO} --port ${PORT} --site-port ${PORT + 10}`,
    url: `${JAVNO}/healthz`,
    reuseExistingServer: false,
  },
});
