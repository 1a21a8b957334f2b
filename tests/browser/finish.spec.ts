/** The end of a consultation at the desk: a number is covered, a person is forgotten, all is answered, the report is there. */
import type { Page } from "@playwright/test";
import { deskOf, enter } from "./desk";
import { expect, faults, JAVNO, SCRIPT, test } from "./host";

const TOWN = "banja-luka";
const PHONE = "065 123 456";
const TEXT = `Zovite me na ${PHONE}, treba više drveća.`;

/** Enters a comment that came on paper, on that day. */
async function onPaper(page: Page, name: string, text: string, on = "") {
  await page.getByRole("button", { name: "Unesi komentar…" }).click();
  await page.getByLabel("Kada je stigao (ako nije danas)").fill(on);
  await page.getByLabel("Ime koje se prikazuje").fill(name);
  await page.getByLabel("Komentar", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Unesi komentar", exact: true }).click();
  await page.getByRole("dialog", { name: "Komentar je unesen." }).getByRole("button", { name: "Zatvori" }).last().click();
  await expect(page.locator(".answers .rows").getByText(text)).toBeVisible();
}

test("from what must not stand there to the report in all its forms", async ({ page, request, host }) => {
  test.slow();
  await enter(page, TOWN);
  await page.getByRole("link", { name: "Javne rasprave" }).click();
  await page.getByRole("link", { name: /Urbanističkog plana Grada/ }).click();
  await expect(page).toHaveURL(/con_/);
  const consultation = /con_\w+/.exec(page.url())?.[0] ?? "";
  await page.goto(`${deskOf(TOWN)}/odgovori/${consultation}`);
  await onPaper(page, "Milica Petrović", TEXT);
  const came = new Date(Date.now() - 5 * 86_400_000);
  await onPaper(page, "Jovan Jović", "Treba biciklistička staza.", came.toISOString().slice(0, 10));

  // A part is covered: chosen by keys, taken back, chosen with the mouse.
  await page.goto(`${deskOf(TOWN)}/komentari/${consultation}`);
  await page.getByRole("button", { name: "Objavljeni" }).click();
  await page.getByRole("button", { name: /^Milica Petrović/ }).click();
  await page.getByText("Još radnji").click();
  await page.getByRole("button", { name: "Sakrij dio teksta ili prilog…" }).click();
  const dialog = page.getByRole("dialog");
  const area = dialog.getByLabel("Tekst komentara");
  await area.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("ne piše se");
  await expect(area).toHaveValue(TEXT);
  // Nor does a keyboard that puts letters together write anything.
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "ž", selectionStart: 1, selectionEnd: 1 });
  await expect(area).toHaveValue(TEXT);
  await input.send("Input.insertText", { text: "ža" });
  await expect(area).toHaveValue(TEXT);
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < TEXT.indexOf(PHONE); i++) await page.keyboard.press("ArrowRight");
  for (let i = 0; i < PHONE.length; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  const seen = dialog.getByRole("region", { name: "Ovako će to svi vidjeti" }).locator("p");
  await expect(seen).toHaveText(/^Zovite me na ■■■■\s*, treba više drveća\.$/);
  await area.dblclick({ position: { x: 30, y: 20 } });
  await dialog.getByRole("button", { name: /^Sakrij izabrano/ }).click();
  await expect(seen).toHaveText(/^■■■■\s* me na ■■■■\s*, treba više drveća\.$/);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Ne sakrivaj dio 1" }).click();
  await expect(seen).toHaveText(/^Zovite me na ■■■■/);
  await expect(dialog.getByLabel("Zašto")).toHaveValue("PERSONAL_DATA");
  await dialog.getByRole("button", { name: "Sakrij i obriši" }).click();
  await expect(page.getByText("Sakriveno je.")).toBeVisible();
  await expect(page.locator(".one .said")).toHaveText("Zovite me na ■■■■, treba više drveća.");

  // A person is forgotten; the words stay.
  await page.getByRole("button", { name: /^Jovan Jović/ }).click();
  await page.getByText("Još radnji").click();
  await page.getByRole("button", { name: "Zaboravi ko je napisao…" }).click();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Obriši zauvijek" }).click();
  await expect(page.getByText("Ime i adresa su obrisani.")).toBeVisible();
  await expect(page.locator(".one .meta b")).toHaveText(/^Osoba \d+$/);
  await expect(page.locator(".one .said")).toHaveText("Treba biciklistička staza.");

  // Everybody reads it so, in the hosted page and in the widget.
  const reader = await page.context().browser()?.newPage();
  if (!reader) throw new Error("no browser");
  const widget = `${SCRIPT}<javno-consultation consultation="${consultation}"><a href="${JAVNO}/${TOWN}/rasprave">Rasprave</a></javno-consultation>`;
  for (const address of [`${JAVNO}/${TOWN}/rasprava/${consultation}/komentari?lang=sr-Latn`, await host(widget)]) {
    await reader.goto(address);
    await expect(reader.getByText("Zovite me na ■■■■, treba više drveća.").first()).toBeVisible();
    await expect(reader.getByText(/^Osoba \d+/).first()).toBeVisible();
    await expect(reader.getByText(PHONE)).toHaveCount(0);
    await expect(reader.getByText("Jovan Jović")).toHaveCount(0);
    // The day on which it came, and not the hour in which it was entered.
    const told = `${came.getUTCDate()}\\. ${came.getUTCMonth() + 1}\\. ${came.getUTCFullYear()}\\.`;
    const meta = reader.locator(".comment", { hasText: "Treba biciklistička staza." }).locator(".meta").first();
    await expect(meta).toContainText(new RegExp(`${told}(?!\\s*\\d)`));
  }
  await reader.close();
  await page.getByRole("link", { name: "Dnevnik radnji" }).click();
  await expect(page.getByRole("cell", { name: "Dio komentara sakriven" })).toBeVisible();
  await expect(page.getByText("Razlog: iznosi lične podatke")).toBeVisible();
  await expect(page.getByText("Razlog: obrisani ime i adresa")).toBeVisible();

  // What stands between it and the report leads to where it is mended.
  await page.goto(`${deskOf(TOWN)}/izvjestaj/${consultation}`);
  await expect(page.getByText("2 objavljena komentara nemaju odgovor.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Objavi izvještaj…" })).toBeDisabled();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Osvrt na raspravu").fill("Najviše primjedbi bilo je o drveću.");
  await expect(page.getByText("Sačuvano u ovom pregledaču")).toBeVisible();
  await page.getByLabel("Šta je izmijenjeno zbog rasprave").fill("U član 2 uneseno je drvo.");
  await page.getByLabel("Izvještaj potpisuje").fill("A");
  await page.locator(".finishing").getByRole("link", { name: "Odgovori", exact: true }).click();
  await expect(page.locator(".answers .rows > li")).toHaveCount(2);
  for (const box of await page.locator(".rows input[type=checkbox]").all()) await box.check();
  await page.getByLabel("Šta biva sa komentarom").selectOption({ label: "prihvaćen" });
  await page.getByLabel("Obrazloženje").fill("Plan se dopunjava.");
  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.getByText("Svi komentari imaju odgovor.")).toBeVisible();
  await page.getByRole("link", { name: "Završetak i izvještaj" }).click();
  await expect(page.getByRole("heading", { name: "Sve je spremno" })).toBeVisible();
  await expect(page.getByLabel("Osvrt na raspravu")).toHaveValue("Najviše primjedbi bilo je o drveću.");
  const [preview] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: /^Pogledaj cijeli izvještaj/ }).click(),
  ]);
  await expect(preview.getByText("Nacrt izvještaja: nije objavljen").first()).toBeVisible();
  await preview.close();

  // A name of one letter is none: that is said before anything is published.
  await expect(page.getByLabel("Šta je izmijenjeno zbog rasprave")).toHaveValue("U član 2 uneseno je drvo.");
  await page.getByRole("button", { name: "Objavi izvještaj…" }).click();
  await expect(page.getByLabel("Izvještaj potpisuje")).toBeFocused();
  await expect(page.getByText("Najmanje 3 slova.")).toBeVisible();
  await page.getByLabel("Izvještaj potpisuje").fill("Marija Petrović, načelnica");
  await page.getByRole("button", { name: "Objavi izvještaj…" }).click();
  await expect(page.getByRole("dialog").getByText("To se ne može poništiti.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi izvještaj zauvijek" }).click();
  await expect(page.getByText("Izvještaj je objavljen.")).toBeVisible();
  const link = (name: string | RegExp) => page.locator(".forms").getByRole("link", { name });
  await expect(link(/^PDF/)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".forms").getByRole("status")).toHaveText("PDF je napravljen.");
  expect(await faults(page)).toEqual([]);
  for (const [name, type, text] of [
    [/^Stranica/, "text/html", "■■■■"],
    [/^PDF/, "application/pdf", "%PDF"],
    ["CSV", "text/csv", "■■■■"],
    ["JSON", "application/json", "■■■■"],
  ] as const) {
    const answer = await request.get((await link(name).getAttribute("href")) ?? "");
    expect(answer.headers()["content-type"], `${name}`).toContain(type);
    const body = await answer.text();
    expect(body, `${name}`).toContain(text);
    expect(body, `${name}`).not.toContain(PHONE);
  }
  const shown = await request.get((await link(/^Stranica/).getAttribute("href")) ?? "");
  for (const said of ["U član 2 uneseno je drvo.", "Marija Petrović, načelnica"])
    expect(await shown.text()).toContain(said);
  // Weeks later the act is adopted: that is told beside the report, which does not change.
  await page.getByRole("button", { name: "Objavi usvojeni akt" }).click();
  await expect(page.getByText("Ovo je potrebno za objavu.").first()).toBeVisible();
  await page.getByLabel("Naziv akta").fill("Odluka o Urbanističkom planu");
  await page.getByLabel("Adresa na internetu").fill("nije adresa");
  await page.getByLabel("Ko ga je usvojio i kada").fill("Skupština Grada, 17. decembra.");
  await page.getByRole("button", { name: "Objavi usvojeni akt" }).click();
  await expect(page.getByText("Ovo nije adresa.")).toBeVisible();
  await page.getByLabel("Adresa na internetu").fill("https://grad.example/urbanisticki-plan");
  await page.getByRole("button", { name: "Objavi usvojeni akt" }).click();
  await expect(page.getByText("Usvojeni akt je objavljen.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/desk-report-made.png", fullPage: true });
  const report = await request.get((await link(/^Stranica/).getAttribute("href")) ?? "");
  expect(await report.text()).toContain('href="https://grad.example/urbanisticki-plan"');
  // What was written into the answer is forgotten, too, though the report is there: who forgets somebody is led to it.
  const hosted = (await link(/^Stranica/).getAttribute("href")) ?? "";
  expect(await report.text()).toContain("Plan se dopunjava.");
  await page.goto(`${deskOf(TOWN)}/komentari/${consultation}`);
  await page.getByRole("button", { name: "Objavljeni" }).click();
  await page.getByRole("button", { name: /^Milica Petrović/ }).click();
  await page.getByText("Još radnji").click();
  await page.getByRole("button", { name: "Zaboravi ko je napisao…" }).click();
  await expect(dialog).toContainText("Odgovor ostaje kakav jeste.");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Sakrij dio odgovora…" }).click();
  await expect(page.getByRole("dialog", { name: "Sakriti dio odgovora?" }).locator("h2")).toBeFocused();
  await dialog.getByLabel("Obrazloženje odgovora").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Enter");
  await expect(seen).toHaveText(/^■■■■\s*$/);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Sakrij i obriši" }).click();
  await expect(page.getByText("Sakriveno je.")).toBeVisible();
  expect(await (await request.get(hosted)).text()).not.toContain("Plan se dopunjava.");
  await page.goto(`${deskOf(TOWN)}/izvjestaj/${consultation}`);
  await expect(link(/^Stranica/)).toBeVisible();
  // One that cannot be had is no way to nothing: it is said what to do.
  await page.route("**/izvjestaj.pdf*", (route) => route.fulfill({ status: 404, contentType: "text/html", body: "" }));
  await page.reload();
  const told = "PDF nije napravljen. Odštampajte stranicu.";
  await expect(page.locator(".forms").getByRole("status")).toHaveText(told);
  await page.locator(".made-report").screenshot({ path: "out/report-no-pdf.png" });
  // Nothing of it is left in the browser.
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);

  // Nor is anything of an unfinished one, when its writer signs out.
  await page.getByRole("link", { name: "Javne rasprave" }).click();
  const others = page.locator(`main a[href*="con_"]:not([href*="${consultation}"])`);
  await others.first().click();
  await expect(page).toHaveURL(/con_/);
  await page.goto(`${deskOf(TOWN)}/izvjestaj/${/con_\w+/.exec(page.url())?.[0]}`);
  await page.getByLabel("Osvrt na raspravu").fill("Nije za svakoga.");
  await expect(page.getByText("Sačuvano u ovom pregledaču")).toBeVisible();
  expect(await page.evaluate(() => Object.values(localStorage))).toEqual(["Nije za svakoga."]);
  await page.getByRole("button", { name: "Odjavi se" }).click();
  await expect(page.getByLabel("Adresa e-pošte")).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
