/** An official's own letters where the other script would come out wrong: what readers of each script see then, everywhere. */
import type { Page } from "@playwright/test";
import { enterBy } from "./desk";
import { expect, faults } from "./host";
import { type Server, test } from "./server";

const YEAR = new Date().getFullYear() + 1;

async function sitDown(server: Server, page: Page) {
  const who = ["--role", "admin", "--role", "editor", "--role", "moderator", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"];
  const told = await server.run("user", "invite", "--municipality", "trebinje", ...who);
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** Writes the other script of a field by hand. */
async function byHand(page: Page, field: string, before: string, after: string) {
  const others = page.locator(".field").filter({ has: page.getByLabel(field, { exact: true }) }).locator("details.others");
  await others.locator("summary").click();
  await expect(others.locator(".made p")).toHaveText(before);
  await others.getByRole("button", { name: "Ispravi ručno" }).click();
  await others.locator("textarea").first().fill(after);
  await expect(others.locator("summary")).toHaveText(/^Ćirilica je upisana ručno/);
}

test("a call's title and text are read in each script as the official wrote them", async ({ serve, page, host }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await page.getByRole("button", { name: "Novi poziv" }).click();
  await page.getByLabel("Naslov", { exact: true }).fill("Poziv za festival Sajmon end Garfankl");
  await page.getByLabel("Opis", { exact: true }).fill("Program vodi Džon Vejn.");
  await page.getByLabel("Rok za prijavu", { exact: true }).fill(`12. 1. ${YEAR}.`);
  await byHand(page, "Naslov", "Позив за фестивал Сајмон енд Гарфанкл", "Позив за фестивал Simon & Garfunkel");
  await byHand(page, "Opis", "Програм води Џон Вејн.", "Програм води John Wayne.");
  await expect(page.getByText("Sačuvano u")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // The preview is as a reader will see it.
  const preview = page.getByRole("complementary", { name: "Kako će izgledati" });
  await preview.getByRole("button", { name: "Ћирилица" }).click();
  await expect(page.locator(".frame h3").first()).toHaveText("Позив за фестивал Simon & Garfunkel");

  await page.getByRole("button", { name: "Objavi poziv…" }).click();
  await page.getByRole("button", { name: "Objavi poziv", exact: true }).click();
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();
  const address = (await page.getByRole("link", { name: /^Javna stranica/ }).getAttribute("href")) ?? "";
  const reader = await page.context().newPage();
  const inPage = async (lang: string, title: string, text: string) => {
    await reader.goto(`${address}?lang=${lang}`);
    // A page may be kept for a minute; whoever reloads it has it anew.
    await reader.reload();
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(reader.getByText(text)).toBeVisible();
  };
  await inPage("sr-Cyrl", "Позив за фестивал Simon & Garfunkel", "Програм води John Wayne.");
  await inPage("sr-Latn", "Poziv za festival Sajmon end Garfankl", "Program vodi Džon Vejn.");
  await inPage("bs", "Poziv za festival Sajmon end Garfankl", "Program vodi Džon Vejn.");
  const widget = (lang: string) =>
    host(`<script async src="${server.url}/w/v1/javno.js"></script>
      <javno-open-calls lang="${lang}" municipality="trebinje"><a href="${server.url}/trebinje/pozivi">x</a></javno-open-calls>`);
  await reader.goto(await widget("sr-Cyrl"));
  await reader.getByRole("link", { name: "Позив за фестивал Simon & Garfunkel" }).click();
  await expect(reader.getByText("Програм води John Wayne.")).toBeVisible();
  // What is sought in either script is found.
  await reader.goto(`${server.url}/trebinje/pozivi?lang=sr-Cyrl&q=garfunkel`);
  await expect(reader.getByRole("link", { name: "Позив за фестивал Simon & Garfunkel" })).toBeVisible();

  // It can be left to the server again.
  await page.bringToFront();
  const title = page.locator(".field").filter({ has: page.getByLabel("Naslov", { exact: true }) }).locator("details.others");
  await title.getByRole("button", { name: "Vrati automatsku" }).click();
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill("Naslov je isti u oba pisma.");
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
  await inPage("sr-Cyrl", "Позив за фестивал Сајмон енд Гарфанкл", "Програм води John Wayne.");
});
