/** What is promised to host pages and stands in no other file: `tests/promised.md` names the test of each promise. */
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { consultation, expect, JAVNO, SCRIPT, shown, test, WIDGET } from "./host";
import { SITE } from "./playwright.config";

const CALLS = `<javno-open-calls municipality="trebinje"><a href="${JAVNO}/trebinje/pozivi">Pozivi</a></javno-open-calls>`;
const DEBATES = `<javno-consultation municipality="trebinje"><a href="${JAVNO}/trebinje/rasprave">Rasprave</a></javno-consultation>`;
const LIST = `<javno-directory municipality="trebinje"><a href="${JAVNO}/trebinje/organizacije">Organizacije</a></javno-directory>`;
/** The strictest host: two words for us, nothing else. */
const STRICT = {
  "content-security-policy": `default-src 'none'; script-src ${JAVNO}; connect-src ${JAVNO}; require-trusted-types-for 'script'; trusted-types 'none'`,
};

/** What a page keeps of its visitor. */
const kept = (page: Page) =>
  page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map((database) => database.name),
    ...(await caches.keys().catch(() => [])),
  ]);

test("all three under the strict policy: nothing violated, nothing kept, nobody else asked", async ({ page, host }) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.log("violation", event.effectiveDirective));
  });
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.setViewportSize({ width: 1280, height: 3000 });
  const address = await host(`<link rel="icon" href="data:,">${SCRIPT}${CALLS}${DEBATES}${LIST}`, {
    "content-security-policy": `${STRICT["content-security-policy"]}; img-src data:`,
  });
  await page.goto(address);
  for (const [name, entry] of [
    ["open-calls", ".call"],
    ["consultation", ".entry"],
    ["directory", ".entry"],
  ]) {
    const widget = page.locator(`javno-${name}`);
    await expect(widget.locator(`${entry}`).first()).toBeVisible();
    await widget.locator(`${entry} a`).first().click();
    await expect(widget.locator(".title").first()).toBeVisible();
  }
  // What listens and what is said comes after the first view, and is allowed no more.
  await page.waitForLoadState("load");
  await page.waitForTimeout(1000);
  expect(complaints).toEqual([]);
  expect([...hosts].filter((origin) => origin !== "null").sort()).toEqual([JAVNO, new URL(address).origin].sort());
  expect(await page.context().cookies()).toEqual([]);
  expect(await kept(page)).toEqual([]);
});

test("a consultation below the fold asks for nothing until it is near", async ({ page, host }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(JAVNO)) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  const id = await consultation("trebinje", "OPEN");
  const one = `<javno-consultation consultation="${id}"><a href="${JAVNO}/x">Rasprava</a></javno-consultation>`;
  for (const snippet of [one, DEBATES, `<a href="${JAVNO}/trebinje/rasprave?embed=consultation">Rasprave</a>`]) {
    // What the page before was still asking is not this one's.
    await page.goto("about:blank");
    asked.length = 0;
    await page.goto(await host(`<div style="height:3000px">daleko</div>${SCRIPT}${snippet}`));
    await page.waitForLoadState("networkidle");
    // A cache may have the script from before.
    expect(asked.filter((what) => what !== "GET /w/v1/javno.js")).toEqual([]);
    const widget = page.locator("javno-consultation");
    await widget.scrollIntoViewIfNeeded();
    await expect(widget.locator(".article, .entry").first()).toBeVisible();
    expect(asked).toContain("GET /graphql");
    expect(asked.filter((what) => what.startsWith("OPTIONS"))).toEqual([]);
  }
});

test("on a page without https, where the browser has no crypto.subtle, a comment is sent", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined, configurable: true });
  });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const id = await consultation("trebinje", "OPEN");
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${id}`);
  expect(await page.evaluate(() => typeof crypto.subtle)).toBe("undefined");
  const widget = page.locator("javno-consultation");
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await widget.getByLabel("bez imena").check();
  await widget.getByLabel(/Vaš komentar/).pressSequentially(`Klupe u hladu. ${Date.now()}`, { delay: 20 });
  // Nobody types faster than this.
  await page.waitForTimeout(2500);
  await widget.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(widget.getByText("Hvala! Vaš komentar je primljen.")).toBeVisible();
  expect(complaints).toEqual([]);
});

for (const [way, calls] of [
  ["lat", "Javni pozivi, Trebinje: šta je otvoreno, do kada i kako se prijaviti"],
  ["cir", "Јавни позиви, Требиње: шта је отворено, до када и како се пријавити"],
  ["bs", "Javni pozivi, Trebinje: šta je otvoreno, do kada i kako se prijaviti"],
  ["hr", "Javni pozivi, Trebinje: što je otvoreno, do kada i kako se prijaviti"],
  ["en", "Open calls, Trebinje: what is open, until when, and how to apply"],
] as const) {
  test(`where the script is blocked, what the studio gave is a link that says what is behind it (${way})`, async ({
    page,
    host,
  }) => {
    for (const cms of ["files", "joomla", "drupal"]) {
      await page.goto(`${JAVNO}/studio?opstina=trebinje&pozivi=da&cms=${cms}&pismo=${way}`);
      const copied = await page.locator("#savjet > ol.todo pre").allTextContents();
      expect(copied).toHaveLength(2);
      const blocked = await host(copied.join("\n"), { "content-security-policy": "script-src 'none'" });
      await page.goto(blocked);
      await expect(page.locator("javno-open-calls .call")).toHaveCount(0);
      await page.getByRole("link", { name: calls }).click();
      await expect(page).toHaveURL(/\/trebinje\/pozivi/);
      await expect(page.locator("h1")).toBeVisible();
      // The same, with nothing in its way.
      await shown(page, await host(copied.join("\n")));
    }
  });
}

test("what the studio gives keeps its place before the script runs, and after", async ({ page, host }) => {
  for (const cms of ["files", "joomla", "drupal"]) {
    await page.goto(`${JAVNO}/studio?opstina=trebinje&pozivi=da&cms=${cms}`);
    const copied = (await page.locator("#savjet > ol.todo pre").allTextContents()).join("\n");
    const rules = page.locator("#savjet > details pre").filter({ hasText: "min-height" });
    const css = await rules.textContent();
    const address = await host(`<style>${css}</style><body>${copied}<footer id="foot">Kontakt</footer></body>`);
    await page.route("**/w/v1/javno.js", (route) => route.abort());
    await page.goto(address);
    expect((await page.locator("#foot").boundingBox())?.y, cms).toBeGreaterThanOrEqual(760);
    await page.unroute("**/w/v1/javno.js");
    await shown(page, address);
    expect((await page.locator("javno-open-calls").boundingBox())?.height, cms).toBeGreaterThanOrEqual(760);
    await expect(page.locator("#foot")).toBeVisible();
  }
});

test("a pinned release runs when not a letter of it is changed, and else the link stays", async ({ page, host }) => {
  await page.goto(`${JAVNO}/studio?opstina=trebinje&cms=files`);
  const line = await page.locator("#savjet > details pre").filter({ hasText: "integrity" }).textContent();
  const [, address = "", integrity] = /src="([^"]+)" integrity="([^"]+)"/.exec(line ?? "") ?? [];
  const file = await (await page.request.get(address)).text();
  expect(integrity).toBe(`sha384-${createHash("sha384").update(file).digest("base64")}`);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(`${JAVNO}/w/`)) asked.push(new URL(request.url()).pathname);
  });
  const snippet = WIDGET.replace(SCRIPT, line ?? "");
  // What the studio shows still asks for files of its own.
  await page.goto("about:blank");
  asked.length = 0;
  await shown(page, await host(snippet));
  const release = new URL(address).pathname.replace("javno.js", "");
  expect(asked.filter((path) => !path.startsWith(release))).toEqual([]);
  await page.route(address, (route) =>
    route.fulfill({
      body: `${file}\n`,
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*" },
    }),
  );
  await page.goto(await host(snippet));
  await expect(page.getByRole("link", { name: "Javni pozivi" })).toBeVisible();
  await expect(page.locator("javno-open-calls .call")).toHaveCount(0);
});

test("a server that lives under a path is found by its script, and its links become widgets", async ({ page, host }) => {
  // As a proxy does that serves it beside other things.
  await page.route(`${JAVNO}/javno/**`, async (route) => {
    // What listens would never be answered whole.
    if ((await route.request().headerValue("accept"))?.includes("event-stream")) return route.abort();
    const answer = await page.request.fetch(route.request().url().replace("/javno/", "/"));
    await route.fulfill({ response: answer });
  });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(JAVNO)) asked.push(new URL(request.url()).pathname);
  });
  const script = SCRIPT.replace("/w/", "/javno/w/");
  await shown(page, await host(`${script}<a href="${JAVNO}/javno/trebinje/pozivi?embed=open-calls">Javni pozivi</a>`));
  await expect(page.locator("javno-open-calls")).toHaveAttribute("municipality", "trebinje");
  expect(asked.filter((path) => !path.startsWith("/javno/"))).toEqual([]);
});
