/** An official's own letters where the other script would come out wrong: what readers of each script see then, everywhere. */
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { type Server, test } from "./server";

const YEAR = new Date().getFullYear() + 1;

async function sitDown(server: Server, page: Page, town = "trebinje") {
  const who = ["--role", "admin", "--role", "editor", "--role", "moderator", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"];
  const told = await server.run("user", "invite", "--municipality", town, ...who);
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** Writes the other script of a field by hand. */
async function byHand(page: Page, field: string, before: string, after: string) {
  const others = page.locator(".field").filter({ has: page.getByLabel(field, { exact: true }) }).locator("details.others");
  await others.locator("summary").click();
  await expect(others.locator(".made p")).toHaveText(before);
  await others.getByRole("button", { name: "Ispravi ručno" }).click();
  await others.locator("textarea").first().fill(after);
  await expect(others.locator("summary")).toHaveText(/^Ćirilica je upisana ručno/);
}

test("a call's title and text are read in each script as the official wrote them", async ({ serve, page, host }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Poziv za festival Sajmon end Garfankl");
  await page.getByLabel("Opis", { exact: true }).fill("Program vodi Džon Vejn.");
  await page.getByLabel("Rok za prijavu", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await byHand(page, "Naslov", "Позив за фестивал Сајмон енд Гарфанкл", "Позив за фестивал Simon & Garfunkel");
  await byHand(page, "Opis", "Програм води Џон Вејн.", "Програм води John Wayne.");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // The preview is as a reader will see it.
  const preview = page.getByRole("complementary", { name: "Kako će izgledati" });
  await preview.getByRole("button", { name: "Ћирилица" }).click();
  await expect(page.locator(".frame h3").first()).toHaveText("Позив за фестивал Simon & Garfunkel");

  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("button", { name: "Objavi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();
  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = await page.context().newPage();
  const inPage = async (lang: string, title: string, text: string) => {
    await reader.goto(`${address}?lang=${lang}`);
    // A page may be kept for a minute; whoever reloads it has it anew.
    await reader.reload();
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(reader.getByText(text)).toBeVisible();
  };
  await inPage("sr-Cyrl", "Позив за фестивал Simon & Garfunkel", "Програм води John Wayne.");
  await inPage("sr-Latn", "Poziv za festival Sajmon end Garfankl", "Program vodi Džon Vejn.");
  await inPage("bs", "Poziv za festival Sajmon end Garfankl", "Program vodi Džon Vejn.");
  const widget = (lang: string) =>
    host(`<script async src="${server.url}/w/v1/javno.js"></script>
      <javno-open-calls lang="${lang}" municipality="trebinje"><a href="${server.url}/trebinje/pozivi">x</a></javno-open-calls>`);
  await reader.goto(await widget("sr-Cyrl"));
  await reader.getByRole("link", { name: "Позив за фестивал Simon & Garfunkel" }).click();
  await expect(reader.getByText("Програм води John Wayne.")).toBeVisible();
  // What is sought in either script is found.
  await reader.goto(`${server.url}/trebinje/pozivi?lang=sr-Cyrl&q=garfunkel`);
  await expect(reader.getByRole("link", { name: "Позив за фестивал Simon & Garfunkel" })).toBeVisible();

  // It can be left to the server again.
  await page.bringToFront();
  const title = page.locator(".field").filter({ has: page.getByLabel("Naslov", { exact: true }) }).locator("details.others");
  await title.getByRole("button", { name: "Vrati automatsku" }).click();
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Naslov je isti u oba pisma.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  await inPage("sr-Cyrl", "Позив за фестивал Сајмон енд Гарфанкл", "Програм води John Wayne.");
});

test("what is answered and said at the end of a debate is read in each script as the official wrote it", async ({
  serve,
  page,
  host,
}) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page, "banja-luka");
  await page.goto(`${server.url}/desk/banja-luka/rasprave`);
  await page.getByRole("link", { name: /Urbanističkog plana Grada/ }).click();
  await expect(page).toHaveURL(/con_/);
  const consultation = /con_\w+/.exec(page.url())?.[0] ?? "";
  await page.goto(`${server.url}/desk/banja-luka/odgovori/${consultation}`);
  await page.getByRole("button", { name: "Unesi komentar…" }).click();
  await page.getByLabel("Ime koje se prikazuje").fill("Milica Petrović");
  await page.getByLabel("Komentar", { exact: true }).fill("Ko vodi radove?");
  await page.getByRole("button", { name: "Unesi komentar", exact: true }).click();
  await page.getByLabel(/^Izaberi: Milica Petrović/).check();
  await page.getByLabel("Obrazloženje", { exact: true }).fill("Radove vodi Džon Vejn.");
  await byHand(page, "Obrazloženje", "Радове води Џон Вејн.", "Радове води John Wayne.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.getByText("Svi komentari imaju odgovor.")).toBeVisible();

  const reader = await page.context().newPage();
  const inPage = async (form: string, lang: string, text: string) => {
    await reader.goto(`${server.url}/banja-luka/rasprava/${consultation}${form}?lang=${lang}`);
    await reader.reload();
    await expect(reader.getByText(text).first()).toBeVisible();
  };
  await inPage("/komentari", "sr-Cyrl", "Радове води John Wayne.");
  await inPage("/komentari", "sr-Latn", "Radove vodi Džon Vejn.");
  const widget = `<script async src="${server.url}/w/v1/javno.js"></script>
    <javno-consultation lang="sr-Cyrl" consultation="${consultation}"><a href="${server.url}/banja-luka/rasprave">x</a></javno-consultation>`;
  await reader.goto(await host(widget));
  await expect(reader.getByText("Радове води John Wayne.")).toBeVisible();

  // Whoever changes the answer finds all of its wordings again.
  await page.bringToFront();
  await page.getByRole("button", { name: "Odgovoreno" }).click();
  await page.getByLabel(/^Izaberi: Milica Petrović/).check();
  const others = page.locator(".answering details.others");
  await expect(others.locator("summary")).toHaveText(/^Ćirilica je upisana ručno/);

  // What is said of it all is kept with its wordings when the page is left.
  await page.goto(`${server.url}/desk/banja-luka/izvjestaj/${consultation}`);
  await page.getByLabel("Osvrt na raspravu", { exact: true }).fill("Hvala Džonu Vejnu.");
  await byHand(page, "Osvrt na raspravu", "Хвала Џону Вејну.", "Хвала Johnu Wayneu.");
  await expect(page.getByText("Sačuvano u ovom pregledaču")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Osvrt na raspravu", { exact: true })).toHaveValue("Hvala Džonu Vejnu.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi izvještaj…" }).click();
  await page.getByRole("button", { name: "Objavi izvještaj zauvijek" }).click();
  await expect(page.getByText("Izvještaj je objavljen.")).toBeVisible();
  await inPage("/izvjestaj", "sr-Cyrl", "Хвала Johnu Wayneu.");
  await inPage("/izvjestaj", "sr-Latn", "Hvala Džonu Vejnu.");
  await inPage("/izvjestaj", "sr-Cyrl", "Радове води John Wayne.");
});
