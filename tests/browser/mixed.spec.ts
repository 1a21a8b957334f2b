/** Files of two versions on one page, as a cache on the way may hold them, and files that do not come at once. */
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, JAVNO, SCRIPT, test } from "./host";

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
});
