/** The directory on paper: what is printed of the widget, and the sheet on which all of it is. */
import { expect, faults, JAVNO, SCRIPT } from "./host";
import { ALL, LINK, shown, TOWN } from "./organisations";
import { test } from "./server";

test("printed, it is a list: every organisation has its address, and nothing else is there", async ({ page }) => {
  const widget = await shown(page);
  const parts = ["[type=search]", ".abc", ".facets", ".found > .btn", ".mine"];
  for (const what of parts) await expect(widget.locator(what)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const what of parts) await expect(widget.locator(what)).toBeHidden();
  const link = widget.locator(".entry a").first();
  expect(await link.evaluate((a) => getComputedStyle(a, "::after").content)).toContain(`/${TOWN}/organizacija/org_`);
});

/** How it is said on paper that not all of a list is there, and where all of it is. */
const MISSING = {
  "sr-Latn": (all: number) => `20 od ${all} – cijeli spisak:`,
  "sr-Cyrl": (all: number) => `20 од ${all} – цијели списак:`,
  bs: (all: number) => `20 od ${all} – cijeli spisak:`,
  hr: (all: number) => `20 od ${all} – cijeli popis:`,
  en: (all: number) => `20 of ${all} – the whole list:`,
};

for (const [lang, missing] of Object.entries(MISSING)) {
  test(`printed, a list that is not all there says so, and all of it is at the address (${lang})`, async ({ page, host }) => {
    const inPage = (attributes: string) =>
      host(`${SCRIPT}<javno-directory lang="${lang}" ${attributes}>${LINK}</javno-directory>`);
    const widget = await shown(page, await inPage(`municipality="${TOWN}"`));
    const paper = widget.locator(".paper");
    await expect(paper).toBeHidden();
    await page.emulateMedia({ media: "print" });
    await expect(paper).toBeVisible();
    const text = (await paper.textContent()) ?? "";
    expect(text).toContain(missing(ALL));
    const [address = ""] = /http\S+$/.exec(text) ?? [];
    if (lang === "sr-Latn") await page.screenshot({ path: "out/directory-printed.png", fullPage: true });

    // On the sheet are all, on paper too: no name is there less than in the widget when it has shown more.
    await page.emulateMedia({ media: "screen" });
    await widget.locator(".found > .btn").click();
    await expect(widget.locator(".entry")).toHaveCount(ALL);
    const names = await widget.locator(".entry a").allTextContents();
    await expect(paper).toHaveCount(0);
    await page.goto(address);
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator("tbody tr th a");
    await expect(sheet).toHaveText(names);
    for (const one of await sheet.all()) await expect(one).toBeVisible();
    for (const gone of [".find", ".back", ".abc"]) await expect(page.locator(gone).filter({ visible: true })).toHaveCount(0);
    if (lang === "sr-Latn") await page.screenshot({ path: "out/sheet-printed.png", fullPage: true });
    await page.emulateMedia({ media: "screen" });
    expect(await faults(page)).toEqual([]);
  });
}

test("the sheet for paper is narrowed as the widget was", async ({ page }) => {
  const widget = await shown(page);
  const said = widget.locator(".said");
  // All areas in which there are several.
  for (const area of await widget.locator(".areas label").all())
    if (!/\D1$/.test((await area.textContent()) ?? "")) await area.getByRole("checkbox").check();
  await expect(said).toHaveText(/^2[1-4] organizacij[ae]$/);
  const [, some] = /^(\d+)/.exec((await said.textContent()) ?? "") ?? [];
  const text = (await widget.locator(".paper").textContent()) ?? "";
  expect(text).toContain(`20 od ${some} – cijeli spisak:`);
  const [address = ""] = /http\S+$/.exec(text) ?? [];
  await widget.locator(".found > .btn").click();
  await expect(widget.locator(".entry")).toHaveCount(Number(some));
  const names = await widget.locator(".entry a").allTextContents();
  // Whatever is all there says nothing.
  await expect(widget.locator(".paper")).toHaveCount(0);
  await page.goto(address);
  await expect(page.locator("tbody tr th a")).toHaveText(names);
  await expect(page.locator("main")).toContainText("Oblast:");
});

test("the hosted list leads to all of it on one sheet, and is narrowed by seat and status", async ({ page }) => {
  await page.goto(`${JAVNO}/${TOWN}/organizacije?lang=sr-Latn`);
  await expect(page.locator("main li.call")).toHaveCount(20);
  await page.screenshot({ path: "out/directory-hosted.png", fullPage: true });
  await expect(page.getByText("20 od 25")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("20 od 25 – cijeli spisak:")).toBeVisible();
  await page.screenshot({ path: "out/directory-hosted-printed.png", fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Cijeli spisak za štampu" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(ALL);
  await page.screenshot({ path: "out/sheet.png", fullPage: true });
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
});
