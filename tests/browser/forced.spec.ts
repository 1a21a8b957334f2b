/**
 * Colours that a reader forces on every page: ours are gone then, and with them backgrounds and shadows. What is chosen, what
 * has the focus and what is wrong is told by a line all the same, in the consultation, the directory and at the desk.
 */
import type { Locator, Page } from "@playwright/test";
import { deskOf, enterBy, invited } from "./desk";
import { consultation, expect, JAVNO, RICH, shown, test } from "./host";
import { hosted, inLanguage } from "./places";
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

/** The steps of a call are told by their dots. */
async function dotted(steps: Locator) {
  await expect(steps.first()).toBeVisible();
  const dots = await steps.evaluateAll((all) => all.map((one) => getComputedStyle(one, "::before").borderWidth));
  const now = await steps.evaluateAll((all) => all.findIndex((one) => one.ariaCurrent === "step"));
  expect(now).toBeGreaterThan(0);
  expect(dots).toEqual(dots.map((_, i) => (i < now ? "7px" : i === now ? "4px" : "1px")));
}

test("how far a call has come", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await widget.getByRole("link", { name: RICH }).click();
  await dotted(widget.locator(".steps li"));
  const { path = "" } = (await hosted(JAVNO)).find(({ name }) => name === "call") ?? {};
  await page.goto(JAVNO + path);
  await dotted(page.locator(".steps li"));
});

/** What of a form cannot be told from the page, or not when it has the focus: all that the keyboard comes to in it. */
async function lineless(page: Page, form: Locator, what: string): Promise<string[]> {
  const found: string[] = [];
  await form.locator("input:not([type=hidden], [tabindex]), select, textarea, button").first().focus();
  for (const key of ["Shift+Tab", "Tab"]) await page.keyboard.press(key);
  for (let stops = 0; ; stops++) {
    // A box that one ticks is drawn by the browser; so are the button of a file and the sign of what is folded.
    const told = await form.evaluate((form) => {
      const root = form.getRootNode() as Document | ShadowRoot;
      const one = root.activeElement;
      if (!one || !form.contains(one)) return null;
      const style = getComputedStyle(one);
      const line = (side: string) => {
        const [kind, width, colour] = ["style", "width", "color"].map((part) => style.getPropertyValue(`border-${side}-${part}`));
        return kind !== "none" && Number.parseFloat(width ?? "") > 0 && !/^rgba\(.*, 0\)$/.test(colour ?? "");
      };
      const drawn = one.matches("[type=checkbox], [type=radio]") && style.appearance !== "none";
      const plain = drawn || one.matches("[type=file], summary") || style.textDecorationLine.includes("underline");
      const bordered = ["top", "right", "bottom", "left"].every(line);
      // Of a day each part has a mark of its own, which is the browser's.
      const ring = one.matches("[type=date]") ? "solid 3px" : `${style.outlineStyle} ${style.outlineWidth}`;
      return [
        ...(plain || bordered ? [] : ["no border"]),
        ...(ring === "solid 3px" ? [] : [`the ring is ${ring}`]),
      ].map((lack) => `${lack}: ${one.localName} ${one.getAttribute("name") ?? one.textContent}`);
    });
    if (!told) {
      expect(stops, what).toBeGreaterThan(1);
      return found.map((one) => `${what}: ${one}`);
    }
    if (stops > 150) throw new Error(`the keyboard does not leave ${what}`);
    found.push(...told);
    await page.keyboard.press("Tab");
  }
}

/** The forms on each of these hosted pages. */
const FORMS = new Map([
  ["organisations", ["form.find"]],
  ["question", ["form.ask"]],
  ["comment-form", ["form.ask"]],
  ["flag", ["form.ask"]],
  ["propose", ["form.ask"]],
  ["claim", ["form.ask"]],
  ["studio", ["form.questions", "form.check"]],
]);

test("hosted forms and the studio", async ({ page }) => {
  test.slow();
  const found: string[] = [];
  const pages = (await hosted(JAVNO)).filter(({ name }) => FORMS.has(name));
  expect(pages).toHaveLength(FORMS.size);
  for (const { name, path } of pages) {
    await page.goto(JAVNO + inLanguage(path, "sr-Latn"));
    for (const form of FORMS.get(name) ?? []) found.push(...(await lineless(page, page.locator(form), `${name}, ${form}`)));
  }
  expect(found).toEqual([]);
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
  // Also what is wrong is told from what is wrong and has the focus.
  expect(await lineless(page, form, "the form")).toEqual([]);
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
  for (const path of [...paths, "/organizacije", "/prijedlozi", "/duplikati", "/uvoz", "/opstina", "/ljudi", "/dnevnik"]) {
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
