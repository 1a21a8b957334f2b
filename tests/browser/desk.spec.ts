/** The officials' desk: in through the outbox with a passkey, write, upload, publish, correct; and what a reader sees. */
import { expect, test } from "@playwright/test";
import { deskOf, enter, pdf } from "./desk";
import { faults } from "./host";
import { JAVNO, SITE } from "./playwright.config";

/** What is written here for January is ahead, whenever the tests are run. */
const YEAR = new Date().getFullYear() + 1;

test("in through the outbox, a call with three documents, published, corrected, and seen live", async ({ page, context }) => {
  test.slow();
  await enter(page, "bratunac");
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill(`Javni poziv za projekte mladih ${YEAR}`);
  await page.getByLabel("Rok za prijavu", { exact: true }).fill(`9. januar ${YEAR}`);
  await page.getByLabel("Ukupna sredstva", { exact: true }).first().fill("45 000");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  await expect(page.getByText(/je neradni dan/).first()).toBeVisible();
  for (const [before, name] of ["Smjernice.pdf", "Obrazac prijave.pdf", "Izjava.pdf"].entries()) {
    await page.locator("#documents input[type=file]").last().setInputFiles(pdf(name));
    await expect(page.locator("#documents .paper")).toHaveCount(before + 1);
  }
  await expect(page.locator(".frame h3").first()).toHaveText(`Javni poziv za projekte mladih ${YEAR}`);

  // A reader has the municipal site open, on another origin, and sees the call come without a reload.
  const reader = await context.newPage();
  await reader.goto(`${SITE}/bratunac?pismo=lat`);
  const list = reader.locator("javno-open-calls");
  await expect(list.getByRole("heading").nth(1)).toBeVisible();
  await expect(list.getByText(`Javni poziv za projekte mladih ${YEAR}`)).toHaveCount(0);
  await page.bringToFront();
  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("button", { name: "Objavi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();
  await reader.bringToFront();
  const call = list.getByRole("link", { name: `Javni poziv za projekte mladih ${YEAR}` });
  await expect(call).toBeVisible({ timeout: 15_000 });

  // The deadline was on a day off: it is corrected, and the reader is told what changed.
  await page.bringToFront();
  await page.getByLabel("Rok za prijavu", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Praznik.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  await reader.bringToFront();
  await expect(list.getByText(`12. 1. ${YEAR}.`).first()).toBeVisible({ timeout: 15_000 });
  await call.click();
  await expect(list.getByText("Praznik.").first()).toBeVisible();
  await expect(list.getByRole("link", { name: /Obrazac prijave/ })).toHaveAttribute("href", new RegExp(`^${JAVNO}/files/`));
  const file = await reader.request.get((await list.getByRole("link", { name: /Obrazac prijave/ }).getAttribute("href")) ?? "");
  expect([file.status(), file.headers()["content-disposition"]]).toEqual([200, "attachment; filename*=UTF-8''Obrazac%20prijave.pdf"]);
});

test("a value that is refused or cannot be read is named, keeps nothing else back, and is not left behind in silence", async ({ page }) => {
  await enter(page, "teslic");
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("button", { name: "Novi poziv" }).click();
  const share = page.getByLabel(/^Vlastito učešće/);
  const deadline = page.getByLabel("Rok za prijavu", { exact: true });
  await page.getByLabel("Naslov", { exact: true }).fill("Javni poziv za sport");
  await share.fill("150 %");
  await page.getByLabel(/^Najduži projekat/).fill("12 mjeseci");
  await deadline.fill("juče");
  await page.keyboard.press("Tab");
  await expect(share).toHaveAttribute("aria-invalid", "true");
  await expect(share).toHaveAccessibleDescription(/od 0 do 100.*Nije sačuvano/);
  await expect(deadline).toHaveAccessibleDescription(/nije datum.*Nije sačuvano/);
  await expect(page.getByText("Nije sve sačuvano")).toBeVisible();
  await expect(page.locator(".frame")).toContainText("do 12 mjeseci");
  await expect(page.locator(".frame h3").first()).toHaveText("Javni poziv za sport");
  expect(await faults(page)).toEqual([]);

  // Publishing says what stands in the way, and leads there.
  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Vlastito učešće/ }).click();
  await expect(share).toBeFocused();
  await share.fill("15 %");
  await expect(share).not.toHaveAttribute("aria-invalid", "true");

  // Whoever goes is asked, and what was typed is still there.
  await page.getByRole("link", { name: /^Danas/ }).click();
  await page.getByRole("button", { name: "Ostani ovdje" }).click();
  await expect(deadline).toHaveValue("juče");
  await deadline.fill(`12. 1. ${YEAR}.`);
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  await page.reload();
  await expect(share).toHaveValue("15");
  await expect(deadline).toHaveValue(`12. 1. ${YEAR}.`);
});

test("a file for a published call waits with its other changes", async ({ page, browser }) => {
  test.slow();
  await enter(page, "pale");
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Javni poziv za planinare");
  await page.getByLabel("Rok za prijavu", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("button", { name: "Objavi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();
  await page.locator("#documents input[type=file]").last().setInputFiles(pdf("Pravilnik.pdf"));
  await expect(page.getByText("građani ga vide kad objavite izmjene")).toBeVisible();
  // One's own file is nobody else's change.
  await expect(page.getByText(/U međuvremenu je izmijenjeno/)).toHaveCount(0);
  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${address}?lang=sr-Latn`);
  await expect(reader.getByRole("heading", { name: "Javni poziv za planinare" })).toBeVisible();
  await expect(reader.getByRole("link", { name: "Pravilnik" })).toHaveCount(0);
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Nedostajao je pravilnik.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  // A page may be kept for a minute; whoever reloads it has it anew.
  await reader.reload();
  await expect(reader.getByRole("link", { name: "Pravilnik" })).toBeVisible();
  await expect(reader.getByText("Nedostajao je pravilnik.")).toBeVisible();
});

test("two at one call lose nothing", async ({ page, context }) => {
  await enter(page, "modrica");
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Opis", { exact: true }).fill("Prvo.");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel("Opis", { exact: true }).waitFor();
  // Both type before either has saved.
  let save = () => {};
  const typed = new Promise<void>((both) => {
    save = both;
  });
  for (const one of [page, other])
    await one.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("mutation SaveCall")) await typed;
      await route.fallback();
    });
  await page.getByLabel("Opis", { exact: true }).fill("Moje.");
  await other.getByLabel("Opis", { exact: true }).fill("Tuđe.");
  save();
  const asked = (one: typeof page) => one.getByRole("heading", { name: /Isto polje/ });
  await expect.poll(async () => (await asked(page).count()) + (await asked(other).count())).toBeGreaterThan(0);

  // Whoever came later sees both, keeps both, and it is what is kept.
  const [late, mine, theirs] = (await asked(page).count()) ? [page, "Moje.", "Tuđe."] : [other, "Tuđe.", "Moje."];
  const choice = late.getByRole("group", { name: "Opis" });
  await expect(choice.locator(".choice").nth(0)).toContainText(mine);
  await expect(choice.locator(".choice").nth(1)).toContainText(theirs);
  expect(await faults(late)).toEqual([]);
  await choice.getByLabel("Oboje, jedno ispod drugog").check();
  await late.getByRole("button", { name: "Sačuvaj izbor" }).click();
  await expect(asked(late)).toHaveCount(0);
  await expect(late.getByLabel("Opis", { exact: true })).toHaveValue(`${mine}\n\n${theirs}`);
  await expect(late.getByText("Sačuvano u")).toBeVisible();
  const early = late === page ? other : page;
  await early.reload();
  await expect(early.getByLabel("Opis", { exact: true })).toHaveValue(`${mine}\n\n${theirs}`);
});

test("whoever loses his role is told so while he is at work", async ({ page, browser }) => {
  test.slow();
  await enter(page, "rudo");
  await page.getByRole("link", { name: "Ljudi i uloge" }).click();
  await page.getByRole("button", { name: "Pozovi osobu" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Adresa e-pošte").fill("nova@rudo.example");
  await dialog.getByLabel("Ime i prezime").fill("Nova Osoba");
  await dialog.getByRole("checkbox").first().check();
  await dialog.getByRole("button", { name: /Pošalji/ }).click();
  await expect(page.getByText("nova@rudo.example").first()).toBeVisible();

  const there = await (await browser.newContext()).newPage();
  await enter(there, "rudo", "nova@rudo.example");
  await there.getByRole("link", { name: "Javni pozivi" }).click();
  await expect(there.getByRole("button", { name: "Novi poziv" })).toBeVisible();
  const people = await page.evaluate(async () => {
    const ask = (query: string) =>
      fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
      }).then((answer) => answer.json());
    const found = await ask('{ desk(municipality: "rudo") { people { person { id email } roles } } }');
    const nova = found.data.desk.people.find((one: { person: { email: string } }) => one.person.email === "nova@rudo.example");
    return ask(`mutation { setRoles(input: { municipality: "rudo", person: "${nova.person.id}", before: ${JSON.stringify(nova.roles).replaceAll('"', "")}, roles: [] }) { errors { message } } }`);
  });
  expect(people.data.setRoles.errors).toEqual([]);
  // Without a click of hers: the stream of her desk has ended with that, and her session a moment later.
  const nothing = there.getByRole("heading", { name: "Još nemate ulogu ni u jednoj opštini." });
  await expect(nothing.or(there.getByRole("dialog", { name: "Prijava je istekla" }))).toBeVisible({ timeout: 15_000 });
  await there.reload();
  await expect(there.getByLabel("Adresa e-pošte")).toBeVisible();
});

test("no state of the desk has what axe objects to", async ({ page }) => {
  test.slow();
  await enter(page, "sokolac");
  const town = deskOf("sokolac");
  for (const path of [town, `${town}/pozivi`, `${town}/opstina`, `${town}/ljudi`, `${town}/dnevnik`, `${JAVNO}/desk/nalog`]) {
    await page.goto(path);
    await page.locator("main h1").waitFor();
    expect(await faults(page), path).toEqual([]);
  }
});
