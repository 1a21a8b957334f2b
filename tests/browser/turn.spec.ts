/** Which language and script a page is in, and what happens when it changes them while it is open. */
import type { Page } from "@playwright/test";
import { published } from "./debate";
import { ask, enterBy, invited } from "./desk";
import { expect, JAVNO, LINK, SCRIPT, test } from "./host";
import { SITE } from "./playwright.config";

const DIRECTORY = `<javno-directory municipality="trebinje"><a href="${JAVNO}/trebinje/organizacije">Organizacije</a></javno-directory>`;
const CALLS = `<javno-open-calls municipality="trebinje">${LINK}</javno-open-calls>`;

/** The host's own script says that the page is in something else now. */
const speak = (page: Page, lang: string) =>
  page.evaluate((lang) => document.documentElement.setAttribute("lang", lang), lang);

/** What somebody could lose: where the focus is, what is typed there and where in it. */
const held = (page: Page, widget: string) =>
  page.evaluate((widget) => {
    const input = document.querySelector(widget)?.shadowRoot?.activeElement as HTMLTextAreaElement | null;
    return [input?.value, input?.selectionStart, input?.selectionEnd];
  }, widget);

test("what is typed into a comment stays when its page goes over to the other script", async ({ page, request }) => {
  const query = `{ consultations(filter: { municipality: "trebinje", status: [OPEN] }) { nodes { id } } }`;
  const answer = await (await request.post(`${JAVNO}/graphql`, { data: { query } })).json();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${answer.data.consultations.nodes[0].id}`);
  const widget = page.locator("javno-consultation");
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await widget.getByLabel(/Vaš komentar/).pressSequentially("Parkovi su premali");
  await page.keyboard.press("ArrowLeft");
  const before = await held(page, "javno-consultation");
  expect(before).toEqual(["Parkovi su premali", 17, 17]);

  await speak(page, "sr-Cyrl");
  await expect(widget.getByLabel(/Ваш коментар: Члан 12/)).toBeFocused();
  await expect(widget.locator("section")).toHaveAttribute("lang", "sr-Cyrl");
  await expect(widget.locator(".article", { hasText: "Члан 12." })).toBeVisible();
  await expect(widget.locator(".article", { hasText: "Član" })).toHaveCount(0);
  expect(await held(page, "javno-consultation")).toEqual(before);
  // What is typed next stands where the caret is, and goes to the server in the words that were typed.
  await page.keyboard.type("!");
  expect((await held(page, "javno-consultation"))[0]).toBe("Parkovi su premal!i");

  // To and fro faster than anything can be fetched: the last word counts.
  await speak(page, "en");
  await speak(page, "sr-Cyrl");
  await speak(page, "sr-Latn-BA");
  await expect(widget.getByLabel(/Vaš komentar: Član 12/)).toBeFocused();
  expect((await held(page, "javno-consultation"))[0]).toBe("Parkovi su premal!i");
  expect(complaints).toEqual([]);
});

test("where there is no act all that is said turns, and the reply that is being written stays", async ({ page, host, browser }) => {
  test.setTimeout(120_000);
  const desk = await (await browser.newContext()).newPage();
  await enterBy(desk, await invited("sekovici", "pismo@sekovici.example", "editor", "moderator"));
  const of = await published(desk, "sekovici", "Ideje za novi park");
  const given = `consultation: "${of}", origin: PAPER, authorKind: CITIZEN, name: "Ana Marić"`;
  const comments: object[] = [];
  for (let n = 1; n <= 25; n++) {
    const enter = `mutation { enterComment(input: { ${given}, text: "Prijedlog broj ${n}." }) { comments { comment { id revision } } } }`;
    comments.push((await ask(desk, enter)).enterComment.comments[0].comment);
  }
  const said = { comments, disposition: "NOTED", reason: "Primljeno k znanju uz zahvalnost." };
  const answer = "mutation ($input: AnswerCommentsInput!) { answerComments(input: $input) { errors { code } } }";
  expect((await ask(desk, answer, { input: said })).answerComments.errors).toEqual([]);

  const element = `<javno-consultation municipality="sekovici"><a href="${JAVNO}/sekovici/rasprave">Rasprave</a></javno-consultation>`;
  await page.goto(`${await host(`${SCRIPT}<main lang="sr-Latn"><h1>Opština</h1>${element}</main>`)}#javno-${of}`);
  const widget = page.locator("javno-consultation");
  const entries = widget.locator(".comment");
  for (const shown of [10, 20, 25]) {
    await expect(entries).toHaveCount(shown);
    if (shown < 25) await widget.getByRole("button", { name: "Prikaži još" }).click();
  }
  const reason = (text: string) => widget.locator(".answer", { hasText: text });
  await expect(reason("Primljeno k znanju uz zahvalnost.")).toHaveCount(25);
  // Under one that stands far below.
  await entries.nth(22).getByRole("button", { name: "Odgovori: Ana Marić" }).click();
  await page.keyboard.type("Slažem se");
  await page.keyboard.press("ArrowLeft");
  const before = await held(page, "javno-consultation");
  expect(before).toEqual(["Slažem se", 8, 8]);

  // The second page does not come the first time.
  let refused = false;
  await page.route("**/graphql*", (route) => {
    const behind = /after%22%3A%22/.test(route.request().url());
    if (!behind || refused) return route.continue();
    refused = true;
    return route.abort();
  });
  await page.evaluate(() => document.querySelector("main")?.setAttribute("lang", "sr-Cyrl"));
  await expect(reason("Примљено к знању уз захвалност.")).toHaveCount(25, { timeout: 20_000 });
  expect(refused).toBe(true);
  await expect(entries).toHaveCount(25);
  expect(await held(page, "javno-consultation")).toEqual(before);
  await desk.context().close();
});

test("a list keeps what was searched and chosen when its page's address says another script", async ({ page, host }) => {
  await page.goto(await host(`${SCRIPT}<main lang="sr"><h1>Opština</h1>${CALLS}</main>`));
  const widget = page.locator("javno-open-calls");
  await widget.getByRole("searchbox").fill("omladinske");
  await expect(widget.locator(".call")).toHaveCount(1);
  // As a page does that never loads anew.
  await page.evaluate(() => history.pushState(null, "", "/vijesti?script=cir"));
  await expect(widget.getByRole("tab", { name: /Отворени/ })).toBeVisible();
  await expect(widget.getByRole("link", { name: /омладинске/ })).toBeVisible();
  await expect(widget.locator(".call")).toHaveCount(1);
  await expect(widget.getByRole("searchbox")).toBeFocused();
  expect((await held(page, "javno-open-calls"))[0]).toBe("omladinske");
  // One call by itself is turned where it stands.
  await widget.getByRole("link", { name: /омладинске/ }).click();
  await expect(widget.getByRole("heading", { name: /омладинске/ })).toBeVisible();
  await page.evaluate(() => history.replaceState(null, "", `/lat/${location.hash}`));
  await expect(widget.getByRole("heading", { name: /omladinske/ })).toBeVisible();
  await expect(widget.getByRole("link", { name: "Svi pozivi" })).toBeVisible();
});

test("the directory keeps its letter, which is another one now", async ({ page, host }) => {
  await page.goto(await host(`${SCRIPT}<main><h1>Opština</h1>${DIRECTORY}</main>`));
  const widget = page.locator("javno-directory");
  const entries = widget.locator(".entry");
  await expect(entries.first()).toBeVisible();
  const all = await entries.count();
  await widget.getByRole("button", { name: "P", exact: true }).click();
  await expect.poll(() => entries.count()).toBeLessThan(all);
  const found = await entries.count();
  const pressed = widget.locator("[aria-pressed=true]");
  await expect(pressed).toHaveText("P");
  await speak(page, "sr-Cyrl");
  await expect(pressed).toHaveText("П");
  await expect(widget.locator(".entry")).toHaveCount(found);
  await expect(widget.locator(".entry a").first()).toHaveText(/^[Ѐ-ӿ]/);
});

test("the widget's own word comes before its page's, and may change too", async ({ page, host }) => {
  await page.goto(await host(`${SCRIPT}<main><h1>Opština</h1>${CALLS.replace(" ", ' lang="en" ')}</main>`));
  const widget = page.locator("javno-open-calls");
  await expect(widget.getByRole("tab", { name: /Open/ })).toBeVisible();
  await speak(page, "sr-Cyrl");
  await page.waitForTimeout(300);
  await expect(widget.getByRole("tab", { name: /Open/ })).toBeVisible();
  await page.evaluate(() => document.querySelector("javno-open-calls")?.removeAttribute("lang"));
  await expect(widget.getByRole("tab", { name: /Отворени/ })).toBeVisible();
});

test("a widget whose own file is all that is loaded hears its own word too, and nothing of its page's", async ({ page, host }) => {
  const alone = `<script type="module" src="${JAVNO}/w/v1/open-calls.js"></script>`;
  await page.goto(await host(`${alone}<main><h1>Opština</h1>${CALLS}</main>`));
  const widget = page.locator("javno-open-calls");
  await widget.getByRole("searchbox").fill("omladinske");
  await expect(widget.locator(".call")).toHaveCount(1);
  const say = (name: string, lang: string) =>
    widget.evaluate((one, [name, lang]) => one.setAttribute(name as string, lang as string), [name, lang]);
  await speak(page, "sr-Cyrl");
  await page.waitForTimeout(300);
  await expect(widget.getByRole("tab", { name: /Otvoreni/ })).toBeVisible();
  await say("lang", "en");
  await expect(widget.getByRole("tab", { name: /Open/ })).toBeVisible();
  // Nothing was begun anew for that.
  await expect(widget.getByRole("searchbox")).toBeFocused();
  expect((await held(page, "javno-open-calls"))[0]).toBe("omladinske");
  await say("lang", "sr-Cyrl");
  await expect(widget.getByRole("tab", { name: /Отворени/ })).toBeVisible();
  await speak(page, "");
  await widget.evaluate((one) => one.removeAttribute("lang"));
  await expect(widget.getByRole("tab", { name: /Otvoreni/ })).toBeVisible();
});

test("a widget that is only said to be in Serbian is in the script of its page", async ({ page, host }) => {
  const serbian = CALLS.replace(" ", ' lang="sr" ');
  const address = await host(`${SCRIPT}<main><h1>Град Требиње, званична страница, обавјештења</h1>${serbian}</main>`);
  const tab = page.locator("javno-open-calls").getByRole("tab").first();
  await page.goto(address);
  await expect(tab).toHaveText(/Отворени/);
  await page.goto(`${address}?script=lat`);
  await expect(tab).toHaveText(/Otvoreni/);
});

test("every form of address is read by a real page", async ({ page, host }) => {
  const latin = "Grad Trebinje, zvanična stranica, obavještenja";
  const address = await host(`${SCRIPT}<main lang="sr"><h1>${latin}</h1>${CALLS}</main>`);
  const forms = { lat: ["?script=lat", "?lang=lat", "?lng=lat", "?sr_pismo=lat", "lat/"], cir: ["?script=cir", "cir/", "sr-cyr/"] };
  for (const [script, all] of Object.entries(forms)) {
    for (const form of all) {
      await page.goto(address + form);
      const tab = page.locator("javno-open-calls").getByRole("tab").first();
      await expect(tab, form).toHaveText(script === "lat" ? /Otvoreni/ : /Отворени/);
    }
  }
});

test("where nothing else says anything, the municipality's own link does", async ({ page, host }) => {
  await page.goto(await host(`${SCRIPT}<main lang="">${CALLS.replace("Javni pozivi", "Јавни позиви")}</main>`));
  await expect(page.locator("javno-open-calls").getByRole("tab").first()).toHaveText(/Отворени/);
});

test("what does not come to turn a widget leaves it as it was, and the page in peace", async ({ page, host }) => {
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  await page.route("**/turn.js", (route) => route.abort());
  await page.goto(await host(`${SCRIPT}<main><h1>Opština</h1>${CALLS}</main>`));
  const tab = page.locator("javno-open-calls").getByRole("tab").first();
  await expect(tab).toHaveText(/Otvoreni/);
  const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/turn.js"));
  await speak(page, "sr-Cyrl");
  await failed;
  await page.waitForTimeout(300);
  await expect(tab).toHaveText(/Otvoreni/);
  expect(wrong).toEqual([]);
});
