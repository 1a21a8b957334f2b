/** `<javno-directory>` when something fails, comes too late or goes away: nothing false is shown, no focus is lost. */
import type { Page, Request, Route } from "@playwright/test";
import { expect, JAVNO, SCRIPT } from "./host";
import { test } from "./server";

const TOWN = "tesanj";
const LINK = `<a href="${JAVNO}/${TOWN}/organizacije">Udruženja</a>`;
const ELEMENT = `<javno-directory municipality="${TOWN}">${LINK}</javno-directory>`;
const graphql = "**/graphql?**";
const broken = (route: Route) => route.fulfill({ status: 500, body: "" });

/** The widget, when its list is there. */
async function shown(page: Page, address: string) {
  await page.goto(address);
  const widget = page.locator("javno-directory").first();
  // A server that has just begun compresses its files first.
  await expect(widget.locator(".entry").first()).toBeVisible({ timeout: 15_000 });
  return widget;
}

/** What is searched for in a request. */
const text = (request: Request) =>
  JSON.parse(new URL(request.url()).searchParams.get("variables") ?? "{}").filter?.text;

test("a failed search is not answered with what was listed before", async ({ page, host }) => {
  const widget = await shown(page, await host(SCRIPT + ELEMENT));
  const search = widget.getByRole("searchbox");
  await page.route(graphql, broken);
  await search.fill("zena");
  await expect(widget.getByRole("alert")).toBeVisible();
  await expect(widget.locator(".entry")).toHaveCount(0);
  await expect(widget.locator(".said")).toHaveText("");
  // What there is to choose by stays, without the counts of another question.
  await expect(widget.getByRole("checkbox").first()).toBeVisible();
  await expect(widget.locator("label small").first()).toHaveText("");
  await page.unroute(graphql);
  await widget.getByRole("button", { name: "Pokušaj ponovo" }).click();
  await expect(widget.locator(".entry")).toHaveCount(2);
  await expect(widget.locator(".said")).toHaveText("2 organizacije");
});

test("an answer to what was typed before is not shown as that to what is typed now", async ({ page, host }) => {
  const widget = await shown(page, await host(SCRIPT + ELEMENT));
  const search = widget.getByRole("searchbox");
  let release = () => {};
  const asked = new Promise<void>((heard) =>
    page.route(graphql, async (route) => {
      // The answer to the second is never there.
      if (text(route.request()) !== "zena") return;
      heard();
      await new Promise<void>((go) => {
        release = go;
      });
      await route.continue();
    }),
  );
  await search.fill("zena");
  await asked;
  const answered = page.waitForResponse(graphql);
  const second = page.waitForRequest((request) => text(request) === "klub");
  await search.fill("klub");
  release();
  // The first is answered, the second asked, and what would be drawn is drawn.
  await Promise.all([answered, second]);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await expect(widget.locator("mark")).toHaveCount(0);
  await expect(widget.locator(".entry")).toHaveCount(20);
  await expect(widget.locator(".said")).toHaveText("");
  await expect(widget.locator(".found")).toHaveAttribute("aria-busy", "true");
  await expect(search).toHaveValue("klub");
});

test("“more” of a facet leads to the first that is new", async ({ page, host }) => {
  const widget = await shown(page, await host(`${SCRIPT}<javno-directory>${LINK}</javno-directory>`));
  const areas = widget.getByRole("group", { name: "Oblast" });
  await expect(areas.getByRole("checkbox")).toHaveCount(8);
  await areas.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(areas.getByRole("checkbox").nth(8)).toBeFocused();
  expect(await areas.getByRole("checkbox").count()).toBeGreaterThan(8);
});

test("a page of more that fails leads to trying again, and that to the first that is new", async ({ page, host }) => {
  const widget = await shown(page, await host(SCRIPT + ELEMENT));
  await page.route(graphql, broken);
  await widget.locator(".found").getByRole("button", { name: "Prikaži još" }).focus();
  await page.keyboard.press("Enter");
  await expect(widget.getByRole("button", { name: "Pokušaj ponovo" })).toBeFocused();
  await expect(widget.locator(".entry")).toHaveCount(20);
  await page.unroute(graphql);
  await page.keyboard.press("Enter");
  await expect(widget.locator(".entry a").nth(20)).toBeFocused();
});

test("where an organisation goes, its neighbour has the focus", async ({ page, host, serve }) => {
  const server = await serve();
  await server.organisations("Leotar", "Zubački ubli");
  const script = `<script async src="${server.url}/w/v1/javno.js"></script>`;
  const widget = await shown(page, await host(`${script}<javno-directory municipality="trebinje">${LINK}</javno-directory>`));
  await expect.poll(() => server.listening("sse")).toBe(1);
  await widget.getByRole("link", { name: "Leotar" }).focus();
  await page.route(graphql, async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const { organisations } = answer.data;
    const names = organisations.nodes.map((one: { name: { text: string } }) => one.name.text);
    // Both at once: what is asked as soon as somebody listens may come before, and knows of neither.
    if (names.includes("Mosko")) organisations.nodes.splice(names.indexOf("Leotar"), 1);
    await route.fulfill({ response, json: answer });
  });
  await server.organisations("Mosko");
  await expect(widget.locator(".entry a")).toHaveText(["Mosko", "Zubački ubli"]);
  await expect(widget.getByRole("link", { name: "Mosko" })).toBeFocused();
});

test("a link of the host's, and “back”, reach what is not listed; of two, the one that lists it", async ({ page, host }) => {
  const links = `<p id="host"></p>`;
  const widget = await shown(page, await host(SCRIPT + links + ELEMENT));
  const first = widget.locator(".entry a").first();
  const name = (await first.textContent()) ?? "";
  const hash = new URL((await first.getAttribute("href")) ?? "").hash;
  const link = (hash: string) =>
    page.locator("#host").evaluate((host, hash) => {
      host.innerHTML = `<a href="${hash}">Izabrano udruženje</a>`;
    }, hash);
  await link(hash);
  await widget.getByRole("searchbox").fill("zena");
  await expect(widget.locator(".said")).toHaveText("2 organizacije");
  await page.getByRole("link", { name: "Izabrano udruženje" }).click();
  await expect(widget.getByRole("heading", { name, exact: true })).toBeFocused();
  await page.goBack();
  await expect(widget.locator(".entry")).toHaveCount(2);
  await page.goForward();
  await expect(widget.getByRole("heading", { name, exact: true })).toBeVisible();

  const two = await shown(page, await host(SCRIPT + links + ELEMENT + ELEMENT));
  const other = page.locator("javno-directory").last();
  await expect(other.locator(".entry")).toHaveCount(20);
  await two.getByRole("searchbox").fill("zena");
  await expect(two.locator(".entry")).toHaveCount(2);
  await link(hash);
  await page.getByRole("link", { name: "Izabrano udruženje" }).click();
  await expect(other.getByRole("heading", { name, exact: true })).toBeVisible();
  await expect(two.locator(".entry")).toHaveCount(2);
});

test("what others have written is linked without vouching for it", async ({ page, host }) => {
  const widget = await shown(page, await host(SCRIPT + ELEMENT));
  await widget.locator(".entry a").first().click();
  const rel = "nofollow ugc noopener";
  await expect(widget.getByRole("link", { name: "Izvor" })).toHaveAttribute("rel", rel);
  const id = /org_\w+/.exec(page.url())?.[0];
  await page.goto(`${JAVNO}/${TOWN}/organizacija/${id}`);
  await expect(page.locator(".source a")).toHaveAttribute("rel", rel);
});
