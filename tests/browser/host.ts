/** Municipal websites of our own making: each an origin of its own, with the page and the headers that a test wants. */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { JAVNO } from "./playwright.config";

export { expect, JAVNO };

/** Every locale that has sentences; one that is added joins by itself. */
export const LOCALES = readdirSync("../../widgets/src/messages").map((file) => file.replace(".json", ""));

export type Host = (body: string, headers?: Record<string, string>) => Promise<string>;

export const test = base.extend<{ host: Host }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  host: async ({}, use) => {
    const servers: ReturnType<typeof createServer>[] = [];
    await use(async (body, headers = {}) => {
      const page = `<!doctype html><html lang="sr-Latn"><meta charset="utf-8"><title>Opština</title>${body}</html>`;
      const server = createServer((_, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
        response.end(page);
      });
      await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
      servers.push(server);
      return `http://localhost:${(server.address() as AddressInfo).port}/`;
    });
    for (const server of servers) server.close();
  },
});

export const SCRIPT = `<script async src="${JAVNO}/w/v1/javno.js"></script>`;
export const LINK = `<a href="${JAVNO}/trebinje/pozivi">Javni pozivi</a>`;
export const WIDGET = `${SCRIPT}<javno-open-calls municipality="trebinje">${LINK}</javno-open-calls>`;

/** Each widget: the page that it is made of, with what names something to show by itself, and what is in it when it is there. */
export async function widgets(): Promise<[name: string, path: string, entry: string][]> {
  const debate = await consultation("trebinje", "OPEN");
  return [
    ["open-calls", "trebinje/pozivi", ".call"],
    ["consultation", `trebinje/rasprava/${debate}`, ".article"],
    ["directory", "trebinje/organizacije", ".entry"],
  ];
}

/** The widget, when its list is there. */
export async function shown(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call").first()).toBeVisible();
  return widget;
}

/** An exercise that has everything: lots, documents, events, a correction. */
export const RICH = "Konkurs za omladinske inicijative u mjesnim zajednicama";

/** What a server, the demo's unless another is named, says to whoever has not signed in. */
export async function asked(query: string, server = JAVNO) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  return (await answer.json()).data;
}

/** The id of a consultation of the demo. */
export async function consultation(municipality: string, status: string, server = JAVNO): Promise<string> {
  const query = `{ consultations(filter: { municipality: "${municipality}", status: [${status}] }) { nodes { id } } }`;
  return (await asked(query, server)).consultations.nodes[0].id;
}

/** The newest link like this in a letter to this address, in a demo's outbox; nothing where there is none yet. */
export async function letter(address: string, like: RegExp, server = JAVNO): Promise<string> {
  const text = await (await fetch(`${server}/outbox`)).text();
  const newest = text.split("<article").find((one) => one.includes(address)) ?? "";
  return [...newest.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link).find((link) => like.test(link)) ?? "";
}

/** What is folded is unfolded: it is part of the page. */
export const unfold = (page: Page) =>
  page.locator("details").evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against WCAG 2.2 A and AA. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // Half a field beneath what stays above while one scrolls is no small target: it scrolls out from there.
    const top = scrollY;
    if (document.querySelector(".contents")) scrollTo({ top: 0, behavior: "instant" });
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    // biome-ignore lint/suspicious/noExplicitAny: axe has put itself there
    const found = await (window as any).axe.run(document, { runOnly: tags });
    scrollTo({ top, behavior: "instant" });
    return found.violations.flatMap((rule: { id: string; nodes: { target: unknown }[] }) =>
      rule.nodes.map((node) => `${rule.id}: ${JSON.stringify(node.target)}`),
    );
  });
}

/** Cumulative layout shift of a page until something is there. */
export async function shift(page: Page, address: string, ready: Locator, height = 1400): Promise<number> {
  // Tall enough for the whole list, so that whatever it pushes is seen.
  await page.setViewportSize({ width: 1280, height });
  await page.addInitScript(() => {
    Object.assign(window, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        Object.assign(window, { shifted: Reflect.get(window, "shifted") + Reflect.get(entry, "value") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(address);
  await expect(ready).toBeVisible();
  await page.waitForTimeout(300);
  return page.evaluate(() => Reflect.get(window, "shifted"));
}

/** Sets the size of letters that a reader has chosen in his browser, in pixels. */
export async function reader(page: Page) {
  const browser = await page.context().newCDPSession(page);
  return async (standard: number) => {
    await browser.send("Page.setFontSizes", { fontSizes: { standard, fixed: standard } });
    const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
    await expect.poll(size, { message: "the size of letters of the whole page" }).toBe(`${standard}px`);
  };
}
