/** Whoever has no mouse: what is reached with keys alone, and where the focus is. */
import { expect, type Locator, type Page } from "@playwright/test";

/** What has the focus, in a shadow root too; nothing where it is lost. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one && one !== document.body ? `${one.localName} ${one.id || one.className || one.textContent}`.trim() : "";
  });

/** Goes on with Tab until this has the focus. */
export async function to(page: Page, wanted: Locator, way: "Tab" | "Shift+Tab" = "Tab") {
  await wanted.waitFor();
  for (let steps = 0; steps < 300; steps++) {
    if (await wanted.evaluate((one) => one.matches(":focus"))) return;
    await page.keyboard.press(way);
  }
  throw new Error(`No Tab leads to ${wanted}`);
}

/** Goes to a field and types into it, over what stands there. */
export async function type(page: Page, field: Locator, text: string) {
  await to(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Presses a button, and waits for the page that comes then; it opens at what is to be heard. */
export async function send(page: Page, button: Locator, heard: Locator) {
  await to(page, button);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await expect(heard).toBeFocused();
}

/** Presses a button before everything is filled in: the browser itself leads to what is missing, and says so. */
export async function refused(page: Page, button: Locator, missing: Locator) {
  await to(page, button);
  await page.keyboard.press("Enter");
  await expect(missing).toBeFocused();
  expect(await missing.evaluate((one) => (one as HTMLInputElement).validationMessage)).not.toBe("");
}
