/** Debian's Firefox ESR, driven by WebDriver BiDi: the other engine that readers come with. */
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import { expect, JAVNO } from "./host";
import { test as served } from "./server";

/** A page in a profile of its own, with what it complains of. */
type Open = () => Promise<{ page: Page; complaints: string[] }>;

export { expect, JAVNO };

export const test = served.extend<{ firefox: Open }, { engine: Browser }>({
  engine: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
      const engine = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
      await use(engine);
      await engine.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  firefox: async ({ engine }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async () => {
      const context = await engine.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" || /violation/.test(message.text())) complaints.push(message.text());
      });
      return { page, complaints };
    });
    for (const context of contexts) await context.close();
  },
});

/**
 * An element, once it is there. Puppeteer's own waiting makes functions of text, which the strict page forbids.
 */
export async function there(page: Page, selector: string): Promise<ElementHandle<Element>> {
  let found: ElementHandle<Element> | null = null;
  await expect
    .poll(async () => (found = await page.$(selector).catch(() => null)) !== null, { timeout: 15_000, message: selector })
    .toBe(true);
  return found as unknown as ElementHandle<Element>;
}

export const click = async (page: Page, selector: string) => (await there(page, selector)).click();
export const type = async (page: Page, selector: string, text: string) => (await there(page, selector)).type(text);

/** What stands in an element and in its shadow root, once it says so. */
export async function says(page: Page, selector: string, what: RegExp) {
  await expect
    .poll(() => page.$eval(selector, (found) => (found as HTMLElement).innerText).catch(() => ""), { timeout: 15_000 })
    .toMatch(what);
}
