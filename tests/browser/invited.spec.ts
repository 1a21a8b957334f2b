/** Whoever was invited and did not come in time is still seen, and is invited again; a letter that would not go is not promised. */
import { expect } from "@playwright/test";
import { open, sitDown } from "./ana";
import { faults } from "./host";
import { test } from "./server";

test("an invitation that is over is offered again, as it was", async ({ serve, page }) => {
  const server = await open(serve);
  await sitDown(server, page);
  await page.getByRole("link", { name: "Ljudi i uloge" }).click();
  const dialog = page.getByRole("dialog", { name: "Pozovite osobu" });
  const send = () => dialog.getByRole("button", { name: "Pošalji pozivnicu" }).click();
  await page.getByRole("button", { name: "Pozovi osobu" }).click();
  await dialog.getByLabel("Adresa e-pošte").fill("jovan@trebinje.example");
  await dialog.locator("#invite-name").fill("Jovan Jović");
  await send();
  await expect(page.getByText("Pozivnica je poslana na jovan@trebinje.example.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Povuci pozivnicu\s*: Jovan Jović/ })).toBeVisible();

  // Two weeks later.
  await page.route("**/graphql", async (route) => {
    // A stream has no end to wait for.
    if (route.request().headers().accept?.includes("event-stream")) return route.fallback();
    const answer = await route.fetch();
    const text = await answer.text();
    await route.fulfill({ response: answer, body: text.replace(/"expiresAt":"\d{4}/g, '"expiresAt":"2020') });
  });
  await page.reload();
  const again = page.getByRole("button", { name: /^Pozovi ponovo\s*: Jovan Jović/ });
  await expect(page.getByText(/^istekla /)).toBeVisible();
  await again.click();
  await expect(dialog.getByLabel("Adresa e-pošte")).toHaveValue("jovan@trebinje.example");
  await expect(dialog.locator("#invite-name")).toHaveValue("Jovan Jović");
  expect(await faults(page)).toEqual([]);
  await send();
  await expect(dialog).toHaveCount(0);
  // The row that was pressed in is gone.
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();

  // Three letters an hour go to one address.
  for (const last of [false, true]) {
    await again.first().click();
    await send();
    if (!last) await expect(dialog).toHaveCount(0);
  }
  await expect(dialog.getByRole("alert")).toContainText("već poslano nekoliko pozivnica");
});

test("whoever takes an invitation back goes on at the heading of the page", async ({ serve, page }) => {
  const server = await open(serve);
  await sitDown(server, page);
  await page.getByRole("link", { name: "Ljudi i uloge" }).click();
  await page.getByRole("button", { name: "Pozovi osobu" }).click();
  const dialog = page.getByRole("dialog", { name: "Pozovite osobu" });
  await dialog.getByLabel("Adresa e-pošte").fill("jovan@trebinje.example");
  await dialog.locator("#invite-name").fill("Jovan Jović");
  await dialog.getByRole("button", { name: "Pošalji pozivnicu" }).click();
  const revoke = page.getByRole("button", { name: /^Povuci pozivnicu\s*: Jovan Jović/ });
  await revoke.click();
  await expect(revoke).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
