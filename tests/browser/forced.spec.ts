/**
 * Colours that a reader forces on every page: ours are gone then, and with them backgrounds and shadows. What is chosen, what
 * has the focus and what is wrong is told by a line all the same, in the consultation, the directory and at the desk.
 */
import type { Locator, Page } from "@playwright/test";
import { deskOf, enterBy, invited } from "./desk";
import { consultation, expect, RICH, shown, test } from "./host";
import { SITE } from "./playwright.config";

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active" }));

/** The lines by which a thing is told from another without any colour; and those it had if it were not chosen. */
const lines = (one: Locator, without = "") =>
  one.evaluate((one, without) => {
    const kept = one.getAttribute(without);
    if (without) one.removeAttribute(without);
    const style = getComputedStyle(one);
    const line = (what: string) => {
      const [kind, width] = ["style", "width"].map((part) => style.getPropertyValue(`${what}-${part}`));
      return kind === "none" ? "" : `${kind} ${width}`;
    };
    const all = ["border-top", "border-right", "border-bottom", "border-left", "outline"].map(line);
    const told = [...all, style.textDecorationLine].join(" | ");
    if (kept !== null) one.setAttribute(without, kept);
    return told;
  }, without);

const CHOSEN = ["aria-pressed=true", "aria-selected=true", "aria-current=page", "aria-current=true"];

/** What is chosen and looks as if it were not; and how many are chosen. */
const alike = async (page: Page): Promise<[string[], number]> => {
  const found: string[] = [];
  let count = 0;
  for (const chosen of CHOSEN)
    for (const one of await page.locator(`[${chosen}]`).all()) {
      if (!(await one.isVisible())) continue;
      count++;
      const [attribute = ""] = chosen.split("=");
      if ((await lines(one)) === (await lines(one, attribute))) found.push(`${attribute}: ${await one.innerText()}`);
    }
  return [found, count];
};

test("how far a call has come", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await widget.getByRole("link", { name: RICH }).click();
  const steps = widget.locator(".steps li");
  await expect(steps.first()).toBeVisible();
  const dots = await steps.evaluateAll((all) => all.map((one) => getComputedStyle(one, "::before").borderWidth));
  const now = await steps.evaluateAll((all) => all.findIndex((one) => one.ariaCurrent === "step"));
  expect(now).toBeGreaterThan(0);
  expect(dots).toEqual(dots.map((_, i) => (i < now ? "7px" : i === now ? "4px" : "1px")));
});

test("the consultation", async ({ page }) => {
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${await consultation("trebinje", "OPEN")}`);
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article").first()).toBeVisible();
  // A comment is opened by what looks like a link and is one to the eye.
  const talk = widget.locator(".talk > button").last();
  expect(await lines(talk)).toContain("underline");
  await talk.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  expect(await lines(talk)).toContain("solid 3px");
  await talk.click();
  const form = widget.locator("form.form");
  const text = form.locator("textarea");
  const before = await lines(text);
  await form.locator("button.main").click();
  await expect(form.locator("[aria-invalid=true]").first()).toBeFocused({ timeout: 30_000 });
  await form.locator("[value=ANONYMOUS]").focus();
  expect(await lines(text), "what is wrong").not.toBe(before);
  // What is chosen is drawn by the browser, in the reader's colours.
  expect(await form.locator("[type=radio]").first().evaluate((one) => getComputedStyle(one).appearance)).not.toBe("none");
});

test("the directory", async ({ page }) => {
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry").first()).toBeVisible();
  expect(await alike(page)).toEqual([[], 1]);
  await widget.getByRole("button", { name: "K", exact: true }).click();
  await expect(widget.locator(".letter[aria-pressed=true]")).toHaveText("K");
  expect(await alike(page)).toEqual([[], 1]);
  const box = widget.getByRole("checkbox").first();
  expect(await box.evaluate((one) => getComputedStyle(one).appearance)).not.toBe("none");
  await widget.getByRole("searchbox").focus();
  expect(await lines(widget.getByRole("searchbox"))).toContain("solid 3px");
});

test("the desk", async ({ page }) => {
  test.slow();
  const town = "bijeljina";
  await enterBy(page, await invited(town, "boje@bijeljina.example", "editor", "moderator", "directory-keeper", "admin"));
  const debate = await consultation(town, "REPORT");
  const paths = ["", "/pozivi", "/rasprave", `/rasprave/${debate}`, "/komentari", `/komentari/${debate}`, `/odgovori/${debate}`];
  const found: string[] = [];
  let compared = 0;
  for (const path of [...paths, "/organizacije", "/prijedlozi", "/duplikati", "/uvoz", "/ljudi", "/dnevnik"]) {
    await page.goto(deskOf(town) + path);
    await page.locator("main h1").first().waitFor();
    await expect(page.locator(".bone, [aria-busy=true]"), path).toHaveCount(0, { timeout: 30_000 });
    const [all, count] = await alike(page);
    compared += count;
    for (const one of all) found.push(`${path}: ${one}`);
  }
  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(20);
  // What has the focus is told as well, also where it is what is chosen.
  await page.goto(`${deskOf(town)}/pozivi`);
  const outline = () => page.locator(":focus").evaluate((one) => getComputedStyle(one).outline);
  await page.getByRole("searchbox").focus();
  expect(await outline()).toContain("solid 3px");
  await page.keyboard.press("Tab");
  await expect(page.locator(".chips :focus")).toHaveAttribute("aria-pressed", "true");
  expect(await outline()).toContain("solid 3px");
  // What is published among the comments is read in one of the rows.
  await page.goto(`${deskOf(town)}/komentari/${debate}`);
  await page.getByRole("button", { name: "Objavljeni", exact: true }).click();
  await expect(page.locator(".queue .rows [aria-current=true]")).toHaveCount(1);
  expect((await alike(page))[0]).toEqual([]);
});
