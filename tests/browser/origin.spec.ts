/** What a call came from: chosen at the desk, found by its words, and read on the pages of both. */
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { row, type Server, test } from "./server";

const TITLE = "Javni poziv za kulturu";
const EARLIER = "Javni poziv za kulturu od prošle godine";
/** As long as titles of acts are. */
const DEBATE =
  "Javna rasprava o Nacrtu strategije razvoja kulture i zaštite kulturno-istorijskog nasljeđa Grada za period od 2027. do 2033. godine, sa akcionim planom";
const debate = {
  municipality: "Trebinje",
  title: DEBATE,
  script: "sr-Latn",
  act_type: "strategija",
  source_url: "https://example.org/rasprava",
};

async function sitDown(server: Server, page: Page, call = TITLE) {
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "editor", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await page.getByRole("link", { name: call, exact: true }).click();
  await page.getByLabel("Naslov", { exact: true }).waitFor();
}

const field = (page: Page) => page.getByRole("group", { name: "Iz čega je nastao" });

/** Chooses by its words what a call came from. */
async function choose(page: Page, button: string, words: string, title: string) {
  await field(page).getByRole("button", { name: button }).click();
  await field(page).getByRole("searchbox").fill(words);
  await field(page).getByRole("button", { name: title, exact: true }).click();
}

/** Publishes the changes of a call. */
async function correct(page: Page, why: string) {
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Razlog").fill(why);
  const told = await dialog.locator("dl.changes").innerText();
  await dialog.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  return told;
}

test("what a call came from is found by its words, by keys alone, and each page leads to the other", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE), row(EARLIER));
  await server.import(debate);
  await sitDown(server, page);
  const pick = field(page).getByRole("button", { name: "Izaberi raspravu ili poziv" });
  await pick.press("Enter");
  const search = field(page).getByRole("searchbox", { name: "Pretražite rasprave i pozive" });
  await expect(search).toBeFocused();
  // The newest are there before a word is typed; the call itself is not among them.
  await expect(field(page).getByRole("listitem")).toHaveCount(2);
  await expect(field(page).getByRole("button", { name: EARLIER, exact: true })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(pick).toBeFocused();
  await pick.press("Enter");
  await expect(search).toBeFocused();
  await page.keyboard.type("nema toga");
  await expect(field(page).getByRole("status")).toHaveText("Nema rezultata.");
  await search.fill("наслеђа");
  await expect(field(page).getByRole("listitem")).toHaveCount(1);
  await expect(field(page).getByRole("status")).toHaveText("Pronađeno: 1");
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(field(page).getByRole("button", { name: DEBATE, exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page).getByRole("button", { name: "Izaberi drugo" })).toBeFocused();
  await expect(field(page)).toContainText(`Nastao iz rasprave: ${DEBATE}`);
  await expect(page.getByText("još nisu objavljene")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Kako će izgledati" })).toContainText(`Nastao iz rasprave: ${DEBATE}`);
  expect(await faults(page)).toEqual([]);
  // In the letters of the desk, whatever those of the municipality are.
  expect(await correct(page, "Zaboravljeno je.")).toContain(`Nastao iz rasprave: ${DEBATE}`);

  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = (await (await page.context().browser()?.newContext({ javaScriptEnabled: false }))?.newPage()) as Page;
  await reader.goto(`${address}?lang=sr-Latn`);
  await expect(reader.locator(".facts > div", { hasText: "Nastao iz rasprave" })).toContainText(DEBATE);
  await expect(reader.locator("li", { hasText: "Zaboravljeno je." })).toContainText(`Nastao iz rasprave: ${DEBATE}`);
  await reader.getByRole("link", { name: DEBATE, exact: true }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText(DEBATE);
  const came = reader.locator("h2", { hasText: "Pozivi koji su nastali iz ove rasprave" }).locator("+ ul");
  await expect(came).toContainText("Otvoren");
  await reader.setViewportSize({ width: 320, height: 640 });
  await came.getByRole("link", { name: TITLE }).click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText(TITLE);

  // Another, an earlier call: it says what follows it. And none any more.
  await choose(page, "Izaberi drugo", "prosle godine", EARLIER);
  await expect(field(page)).toContainText(`Nastavak poziva: ${EARLIER}`);
  await correct(page, "Bio je to poziv.");
  // A page may be a moment old.
  const earlier = reader.locator(".facts").getByRole("link", { name: EARLIER });
  await expect(async () => {
    await reader.reload();
    await expect(earlier).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await earlier.click();
  await expect(reader.locator(".facts > div", { hasText: "Nastavlja ga poziv" })).toContainText(TITLE);
  await field(page).getByRole("button", { name: "Ukloni" }).click();
  await expect(pick).toBeFocused();
  await correct(page, "Ipak nije.");
  await expect(async () => {
    await reader.reload();
    await expect(reader.getByText("Nastavlja ga poziv")).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await page.reload();
  await expect(pick).toBeVisible();
});

test("two who choose otherwise are shown both by their titles", async ({ serve, page, context }) => {
  test.slow();
  const server = await serve();
  await server.import(row(TITLE), row(EARLIER));
  await server.import(debate);
  await sitDown(server, page);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel("Naslov", { exact: true }).waitFor();
  await other.route("**/graphql", async (route) => {
    // What is chosen here is saved when the other's is.
    if (route.request().postData()?.includes("SaveCall")) await expect(page.getByText("još nisu objavljene")).toBeVisible();
    await route.continue();
  });
  await choose(other, "Izaberi raspravu ili poziv", "prosle godine", EARLIER);
  await choose(page, "Izaberi raspravu ili poziv", "strategije", DEBATE);
  const choice = other.getByRole("dialog").getByRole("group", { name: "Iz čega je nastao" });
  await expect(choice.locator(".choice").nth(0)).toContainText(EARLIER);
  await expect(choice.locator(".choice").nth(1)).toContainText(DEBATE);
  expect(await faults(other)).toEqual([]);
});

test("the field speaks as the desk does", async ({ serve, page }) => {
  const server = await serve();
  await server.import(row(TITLE));
  await sitDown(server, page);
  for (const [language, name, button] of [
    ["Ћирилица", "Из чега је настао", "Изабери расправу или позив"],
    ["EN", "What it came from", "Choose a consultation or a call"],
  ] as const) {
    await page.locator("#menu").getByRole("button", { name: language }).click();
    await expect(page.getByRole("group", { name }).getByRole("button", { name: button })).toBeVisible();
  }
});
