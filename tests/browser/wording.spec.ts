/** An official's own letters where the other script would come out wrong: what readers of each script see then, everywhere. */
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { row, type Server, test } from "./server";

const YEAR = new Date().getFullYear() + 1;

async function sitDown(server: Server, page: Page, town = "trebinje") {
  const who = ["--role", "admin", "--role", "editor", "--role", "moderator", "--role", "directory-keeper", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"];
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
  await server.import({
    municipality: "Banja Luka",
    title: "Javni uvid u Nacrt Urbanističkog plana Grada Banja Luka",
    script: "sr-Latn",
    act_type: "urbanistički plan",
    closes: "2022-01-19",
    source_url: "https://example.org/plan",
  });
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
  await page.getByRole("dialog", { name: "Komentar je unesen." }).getByRole("button", { name: "Zatvori" }).last().click();
  await page.getByLabel(/^Izaberi: Milica Petrović/).check();
  await page.getByLabel("Šta biva sa komentarom").selectOption({ label: "prihvaćen" });
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

test("an article is read in each script and language as it was worded by hand, and its words as written stay", async ({ serve, page, browser, host }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/rasprave`);
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Rasprava o parkovima");
  await page.getByLabel("Komentari do", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await page.getByLabel("Tekst akta").fill("Члан 1.\nПарк носи име Џона Вејна.\n\nЧлан 2.\nУ парку се не ложи ватра.");
  await page.getByRole("button", { name: "Prepoznaj članove" }).click();
  const told = page.locator(".act-editor .saved");
  const tree = page.locator(".tree > li");
  await expect(tree).toHaveCount(2);

  // In the draft, before it was saved by itself.
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: /^Pisma i jezici.*Члан 1\./ }).click();
  await expect(dialog.getByRole("heading", { level: 2 })).toBeFocused();
  const text = dialog.locator("details.others").last();
  await expect(text.locator(".made p")).toHaveText("Park nosi ime Džona Vejna.");
  await text.getByRole("button", { name: "Ispravi ručno" }).click();
  await text.locator("textarea").first().fill("Park nosi ime Johna Waynea.");
  // Of all the languages, and not only of English; those that nobody asks for are not in the way.
  await expect(text.locator("textarea")).toHaveCount(2);
  await text.getByRole("button", { name: "Još jezika" }).click();
  await text.getByLabel("Prevod na hrvatski").fill("Perivoj nosi ime Johna Waynea.");
  await expect(text.locator("summary")).toHaveText("Latinica je upisana ručno · ima prevod na hrvatski");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog).toHaveCount(0);
  // The first saving gave the part its place, and left the button that was pressed where it was.
  await expect(page.getByRole("button", { name: /^Pisma i jezici.*Члан 1\./ })).toBeFocused();
  const preview = page.getByRole("complementary", { name: "Kako će izgledati" });
  await expect(preview).toContainText("Park nosi ime Johna Waynea.");
  await expect(tree.first()).toContainText("Парк носи име Џона Вејна.");

  // Another article is mended: what is beside this one stays; a letter that is typed and taken back takes nothing away.
  await page.getByRole("button", { name: "Popravi: Члан 2." }).click();
  await page.locator(".mending textarea").fill("У парку се не ложи ватра ни роштиљ.");
  await expect(told).toHaveText("Sačuvano");
  await page.getByRole("button", { name: /^Gotovo/ }).click();
  await expect(preview).toContainText("Park nosi ime Johna Waynea.");
  await page.getByRole("button", { name: "Popravi: Члан 1." }).click();
  await expect(page.locator(".mending .hint")).toContainText("prestaje da važi");
  await page.locator(".mending textarea").fill("Парк носи име.");
  await expect(preview).toContainText("Park nosi ime.");
  await page.locator(".mending textarea").fill("Парк носи име Џона Вејна.");
  await expect(preview).toContainText("Park nosi ime Johna Waynea.");
  await expect(told).toHaveText("Sačuvano");
  await page.getByRole("button", { name: /^Gotovo/ }).click();

  await page.getByRole("button", { name: "Objavi raspravu…" }).click();
  await page.getByRole("button", { name: "Objavi raspravu", exact: true }).click();
  await expect(page.getByText("Rasprava je objavljena.")).toBeVisible();
  const consultation = /con_\w+/.exec(page.url())?.[0] ?? "";
  const reader = await page.context().newPage();
  const inPage = async (lang: string, words: string) => {
    await reader.goto(`${server.url}/trebinje/rasprava/${consultation}?lang=${lang}`);
    await reader.reload();
    await expect(reader.getByText(words, { exact: true })).toBeVisible();
  };
  /** As somebody has it who was not here before: a browser keeps what it has read for half a minute. */
  const inWidget = async (lang: string, words: string) => {
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(
      await host(`<script async src="${server.url}/w/v1/javno.js"></script>
        <javno-consultation lang="${lang}" consultation="${consultation}"><a href="${server.url}/trebinje/rasprava/${consultation}">x</a></javno-consultation>`),
    );
    await expect(guest.locator("javno-consultation").getByText(words, { exact: true })).toBeVisible();
    await guest.context().close();
  };
  await inPage("sr-Latn", "Park nosi ime Johna Waynea.");
  await inPage("sr-Cyrl", "Парк носи име Џона Вејна.");
  await inPage("hr", "Perivoj nosi ime Johna Waynea.");
  await inWidget("sr-Latn", "Park nosi ime Johna Waynea.");
  await inWidget("hr", "Perivoj nosi ime Johna Waynea.");

  // In the published text: the same words at once, and the version is the same.
  const another = page.getByRole("button", { name: "Objavi izmjene…" });
  await page.bringToFront();
  await page.getByRole("button", { name: /^Pisma i jezici.*Члан 2\./ }).click();
  await expect(text.locator(".made p")).toHaveText("U parku se ne loži vatra ni roštilj.");
  await text.getByRole("button", { name: "Ispravi ručno" }).click();
  await text.locator("textarea").first().fill("U PARKU se ne loži vatra ni roštilj.");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator(".act-editor .meta").first()).toContainText("Verzija 1");
  await expect(another).toHaveCount(0);
  await inPage("sr-Latn", "U PARKU se ne loži vatra ni roštilj.");
  await inWidget("sr-Latn", "U PARKU se ne loži vatra ni roštilj.");
  await page.bringToFront();
  await page.getByRole("button", { name: "Istorija" }).click();
  await expect(dialog).toContainText("Izmjene rasprave objavljene");
  await expect(dialog).toContainText("Члан 2. · U PARKU se ne loži vatra ni roštilj.");
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");

  // Other words are refused at their field, and go into another version.
  await page.getByRole("button", { name: /^Pisma i jezici.*Члан 2\./ }).click();
  const english = text.getByLabel("Prevod na engleski");
  await english.fill("No fires in the park.");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(english).toHaveAttribute("aria-invalid", "true");
  await expect(text.locator(".error")).toHaveText(/^\s*Ovaj tekst već svi čitaju/);
  await expect(text.locator("textarea[aria-invalid]")).toHaveCount(1);
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/wording-other-words.png" });
  await dialog.getByRole("button", { name: "Upiši u novu verziju" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator(".act-editor .meta").first()).toContainText("Verzija 2");
  await expect(told).toHaveText("Sačuvano");

  // While that is being made, the text that holds can be worded still: in the same words.
  await page.getByRole("button", { name: "Objavljeni tekst: pisma i jezici" }).click();
  // There are two texts now, and that one is the second.
  await expect(page.locator(".tree")).toHaveCount(2);
  await page.locator(".tree").last().getByRole("button", { name: /^Pisma i jezici.*Члан 2\./ }).click();
  await english.fill("No fires in the park.");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(text.locator(".error")).toHaveCount(1);
  await expect(dialog.getByRole("button", { name: "Upiši u novu verziju" })).toHaveCount(0);
  await english.fill("");
  await text.locator("textarea").first().fill("U PARKU se ne loži VATRA ni roštilj.");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog).toHaveCount(0);
  await inPage("sr-Latn", "U PARKU se ne loži VATRA ni roštilj.");

  await page.bringToFront();
  await another.click();
  await page.getByLabel("Razlog").fill("Tekst je preveden na engleski.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  await inPage("en", "No fires in the park.");
  await inWidget("en", "No fires in the park.");
  await inPage("sr-Latn", "Park nosi ime Johna Waynea.");
});

test("a text is translated into every language of the public pages, and no language but its own is missing", async ({ serve, page }) => {
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Poziv za parkove");
  await page.getByLabel("Rok za prijavu", { exact: true }).fill(`12. 1. ${YEAR}.`);
  const others = page.locator(".field").filter({ has: page.getByLabel("Naslov", { exact: true }) }).locator("details.others");
  await others.locator("summary").click();
  await expect(others.locator("label")).toHaveText(["Ćirilica", "Prevod na engleski"]);
  const more = others.getByRole("button", { name: "Još jezika" });
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await more.click();
  await expect(more).toBeFocused();
  await expect(others.locator("label")).toHaveText(["Ćirilica", "Prevod na engleski", "Prevod na bosanski", "Prevod na hrvatski"]);
  await others.getByLabel("Prevod na bosanski").fill("Poziv za parkove i šetališta");
  await others.getByLabel("Prevod na hrvatski").fill("Poziv za perivoje");
  await expect(others.locator("summary")).toHaveText("Ćirilica se pravi sama · ima prevod na bosanski, hrvatski");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // What was written is in sight when one comes back.
  await page.reload();
  await others.locator("summary").click();
  await expect(others.getByLabel("Prevod na hrvatski")).toHaveValue("Poziv za perivoje");
  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("button", { name: "Objavi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();
  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  for (const [lang, title] of [["bs", "Poziv za parkove i šetališta"], ["hr", "Poziv za perivoje"], ["sr-Latn", "Poziv za parkove"]]) {
    await page.goto(`${address}?lang=${lang}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
  }
});

test("an open editor speaks the language that is chosen, also where it names areas", async ({ serve, page }) => {
  const server = await serve();
  await sitDown(server, page);
  for (const [path, button] of [["pozivi", "Novi poziv"], ["rasprave", "Nova rasprava"], ["organizacije", "Nova organizacija"]]) {
    await page.goto(`${server.url}/desk/trebinje/${path}`);
    await page.getByRole("button", { name: button }).or(page.getByRole("link", { name: button })).click();
    const areas = page.locator("#f-areas");
    await expect(areas).toContainText("Zaštita životne sredine");
    await page.getByLabel("Naslov", { exact: true }).or(page.getByLabel("Naziv", { exact: true })).first().fill("Šume");
    await page.locator("header").getByRole("button", { name: /^EN \(/ }).click();
    await expect(areas).not.toContainText("Zaštita životne sredine");
    await expect(areas).toContainText(/environment/i);
    await expect(page.getByLabel("Title", { exact: true }).or(page.getByLabel("Name", { exact: true })).first()).toHaveValue("Šume");
    await page.locator("header").getByRole("button", { name: "Latinica" }).click();
    await expect(areas).toContainText("Zaštita životne sredine");
  }
});

test("the title of an act is read in each script and language as it was worded by hand", async ({ serve, page, host }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/rasprave`);
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Rasprava o festivalu");
  await page.getByLabel("Komentari do", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await page.getByLabel("Tekst akta").fill("Član 1.\nUlaz je slobodan.\n\nČlan 2.\nPsi se vode na povocu.");
  await page.getByRole("button", { name: "Prepoznaj članove" }).click();
  await page.getByLabel("Naziv akta", { exact: true }).fill("Odluka o festivalu Sajmon end Garfankl");
  await byHand(page, "Naziv akta", "Одлука о фестивалу Сајмон енд Гарфанкл", "Одлука о фестивалу Simon & Garfunkel");
  const others = page.locator(".field").filter({ has: page.getByLabel("Naziv akta", { exact: true }) }).locator("details.others");
  await others.getByLabel("Prevod na engleski").fill("Simon and Garfunkel Festival Act");
  await expect(page.locator(".act-editor .saved")).toHaveText("Sačuvano");
  expect(await faults(page)).toEqual([]);
  // What was written is there when one comes back, and other words keep it.
  await page.reload();
  await expect(others.locator("summary")).toHaveText("Ćirilica je upisana ručno · ima prevod na engleski");
  await page.getByLabel("Naziv akta", { exact: true }).fill("Odluka o festivalu „Sajmon end Garfankl“");
  await expect(page.locator(".act-editor .saved")).toHaveText("Sačuvano");

  await page.getByRole("button", { name: "Objavi raspravu…" }).click();
  await page.getByRole("button", { name: "Objavi raspravu", exact: true }).click();
  await expect(page.getByText("Rasprava je objavljena.")).toBeVisible();
  // From now on it is what it was called.
  await expect(page.getByLabel("Naziv akta", { exact: true })).not.toBeEditable();
  await others.locator("summary").click();
  await expect(others.locator("textarea").first()).not.toBeEditable();
  const consultation = /con_\w+/.exec(page.url())?.[0] ?? "";
  const reader = await page.context().newPage();
  for (const [lang, title] of [
    ["sr-Cyrl", "Одлука о фестивалу Simon & Garfunkel"],
    ["sr-Latn", "Odluka o festivalu „Sajmon end Garfankl“"],
    ["en", "Simon and Garfunkel Festival Act"],
  ] as const) {
    await reader.goto(`${server.url}/trebinje/rasprava/${consultation}?lang=${lang}`);
    await expect(reader.getByRole("heading", { name: title })).toBeVisible();
  }
  await reader.goto(
    await host(`<script async src="${server.url}/w/v1/javno.js"></script>
      <javno-consultation lang="sr-Cyrl" consultation="${consultation}"><a href="${server.url}/trebinje/rasprava/${consultation}">x</a></javno-consultation>`),
  );
  await expect(reader.locator("javno-consultation").getByText("Одлука о фестивалу Simon & Garfunkel").first()).toBeVisible();
});

test("a row of a list of results is read in each script and language as it was worded by hand", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row("Javni poziv za festivale", { published: "2025-01-05", deadline: "2025-02-05" }));
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("link", { name: "Javni poziv za festivale" }).click();
  await page.getByRole("link", { name: "Rezultati", exact: true }).click();
  const list = "R.br.\tPodnosilac\tProjekat\tIshod\tNapomena\n1.\tKlub Džez\tVodi Džon Vejn\tdiskvalifikovano\tZakasnio je Džon";
  await page.getByLabel("Zalijepite rang-listu").fill(list);
  await page.getByRole("button", { name: "Pročitaj" }).click();
  const edit = page.getByRole("button", { name: /^Izmijeni red 1/ });
  await edit.click();
  const dialog = page.getByRole("dialog");
  await byHand(page, "Projekat", "Води Џон Вејн", "Води John Wayne");
  await byHand(page, "Napomena", "Закаснио је Џон", "Закаснио је John");
  const others = (field: string) =>
    dialog.locator(".field").filter({ has: page.getByLabel(field, { exact: true }) }).locator("details.others");
  await others("Podnosilac").locator("summary").click();
  await others("Podnosilac").getByLabel("Prevod na engleski").fill("Jazz Club");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog).toHaveCount(0);
  await edit.click();
  await expect(others("Projekat").locator("summary")).toHaveText("Ćirilica je upisana ručno");
  await expect(others("Podnosilac").locator("summary")).toHaveText("Ćirilica se pravi sama · ima prevod na engleski");
  await page.keyboard.press("Escape");

  await page.getByRole("radio", { name: /^Konačna/ }).check();
  await page.getByRole("button", { name: "Objavi listu…" }).click();
  await dialog.getByRole("button", { name: "Objavi listu" }).click();
  await expect(page.getByText("Lista je objavljena.")).toBeVisible();
  const call = /call_\w+/.exec(page.url())?.[0] ?? "";
  const reader = await page.context().newPage();
  for (const [lang, ...said] of [
    ["sr-Cyrl", "Клуб Џез", "Води John Wayne", "Закаснио је John"],
    ["sr-Latn", "Klub Džez", "Vodi Džon Vejn", "Zakasnio je Džon"],
    ["en", "Jazz Club", "Vodi Džon Vejn", "Zakasnio je Džon"],
  ] as const) {
    await reader.goto(`${server.url}/trebinje/pozivi/${call}?lang=${lang}`);
    for (const words of said) await expect(reader.getByText(words).first()).toBeVisible();
  }

  // A correction begins with what stands, and with what stands beside it.
  await page.getByRole("button", { name: "Ispravi ovu listu" }).click();
  await edit.click();
  await expect(others("Projekat").locator("summary")).toHaveText("Ćirilica je upisana ručno");
});
