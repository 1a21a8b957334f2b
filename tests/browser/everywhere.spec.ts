/**
 * axe where no other test takes it: behind the links of letters, on receipts, reports and faults, in every language; and on
 * every page of the desk, in each of its own.
 */
import type { Page } from "@playwright/test";
import { deskOf, enterBy, invited } from "./desk";
import { asked, consultation, expect, faults, JAVNO, LOCALES, RICH, test, unfold } from "./host";
import { ofDesk } from "./places";

for (const lang of LOCALES)
  test(`axe finds nothing behind letters, on receipts and reports, and where nothing is (${lang})`, async ({ page }) => {
    test.slow();
    const looked: string[] = [];
    const look = async (what: string) => {
      await expect(page.locator("h1"), what).toBeVisible();
      await expect(page.locator("html"), what).toHaveAttribute("lang", lang);
      await unfold(page);
      for (const fault of await faults(page)) looked.push(`${what}: ${fault}`);
    };
    const open = async (path: string, status = 200) => {
      const answer = await page.goto(`${JAVNO}/${path}?lang=${lang}`);
      expect(answer?.status(), path).toBe(status);
      await look(path);
    };
    /** Sends the form of a page; whatever it says then is looked at too. */
    const send = async (what: string) => {
      const form = page.locator("main form[method=post]").first();
      await form.evaluate((form) => form.setAttribute("novalidate", ""));
      await Promise.all([page.waitForEvent("load"), form.locator("button").last().click()]);
      await look(what);
    };

    const debate = await consultation("trebinje", "OPEN");
    const finished = await consultation("bijeljina", "REPORT");
    const { calls, organisations, awarded, comments } = await asked(
      `{ calls: openCalls(filter: { municipality: "trebinje", text: "${RICH}" }, first: 1) { nodes { id } }
         organisations(filter: { municipality: "bijeljina" }, first: 1) { nodes { id } }
         awarded: organisations(filter: { municipality: "teslic", text: "Primjer" }) { nodes { awards { call { id } } } }
         comments(consultation: "${finished}", first: 1) { nodes { id } } }`,
    );
    const organisation = organisations.nodes[0].id;
    const said = `bijeljina/rasprava/${finished}/komentari/${comments.nodes[0].id}`;

    // Behind a letter; to look at it spends nothing, so nobody knows yet that this link is nobody's.
    await open("trebinje/potvrdi/nepostojeca");
    await send("a link that was used");
    await open("bijeljina/organizacije/veza/nepostojeca", 410);
    for (const form of ["preuzmi", "ispravi"]) {
      await open(`bijeljina/organizacije/${organisation}/${form}`);
      await send(`${form}, with nothing filled in`);
    }
    // What a form says when it comes back.
    for (const form of ["trebinje/organizacije/predlozi", `trebinje/pozivi/${calls.nodes[0].id}/pitanje`]) {
      await open(form);
      await send(`${form}, with nothing filled in`);
      await expect(page.locator("main .wrong").first(), form).toBeVisible();
    }
    for (const form of ["podrska", "prijava"]) await open(`${said}/${form}`);
    await send("prijava, with nothing filled in");
    await open(`bijeljina/rasprava/${finished}/izvjestaj`);
    await open(`teslic/pozivi/${awarded.nodes[0].awards[0].call.id}`);
    await open("");
    await open("bijeljina/nema/ovakve/stranice", 404);
    await open("nigdje/pozivi", 404);

    // A comment with nothing in it, a receipt, and a change that is not taken.
    const writing = `${JAVNO}/trebinje/rasprava/${debate}/komentari?lang=${lang}&pisem=1`;
    await page.goto(writing);
    await send("a comment, with nothing filled in");
    await expect(page.locator("main .wrong").first()).toBeVisible();
    await page.goto(writing);
    await page.locator("textarea").fill(`Parkovi su svačiji. ${lang} ${Date.now()}`);
    await page.locator("[value=ANONYMOUS]").check();
    await page.locator("form:has(textarea) button").click();
    await expect(page).toHaveURL(/\/potvrda\//);
    await look("receipt");
    await page.locator("main textarea").fill(" ");
    await send("a change that is not taken");
    expect(looked).toEqual([]);
  });

test("axe finds nothing on any page of the desk, in any of its languages", async ({ page, browser }) => {
  test.setTimeout(400_000);
  const town = "bijeljina";
  await enterBy(page, await invited(town, "svugdje@bijeljina.example", "editor", "moderator", "evaluator", "directory-keeper", "admin"));
  const debate = await consultation(town, "REPORT");
  const { organisations, openCalls } = await asked(
    `{ organisations(filter: { municipality: "${town}" }, first: 1) { nodes { id } }
       openCalls(filter: { municipality: "${town}", phase: [CLOSED] }, first: 1) { nodes { id } } }`,
  );
  const [organisation, call] = [organisations.nodes[0].id, openCalls.nodes[0].id];
  const paths = ofDesk({ call, debate, organisation }).map(({ path }) => path);
  const looked: string[] = [];
  const look = async (page: Page, what: string, lang: string | null) => {
    await page.locator("main h1").first().waitFor();
    await expect(page.locator(".bone, [aria-busy=true]"), what).toHaveCount(0, { timeout: 30_000 });
    await expect(page.locator("html"), what).toHaveAttribute("lang", lang ?? "");
    await unfold(page);
    for (const fault of await faults(page)) looked.push(`${what} ${lang}: ${fault}`);
  };
  const chooser = (page: Page) => page.locator("header").getByRole("group").getByRole("button");
  // Its chooser says which there are.
  for (let one = 0; one < (await chooser(page).count()); one++) {
    await page.goto(deskOf(town));
    const lang = await chooser(page).nth(one).getAttribute("lang");
    // The person speaks it from now on, wherever she goes.
    const kept = page.waitForResponse((answer) => /UpdateProfile/.test(answer.request().postData() ?? ""));
    await chooser(page).nth(one).click();
    await kept;
    for (const path of [...paths.map((path) => deskOf(town) + path), `${JAVNO}/desk/nalog`, `${JAVNO}/desk/moje`]) {
      await page.goto(path);
      await look(page, path.slice(JAVNO.length), lang);
    }
    await page.goto(`${deskOf(town)}/pozivi`);
    await page.locator("main h1").waitFor();
  }
  // Before the desk.
  const outside = await (await browser.newContext()).newPage();
  for (const path of ["/desk", "/desk/prijava#nepostojeca", "/desk/poziv#nepostojeci"])
    for (const lang of ["sr-Latn", "sr-Cyrl", "en"]) {
      await outside.goto("about:blank");
      await outside.goto(JAVNO + path);
      await chooser(outside).and(outside.locator(`[lang=${lang}]`)).click();
      await look(outside, path, lang);
    }
  await outside.context().close();
  expect(looked).toEqual([]);
});
