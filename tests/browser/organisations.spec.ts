/** `<javno-directory>` inside a municipal website: reading, in both scripts, for everybody, whatever goes wrong. */
import type { Page, Route } from "@playwright/test";
import { expect, faults, JAVNO, SCRIPT } from "./host";
import { SITE } from "./playwright.config";
import { test } from "./server";

/** The largest real directory. */
const TOWN = "tesanj";
const ALL = 25;
const LINK = `<a href="${JAVNO}/${TOWN}/organizacije">Udruženja</a>`;
const ELEMENT = `<javno-directory municipality="${TOWN}">${LINK}</javno-directory>`;
const WIDGET = SCRIPT + ELEMENT;
const graphql = "**/graphql?**";

/** The widget, when its list is there. */
async function shown(page: Page, address = `${SITE}/${TOWN}/organizacije`) {
  await page.goto(address);
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry").first()).toBeVisible();
  return widget;
}

/** An organisation of the directory. */
async function named(name: string): Promise<string> {
  const query = `query($text: String) { organisations(filter: { municipality: "${TOWN}", text: $text }) { nodes { id } } }`;
  const answer = await fetch(`${JAVNO}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { text: name } }),
  });
  return (await answer.json()).data.organisations.nodes[0].id;
}

test("found however it is typed, and marked as it is written", async ({ page }) => {
  for (const [script, found] of [["lat", /^žen/i], ["cir", /^жен/i]] as const) {
    const widget = await shown(page, `${SITE}/${TOWN}/organizacije?pismo=${script}`);
    const search = widget.getByRole("searchbox");
    for (const typed of ["zena", "жена", "ЖЕНА", "žena"]) {
      await search.fill("nema ovakve");
      await expect(widget.locator(".state")).toBeVisible();
      await search.fill(typed);
      await expect(widget.locator(".entry")).toHaveCount(2);
      await expect(widget.locator("mark").first()).toHaveText(found);
      await expect(widget.locator(".said")).toHaveText(/^2 (organizacije|организације)$/);
      await expect(search).toBeFocused();
    }
  }
});

test("facets narrow with their counts, several of one kind widen, and “reset” undoes all", async ({ page }) => {
  const widget = await shown(page);
  const sport = widget.getByRole("checkbox", { name: /Sport/ });
  const culture = widget.getByRole("checkbox", { name: /Kultura/ });
  const said = widget.locator(".said");
  await expect(said).toHaveText(`${ALL} organizacija`);
  const count = async (box: typeof sport) => Number(/\d+$/.exec((await box.locator("..").textContent()) ?? "")?.[0]);
  const [sports, cultures] = [await count(sport), await count(culture)];
  await sport.check();
  await expect(widget.locator(".entry")).toHaveCount(sports);
  // Of its own kind the counts stay.
  expect(await count(culture)).toBe(cultures);
  await culture.check();
  await expect(widget.locator(".entry")).toHaveCount(sports + cultures);
  await widget.getByRole("searchbox").fill("nema ovakve");
  await expect(widget.getByText("Nema rezultata.")).toBeVisible();
  await expect(sport).toBeChecked();
  await widget.getByRole("button", { name: "Poništi filtere" }).click();
  await expect(said).toHaveText(`${ALL} organizacija`);
  await expect(sport).not.toBeChecked();
  await expect(widget.getByRole("searchbox")).toBeFocused();
});

test("the alphabet is that of the reader's script", async ({ page }) => {
  const letters = (widget: ReturnType<Page["locator"]>) => widget.locator(".letter").allTextContents();
  const latin = await shown(page);
  expect((await letters(latin)).join(" ")).toBe(
    "Sve A B C Č Ć D Dž Đ E F G H I J K L Lj M N Nj O P R S Š T U V Z Ž",
  );
  await latin.getByRole("button", { name: "Š", exact: true }).click();
  await expect(latin.locator(".entry")).toHaveCount(1);
  await expect(latin.locator(".entry a")).toHaveText("Šahovsko društvo Tešanj");
  await expect(latin.getByRole("button", { name: "Š", exact: true })).toHaveAttribute("aria-pressed", "true");
  await latin.getByRole("button", { name: "Sve" }).click();
  await expect(latin.locator(".said")).toHaveText(`${ALL} organizacija`);
  // Nobody stands under it.
  await expect(latin.getByRole("button", { name: "Dž", exact: true })).toHaveCount(0);

  const cyrillic = await shown(page, `${SITE}/${TOWN}/organizacije?pismo=cir`);
  expect((await letters(cyrillic)).join(" ")).toBe(
    "Све А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш",
  );
  await cyrillic.getByRole("button", { name: "Ш", exact: true }).click();
  await expect(cyrillic.locator(".entry")).toHaveCount(1);
  await expect(cyrillic.locator(".entry a")).toHaveText("Шаховско друштво Тешањ");
});

test("“show more” adds what comes after, and leads to it", async ({ page }) => {
  const widget = await shown(page);
  await expect(widget.locator(".entry")).toHaveCount(20);
  const first = await widget.locator(".entry").first().textContent();
  await widget.locator(".found").getByRole("button", { name: "Prikaži još" }).click();
  await expect(widget.locator(".entry")).toHaveCount(ALL);
  await expect(widget.locator(".entry").nth(20).locator("a")).toBeFocused();
  expect(await widget.locator(".entry").first().textContent()).toBe(first);
  await expect(widget.locator(".found").getByRole("button")).toHaveCount(0);
});

test("an organisation has an address in the host's page, and is left with “back”", async ({ page, context }) => {
  const widget = await shown(page);
  await widget.getByRole("link", { name: "Šahovsko društvo Tešanj" }).click();
  const title = widget.getByRole("heading", { name: "Šahovsko društvo Tešanj" });
  await expect(title).toBeFocused();
  await expect(page).toHaveURL(/#javno-org_\w+$/);
  await expect(widget.getByText("Podatke još niko nije potvrdio.")).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("javno-directory").getByRole("heading", { name: "Šahovsko društvo Tešanj" })).toBeVisible();
  await other.locator("javno-directory").getByRole("link", { name: "Stranica organizacije" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Šahovsko društvo Tešanj");

  await page.goBack();
  await expect(widget.getByRole("link", { name: "Šahovsko društvo Tešanj" })).toBeFocused();
});

test("what it got, its other results and what it said are told where they stand", async ({ page }) => {
  await page.route(graphql, async (route) => {
    // What the widget listens to does not end.
    if (route.request().headers().accept === "text/event-stream") return route.continue();
    const response = await route.fetch();
    // Whoever has gone on to another page is told nothing any more.
    const json = await response.json().catch(() => null);
    if (!json) return;
    const there = json.data?.organisation;
    if (there) {
      // Nothing of the sort is known of the real ones.
      expect(there.results).toEqual([]);
      const call = (text: string) => ({ title: { text, locale: "sr-Latn" }, page: `${JAVNO}/${TOWN}/pozivi/1`, exercise: false });
      there.results = [
        { award: true, publishedOn: "2026-11-20", call: call("Poziv za sport"), result: { approved: { amount: "3000", currency: "BAM" } } },
        { award: false, publishedOn: "2025-10-01", call: call("Raniji poziv"), result: { approved: null } },
      ];
      there.comments = [{ id: "com_1" }];
    }
    await route.fulfill({ response, json });
  });
  await page.goto(`${SITE}/${TOWN}/organizacije#javno-${await named("Estrada")}`);
  const widget = page.locator("javno-directory");
  const part = (title: string) => widget.locator(".sec", { has: page.getByRole("heading", { name: title }) });
  await expect(part("Dodijeljena sredstva").getByRole("listitem")).toHaveText(/Poziv za sport.*3\.000.*KM · 20\. 11\. 2026\./);
  await expect(part("Dodijeljena sredstva").getByRole("link")).toHaveAttribute("href", /\/pozivi\/1#rezultati$/);
  await expect(part("Ostali rezultati poziva").getByRole("listitem")).toHaveText(/Raniji poziv.*1\. 10\. 2025\./);
  await expect(widget.getByRole("link", { name: "Šta je rečeno u raspravama" })).toHaveAttribute("href", /#komentari$/);
  expect(await faults(page)).toEqual([]);
});

test("one organisation by itself, and one that is not there", async ({ page, host }) => {
  const id = await named("Estrada");
  await page.goto(await host(`${SCRIPT}<a href="${JAVNO}/${TOWN}/organizacija/${id}?embed=directory">Estrada</a>`));
  const widget = page.locator("javno-directory");
  await expect(widget.getByRole("heading", { name: /Estrada/ })).toBeVisible();
  await expect(widget.getByText("Sve organizacije")).toHaveCount(0);
  await page.goto(`${SITE}/${TOWN}/organizacije#javno-org_01h455vb4pex5vsknk084sn02q`);
  await expect(widget.getByText("Ova organizacija nije u registru.")).toBeVisible();
  await widget.getByRole("link", { name: "Sve organizacije" }).click();
  await expect(widget.locator(".entry").first()).toBeVisible();
});

for (const [way, snippet] of Object.entries({
  "an element": ELEMENT,
  "a box with attributes": `<div data-javno="directory" data-municipality="${TOWN}">${LINK}</div>`,
  "a bare link": `<p>Vidi: <a href="${JAVNO}/${TOWN}/organizacije?embed=directory">Udruženja</a></p>`,
})) {
  test(`${way} becomes the directory, and is a link to the hosted page without scripts`, async ({ page, browser, host }) => {
    const address = await host(SCRIPT + snippet);
    await expect((await shown(page, address)).locator(".said")).toHaveText(`${ALL} organizacija`);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(address);
    await plain.getByRole("link", { name: "Udruženja" }).click();
    await expect(plain).toHaveURL(new RegExp(`/${TOWN}/organizacije`));
    await expect(plain.getByText("Шаховско друштво Тешањ").or(plain.getByText("Šahovsko društvo Tešanj"))).toHaveCount(1);
    await context.close();
  });
}

for (const way of ["a", "b", "c"]) {
  test(`in the strictest page nothing is violated and nothing left behind (${way})`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    const widget = await shown(page, `${SITE}/${TOWN}/organizacije?nacin=${way}`);
    await widget.getByRole("searchbox").fill("zena");
    await expect(widget.locator("mark").first()).toBeVisible();
    await widget.locator(".entry a").first().click();
    await expect(widget.locator("article")).toBeVisible();
    await widget.getByRole("link", { name: "Sve organizacije" }).click();
    await expect(widget.locator(".entry").first()).toBeVisible();
    expect(complaints).toEqual([]);
    expect([...hosts].sort()).toEqual([JAVNO, SITE]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });
}

test("where the host forbids fetch, the data comes as a module", async ({ page }) => {
  const widget = await shown(page, `${SITE}/${TOWN}/organizacije?bez=connect`);
  await expect(widget.locator(".said")).toHaveText(`${ALL} organizacija`);
});

test("by keyboard alone: search, alphabet, facets, an organisation, and back", async ({ page }) => {
  const widget = await shown(page);
  await widget.getByRole("searchbox").focus();
  await page.keyboard.press("Tab");
  await expect(widget.getByRole("button", { name: "Sve" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const letter = widget.locator(".letter[aria-pressed=true]");
  await expect(letter).not.toHaveText("Sve");
  await expect(letter).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(widget.locator(".said")).toHaveText(`${ALL} organizacija`);
  await widget.getByRole("checkbox").first().focus();
  await page.keyboard.press("Space");
  await expect(widget.getByRole("checkbox").first()).toBeChecked();
  await expect(widget.getByRole("checkbox").first()).toBeFocused();
  await expect(widget.locator(".found")).toHaveAttribute("aria-busy", "false");
  const entry = widget.locator(".entry a").first();
  const name = (await entry.textContent()) ?? "";
  await entry.focus();
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("heading", { name, exact: true })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("link", { name, exact: true })).toBeFocused();
});

for (const lang of ["sr-Latn", "sr-Cyrl", "bs", "hr", "en"]) {
  test(`axe finds nothing in any state (${lang})`, async ({ page, host }) => {
    const inPage = (attributes = "") =>
      host(`<body><main><h1>Opština</h1>${SCRIPT}
        <javno-directory lang="${lang}" ${attributes}>${LINK}</javno-directory></main></body>`);
    const widget = await shown(page, await inPage(`municipality="${TOWN}"`));
    expect(await faults(page), "list").toEqual([]);
    await widget.getByRole("searchbox").fill("zena");
    await expect(widget.locator("mark").first()).toBeVisible();
    expect(await faults(page), "found").toEqual([]);
    await widget.locator(".entry a").first().click();
    await expect(widget.locator("article")).toBeVisible();
    expect(await faults(page), "details").toEqual([]);
    await page.goBack();
    await widget.getByRole("searchbox").fill("nema ovakve");
    await expect(widget.locator(".state .btn")).toBeVisible();
    expect(await faults(page), "nothing found").toEqual([]);
    for (const [state, answer] of Object.entries({
      loading: () => {},
      error: (route: Route) => route.fulfill({ status: 500, body: "" }),
    })) {
      await page.route(graphql, answer);
      await page.goto(await inPage(`municipality="${TOWN}"`));
      await expect(widget.locator(".state")).toBeVisible();
      expect(await faults(page), state).toEqual([]);
      await page.unroute(graphql);
    }
  });
}

test("320 px, in both scripts: nothing is cut off, the filters are folded and unfold", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const script of ["lat", "cir"]) {
    const widget = await shown(page, `${SITE}/${TOWN}/organizacije?pismo=${script}`);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await expect(widget.getByRole("checkbox").first()).toBeHidden();
    const filters = widget.getByRole("button", { name: /Filteri|Филтери/ });
    await filters.click();
    await expect(filters).toHaveAttribute("aria-expanded", "true");
    await widget.getByRole("checkbox").first().check();
    await expect(widget.locator(".entry")).toHaveCount(6);
    expect(await overflow()).toBeLessThanOrEqual(0);
    for (const control of await widget.locator("button:visible, input[type=search], label:visible").all())
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.screenshot({ path: `out/directory-320-${script}.png`, fullPage: true });
    await widget.locator(".entry a").first().click();
    await expect(widget.locator("article")).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
  }
});

test("printed, it is a list: every organisation has its address, and nothing else is there", async ({ page }) => {
  const widget = await shown(page);
  const parts = ["[type=search]", ".abc", ".facets", ".found > .btn"];
  for (const what of parts) await expect(widget.locator(what)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const what of parts) await expect(widget.locator(what)).toBeHidden();
  const link = widget.locator(".entry a").first();
  expect(await link.evaluate((a) => getComputedStyle(a, "::after").content)).toContain(`/${TOWN}/organizacija/org_`);
});

/** How it is said on paper that not all of a list is there, and where all of it is. */
const MISSING = {
  "sr-Latn": (all: number) => `20 od ${all} – cijeli spisak:`,
  "sr-Cyrl": (all: number) => `20 од ${all} – цијели списак:`,
  bs: (all: number) => `20 od ${all} – cijeli spisak:`,
  hr: (all: number) => `20 od ${all} – cijeli popis:`,
  en: (all: number) => `20 of ${all} – the whole list:`,
};

for (const [lang, missing] of Object.entries(MISSING)) {
  test(`printed, a list that is not all there says so, and all of it is at the address (${lang})`, async ({ page, host }) => {
    const inPage = (attributes: string) =>
      host(`${SCRIPT}<javno-directory lang="${lang}" ${attributes}>${LINK}</javno-directory>`);
    const widget = await shown(page, await inPage(`municipality="${TOWN}"`));
    const paper = widget.locator(".paper");
    await expect(paper).toBeHidden();
    await page.emulateMedia({ media: "print" });
    await expect(paper).toBeVisible();
    const text = (await paper.textContent()) ?? "";
    expect(text).toContain(missing(ALL));
    const [address = ""] = /http\S+$/.exec(text) ?? [];
    if (lang === "sr-Latn") await page.screenshot({ path: "out/directory-printed.png", fullPage: true });

    // On the sheet are all, on paper too: no name is there less than in the widget when it has shown more.
    await page.emulateMedia({ media: "screen" });
    await widget.locator(".found > .btn").click();
    await expect(widget.locator(".entry")).toHaveCount(ALL);
    const names = await widget.locator(".entry a").allTextContents();
    await expect(paper).toHaveCount(0);
    await page.goto(address);
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator("tbody tr th a");
    await expect(sheet).toHaveText(names);
    for (const one of await sheet.all()) await expect(one).toBeVisible();
    for (const gone of [".find", ".back", ".abc"]) await expect(page.locator(gone).filter({ visible: true })).toHaveCount(0);
    if (lang === "sr-Latn") await page.screenshot({ path: "out/sheet-printed.png", fullPage: true });
    await page.emulateMedia({ media: "screen" });
    expect(await faults(page)).toEqual([]);
  });
}

test("the sheet for paper is narrowed as the widget was", async ({ page }) => {
  const widget = await shown(page);
  const said = widget.locator(".said");
  // All areas in which there are several.
  for (const area of await widget.locator(".areas label").all())
    if (!/\D1$/.test((await area.textContent()) ?? "")) await area.getByRole("checkbox").check();
  await expect(said).toHaveText(/^2[1-4] organizacij[ae]$/);
  const [, some] = /^(\d+)/.exec((await said.textContent()) ?? "") ?? [];
  const text = (await widget.locator(".paper").textContent()) ?? "";
  expect(text).toContain(`20 od ${some} – cijeli spisak:`);
  const [address = ""] = /http\S+$/.exec(text) ?? [];
  await widget.locator(".found > .btn").click();
  await expect(widget.locator(".entry")).toHaveCount(Number(some));
  const names = await widget.locator(".entry a").allTextContents();
  // Whatever is all there says nothing.
  await expect(widget.locator(".paper")).toHaveCount(0);
  await page.goto(address);
  await expect(page.locator("tbody tr th a")).toHaveText(names);
  await expect(page.locator("main")).toContainText("Oblast:");
});

test("the hosted list leads to all of it on one sheet, and is narrowed by seat and status", async ({ page }) => {
  await page.goto(`${JAVNO}/${TOWN}/organizacije?lang=sr-Latn`);
  await expect(page.locator("main li.call")).toHaveCount(20);
  await page.screenshot({ path: "out/directory-hosted.png", fullPage: true });
  await expect(page.getByText("20 od 25")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("20 od 25 – cijeli spisak:")).toBeVisible();
  await page.screenshot({ path: "out/directory-hosted-printed.png", fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Cijeli spisak za štampu" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(ALL);
  await page.screenshot({ path: "out/sheet.png", fullPage: true });
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
});

test("slow, at fault, offline: said, with the link, and there by itself when it can be", async ({ page, host }) => {
  await page.route(graphql, () => {});
  await page.goto(await host(WIDGET));
  const widget = page.locator("javno-directory");
  await expect(widget.getByText("Učitavanje…")).toBeVisible();
  await page.unroute(graphql);

  await page.route(graphql, (route) => route.fulfill({ status: 500, body: "" }));
  await page.reload();
  await expect(widget.getByRole("alert")).toContainText("Podaci se ne mogu učitati.");
  await expect(page.getByRole("link", { name: "Udruženja" })).toBeVisible();
  await page.unroute(graphql);
  await widget.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(widget.locator(".entry")).toHaveCount(20);

  await page.route(graphql, (route) => route.abort("internetdisconnected"));
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "onLine", { get: () => !("cut" in window), configurable: true });
    Object.assign(window, { cut: true });
  });
  await page.reload();
  await expect(widget.getByRole("alert")).toContainText("Nema veze s internetom.");
  await page.unroute(graphql);
  await page.evaluate(() => {
    Reflect.deleteProperty(window, "cut");
    dispatchEvent(new Event("online"));
  });
  await expect(widget.locator(".entry")).toHaveCount(20);
});

test("a page of more that does not come leaves what is there; a file that does not come leaves the link", async ({ page }) => {
  const widget = await shown(page);
  await page.route(graphql, (route) => route.fulfill({ status: 500, body: "" }));
  await widget.locator(".found").getByRole("button", { name: "Prikaži još" }).click();
  await expect(widget.getByRole("alert")).toBeVisible();
  await expect(widget.locator(".entry")).toHaveCount(20);
  await page.unroute(graphql);
  await widget.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(widget.locator(".entry")).toHaveCount(ALL);
  await page.route("**/organisation.js", (route) => route.abort());
  await widget.locator(".entry a").first().click();
  await expect(widget.getByRole("alert")).toContainText("Podaci se ne mogu učitati.");
  await expect(page.getByRole("main").getByRole("link", { name: "Udruženja i fondacije" })).toBeVisible();
});

test("an empty directory says so, and the host is told what happens", async ({ page, host }) => {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of ["load", "empty", "error"]) addEventListener(`javno:${name}`, () => heard.push(name));
    addEventListener("javno:open", (event) => heard.push(Object.keys((event as CustomEvent).detail)[0] ?? ""));
  });
  const heard = () => page.evaluate(() => Reflect.get(window, "heard"));
  await page.goto(await host(`${SCRIPT}<javno-directory municipality="gacko">${LINK}</javno-directory>`));
  await expect(page.locator("javno-directory").getByText("U registru još nema organizacija.")).toBeVisible();
  expect(await heard()).toEqual(["empty"]);
  const widget = await shown(page, await host(WIDGET));
  await widget.locator(".entry a").first().click();
  await expect(widget.locator("article")).toBeVisible();
  await expect.poll(heard).toEqual(["load", "organisation", "load"]);
});

test("one request before the view, three on it, no preflight", async ({ page, host }) => {
  const asked: string[] = [];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.requestWillBeSent", ({ request, type }) => {
    if (!request.url.startsWith(JAVNO)) return;
    const what = { Preflight: "OPTIONS", EventSource: "LISTEN" }[type as "Preflight"] ?? request.method;
    asked.push(`${what} ${new URL(request.url).pathname}`);
  });
  await page.goto(await host(`<div style="height:3000px">daleko</div>${WIDGET}`));
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual(["GET /w/v1/javno.js"]);
  await page.locator("javno-directory").scrollIntoViewIfNeeded();
  await expect.poll(() => asked.indexOf("LISTEN /graphql")).toBeGreaterThan(0);
  const view = asked.slice(1, asked.indexOf("GET /w/v1/directory-live.js"));
  expect(view.sort()).toEqual(["GET /graphql", "GET /w/v1/directory.js", "GET /w/v1/directory.sr-Latn.js"]);
  expect(asked.filter((one) => one.startsWith("OPTIONS"))).toEqual([]);
});

test("all three on one page share a base, within the budget on the wire, and none disturbs another", async ({ page, host }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const sizes: Record<string, number> = {};
  page.on("requestfinished", (request) => {
    const [, file] = /\/w\/v1\/([^?]+)/.exec(request.url()) ?? [];
    const measured = ({ responseBodySize }: { responseBodySize: number }) => file && (sizes[file] = responseBodySize);
    // Of what comes when the page is being closed, nobody knows the size any more: that is no fault of the next test.
    if (file) request.sizes().then(measured, () => {});
  });
  await page.setViewportSize({ width: 1280, height: 3000 });
  const calls = `<javno-open-calls municipality="trebinje"><a href="${JAVNO}/trebinje/pozivi">Pozivi</a></javno-open-calls>`;
  const debates = `<a href="${JAVNO}/trebinje/rasprave?embed=consultation">Rasprave</a>`;
  await page.goto(await host(`${SCRIPT}${calls}${debates}${ELEMENT}`));
  const widgets = ["open-calls", "consultation", "directory"];
  const entries = { "open-calls": ".call", consultation: ".entry", directory: ".entry" } as const;
  for (const [name, entry] of Object.entries(entries))
    await expect(page.locator(`javno-${name} ${entry}`).first()).toBeVisible();
  await expect.poll(() => Object.keys(sizes).filter((file) => /live|sr-Latn/.test(file)).length).toBe(5);

  expect(Object.keys(sizes).filter((file) => widgets.includes(file.replace(".js", "")))).toEqual([]);
  const needed = ["base.js", ...widgets.map((name) => `${name}-over.js`)];
  const bytes = (files: string[]) => files.reduce((sum, name) => sum + (sizes[name] ?? Number.NaN), 0);
  expect(bytes(needed)).toBeLessThanOrEqual(14 * 1024);
  // With what finds them and what they say it is more; no page is told otherwise.
  const said = ["calls", "consultation", "directory"].map((name) => `${name}.sr-Latn.js`);
  expect(bytes(["javno.js", ...needed, ...said])).toBeLessThanOrEqual(18.75 * 1024);
  // Beside the one script that finds them, and what listens, nothing else comes.
  const known = [...needed, "javno.js", "listen-over.js", "live-over.js", "directory-live-over.js"];
  expect(Object.keys(sizes).filter((file) => !known.includes(file) && !file.includes("sr-Latn"))).toEqual([]);

  // Each shows something by itself, and the others stay where they are.
  await page.locator("javno-directory .entry a").first().click();
  await expect(page.locator("javno-directory .title")).toBeFocused();
  await expect(page.locator("javno-open-calls .call").first()).toBeVisible();
  await page.locator("javno-open-calls .call a").first().click();
  await expect(page.locator("javno-open-calls .title")).toBeFocused();
  await expect(page.locator("javno-directory .entry").first()).toBeVisible();
  await page.locator("javno-open-calls .back").click();
  await expect(page.locator("javno-open-calls .call a").first()).toBeFocused();
  await page.locator("javno-consultation .entry a").first().click();
  await expect(page.locator("javno-consultation .title").first()).toBeFocused();
  expect(complaints).toEqual([]);
});

test("one that is entered appears where it belongs, is said, and takes the focus from nobody", async ({ page, host, serve }) => {
  const server = await serve();
  await server.organisations("Udruženje „Leotar“", "Udruženje „Zubački ubli“");
  const script = `<script async src="${server.url}/w/v1/javno.js"></script>`;
  const link = `<a href="${server.url}/trebinje/organizacije">Udruženja</a>`;
  await page.goto(await host(`${script}<javno-directory municipality="trebinje">${link}</javno-directory>`));
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry")).toHaveCount(2);
  await expect.poll(() => server.listening("sse")).toBe(1);
  const focused = widget.getByRole("link", { name: "Udruženje „Zubački ubli“" });
  await focused.focus();
  await server.organisations("Udruženje „Leotar“", "Udruženje „Mosko“", "Udruženje „Zubački ubli“");
  await expect(widget.locator(".entry")).toHaveCount(3);
  await expect(widget.locator(".entry").nth(1)).toContainText("Mosko");
  await expect(widget.getByRole("status")).toHaveText("Nova organizacija: Udruženje „Mosko“");
  await expect(focused).toBeFocused();

  // What is being typed stays, and what is found is as new.
  const search = widget.getByRole("searchbox");
  await search.fill("udruz");
  await expect(widget.locator(".said")).toHaveText("3 organizacije");
  await server.organisations("Udruženje „Ljubomir“");
  await expect(widget.locator(".entry")).toHaveCount(4);
  await expect(search).toHaveValue("udruz");
  await expect(search).toBeFocused();
  // Lj stands after L.
  await expect(widget.locator(".entry a")).toHaveText([/Leotar/, /Ljubomir/, /Mosko/, /Zubački/]);
});

test("životna is found as zivotna, Животна and ЖИВОТНА", async ({ page, host, serve }) => {
  const server = await serve();
  await server.organisations("Udruženje „Životna sredina“", "Udruženje „Leotar“");
  const script = `<script async src="${server.url}/w/v1/javno.js"></script>`;
  await page.goto(await host(`${script}<javno-directory municipality="trebinje"><a href="${server.url}">x</a></javno-directory>`));
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry")).toHaveCount(2);
  for (const typed of ["zivotna", "Животна", "ЖИВОТНА", "životna"]) {
    await widget.getByRole("searchbox").fill(typed);
    await expect(widget.locator("mark").first()).toHaveText("Životna");
    await widget.getByRole("searchbox").fill("");
    await expect(widget.locator("mark")).toHaveCount(0);
  }
});
