/** What the desk takes away in files and brings back: consultations with the texts of their acts, and the whole register. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { type Server, test } from "./server";

const YEAR = new Date().getFullYear() + 1;

async function sitDown(server: Server, page: Page, ...roles: string[]) {
  const offices = roles.flatMap((role) => ["--role", role]);
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", ...offices, "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** What a link of the desk downloads: what it is called, and what is in it. */
async function taken(page: Page, link: string | RegExp): Promise<[name: string, text: string]> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
  return [file.suggestedFilename(), await readFile((await file.path()) ?? "", "utf8")];
}

test("a consultation is taken away with its act, changed in a file and brought back: what would change is shown first", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page, "editor");
  const desk = `${server.url}/desk/trebinje/rasprave`;
  await page.goto(desk);
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Rasprava o parkovima");
  await page.getByLabel("Komentari do", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await page.getByLabel("Tekst akta").fill("Član 1.\nUlaz je slobodan.\n\nČlan 2.\nPsi se vode na povocu.");
  await page.getByRole("button", { name: "Prepoznaj članove" }).click();
  await expect(page.locator(".act-editor .saved")).toHaveText("Sačuvano");
  await expect(page.getByText("Sačuvano u")).toBeVisible();

  // One of them by itself, from where it is written.
  const [name, text] = await taken(page, "Izvezi");
  expect(name).toMatch(/^trebinje-con_\w+\.json$/);
  const rows = JSON.parse(text);
  expect(rows[0].acts[0].parts.map((part: { label: string }) => part.label)).toEqual(["Član 1.", "Član 2."]);
  await page.goto(desk);
  const [all, same] = await taken(page, "Izvezi");
  expect([all, JSON.parse(same)]).toEqual(["trebinje-rasprave.json", rows]);

  const bring = async (content: unknown) => {
    await page.getByRole("button", { name: "Uvezi…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Datoteka").setInputFiles({ name: "rasprave.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
    return dialog;
  };
  const unchanged = await bring(rows);
  await expect(unchanged.getByText("Rasprave kojih ovdje nema dolaze kao nacrti.")).toBeVisible();
  await expect(unchanged.getByText("U datoteci nema ničeg novog.")).toBeVisible();
  await unchanged.getByRole("button", { name: "Odustani" }).click();

  const mended = structuredClone(rows);
  mended[0].acts[0].parts[1].text = "Psi se vode na povocu i s korpom.";
  const fresh = structuredClone(rows[0]);
  Object.assign(fresh, { id: undefined, version: undefined, key: "nova rasprava iz datoteke", stage: "Published" });
  fresh.content.title.original.text = "Rasprava o pijacama";
  const wrong = structuredClone(fresh);
  Object.assign(wrong, { key: "pogrešna" });
  wrong.acts[0].parts[0].label = "a".repeat(400);
  mended.push(fresh, wrong);
  const dialog = await bring(mended);
  await expect(dialog.getByText("1 novih")).toBeVisible();
  await expect(dialog.getByText("1 izmijenjenih")).toBeVisible();
  await expect(dialog.getByText("1 odbijenih")).toBeVisible();
  await expect(dialog.locator(".remarks li")).toContainText(/Red 3 · Rasprava o pijacama/);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Uvezi", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: "Uvezeno" })).toBeVisible();
  await dialog.getByRole("button", { name: "Zatvori", exact: true }).last().click();
  // It was published where it came from; here somebody has yet to publish it.
  const brought = page.locator("main li", { hasText: "Rasprava o pijacama" });
  await expect(brought).toContainText("Nacrt");
  await brought.getByRole("link", { name: "Rasprava o pijacama" }).click();
  await expect(page.locator(".tree > li")).toHaveCount(2);
  await page.goto(desk);
  await page.getByRole("link", { name: "Rasprava o parkovima" }).click();
  await expect(page.locator(".tree > li").nth(1)).toContainText("i s korpom");
});

test("whoever keeps the register takes it away whole, and nobody else finds where", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.organisations("Klub „Most“", "Hor „Zora“");
  await sitDown(server, page, "directory-keeper");
  await page.goto(`${server.url}/desk/trebinje/organizacije`);
  await page.getByRole("link", { name: "Klub „Most“" }).click();
  await page.getByLabel("Bilješka službenika", { exact: true }).fill("=1+1");
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  await page.goto(`${server.url}/desk/trebinje/organizacije`);

  // By keys: a list of files behind a button.
  const files = page.locator("details.menu > summary", { hasText: "Izvezi" });
  await files.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("lične podatke čuvajte")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 720 });
  const got: Record<string, string> = {};
  for (const name of ["CSV", "JSON", "Excel", "Šta je u kojoj koloni"]) {
    if (!(await page.getByRole("link", { name, exact: true }).isVisible())) await files.press("Enter");
    const [file, text] = await taken(page, name);
    got[file] = text;
  }
  expect(Object.keys(got)).toEqual(
    ["csv", "json", "xlsx"].map((kind) => `trebinje-registar.${kind}`).concat("trebinje-registar-codebook.csv"),
  );
  expect(got["trebinje-registar.csv"]).toContain("'=1+1");
  expect(JSON.parse(got["trebinje-registar.json"] ?? "").organisations).toHaveLength(2);
  expect(got["trebinje-registar-codebook.csv"]).toContain("internal_note");
  const public_ = await (await fetch(`${server.url}/data/trebinje/organisations.csv`)).text();
  expect(public_).not.toContain("=1+1");
});

test("while a file is looked at no other takes its place; a window that does not come is told", async ({ serve, page }) => {
  const server = await serve();
  await sitDown(server, page, "editor");
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  const bring = page.getByRole("button", { name: "Uvezi…" });
  // The list has a script of its own: it has come when the button is there.
  await expect(bring).toBeVisible();
  const scripts = (url: URL) => url.pathname.endsWith(".js");
  await page.route(scripts, (route) => route.abort());
  await bring.click();
  // As what did not work, and not with the sign of what did.
  await expect(page.locator(".notices .notice.failed")).toContainText("Nema veze s internetom.");
  await page.unroute(scripts);
  // A browser may remember that it did not get it.
  await page.reload();

  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/desk/import/**", async (route) => {
    await held;
    await route.fallback();
  });
  await bring.click();
  const file = page.getByRole("dialog").getByLabel("Datoteka");
  await file.focus();
  await file.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from("[]") });
  const checking = page.getByText("Provjeravamo datoteku…");
  await expect(checking).toBeVisible();
  const pressed = () => file.evaluate((input) => input.dispatchEvent(new MouseEvent("click", { cancelable: true })));
  expect(await pressed()).toBe(false);
  await expect(file).toBeFocused();
  answer();
  await expect(checking).toHaveCount(0);
  await Promise.all([page.waitForEvent("filechooser"), file.click()]);
});
