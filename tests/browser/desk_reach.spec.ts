/** The desk for whoever has no mouse, sees it twice as large, or sits before a tablet. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { published } from "./debate";
import { ask, enterBy, pdf } from "./desk";
import { expect, faults } from "./host";
import { to } from "./keys";
import { ofDesk } from "./places";
import { row, type Server, test } from "./server";

/** Sits down at Trebinje's desk as an administrator; a call is open there. */
async function sitDown(server: Server, page: Page) {
  await server.import(row("Javni poziv za projekte udruženja građana u oblasti kulture, sporta i rada s mladima"));
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "admin", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** A day so far ahead, as officials write it. */
const ahead = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}.`;
};

test("by keyboard alone a call is begun, written, published and corrected, and the mouse is not missed", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  // Whatever a test asks of a page passes for a press there, and where something was pressed a page that comes takes the focus
  // to its heading.
  await page.addInitScript(() => {
    let pressed = false;
    addEventListener("keydown", () => (pressed = true), true);
    Object.defineProperty(navigator, "userActivation", { value: { get hasBeenActive() { return pressed; } } });
  });
  await page.goto(`${server.url}/desk/trebinje`);
  const heading = page.locator("main h1");
  await heading.waitFor();
  // It looks where the focus is a moment after it is drawn.
  await page.evaluate(() => new Promise((looked) => setTimeout(looked, 200)));
  // The first stop leads past everything that stands on each page.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Preskoči na sadržaj" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();

  await to(page, page.getByRole("link", { name: "Javni pozivi" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await to(page, page.getByRole("button", { name: "Novi poziv" }));
  await page.keyboard.press("Enter");
  await to(page, page.getByLabel("Naslov", { exact: true }));
  await page.keyboard.type("Javni poziv za planinare");
  await to(page, page.getByLabel("Rok za prijavu", { exact: true }));
  await page.keyboard.type(ahead(40));
  await page.keyboard.press("Tab");
  await expect(page.getByText("Sačuvano u")).toBeVisible();

  // A dialog has the focus, keeps it, and gives it back to whoever changes his mind.
  const publish = page.getByRole("button", { name: "Objavi poziv…" });
  await to(page, publish);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Tab");
  expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(publish).toBeFocused();
  await page.keyboard.press("Enter");
  await to(page, page.getByRole("button", { name: "Objavi poziv", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();

  const title = page.getByLabel("Naslov", { exact: true });
  await to(page, title, "Shift+Tab");
  await page.keyboard.press("End");
  await page.keyboard.type(" i speleologe");
  await page.keyboard.press("Tab");
  await to(page, page.getByRole("button", { name: "Objavi izmjene…" }));
  await page.keyboard.press("Enter");
  await to(page, page.getByLabel("Razlog"));
  await page.keyboard.type("Zaboravljeni su speleolozi.");
  await to(page, page.getByRole("button", { name: "Objavi izmjene", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
});

/** Goes to a button or a link and presses it. */
async function press(page: Page, wanted: Locator, way: "Tab" | "Shift+Tab" = "Tab") {
  await to(page, wanted, way);
  await page.keyboard.press("Enter");
}

/** Goes to a field and writes into it; what is long is pasted. */
async function write(page: Page, field: Locator, words: string) {
  await to(page, field);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(words);
}

test("by keyboard alone a text is mended, joined and divided, a comment is answered, and the report is published", async ({ serve, page }) => {
  test.setTimeout(180_000);
  const server = await serve();
  await server.import({
    ...{ municipality: "Trebinje", title: "Javni uvid u Nacrt plana", script: "sr-Latn", act_type: "plan", closes: "2022-01-19" },
    source_url: "https://example.org/plan",
  });
  await sitDown(server, page);
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  const link = (name: string | RegExp) => page.getByRole("link", { name });

  // The text of an act: pasted, read, mended, divided and joined again.
  await press(page, link("Javne rasprave"), "Shift+Tab");
  await press(page, button("Nova rasprava"));
  await write(page, page.getByLabel("Naslov", { exact: true }), "Rasprava o parkovima");
  await write(page, page.getByLabel("Tekst akta"), "Član 1.\nUlaz je slobodan. Psi se vode na povocu.\n\nČlan 2.\nPark se zatvara u ponoć.");
  await press(page, button("Prepoznaj članove"));
  const tree = page.locator(".tree > li");
  await expect(tree).toHaveCount(2);
  await press(page, button("Popravi: Član 2."));
  const words = page.locator(".mending textarea");
  await expect(words).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" Zimi u deset.");
  await press(page, button(/^Gotovo/));
  await expect(tree.nth(1)).toContainText("Park se zatvara u ponoć. Zimi u deset.");
  await expect(button("Popravi: Član 2.")).toBeFocused();
  await press(page, button("Popravi: Član 1."), "Shift+Tab");
  await expect(words).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Home");
  for (let letters = "Ulaz je slobodan.".length; letters > 0; letters--) await page.keyboard.press("ArrowRight");
  await press(page, button("Podijeli kod kursora"));
  await expect(tree).toHaveCount(3);
  await press(page, button(/^Gotovo/), "Shift+Tab");
  await expect(tree.nth(0)).not.toContainText("Psi");
  await expect(tree.nth(1)).toContainText("Psi se vode na povocu.");
  await press(page, button(/^Spoji sa prethodnim.*dio 2$/));
  await expect(tree).toHaveCount(2);
  await expect(button("Popravi: Član 1.")).toBeFocused();
  await expect(tree.nth(0)).toContainText("Psi se vode na povocu.");
  await expect(page.locator(".act-editor .saved")).toHaveText("Sačuvano");
  await write(page, page.getByLabel("Komentari do", { exact: true }), ahead(40));
  await page.keyboard.press("Tab");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  await press(page, button("Objavi raspravu…"), "Shift+Tab");
  await press(page, button("Objavi raspravu"));
  await expect(page.getByText("Rasprava je objavljena.")).toBeVisible();

  // What came on paper is entered and answered.
  await press(page, link("Javne rasprave"), "Shift+Tab");
  await press(page, link("Javni uvid u Nacrt plana"));
  await press(page, page.locator("main").getByRole("link", { name: /^Odgovori/ }), "Shift+Tab");
  await press(page, button("Unesi komentar…"));
  await write(page, page.getByLabel("Ime koje se prikazuje"), "Milica Petrović");
  await write(page, page.getByLabel("Komentar", { exact: true }), "Ko vodi radove?");
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Unesi komentar", exact: true }));
  await expect(page.getByRole("dialog", { name: "Komentar je unesen." })).toBeVisible();
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Zatvori" }).last());
  await to(page, page.getByLabel(/^Izaberi: Milica Petrović/));
  await page.keyboard.press("Space");
  // What becomes of it is chosen by its first letters.
  await to(page, page.getByLabel("Šta biva sa komentarom"));
  await page.keyboard.type("prihva");
  await write(page, page.getByLabel("Obrazloženje", { exact: true }), "Radove vodi opština.");
  await press(page, button("Objavi odgovor"));
  await expect(page.getByText("Svi komentari imaju odgovor.")).toBeVisible();

  // It is over, and its report is there.
  await press(page, link("Završetak i izvještaj"), "Shift+Tab");
  await write(page, page.getByLabel("Osvrt na raspravu", { exact: true }), "Građani pitaju ko vodi radove.");
  await press(page, button("Objavi izvještaj…"));
  await press(page, button("Objavi izvještaj zauvijek"));
  await expect(page.getByText("Izvještaj je objavljen.")).toBeVisible();
});

test("by keyboard alone a list becomes the directory, and two records become one", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  await press(page, page.getByRole("link", { name: "Registar organizacija" }), "Shift+Tab");
  await press(page, page.getByRole("link", { name: "Uvezi spisak" }));
  const file = page.getByLabel("Uvezi spisak");
  // A page that has just come leads to its heading a moment later.
  await expect(page.locator("main h1")).toBeFocused();
  await to(page, file);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  const list = "Naziv udruženja;JIB;Telefon\nOmladinski klub „Most“;4401017720006;059 220 100\nOmladinski klub Most Trebinje;;059 220 100\n";
  await chooser.setFiles({ name: "udruzenja.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await expect(page.getByRole("heading", { name: "udruzenja.csv" })).toBeVisible();
  await to(page, page.getByLabel("Objavi ih: organizacije ih same objavljuju ili su pristale"));
  await page.keyboard.press("Space");
  const run = button("Upiši u registar…");
  await expect(run).toBeEnabled();
  await press(page, run);
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Upiši u registar" }));
  await expect(page.getByText("Spisak je upisan u registar.")).toBeVisible();

  await press(page, page.getByRole("link", { name: "Registar organizacija" }), "Shift+Tab");
  await press(page, page.getByRole("link", { name: /^Mogući duplikati/ }));
  await press(page, page.getByRole("link", { name: /^Uporedi/ }));
  const name = page.getByRole("group", { name: "Naziv" }).getByRole("radio");
  await name.first().waitFor();
  const chosen = name.nth((await name.nth(1).isChecked()) ? 1 : 0);
  await to(page, chosen);
  await page.keyboard.press("ArrowDown");
  await expect(chosen).not.toBeChecked();
  await press(page, button("Spoji…"));
  await press(page, button("Spoji zauvijek"));
  await expect(page.getByText("Zapisi su spojeni.")).toBeVisible();
});

test("by keyboard alone results are written and published, and a colleague is invited and given another role", async ({ serve, page }) => {
  test.slow();
  const letters = mkdtempSync(join(tmpdir(), "javno-letters-"));
  const server = await serve({ JAVNO_MAIL__TRANSPORT: "outbox", JAVNO_MAIL__FOLDER: letters });
  await server.import(row("Javni poziv za sport", { published: "2025-01-05", deadline: "2025-02-05" }));
  await sitDown(server, page);
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
  const dialog = page.getByRole("dialog");
  await press(page, page.getByRole("link", { name: "Javni pozivi" }), "Shift+Tab");
  await press(page, page.getByRole("link", { name: "Javni poziv za sport" }));
  await press(page, page.getByRole("link", { name: "Rezultati", exact: true }));
  await write(page, page.getByLabel("Zalijepite rang-listu"), "R.br.\tPodnosilac\tBodovi\tIshod\n1.\tKlub Most\tmnogo\todobreno");
  await press(page, button("Pročitaj"));
  await expect(page.getByRole("heading", { name: "Lista u pripremi" })).toBeFocused();
  await press(page, button(/^Izmijeni red 1/));
  await write(page, dialog.getByLabel("Bodovi"), "80,5");
  await write(page, dialog.getByLabel("Odobreno", { exact: true }), "4000");
  await press(page, dialog.getByRole("button", { name: "Sačuvaj" }));
  await expect(dialog).toHaveCount(0);
  await expect(button(/^Izmijeni red 1/)).toBeFocused();
  await expect(page.locator(".result")).toContainText("bodovi: 80,5");
  await to(page, page.getByRole("radio", { name: /^Preliminarna/ }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^Konačna/ })).toBeChecked();
  await expect(button("Objavi listu…")).toBeEnabled();
  await press(page, button("Objavi listu…"));
  await press(page, dialog.getByRole("button", { name: "Objavi listu" }));
  await expect(page.getByText("Lista je objavljena.")).toBeVisible();

  await press(page, page.getByRole("link", { name: "Ljudi i uloge" }), "Shift+Tab");
  await press(page, button("Pozovi osobu"));
  await write(page, dialog.getByLabel("Adresa e-pošte"), "nova@trebinje.example");
  await write(page, dialog.getByLabel("Ime i prezime"), "Iva Ivić");
  await to(page, dialog.getByRole("checkbox", { name: /^Moderator/ }));
  await page.keyboard.press("Space");
  await press(page, dialog.getByRole("button", { name: "Pošalji pozivnicu" }));
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("nova@trebinje.example").first()).toBeVisible();
  await press(page, button(/^Izmijeni uloge/));
  await to(page, dialog.getByRole("checkbox", { name: /^Vebmaster/ }));
  await page.keyboard.press("Space");
  await press(page, dialog.getByRole("button", { name: "Sačuvaj" }));
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("main")).toContainText("Vebmaster");
});

test("twice as large, and on a tablet held either way, nothing of the desk lies beside the window", async ({ serve, page }) => {
  // Each page at each size.
  test.setTimeout(480_000);
  const server = await serve();
  await sitDown(server, page);
  const desk = `${server.url}/desk/trebinje`;
  await page.goto(`${desk}/pozivi`);
  await page.locator("main li a").first().click();
  await page.getByLabel("Naslov", { exact: true }).waitFor();
  await page.locator("#documents input[type=file]").last().setInputFiles(pdf("Smjernice za podnosioce prijava, s prilozima i obrascima.pdf"));
  await expect(page.locator("#documents .paper")).toHaveCount(1, { timeout: 30_000 });
  const call = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const debate = await published(page, "trebinje", "Nacrt odluke o uređenju i održavanju javnih zelenih površina");
  const name = { text: "Udruženje građana za zaštitu i unapređenje životne sredine „Trebišnjica“", locale: "sr-Latn" };
  const create = "mutation($input: CreateOrganisationInput!) { createOrganisation(input: $input) { organisation { id } } }";
  const input = { municipality: "trebinje", content: { name } };
  const organisation = (await ask(page, create, { input })).createOrganisation.organisation.id;
  const places = ofDesk({ call, debate, organisation }).map(({ path }) => desk + path);
  // What a window of 1280 × 800 holds at 200 %, a tablet, and the narrowest telephone.
  for (const [width, height] of [[640, 400], [768, 1024], [1024, 768], [320, 700]] as const) {
    await page.setViewportSize({ width, height });
    for (const address of [...places, `${server.url}/desk/nalog`]) {
      await page.goto(address);
      await page.locator("main h1").first().waitFor();
      await expect(page.locator(".bone, [aria-busy=true]"), address).toHaveCount(0, { timeout: 30_000 });
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beside, `${address} at ${width} px`).toBeLessThanOrEqual(0);
      // What is pressed with a finger is large enough for one, or far enough from the next: axe measures it.
      if (width === 768) expect(await faults(page), address).toEqual([]);
    }
  }
});
