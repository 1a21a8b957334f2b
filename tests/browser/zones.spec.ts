/** Hours are those of the municipality, wherever its reader is: five or six hours west of it here. */
import { expect, JAVNO, RICH, SCRIPT, test } from "./host";

test.use({ timezoneId: "America/New_York" });

/** Days and hours as they are written: `14. 12. 2026. u 15.00 časova`. */
const HOURS = /\d{1,2}\. \d{1,2}\. \d{4}\. u \d{1,2}\.\d{2} časova/g;

test("a widget tells the hours that the hosted page tells", async ({ page, host }) => {
  expect(await page.evaluate(() => new Date(0).getHours())).toBe(19);
  await page.goto(`${JAVNO}/trebinje/pozivi?lang=sr-Latn`);
  await page.getByRole("link", { name: RICH }).first().click();
  const call = /call_\w+/.exec(page.url())?.[0] ?? "";
  await page.goto(`${JAVNO}/trebinje/rasprave?lang=sr-Latn`);
  const debates = page.locator("main a[href*='/rasprava/con_']");
  const debate = /con_\w+/.exec((await debates.first().getAttribute("href")) ?? "")?.[0] ?? "";
  for (const [path, widget, one] of [
    [`/trebinje/pozivi/${call}`, "javno-open-calls", `call="${call}"`],
    [`/trebinje/rasprava/${debate}`, "javno-consultation", `consultation="${debate}"`],
  ]) {
    await page.goto(`${JAVNO}${path}?lang=sr-Latn`);
    const told = new Set((await page.locator("main").innerText()).replace(/\s+/g, " ").match(HOURS) ?? []);
    await page.goto(await host(`${SCRIPT}<${widget} lang="sr-Latn" ${one}><a href="${JAVNO}${path}">x</a></${widget}>`));
    await expect(page.locator(`${widget} .title`).first()).toBeVisible();
    const text = await page.locator(String(widget)).evaluate((element) => element.shadowRoot?.textContent ?? "");
    const said = text.replace(/\s+/g, " ").match(HOURS) ?? [];
    expect(said.length, `${path}: ${text}`).toBeGreaterThan(0);
    for (const hour of said) expect([...told], `${path}: ${text}`).toContain(hour);
  }
});
