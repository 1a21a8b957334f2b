/** `<javno-directory>` inside a municipal website: reading, in both scripts, for everybody. */
import type { Page, Route } from "@playwright/test";
import { expect, faults, JAVNO, SCRIPT } from "./host";
import { ALL, ELEMENT, graphql, LINK, named, shown, TOWN } from "./organisations";
import { SITE } from "./playwright.config";
import { test } from "./server";

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
  // Whoever misses his own goes on from here.
  await expect(widget.getByRole("link", { name: "Prijavite svoju organizaciju" })).toBeVisible();
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
  await expect(widget.getByRole("link", { name: "Komentari pod ovim imenom (neprovjereno)" })).toHaveAttribute("href", /#komentari$/);
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
