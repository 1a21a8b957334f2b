/** The results of a call: a list is brought at the desk, mended, published and corrected; and how a reader finds it. */
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults, JAVNO } from "./host";
import { SITE } from "./playwright.config";
import { row, type Server, test } from "./server";

const TITLE = "Javni poziv za projekte udruženja koja okupljaju mlade iz svih mjesnih zajednica i prigradskih naselja";
const LONG = "Udruženje roditelja, nastavnika i prijatelja djece s teškoćama u razvoju i njihovih porodica „Zajednički korak“";
const LIST = [
  "R.br.\tPodnosilac\tProjekat\tBodovi\tTraženo\tOdobreno\tIshod",
  "1.\tУДРУЖЕЊЕ МОСТ\tMostovi\t87,5\t10.000,00 KM\t8.500,50 KM\todobreno",
  "2.\tDruštvo ljubitelja čiste rijeke\tRijeka\tmnogo\t5.000\t4.000\todobreno",
  `3.\t${LONG}\tKorak\t71\t4.500\t\trezervna lista`,
  "UKUPNO\t\t\t\t\t12.500,50\t",
].join("\n");

/** A server with a call that is over and two organisations, and somebody at its desk. */
async function sitDown(server: Server, page: Page) {
  await server.import(row(TITLE, { published: "2025-01-05", deadline: "2025-02-05" }));
  await server.organisations("Udruženje „Most“", "Udruženje ljubitelja čiste rijeke");
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "editor", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

test("a list is pasted, mended, published and corrected", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("link", { name: TITLE }).click();
  // A deadline that has passed is not moved.
  const more = page.locator("summary", { hasText: "Još radnji" });
  await more.click();
  await expect(page.getByRole("button", { name: "Poništi poziv…" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Produži rok…" })).toHaveCount(0);
  await more.click();
  await page.getByRole("link", { name: "Rezultati", exact: true }).click();

  // Nothing is there yet; what to do about it is said, and what cannot be read is told.
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rezultati poziva");
  await expect(main.getByText("Rezultati još nisu objavljeni.")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Pročitaj" }).click();
  const paste = page.getByLabel("Zalijepite rang-listu");
  await expect(paste).toBeFocused();
  await expect(paste).toHaveAccessibleDescription(/Prvo zalijepite redove/);
  const file = page.getByLabel(/^Ili izaberite datoteku/);
  await file.setInputFiles({ name: "pokvareno.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004 nije tabela") });
  await expect(paste).toHaveAccessibleDescription(/ne može pročitati/);
  expect(await faults(page)).toEqual([]);
  await paste.fill(LIST);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  // Every bad cell is named, with its row and column and what to do.
  await expect(page.getByRole("heading", { name: "Lista u pripremi" })).toBeFocused();
  const cells = page.locator(".cell-remarks li");
  await expect(cells).toHaveCount(3);
  await expect(cells.nth(0)).toContainText(/D3\s+Red 3, Bodovi:\s+Bodovi nisu broj: „mnogo“\. Upišite ih kao 87,5\./);
  await expect(cells.nth(2)).toContainText(/B5\s+Red 5, Podnosilac:.*UKUPNO.*Red je izostavljen/);
  await expect(page.getByLabel("Šta je u koloni Bodovi")).toHaveValue("POINTS");

  // Whose a row is, where it is sure; what is not sure is asked.
  const rows = page.locator(".result");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText("U registru: Udruženje „Most“");
  await expect(rows.nth(1)).toContainText("Nije sigurno, možda je: Udruženje ljubitelja čiste rijeke");
  await expect(rows.nth(2)).toContainText("Nije u registru.");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Za pogledati 1" }).click();
  await expect(rows).toHaveCount(1);
  await rows.getByRole("button", { name: "To je ta" }).press("Enter");
  await expect(page.getByRole("button", { name: "Za pogledati" })).toHaveCount(0);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1).getByRole("button", { name: "To je ta" })).toHaveAttribute("aria-pressed", "true");

  // Who stands there under another name is sought by whoever knows it; and it can be taken back.
  await rows.nth(2).getByRole("button", { name: /^Nađi u registru/ }).press("Enter");
  await expect(rows.nth(2).getByRole("searchbox")).toBeFocused();
  await rows.nth(2).getByRole("searchbox").fill("nečega ovakvog nema");
  await page.keyboard.press("Enter");
  await expect(rows.nth(2).getByRole("status")).toContainText("Nema takvih zapisa.");
  await rows.nth(2).getByRole("searchbox").fill("most");
  await page.keyboard.press("Enter");
  await expect(rows.nth(2).getByRole("button", { name: /^To je ta ?: Udruženje „Most“/ })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await rows.nth(2).getByRole("button", { name: /^To je ta ?: Udruženje „Most“/ }).press("Enter");
  await expect(rows.nth(2)).toContainText("U registru: Udruženje „Most“");
  await rows.nth(2).getByRole("button", { name: "Nije ta" }).press("Enter");
  await expect(rows.nth(2)).toContainText("Nije u registru.");

  // The bad cell is written by hand, by keys.
  await page.getByRole("button", { name: /^Izmijeni red 2/ }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Bodovi").fill("osamdeset");
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Sačuvaj" }).press("Enter");
  await expect(dialog.getByLabel("Bodovi")).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await dialog.getByLabel("Bodovi").fill("80,5");
  await dialog.getByLabel("Odobreno").fill("");
  await dialog.getByRole("button", { name: "Sačuvaj" }).press("Enter");
  await expect(rows.nth(1)).toContainText("bodovi: 80,5");
  await expect(page.getByRole("button", { name: /^Izmijeni red 2/ })).toBeFocused();

  // What keeps it from being published is said, first of the list and then of its rows.
  const publish = page.getByRole("button", { name: "Objavi listu…" });
  await expect(publish).toBeDisabled();
  await expect(main.getByText("Izaberite koja je to lista.")).toBeVisible();
  await page.getByRole("radio", { name: /^Konačna rang-lista/ }).check();
  await expect(main.getByText("1 red nije potpun.")).toBeVisible();
  await expect(rows.nth(1)).toContainText("Upišite odobreni iznos.");
  await page.getByLabel(/^Adresa odluke/).fill("nije adresa");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel(/^Adresa odluke/)).toHaveAttribute("aria-invalid", "true");
  // The address is still on its way when the row is written: one is kept after the other.
  let arrive = () => {};
  const arrived = new Promise<void>((go) => {
    arrive = go;
  });
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("odluka.pdf")) await arrived;
    await route.fallback();
  });
  await page.getByLabel(/^Adresa odluke/).fill("https://trebinje.example/odluka.pdf");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel(/^Adresa odluke/)).not.toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: /^Izmijeni red 2/ }).click();
  await dialog.getByLabel("Odobreno").fill("4.000");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  arrive();
  await expect(publish).toBeEnabled();
  await expect(dialog).toHaveCount(0);
  await expect(rows.nth(1)).toContainText("odobreno 4.000");
  await expect(page.getByLabel(/^Adresa odluke/)).toHaveValue("https://trebinje.example/odluka.pdf");
  await page.unroute("**/graphql");

  // Nobody outside has seen any of it.
  const address = page.url().replace(/.*(call_\w+).*/, `${server.url}/trebinje/pozivi/$1`);
  const reader = await page.context().newPage();
  await reader.goto(`${address}?lang=sr-Latn`);
  await expect(reader.getByText("Mostovi")).toHaveCount(0);
  await publish.click();
  await expect(dialog).toContainText("Konačna rang-lista: 3 reda");
  await expect(dialog).toContainText("ukupno odobreno 12.500,50");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Objavi listu" }).click();
  await expect(page.getByText("Lista je objavljena.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Lista u pripremi" })).toHaveCount(0);
  expect(await faults(page)).toEqual([]);
  await reader.reload();
  await expect(reader.getByRole("row", { name: /Mostovi/ })).toContainText("8.500,50");
  const printable = page.getByRole("link", { name: /^Tabela za štampu/ });
  await expect(printable).toHaveAttribute("href", new RegExp(`^${address}.*#rezultati$`));

  // A correction begins with what stands, says why, and what stood stays to be read.
  await page.getByRole("button", { name: "Ispravi ovu listu" }).click();
  await expect(page.getByRole("heading", { name: "Lista u pripremi" })).toBeFocused();
  await expect(rows.nth(0)).toContainText("odobreno 8.500,50");
  await page.getByRole("button", { name: /^Izmijeni red 1/ }).click();
  await dialog.getByLabel("Odobreno").fill("9000");
  await dialog.getByRole("button", { name: "Sačuvaj" }).click();
  await expect(rows.nth(0)).toContainText("odobreno 9.000");
  await publish.click();
  await dialog.getByRole("button", { name: "Objavi listu" }).click();
  await expect(dialog.getByLabel(/^Razlog/)).toBeFocused();
  await dialog.getByLabel(/^Razlog/).fill("Greška u zbiru.");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Objavi listu" }).click();
  await expect(page.getByText("Lista je objavljena.")).toBeVisible();
  const lists = page.locator(".lists > li");
  await expect(lists).toHaveCount(2);
  await expect(lists.nth(0)).toContainText("Razlog ispravke: Greška u zbiru.");
  await expect(lists.nth(1)).toContainText("zamijenjena");
  const csv = async (nth: number) => {
    const href = (await lists.nth(nth).getByRole("link", { name: /^CSV/ }).getAttribute("href")) ?? "";
    return (await page.request.get(href)).text();
  };
  expect(await csv(0)).toContain(";9000.00;");
  expect(await csv(1)).toContain(";8500.50;");
  await reader.reload();
  await expect(reader.getByText("Greška u zbiru.")).toBeVisible();
});

test("in a narrow window, in Cyrillic and without a connection nothing is lost", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("link", { name: TITLE }).click();
  await page.getByRole("link", { name: "Rezultati", exact: true }).click();
  const file = page.getByLabel(/^Ili izaberite datoteku/);
  await file.setInputFiles({ name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from(LIST.replaceAll("\t", ";")) });
  const rows = page.locator(".result");
  await expect(rows).toHaveCount(3);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole("button", { name: "Meni" }).click();
  await page.getByRole("button", { name: "Ћирилица" }).click();
  await page.getByRole("button", { name: "Мени" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Резултати позива");
  await expect(rows.nth(2)).toContainText(LONG);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await faults(page)).toEqual([]);

  // Without a connection it is said, and what was chosen stays and is kept when it is asked for again.
  await page.route("**/graphql", (route) => route.abort());
  await page.getByRole("radio", { name: /^Прелиминарна/ }).check();
  await expect(page.getByRole("main").getByText("Нема везе с интернетом.")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Прелиминарна/ })).toBeChecked();
  await page.unroute("**/graphql");
  const kept = page.waitForResponse((answer) => !!answer.request().postData()?.includes("saveResults"));
  await page.getByRole("button", { name: "Покушај поново" }).click();
  await kept;
  await expect(page.getByText("Нема везе с интернетом.")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Прелиминарна/ })).toBeChecked();
  await page.getByRole("button", { name: "Одбаци листу…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Одбаци листу" }).click();
  await expect(page.getByText("Резултати још нису објављени.")).toBeVisible();
});

test("a reader comes from a call in the widget to its list, and from there to what an organisation got", async ({ page, request }) => {
  const query = `{ organisations(filter: { municipality: "teslic", text: "Primjer" }) { nodes { awards { call { id } } } } }`;
  const { data } = await (await request.post(`${JAVNO}/graphql`, { data: { query } })).json();
  const call = data.organisations.nodes[0].awards[0].call.id;
  await page.goto(`${SITE}/teslic?pismo=lat#javno-${call}`);
  await page.locator("javno-open-calls").getByRole("link", { name: "Rang-lista" }).click();
  await expect(page).toHaveURL(/#rezultati$/);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: "Udruženje „Primjer“" }).click();
  await expect(page.getByRole("heading", { name: "Dodijeljena sredstva" })).toBeVisible();
  // What is invented is labelled wherever it is shown.
  const award = page.getByRole("listitem").filter({ hasText: "Pristupačna autobuska stajališta" });
  await expect(award).toContainText(/Vježba.*7\.500/);
  expect(await faults(page)).toEqual([]);
});
