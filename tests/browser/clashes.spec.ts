/** Two officials at the same thing at once: both versions are shown, and neither is lost, whatever it is that they write. */
import type { Locator, Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { row, type Server, test } from "./server";

const YEAR = new Date().getFullYear() + 1;
const ACT = "Član 1.\nUlaz je slobodan.\n\nČlan 2.\nPsi se vode na povocu.\n\nČlan 3.\nPark se zatvara u ponoć.";

/** Sits down at Trebinje's desk, in every office. */
async function sitDown(server: Server, page: Page) {
  const roles = ["admin", "editor", "directory-keeper"].flatMap((role) => ["--role", role]);
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", ...roles, "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** The same page once more, as a colleague has it before him. */
async function colleague(page: Page, ready: (one: Page) => Locator): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await ready(other).waitFor();
  return other;
}

/** Keeps back what a page sends of a kind, until it is let go: what somebody else sends in the meantime is there before it. */
async function holding(page: Page, what: string): Promise<() => Promise<void>> {
  let go = () => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes(what)) await gone;
    await route.fallback();
  });
  return async () => {
    go();
    await page.unroute("**/graphql");
  };
}

/** The question of who came later, and the two versions of one thing in it. */
async function asked(page: Page, what: string): Promise<{ dialog: Locator; mine: Locator; theirs: Locator; group: Locator }> {
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: /^Isto polje ste mijenjali Vi i / })).toBeVisible({ timeout: 15_000 });
  const group = dialog.getByRole("group", { name: what });
  const [mine, theirs] = [group.locator(".choice").nth(0), group.locator(".choice").nth(1)];
  return { dialog, mine, theirs, group };
}

async function begun(server: Server, page: Page) {
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/rasprave`);
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Rasprava o parkovima");
  await page.getByLabel("Komentari do", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await page.keyboard.press("Tab");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
}

test("at one consultation: each fact is chosen, and what only one has written stays", async ({ serve, page }) => {
  test.slow();
  await begun(await serve(), page);
  const other = await colleague(page, (one) => one.getByLabel("Opis", { exact: true }));
  const letGo = await holding(other, "saveConsultation");
  await other.getByLabel("Opis", { exact: true }).fill("Tuđi opis.");
  await other.getByLabel("Kontakt", { exact: true }).fill("Soba 5");
  await page.getByLabel("Opis", { exact: true }).fill("Moj opis.");
  await page.getByLabel("Nadležni organ", { exact: true }).fill("Odjeljenje za prostor");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  await letGo();

  const { dialog, mine, theirs, group } = await asked(other, "Opis");
  await expect(mine).toContainText("Tuđi opis.");
  await expect(theirs).toContainText("Moj opis.");
  await expect(dialog.locator("fieldset")).toHaveCount(1);
  expect(await faults(other)).toEqual([]);
  // Nothing is kept before somebody has chosen.
  await dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(mine.getByRole("radio")).toBeFocused();
  await group.getByLabel("Oboje, jedno ispod drugog").check();
  await dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(other.getByLabel("Opis", { exact: true })).toHaveValue("Tuđi opis.\n\nMoj opis.");
  await expect(other.getByText("Sačuvano u")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Opis", { exact: true })).toHaveValue("Tuđi opis.\n\nMoj opis.");
  await expect(page.getByLabel("Kontakt", { exact: true })).toHaveValue("Soba 5");
  await expect(page.getByLabel("Nadležni organ", { exact: true })).toHaveValue("Odjeljenje za prostor");
});

/** Mends a part of an act. */
async function mend(page: Page, part: string, words: string) {
  await page.getByRole("button", { name: `Popravi: ${part}`, exact: true }).click();
  await page.locator(".mending textarea").fill(words);
  await page.getByRole("button", { name: /^Gotovo/ }).click();
}

test("at one text of an act: parts of both become one text, and of a part that both have changed both are shown", async ({ serve, page }) => {
  test.slow();
  await begun(await serve(), page);
  await page.getByLabel("Tekst akta").fill(ACT);
  await page.getByRole("button", { name: "Prepoznaj članove" }).click();
  const saved = (one: Page) => one.locator(".act-editor .saved");
  await expect(saved(page)).toHaveText("Sačuvano");
  const other = await colleague(page, (one) => one.getByRole("button", { name: "Popravi: Član 3." }));
  const tree = (one: Page) => one.locator(".tree > li");

  // Each another article: nobody is asked anything.
  let letGo = await holding(other, "saveAct");
  await mend(other, "Član 3.", "Park se zatvara u deset.");
  await mend(page, "Član 2.", "Psi se vode na povocu i s korpom.");
  await expect(saved(page)).toHaveText("Sačuvano");
  await letGo();
  await expect(saved(other)).toHaveText("Sačuvano");
  await page.reload();
  for (const one of [page, other]) {
    await expect(tree(one).nth(1)).toContainText("i s korpom", { timeout: 15_000 });
    await expect(tree(one).nth(2)).toContainText("u deset");
  }

  // The same article: both versions, and word by word what is different.
  letGo = await holding(other, "saveAct");
  await mend(other, "Član 1.", "Ulaz je slobodan uvijek.");
  await mend(page, "Član 1.", "Ulaz je slobodan do deset.");
  await mend(page, "Član 3.", "Park se zatvara u jedanaest.");
  await expect(saved(page)).toHaveText("Sačuvano");
  await letGo();
  const { dialog, mine, theirs, group } = await asked(other, "Član 1.");
  await expect(mine).toContainText("Ulaz je slobodan uvijek.");
  await expect(theirs).toContainText("Ulaz je slobodan do deset.");
  await expect(group.locator("ins")).toHaveText("uvijek.");
  await expect(group.locator("del")).toHaveText("do deset.");
  await expect(dialog.locator("fieldset")).toHaveCount(1);
  expect(await faults(other)).toEqual([]);
  await other.screenshot({ path: "out/desk-act-clash.png" });
  await group.getByLabel("Oboje, jedno ispod drugog").check();
  await dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(saved(other)).toHaveText("Sačuvano");
  await page.reload();
  for (const one of [other, page]) {
    await expect(tree(one).nth(0)).toContainText("Ulaz je slobodan uvijek.", { timeout: 15_000 });
    await expect(tree(one).nth(0)).toContainText("Ulaz je slobodan do deset.");
    await expect(tree(one).nth(2)).toContainText("u jedanaest");
  }
  await expect(tree(page)).toHaveCount(3);

  // One takes out what the other mends: that is a choice, too.
  letGo = await holding(other, "saveAct");
  await other.getByRole("button", { name: "Popravi: Član 2." }).click();
  await other.locator(".mending").getByRole("button", { name: /^Ukloni/ }).click();
  await mend(page, "Član 2.", "Psi se ne vode.");
  await expect(saved(page)).toHaveText("Sačuvano");
  await letGo();
  const gone = await asked(other, "Član 2.");
  await expect(gone.mine).toContainText("prazno");
  await gone.theirs.getByRole("radio").check();
  await gone.dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(saved(other)).toHaveText("Sačuvano");
  await expect(tree(other).nth(1)).toContainText("Psi se ne vode.");

  // A part in somebody's hands stays there, whatever a colleague puts above it; so does a new one in which nothing stands yet.
  await other.getByRole("button", { name: "Popravi: Član 3." }).click();
  const words = (one: Page) => one.locator(".mending textarea");
  await page.getByRole("button", { name: "Popravi: Član 1." }).click();
  const kept = page.waitForResponse((answer) => !!answer.request().postData()?.includes("saveAct"));
  await page.locator(".mending").getByRole("button", { name: "Dodaj ispod" }).click();
  await kept;
  await expect(saved(page)).toHaveText("Sačuvano");
  await expect(words(page)).toBeFocused();
  await expect(words(page)).toHaveValue("");
  await words(page).fill("Ograda se ne prelazi.");
  await page.getByRole("button", { name: /^Gotovo/ }).click();
  await expect(saved(page)).toHaveText("Sačuvano");
  await expect(words(other)).toHaveValue("Park se zatvara u jedanaest.");
  await words(other).fill("Park se zatvara u pola dvanaest.");
  await other.getByRole("button", { name: /^Gotovo/ }).click();
  await expect(tree(other)).toHaveCount(4, { timeout: 15_000 });
  await expect(saved(other)).toHaveText("Sačuvano");
  await page.reload();
  await expect(tree(page).nth(3)).toContainText("u pola dvanaest", { timeout: 15_000 });
  await expect(tree(page).nth(1)).toContainText("Ograda se ne prelazi.");

  // Whoever leaves before he could choose leaves both behind.
  letGo = await holding(other, "saveAct");
  const sent = other.waitForRequest((request) => !!request.postData()?.includes("saveAct"));
  await mend(other, "Član 3.", "Park se zatvara u devet.");
  await sent;
  await mend(page, "Član 3.", "Park se ne zatvara.");
  await expect(saved(page)).toHaveText("Sačuvano");
  await other.getByRole("link", { name: /^Danas/ }).click();
  await expect(other.getByRole("heading", { name: /^Danas/ })).toBeVisible();
  await letGo();
  await expect(async () => {
    await page.reload();
    await expect(tree(page).nth(3)).toContainText("Park se zatvara u devet.", { timeout: 3_000 });
  }).toPass();
  await expect(tree(page).nth(3)).toContainText("Park se ne zatvara.");
});

test("at one record of the directory: what a colleague has published is shown beside what is not published yet", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.organisations("Klub „Most“");
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/organizacije`);
  await page.getByRole("link", { name: "Klub „Most“" }).click();
  const phone = (one: Page) => one.getByLabel("Telefon");
  await phone(page).waitFor();
  const other = await colleague(page, phone);
  await phone(other).fill("059 220 300");
  await other.getByLabel("Sjedište", { exact: true }).fill("Trebinje");
  const publish = async (one: Page) => {
    await one.getByRole("button", { name: "Objavi izmjene…" }).click();
    await one.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
    await expect(one.getByText("Izmjene su objavljene.")).toBeVisible();
  };
  await phone(page).fill("059 220 200");
  await publish(page);

  const { dialog, mine, theirs } = await asked(other, "Telefon");
  await expect(mine).toContainText("059 220 300");
  await expect(theirs).toContainText("059 220 200");
  await expect(dialog.locator("fieldset")).toHaveCount(1);
  expect(await faults(other)).toEqual([]);
  await theirs.getByRole("radio").check();
  await dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(phone(other)).toHaveValue("059 220 200");
  // What only he wrote is there still, and is published when he says so.
  await publish(other);
  await other.reload();
  await expect(phone(other)).toHaveValue("059 220 200");
  await expect(other.getByLabel("Sjedište", { exact: true })).toHaveValue("Trebinje");
});

test("at one list of results: rows of both become one list, and of a row that both have changed both are shown", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row("Javni poziv za kulturu", { published: "2025-01-05", deadline: "2025-02-05" }));
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("link", { name: "Javni poziv za kulturu" }).click();
  await page.getByRole("link", { name: "Rezultati", exact: true }).click();
  const list = ["R.br.\tPodnosilac\tProjekat\tBodovi\tIshod", "1.\tMost\tMostovi\t80\todobreno", "2.\tZmaj\tZmajevi\t70\todobreno"];
  await page.getByLabel("Zalijepite rang-listu").fill(list.join("\n"));
  await page.getByRole("button", { name: "Pročitaj" }).click();
  const rows = (one: Page) => one.locator(".result");
  await expect(rows(page)).toHaveCount(2);
  const other = await colleague(page, (one) => rows(one).first());
  const open = async (one: Page, number: number) => {
    await one.getByRole("button", { name: new RegExp(`^Izmijeni red ${number}`) }).click();
    return one.getByRole("dialog");
  };

  // Each another row: nobody is asked anything.
  let dialog = await open(other, 2);
  await dialog.getByLabel("Bodovi").fill("71");
  const his = await open(page, 1);
  await his.getByLabel("Bodovi").fill("81");
  await his.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(his).toHaveCount(0);
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(dialog).toHaveCount(0);
  await page.reload();
  for (const one of [other, page]) {
    await expect(rows(one).nth(0)).toContainText("bodovi: 81");
    await expect(rows(one).nth(1)).toContainText("bodovi: 71");
  }

  // The same row.
  dialog = await open(other, 1);
  await dialog.getByLabel("Projekat", { exact: true }).fill("Tuđi mostovi");
  const mineToo = await open(page, 1);
  await mineToo.getByLabel("Projekat", { exact: true }).fill("Moji mostovi");
  await mineToo.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(mineToo).toHaveCount(0);
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  let question = await asked(other, "Red 1");
  await expect(question.mine).toContainText("Tuđi mostovi");
  await expect(question.theirs).toContainText("Moji mostovi");
  expect(await faults(other)).toEqual([]);
  await question.mine.getByRole("radio").check();
  await question.dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(question.dialog).toHaveCount(0);
  await page.reload();
  for (const one of [other, page]) await expect(rows(one).nth(0)).toContainText("Tuđi mostovi");

  // What is said of the whole list, kept at once: what was chosen here stands until somebody decides.
  const letGo = await holding(other, "saveResults");
  await other.getByRole("radio", { name: /^Konačna/ }).check();
  const first = await holding(page, "saveResults");
  const stage = page.waitForResponse((answer) => !!answer.request().postData()?.includes("saveResults"));
  await page.getByRole("radio", { name: /^Preliminarna/ }).check();
  await page.getByLabel(/^Adresa odluke/).fill("https://trebinje.example/odluka.pdf");
  // What is being typed stays when what was chosen before it has been kept.
  await first();
  await stage;
  await expect(page.locator(".saved").getByText("Sačuvano", { exact: true })).toBeVisible();
  await expect(page.getByLabel(/^Adresa odluke/)).toHaveValue("https://trebinje.example/odluka.pdf");
  const kept = page.waitForResponse((answer) => !!answer.request().postData()?.includes("odluka.pdf"));
  await page.keyboard.press("Tab");
  await kept;
  await letGo();
  question = await asked(other, "Koja je lista");
  await expect(question.mine).toContainText("Konačna rang-lista");
  await expect(question.theirs).toContainText("Preliminarna rang-lista");
  await question.mine.getByRole("radio").check();
  await question.dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(question.dialog).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole("radio", { name: /^Konačna/ })).toBeChecked();
  await expect(other.getByLabel(/^Adresa odluke/)).toHaveValue("https://trebinje.example/odluka.pdf");
  await expect(rows(other).nth(0)).toContainText("Tuđi mostovi");
});

test("whose a published row is: where a colleague has been faster both are shown, and one of both is chosen", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row("Javni poziv za kulturu", { published: "2025-01-05", deadline: "2025-02-05" }));
  await server.organisations("Udruženje „Most“", "Klub Zmaj");
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("link", { name: "Javni poziv za kulturu" }).click();
  await page.getByRole("link", { name: "Rezultati", exact: true }).click();
  const list = ["R.br.\tPodnosilac\tProjekat\tOdobreno\tIshod", "1.\tNepoznato društvo\tSlike\t500 KM\todobreno"];
  await page.getByLabel("Zalijepite rang-listu").fill(list.join("\n"));
  await page.getByRole("button", { name: "Pročitaj" }).click();
  await page.getByRole("radio", { name: /^Konačna/ }).check();
  const publish = page.getByRole("button", { name: "Objavi listu…" });
  await expect(publish).toBeEnabled();
  await publish.click();
  await page.getByRole("dialog").getByRole("button", { name: "Objavi listu" }).click();
  await expect(page.getByText("Lista je objavljena.")).toBeVisible();
  const strays = (one: Page) => one.locator("details", { hasText: "ne vodi ni na jednu organizaciju" });
  const other = await colleague(page, strays);
  const link = async (one: Page, words: string, name: RegExp) => {
    await strays(one).locator("summary").click();
    await strays(one).getByRole("button", { name: /^Nađi u registru/ }).click();
    await strays(one).getByRole("searchbox").fill(words);
    await one.keyboard.press("Enter");
    await strays(one).getByRole("button", { name }).click();
  };
  const letGo = await holding(other, "linkResult");
  await link(other, "zmaj", /^To je ta ?: Klub Zmaj/);
  await link(page, "most", /^To je ta ?: Udruženje „Most“/);
  await expect(page.getByText("Red vodi na tu organizaciju.")).toBeVisible();
  await expect(strays(page)).toHaveCount(0);
  await letGo();
  const both = strays(other).locator(".note");
  await expect(both.locator("p", { hasText: "Neko:" })).toContainText("Udruženje „Most“");
  await expect(both.locator("p", { hasText: "Vaše:" })).toContainText("Klub Zmaj");
  expect(await faults(other)).toEqual([]);
  await both.getByRole("button", { name: "Neka ostane moje" }).click();
  await expect(other.getByText("Red vodi na tu organizaciju.")).toBeVisible();
  await expect(strays(other)).toHaveCount(0);
});

/** A question about a call waits for its answer; where it stands on a page, and what can be done there. */
async function withQuestion(server: Server, page: Page) {
  await server.import(row("Javni poziv za kulturu"));
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("link", { name: "Javni poziv za kulturu" }).click();
  await page.getByRole("button", { name: "Upiši pitanje" }).click();
  const entering = page.getByRole("dialog");
  await entering.getByLabel("Pitanje", { exact: true }).fill("Mogu li se prijaviti dva projekta?");
  await entering.getByRole("button", { name: "Upiši pitanje" }).click();
  await expect(page.getByText("Pitanje je upisano.")).toBeVisible();
  const about = (one: Page) => one.locator("#questions .paper", { hasText: "Mogu li se prijaviti" });
  const answer = (one: Page) => about(one).getByLabel("Odgovor", { exact: true });
  const answered = (one: Page) => about(one).locator(".answered");
  const publish = (one: Page) => about(one).getByRole("button", { name: "Objavi odgovor" }).click();
  return { about, answer, answered, publish };
}

test("at one question about a call: an answer that came meanwhile is shown, and one of both is chosen", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  const { about, answer, answered, publish } = await withQuestion(server, page);
  const mend = async (one: Page, words: string) => {
    await about(one).getByRole("button", { name: "Izmijeni odgovor" }).click();
    await answer(one).fill(words);
    await publish(one);
  };
  const other = await colleague(page, answer);
  const both = about(other).locator(".note");

  // It comes to whoever still types: what he has typed stays, and the next press replaces nothing unseen.
  await answer(other).fill("Moj odgovor.");
  await answer(page).fill("Tuđi odgovor.");
  await publish(page);
  await expect(answered(page)).toHaveText("Tuđi odgovor.");
  await expect(both).toContainText("Tuđi odgovor.", { timeout: 15_000 });
  await expect(answer(other)).toHaveValue("Moj odgovor.");
  await expect(about(other).getByRole("button", { name: "Objavi odgovor" })).toHaveCount(0);
  expect(await faults(other)).toEqual([]);
  await both.getByRole("button", { name: "Neka ostane tuđe" }).click();
  await expect(answered(other)).toHaveText("Tuđi odgovor.");

  // Whoever had pressed before he heard of it is asked as well, and may have it his way.
  const letGo = await holding(other, "answerQuestion");
  await mend(other, "Moj odgovor.");
  await mend(page, "Drugi tuđi odgovor.");
  await expect(answered(page)).toHaveText("Drugi tuđi odgovor.");
  await letGo();
  await expect(both).toContainText("Drugi tuđi odgovor.");
  await both.getByRole("button", { name: "Neka ostane moje" }).click();
  for (const one of [other, page]) await expect(answered(one)).toHaveText("Moj odgovor.", { timeout: 15_000 });
});

test("a question that was answered while it was to be withheld: the answer is shown, and the next press withholds it", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  const { about, answer, answered, publish } = await withQuestion(server, page);
  const other = await colleague(page, answer);
  await about(other).getByRole("button", { name: "Ne objavljuj…" }).click();
  const sure = other.getByRole("dialog");
  const letGo = await holding(other, "withholdQuestion");
  await sure.getByRole("button", { name: "Ne objavljuj" }).click();
  await answer(page).fill("Tuđi odgovor.");
  await publish(page);
  await expect(answered(page)).toHaveText("Tuđi odgovor.");
  await letGo();
  await expect(sure.locator(".note")).toContainText("Tuđi odgovor.");
  expect(await faults(other)).toEqual([]);
  await sure.getByRole("button", { name: "Ne objavljuj" }).click();
  await expect(sure).toHaveCount(0);
  await expect(about(other)).toContainText("nije objavljeno");
});

test("at one person's roles, and at what is usual: whoever is later sees what the earlier has said, and chooses", async ({ serve, page, browser }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  const email = "petar@trebinje.example";
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "editor", "--name", "Petar Petrić", "--print-link", email],
  );
  await enterBy(await (await browser.newContext()).newPage(), /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await page.getByRole("link", { name: "Ljudi i uloge" }).click();
  const petar = (one: Page) => one.locator(".rows > li", { hasText: email });
  await petar(page).waitFor();
  const other = await colleague(page, petar);
  const give = async (one: Page, role: string) => {
    await petar(one).getByRole("button", { name: /^Izmijeni uloge/ }).click();
    const dialog = one.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: role }).check();
    return dialog;
  };
  const save = (dialog: Locator) => dialog.getByRole("button", { name: "Sačuvaj" }).click();
  /** The later one has chosen what the dialog shows when the earlier one saves; what is said of both. */
  const outrun = async (late: Locator, early: Locator) => {
    await save(early);
    await expect(early).toHaveCount(0);
    await save(late);
    return late.locator(".note");
  };

  let late = await give(other, "Moderator");
  let both = await outrun(late, await give(page, "Vebmaster"));
  await expect(both.locator("p", { hasText: "Neko:" })).toContainText("Vebmaster");
  await expect(both.locator("p", { hasText: "Vaše:" })).toContainText("Moderator");
  expect(await faults(other)).toEqual([]);
  await both.getByRole("button", { name: "Neka ostane tuđe" }).click();
  await expect(late).toHaveCount(0);
  await expect(petar(other)).toContainText("Vebmaster");
  await expect(petar(other)).not.toContainText("Moderator");

  late = await give(other, "Moderator");
  both = await outrun(late, await give(page, "Ocjenjivač"));
  await expect(both).toContainText("Ocjenjivač");
  await both.getByRole("button", { name: "Neka ostane moje" }).click();
  await expect(late).toHaveCount(0);
  await expect(petar(other)).toContainText("Moderator");
  await expect(petar(other)).not.toContainText("Ocjenjivač");

  const choose = async (one: Page, when: string) => {
    await one.getByRole("button", { name: "Uobičajeno pregledanje komentara…" }).click();
    const dialog = one.getByRole("dialog");
    await dialog.getByLabel("Kada se komentar vidi").selectOption(when);
    return dialog;
  };
  for (const one of [page, other]) await one.goto(`${server.url}/desk/trebinje/rasprave`);
  late = await choose(other, "Prvih nekoliko poslije pregleda, ostali odmah");
  both = await outrun(late, await choose(page, "Odmah, a službenik ga pregleda poslije"));
  await expect(both).toContainText("Odmah, a službenik ga pregleda poslije");
  expect(await faults(other)).toEqual([]);
  await both.getByRole("button", { name: "Neka ostane moje" }).click();
  await expect(late).toHaveCount(0);
  // What was shown was read: the button that one has pressed at first goes through with it.
  late = await choose(other, "Odmah, a službenik ga pregleda poslije");
  both = await outrun(late, await choose(page, "PRE"));
  await expect(both).toContainText("Pošto ga službenik pregleda");
  await save(late);
  await expect(late).toHaveCount(0);
  await page.reload();
  await page.getByRole("button", { name: "Uobičajeno pregledanje komentara…" }).click();
  await expect(page.getByLabel("Kada se komentar vidi")).toHaveValue("POST");
});
