/** What a municipality says of itself, at its desk: errors beside their lines, two at once, and that it holds from then on. */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { published } from "./debate";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { row, type Server, test } from "./server";

/** Sits down at Trebinje's desk, in a browser of its own where it is not this page's, and opens what it says of itself. */
async function sitDown(server: Server, at: Page | Browser, role: string, name: string): Promise<Page> {
  const page = "newContext" in at ? await (await at.newContext()).newPage() : at;
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", role, "--name", name, "--print-link", `${role}@trebinje.example`],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await page.getByRole("link", { name: "Opština", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Podaci opštine" })).toBeFocused();
  return page;
}

const save = (page: Page) => page.getByRole("button", { name: "Sačuvaj", exact: true }).click();
const saved = (page: Page) => expect(page.getByRole("status").getByText("Sačuvano.", { exact: true })).toBeVisible();

test("a webmaster says it, line by line, and is told beside each line what is wrong with it", async ({ serve, page }) => {
  const server = await serve();
  await sitDown(server, page, "webmaster", "Vesna Veb");
  await expect(page.getByRole("link", { name: "Ljudi i uloge" })).toHaveCount(0);
  const sites = page.getByLabel("Drugi sajtovi opštine");
  const days = page.getByLabel("Neradni dani opštine");
  const contact = page.getByLabel("Kontakt za pristupačnost");
  await expect(page.getByRole("button", { name: "Sačuvaj", exact: true })).toHaveAttribute("aria-disabled", "true");
  expect(await faults(page)).toEqual([]);

  // What cannot even be sent, and then what the server does not take.
  await days.fill("5. 10. Dan grada\n\nponedjeljak");
  await save(page);
  await expect(days).toHaveAccessibleDescription(/red 3: Ovo nije dan\./);
  await days.fill("5. 10. Dan grada\n\n31. 2. Nema ga");
  await sites.fill("https://usluge.trebinje.example\nhttps://usluge.trebinje.example/pozivi");
  await contact.fill("na šalteru");
  await save(page);
  await expect(sites).toHaveAccessibleDescription(/red 2: Napišite https:\/\//);
  await expect(contact).toHaveAccessibleDescription(/Ovo nije ni adresa e-pošte ni telefon/);
  await expect(days).toHaveAccessibleDescription(/red 3: Ovo nije dan\./);
  await expect(sites).toHaveAttribute("aria-invalid", "true");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/desk-town.png", fullPage: true });
  // From what is wrong one goes to where it stands.
  await page.getByRole("button", { name: "Drugi sajtovi opštine, red 2" }).click();
  await expect(sites).toBeFocused();

  await sites.fill("https://usluge.trebinje.example");
  await contact.fill("059 274 410");
  await days.fill("5. 10. Dan grada\n24. 5. 2027. Slava grada");
  await save(page);
  await saved(page);
  await page.reload();
  await expect(days).toHaveValue("5. 10. Dan grada\n24. 5. 2027. Slava grada");
  await expect(sites).toHaveValue("https://usluge.trebinje.example");

  // Areas of work go by its own names and in its own order, beginning with those that it names.
  await page.getByLabel("Oblast", { exact: true }).selectOption("Zaštita životne sredine");
  await page.getByRole("button", { name: "Dodaj oblast" }).click();
  const rivers = page.getByLabel("Zaštita životne sredine", { exact: true });
  await expect(rivers).toBeFocused();
  await rivers.fill("Rijeke i šume");
  expect(await faults(page)).toEqual([]);
  await save(page);
  await saved(page);
  await page.reload();
  await expect(rivers).toHaveValue("Rijeke i šume");
  const query = `{ municipality(slug: "trebinje") { areas { label } } }`;
  const { data } = await (await page.request.post(`${server.url}/graphql`, { data: { query } })).json();
  expect(data.municipality.areas[0].label).toBe("Rijeke i šume");

  const statement = await (await fetch(`${server.url}/trebinje/pristupacnost?lang=sr-Latn`)).text();
  expect(statement).toContain('<a href="tel:059274410">059 274 410</a>');

  for (const [button, title] of [
    [/Ћирилица/, "Подаци општине"],
    [/English/, "About the municipality"],
  ] as const) {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  }
});

test("of two who change the same one chooses, and nothing is lost", async ({ serve, page, browser }) => {
  const server = await serve();
  await sitDown(server, page, "webmaster", "Vesna Veb");
  const admin = await sitDown(server, browser, "admin", "Ana Anić");
  const site = (page: Page) => page.getByLabel("Zvanični sajt");
  await site(page).fill("https://moj.example");
  await page.getByLabel("Kontakt za pristupačnost").fill("059 274 410");
  await site(admin).fill("https://njen.example");
  await admin.getByLabel("Neradni dani opštine").fill("5. 10. Dan grada");
  await save(admin);
  await saved(admin);
  // He hears of it, or is told when he saves.
  const dialog = page.getByRole("dialog", { name: "Isto polje ste mijenjali Vi i Nova Osoba" });
  await expect(dialog).toBeVisible();
  const choice = dialog.getByRole("group", { name: "Zvanični sajt" });
  await expect(choice.locator(".choice").nth(0)).toContainText("https://moj.example");
  await expect(choice.locator(".choice").nth(1)).toContainText("https://njen.example");
  expect(await faults(page)).toEqual([]);
  await choice.getByLabel("Vaše").check();
  await dialog.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(dialog).toHaveCount(0);
  await save(page);
  await saved(page);
  await page.reload();
  await expect(site(page)).toHaveValue("https://moj.example");
  await expect(page.getByLabel("Kontakt za pristupačnost")).toHaveValue("059 274 410");
  await expect(page.getByLabel("Neradni dani opštine")).toHaveValue("5. 10. Dan grada");
});

test("an administrator takes it along in a file and puts it up again: what would change is shown first", async ({ serve, page, browser }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page, "admin", "Ana Anić");
  const contact = page.getByLabel("Kontakt za pristupačnost");
  await contact.fill("059 274 410");
  await save(page);
  await saved(page);
  const [taken] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Izvezi" }).click()]);
  expect(taken.suggestedFilename()).toBe("trebinje-podaci.json");
  const file = JSON.parse(await readFile((await taken.path()) ?? "", "utf8"));
  expect(file.settings.accessibility_contact).toBe("059 274 410");

  await page.getByRole("button", { name: "Uvezi…" }).click();
  const dialog = page.getByRole("dialog");
  const bring = (content: unknown) =>
    dialog.getByLabel("Datoteka").setInputFiles({ name: "podaci.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
  const put = dialog.getByRole("button", { name: "Uvezi", exact: true });
  // As it was taken away it changes nothing; what cannot be taken is named, and nothing of the file is.
  await bring(file);
  await expect(dialog.getByText("U datoteci nema ničeg novog.")).toBeVisible();
  await bring({ ...file, settings: { ...file.settings, smtp_password: "tajna" } });
  await expect(dialog.locator("code")).toContainText("settings.smtp_password");
  await bring({ ...file, municipality: "teslic" });
  await expect(dialog.getByText("Datoteka je druge opštine: teslic.")).toBeVisible();
  const wrong = { moderation: "FirstN", moderation_first: 2, confirm_email: "Never" };
  await bring({ ...file, settings: { ...file.settings, website: "javascript:alert(1)" }, usual_rules: wrong });
  await expect(dialog.locator(".remarks li b")).toHaveText(["Zvanični sajt", "Potvrda e-pošte"]);
  await expect(put).toHaveCount(0);
  expect(await faults(page)).toEqual([]);

  const mended = { ...file, settings: { ...file.settings, accessibility_contact: "059 111 222" } };
  await bring({ ...mended, usual_rules: { moderation: "Post", confirm_email: "Never" } });
  await expect(dialog.getByRole("heading", { name: "Šta bi se promijenilo" })).toBeVisible();
  await expect(dialog.locator("dt")).toHaveText(["Kontakt za pristupačnost", "Kada se komentar vidi"]);
  await expect(dialog.locator("ins")).toHaveText(["059 111 222", "Odmah, a službenik ga pregleda poslije"]);
  await expect(contact).toHaveValue("059 274 410");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/desk-town-file.png" });
  await put.click();
  await saved(page);
  await expect(dialog).toHaveCount(0);
  await expect(contact).toHaveValue("059 111 222");

  // Both stand in the journal: that it was taken away, and what became of what, at once.
  await page.getByRole("link", { name: "Dnevnik radnji" }).click();
  const acts = page.locator("table.journal tbody tr");
  await expect(acts.filter({ hasText: "Preuzeta datoteka" })).toContainText("trebinje-podaci.json");
  const broughtThen = acts.filter({ hasText: "059 111 222" });
  await expect(broughtThen.locator("dt")).toHaveText(["Kontakt za pristupačnost", "Kada se komentar vidi"]);

  // Who only looks after the site is not offered what he would be refused.
  const webmaster = await sitDown(server, browser, "webmaster", "Vesna Veb");
  await expect(webmaster.getByRole("link", { name: "Izvezi" })).toHaveCount(0);
  await expect(webmaster.getByRole("button", { name: "Uvezi…" })).toHaveCount(0);
});

test("a site that is allowed sends comments at once, and another language is spoken where nothing says which", async ({
  serve,
  host,
  page,
  browser,
}) => {
  test.slow();
  const server = await serve();
  await server.import(row("Javni poziv za kulturu"));
  const admin = await sitDown(server, page, "admin", "Ana Anić");
  const parts = [{ kind: "ARTICLE", label: "Član 1.", text: "Park je otvoren za sve." }];
  const id = await published(admin, "trebinje", "Nacrt odluke o parku", parts);
  const script = `<script async src="${server.url}/w/v1/javno.js"></script>`;
  const address = await host(
    `${script}<javno-consultation municipality="trebinje" consultation="${id}"><a href="${server.url}/trebinje/rasprava/${id}">Rasprava</a></javno-consultation>`,
  );
  const { origin } = new URL(address);

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(address);
  const widget = reader.locator("javno-consultation");
  await widget.getByRole("button", { name: /Član 1\./ }).click();
  await widget.getByLabel(/Vaš komentar/).fill("Treba i klupa u hladu.");
  await widget.getByLabel("Ime koje se prikazuje").fill("Jelena Jelić");
  await widget.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(widget.getByRole("alert")).toContainText(`allowed_origins ${origin}`);

  await admin.getByLabel("Drugi sajtovi opštine").fill(origin);
  await save(admin);
  await saved(admin);
  await widget.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(widget.getByText("Hvala! Vaš komentar je primljen.")).toBeVisible({ timeout: 30_000 });

  // The hosted page speaks as the municipality does, and the studio tells a page that does not say.
  const hosted = `${server.url}/trebinje/pozivi`;
  await reader.goto(hosted);
  await expect(reader.locator("html")).toHaveAttribute("lang", "sr-Cyrl");
  await admin.getByLabel("Jezik i pismo").selectOption("bosanski");
  await save(admin);
  await expect(async () => {
    await reader.goto(hosted);
    await expect(reader.locator("html")).toHaveAttribute("lang", "bs", { timeout: 1000 });
  }).toPass();
  await reader.goto(`${server.url}/studio?opstina=trebinje&pozivi=da&cms=files`);
  const snippet = await reader.locator("pre", { hasText: "<javno-open-calls" }).first().innerText();
  expect(snippet).toContain('usual-lang="bs"');
  const silent = '<script>document.documentElement.removeAttribute("lang")</script>';
  await reader.goto(await host(`${silent}<h1>Općina</h1><p>Obavještenja građanima: šta je otvoreno i žalbe.</p>${script}${snippet}`));
  const calls = reader.locator("javno-open-calls");
  await expect(calls.locator(".call").first()).toBeVisible();
  expect(await calls.evaluate((one) => (one as HTMLElement & { locale: string }).locale)).toBe("bs");
});
