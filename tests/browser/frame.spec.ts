/** A hosted page in the frame of a municipal site: its height, its links, its search, in a sandbox and out of it. */
import type { Frame, Page } from "@playwright/test";
import { expect, JAVNO, SCRIPT, test } from "./host";
import { CHROMIUM, SITE } from "./playwright.config";

// A page that the test itself hands out has no address, so Chromium takes it for a public one, which may reach nothing on
// this machine. A municipal site's pages and its Javno server are both public.
const args = ["--no-sandbox", "--disable-features=LocalNetworkAccessChecks"];
test.use({ launchOptions: { executablePath: CHROMIUM, args } });

/** What a host page hears, in both manners. */
const LISTENS = `<script>
  window.heard = [];
  addEventListener("message", ({ data, source }) => {
    const frame = document.querySelector("iframe");
    if (source !== frame.contentWindow) return;
    heard.push(data);
    if (data.javno === "height") frame.style.height = data.value + "px";
  });
</script>`;

/** The demo's own site may frame: the page comes from there, with a body of the test's own. */
async function framed(page: Page, attributes: string): Promise<Frame> {
  await page.route(`${SITE}/okvir`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Opština</title>${LISTENS}<iframe ${attributes}></iframe>` }),
  );
  await page.goto(`${SITE}/okvir`);
  await expect.poll(() => page.frames().length).toBe(2);
  return page.frames()[1] as Frame;
}

const list = `${JAVNO}/trebinje/pozivi?lang=sr-Latn&frame=1`;

test("a sandboxed frame without origin or storage gets its height right, in WordPress's manner and in ours", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const frame = await framed(page, `sandbox="allow-scripts" width="700" height="300" src="${list}#?secret=AbCdEf1234"`);
  await expect(frame.locator(".call").first()).toBeVisible();
  expect(await frame.evaluate(() => self.origin)).toBe("null");
  const inside = () => frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  await expect.poll(async () => (await page.locator("iframe").boundingBox())?.height).toBeGreaterThan(500);
  await expect
    .poll(async () => {
      const height = (await page.locator("iframe").boundingBox())?.height ?? 0;
      // The border of the frame is two pixels above and below.
      return Math.abs(height - 4 - (await inside()));
    })
    .toBeLessThanOrEqual(1);
  // Nothing is cut off, and nothing has to be scrolled.
  expect(await frame.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  // biome-ignore lint/suspicious/noExplicitAny: what the page heard
  const heard = await page.evaluate(() => (window as any).heard);
  const last = heard.filter((one: { message?: string }) => one.message === "height").at(-1);
  expect(last).toEqual({ message: "height", value: await inside(), secret: "AbCdEf1234" });

  // Narrower is higher.
  const before = await inside();
  await page.locator("iframe").evaluate((element) => element.setAttribute("width", "330"));
  await expect.poll(inside).toBeGreaterThan(before);
  await expect.poll(async () => Math.abs(((await page.locator("iframe").boundingBox())?.height ?? 0) - 4 - (await inside()))).toBeLessThanOrEqual(1);
  expect(errors).toEqual([]);
});

test("a call opens and a word is searched inside the frame, and WordPress still knows it", async ({ page }) => {
  let frame = await framed(page, `sandbox="allow-scripts" width="700" height="300" src="${list}#?secret=AbCdEf1234"`);
  await frame.getByRole("searchbox").fill("omladinske");
  await frame.getByRole("searchbox").press("Enter");
  await expect.poll(() => page.frames()[1]?.url()).toContain("q=omladinske");
  frame = page.frames()[1] as Frame;
  expect(frame.url()).toMatch(/frame=1.*#\?secret=AbCdEf1234$/);
  await expect(frame.locator(".call")).toHaveCount(1);
  await frame.locator(".call h2 a").click();
  await expect(frame.locator("article h1")).toContainText("omladinske");
  expect(page.frames()[1]?.url()).toMatch(/call_[a-z0-9]+\?.*frame=1#\?secret=AbCdEf1234$/);
  // What asks for something to be done stands in no frame; the host is told where it leads.
  await page.evaluate("heard.length = 0");
  await frame.getByRole("link", { name: "otvorite cijelu stranicu" }).click();
  await expect.poll(() => page.evaluate("heard.filter((one) => one.javno === 'link' || one.message === 'link').length")).toBe(2);
  const url = await page.evaluate("heard.find((one) => one.message === 'link').value");
  expect(url).toMatch(/\/trebinje\/pozivi\/call_[a-z0-9]+\?lang=sr-Latn$/);
});

test("in a frame without a sandbox what does not stay opens beside the page", async ({ page, context }) => {
  const frame = await framed(page, `width="700" height="300" src="${list}"`);
  const opened = context.waitForEvent("page");
  await frame.getByRole("link", { name: "otvorite cijelu stranicu" }).click();
  await expect((await opened).locator("header.top")).toBeVisible();
  expect(page.url()).toBe(`${SITE}/okvir`);
});

test("what the studio gives makes a frame as high as what is in it, and what opens beside it is a page like any other", async ({ page, context }) => {
  await page.goto(`${JAVNO}/studio?opstina=trebinje&pozivi=da&cms=builder&pismo=lat`);
  const given = await page.locator("#savjet > ol.todo pre").textContent();
  const grows = await page.locator("#savjet > details pre").filter({ hasText: "addEventListener" }).textContent();
  await page.route(`${SITE}/okvir`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Opština</title>${given}${grows}` }),
  );
  await page.goto(`${SITE}/okvir`);
  await expect.poll(() => page.frames().length).toBe(2);
  const frame = page.frames()[1] as Frame;
  await expect(frame.locator(".call").first()).toBeVisible();
  const inside = () => frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  await expect.poll(async () => Math.abs(((await page.locator("iframe").boundingBox())?.height ?? 0) - (await inside()))).toBeLessThanOrEqual(1);
  const opened = context.waitForEvent("page");
  await frame.getByRole("link", { name: "otvorite cijelu stranicu" }).click();
  const beside = await opened;
  await expect(beside.locator("header.top")).toBeVisible();
  expect(await beside.evaluate(() => self.origin)).toBe(JAVNO);
});

test("a site that the municipality did not allow frames nothing", async ({ page, host }) => {
  await page.goto(await host(`<iframe src="${list}"></iframe>`));
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error/);
});

test("without scripts whatever the studio gives to paste leads to the list, or shows it", async ({ page, browser }) => {
  await page.goto(`${JAVNO}/studio?opstina=trebinje&pozivi=da&rasprave=da&organizacije=da&cms=files`);
  const copied = await page.locator("#savjet .copy code").allTextContents();
  // Element, box, link, frame and plain link, for each of the three. Of an address alone the site makes something itself.
  const pasted = [...new Set(copied.filter((text) => /^<(a|div|iframe|javno-)/.test(text)))];
  expect(pasted).toHaveLength(15);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const reader = await context.newPage();
  let body = "";
  await reader.route(`${SITE}/okvir`, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  for (const snippet of pasted) {
    body = `<!doctype html><html lang="sr-Latn"><title>Opština</title>${SCRIPT}${snippet}</html>`;
    await reader.goto(`${SITE}/okvir`);
    const inFrame = snippet.startsWith("<iframe");
    if (!inFrame) {
      await reader.locator(`a[href^="${JAVNO}/trebinje/"]`).click();
      await expect(reader, snippet).toHaveURL(/\/trebinje\/(pozivi|rasprave|organizacije)/);
    }
    const shown = inFrame ? reader.frameLocator("iframe") : reader;
    await expect(shown.locator(".calls > li").first(), snippet).toBeVisible();
  }
  await context.close();
});
