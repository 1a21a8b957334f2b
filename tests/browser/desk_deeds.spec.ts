/** What an official does to a call after it is written, and what a reader sees of it: extended, cancelled, thrown away, a file
 * replaced, a question answered; taken away and brought back; and who changed what. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { enterBy, pdf } from "./desk";
import { expect, faults } from "./host";
import { row, type Server, test } from "./server";

/** Sits down at Trebinje's desk. */
async function sitDown(server: Server, page: Page, role = "admin", name = "Ana Anić") {
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", role, "--name", name, "--print-link", `${role}@trebinje.example`],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** Opens a call of the list. */
async function open(page: Page, title: string) {
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("link", { name: title }).click();
  await page.getByLabel("Naslov", { exact: true }).waitFor();
}

/** One of the deeds that are not always in sight. */
async function choose(page: Page, deed: string) {
  await page.locator("summary", { hasText: "Još radnji" }).click();
  await page.getByRole("button", { name: deed }).click();
  return page.getByRole("dialog");
}

/** The call's hosted page, as a reader in a browser of his own has it. */
async function reading(page: Page): Promise<{ reader: Page; again: () => Promise<void> }> {
  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = (await (await page.context().browser()?.newContext({ javaScriptEnabled: false }))?.newPage()) as Page;
  await reader.goto(`${address}?lang=sr-Latn`);
  return { reader, again: async () => void (await reader.reload()) };
}

/** A day so far ahead, as officials write it. */
const ahead = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}.`;
};

const TITLE = "Javni poziv za kulturu";

test("a deadline is extended with its reason, the old one stays to be seen; and a call is cancelled for good", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page);
  await open(page, TITLE);
  const { reader, again } = await reading(page);

  // What is no later day is refused before anything is sent, and without a reason nothing is done.
  const extending = await choose(page, "Produži rok…");
  const day = extending.getByLabel("Novi rok", { exact: true });
  await day.fill(ahead(3));
  await page.keyboard.press("Tab");
  await extending.getByRole("button", { name: "Produži rok", exact: true }).click();
  await expect(extending.getByText("Novi rok treba da bude poslije sadašnjeg.")).toBeVisible();
  await day.fill(ahead(45));
  await page.keyboard.press("Tab");
  await extending.getByRole("button", { name: "Produži rok", exact: true }).click();
  await expect(extending.getByText("Upišite razlog")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await extending.getByLabel("Razlog").fill("Praznici.");
  await extending.getByRole("button", { name: "Produži rok", exact: true }).click();
  await expect(page.getByText("Rok je produžen.")).toBeVisible();
  await expect(page.getByLabel("Rok za prijavu", { exact: true })).toHaveValue(ahead(45));
  await again();
  const told = reader.locator("li", { hasText: "Praznici." }).last();
  await expect(told).toContainText(ahead(21));
  await expect(told).toContainText(ahead(45));
  await expect(reader.locator("s", { hasText: ahead(21) }).first()).toBeVisible();

  const cancelling = await choose(page, "Poništi poziv…");
  await cancelling.getByRole("button", { name: "Poništi poziv", exact: true }).click();
  await expect(cancelling.getByText("Upišite razlog")).toBeVisible();
  await cancelling.getByLabel("Razlog").fill("Nema novca u budžetu.");
  await cancelling.getByRole("button", { name: "Poništi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je poništen.")).toBeVisible();
  await expect(page.locator(".badge.cancelled")).toHaveText("Poništen");
  await again();
  await expect(reader.getByText("Nema novca u budžetu.").first()).toBeVisible();
  // What is over is neither extended nor cancelled once more.
  await page.locator("summary", { hasText: "Još radnji" }).click();
  for (const deed of ["Produži rok…", "Poništi poziv…"]) await expect(page.getByRole("button", { name: deed })).toHaveCount(0);
});

test("a draft is thrown away, and what is not published of a call is", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page);
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Probni nacrt");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  const address = page.url();
  const deleting = await choose(page, "Obriši nacrt…");
  await expect(deleting).toContainText("Probni nacrt");
  await deleting.getByRole("button", { name: "Odustani" }).click();
  await expect(page.getByLabel("Naslov", { exact: true })).toHaveValue("Probni nacrt");
  await (await choose(page, "Obriši nacrt…")).getByRole("button", { name: "Obriši nacrt", exact: true }).click();
  await expect(page.getByText("Nacrt je obrisan.")).toBeVisible();
  await expect(page.getByRole("link", { name: TITLE })).toBeVisible();
  await expect(page.getByRole("link", { name: "Probni nacrt" })).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByText("Probni nacrt")).toHaveCount(0);

  // Of a published call only what waits goes, and it is shown first.
  await open(page, TITLE);
  const title = page.getByLabel("Naslov", { exact: true });
  await title.fill("Javni poziv za sport");
  await page.keyboard.press("Tab");
  await expect(page.getByText("još nisu objavljene")).toBeVisible();
  const discarding = await choose(page, "Odbaci izmjene…");
  await expect(discarding.locator("del")).toHaveText(TITLE);
  await expect(discarding.locator("ins")).toHaveText("Javni poziv za sport");
  await discarding.getByRole("button", { name: "Odbaci izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su odbačene.")).toBeVisible();
  await expect(title).toHaveValue(TITLE);
});

test("how far a file is can be seen, it is replaced, and the old version can still be had", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page);
  await open(page, TITLE);
  // Large, on a bad line: what is seen meanwhile grows.
  const large = pdf("Smjernice.pdf", 3 << 20);
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: 1 << 20, uploadThroughput: 512 << 10 });
  await page.locator("#documents input[type=file]").last().setInputFiles(large);
  const bar = page.getByRole("progressbar", { name: "Slanje: Smjernice.pdf" });
  const share = async () => Number(await bar.getAttribute("value").catch(() => "1"));
  await expect.poll(share, { intervals: [50] }).toBeGreaterThan(0);
  const first = await share();
  expect(first).toBeLessThan(1);
  await expect(page.locator("#documents .way")).toContainText(/\d.* od 3/);
  await expect.poll(share, { intervals: [50] }).toBeGreaterThan(first);
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await expect(page.locator("#documents .paper")).toHaveCount(1);
  await expect(bar).toHaveCount(0);
  const correct = async (reason: string) => {
    await page.getByRole("button", { name: "Objavi izmjene…" }).click();
    await page.getByLabel("Razlog").fill(reason);
    await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
    await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  };
  await correct("Dodate su smjernice.");
  const { reader, again } = await reading(page);
  const old = (await reader.getByRole("link", { name: "Smjernice" }).getAttribute("href")) ?? "";

  await expect(page.getByRole("button", { name: "Zamijeni datoteku: Smjernice" })).toBeVisible();
  await page.locator("#documents .paper input[type=file]").setInputFiles(pdf("Smjernice nove.pdf"));
  await expect(page.getByText("građani ga vide kad objavite izmjene")).toBeVisible();
  await again();
  expect(await reader.getByRole("link", { name: "Smjernice" }).getAttribute("href")).toBe(old);
  await correct("Smjernice su bile od prošle godine.");
  await again();
  const now = (await reader.getByRole("link", { name: "Smjernice" }).getAttribute("href")) ?? "";
  expect(now).not.toBe(old);
  await expect(reader.getByText("Smjernice su bile od prošle godine.")).toBeVisible();

  // At the desk the version of before is a link, and it leads to what everybody had.
  await page.getByText("1 ranija verzija").click();
  const [kept] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Verzija 1" }).click()]);
  expect((await readFile((await kept.path()) ?? "")).length).toBe(large.buffer.length);
  // Whoever has the old link is given what it led to.
  const at = (address: string) => new URL(address, server.url).href;
  const linked = await reader.request.get(at(old));
  expect([linked.status(), (await linked.body()).length]).toEqual([200, large.buffer.length]);
  expect((await (await reader.request.get(at(now))).body()).length).toBe(pdf("").buffer.length);
});

test("what a reader asks is answered at the desk, and everybody reads it", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page);
  await open(page, TITLE);
  const { reader, again } = await reading(page);
  const address = reader.url();
  await reader.getByRole("link", { name: "Postavite pitanje" }).click();
  await reader.getByLabel("Pitanje", { exact: true }).fill("Mogu li se prijaviti dva projekta?");
  await reader.getByRole("button", { name: "Pošaljite pitanje" }).click();
  await expect(reader.getByRole("heading", { name: "Pitanje je primljeno" })).toBeVisible();

  // It comes to whoever sits before the call already.
  const asked = page.locator("#questions .paper", { hasText: "Mogu li se prijaviti dva projekta?" });
  await expect(asked).toContainText("čeka odgovor");
  await asked.getByLabel("Odgovor", { exact: true }).fill("Može jedan, uz partnera dva.");
  await asked.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.getByText("Odgovor je objavljen.")).toBeVisible();
  await expect(asked).toContainText("odgovoreno");
  await reader.goto(address);
  // A page may be kept for a minute; whoever reloads it has it anew.
  await again();
  const shown = reader.locator("#pitanja + ul li");
  await expect(shown).toContainText("Mogu li se prijaviti dva projekta?");
  await expect(shown).toContainText("Može jedan, uz partnera dva.");

  // It is mended, and the reader has the mended one.
  await asked.getByRole("button", { name: "Izmijeni odgovor" }).click();
  await asked.getByLabel("Odgovor", { exact: true }).fill("Može jedan.");
  await asked.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(asked.locator(".answered")).toHaveText("Može jedan.");
  await again();
  await expect(shown).toContainText("Može jedan.");
  await expect(shown).not.toContainText("uz partnera dva");
});

test("calls are taken away, changed in a file and brought back: what would change is shown first", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE), row("Javni poziv za sport"));
  await sitDown(server, page);
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Izvezi" }).click()]);
  expect(taken.suggestedFilename()).toMatch(/^trebinje.*\.json$/);
  const rows = JSON.parse(await readFile((await taken.path()) ?? "", "utf8"));
  const titles = rows.map((one: { content: { title: { original: { text: string } } } }) => one.content.title.original.text);
  expect(titles.sort()).toEqual([TITLE, "Javni poziv za sport"]);

  const bring = async (content: unknown) => {
    await page.getByRole("button", { name: "Uvezi…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Datoteka").setInputFiles({ name: "pozivi.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
    return dialog;
  };
  // As it was taken away it changes nothing.
  const same = await bring(rows);
  await expect(same.getByText("U datoteci nema ničeg novog.")).toBeVisible();
  await expect(same.getByText("2 istih")).toBeVisible();
  await same.getByRole("button", { name: "Odustani" }).click();

  const mended = structuredClone(rows);
  const sport = mended.find((one: { content: { title: { original: { text: string } } } }) => one.content.title.original.text !== TITLE);
  sport.content.title.original.text = "Javni poziv za školski sport";
  mended.push({ ...sport, municipality: "teslic" });
  const dialog = await bring(mended);
  await expect(dialog.getByText("1 izmijenjenih")).toBeVisible();
  await expect(dialog.getByText("1 odbijenih")).toBeVisible();
  await expect(dialog.getByText("Red je druge opštine: teslic.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Uvezi", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: "Uvezeno" })).toBeVisible();
  await dialog.getByRole("button", { name: "Zatvori", exact: true }).last().click();
  // Of a published call it waits for its reason.
  const brought = page.locator("main li", { hasText: "Javni poziv za školski sport" });
  await expect(brought).toContainText("ima neobjavljenih izmjena");
  const listed = await (await fetch(`${server.url}/graphql?query=${encodeURIComponent("{ openCalls { nodes { title { text } } } }")}`)).json();
  expect(JSON.stringify(listed)).not.toContain("školski");
});

test("who changed what is told: fields that were saved, facts before and after; the journal goes out with it", async ({ serve, page, browser }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page);
  await open(page, TITLE);
  await page.getByLabel("Naslov", { exact: true }).fill("Javni poziv za sport");
  await page.getByLabel("Ukupna sredstva", { exact: true }).first().fill("45 000");
  await page.keyboard.press("Tab");
  await expect(page.getByText("još nisu objavljene")).toBeVisible();
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Rebalans.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();

  await page.getByRole("button", { name: "Istorija" }).click();
  const dialog = page.getByRole("dialog");
  const published = dialog.locator("li", { hasText: "Izmjene poziva objavljene" });
  await expect(published).toContainText("Nova Osoba");
  await expect(published).toContainText("Razlog: Rebalans.");
  await expect(published.locator("dt")).toHaveText(["Naslov", "Ukupna sredstva"]);
  await expect(published.locator("del").first()).toHaveText(TITLE);
  await expect(published.locator("ins")).toHaveText(["Javni poziv za sport", "45.000 KM"]);
  // Of what was saved only the field is told, before it was published.
  const saved = dialog.locator("li", { hasText: "Poziv uređen" });
  await expect(saved.last()).toContainText("Naslov");
  await expect(saved.locator("ins")).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");

  // All of it is in the journal, which the administrator takes away.
  await page.getByRole("link", { name: "Dnevnik radnji" }).click();
  const act = page.locator("table.journal tr", { hasText: "Izmjene poziva objavljene" });
  await expect(act).toContainText("45.000 KM");
  const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Preuzmi CSV" }).click()]);
  const journal = await readFile((await taken.path()) ?? "", "utf8");
  expect(journal).toMatch(/Nova Osoba;CALL_CHANGED;call_\w+;.*;budget;;45000 BAM;Rebalans\./);

  // Who may only read the call is not offered what he would be refused.
  const other = await (await browser.newContext()).newPage();
  await sitDown(server, other, "moderator");
  await open(other, "Javni poziv za sport");
  await expect(other.getByText("Možete čitati ovaj poziv.")).toBeVisible();
  await expect(other.getByRole("button", { name: "Istorija" })).toHaveCount(0);
});

test("what one saves in one window is in one's other window, and is no news in the first, however late its answer comes", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page, "editor");
  await open(page, TITLE);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const words = (window: Page) => window.getByLabel("Opis", { exact: true });
  const news = (window: Page) => window.getByText(/U međuvremenu je izmijenjeno/);
  await words(other).waitFor();

  // The answer stays away until everybody has heard of what it answers.
  const late = async (asked: string, heard: () => Promise<void>) => {
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes(asked)) return route.fallback();
      const answer = await route.fetch();
      await heard();
      return route.fulfill({ response: answer });
    });
  };
  const seen = async () => {
    await expect(words(other)).toHaveValue("Podržavaju se kampovi.");
    await expect(news(other)).toContainText("Opis");
  };
  await late("mutation SaveCall", seen);
  await words(page).fill("Podržavaju se kampovi.");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  await expect(news(page)).toHaveCount(0);
  await page.unroute("**/graphql");

  // So it is with a deed: what was extended here is the new day there, and here nobody else's.
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Jasnije je.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  const deadline = (window: Page) => window.getByLabel("Rok za prijavu", { exact: true });
  await late("mutation ExtendCall", () => expect(deadline(other)).toHaveValue(ahead(45)));
  const extending = await choose(page, "Produži rok…");
  await extending.getByLabel("Novi rok", { exact: true }).fill(ahead(45));
  await extending.getByLabel("Razlog").fill("Praznici.");
  await extending.getByRole("button", { name: "Produži rok", exact: true }).click();
  await expect(page.getByText("Rok je produžen.")).toBeVisible();
  await expect(deadline(page)).toHaveValue(ahead(45));
  await expect(news(page)).toHaveCount(0);
});
