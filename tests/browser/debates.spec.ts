/** A consultation at the desk: from a text that is pasted to an answer that everybody reads. */
import { expect, test } from "@playwright/test";
import { comment, graphql } from "./debate";
import { deskOf, enter } from "./desk";
import { faults } from "./host";
import { JAVNO } from "./playwright.config";

const ACT = `НАЦРТ

ГЛАВА I
ОПШТЕ ОДРЕДБЕ

Члан 1.
(1) Паркови су јавна добра и доступни су свима.
(2) Улаз у паркове је слободан у свако доба.

Члан 2.
У парку се не ложи ватра, осим на мјестима која су за то уређена.

Члан 3.
Надзор над спровођењем ове одлуке врши комунална полиција.`;

test("from a pasted text to an answer that everybody reads", async ({ page, request }) => {
  test.slow();
  await enter(page, "brod");
  await page.getByRole("link", { name: "Javne rasprave" }).click();
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Javna rasprava o parkovima");
  await page.getByRole("group", { name: "Oblasti" }).getByLabel("Zaštita životne sredine").check();

  // The text is recognised, read through and mended before anybody sees it.
  await page.getByLabel("Tekst akta").fill(ACT);
  await page.getByRole("button", { name: "Prepoznaj članove" }).click();
  const tree = page.locator(".tree > li");
  await expect(tree.filter({ hasText: "Члан 2." })).toBeVisible();
  const before = await tree.count();
  await page.getByRole("button", { name: "Popravi: Члан 3." }).click();
  const words = page.locator(".mending textarea");
  await words.fill("Надзор врши комунална полиција. Казна је до 100 КМ.");
  await words.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(31, 31));
  await page.getByRole("button", { name: "Podijeli kod kursora" }).click();
  await expect(tree).toHaveCount(before + 1);
  await page.getByRole("button", { name: /^Gotovo/ }).click();
  await expect(page.locator(".act-editor .saved")).toHaveText("Sačuvano");

  // What is missing is said, and leads there.
  await page.getByRole("button", { name: "Objavi raspravu…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Komentari do" }).click();
  const closes = page.getByLabel("Komentari do", { exact: true });
  await expect(closes).toBeFocused();
  const far = new Date(Date.now() + 30 * 86_400_000);
  await closes.fill(`${far.getDate()}. ${far.getMonth() + 1}. ${far.getFullYear()}.`);
  await page.keyboard.press("Tab");
  const preview = page.getByRole("complementary", { name: "Kako će izgledati" });
  await preview.getByRole("button", { name: "Ћирилица" }).click();
  await expect(page.locator(".reading h3")).toHaveText("Јавна расправа о парковима");
  expect(await faults(page)).toEqual([]);
  // Whatever gets the focus is clear of the contents that stay above, most of all on the way back up.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1000, height: 700 });
  await closes.focus();
  const covered = () =>
    page.evaluate(() => {
      const [focus, above] = [document.activeElement, document.querySelector(".contents")];
      if (!above || !focus?.closest(".sections")) return null;
      const [it, bar] = [focus.getBoundingClientRect(), above.getBoundingClientRect()];
      const under = bar.top <= 0 && it.top < bar.bottom && it.bottom > bar.top && it.left < bar.right && it.right > bar.left;
      return under ? `${focus.id} ${focus.textContent}` : "";
    });
  let passed = 0;
  for (let now = await covered(); now !== null; now = await covered()) {
    expect(now).toBe("");
    passed++;
    await page.keyboard.press("Shift+Tab");
  }
  expect(passed).toBeGreaterThan(5);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole("button", { name: "Objavi raspravu…" }).click();
  await page.getByRole("button", { name: "Objavi raspravu", exact: true }).click();
  await expect(page.getByText("Rasprava je objavljena.")).toBeVisible();
  const consultation = /con_\w+/.exec(page.url())?.[0] ?? "";
  const read = await request.get(`${JAVNO}/brod/rasprava/${consultation}`);
  expect(await read.text()).toContain("Казна је до 100 КМ.");
  // It is followed by the area of work that was chosen.
  const feed = await request.get(`${JAVNO}/brod/rasprave.atom?oblast=environment`);
  expect(await feed.text()).toContain(consultation);

  // Comments come by themselves, as they are sent; one is told that it came in an odd way.
  await page.goto(`${deskOf("brod")}/komentari/${consultation}`);
  await expect(page.getByText("Nijedan komentar ne čeka.")).toBeVisible();
  const receipt = await comment(request, consultation, "Ana Marić", "Treba dozvoliti roštilj vikendom.");
  expect(receipt?.state).toBe("PENDING");
  await expect(page.locator(".one").getByText("Treba dozvoliti roštilj vikendom.")).toBeVisible({ timeout: 15_000 });
  await comment(request, consultation, "Petar", "Treba dozvoliti roštilj vikendom!");
  await comment(request, consultation, "Reklama", "Kupite jeftine bicikle.");
  await expect(page.locator(".queue .rows > li")).toHaveCount(3, { timeout: 15_000 });
  await expect(page.locator(".queue .rows").getByText("još 1 sličan komentar").first()).toBeVisible();
  expect(await faults(page)).toEqual([]);

  // Those that say nearly the same are shown alone, and all are again; what is read stays open.
  await page.locator(".queue .rows button", { hasText: "Petar" }).click();
  await page.getByRole("button", { name: "Prikaži slične" }).click();
  await expect(page.locator(".queue .rows > li")).toHaveCount(2);
  await expect(page.locator(".queue .rows")).not.toContainText("bicikle");
  await expect(page.locator(".one .said")).toHaveText("Treba dozvoliti roštilj vikendom!");
  await expect(page.getByRole("button", { name: "Prikaži sve" })).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page.locator(".queue .rows > li")).toHaveCount(3);
  await expect(page.locator(".one .said")).toHaveText("Treba dozvoliti roštilj vikendom!");

  // All that are shown at once, and none of them.
  await page.getByRole("button", { name: "Izaberi sve prikazane" }).click();
  await expect(page.locator(".chosen")).toContainText("3 izabrana");
  await page.getByRole("button", { name: "Poništi izbor" }).click();
  await expect(page.locator(".chosen")).toHaveCount(0);

  // By keys alone: the two that say the same are chosen and published, the third is refused.
  await page.locator(".queue .rows button").first().click();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.locator(".chosen")).toContainText("2 izabrana");
  await page.keyboard.press("p");
  await expect(page.locator(".queue .rows > li")).toHaveCount(1);
  await page.keyboard.press("r");
  // No reason is chosen for anybody: whoever wrote it is told it.
  await page.getByRole("button", { name: "Odbij", exact: true }).click();
  await expect(page.getByText("Izaberite razlog.")).toBeVisible();
  await expect(page.getByLabel("Razlog")).toBeFocused();
  await page.getByLabel("Razlog").selectOption({ label: "reklama" });
  await page.getByRole("button", { name: "Odbij", exact: true }).click();
  await expect(page.getByText("Nijedan komentar ne čeka.")).toBeVisible();

  // Of each pile the first is read; that one reads another pile does not mean that somebody has decided.
  await page.getByRole("button", { name: "Objavljeni", exact: true }).click();
  await expect(page.locator(".one .said")).toContainText("Treba dozvoliti roštilj vikendom");
  await page.getByRole("button", { name: "Odbijeni", exact: true }).click();
  await expect(page.locator(".one .said")).toHaveText("Kupite jeftine bicikle.");
  await page.getByRole("button", { name: "Objavljeni", exact: true }).click();
  await expect(page.locator(".one .said")).toContainText("Treba dozvoliti roštilj vikendom");
  // What everybody could read is taken down, and the question says so.
  await page.keyboard.press("r");
  await page.getByRole("dialog", { name: "Ukloniti objavljeni komentar?" }).getByRole("button", { name: "Odustani" }).click();

  // Both get one answer.
  await page.getByRole("link", { name: "Odgovori na komentare" }).click();
  await page.getByRole("button", { name: "Izaberi sve slične" }).first().click();
  await expect(page.getByRole("heading", { name: "2 izabrana" })).toBeVisible();
  // Nor what becomes of them.
  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.getByText("Izaberite šta biva sa komentarom.")).toBeVisible();
  await expect(page.getByLabel("Šta biva sa komentarom")).toBeFocused();
  await page.getByLabel("Šta biva sa komentarom").selectOption({ label: "djelimično prihvaćen" });
  await page.getByLabel("Obrazloženje").fill("Roštilj se dozvoljava na uređenim mjestima.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.getByText("Svi komentari imaju odgovor.")).toBeVisible();

  // What came on paper stands there at once.
  await page.getByRole("button", { name: "Unesi komentar…" }).click();
  await page.getByLabel("Ime koje se prikazuje").fill("Mjesna zajednica Centar");
  await page.getByLabel("Kako je stigao").selectOption({ label: "e-poštom" });
  await page.getByLabel("Na šta se odnosi").selectOption({ label: "Члан 2." });
  await page.getByLabel("Komentar", { exact: true }).fill("Nedostaje rasvjeta.");
  await page.getByRole("button", { name: "Unesi komentar", exact: true }).click();
  // Whoever has written it gets a receipt, which is told here and nowhere else.
  const entered = page.getByRole("dialog", { name: "Komentar je unesen." });
  await expect(entered.locator("h2")).toBeFocused();
  const code = await entered.locator("b").innerText();
  expect(await faults(page)).toEqual([]);
  const opened = page.context().waitForEvent("page");
  await entered.getByRole("link", { name: "Otvori potvrdu za štampu" }).click();
  const sheet = await opened;
  await expect(sheet.getByText(code, { exact: true })).toBeVisible();
  await expect(sheet.getByText("Nedostaje rasvjeta.")).toBeVisible();
  await sheet.close();
  await entered.getByRole("button", { name: "Zatvori" }).last().click();
  await expect(page.getByText("Nedostaje rasvjeta.")).toBeVisible();

  const seen = await graphql<{ comments: { nodes: { text: string; answer: { disposition: string } | null }[] } }>(
    request,
    `query ($id: ID!) { comments(consultation: $id, orderBy: OLDEST) { nodes { text answer { disposition } } } }`,
    { id: consultation },
  );
  expect(seen.comments.nodes.map(({ text, answer }) => `${text} ${answer?.disposition ?? "-"}`)).toEqual([
    "Treba dozvoliti roštilj vikendom. PARTLY_ACCEPTED",
    "Treba dozvoliti roštilj vikendom! PARTLY_ACCEPTED",
    "Nedostaje rasvjeta. -",
  ]);
});
