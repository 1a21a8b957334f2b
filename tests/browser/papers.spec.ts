/** Documents of a consultation: sent at the desk, had by whoever reads, replaced; and the one before can still be had. */
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { enterBy, invited, pdf } from "./desk";
import { faults } from "./host";
import { JAVNO } from "./playwright.config";

/** What comes when somebody follows a link to a file: under what name, and which bytes. */
async function had(page: Page, link: Locator) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("a file is sent, published and replaced, and whoever reads has both", async ({ page, browser, request }) => {
  test.slow();
  await enterBy(page, await invited("gradiska", "dokumenti@gradiska.example", "editor", "moderator", "admin"));
  const [first, second] = [pdf("Obrazlozenje nacrta.pdf"), pdf("Obrazlozenje ispravljeno.pdf")];
  second.buffer = Buffer.from(`${second.buffer}% ispravljeno\n`);
  await page.getByRole("link", { name: "Javne rasprave" }).click();
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Javna rasprava o trgu");
  const far = new Date(Date.now() + 30 * 86_400_000);
  await page
    .getByLabel("Komentari do", { exact: true })
    .fill(`${far.getDate()}. ${far.getMonth() + 1}. ${far.getFullYear()}.`);
  await page.keyboard.press("Tab");

  // How far it has come is told while it comes; what was typed before is saved first.
  const papers = page.locator("#partDocuments .paper");
  await page.route(
    /\/desk\/consultations\/[^/]+\/documents/,
    async (route) => {
      await expect(page.getByRole("progressbar", { name: "Slanje: Obrazlozenje nacrta.pdf" })).toBeVisible();
      await route.continue();
    },
    { times: 1 },
  );
  await page.locator("#partDocuments input[type=file]").last().setInputFiles(first);
  await expect(papers).toHaveCount(1);
  await expect(papers.getByLabel("Naziv", { exact: true })).toHaveValue("Obrazlozenje nacrta");
  await expect(papers.getByLabel("Namjena")).toHaveValue("EXPLANATION");
  await expect(papers.getByRole("link", { name: first.name })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi raspravu…" }).click();
  await page.getByRole("button", { name: "Objavi raspravu", exact: true }).click();
  await expect(page.getByText("Rasprava je objavljena.")).toBeVisible();

  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${address.split("?")[0]}?lang=sr-Latn`);
  const link = reader.getByRole("link", { name: "Obrazlozenje nacrta" });
  await expect(reader.getByText("obrazloženje · PDF, 1 kB")).toBeVisible();
  const old = (await link.getAttribute("href")) ?? "";
  expect(old).toMatch(new RegExp(`^${JAVNO}/files/cfile_`));
  expect(await had(reader, link)).toEqual({ name: first.name, bytes: first.buffer });

  // The next one waits for its reason; until then whoever reads has the first.
  await papers.locator("input[type=file]").setInputFiles(second);
  await expect(papers.getByText("građani ga vide kad objavite izmjene")).toBeVisible();
  await expect(papers.getByText("1 ranija verzija")).toBeVisible();
  // One's own file is nobody else's change.
  await expect(page.getByText(/U međuvremenu je izmijenjeno/)).toHaveCount(0);
  await reader.reload();
  expect(await link.getAttribute("href")).toBe(old);
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Nedostajala je jedna strana.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  await expect(papers.getByText("građani ga vide kad objavite izmjene")).toHaveCount(0);
  await reader.reload();
  await expect(reader.getByText("Nedostajala je jedna strana.")).toBeVisible();
  await expect(reader.getByText(`Obrazlozenje nacrta: ${second.name} (2)`)).toBeVisible();
  expect(await had(reader, link)).toEqual({ name: second.name, bytes: second.buffer });
  expect(await (await request.get(old)).body()).toEqual(first.buffer);

  // The desk lists what was there before.
  await papers.getByText("1 ranija verzija").click();
  expect(await had(page, papers.getByRole("link", { name: "Verzija 1" }))).toEqual({ name: first.name, bytes: first.buffer });
});
