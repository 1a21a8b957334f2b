/** `<javno-consultation>` in the strictest foreign page: a guest comments, an official answers, and nothing typed is lost. */
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { enter } from "./desk";
import { consultation, expect, faults, JAVNO, LOCALES, SCRIPT, test } from "./host";
import { official } from "./official";
import { SITE } from "./playwright.config";
import { inHost, WIDGETS } from "./states";

/** The widget in the strict site, when the draft is there. */
async function shown(page: Page, script = "lat", more = "") {
  const id = await consultation("trebinje", "OPEN");
  await page.goto(`${SITE}/trebinje/rasprave?pismo=${script}&rasprava=${id}${more}`);
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article").nth(17)).toBeVisible();
  return widget;
}

/** What an official does, in a browser of his own. */
async function atTheDesk(context: BrowserContext) {
  const page = await context.newPage();
  await enter(page, "trebinje");
  return official(page, "trebinje");
}

test("a guest comments on article 12, keeps a receipt, and sees the answer as it comes", async ({ page, browser }) => {
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => request.url().startsWith("http") && hosts.add(new URL(request.url()).origin));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.log("violation", event.effectiveDirective));
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const name of ["submit", "submitted"]) addEventListener(`javno:${name}`, () => heard.push(name));
  });
  const widget = await shown(page, "cir");
  await widget.getByRole("button", { name: /Члан 12\. Пси/ }).click();
  const said = `Ограђен простор за псе треба и у мањим парковима. ${Date.now()}`;
  await widget.getByLabel(/Ваш коментар/).pressSequentially(said, { delay: 20 });
  await page.waitForTimeout(2500);
  await widget.getByRole("button", { name: "Пошаљите коментар" }).click();
  const name = widget.getByLabel("Име које се приказује");
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription("Обавезно поље");
  await name.fill("Ана Марић");
  await widget.getByRole("button", { name: "Пошаљите коментар" }).click();
  await expect(widget.getByText("Хвала! Ваш коментар је примљен.")).toBeVisible();
  await expect(widget.getByText("Чека преглед прије објаве.")).toBeVisible();
  const code = await widget.getByLabel("Број потврде").inputValue();
  expect(await page.evaluate(() => Reflect.get(window, "heard"))).toEqual(["submit", "submit", "submitted"]);
  expect(await faults(page)).toEqual([]);

  await widget.getByRole("button", { name: "Копирај" }).click();
  await expect(widget.getByRole("button", { name: "Копирано" })).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), widget.getByText("Сачувај фајл").click()]);
  expect(file.suggestedFilename()).toBe(`javno-${code}.txt`);

  const desk = await atTheDesk(await browser.newContext());
  const row = await desk.found(said);
  expect(row).toMatchObject({ state: "PENDING", signals: [] });
  if (!row) return;
  await desk.say(`mutation { publishComments(input: { ${desk.read(row)} }) { errors { message } } }`);
  // It waits where it does not move what is read.
  await widget.getByRole("button", { name: "1 нови коментар" }).click();
  await expect(widget.locator(`[id="${row.comment.id}"]`)).toBeFocused();
  await expect(widget.locator(".comment")).toContainText(said);
  await expect(widget.getByText("Објављен је.")).toBeVisible();
  await desk.say(
    `mutation { answerComments(input: { ${desk.read(row)}, disposition: PARTLY_ACCEPTED, reason: "Прихвата се за паркове већи од пола хектара." }) { errors { message } } }`,
  );
  await expect(widget.locator(".comment .answer")).toContainText("дјелимично прихваћен");
  await expect(widget.locator(".comment .answer")).toContainText("већи од пола хектара");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/consultation-answered.png", fullPage: true });

  await widget.getByRole("link", { name: "Шта је с коментаром" }).click();
  await expect(page.getByRole("heading", { name: "Potvrda o komentaru" }).or(page.getByRole("heading", { name: "Потврда о коментару" }))).toBeVisible();
  await expect(page.getByText(code, { exact: true })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/receipt.png" });
  expect(complaints).toEqual([]);
  expect([...hosts].sort()).toEqual([JAVNO, SITE]);
  expect(await page.context().cookies()).toEqual([]);
});

test("after a receipt another comment can be written, in a form that is empty", async ({ page }) => {
  const widget = await shown(page);
  await widget.getByRole("button", { name: /Član 14/ }).click();
  await widget.getByLabel("bez imena").check();
  await widget.getByLabel(/Vaš komentar/).fill(`Hlad je potreban ljeti. ${Date.now()}`);
  await widget.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(widget.getByText("Hvala! Vaš komentar je primljen.")).toBeVisible();
  await widget.locator("[id^=receipt-]").getByRole("button", { name: "Komentariši" }).click();
  await expect(widget.getByLabel(/Vaš komentar: Član 14/)).toBeFocused();
  await expect(widget.getByLabel(/Vaš komentar: Član 14/)).toHaveValue("");
});

test("one script, one question and no preflight before anything is sent", async ({ page }) => {
  const asked: string[] = [];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.requestWillBeSent", ({ request, type }) => {
    if (!request.url.startsWith(JAVNO)) return;
    const what = { Preflight: "OPTIONS", EventSource: "LISTEN" }[type as "Preflight"] ?? request.method;
    asked.push(`${what} ${new URL(request.url).pathname}`);
  });
  await shown(page);
  // What listens comes after the view.
  await expect.poll(() => asked.indexOf("LISTEN /graphql")).toBeGreaterThan(0);
  expect(asked.slice(0, asked.indexOf("LISTEN /graphql")).sort()).toEqual([
    "GET /graphql",
    "GET /w/v1/consultation.js",
    "GET /w/v1/consultation.sr-Latn.js",
    "GET /w/v1/javno.js",
  ]);
});

test("what is typed survives errors, another article, and what happens meanwhile", async ({ page }) => {
  const widget = await shown(page);
  const article = (n: number) => widget.locator(".article", { hasText: `Član ${n}.` });
  await article(3).getByRole("button").first().click();
  const text = article(3).getByLabel(/Vaš komentar/);
  await text.fill("Ovo se ne smije izgubiti.");
  await article(3).getByRole("button", { name: /Član 3/ }).click();
  await article(5).getByRole("button").first().click();
  await article(5).getByLabel(/Vaš komentar/).fill("Nešto drugo.");
  await article(3).getByRole("button", { name: /Član 3/ }).click();
  await expect(text).toHaveValue("Ovo se ne smije izgubiti.");
  await article(3).getByLabel("Ime koje se prikazuje").fill("Ana");

  const keys: string[] = [];
  let answer = { status: 500, body: "" };
  await page.route(/\/graphql\??$/, (route) => {
    keys.push(route.request().postDataJSON().variables.input.idempotencyKey);
    return route.fulfill({ ...answer, contentType: "application/json", headers: { "access-control-allow-origin": "*" } });
  });
  const send = article(3).getByRole("button", { name: "Pošaljite komentar" });
  await send.click();
  await expect(article(3).getByRole("alert")).toContainText("Nije poslato.");
  const refused = (code: string, more = {}) => ({
    status: 200,
    body: JSON.stringify({ errors: [{ message: "", extensions: { code, ...more } }] }),
  });
  answer = refused("RATE_LIMITED", { retryAfter: 42 });
  await send.click();
  await expect(article(3).getByRole("alert")).toContainText("za 1 min");
  answer = refused("FORBIDDEN");
  await send.click();
  await expect(article(3).getByRole("alert")).toContainText(`allowed_origins ${SITE}`);
  await expect(article(3).getByRole("alert").getByRole("link")).toHaveAttribute("href", /\/trebinje\/rasprava\/con_/);
  expect(await faults(page)).toEqual([]);
  await expect(text).toHaveValue("Ovo se ne smije izgubiti.");
  expect(new Set(keys).size).toBe(1);
  expect(keys).toHaveLength(3);

  // Another script, and a webmaster's own refresh.
  await page.evaluate(() => {
    const widget = document.querySelector("javno-consultation");
    widget?.setAttribute("lang", "sr-Cyrl");
    (widget as unknown as { refresh(): void }).refresh();
  });
  await widget.getByRole("button", { name: /Члан 3\./ }).click();
  await expect(widget.getByLabel(/Ваш коментар: Члан 3/)).toHaveValue("Ovo se ne smije izgubiti.");
});

test("solving keeps the page from nothing", async ({ page }) => {
  test.slow();
  // A busy machine makes any task long now and then; what solving itself held up, it would hold up every time.
  let clean = 0;
  for (let times = 0; clean < 2 && times < 12; times++) {
    const widget = await shown(page);
    await widget.getByRole("button", { name: /Član 7/ }).click();
    await widget.getByLabel(/Vaš komentar/).waitFor();
    await page.evaluate(() => {
      const long: number[] = [];
      Object.assign(window, { long });
      new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
    });
    await widget.getByLabel(/Vaš komentar/).pressSequentially("Sprave treba pregledati svaki dan.", { delay: 30 });
    await page.waitForTimeout(1500);
    if (!(await page.evaluate<number[]>(() => Reflect.get(window, "long")))[0]) clean++;
  }
  expect(clean).toBe(2);
});

test("by keyboard alone: an article, a comment, back", async ({ page }) => {
  const widget = await shown(page);
  await widget.getByRole("link", { name: /Član 9/ }).focus();
  await page.keyboard.press("Enter");
  await expect(widget.locator(".article", { hasText: "Član 9." })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(widget.getByLabel(/Vaš komentar: Član 9/)).toBeFocused();
  await page.keyboard.type("Zalivanje");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(widget.getByLabel("bez imena")).toBeChecked();
  // The field that is to stay empty is come to by nobody.
  await page.keyboard.press("Tab");
  await expect(widget.locator("summary", { hasText: "Šta se objavljuje i čuva" })).toBeFocused();
  // There is room for two sentences of it; the rest is a link away.
  await page.keyboard.press("Enter");
  await expect(widget.getByText(/Pritužbe: Agencija za zaštitu ličnih podataka/)).toBeVisible();
  await page.keyboard.press("Tab");
  const all = widget.getByRole("link", { name: "Šta se objavljuje i čuva" });
  await expect(all).toBeFocused();
  await page.goto((await all.getAttribute("href")) ?? "");
  await page.getByRole("link", { name: "Šta se objavljuje i čuva" }).click();
  await expect(page.getByRole("region", { name: "Šta se objavljuje i čuva" })).toBeInViewport();
});

/** What a badge says in a language. */
const named = (status: string, lang: string): string =>
  JSON.parse(readFileSync(`../../widgets/src/gen/messages/${lang}.json`, "utf8")).debate[`debate${status}`];

for (const lang of LOCALES) {
  test(`axe finds nothing in any state (${lang})`, async ({ page, host }) => {
    test.slow();
    await page.goto(await host(inHost(lang, WIDGETS["javno-consultation"]('municipality="teslic"'))));
    await expect(page.locator("javno-consultation .entry").first()).toBeVisible();
    expect(await faults(page), "list").toEqual([]);
    for (const [municipality, status, badge] of [
      ["trebinje", "OPEN", "Open"],
      ["teslic", "CLOSED", "Closed"],
      ["teslic", "ANNOUNCED", "Announced"],
      ["bijeljina", "REPORT", "Report"],
      ["trebinje", "CANCELLED", "Cancelled"],
    ] as const) {
      // The demo has cancelled none: this is an open one, as the server tells of it when it is.
      const cancelled = status === "CANCELLED";
      const id = await consultation(municipality, cancelled ? "OPEN" : status);
      if (cancelled)
        await page.route("**/graphql?**", async (route) => {
          // What listens never ends.
          if (route.request().resourceType() === "eventsource") return route.abort();
          const answer = await route.fetch();
          const body = (await answer.text()).replace(`"status":"OPEN"`, `"status":"CANCELLED"`);
          await route.fulfill({ response: answer, body: body.replace(`"open":true`, `"open":false`) });
        });
      const body = `<main><h1>Opština</h1>${SCRIPT}<javno-consultation lang="${lang}" consultation="${id}"><a href="${JAVNO}/x">Rasprava</a></javno-consultation></main>`;
      await page.goto(await host(body));
      const widget = page.locator("javno-consultation");
      await expect(widget.locator(".title").first()).toBeVisible();
      const told = widget.locator("article > .meta .badge").last();
      await expect(told).toHaveText(named(badge, lang));
      // What was finished leads to its report.
      if (status === "REPORT") await expect(told).toHaveAttribute("href", /\/izvjestaj/);
      // Where no draft is published, what is said is open already.
      const talk = widget.locator(".talk > button").last();
      if ((await talk.getAttribute("aria-expanded")) === "false") await talk.click();
      await expect(widget.locator(".thread .form, .thread .legal").first()).toBeVisible();
      if (status !== "OPEN") await expect(widget.locator("textarea")).toHaveCount(0);
      expect(await faults(page), status).toEqual([]);
      await page.screenshot({ path: `out/consultation-${status}-${lang}.png`, fullPage: true });
    }
  });
}

test("without a consultation it lists them, and leads to one and back", async ({ page, host }) => {
  await page.goto(`${SITE}/teslic/rasprave?pismo=lat`);
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".entry").first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await widget.getByRole("link", { name: /radnom vremenu/ }).click();
  await expect(widget.getByRole("heading", { name: /^Javna rasprava o Nacrtu odluke o radnom/ })).toBeFocused();
  await page.goBack();
  await expect(widget.getByRole("link", { name: /radnom vremenu/ })).toBeFocused();
  await page.goto(await host(`${SCRIPT}<javno-consultation municipality="brod"><a href="${JAVNO}/brod/rasprave">Rasprave</a></javno-consultation>`));
  await expect(page.locator("javno-consultation").getByText("Trenutno nema otvorenih javnih rasprava.")).toBeVisible();
});

for (const way of ["b", "c"]) {
  test(`a link becomes the widget (${way})`, async ({ page }) => {
    await expect(await shown(page, "lat", `&nacin=${way}`)).toBeVisible();
  });
}

test("loaded twice it is there once", async ({ page, host }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const id = await consultation("trebinje", "OPEN");
  await page.goto(await host(`${SCRIPT}${SCRIPT}<script type="module" src="${JAVNO}/w/v1/consultation.js?2"></script><javno-consultation consultation="${id}"><a href="/">x</a></javno-consultation>`));
  await expect(page.locator("javno-consultation .article")).toHaveCount(18);
  expect(complaints).toEqual([]);
});

test("offline and slow: said, with a link, and there by itself when the connection is back", async ({ page, host }) => {
  const id = await consultation("trebinje", "OPEN");
  const body = `${SCRIPT}<javno-consultation consultation="${id}"><a href="${JAVNO}/x">Rasprava</a></javno-consultation>`;
  await page.route("**/graphql?**", () => {});
  await page.goto(await host(body));
  const widget = page.locator("javno-consultation");
  await expect(widget.getByText("Učitavanje…")).toBeVisible();
  await page.unroute("**/graphql?**");
  await page.route("**/graphql?**", (route) => route.abort("internetdisconnected"));
  await page.reload();
  await expect(widget.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("link", { name: "Rasprava", exact: true })).toBeVisible();
  await page.unroute("**/graphql?**");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(widget.locator(".article")).toHaveCount(18);
});

test("nothing sticks out at 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const widget = await shown(page);
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await widget.getByLabel(/Vaš komentar/).waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await page.screenshot({ path: "out/consultation-320.png", fullPage: true });
});

test("without any script: read, comment, keep the receipt", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const id = await consultation("trebinje", "OPEN");
  await page.goto(`${JAVNO}/trebinje/rasprava/${id}?lang=sr-Latn`);
  await page.locator("h4", { hasText: "Član 16." }).locator("+ p a").click();
  await page.getByLabel(/Vaš komentar: Član 16/).fill("Nadzor treba da bude javan.");
  await page.getByLabel("bez imena").check();
  await expect(page.getByLabel("Ovo polje ostavite prazno")).not.toBeInViewport();
  await page.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(page.getByRole("heading", { name: "Potvrda o komentaru" })).toBeVisible();
  await expect(page.getByText("Čeka pregled prije objave.")).toBeVisible();
  await page.screenshot({ path: "out/receipt-noscript.png", fullPage: true });
  await context.close();
});

test("the hosted form and the receipt are for everybody", async ({ page }) => {
  const id = await consultation("trebinje", "OPEN");
  await page.goto(`${JAVNO}/trebinje/rasprava/${id}/komentari?lang=sr-Latn&pisem=1`);
  const told = page.getByRole("region", { name: "Šta se objavljuje i čuva" });
  for (const said of [
    "uđe u izvještaj",
    "posao od javnog interesa",
    "Kontakt: Gradska uprava",
    "Agencija za zaštitu ličnih podataka u Bosni i Hercegovini",
  ])
    await expect(told).toContainText(said);
  expect(await faults(page)).toEqual([]);
  await page.evaluate(() => document.querySelector("form.ask")?.setAttribute("novalidate", ""));
  await page.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(page.getByLabel(/Vaš komentar/)).toHaveAccessibleDescription(/Obavezno polje/);
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/form-hosted.png", fullPage: true });
});

test("where an address has to be confirmed, the widget leads to the hosted form", async ({ page, host }) => {
  const id = await consultation("trebinje", "OPEN");
  await page.route("**/graphql?**", async (route) => {
    // What listens never ends.
    if (route.request().resourceType() === "eventsource") return route.abort();
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/"confirmEmail":"\w+"/, '"confirmEmail":"ALWAYS"') });
  });
  await page.goto(await host(`${SCRIPT}<javno-consultation consultation="${id}"><a href="/">x</a></javno-consultation>`));
  const widget = page.locator("javno-consultation");
  await widget.locator(".article").first().getByRole("button").first().click();
  await expect(widget.locator("textarea")).toHaveCount(0);
  const link = widget.getByRole("link", { name: "Pošaljite na stranici rasprave" });
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/rasprava/${id}`));
});
