/** A call with everything that a call can have, written at the desk, and what readers get of it. */
import type { Locator, Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { type Server, test } from "./server";

/** A day so far ahead, as officials write it. */
const ahead = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}.`;
};

/** Sits down at Trebinje's desk and begins a call. */
async function begin(server: Server, page: Page) {
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "editor", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).waitFor();
}

/** What stands in the fields, in their order. */
const fields = (page: Page) =>
  page.locator(".sections").evaluate((form) => {
    const all = form.querySelectorAll<HTMLInputElement>("input:not([type=file]), textarea, select");
    return [...all].map((field) => (field.type === "checkbox" ? `${field.checked}` : field.value));
  });

/** What somebody reads there, in one line. */
const text = async (place: Locator) => (await place.innerText()).replace(/\s+/g, " ").trim();

/** That the preview of the only call says word for word what its widget says. */
async function alike(server: Server, page: Page, host: (body: string) => Promise<string>) {
  const preview = page.locator(".preview");
  for (const [script, lang] of [["Latinica", "sr-Latn"], ["Ћирилица", "sr-Cyrl"]] as const) {
    await preview.getByRole("button", { name: script }).click();
    // What this browser was told before it would keep for a while.
    const foreign = await (await page.context().browser()?.newContext())?.newPage();
    if (!foreign) throw new Error("no other browser");
    const link = `<a href="${server.url}/trebinje/pozivi">Pozivi</a>`;
    const widget = `<javno-open-calls municipality="trebinje" lang="${lang}">${link}</javno-open-calls>`;
    await foreign.goto(await host(`<script async src="${server.url}/w/v1/javno.js"></script>${widget}`));
    const entry = foreign.locator("javno-open-calls .call");
    await expect(entry).toBeVisible();
    const inList = await text(entry);
    await entry.getByRole("link").click();
    const article = foreign.locator("javno-open-calls article");
    await expect(article).toBeVisible();
    const whole = await text(article);
    expect(whole.length).toBeGreaterThan(300);

    await preview.getByRole("button", { name: "U spisku" }).click();
    await expect.poll(() => text(preview.locator(".call"))).toBe(inList);
    await preview.getByRole("button", { name: "Cijeli poziv" }).click();
    await expect.poll(() => text(preview.locator("article"))).toBe(whole);
    await foreign.context().close();
  }
}

const TITLE = "Javni poziv za ljetne kampove";

test("a call with everything is written, is there after a reload, is published, its page tells it, and the preview told it as the widget does", async ({ serve, page, browser, host }) => {
  test.slow();
  const server = await serve();
  await begin(server, page);
  const part = (name: string) => page.locator(`#${name}`);
  const saved = page.getByText("Sačuvano u");

  const basics = part("basics");
  await basics.getByLabel("Naslov", { exact: true }).fill(TITLE);
  await basics.getByLabel("Opis", { exact: true }).fill("Kampovi za djecu na jezeru.");
  await basics.getByLabel("Datum na oglasu", { exact: true }).fill(ahead(-3));
  await basics.getByLabel("Broj akta").fill("02-400-118/26");

  // A day without its hour, and days that do not follow each other, are pointed out where they stand, and keep nobody.
  const dates = part("dates");
  const hour = (of: string) => dates.getByLabel(new RegExp(`^${of}: Sat`));
  await dates.getByLabel("Rok za prijavu", { exact: true }).fill(ahead(30));
  await page.keyboard.press("Tab");
  await expect(dates.getByText("Sat nije naveden.")).toBeVisible();
  await dates.getByLabel("Pitanja do", { exact: true }).fill(ahead(40));
  await page.keyboard.press("Tab");
  await expect(dates.getByText("Datumi nisu po redu.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await hour("Rok za prijavu").fill("14");
  await page.keyboard.press("Tab");
  await expect(dates.getByText("Sat nije naveden.")).toHaveCount(0);
  await dates.getByLabel("Pitanja do", { exact: true }).fill(ahead(20));
  await page.keyboard.press("Tab");
  await expect(dates.getByText("Datumi nisu po redu.")).toHaveCount(0);
  await dates.getByLabel("Napomena o roku", { exact: true }).fill("Važi datum na poštanskom žigu.");
  await dates.getByLabel("Prijave se primaju od", { exact: true }).fill(ahead(-1));
  await hour("Prijave se primaju od").fill("8.00");
  await dates.getByLabel("Rok za prigovor", { exact: true }).fill(ahead(60));
  await dates.getByLabel("Rang-lista do", { exact: true }).fill(ahead(50));

  const money = part("money");
  await money.getByLabel("Ukupna sredstva", { exact: true }).fill("45.000");
  await money.getByLabel("Najmanje po projektu", { exact: true }).fill("1.000");
  await money.getByLabel("Najviše po projektu", { exact: true }).fill("3.000,50");
  await money.getByLabel(/^Vlastito učešće/).fill("10");
  await money.getByLabel(/^Najkraći projekat/).fill("1");
  await money.getByLabel(/^Najduži projekat/).fill("6");

  const who = part("who");
  await who.getByLabel("Ko se može prijaviti", { exact: true }).fill("Udruženja koja rade s djecom.");
  await who.getByLabel("udruženja", { exact: true }).check();
  await who.getByLabel("sportski klubovi", { exact: true }).check();
  await who.getByLabel("Sjedište u", { exact: true }).fill("Na području grada Trebinja");
  await who.getByLabel("Registrovane prije", { exact: true }).fill("31. 12. 2024.");

  const areas = part("areas");
  await areas.getByRole("checkbox", { name: "Sport i rekreacija" }).check();
  await areas.getByRole("button", { name: "Dodaj lot" }).click();
  await expect(areas.getByLabel("Lot 1", { exact: true })).toBeFocused();
  await areas.getByLabel("Lot 1", { exact: true }).fill("Kampovi na vodi");
  await areas.getByLabel("Ukupna sredstva", { exact: true }).fill("20.000");
  await areas.getByLabel("Najmanje po projektu", { exact: true }).fill("1.500");
  await areas.getByLabel("Najviše po projektu", { exact: true }).fill("2.500");
  await areas.getByLabel("Najviše po podnosiocu", { exact: true }).fill("5.000");
  await areas.getByLabel("Oblast", { exact: true }).selectOption({ label: "Zaštita životne sredine" });

  const documents = part("documents");
  await documents.getByRole("button", { name: "Dodaj na spisak bez datoteke" }).click();
  await documents.getByLabel("Naziv", { exact: true }).fill("Rješenje o registraciji");
  await expect(documents.getByLabel("Namjena")).toHaveValue("BRING");

  const events = part("events");
  await events.getByRole("button", { name: "Dodaj događaj" }).click();
  await events.getByLabel("Šta je").selectOption({ label: "Obuka" });
  await events.getByLabel("Kada", { exact: true }).fill(ahead(10));
  await events.getByLabel(/^Kada: Sat/).fill("17.30");
  await events.getByLabel("Gdje", { exact: true }).fill("Dom omladine");
  await events.getByLabel("Adresa zapisnika").fill("https://primjer.example/zapisnik.pdf");

  const contact = part("contact");
  await contact.getByLabel("Kontakt", { exact: true }).fill("Kancelarija 14, 059 220 000");
  await contact.getByLabel("Pravni osnov", { exact: true }).fill("Odluka o budžetu Grada");
  await page.keyboard.press("Tab");
  await expect(saved).toBeVisible();
  expect(await faults(page)).toEqual([]);

  const before = await fields(page);
  for (const one of [TITLE, "Kampovi na vodi", "Dom omladine", "Na području grada Trebinja", ahead(30), "14.00", "17.30"]) expect(before).toContain(one);
  await page.reload();
  await expect(basics.getByLabel("Naslov", { exact: true })).toHaveValue(TITLE);
  expect(await fields(page)).toEqual(before);

  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("button", { name: "Objavi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();
  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(`${address}?lang=sr-Latn`);
  const told = await text(reader.locator("article"));
  for (const one of [
    TITLE,
    "Kampovi za djecu na jezeru.",
    `Objavljeno ${ahead(-3)}`,
    "02-400-118/26",
    "Važi datum na poštanskom žigu.",
    `Početak prijava ${ahead(-1)} u 08.00 časova`,
    `Rok za pitanja do kraja dana ${ahead(20)}`,
    `Rok za prijavu do ${ahead(30)} u 14.00 časova`,
    `Rang-lista ${ahead(50)}`,
    `Rok za prigovor do kraja dana ${ahead(60)}`,
    "45.000 KM",
    "1.000–3.000,50 KM",
    "najmanje 10 %",
    "Udruženja koja rade s djecom.",
    "udruženje, sportski klub",
    "Na području grada Trebinja",
    "31. 12. 2024.",
    "Sport i rekreacija",
    "1. Kampovi na vodi · Zaštita životne sredine",
    "ukupno 20.000 KM",
    "1.500–2.500 KM po projektu",
    "najviše 5.000 KM po podnosiocu",
    "Rješenje o registraciji",
    "prilaže se uz prijavu",
    `Obuka ${ahead(10)} u 17.30 časova`,
    "Dom omladine",
    "Kancelarija 14, 059 220 000",
    "Odluka o budžetu Grada",
  ])
    expect.soft(told).toContain(one);
  await expect(reader.getByRole("link", { name: "Zapisnik" })).toHaveAttribute("href", "https://primjer.example/zapisnik.pdf");

  // What the desk shows beforehand is what the widget shows in a foreign page, in the list and opened, in both scripts; of a
  // call that was corrected and extended, too.
  const deed = async (name: string, reason: string, fill: () => Promise<void>) => {
    await page.getByRole("button", { name: `${name}…` }).click();
    await fill();
    await page.getByRole("dialog").getByLabel("Razlog").fill(reason);
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await alike(server, page, host);
  await basics.getByLabel("Naslov", { exact: true }).fill("Javni poziv za zimske i ljetne kampove");
  await deed("Objavi izmjene", "Dodati su zimski kampovi.", async () => {});
  await page.locator("summary", { hasText: "Još radnji" }).click();
  await deed("Produži rok", "Praznici.", () => page.getByRole("dialog").getByLabel("Novi rok", { exact: true }).fill(ahead(35)));
  await alike(server, page, host);
});
