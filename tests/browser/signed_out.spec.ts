/** The end of a session: that nothing typed is lost by it, that nobody is told of one that was none, and whose page it is then. */
import { expect } from "@playwright/test";
import { byCode, EMAIL, links, open, sitDown } from "./ana";
import { ask, enterBy } from "./desk";
import { faults } from "./host";
import { test } from "./server";

test("what is typed outlives the session that ends under it", async ({ serve, page, browser }) => {
  test.slow();
  const server = await open(serve);
  const [code = ""] = await sitDown(server, page);
  const other = await byCode(server, browser, code);
  // Nothing that could be saved.
  await page.getByRole("link", { name: "Opština", exact: true }).click();
  const contact = page.getByLabel("Kontakt za pristupačnost");
  await contact.fill("na šalteru");

  // It is told at once, not with the next thing that is saved.
  await ask(other, "mutation { endOtherSessions { viewer { name } } }");
  const dialog = page.getByRole("dialog", { name: "Prijava je istekla" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("Adresa e-pošte")).toHaveValue(EMAIL);
  await expect(contact).toHaveValue("na šalteru");
  expect(await faults(page)).toEqual([]);

  // Signed in again over it, with the link opened beside it.
  const before = await links(server, page);
  await dialog.getByRole("button", { name: "Pošalji mi link" }).click();
  const fresh = async () => (await links(server, page)).find((link) => !before.includes(link)) ?? "";
  await expect.poll(fresh).not.toBe("");
  const tab = await page.context().newPage();
  await tab.goto(await fresh());
  await tab.getByRole("button", { name: "Prijavi me" }).click();
  await tab.getByRole("heading", { name: "Potvrdite da ste to Vi" }).waitFor();
  await tab.close();
  await page.bringToFront();
  await dialog.getByRole("button", { name: "Potvrdi ključem" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(contact).toHaveValue("na šalteru");
  await contact.fill("059 274 410");
  await page.getByRole("button", { name: "Sačuvaj", exact: true }).click();
  await expect(page.getByRole("status").getByText("Sačuvano.", { exact: true })).toBeVisible();
});

test("whoever could not be signed out is told so, and is signed out by the next try", async ({ serve, page }) => {
  const server = await open(serve);
  await sitDown(server, page);
  await page.route("**/desk/session/end", (route) => route.fulfill({ status: 429, json: { code: "RATE_LIMITED" } }));
  await page.getByRole("button", { name: "Odjavi se" }).click();
  const dialog = page.getByRole("dialog", { name: "Odjavi se" });
  await expect(dialog.getByRole("alert")).toContainText("Previše pokušaja.");
  expect(await faults(page)).toEqual([]);
  expect((await ask(page, "{ viewer { email } }")).viewer.email).toBe(EMAIL);
  await page.unroute("**/desk/session/end");
  await dialog.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(page.getByText("Odjavljeni ste.")).toBeVisible();
  await expect(page.getByLabel("Adresa e-pošte")).toBeVisible();
  expect((await ask(page, "{ viewer { email } }")).viewer).toBeNull();
});

test("a page that was open when somebody else signed in does nothing in his name, and becomes his", async ({ serve, page }) => {
  test.slow();
  const server = await open(serve);
  await sitDown(server, page);
  await page.getByRole("link", { name: "Opština", exact: true }).click();
  await page.getByLabel("Kontakt za pristupačnost").waitFor();
  const told = await server.run(
    ...["user", "invite", "--municipality", "teslic", "--role", "editor", "--name", "Boro Borić", "--print-link", "boro@teslic.example"],
  );
  // Beside it, in the same browser.
  const tab = await page.context().newPage();
  await enterBy(tab, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await expect(tab).toHaveURL(/\/desk\/teslic$/);
  await expect(page).not.toHaveURL(/\/trebinje/);
  await page.reload();
  await expect(page).toHaveURL(/\/desk\/teslic$/);
});

test("whoever gets another role is shown another desk, without loading anything anew", async ({ serve, page, browser }) => {
  test.slow();
  const server = await open(serve);
  await sitDown(server, page);
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "editor", "--name", "Boro Borić", "--print-link", "boro@trebinje.example"],
  );
  const other = await (await browser.newContext()).newPage();
  await enterBy(other, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  const made = await ask(
    other,
    'mutation { createCall(input: { municipality: "trebinje", content: { kind: PROJECTS } }) { call { id } } }',
  );
  await other.goto(`${server.url}/desk/trebinje/pozivi/${made.createCall.call.id}`);
  await expect(other.getByRole("button", { name: "Istorija" })).toBeVisible();
  await expect(other.getByRole("link", { name: "Komentari" })).toHaveCount(0);

  const { viewer } = await ask(other, "{ viewer { id } }");
  const set = `mutation { setRoles(input: { municipality: "trebinje", person: "${viewer.id}", before: [EDITOR], roles: [MODERATOR] }) { errors { code } } }`;
  expect((await ask(page, set)).setRoles.errors).toEqual([]);
  await expect(other.getByText("Možete čitati ovaj poziv.")).toBeVisible();
  await expect(other.getByRole("button", { name: "Istorija" })).toHaveCount(0);
  await expect(other.getByRole("link", { name: "Komentari" })).toBeVisible();
});

test("whoever signs out with something unsaved is asked first, and stays signed in where he stays", async ({ serve, page }) => {
  const server = await open(serve);
  await sitDown(server, page);
  await page.getByRole("link", { name: "Opština", exact: true }).click();
  const contact = page.getByLabel("Kontakt za pristupačnost");
  await contact.fill("na šalteru");
  const out = page.getByRole("button", { name: "Odjavi se" });
  const dialog = page.getByRole("dialog", { name: "Izmjene još nisu sačuvane" });
  await out.click();
  await dialog.getByRole("button", { name: "Ostani ovdje" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(contact).toHaveValue("na šalteru");
  expect((await ask(page, "{ viewer { email } }")).viewer.email).toBe(EMAIL);
  await out.click();
  await dialog.getByRole("button", { name: "Odbaci i idi" }).click();
  await expect(page.getByText("Odjavljeni ste.")).toBeVisible();
  expect((await ask(page, "{ viewer { email } }")).viewer).toBeNull();
});
