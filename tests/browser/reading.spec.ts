/** Reading calls: both scripts, search, areas, parts of the list, details, the host's address. */
import { expect, RICH, shown, test } from "./host";
import { SITE } from "./playwright.config";

test("Trebinje's real calls in both scripts and with English around them", async ({ page }) => {
  const real = {
    lat: ["Zatvoreni", "Raspodjela sredstava za projekte iz oblasti kulture, nauke i društvene brige o mladima za 2019. godinu"],
    cir: ["Затворени", "Расподјела средстава за пројекте из области културе, науке и друштвене бриге о младима за 2019. годину"],
    eng: ["Closed", "Raspodjela sredstava za projekte iz oblasti kulture, nauke i društvene brige o mladima za 2019. godinu"],
  };
  for (const [script, [tab, title]] of Object.entries(real)) {
    const widget = await shown(page, `${SITE}/trebinje?pismo=${script}`);
    await widget.getByRole("tab", { name: tab }).click();
    await expect(widget.getByRole("link", { name: title })).toBeVisible();
  }
});

test("three plural forms", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await expect(widget.getByText("još 2 dana")).toBeVisible();
  await expect(widget.getByText("još 9 dana")).toBeVisible();
  await expect(widget.getByText("još 21 dan", { exact: true })).toBeVisible();
});

test("search is blind to script and diacritics, marks what it found, and can be undone", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  const search = widget.getByRole("searchbox");
  for (const typed of ["zivotne sred", "ЖИВОТНЕ", "životne sredine"]) {
    await search.fill(typed);
    await expect(widget.getByRole("status")).toHaveText("1 poziv");
    await expect(widget.locator("mark").first()).toHaveText(/životn|sredin/);
  }
  await search.fill("nečega ovakvog nema");
  await expect(widget.getByText("Nema rezultata.")).toBeVisible();
  await widget.getByRole("button", { name: "Poništi filtere" }).click();
  await expect(widget.locator(".call")).toHaveCount(6);
  await expect(search).toHaveValue("");
});

test("typing is not disturbed by answers that come in between", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await page.route("**/graphql?**", async (route) => {
    await new Promise((later) => setTimeout(later, 300));
    await route.continue();
  });
  const search = widget.getByRole("searchbox");
  await search.pressSequentially("omladinske inicijative", { delay: 60 });
  await expect(search).toHaveValue("omladinske inicijative");
  await expect(search).toBeFocused();
  await expect(widget.locator(".call")).toHaveCount(1);
});

test("areas narrow the list, and their counts stay", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.getByLabel("Oblast").selectOption("social");
  await expect(widget.locator(".call")).toHaveCount(1);
  await expect(widget.getByLabel("Oblast").locator("option")).not.toHaveCount(1);
  await expect(widget.getByLabel("Oblast")).toHaveValue("social");
});

test("“show more” adds what comes after", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.getByRole("tab", { name: /Zatvoreni/ }).click();
  await expect(widget.locator(".call")).toHaveCount(10);
  const first = await widget.locator(".call").first().textContent();
  await widget.getByRole("button", { name: "Prikaži još" }).click();
  await expect(widget.locator(".call")).toHaveCount(14);
  expect(await widget.locator(".call").first().textContent()).toBe(first);
  await expect(widget.getByRole("button", { name: "Prikaži još" })).toHaveCount(0);
});

test("a call opens in the host's address, can be linked, and is left with “back”", async ({ page, context }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.getByRole("link", { name: RICH }).click();
  const title = widget.getByRole("heading", { name: RICH });
  await expect(title).toBeFocused();
  await expect(page).toHaveURL(/#javno-call_\w+$/);
  for (const part of ["Ukupna sredstva", "45.000 KM", "Lotovi", "Dokumenti", "Važni datumi", "Šta je promijenjeno"]) {
    await expect(widget.getByText(part).or(widget.getByLabel(part)).first()).toBeVisible();
  }
  await expect(widget.getByText("ranije: 2.500 KM")).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("javno-open-calls").getByRole("heading", { name: RICH })).toBeVisible();

  await page.goBack();
  await expect(widget.getByRole("link", { name: RICH })).toBeFocused();
});

test("the link to the hosted page leads there, in the same script", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.getByRole("link", { name: RICH }).click();
  await widget.getByRole("link", { name: "Stranica poziva" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(RICH);
});

test("printed, every call has its address", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await page.emulateMedia({ media: "print" });
  await expect(widget.getByRole("searchbox")).toBeHidden();
  const link = widget.locator(".call a").first();
  expect(await link.evaluate((a) => getComputedStyle(a, "::after").content)).toContain("/trebinje/pozivi/call_");
});

test("all municipalities, each call with its own's name", async ({ page, host }) => {
  const { SCRIPT, LINK } = await import("./host");
  const widget = await shown(page, await host(`${SCRIPT}<javno-open-calls>${LINK}</javno-open-calls>`));
  await widget.getByRole("searchbox").fill("omladinske inicijative");
  await expect(widget.locator(".call").first()).toContainText(/Banja Luka|Bijeljina|Bratunac|Brod|Modriča|Pale/);
});
