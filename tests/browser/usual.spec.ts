/** What is usual in a municipality: when comments can be read on its new consultations. */
import { deskOf, enterBy, invited } from "./desk";
import { expect, faults, test } from "./host";

const TOWN = "rudo";

test("an administrator says what is usual, and a new consultation begins with it", async ({ page }) => {
  await enterBy(page, await invited(TOWN, "uobicajeno@rudo.example", "admin", "editor"));
  await page.goto(`${deskOf(TOWN)}/rasprave`);
  await page.getByRole("button", { name: "Uobičajeno pregledanje komentara…" }).click();
  const dialog = page.getByRole("dialog");
  const email = dialog.getByLabel("Potvrda e-pošte");
  await expect(email).toHaveValue("NEVER");
  await dialog.getByLabel("Kada se komentar vidi").selectOption("Prvih nekoliko poslije pregleda, ostali odmah");
  // Whoever commented before is known by an address: that is said before anything is saved, and asked for.
  await expect(dialog.getByText(/Ko komentariše poznaje se po adresi/)).toBeVisible();
  await expect(email).toHaveValue("WHEN_GIVEN");
  await expect(email.locator("option")).toHaveText(["Ako je upisana", "Uvijek"]);
  await dialog.getByLabel("Koliko prvih se pregleda").fill("0");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog.locator(".error")).toBeVisible();
  await dialog.getByLabel("Koliko prvih se pregleda").fill("2");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/desk-usual.png", fullPage: true });
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await expect(page).toHaveURL(/con_/);
  await expect(page.getByLabel("Kada se komentar vidi")).toHaveValue("FIRST_N");
  await expect(page.getByLabel("Koliko prvih se pregleda")).toHaveValue("2");
  await expect(page.getByLabel("Potvrda e-pošte")).toHaveValue("WHEN_GIVEN");
  // This one may differ.
  await page.getByLabel("Kada se komentar vidi").selectOption("Odmah, a službenik ga pregleda poslije");
  await page.getByLabel("Potvrda e-pošte").selectOption("Ne traži se");
  await page.getByLabel("Kada se komentar vidi").selectOption("Prvih nekoliko poslije pregleda, ostali odmah");
  await expect(page.getByLabel("Potvrda e-pošte")).toHaveValue("WHEN_GIVEN");
  await page.goto(`${deskOf(TOWN)}/dnevnik`);
  await expect(page.getByRole("cell", { name: /^Izmijenjeni podaci opštine/ }).first()).toBeVisible();
  await expect(page.locator(".changes ins").filter({ hasText: "Prvih nekoliko poslije pregleda" })).toBeVisible();
});
