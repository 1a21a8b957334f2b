/** The page of a receipt, on a small phone and without any script: another text, files, and taking it back. */
import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { consultation, faults } from "./host";
import { JAVNO } from "./playwright.config";

const PDF = readFileSync("../../backend/data/demo/smjernice.pdf");

/** The exercise that is open, of Trebinje. */
const open = () => consultation("trebinje", "OPEN");

/** Comments, without any script; where the receipt is. */
async function commented(browser: Browser, text: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  await page.goto(`${JAVNO}/trebinje/rasprava/${await open()}/komentari?lang=sr-Cyrl&pisem=1`);
  await page.getByLabel(/Ваш коментар/).fill(text);
  await page.getByLabel("без имена").check();
  await page.getByRole("button", { name: "Пошаљите коментар" }).click();
  await expect(page.getByRole("heading", { name: "Потврда о коментару" })).toBeVisible();
  return page;
}

/** What axe finds on such a page, and what sticks out at 320 pixels; the page itself has no script to run axe with. */
async function found(browser: Browser, address: string): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  await page.goto(address);
  for (const folded of await page.locator("summary").all()) await folded.click();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  const all = [...(await faults(page)), ...(wide > 320 ? [`${wide} pixels wide`] : [])];
  for (const control of await page.locator("main").locator("button, summary, textarea, [type=file]").all()) {
    const height = (await control.boundingBox())?.height ?? 0;
    if (height < 44) all.push(`${await control.textContent()}: ${height} pixels high`);
  }
  await page.screenshot({ path: "out/receipt-320.png", fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.screenshot({ path: "out/receipt-1280.png", fullPage: true });
  await context.close();
  return all;
}

test("a comment is changed, and taken back for good", async ({ browser }) => {
  const page = await commented(browser, "Паркови треба да буду отворени до десет.");
  const address = page.url();
  await page.locator("summary").click();
  const text = page.getByLabel("Текст коментара");
  await expect(text).toHaveValue("Паркови треба да буду отворени до десет.");
  // What is refused says why, and what was written is still there.
  await text.fill("  ");
  await page.getByRole("button", { name: "Сачувајте измјену" }).click();
  await expect(text).toHaveAccessibleDescription(/Обавезно поље/);
  await expect(page.getByRole("alert")).toBeVisible();
  await text.fill("Паркови треба да буду отворени до поноћи.");
  await page.getByRole("button", { name: "Сачувајте измјену" }).click();
  await expect(page.locator("blockquote")).toHaveText("Паркови треба да буду отворени до поноћи.");
  await expect(page.getByText("Чека преглед прије објаве.")).toBeVisible();
  expect(page.url()).toBe(address);
  expect(await found(browser, address)).toEqual([]);

  await page.locator("summary").click();
  await page.getByRole("button", { name: "Повуците коментар" }).click();
  await expect(page.getByText("Повучен је.")).toBeVisible();
  await expect(page.locator("form")).toHaveCount(0);
  expect(await found(browser, address)).toEqual([]);
  await page.context().close();
});

test("a file is added to a comment and taken back; what is no document is refused with a reason", async ({ browser }) => {
  const page = await commented(browser, "Прилажем план игралишта.");
  const address = page.url();
  /** Sends a file, which is answered so. */
  const send = async (name: string, buffer: Buffer, status: number) => {
    await page.getByLabel("Додајте фајл").setInputFiles({ name, mimeType: "application/pdf", buffer });
    const sent = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.getByRole("button", { name: "Пошаљите фајл" }).click();
    expect((await sent).status(), await page.locator("main").textContent() ?? "").toBe(status);
  };
  const files = page.locator(".files li");
  await send("План игралишта, приједлог мјештана, друга верзија.pdf", PDF, 303);
  await expect(files).toHaveCount(1);
  await expect(files).toContainText("План игралишта, приједлог мјештана, друга верзија.pdf");
  await expect(files.locator(".size")).toHaveText(`${Math.ceil(PDF.length / 1000)} кБ`);
  expect(await found(browser, address)).toEqual([]);

  await send("plan.html", Buffer.from("<!doctype html><script>alert(1)</script>"), 422);
  await expect(page.getByRole("alert")).toContainText("Овакав фајл се не прима.");
  await expect(page.getByLabel("Додајте фајл")).toHaveAccessibleDescription(/Овакав фајл се не прима/);
  await expect(files).toHaveCount(1);

  await page.getByRole("button", { name: /^Уклоните: План игралишта/ }).click();
  await expect(files).toHaveCount(0);
  await expect(page.getByLabel("Додајте фајл")).toBeVisible();
  await page.context().close();
});
