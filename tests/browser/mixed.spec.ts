/** Files of two versions on one page, as a cache on the way may hold them, and files that do not come at once. */
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { consultation, expect, JAVNO, SCRIPT, test } from "./host";

const NAMES = ["open-calls", "consultation", "directory"];
const CALLS = `<javno-open-calls municipality="trebinje"><a href="${JAVNO}/trebinje/pozivi">Pozivi</a></javno-open-calls>`;
const DEBATES = `<javno-consultation municipality="trebinje"><a href="${JAVNO}/trebinje/rasprave">Rasprave</a></javno-consultation>`;
const LIST = `<javno-directory municipality="tesanj"><a href="${JAVNO}/tesanj/organizacije">Udruženja</a></javno-directory>`;

/** The scripts that are asked for, by name. */
function asked(page: Page) {
  const files: string[] = [];
  page.on("request", (request) => {
    const [, file] = /\/w\/v1\/(.+)$/.exec(request.url()) ?? [];
    if (file) files.push(file);
  });
  return files;
}

async function allShown(page: Page) {
  for (const name of NAMES)
    await expect(page.locator(`javno-${name}`).locator(".call, .entry").first()).toBeVisible();
}

test("what shares a base asks for that very one, and once", async ({ page, host }) => {
  await page.setViewportSize({ width: 1280, height: 3000 });
  const files = asked(page);
  await page.goto(await host(SCRIPT + CALLS + DEBATES + LIST));
  await allShown(page);
  const base = files.filter((file) => file.startsWith("base.js"));
  const served = new Uint8Array(await (await fetch(`${JAVNO}/w/v1/base.js`)).arrayBuffer());
  expect(base).toEqual([`base.js?${createHash("sha256").update(served).digest("hex").slice(0, 8)}`]);
});

test("over a base of another version, each stands alone", async ({ page, host }) => {
  await page.setViewportSize({ width: 1280, height: 3000 });
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const files = asked(page);
  await page.route("**/base.js*", (route) =>
    route.fulfill({
      body: "export const another = 1;",
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*" },
    }),
  );
  await page.goto(await host(SCRIPT + CALLS + DEBATES + LIST));
  await allShown(page);
  expect(files).toEqual(expect.arrayContaining(NAMES.map((name) => `${name}.js`)));
  await page.locator("javno-directory .entry a").first().click();
  await expect(page.locator("javno-directory article")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a file that did not come is asked for again by an element that comes later", async ({ page, host }) => {
  await page.route("**/directory.js", (route) => route.abort());
  const failed = page.waitForEvent("console", (said) => said.type() === "error" && /import|fetch/i.test(said.text()));
  await page.goto(await host(`${SCRIPT}${LIST}<main></main>`));
  await failed;
  await expect(page.getByRole("link", { name: "Udruženja" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Ovaj dio stranice nije učitan");
  const files = asked(page);
  // A page that changes all the time is no reason to ask all the time.
  await page.locator("main").evaluate((main) => main.append("…"));
  await page.waitForTimeout(300);
  expect(files).toEqual([]);
  await page.unroute("**/directory.js");
  await page.locator("main").evaluate((main, html) => {
    main.innerHTML = html;
  }, LIST);
  for (const widget of await page.locator("javno-directory").all())
    await expect(widget.locator(".entry")).toHaveCount(20);
  // What was said of it is true no more.
  await expect(page.getByText("nije učitan")).toHaveCount(0);
});

/** Of several widgets one is a consultation; a page that lets our server in, and nothing else. */
async function several(host: (body: string, headers?: Record<string, string>) => Promise<string>) {
  const id = await consultation("trebinje", "OPEN");
  const policy = `default-src 'none'; script-src ${JAVNO}; connect-src ${JAVNO}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const debate = `<javno-consultation consultation="${id}"><a href="${JAVNO}/x">Rasprava</a></javno-consultation>`;
  return host(`${SCRIPT}${debate}${CALLS}`, { "content-security-policy": policy });
}

test("what is said and the form come after the first view, and nobody waits for a page of them", async ({ page, host }) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  const files = asked(page);
  let come = () => {};
  const held = new Promise<void>((go) => {
    come = go;
  });
  await page.route("**/talk-over.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(await several(host));
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article")).toHaveCount(18);
  // Asked for before anybody wants it.
  await expect.poll(() => files).toContain("talk-over.js");
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await expect(widget.getByText("Učitavanje…")).toBeVisible();
  await expect(widget.getByRole("button", { name: /Član 12/ })).toBeFocused();
  come();
  const text = widget.getByLabel(/Vaš komentar: Član 12/);
  await expect(text).toBeVisible();
  await expect(widget.getByRole("button", { name: /Član 12/ })).toBeFocused();
  await expect(widget.locator(".form")).toHaveCSS("border-top-width", "1px");
  await text.focus();
  await page.keyboard.type("Klupe");
  await expect(text).toHaveValue("Klupe");
  expect(complaints).toEqual([]);
});

test("a list of consultations does without what is said about one", async ({ page, host }) => {
  await page.setViewportSize({ width: 1280, height: 3000 });
  const files = asked(page);
  await page.goto(await host(SCRIPT + CALLS + DEBATES));
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".entry").first()).toBeVisible();
  await expect.poll(() => files).toContain("live-over.js");
  expect(files).not.toContain("talk-over.js");
  await widget.locator(".entry a").first().click();
  await expect.poll(() => files).toContain("talk-over.js");
  // The other listens already: what listens is there once.
  expect(files.filter((file) => file.startsWith("listen"))).toEqual(["listen-over.js"]);
});

test("where what is said does not come, it is told, with the link, and can be tried again", async ({ page, host }) => {
  const files = asked(page);
  await page.route("**/talk-over.js", (route) => route.abort());
  await page.goto(await several(host));
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article")).toHaveCount(18);
  await expect.poll(() => files).toContain("talk-over.js");
  await expect(widget.getByRole("alert")).toHaveCount(0);
  await page.route(/talk-over\.js\?/, (route) => route.abort());
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await expect(widget.getByRole("alert")).toContainText("Podaci se ne mogu učitati.");
  await expect(page.getByRole("link", { name: "Rasprava", exact: true })).toBeVisible();
  await page.unroute(/talk-over\.js\?/);
  await widget.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(widget.getByLabel(/Vaš komentar: Član 12/)).toBeVisible();
  // An address that failed may fail for ever.
  expect(new Set(files.filter((file) => file.startsWith("talk-over"))).size).toBe(3);
});

test("where the host refuses fetch, what is said comes all the same", async ({ page, host }) => {
  const id = await consultation("trebinje", "OPEN");
  const debate = `<javno-consultation consultation="${id}"><a href="${JAVNO}/x">Rasprava</a></javno-consultation>`;
  const policy = `default-src 'none'; script-src ${JAVNO}; connect-src 'none'`;
  await page.goto(await host(`${SCRIPT}${debate}${CALLS}`, { "content-security-policy": policy }));
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article")).toHaveCount(18);
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await expect(widget.getByLabel(/Vaš komentar: Član 12/)).toBeVisible();
});
