/** Kind to people: keyboard alone, axe in every state, 320 px, nothing jumps. */
import { expect, faults, JAVNO, LINK, LOCALES, RICH, SCRIPT, shift, shown, test, WIDGET } from "./host";
import { SITE } from "./playwright.config";
import { inHost, WIDGETS } from "./states";

test("by keyboard alone: parts, search, a call, and back", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  const tab = (name: RegExp) => widget.getByRole("tab", { name });
  await tab(/Otvoreni/).focus();
  await page.keyboard.press("ArrowRight");
  await expect(tab(/Najavljeni/)).toBeFocused();
  await expect(tab(/Najavljeni/)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(tab(/Zatvoreni/)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(tab(/Otvoreni/)).toBeFocused();
  await expect(widget.locator(".call")).toHaveCount(6);
  await page.keyboard.press("Tab");
  await expect(widget.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("omladinske");
  await expect(widget.locator(".call")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(widget.getByLabel("Oblast")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(widget.getByRole("link", { name: RICH })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("heading", { name: RICH })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(widget.getByRole("link", { name: "Svi pozivi" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("link", { name: RICH })).toBeFocused();
});

for (const lang of LOCALES) {
  test(`axe finds nothing in any state (${lang})`, async ({ page, host }) => {
    test.slow();
    const pasted = WIDGETS["javno-open-calls"]();
    const widget = await shown(page, await host(inHost(lang, pasted)));
    expect(await faults(page), "open").toEqual([]);
    for (const part of ["ANNOUNCED", "CLOSED"]) {
      await widget.locator(`#${part}`).click();
      await expect(widget.locator("[role=tabpanel]")).toHaveAttribute("aria-busy", "false");
      expect(await faults(page), part).toEqual([]);
    }
    await widget.getByRole("searchbox").fill("omladinske");
    await expect(widget.locator("[role=status]")).not.toBeEmpty();
    await widget.locator("#OPEN").click();
    await expect(widget.locator("mark").first()).toBeVisible();
    expect(await faults(page), "found").toEqual([]);
    await widget.locator(".call a").first().click();
    await expect(widget.locator(".facts")).toBeVisible();
    expect(await faults(page), "details").toEqual([]);
    await page.goto(`${await host(inHost(lang, pasted))}#javno-call_01h455vb4pex5vsknk084sn02q`);
    await expect(widget.getByRole("alert")).toBeVisible();
    expect(await faults(page), "no such call").toEqual([]);
    // What stands beside the link where a file was kept away; it speaks as the link does.
    await page.route(/\/w\/v1\/(?!javno\.js)/, (route) => route.abort("blockedbyclient"));
    const link = lang === "sr-Cyrl" ? pasted.replace("Javni pozivi", "Јавни позиви") : pasted;
    await page.goto(await host(inHost(lang, link)));
    await expect(page.locator(".javno-note")).toBeVisible();
    expect(await faults(page), "kept away").toEqual([]);
  });
}

test("axe finds nothing when something is wrong", async ({ page, host }) => {
  const states = {
    loading: () => new Promise<void>(() => {}),
    // biome-ignore lint/suspicious/noExplicitAny: a route of Playwright
    error: (route: any) => route.fulfill({ status: 500, body: "" }),
  };
  for (const [state, answer] of Object.entries(states)) {
    await page.route("**/graphql?**", answer);
    await page.goto(await host(`<body><main><h1>Opština</h1>${WIDGET}</main></body>`));
    await expect(page.locator("javno-open-calls .state")).toBeVisible();
    expect(await faults(page), state).toEqual([]);
    await page.unroute("**/graphql?**");
  }
  const nothing = `${SCRIPT}<javno-open-calls municipality="prijedor">${LINK}</javno-open-calls>`;
  await page.goto(await host(`<body><main><h1>Opština</h1>${nothing}</main></body>`));
  await expect(page.locator("javno-open-calls .state")).toBeVisible();
  expect(await faults(page), "empty").toEqual([]);
});

test("axe finds nothing in the hosted pages", async ({ page }) => {
  for (const path of ["", "trebinje/pozivi", "trebinje/pozivi?lang=en&stanje=zatvoreni", "trebinje/pozivi?q=nema", "nema/te/stranice"]) {
    await page.goto(`${JAVNO}/${path}`);
    expect(await faults(page), path).toEqual([]);
  }
  await page.goto(`${JAVNO}/trebinje/pozivi?lang=sr-Latn`);
  await page.getByRole("link", { name: RICH }).click();
  expect(await faults(page), "call").toEqual([]);
});

test("320 px and long words: nothing is cut off and nothing scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const script of ["lat", "cir"]) {
    const widget = await shown(page, `${SITE}/trebinje?pismo=${script}`);
    expect(await overflow(), "list").toBeLessThanOrEqual(0);
    await widget.locator(".call a").nth(3).click();
    await expect(widget.locator(".facts")).toBeVisible();
    expect(await overflow(), "details").toBeLessThanOrEqual(0);
  }
  for (const path of ["trebinje/pozivi", "trebinje/pozivi?stanje=zatvoreni", ""]) {
    await page.goto(`${JAVNO}/${path}`);
    expect(await overflow(), path).toBeLessThanOrEqual(0);
  }
});

test("what can be touched is 44 px high", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  for (const control of await widget.locator("button, input, select").all()) {
    expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
});

for (const [name, list, entry, height] of [
  ["open-calls", "pozivi", ".call", 1400],
  ["consultation", "rasprave", ".entry", 1400],
  // It is longer than the place of a first view: what is pushed is what lies below that.
  ["directory", "organizacije", ".entry", 940],
] as const) {
  test(`nothing shifts with the snippet's min-height, and hardly anything without (${name})`, async ({ page, host }) => {
    // An ordinary municipal page: a head, a main part that keeps its foot down, a foot.
    const place = (style: string) =>
      `<body style="margin:0"><header style="height:120px">Opština</header>
       <main style="min-height:60vh">${SCRIPT}<h1>Iz opštine</h1>
       <javno-${name} municipality="trebinje" style="${style}"><a href="${JAVNO}/trebinje/${list}">Sve</a></javno-${name}></main>
       <footer style="height:80px">Kontakt: Pisarnica</footer></body>`;
    const ready = page.locator(`javno-${name} ${entry}`).first();
    expect(await shift(page, await host(place("display:block;min-height:760px")), ready, height)).toBe(0);
    expect(await shift(page, await host(place("")), ready)).toBeLessThanOrEqual(0.05);
  });
}
