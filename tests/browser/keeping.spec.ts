/** The directory at the desk: a list is brought, mended by hand, two records become one, and the list is taken back. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { type Server, test } from "./server";
import { workbook } from "./workbook";

const LIST = `Rb;Naziv udruženja;JIB;Sjedište;Telefon;E-mail;Predsjednik
1;Omladinski klub „Most“;4401017720006;Trebinje;059 220 100;most@primjer.example;Ana Anić
2;KUD „Sloga“;;Trebinje;nema;nije adresa;
3;Omladinski klub Most Trebinje;;Trebinje;059 220 100;most@primjer.example;
4;;;Trebinje;;;
5;Planinarsko društvo „Vrh“;;Trebinje;059 220 300;vrh@primjer.example;`;

/** Sits down at Trebinje's desk, as somebody who was invited at the console. */
async function sitDown(server: Server, page: Page) {
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "admin", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

test("a list is brought, mended, merged and taken back", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  const desk = `${server.url}/desk/trebinje`;

  // Nothing is there yet; what to do about it is said.
  await page.getByRole("link", { name: "Registar organizacija" }).click();
  await expect(page.getByText("U registru još nema organizacija")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Uvezi spisak" }).click();
  const file = page.getByLabel("Uvezi spisak");
  await file.setInputFiles({ name: "pokvareno.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004 nije tabela") });
  await expect(page.getByRole("alert")).toContainText("Datoteka se ne može pročitati.");
  await file.setInputFiles({ name: "udruzenja.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) });

  // What the columns hold is guessed, and what would become of each row is said with its cell.
  await expect(page.getByRole("heading", { name: "udruzenja.csv" })).toBeVisible();
  await expect(page.getByLabel("Šta je u koloni Naziv udruženja")).toHaveValue("NAME");
  await expect(page.getByLabel("Šta je u koloni Predsjednik")).toHaveValue("REPRESENTATIVE");
  await expect(page.getByLabel("Šta je u koloni Rb", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: /^Ne mogu se upisati/ }).click();
  await expect(page.getByText("Nema naziva.")).toBeVisible();
  await page.getByRole("button", { name: "S napomenom" }).click();
  await expect(page.locator(".cell-remarks").getByText("F3")).toBeVisible();
  await expect(page.getByText("Nije adresa e-pošte: „nije adresa“.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Šta je u koloni Telefon").selectOption({ label: "naziv" });
  await expect(page.getByText("„naziv“ je izabrano dva puta.")).toBeVisible();
  const run = page.getByRole("button", { name: "Upiši u registar…" });
  await expect(run).toBeDisabled();
  // What is changed while the preview is being made is not lost, and only what was seen is written.
  const planned: (string | null)[][] = [];
  let on = () => {};
  const held = new Promise<void>((go) => (on = go));
  await page.route("**/graphql", async (route) => {
    const { columns } = route.request().postDataJSON()?.variables?.input ?? {};
    if (columns && planned.push(columns) === 1) await held;
    await route.fallback();
  });
  await page.getByLabel("Šta je u koloni Telefon").selectOption({ label: "– izostavi –" });
  await expect(page.getByText("Pregled se pravi ponovo…")).toBeVisible();
  await page.getByLabel("Šta je u koloni Telefon").selectOption({ label: "telefon" });
  await page.getByLabel("Šta je u koloni Predsjednik").selectOption({ label: "– izostavi –" });
  await expect(run).toBeDisabled();
  on();
  await expect(page.getByText("Pregled se pravi ponovo…")).toHaveCount(0);
  await expect(run).toBeEnabled();
  expect(planned).toHaveLength(2);
  expect(planned[1]).toEqual([null, "NAME", "JIB", "SEAT", "PHONE", "EMAIL", null]);
  await page.unroute("**/graphql");
  // Contacts are often somebody's own: they stay in the list until somebody says that they are published ones.
  const publish = page.getByLabel("Objavi ih: organizacije ih same objavljuju ili su pristale");
  await expect(page.getByRole("heading", { name: "Redova s adresom, e-poštom ili telefonom: 3" })).toBeVisible();
  await expect(publish).not.toBeChecked();
  await run.click();
  await expect(page.getByRole("dialog")).toContainText("(ne objavljuje se)");
  await page.keyboard.press("Escape");
  await publish.check();
  await expect(run).toBeEnabled();
  await expect(publish).toBeChecked();
  expect(await faults(page)).toEqual([]);
  await run.click();
  await expect(page.getByRole("dialog")).toContainText("(objavljuje se)");
  await page.getByRole("dialog").getByRole("button", { name: "Upiši u registar" }).click();
  await expect(page.getByText("Spisak je upisan u registar.")).toBeVisible();

  // One fact that cannot be taken keeps all others from being published, and is named.
  await page.getByRole("link", { name: "Registar organizacija" }).click();
  await page.getByRole("searchbox").fill("слога");
  await page.getByRole("link", { name: "KUD „Sloga“" }).click();
  await page.getByLabel("Telefon").fill("059 220 299");
  await page.getByLabel("E-pošta", { exact: true }).fill("nije adresa");
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("ništa od izmjena nije sačuvano ni objavljeno")).toBeVisible();
  await expect(page.getByText("Izmjene nisu sačuvane")).toBeVisible();
  await expect(page.getByLabel("Telefon")).toHaveValue("059 220 299");
  expect(await faults(page)).toEqual([]);
  await page.reload();
  await expect(page.getByLabel("Telefon")).toHaveValue("");

  // A record is mended: what becomes public is shown before, with its reason.
  await page.getByLabel("Telefon").fill("059 220 200");
  // By a key: a page that was loaded anew still scrolls to where it was, and the mouse would be let go over something else.
  await page.getByRole("link", { name: "Danas" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Telefon");
  await page.getByRole("button", { name: "Ostani ovdje" }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await expect(page.getByRole("dialog").locator("ins")).toHaveText("059 220 200");
  await page.getByLabel(/^Razlog/).fill("Javili su se telefonom.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  const read = await page.request.get(((await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "").replace(/^\//, `${server.url}/`));
  expect(await read.text()).toContain("059 220 200");
  await page.getByRole("button", { name: "Istorija" }).click();
  await expect(page.getByRole("dialog").getByText("Javili su se telefonom.")).toBeVisible();
  await page.getByRole("button", { name: "Zatvori" }).click();

  // Two that are one: by keys, which value holds.
  await page.goto(`${desk}/duplikati`);
  await page.getByRole("link", { name: /^Uporedi/ }).click();
  await expect(page.getByRole("heading", { name: "Spajanje dva zapisa" })).toBeVisible();
  const name = page.getByRole("group", { name: "Naziv" });
  await name.getByRole("radio").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(name.getByRole("radio").nth(1)).toBeChecked();
  const kept = (await name.locator(".choice.chosen .lines").textContent()) ?? "";
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Spoji…" }).click();
  await page.getByRole("button", { name: "Spoji zauvijek" }).click();
  await expect(page.getByText("Zapisi su spojeni.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(kept);
  await page.goto(`${desk}/duplikati`);
  await expect(page.getByText("Nema zapisa koji liče jedan na drugi.")).toBeVisible();

  // All of the list is taken back, but for what somebody has changed since.
  await page.getByRole("link", { name: "Uvoz", exact: true }).click();
  await page.getByRole("link", { name: "udruzenja.csv" }).click();
  await page.getByRole("button", { name: "Poništi uvoz…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Poništi uvoz" }).click();
  await expect(page.getByText("Uvoz je poništen.")).toBeVisible();
  await expect(page.getByText(/ostal.* kako jes/)).toBeVisible();
  // It is told afterwards too, and which those are.
  await page.reload();
  await expect(page.getByText(/ostal.* kako jes/)).toBeVisible();
  await page.getByRole("button", { name: /^Ostale u registru/ }).click();
  await expect(page.getByText("Ostaje u registru:").first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.goto(`${desk}/organizacije`);
  await expect(page.getByRole("link", { name: "KUD „Sloga“" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Planinarsko društvo „Vrh“" })).toHaveCount(0);
});

test("a status that soon ends is a pile of its own, and stands where one begins the day", async ({ serve, page }) => {
  const server = await serve();
  await server.organisations("Planinarsko društvo „Vrh“");
  await sitDown(server, page);
  const days = (n: number) => {
    const day = new Date(Date.now() + n * 86_400_000);
    return `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}.`;
  };
  await page.goto(`${server.url}/desk/trebinje/organizacije`);
  const pile = page.getByRole("button", { name: /^Status uskoro ističe/ });
  await expect(page.getByRole("link", { name: "Planinarsko društvo „Vrh“" })).toBeVisible();
  await expect(pile).toHaveCount(0);
  // One that holds for a year is nobody's concern yet; one that ends within thirty days is.
  for (const [name, ends] of [["KUD „Sloga“", 300], ["Omladinski klub „Most“", 20]] as const) {
    await page.goto(`${server.url}/desk/trebinje/organizacije/nova`);
    await page.getByLabel("Naziv", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Dodaj status" }).click();
    await page.getByLabel("Važi do", { exact: true }).fill(days(ends));
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Upiši u registar" }).click();
    await expect(page.getByText("Organizacija je upisana u registar.")).toBeVisible();
  }
  await page.goto(`${server.url}/desk/trebinje`);
  const line = page.getByRole("listitem").filter({ hasText: "Status od interesa ističe" });
  await expect(line).toHaveCount(1);
  await expect(line).toContainText("Omladinski klub „Most“");
  await expect(line).toContainText(days(20));
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Registar organizacija" }).click();
  await expect(page.getByRole("link", { name: "KUD „Sloga“" })).toBeVisible();
  await pile.click();
  await expect(page.getByRole("link", { name: "KUD „Sloga“" })).toHaveCount(0);
  const row = page.getByRole("listitem").filter({ hasText: "Omladinski klub „Most“" });
  await expect(row.getByText(`status do ${days(20)}`)).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

/** What an office might have after years: half in Cyrillic, every fifth row with something wrong in it. */
function yearsOfWork(): string[][] {
  const wrong: [column: number, text: string][] = [[2, "440101772000"], [5, "kod Marka"], [7, "31.11.2018."], [4, "свемир"]];
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const number = i + 1;
    const name = number % 2 ? `Klub broj ${number}` : `Удружење број ${number}`;
    const row = [`${number}`, name, "", number % 3 ? "Билећа" : "Trebinje", "спорт; culture", "", `${1990 + (number % 30)}`, ""];
    const [column, text] = wrong[(number / 5) % 4] ?? [];
    if (column && text) row[column] = text;
    return row;
  });
  return [["R. br.", "Назив удружења", "ЈИБ", "Сједиште", "Област", "Е-пошта", "Година оснивања", "Датум уписа"], ...rows];
}

// Five thousand come in without a browser: `it::lists::five_thousand_rows_come_in_steps_and_go_again`.
test("a thousand messy rows of a workbook come in and go again, and how far it is can be seen", async ({ serve, page }) => {
  test.setTimeout(240_000);
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/uvoz`);
  const buffer = workbook(yearsOfWork());
  await page.getByLabel("Uvezi spisak").setInputFiles({ name: "spisak.xlsx", mimeType: "", buffer });
  await expect(page.getByRole("heading", { name: "spisak.xlsx" })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText("1000 redova")).toBeVisible();

  // Each bad cell is named as the spreadsheet names it, on the first page as on one further on.
  await page.getByRole("button", { name: "S napomenom" }).click();
  const remarks = page.locator(".cell-remarks");
  await expect(remarks.getByText("F6", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Nije adresa e-pošte: „kod Marka“.").first()).toBeVisible();
  await expect(remarks.getByText("H11", { exact: true })).toBeVisible();
  await expect(page.getByText("Takvog dana nema: „31.11.2018.“").first()).toBeVisible();
  await expect(remarks.getByText("E16", { exact: true })).toBeVisible();
  await expect(page.getByText("Nepoznata oblast: „свемир“.").first()).toBeVisible();
  await expect(remarks.getByText("C21", { exact: true })).toBeVisible();
  await expect(page.getByText("JIB nema trinaest cifara: „440101772000“.").first()).toBeVisible();

  /** Waits for the end, and tells how far it was said to be meanwhile. */
  const watched = async (end: string) => {
    const seen = new Set<number>();
    const bar = page.getByRole("progressbar");
    const done = page.getByText(end);
    await expect(bar).toBeVisible();
    while (!(await done.isVisible())) {
      const far = await bar.evaluate((it: HTMLProgressElement) => it.position, undefined, { timeout: 500 }).catch(() => undefined);
      if (far !== undefined) seen.add(far);
      await page.waitForTimeout(200);
    }
    return [...seen];
  };
  await page.getByRole("button", { name: "Upiši u registar…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Upiši u registar" }).click();
  const come = await watched("Spisak je upisan u registar.");
  expect(come.length).toBeGreaterThan(1);
  expect(come).toEqual([...come].sort((a, b) => a - b));
  const count = async () => {
    const query = '{ organisations(filter: { municipality: "trebinje" }) { totalCount } }';
    return (await (await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`)).json()).data.organisations.totalCount;
  };
  expect(await count()).toBe(1000);

  await page.getByRole("button", { name: "Poništi uvoz…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Poništi uvoz" }).click();
  expect((await watched("Uvoz je poništen.")).length).toBeGreaterThan(1);
  expect(await count()).toBe(0);
});

test("what nobody decided about is decided once the list was written, and all is taken back out of the middle", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.organisations("Omladinski klub „Most“", "Planinarsko društvo „Vrh“");
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/uvoz`);
  const list = "Naziv;Sjedište\nOmladinski klub Most Trebinje;Trebinje\nPlaninarsko društvo Vrh Trebinje;Trebinje\nHor „Zora“;Trebinje";
  await page.getByLabel("Uvezi spisak").setInputFiles({ name: "spisak.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.getByRole("button", { name: "Upiši u registar…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Upiši u registar" }).click();
  await expect(page.getByText("Spisak je upisan u registar.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: /^Možda već postoje/ }).click();
  await expect(page.getByText("pa nisu upisani. Odlučite sada")).toBeVisible();
  const one = (name: string, choice: string) => page.getByRole("group", { name: `Odluka za: ${name}` }).getByRole("button", { name: choice });
  const on = page.getByRole("button", { name: "Nastavi" });
  const back = page.getByRole("button", { name: "Poništi uvoz…" });
  await one("Omladinski klub Most Trebinje", "Druga je, dodaj je").click();
  await expect(back).toBeVisible();
  await on.click();
  await expect(page.getByText("Spisak je upisan u registar.")).toBeVisible();
  await expect(on).toHaveCount(0);
  // What is written is no question any more.
  await expect(one("Omladinski klub Most Trebinje", "Izostavi")).toBeDisabled();
  await one("Planinarsko društvo Vrh Trebinje", "Druga je, dodaj je").click();
  await expect(on).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await back.click();
  await page.getByRole("dialog").getByRole("button", { name: "Poništi uvoz" }).click();
  await expect(page.getByText("Uvoz je poništen.")).toBeVisible();
  await page.goto(`${server.url}/desk/trebinje/organizacije`);
  await expect(page.getByRole("link", { name: "Omladinski klub „Most“" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Trebinje$/ })).toHaveCount(0);
});

test("what is chosen while something is on its way goes after it, and a colleague's columns are taken over", async ({ serve, page, context }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  const bring = async (rows: string[]) => {
    await page.goto(`${server.url}/desk/trebinje/uvoz`);
    const list = ["Naziv;Sjedište;Telefon;E-mail", ...rows].join("\n");
    await page.getByLabel("Uvezi spisak").setInputFiles({ name: "spisak.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await expect(page.getByRole("heading", { name: "spisak.csv" })).toBeVisible();
  };
  const run = page.getByRole("button", { name: "Upiši u registar…" });
  await bring(["Omladinski klub „Most“;Trebinje;059 220 100;most@primjer.example", "Planinarsko društvo „Vrh“;Trebinje;059 220 300;vrh@primjer.example"]);
  await run.click();
  await page.getByRole("dialog").getByRole("button", { name: "Upiši u registar" }).click();
  await expect(page.getByText("Spisak je upisan u registar.")).toBeVisible();
  await bring(["Omladinski klub Most Trebinje;Trebinje;059 220 100;most@primjer.example", "Planinarsko društvo Vrh Trebinje;Trebinje;059 220 300;vrh@primjer.example"]);

  // Both choices are shown at once, and sent one after the other; nothing is written meanwhile.
  const choices: unknown[] = [];
  let on = () => {};
  const held = new Promise<void>((go) => (on = go));
  await page.route("**/graphql", async (route) => {
    const { rows, choice } = route.request().postDataJSON()?.variables?.input ?? {};
    if (rows && choices.push([rows, choice]) === 1) await held;
    await route.fallback();
  });
  const one = (name: string, choice: string) => page.getByRole("group", { name }).getByRole("button", { name: choice });
  await one("Odluka za: Omladinski klub Most Trebinje", "To je ta organizacija").click();
  await one("Odluka za: Planinarsko društvo Vrh Trebinje", "Izostavi").click();
  await expect(one("Odluka za: Omladinski klub Most Trebinje", "To je ta organizacija")).toHaveAttribute("aria-pressed", "true");
  await expect(one("Odluka za: Planinarsko društvo Vrh Trebinje", "Izostavi")).toHaveAttribute("aria-pressed", "true");
  await one("Odluka za: Planinarsko društvo Vrh Trebinje", "Druga je, dodaj je").click();
  await expect(page.getByText("Vaši izbori su na putu…")).toBeVisible();
  await expect(run).toBeDisabled();
  on();
  await expect(page.getByText("Vaši izbori su na putu…")).toHaveCount(0);
  await expect(run).toBeEnabled();
  expect(choices).toEqual([
    [[2], "CHANGE"],
    [[3], "ADD"],
  ]);
  await expect(one("Odluka za: Planinarsko društvo Vrh Trebinje", "Druga je, dodaj je")).toHaveAttribute("aria-pressed", "true");
  await page.unroute("**/graphql");

  // Somebody else says what the columns hold: it stands here, too, and what was looked at before is not written.
  await run.click();
  const other = await context.newPage();
  await other.goto(page.url());
  await Promise.all([
    other.waitForResponse((answer) => !!answer.request().postData()?.includes('"columns"')),
    other.getByLabel("Šta je u koloni Telefon").selectOption({ label: "– izostavi –" }),
  ]);
  await page.getByRole("dialog").getByRole("button", { name: "Upiši u registar" }).click();
  await expect(page.getByText("Neko drugi je promijenio šta je u kolonama.")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByLabel("Šta je u koloni Telefon")).toHaveValue("");
  expect(await faults(page)).toEqual([]);
  await other.close();
});

test("what somebody outside says stands beside what is there, and is agreed to fact by fact", async ({ serve, page, browser }) => {
  test.slow();
  const letters = mkdtempSync(join(tmpdir(), "javno-letters-"));
  const server = await serve({ JAVNO_MAIL__TRANSPORT: "outbox", JAVNO_MAIL__FOLDER: letters });
  await sitDown(server, page);
  // Somebody proposes an organisation, and shows that the address is his.
  const guest = await browser.newPage();
  await guest.goto(`${server.url}/trebinje/organizacije?lang=sr-Latn`);
  await guest.getByRole("link", { name: "Prijavite svoju organizaciju" }).click();
  await guest.getByLabel("Naziv", { exact: true }).fill("Planinarsko društvo „Vrh“");
  await guest.getByLabel("Sjedište", { exact: true }).fill("Bileća");
  await guest.getByLabel("Godina osnivanja").fill("1974");
  await guest.getByLabel("Vaša e-pošta").fill("petar@vrh.example");
  await guest.getByRole("button", { name: /^Pošaljite/ }).click();
  const letter = async () => {
    const text = await (await guest.request.get(`${server.url}/outbox`)).text();
    return /href="([^"]+\/organizacije\/veza\/[^"]+)"/.exec(text)?.[1] ?? "";
  };
  await expect.poll(letter).not.toBe("");
  await guest.goto(await letter());
  await guest.getByRole("button", { name: "Potvrđujem" }).click();
  await guest.close();

  // All but one fact of it is agreed to.
  const table = page.locator(".difference-table");
  await page.goto(`${server.url}/desk/trebinje/prijedlozi`);
  await expect(table.getByRole("row", { name: /Sjedište/ })).toContainText("Bileća");
  await expect(page.getByText("petar@vrh.example")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // What changes while one reads is said, and agreed to only when it has been looked at.
  const agree = page.getByRole("button", { name: "Upiši u registar" });
  await page.route("**/graphql", async (route) => {
    const { state } = route.request().postDataJSON()?.variables ?? {};
    if (state !== "WAITING") return route.fallback();
    const body = await (await route.fetch()).text();
    return route.fulfill({ body: body.replace("Bileća", "Gacko"), contentType: "application/json" });
  });
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(table.getByRole("row", { name: /Sjedište/ })).toContainText("Gacko");
  await expect(agree).toBeDisabled();
  await page.getByRole("button", { name: "Pogledano, odlučujem o ovome" }).click();
  await expect(agree).toBeEnabled();
  await page.unroute("**/graphql");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(agree).toBeDisabled();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Pogledano, odlučujem o ovome" }).click();

  // Another pile, slow to come: the first of it is read, and nobody has decided anything.
  let come = () => {};
  const held = new Promise<void>((go) => {
    come = go;
  });
  await page.route("**/graphql", async (route) => {
    const asked = route.request().postDataJSON();
    if (asked?.variables?.state !== "APPROVED") return route.fallback();
    await held;
    asked.variables.state = "WAITING";
    const body = await (await route.fetch({ postData: asked })).text();
    const other = body.replaceAll("WAITING", "APPROVED").replace("Bileća", "Gacko").replace(/"id":"\w+"/, '"id":"another"');
    return route.fulfill({ body: other, contentType: "application/json" });
  });
  await page.getByRole("button", { name: "Prihvaćeni" }).click();
  await expect(page.getByRole("button", { name: "Prihvaćeni" })).toHaveAttribute("aria-pressed", "true");
  come();
  await expect(table.getByRole("row", { name: /Sjedište/ })).toContainText("Gacko");
  await page.getByRole("button", { name: "Čekaju" }).click();
  await expect(table.getByRole("row", { name: /Sjedište/ })).toContainText("Bileća");
  await page.unroute("**/graphql");
  await page.getByLabel("Uzmi: Sjedište").uncheck();
  await agree.click();
  await expect(page.getByText("Nijedan prijedlog ne čeka.")).toBeVisible();
  await page.goto(`${server.url}/trebinje/organizacije?lang=sr-Latn`);
  await page.getByRole("link", { name: /Vrh/ }).first().click();
  await expect(page.getByText("1974")).toBeVisible();
  await expect(page.getByText("Bileća")).toHaveCount(0);
});

test("two that look like one and are two are not shown as a pair again", async ({ serve, page }) => {
  const server = await serve();
  await server.organisations("Omladinski klub „Most“", "Omladinski klub Most Trebinje");
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/duplikati`);
  const apart = page.getByRole("button", { name: /^Nisu ista organizacija/ });
  await apart.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Omladinski klub Most Trebinje");
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(apart).toBeFocused();
  await apart.press("Enter");
  await dialog.getByRole("button", { name: "Da, dvije su" }).press("Enter");
  await expect(page.getByText("Nema zapisa koji liče jedan na drugi.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.reload();
  await expect(page.getByText("Nema zapisa koji liče jedan na drugi.")).toBeVisible();
  // Whoever was wrong takes it back.
  await expect(page.getByRole("region", { name: "Označeno kao dvije organizacije" })).toContainText("Omladinski klub „Most“");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: /^Opet uporedi/ }).press("Enter");
  await expect(apart).toBeVisible();
  await expect(page.getByRole("button", { name: /^Opet uporedi/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
