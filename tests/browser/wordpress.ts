/**
 * Debian's own WordPress on a MariaDB of its own, for one file of tests: nothing in it is ours but the plugin, and
 * nothing outlives the tests.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { test as base, expect, JAVNO } from "./host";
import { freePort } from "./server";

export { expect, JAVNO };

/** Who signs in. An author may not write HTML that WordPress does not know. */
type Who = "admin" | "author";

export interface WordPress {
  url: string;
  /** Runs PHP inside of WordPress and gives what it prints. */
  php(code: string): string;
  signIn(page: Page, who: Who): Promise<void>;
  /** What PHP has noticed in our plugin. */
  faults(): string[];
}

const PASSWORD = "lozinka za probu";
const SOURCE = "/usr/share/wordpress";
const PLUGIN = "../../widgets/wordpress";

async function until(what: string, ready: () => Promise<boolean> | boolean) {
  for (let tries = 0; tries < 300; tries++) {
    if (await ready()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${what} does not answer after 30 s`);
}

async function start(): Promise<WordPress & { stop: () => void }> {
  const home = mkdtempSync(join(tmpdir(), "javno-wp-"));
  const data = join(home, "data");
  const socket = join(home, "sql");
  const site = join(home, "site");
  const log = join(home, "log");
  const children: ChildProcess[] = [];
  const run = (command: string, args: string[]) =>
    // A group of its own: PHP's server has workers.
    children.push(
      spawn(command, args, {
        env: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
        stdio: "ignore",
        detached: true,
      }),
    );
  const stop = () => {
    for (const { pid } of children) if (pid) process.kill(-pid, "SIGKILL");
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const user = `--user=${userInfo().username}`;
    const fresh = ["--no-defaults", user, `--datadir=${data}`];
    execFileSync(
      "mariadb-install-db",
      [...fresh, "--auth-root-authentication-method=normal", "--skip-test-db"],
      {
        stdio: "pipe",
      },
    );
    const sql = [...fresh, `--socket=${socket}`, "--skip-networking", "--innodb-flush-log-at-trx-commit=0"];
    run("mariadbd", sql);
    const ask = (statement: string) =>
      execFileSync("mariadb", ["--no-defaults", "-u", "root", "-S", socket, "-e", statement], {
        stdio: "pipe",
      });
    await until("MariaDB", () => {
      try {
        return !!ask("create database if not exists site");
      } catch {
        return false;
      }
    });

    cpSync(SOURCE, site, { recursive: true, dereference: true });
    cpSync(PLUGIN, join(site, "wp-content/plugins/javno"), { recursive: true });
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const set = {
      DB_NAME: "site",
      DB_USER: "root",
      DB_PASSWORD: "",
      DB_HOST: `localhost:${socket}`,
      WP_HOME: url,
      WP_SITEURL: url,
      // What WordPress would do beside a request, and what it would ask of the world.
      DISABLE_WP_CRON: true,
      WP_HTTP_BLOCK_EXTERNAL: true,
      WP_ACCESSIBLE_HOSTS: "localhost",
      WP_DEBUG: true,
      WP_DEBUG_DISPLAY: false,
      WP_DEBUG_LOG: log,
    };
    const defines = Object.entries(set).map(
      ([name, value]) => `define('${name}', ${JSON.stringify(value)});`,
    );
    const config = `<?php\n${defines.join("\n")}\n$table_prefix = 'wp_';\ndefined('ABSPATH') || define('ABSPATH', __DIR__ . '/');\nrequire ABSPATH . 'wp-settings.php';\n`;
    writeFileSync(join(site, "wp-config.php"), config);
    // WordPress asks nobody on a machine's own network unless it is told to: as a municipality's server room would.
    const local =
      "add_filter('http_request_host_is_external', '__return_true');\nadd_filter('http_allowed_safe_ports', fn ($ports, $host, $url) => [...$ports, (int) parse_url($url, PHP_URL_PORT)], 10, 3);";
    mkdirSync(join(site, "wp-content/mu-plugins"));
    writeFileSync(join(site, "wp-content/mu-plugins/local.php"), `<?php\n${local}\n`);

    const php = (code: string) => {
      const loaded = `define('WP_INSTALLING', ${/wp_install\(/.test(code)}); $_SERVER['HTTP_HOST'] = 'localhost:${port}'; require 'wp-load.php'; ${code}`;
      return execFileSync("php", ["-r", loaded], { cwd: site, encoding: "utf8", stdio: "pipe" });
    };
    php(
      `require 'wp-admin/includes/upgrade.php'; wp_install('Opština Trebinje', 'admin', 'admin@trebinje.example', false, '', '${PASSWORD}');`,
    );
    php(`wp_insert_user(['user_login' => 'author', 'user_pass' => '${PASSWORD}', 'user_email' => 'author@trebinje.example', 'role' => 'author']);
         foreach (get_users() as $one) update_user_meta($one->ID, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false]]);`);
    run("php", ["-S", `localhost:${port}`, "-t", site]);
    await until("WordPress", () =>
      fetch(`${url}/wp-login.php`).then(
        (answer) => answer.ok,
        () => false,
      ),
    );

    const signIn = async (page: Page, who: Who) => {
      await page.goto(`${url}/wp-login.php`);
      // Its own script moves the focus here after a while, in the middle of what is being written elsewhere.
      await expect(page.locator("#user_login")).toBeFocused();
      await page.fill("#user_login", who);
      await page.fill("#user_pass", PASSWORD);
      await page.click("#wp-submit");
      await expect(page.locator("#wpadminbar")).toBeVisible();
    };
    const faults = () =>
      (existsSync(log) ? readFileSync(log, "utf8") : "")
        .split("\n")
        .filter((line) => line.includes("plugins/javno"));
    return { url, php, signIn, faults, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** One WordPress for all tests of a file that run in one worker. */
// biome-ignore lint/complexity/noBannedTypes: no fixtures of a single test
export const test = base.extend<{}, { site: WordPress }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const { stop, ...site } = await start();
      await use(site);
      stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
