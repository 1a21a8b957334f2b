/** What a screen reader is told of the widgets, from Chromium's own accessibility tree. */
import type { Locator, Page } from "@playwright/test";
import { consultation, expect, RICH, shown, test } from "./host";
import { SITE } from "./playwright.config";
import { heard, kept, raw, tree, wrong } from "./tree";

const told = async (page: Page, role: string, name: RegExp) => heard(await tree(page), role, name);

test("the list of calls", async ({ page }) => {
  await shown(page, `${SITE}/trebinje?pismo=lat`);
  kept(await told(page, "region", /^Javni pozivi$/), "calls.txt");
});

test("a call that is opened from it", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await widget.getByRole("link", { name: RICH }).click();
  await expect(widget.locator(".title")).toBeFocused();
  kept(await told(page, "region", /^Javni pozivi$/), "call.txt");
});

/** A consultation that is shown, in the municipality's own site. */
async function debate(page: Page, municipality: string, status: string): Promise<Locator> {
  await page.goto(`${SITE}/${municipality}/rasprave?pismo=lat&rasprava=${await consultation(municipality, status)}`);
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article").first()).toBeVisible();
  return widget;
}

test("a consultation that is over, with what was said and answered", async ({ page }) => {
  const widget = await debate(page, "bijeljina", "REPORT");
  await widget.locator(".talk > button").first().click();
  await expect(widget.locator(".thread li").first()).toBeVisible();
  kept(await told(page, "region", /^Javne rasprave$/), "consultation.txt");
});

test("the form of a consultation, and what is wrong in it", async ({ page }) => {
  const widget = await debate(page, "trebinje", "OPEN");
  await widget.getByRole("button", { name: /Član 12/ }).click();
  const form = widget.locator("form.form");
  await form.locator("button.main").click();
  await expect(form.locator("[aria-invalid=true]").first()).toBeFocused({ timeout: 30_000 });
  await form.evaluate((form) => form.setAttribute("aria-label", "the form"));
  kept(await told(page, "form", /^the form$/), "form.txt");
});

test("the directory, and an organisation that is opened from it", async ({ page }) => {
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry").first()).toBeVisible();
  kept(await told(page, "region", /^Organizacije$/), "directory.txt");
  await widget.locator(".entry a").first().click();
  await expect(widget.locator(".title")).toBeFocused();
  kept(await told(page, "region", /^Organizacije$/), "organisation.txt");
});

test("a name and a state that are lost are missed", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  const before = await told(page, "region", /^Javni pozivi$/);
  const lost = async (without: (root: ShadowRoot) => void) => {
    await widget.evaluate((one, without) => new Function("root", `(${without})(root)`)(one.shadowRoot), without.toString());
    const now = await told(page, "region", /^Javni pozivi$/);
    return before.filter((line) => !now.includes(line)).map((line) => line.trim());
  };
  const search = await lost((root) => {
    for (const name of ["aria-label", "placeholder"]) root.querySelector("input[type=search]")?.removeAttribute(name);
  });
  expect(search).toEqual(['searchbox "Pretraži pozive"']);
  const tab = await lost((root) => root.querySelector("[role=tab][aria-selected=true]")?.removeAttribute("aria-selected"));
  expect(tab).toEqual(['tab "Otvoreni #" [selected]', ...search]);
  expect(await lost((root) => root.querySelector("section")?.removeAttribute("aria-label"))).toHaveLength(before.length);
});

test("what a page must not say is heard", async ({ page, host }) => {
  await page.goto(await host(`<header>Opština</header><main><h1>Jedna</h1><h3>Treća</h3><nav>Ovdje</nav><nav>Tamo</nav>
    <button></button><p>page.skip</p><p>još undefined dana</p><p>[object Object]</p><p>Do {date}</p></main>`));
  expect(wrong(await tree(page)).map((one) => one.replace(/:.*/, ""))).toEqual([
    "a button has no name",
    "StaticText says page.skip",
    "StaticText says undefined",
    "StaticText says [object",
    "StaticText says {date}",
    "a level is left out",
    "two parts are called navigation",
  ]);
  // What people write is no key: addresses, files, names of settings.
  expect(["www.trebinje.rs", "javno.txt", "allowed_origins", "Osnovna škola", "iCal"].map(raw).filter(Boolean)).toEqual([]);
});
