/**
 * For everybody: axe in every state and every language that there is, the tree that a screen reader is given, and what
 * readers set for themselves: colours, less motion, larger letters, a narrow screen.
 */
import type { Locator, Page } from "@playwright/test";
import { deskOf, enterBy, invited } from "./desk";
import { consultation, expect, faults, JAVNO, LOCALES, reader, RICH, shown, test } from "./host";
import { hosted, inLanguage } from "./places";
import { SITE } from "./playwright.config";
import { inEveryState, inHost, type Widget, WIDGETS } from "./states";

const debate = () => consultation("trebinje", "OPEN");

/** What is looked at with what it says when something is sent, or as one of its kind. Whatever else there is, is seen here. */
const ELSEWHERE = [
  // In `everywhere.spec.ts`, each in every language.
  ...["front", "call-results", "support", "flag", "report", "claim", "correct", "confirm", "link-gone", "missing", "nobodys"],
  // In `studio.spec.ts`, likewise.
  ...["studio", "studio-sheet"],
];

for (const lang of LOCALES) {
  test(`axe finds nothing while something is on its way, at fault, offline or empty (${lang})`, async ({ page, host }) => {
    test.slow();
    await inEveryState(page, host, lang, async (state) => expect(await faults(page), state).toEqual([]));
  });

  test(`axe finds nothing in what is read, in a form with errors, and when it is sent (${lang})`, async ({ page, host }) => {
    test.slow();
    await page.goto(await host(inHost(lang, WIDGETS["javno-open-calls"](), WIDGETS["javno-directory"]())));
    const [calls, directory] = [page.locator("javno-open-calls"), page.locator("javno-directory")];
    await expect(calls.locator(".call").first()).toBeVisible();
    await expect(directory.locator(".entry").first()).toBeVisible();
    expect(await faults(page), "lists").toEqual([]);
    await calls.locator(".call a").nth(3).click();
    await expect(calls.locator(".facts")).toBeVisible();
    await directory.locator(".entry a").first().click();
    await expect(directory.locator(".title")).toBeVisible();
    expect(await faults(page), "details").toEqual([]);

    // Only the municipality's own site may send; it changes its language as such sites do.
    const script = { en: "eng", "sr-Cyrl": "cir" }[lang] ?? "lat";
    await page.goto(`${SITE}/trebinje/rasprave?pismo=${script}&rasprava=${await debate()}`);
    const widget = page.locator("javno-consultation");
    await expect(widget.locator(".article").first()).toBeVisible();
    await page.evaluate((lang) => document.documentElement.setAttribute("lang", lang), lang);
    await expect.poll(() => widget.evaluate((one) => Reflect.get(one, "locale"))).toBe(lang);
    await widget.locator(".talk > button").last().click();
    const form = widget.locator("form.form");
    await form.locator("button.main").click();
    // What is sent is solved first, and that takes what the machine takes.
    await expect(form.locator("[aria-invalid=true]").first()).toBeFocused({ timeout: 30_000 });
    expect(await faults(page), "errors").toEqual([]);
    await form.locator("textarea").fill(`Za sve. ${lang}`);
    await form.locator("[value=ANONYMOUS]").check();
    const sent = page.waitForRequest((request) => request.postData()?.includes("idempotencyKey") ?? false);
    await form.locator("button.main").click();
    // Letters about it are to be in what its writer reads.
    expect((await sent).postDataJSON().variables.input.locale).toBe(lang);
    await expect(form).toHaveCount(0, { timeout: 30_000 });
    expect(await faults(page), "sent").toEqual([]);
  });

  test(`axe finds nothing in the hosted pages (${lang})`, async ({ page }) => {
    test.slow();
    for (const { name, path } of await hosted(JAVNO)) {
      if (ELSEWHERE.includes(name)) continue;
      await page.goto(JAVNO + inLanguage(path, lang));
      await expect(page.locator("h1"), name).toBeVisible();
      expect(await faults(page), name).toEqual([]);
    }
  });
}

test("each municipality says how accessible its pages are, in every language, a link away", async ({ page }) => {
  await page.goto(`${JAVNO}/trebinje/pozivi?lang=sr-Latn`);
  await page.locator("footer").getByRole("link", { name: "Izjava o pristupačnosti" }).click();
  await expect(page).toHaveURL(/\/trebinje\/pristupacnost/);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - article:
      - heading "Izjava o pristupačnosti" [level=1]
      - paragraph: /Trebinje nastoji .* EN 301 549 V3\\.2\\.1 i smjernicama WCAG 2\\.2 AA/
      - heading "Stanje usklađenosti" [level=2]
      - paragraph: /djelimično usklađene/
      - heading "Šta nije pristupačno" [level=2]
      - list:
        - listitem: /skenirani/
        - listitem
        - listitem
      - heading "Kako je izjava sastavljena" [level=2]
      - paragraph: /sastavljena \\d+\\. \\d+\\. \\d{4}\\./
      - heading "Primjedbe i kontakt" [level=2]
      - paragraph: /Trebinje/
      - paragraph:
        - link /https?:/
      - heading "Ako ne dobijete odgovor" [level=2]
      - paragraph: /ombudsmanu/
  `);
  await page.getByRole("link", { name: "Ћирилица" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Изјава о приступачности" })).toBeVisible();
});

test("what a screen reader is given of the calls, and of a call", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await expect(widget).toMatchAriaSnapshot(`
    - region "Javni pozivi":
      - tablist:
        - tab "Otvoreni 6" [selected]
        - tab "Najavljeni 1"
        - tab "Zatvoreni 14"
      - searchbox "Pretraži pozive"
      - combobox "Oblast":
        - option "Sve oblasti" [selected]
      - tabpanel "Otvoreni 6":
        - status
        - list:
          - listitem:
            - heading "Vježba Javni poziv za sportske klubove i školski sport" [level=2]:
              - text: Vježba
              - link "Javni poziv za sportske klubove i školski sport"
            - paragraph: /ukupno 60\\.000 KM/
            - text: /do kraja dana \\d+\\. \\d+\\. \\d{4}\\./
  `);
  await widget.getByRole("link", { name: RICH }).click();
  await expect(widget.locator(".title")).toBeFocused();
  await expect(widget).toMatchAriaSnapshot(`
    - region "Javni pozivi":
      - link "← Svi pozivi"
      - article:
        - heading "${RICH}" [level=2]
        - heading "Lotovi" [level=3]
        - heading "Dokumenti" [level=3]
        - list:
          - listitem:
            - link "Smjernice za podnosioce prijava"
        - heading "Šta je promijenjeno" [level=3]
  `);
});

test("what a screen reader is given of a consultation and of its form", async ({ page }) => {
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${await debate()}`);
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article").first()).toBeVisible();
  await expect(widget).toMatchAriaSnapshot(`
    - region "Javne rasprave":
      - article:
        - heading /^Javna rasprava o Nacrtu odluke o uređenju/ [level=2]
        - heading "Gdje i kada se raspravlja" [level=3]
        - list:
          - listitem: /Velika sala/
        - heading /^Nacrt odluke o uređenju/ [level=3]
        - group:
          - list:
            - listitem:
              - link "GLAVA I OSNOVNE ODREDBE"
            - listitem:
              - link "Član 1. Predmet odluke"
  `);
  await widget.getByRole("button", { name: /Član 12/ }).click();
  await expect(widget.locator("form.form")).toMatchAriaSnapshot(`
    - 'textbox "Vaš komentar: Član 12. Psi"'
    - paragraph: 0/5000
    - group "Komentarišem kao":
      - radio "građanin ili građanka" [checked]
      - radio "bez imena"
    - textbox "Ime koje se prikazuje"
    - group: Šta se objavljuje i čuva
    - paragraph: /ne zamjenjuje primjedbu/
    - list:
      - listitem: /Na šalteru/
    - alert
    - paragraph:
      - button "Pošaljite komentar"
  `);
});

test("what a screen reader is given of the directory", async ({ page }) => {
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  await expect(page.locator("javno-directory .entry").first()).toBeVisible();
  await expect(page.locator("javno-directory")).toMatchAriaSnapshot(`
    - region "Organizacije":
      - searchbox "Pretražite po nazivu ili riječi"
      - navigation "Po slovima":
        - button "Sve" [pressed]
        - button "K"
      - group "Oblast":
        - checkbox "Kultura i umjetnost 3"
      - group "Pravni oblik":
        - checkbox "udruženje 7"
      - status: 12 organizacija
      - list:
        - listitem:
          - heading "Kreativni centar integracija, inkluzija, tolerancija" [level=2]:
            - link "Kreativni centar integracija, inkluzija, tolerancija"
          - paragraph: Lica sa invaliditetom
  `);
});

test("the desk speaks every language without a fault, and a screen reader finds its way", async ({ page }) => {
  test.setTimeout(180_000);
  await enterBy(page, await invited("banja-luka", "svako@banja-luka.example", "editor", "moderator", "admin"));
  const town = deskOf("banja-luka");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Preskoči na sadržaj"
    - banner:
      - navigation "Radni sto":
        - link "Danas"
        - link "Javni pozivi"
        - link "Javne rasprave"
        - link "Komentari"
        - link "Registar organizacija"
      - group "Jezik i pismo":
        - button "Latinica" [pressed]
      - button "Odjavi se"
    - main:
      - heading /^Danas, / [level=1]
      - heading "Pozivi po stanju" [level=2]
    - status
  `);
  await page.goto(`${town}/pozivi`);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Javni pozivi" [level=1]
      - button "Novi poziv"
      - searchbox "Pretražite po nazivu ili riječi"
      - group "Pozivi po stanju":
        - button /^Svi/ [pressed]
      - status
      - list:
        - listitem:
          - link
  `);
  // Its chooser says which there are.
  const languages = page.getByRole("banner").getByRole("group").getByRole("button");
  for (let one = 0; one < (await languages.count()); one++) {
    for (const path of [town, `${town}/rasprave`, `${town}/komentari`, `${town}/organizacije`]) {
      await page.goto(path);
      await page.locator("main h1").waitFor();
      const language = languages.nth(one);
      if ((await language.getAttribute("aria-pressed")) !== "true") await language.click();
      await expect(language).toHaveAttribute("aria-pressed", "true");
      await page.locator("main h1").waitFor();
      expect(await faults(page), `${path} ${await language.innerText()}`).toEqual([]);
    }
  }
});

/** How much wider than its window a page is, and what of a widget is cut off. */
const overflow = (page: Page, widget: Widget) =>
  page.evaluate((widget) => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cut = [...(document.querySelector(widget)?.shadowRoot?.querySelectorAll<HTMLElement>("button, a, h2, p, label") ?? [])];
    const cutOff = cut.filter((one) => getComputedStyle(one).overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1);
    return [Math.max(0, scrollWidth - clientWidth), ...cutOff.map((one) => one.innerText)];
  }, widget);

test("letters twice as large, and a screen as narrow as 320 px: everything is there", async ({ page, host }) => {
  test.slow();
  const id = await debate();
  for (const [width, size] of [[640, 32], [320, 16]]) {
    await page.setViewportSize({ width: width ?? 0, height: 800 });
    for (const widget of Object.keys(WIDGETS) as Widget[]) {
      const one = WIDGETS[widget](widget === "javno-consultation" ? `consultation="${id}"` : undefined);
      await page.goto(await host(`<meta name="viewport" content="width=device-width"><style>body { font-size: ${size}px }</style>${inHost("sr-Cyrl", one)}`));
      await expect(page.locator(widget).locator(".call, .article, .entry").first()).toBeVisible();
      if (widget === "javno-consultation") await page.locator(widget).locator(".talk > button").first().click();
      expect(await overflow(page, widget), `${widget} at ${width} px`).toEqual([0]);
    }
  }
});

test("hosted pages heed a reader who wants letters twice as large", async ({ page }) => {
  test.slow();
  const letters = await reader(page);
  // So wide that the same page, half as large, would have 320 px.
  await page.setViewportSize({ width: 640, height: 800 });
  for (const { name, path } of await hosted(JAVNO)) {
    await letters(16);
    await page.goto(JAVNO + inLanguage(path, "sr-Cyrl"));
    const size = () => page.locator("h1").evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    const before = await size();
    await letters(32);
    // Whoever has set it so comes with it.
    await page.reload();
    expect(await size(), name).toBeCloseTo(2 * before, 0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, name).toBeLessThanOrEqual(0);
  }
});

test("in forced colours what is chosen and what has the focus can be told", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  const border = (nth: number) =>
    widget.getByRole("tab").nth(nth).evaluate((tab) => {
      const { borderBottomWidth, borderBottomStyle } = getComputedStyle(tab);
      return `${borderBottomStyle} ${borderBottomWidth}`;
    });
  expect(await border(0)).toBe("solid 3px");
  expect(await border(1)).not.toBe("solid 3px");
  await widget.getByRole("tab").first().focus();
  await page.keyboard.press("Tab");
  const outline = await widget.getByRole("searchbox").evaluate((input) => getComputedStyle(input).outlineStyle);
  expect(outline).toBe("solid");
  await page.goto(`${JAVNO}/trebinje/pozivi?lang=sr-Latn`);
  const line = (one: Locator) => one.evaluate((one) => getComputedStyle(one).borderBottomWidth);
  expect(await line(page.locator(".tabs a[aria-current]"))).toBe("3px");
  expect(await line(page.locator(".tabs a:not([aria-current])").first())).toBe("0px");
  await page.goto(`${JAVNO}/trebinje/organizacije?lang=sr-Latn`);
  await page.locator(".abc a").nth(1).click();
  expect(await line(page.locator(".abc a[aria-current]"))).toBe("3px");
});

test("who wants less motion gets none", async ({ page, host }) => {
  // The desk moves, for whoever has nothing against it.
  await page.goto(`${JAVNO}/desk`);
  await page.locator("main").waitFor();
  const moves = () =>
    page.evaluate(() => {
      const bone = document.body.appendChild(document.createElement("div"));
      bone.className = "bone";
      return [getComputedStyle(bone).animationName, getComputedStyle(document.documentElement).scrollBehavior];
    });
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await moves()).toEqual(["shine", "smooth"]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moves()).toEqual(["none", "auto"]);
  // The widgets never do.
  await page.route("**/graphql?**", () => {});
  await page.goto(await host(inHost("sr-Latn", ...Object.values(WIDGETS).map((widget) => widget()))));
  for (const widget of Object.keys(WIDGETS)) {
    await expect(page.locator(widget).locator(".bone")).toBeVisible();
    const moving = await page.locator(widget).evaluate((one) => one.shadowRoot?.getAnimations().length);
    expect(moving, widget).toBe(0);
  }
});
