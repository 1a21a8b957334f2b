/** When something is wrong: what the reader is told, what he can do, and that the link stays. */
import type { Locator } from "@playwright/test";
import { expect, JAVNO, LINK, SCRIPT, shown, test, WIDGET } from "./host";
import { SITE } from "./playwright.config";

const graphql = "**/graphql?**";

/** Whether something in a widget has the focus: whoever pressed what goes away goes on from there. */
const inside = (widget: Locator) => widget.evaluate((one) => !!one.shadowRoot?.activeElement);

test("a fault of the server: said, with a link, and “try again” tries again", async ({ page, host }) => {
  await page.route(graphql, (route) => route.fulfill({ status: 500, body: "" }));
  const told = page.goto(await host(WIDGET));
  const widget = page.locator("javno-open-calls");
  await told;
  await expect(widget.getByRole("alert")).toContainText("Podaci se ne mogu učitati.");
  await expect(page.getByRole("link", { name: "Javni pozivi" })).toBeVisible();
  // By the keyboard: while it is fetched the button is gone, and when that fails too it has the focus once more.
  const again = widget.getByRole("button", { name: "Pokušaj ponovo" });
  const asked = page.waitForRequest(graphql);
  await again.press("Enter");
  await asked;
  await expect(again).toBeFocused();
  await page.unroute(graphql);
  await again.press("Enter");
  await expect(widget.locator(".call")).toHaveCount(6);
  expect(await inside(widget)).toBe(true);
});

test("offline: said, and loaded by itself when the connection is back", async ({ page, context, host }) => {
  await page.route(graphql, (route) => route.abort("internetdisconnected"));
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "onLine", { get: () => !("cut" in window), configurable: true });
    Object.assign(window, { cut: true });
  });
  await page.goto(await host(WIDGET));
  const widget = page.locator("javno-open-calls");
  await expect(widget.getByRole("alert")).toContainText("Nema veze s internetom.");
  await page.unroute(graphql);
  await page.evaluate(() => {
    Reflect.deleteProperty(window, "cut");
    dispatchEvent(new Event("online"));
  });
  await expect(widget.locator(".call")).toHaveCount(6);
  await context.close();
});

test("slow: a place is kept and said to be loading", async ({ page, host }) => {
  await page.route(graphql, () => {});
  await page.goto(await host(WIDGET));
  await expect(page.locator("javno-open-calls").getByText("Učitavanje…")).toBeVisible();
});

test("nothing open: said, with a way to the closed ones", async ({ page, host }) => {
  const nowhere = `${SCRIPT}<javno-open-calls municipality="prijedor">${LINK}</javno-open-calls>`;
  await page.goto(await host(nowhere));
  const widget = page.locator("javno-open-calls");
  await expect(widget.getByText("Trenutno nema otvorenih javnih poziva.")).toBeVisible();
  await widget.getByRole("button", { name: "Pogledajte zatvorene pozive" }).press("Enter");
  await expect(widget.locator(".call").first()).toBeVisible();
  // From what stands before it the next step leads to what came.
  await expect(widget.getByLabel("Oblast")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(widget.locator(".call a").first()).toBeFocused();
});

test("a municipality that is not there, and a call that is not there", async ({ page, host }) => {
  await page.goto(await host(`${SCRIPT}<javno-open-calls municipality="nigdje">${LINK}</javno-open-calls>`));
  await expect(page.locator("javno-open-calls").getByRole("alert")).toBeVisible();
  await page.goto(`${SITE}/trebinje#javno-call_01h455vb4pex5vsknk084sn02q`);
  await expect(page.locator("javno-open-calls").getByRole("alert")).toBeVisible();
  await page.locator("javno-open-calls").getByRole("link", { name: "Svi pozivi" }).click();
  await expect(page.locator("javno-open-calls .call").first()).toBeVisible();
});

test("when the file of the details does not come, the reader is told and can try again", async ({ page }) => {
  await page.route("**/details.js", (route) => route.abort());
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.locator(".call a").first().click();
  await expect(widget.getByRole("alert")).toContainText("Podaci se ne mogu učitati.");
  await expect(widget.getByRole("button", { name: "Pokušaj ponovo" })).toBeFocused();
  await expect(page.getByRole("main").getByRole("link", { name: "Javni pozivi" })).toBeVisible();
  // Under another address: one that failed may fail for ever.
  await widget.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(widget.locator("article .title")).toBeVisible();
  // All of it has the focus, which no line tells of.
  await expect(widget.locator("section")).toBeFocused();
  await expect(widget.locator("section")).toHaveCSS("outline-style", "none");
});

test("a page of more calls that does not come leaves those that are there", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.getByRole("tab", { name: /Zatvoreni/ }).click();
  await expect(widget.locator(".call")).toHaveCount(10);
  await page.route(graphql, (route) => route.fulfill({ status: 500, body: "" }));
  await widget.getByRole("button", { name: "Prikaži još" }).click();
  await expect(widget.getByRole("alert")).toBeVisible();
  await expect(widget.locator(".call")).toHaveCount(10);
  await expect(widget.getByRole("button", { name: "Pokušaj ponovo" })).toBeFocused();
  await page.unroute(graphql);
  await widget.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(widget.locator(".call")).toHaveCount(14);
});

test("a chosen area stays chosen where no call is in it", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje`);
  await widget.getByLabel("Oblast").selectOption("social");
  await widget.getByRole("tab", { name: /Najavljeni/ }).click();
  await expect(widget.getByText("Nema rezultata.")).toBeVisible();
  await expect(widget.getByLabel("Oblast")).toHaveValue("social");
});

test("without its own file the widget is a link", async ({ page, host }) => {
  await page.route("**/open-calls.js", (route) => route.abort());
  await page.goto(await host(WIDGET));
  await expect(page.getByRole("link", { name: "Javni pozivi" })).toBeVisible();
});

test("the host is told what happens", async ({ page, host }) => {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of ["load", "empty", "error", "open"]) addEventListener(`javno:${name}`, () => heard.push(name));
  });
  const widget = await shown(page, await host(WIDGET));
  await widget.getByRole("searchbox").fill("nečega ovakvog nema");
  await expect(widget.getByText("Nema rezultata.")).toBeVisible();
  await widget.getByRole("button", { name: "Poništi filtere" }).click();
  await widget.locator(".call a").first().click();
  await expect(widget.locator(".title")).toBeVisible();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "heard"))).toEqual(["load", "empty", "load", "open", "load"]);
});

test("attributes may change while the page is open", async ({ page, host }) => {
  const widget = await shown(page, await host(WIDGET));
  await page.evaluate(() => document.querySelector("javno-open-calls")?.setAttribute("lang", "sr-Cyrl"));
  await expect(widget.getByRole("tab", { name: /Отворени/ })).toBeVisible();
  await page.evaluate(() => document.querySelector("javno-open-calls")?.setAttribute("municipality", "prijedor"));
  await expect(widget.getByText("Тренутно нема отворених јавних позива.")).toBeVisible();
});

test("GraphiQL runs an example, from our own files alone", async ({ page }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${JAVNO}/graphql`);
  await page.getByRole("button", { name: /Execute query/ }).click();
  await expect(page.locator(".result-window")).toContainText("phaseCounts");
  expect([...hosts].filter((origin) => origin !== "null")).toEqual([JAVNO]);
});
