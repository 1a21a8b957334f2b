/** What was pressed often goes away by that: whoever has no mouse keeps his place, and a second Enter does nothing unasked. */
import type { Locator, Page } from "@playwright/test";
import { comment, published } from "./debate";
import { deskOf, enterBy, invited } from "./desk";
import { expect } from "./host";
import { to } from "./keys";
import { row, type Server, test } from "./server";

const TOWN = "kostajnica";

/** Sits down at Trebinje's desk, among its calls. */
async function sitDown(server: Server, page: Page) {
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "editor", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
}

/** Goes to a button and presses it. */
async function press(page: Page, wanted: Locator, way: "Tab" | "Shift+Tab" = "Tab") {
  await to(page, wanted, way);
  await page.keyboard.press("Enter");
}

test("a row that is removed takes no other with it, and what a button turns into is what one goes on in", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await press(page, page.getByRole("button", { name: "Novi poziv" }));
  const title = page.getByLabel("Naslov", { exact: true });
  await to(page, title);
  await page.keyboard.type("Poziv za planinare");

  // The other script is taken into one's own hands, and given back.
  const others = page.locator(".field").filter({ has: title }).locator("details.others");
  await press(page, others.locator("summary"));
  await press(page, others.getByRole("button", { name: "Ispravi ručno" }));
  await expect(others.locator("textarea").first()).toBeFocused();
  await press(page, others.getByRole("button", { name: "Vrati automatsku" }));
  await expect(others.locator(".made p")).toBeFocused();

  const events = page.locator("#events");
  const rows = events.locator(".ordered > li");
  for (let n = 0; n < 3; n++) {
    await press(page, events.getByRole("button", { name: "Dodaj događaj" }));
    await expect(rows.nth(n).getByLabel("Šta je")).toBeFocused();
  }
  const remove = (n: number) => events.getByRole("button", { name: new RegExp(`^Ukloni.*Događaj ${n}$`) });
  const list = events.locator("#f-events");
  await press(page, remove(2), "Shift+Tab");
  await expect(rows).toHaveCount(2);
  await expect(list).toBeFocused();
  // Whoever presses once more removes nothing unasked.
  await page.keyboard.press("Enter");
  await expect(list).toBeFocused();
  await expect(rows).toHaveCount(2);
  for (const last of [2, 1]) {
    await press(page, remove(last));
    await expect(rows).toHaveCount(last - 1);
    await expect(list).toBeFocused();
  }
});

test("a search says how much of it is shown, and whoever resets it goes on in its field", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await server.import(...Array.from({ length: 21 }, (_, n) => row(`Javni poziv broj ${n}`)));
  await sitDown(server, page);
  const search = page.locator(".find input");
  const rows = page.locator("main .rows > li");
  const said = page.locator("main p.unseen[role=status]");
  await to(page, search);
  await page.keyboard.type("broj");
  await expect(said).toHaveText("Prikazano prvih 20.");
  await press(page, page.getByRole("button", { name: "Prikaži još" }));
  await expect(rows).toHaveCount(21);
  await expect(said).toHaveText("21 poziv");
  await expect(rows.nth(20).locator("a")).toBeFocused();

  await to(page, search, "Shift+Tab");
  await page.keyboard.type(" kojeg nema");
  await press(page, page.getByRole("button", { name: "Poništi filtere" }));
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  await expect(rows).toHaveCount(20);
});

test("whoever publishes by keys goes on at the next row, and where nothing is left at the heading", async ({ page, request }) => {
  test.slow();
  await enterBy(page, await invited(TOWN, "tastatura@kostajnica.example", "editor", "moderator"));
  const of = await published(page, TOWN, "Nacrt odluke o fontanama");
  const texts = { Ana: "Fontana treba da radi i zimi.", Boris: "Ko plaća vodu i struju?", Vesna: "Postavite klupe u hladu, djeca nemaju gdje da sjede." };
  for (const [name, text] of Object.entries(texts)) expect((await comment(request, of, name, text))?.state).toBe("PENDING");

  await page.goto(`${deskOf(TOWN)}/komentari/${of}`);
  const rows = page.locator(".queue .rows > li");
  await expect(rows).toHaveCount(3);
  const at = (n: number) => rows.nth(n).locator("button");
  await to(page, at(0));
  await page.keyboard.press("j");
  await expect(at(1)).toBeFocused();
  // What is chosen is chosen no more, and the button that did it is gone.
  await page.keyboard.press("x");
  await press(page, page.getByRole("button", { name: "Poništi izbor" }));
  await expect(page.locator(".chosen")).toHaveCount(0);
  await expect(at(1)).toBeFocused();

  const next = await at(2).innerText();
  await page.keyboard.press("p");
  await expect(rows).toHaveCount(2);
  await expect(at(1)).toBeFocused();
  expect(await at(1).innerText()).toBe(next);
  // After the last one comes the first that is left.
  await page.keyboard.press("p");
  await expect(rows).toHaveCount(1);
  await expect(at(0)).toBeFocused();
  await page.keyboard.press("p");
  await expect(page.getByText("Nijedan komentar ne čeka.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();

  // Where nothing leads on by itself it is the nearest heading.
  await page.goto(`${deskOf(TOWN)}/odgovori/${of}`);
  await to(page, page.getByLabel("Izaberi: Ana"));
  await page.keyboard.press("Space");
  await press(page, page.getByRole("button", { name: "Poništi izbor" }));
  await expect(page.getByRole("heading", { name: "Izaberite bar jedan komentar." })).toBeFocused();
});
