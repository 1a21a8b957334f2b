/**
 * Forms by the keyboard alone: each is reached, filled in and sent, what is wrong with it is come to and heard, and the focus is
 * never lost. Hosted pages have no script, so they are the same for whoever allows none; the way to the desk has one.
 */
import { test } from "./demo";
import { authenticator, invitedTo } from "./desk";
import { expect, letter } from "./host";
import { focused, refused, send, to, type } from "./keys";
import { hosted, inLanguage } from "./places";

// One after the other, so that all are of one demo.
test.describe.configure({ mode: "default" });

/** The address of a hosted page, by its name. */
const at = async (server: string, name: string) => {
  const { path = "" } = (await hosted(server)).find((place) => place.name === name) ?? {};
  return server + inLanguage(path, "sr-Latn");
};

for (const javaScriptEnabled of [false, true])
  test(`a comment is written, mended and changed, ${javaScriptEnabled ? "with scripts" : "without any script"}`, async ({ demo, browser }) => {
    test.slow();
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(await at(demo.url, "comments-open"));
    // The first stop leads past what stands on every page.
    await page.keyboard.press("Tab");
    await expect(page.locator(".skip")).toBeFocused();
    await page.keyboard.press("Enter");
    await to(page, page.locator("main a.button"));
    await Promise.all([page.waitForURL(/pisem=1/), page.keyboard.press("Enter")]);

    const [text, name] = [page.locator("#text"), page.locator("#name")];
    const button = page.locator("form:has(#text) button");
    await refused(page, button, text);
    await type(page, text, "Parkovi su za sve.");
    // Whoever says who he is has a name, and the server says so.
    await send(page, button, name);
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expect(name).toHaveAccessibleDescription("Obavezno polje");
    await expect(page.getByRole("alert")).toContainText("Nije poslato.");
    await expect(text).toHaveValue("Parkovi su za sve.");
    // What is chosen is chosen with arrows, and what is written is kept.
    await to(page, page.locator("[name=kind]:checked"), "Shift+Tab");
    await page.keyboard.press("ArrowDown");
    await expect(page.locator("[value=ANONYMOUS]")).toBeChecked();
    await page.keyboard.press("ArrowUp");
    await expect(page.locator("[value=CITIZEN]")).toBeFocused();
    await type(page, name, "Ana Marić");
    await send(page, button, page.locator("h1"));
    await expect(page).toHaveURL(/\/potvrda\//);

    await to(page, page.locator("main summary"));
    await page.keyboard.press("Enter");
    const [changed, save] = [page.locator("main textarea"), page.locator("main form:has(textarea) button:not([name])")];
    await type(page, changed, " ");
    await send(page, save, changed);
    await expect(changed).toHaveAccessibleDescription("Obavezno polje");
    await type(page, changed, "Parkovi su za sve, i noću.");
    await send(page, save, page.locator("h1"));
    await expect(page.locator("blockquote")).toHaveText("Parkovi su za sve, i noću.");
    await context.close();
  });

test("an organisation is proposed, and the address confirmed behind the letter", async ({ demo, page }) => {
  test.slow();
  await page.goto(await at(demo.url, "propose"));
  const [name, site] = [page.getByLabel("Naziv", { exact: true }), page.getByLabel("Internet stranica")];
  const email = page.getByLabel("Vaša e-pošta");
  const button = page.locator("form.ask button");
  await refused(page, button, name);
  await type(page, name, "Udruženje „Izvor“");
  await refused(page, button, email);
  await to(page, site, "Shift+Tab");
  await page.keyboard.type("nemamo");
  await type(page, email, "ana");
  await refused(page, button, email);
  await type(page, email, "ana@izvor.example");
  await send(page, button, site);
  await expect(site).toHaveAccessibleDescription("Ovo nije adresa internet stranice.");
  await expect(page.getByRole("alert")).toContainText("Nije poslato.");
  await type(page, site, "izvor.example");
  await send(page, button, page.getByRole("status"));
  await expect(page.getByRole("status")).toContainText("ana@izvor.example");

  const link = () => letter("ana@izvor.example", /\/organizacije\/veza\//, demo.url);
  await expect.poll(link).not.toBe("");
  const there = await link();
  const confirm = page.locator("main form button");
  await page.goto(there);
  await send(page, confirm, page.getByRole("status"));
  await expect(page.getByRole("status")).toContainText("Hvala.");
  // A link is good once; what was looked at before it was used says so when its button is pressed.
  await page.goto(await at(demo.url, "confirm"));
  await send(page, confirm, page.getByRole("status"));
});

for (const [name, pressed, said] of [
  ["claim", "Pošaljite zahtjev", "Ja sam predsjednica udruženja."],
  ["correct", "Pošaljite ispravku", "Sjedište je u drugoj ulici."],
] as const)
  test(`what an organisation's page leads to is filled in and sent: ${name}`, async ({ demo, page }) => {
    await page.goto(await at(demo.url, name));
    const [message, email] = [page.locator("#message"), page.locator("#email")];
    const button = page.getByRole("button", { name: pressed });
    await refused(page, button, message);
    await page.keyboard.type("a");
    await type(page, email, "ana@izvor.example");
    await send(page, button, message);
    await expect(message).toHaveAccessibleDescription(/Prekratko je/);
    await type(page, message, said);
    await send(page, button, page.getByRole("status"));
  });

test("a question about a call is asked", async ({ demo, page }) => {
  await page.goto(await at(demo.url, "question"));
  const [text, button] = [page.locator("#text"), page.getByRole("button", { name: "Pošaljite pitanje" })];
  await refused(page, button, text);
  await type(page, text, " ");
  await send(page, button, text);
  await expect(text).toHaveAccessibleDescription(/Upišite pitanje/);
  await type(page, text, "Mogu li se prijaviti dva projekta?");
  await send(page, button, page.getByRole("heading", { name: "Pitanje je primljeno" }));
});

test("what is wrong with a comment is reported, once it is said why", async ({ demo, page }) => {
  await page.goto(await at(demo.url, "flag"));
  const button = page.getByRole("button", { name: "Pošaljite prijavu" });
  await refused(page, button, page.locator("[name=reason]").first());
  await page.keyboard.press("Space");
  await send(page, button, page.getByRole("status"));
});

test("somebody comes to the desk for the first time, leaves it, and comes back", async ({ demo, page }) => {
  test.slow();
  await authenticator(page);
  const heading = page.locator("main h1");
  /** The button that was pressed is gone, and one goes on at the heading of what comes. */
  const next = async (button: RegExp, heard: RegExp, way: "Tab" | "Shift+Tab" = "Tab") => {
    await to(page, page.getByRole("button", { name: button }), way);
    await page.keyboard.press("Enter");
    await expect(heading).toHaveText(heard);
    await expect(heading).toBeFocused();
  };
  await page.goto(await invitedTo(demo, "trebinje", "tastatura@trebinje.example", "editor"));
  const accept = page.getByRole("button", { name: /^Prihvati/ });
  await to(page, accept);
  await page.keyboard.press("Enter");
  const name = page.getByLabel("Ime i prezime");
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("Ana Anić");
  // From here on it speaks as the person does.
  await next(/^Prihvati/, /^(Zaštitite|Заштитите)/);
  await next(/^(Napravi ključ|Направи кључ)/, /^(Sačuvajte|Сачувајте)/);
  // Codes that nobody has kept are of no use: it is said where one says that they are.
  const sure = page.getByLabel(/^(Sačuvao|Сачувао)/);
  await to(page, page.getByRole("button", { name: /^(Nastavi|Настави)/ }));
  await page.keyboard.press("Enter");
  await expect(sure).toBeFocused();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.keyboard.press("Space");
  await next(/^(Nastavi|Настави)/, /^(Danas|Данас),/);
  await next(/^(Odjavi se|Одјави се)/, /^(Prijava|Пријава)/, "Shift+Tab");

  // Whoever has just opened the page has gone nowhere yet, and is led on all the same.
  await page.goto(`${demo.url}/desk`);
  const email = page.locator("#email");
  await type(page, email, "tastatura");
  await page.keyboard.press("Enter");
  await expect(email).toBeFocused();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  expect(await focused(page)).toContain("email");
  await type(page, email, "tastatura@trebinje.example");
  await page.keyboard.press("Enter");
  await expect(heading).toHaveText("Provjerite poštu");
  await expect(heading).toBeFocused();

  const link = () => letter("tastatura@trebinje.example", /\/desk\/prijava#/, demo.url);
  await expect.poll(link).not.toBe("");
  await page.goto(await link());
  await next(/^Prijavi me/, /^(Potvrdite|Потврдите)/);
  await next(/^(Potvrdi ključem|Потврди кључем)/, /^(Danas|Данас),/);
});
