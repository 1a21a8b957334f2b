/** One's own account at the desk: in by a code when the key is not at hand, another key, other devices, access for a program. */
import { expect } from "@playwright/test";
import { byCode, byLetter, open, sitDown } from "./ana";
import { faults } from "./host";
import { test } from "./server";

test("without the key at hand a code lets one in, once, and a new key is made with it", async ({ serve, page, browser }) => {
  test.slow();
  const server = await open(serve);
  const [code = ""] = await sitDown(server, page);
  const other = await byLetter(server, browser);

  // Nothing of the desk is there before the second step, and what is wrong says what to do.
  await other.goto(`${server.url}/desk/trebinje/pozivi`);
  await other.getByRole("heading", { name: "Potvrdite da ste to Vi" }).waitFor();
  await other.getByText("Uređaj s ključem nije pri ruci?").click();
  await other.getByRole("button", { name: "Prijavi me kodom" }).click();
  await expect(other.getByLabel("Rezervni kod")).toBeFocused();
  await expect(other.getByLabel("Rezervni kod")).toHaveAccessibleDescription(/Unesite kod\./);
  await other.getByLabel("Rezervni kod").fill("aaaa-bbbb-cccc");
  await other.getByRole("button", { name: "Prijavi me kodom" }).click();
  await expect(other.getByLabel("Rezervni kod")).toHaveAccessibleDescription(/nije ispravan ili je već upotrijebljen/);
  expect(await faults(other)).toEqual([]);
  await other.getByLabel("Rezervni kod").fill(code);
  await other.getByRole("button", { name: "Prijavi me kodom" }).click();
  await expect(other.getByText("Ostalo je 7 rezervnih kodova.")).toBeVisible();

  // The device at hand gets a key of its own; then the lost one can go, and the last one cannot.
  await other.goto(`${server.url}/desk/nalog`);
  await expect(other.getByText("Ovo je Vaš jedini ključ. Prvo dodajte drugi.")).toBeVisible();
  await other.getByRole("button", { name: "Dodaj ključ" }).click();
  await other.getByLabel("Kako da nazovemo ovaj ključ").fill("Telefon");
  await other.getByRole("button", { name: "Napravi ključ" }).click();
  await expect(other.getByText("Ključ je dodat.")).toBeVisible();
  expect(await faults(other)).toEqual([]);
  await other.getByRole("button", { name: "Ukloni ključ: Moj uređaj" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Ukloni" }).click();
  await expect(other.getByText("Ovo je Vaš jedini ključ. Prvo dodajte drugi.")).toBeVisible();
  await expect(other.getByText("Telefon")).toBeVisible();
  await other.screenshot({ path: "out/account.png", fullPage: true });

  // The same code a second time is none.
  const third = await byLetter(server, browser);
  await third.getByText("Uređaj s ključem nije pri ruci?").click();
  await third.getByLabel("Rezervni kod").fill(code);
  await third.getByRole("button", { name: "Prijavi me kodom" }).click();
  await expect(third.getByLabel("Rezervni kod")).toHaveAccessibleDescription(/nije ispravan ili je već upotrijebljen/);
});

test("other devices are seen and signed out, and learn it; a program has the access it was given, until that is taken back", async ({ serve, page, browser }) => {
  test.slow();
  const server = await open(serve);
  const [code = "", another = ""] = await sitDown(server, page);
  const [other, third] = [await byCode(server, browser, code), await byCode(server, browser, another)];

  // One alone, and nobody else with it.
  await third.goto(`${server.url}/desk/nalog`);
  await page.goto(`${server.url}/desk/nalog`);
  await expect(page.getByText("ovaj uređaj")).toHaveCount(1);
  const ends = page.getByRole("button", { name: /^Odjavi\s*:/ });
  await expect(ends).toHaveCount(2);
  // The newest stands first.
  await ends.first().click();
  await expect(page.getByText("Uređaj je odjavljen.")).toBeVisible();
  await expect(ends).toHaveCount(1);
  expect(await faults(page)).toEqual([]);
  await third.reload();
  await expect(third.getByLabel(/^(Adresa e-pošte|Адреса е-поште)/)).toBeVisible();
  await other.reload();
  await other.getByRole("heading", { name: /^(Danas|Данас)/ }).waitFor();
  await page.getByRole("button", { name: "Odjavi sve ostale" }).click();
  await expect(page.getByText("Svi ostali uređaji su odjavljeni.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Odjavi sve ostale" })).toHaveCount(0);
  await other.reload();
  await expect(other.getByLabel(/^(Adresa e-pošte|Адреса е-поште)/)).toBeVisible();

  // What is missing is said before anything is made; the secret is shown once.
  await page.getByRole("button", { name: "Novi pristup…" }).click();
  await page.getByRole("button", { name: "Napravi", exact: true }).click();
  await expect(page.getByLabel("Za šta je")).toBeFocused();
  await page.getByLabel("Za šta je").fill("Sajt opštine");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Napravi", exact: true }).click();
  await expect(page.getByText("Kopirajte je sada: više se neće prikazati.")).toBeVisible();
  const secret = (await page.locator("code.secret").textContent()) ?? "";
  await page.getByRole("button", { name: "Zatvori" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  const asked = async (query: string) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
    const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
    return (await answer.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  };
  const read = '{ desk(municipality: "trebinje") { municipality { slug } } }';
  expect(await asked(read)).toEqual({ data: { desk: { municipality: { slug: "trebinje" } } } });
  // It may read, and nothing more.
  const write = 'mutation { createCall(input: { municipality: "trebinje", content: { kind: PROJECTS } }) { errors { code } } }';
  expect(JSON.stringify(await asked(write))).toContain('"FORBIDDEN"');

  await page.getByRole("button", { name: "Ukini pristup: Sajt opštine" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ukini" }).click();
  await expect(page.getByText("Pristup je ukinut.")).toBeVisible();
  expect((await asked(read)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
});

test("a name that is changed is the new one in all that is sent, and stays", async ({ serve, page }) => {
  const server = await open(serve);
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/nalog`);
  const sent: string[] = [];
  page.on("request", (request) => {
    const { input } = request.method() === "POST" ? (request.postDataJSON()?.variables ?? {}) : {};
    if (input?.name) sent.push(input.name);
  });
  await page.getByLabel("Ime i prezime").fill("Ana Nova");
  await page.getByRole("button", { name: "Sačuvaj", exact: true }).click();
  await expect(page.getByRole("status").getByText("Sačuvano.", { exact: true })).toBeVisible();
  expect([...new Set(sent)]).toEqual(["Ana Nova"]);
  await page.reload();
  await expect(page.getByLabel("Ime i prezime")).toHaveValue("Ana Nova");
});
