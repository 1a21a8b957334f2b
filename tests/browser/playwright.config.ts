import { defineConfig } from "@playwright/test";

/** The real binary, its demo data, and the strict municipal website that it serves on another origin. */
export const JAVNO = "http://localhost:18080";
export const SITE = "http://localhost:18090";

export const BINARY = process.env.JAVNO_BIN ?? "../../target/debug/javno";

export default defineConfig({
  testDir: ".",
  outputDir: "out/results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: SITE,
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] },
  },
  webServer: {
    command: `${BINARY} demo --dir out/demo --port 18080 --site-port 18090`,
    url: `${JAVNO}/healthz`,
    reuseExistingServer: false,
  },
});
