/** What other people's pages do to a widget: they go on without loading, load it twice, style everything, block, print. */
import type { Page } from "@playwright/test";
import { expect, JAVNO, LINK, SCRIPT, shown, test, WIDGET } from "./host";
import { SITE } from "./playwright.config";

/** What goes wrong in a page. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  return heard;
}

test("a page that goes on without loading takes the widget away and brings it, or a link to it, again", async ({ page, host }) => {
  const wrong = complaints(page);
  const widget = await shown(page, await host(`<body><main>${WIDGET}</main></body>`));
  const listens: string[] = [];
  page.on("request", (request) => request.resourceType() === "eventsource" && listens.push(request.url()));
  // The same element goes and comes back, as with frameworks that keep pages.
  await page.evaluate(() => {
    const main = document.querySelector("main") as HTMLElement;
    const kept = [...main.childNodes];
    history.pushState(null, "", "/vijesti");
    main.replaceChildren("Vijesti");
    Object.assign(window, { kept });
  });
  await expect(page.locator("javno-open-calls")).toHaveCount(0);
  await page.evaluate(() => {
    history.pushState(null, "", "/pozivi");
    document.querySelector("main")?.replaceChildren(...(Reflect.get(window, "kept") as Node[]));
  });
  await expect(widget.locator(".call")).toHaveCount(6);
  await expect.poll(() => listens.length).toBe(1);
  // A new link on another page becomes one, however often that happens.
  for (let time = 0; time < 3; time++) {
    await page.evaluate(
      ([link, time]) => {
        history.pushState(null, "", `/strana-${time}`);
        const main = document.querySelector("main");
        if (main) main.innerHTML = `<p>${link}</p>`;
      },
      [LINK.replace("pozivi", "pozivi?embed=open-calls"), time],
    );
    await expect(page.locator("javno-open-calls")).toHaveCount(1);
    await expect(widget.locator(".call")).toHaveCount(6);
  }
  expect(wrong).toEqual([]);
});

test("two versions on one page: each element is there once, and works", async ({ page, host, request }) => {
  const wrong = complaints(page);
  // As a template and a plugin have it, each with its own address: another version, which is as good as this one here.
  await page.route("**/w/0.0.9/**", async (route) => {
    const file = new URL(route.request().url());
    const answer = await request.get(`${JAVNO}/w/v1/${file.pathname.split("/").pop()}${file.search}`);
    await route.fulfill({ response: answer });
  });
  const older = SCRIPT.replace("/v1/", "/0.0.9/");
  const directory = `<javno-directory municipality="trebinje"><a href="${JAVNO}/trebinje/organizacije">Organizacije</a></javno-directory>`;
  for (const scripts of [older + SCRIPT, SCRIPT + older, SCRIPT + SCRIPT.replace("async", "") + older]) {
    const widget = await shown(page, await host(`<body>${scripts}<main>${LINK.replace("pozivi", "pozivi?embed=open-calls")}${directory}</main></body>`));
    await expect(page.locator("javno-open-calls")).toHaveCount(1);
    await expect(widget.getByRole("tab", { name: "Otvoreni 6" })).toBeVisible();
    await expect(page.locator("javno-directory .entry").first()).toBeVisible();
    await widget.locator(".call a").first().click();
    await expect(widget.locator(".facts")).toBeVisible();
  }
  expect(wrong).toEqual([]);
});

/** Parts of addresses that are on the usual lists of blockers: EasyList, EasyPrivacy, Fanboy's Annoyance and Social. */
const BLOCKED =
  /[/._-](ads?|adverts?|banners?|sponsors?|track(er|ing)?|analytics?|stats?|metrics?|pixel|beacon|telemetry|collect|log(ger)?|events?|comments?|disqus|widgets?|embeds?|social|share|popups?|cookies?|consent|newsletter|notify|push|promo)[/._?=-]/i;

test("nothing that is loaded is called as what blockers block", async ({ page, request }) => {
  const asked: string[] = [];
  page.on("request", (one) => {
    if (one.url().startsWith(JAVNO)) asked.push(new URL(one.url()).pathname);
  });
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await widget.getByRole("searchbox").fill("omladinske");
  await widget.locator(".call a").first().click();
  await expect(widget.locator(".facts")).toBeVisible();
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  await page.locator("javno-directory .entry a").first().click();
  await expect(page.locator("javno-directory .title")).toBeVisible();
  const query = `{ consultations(filter: { municipality: "trebinje", status: [OPEN] }) { nodes { id } } }`;
  const { data } = await (await request.post(`${JAVNO}/graphql`, { data: { query } })).json();
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${data.consultations.nodes[0].id}`);
  await page.locator("javno-consultation").getByRole("button", { name: /Član 12/ }).click();
  await page.evaluate(() => document.documentElement.setAttribute("lang", "sr-Cyrl"));
  await expect(page.locator("javno-consultation").getByLabel(/Ваш коментар/)).toBeVisible();
  expect(asked.length).toBeGreaterThan(10);
  expect([...new Set(asked)].filter((path) => BLOCKED.test(`${path}?`))).toEqual([]);
});

test("a host that styles everything, and means it, reaches nothing inside", async ({ page, host }) => {
  const inside = async (css: string) => {
    await page.goto(await host(`<style>${css}</style><body><main>${WIDGET}</main></body>`));
    const widget = page.locator("javno-open-calls");
    await expect(widget.locator(".call").first()).toBeVisible();
    return widget.evaluate((one) =>
      [...(one.shadowRoot?.querySelectorAll("section, [role=tab], input, li, h2, h2 a, .due") ?? [])].map((found) => {
        const { display, position, float, padding, margin, border, boxShadow, visibility, fontStyle } = getComputedStyle(found);
        return [found.tagName, display, position, float, padding, margin, border, boxShadow, visibility, fontStyle].join(" ");
      }),
    );
  };
  const plain = await inside("");
  const styled = await inside(
    `* { position: static !important; padding: 0 !important; margin: 0 !important; border: 5px dotted red !important;
         box-shadow: 0 0 9px red !important; min-height: 0 !important; max-height: none !important; list-style: square !important;
         transition: all 3s !important; outline: 0 !important; background: #ff0 !important; text-decoration: line-through !important }
     li, h2, a, input, section { display: none !important }`,
  );
  expect(plain.length).toBeGreaterThan(20);
  expect(styled).toEqual(plain);
  const tab = await page.locator("javno-open-calls").getByRole("tab").first().boundingBox();
  expect(tab?.height).toBeGreaterThanOrEqual(44);
});

test("printed for the notice board, a list of consultations has its addresses, and an act all of its text", async ({ page, host, request }) => {
  const debates = `<javno-consultation municipality="trebinje"><a href="${JAVNO}/trebinje/rasprave">Rasprave</a></javno-consultation>`;
  await page.goto(await host(`<body><main>${SCRIPT}${debates}</main></body>`));
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".entry").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  const addresses = await widget.locator(".entry a").evaluateAll((links) =>
    links.map((link) => getComputedStyle(link, "::after").content.replaceAll('"', "")),
  );
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(address).toMatch(/^ ?http:\/\/localhost:\d+\/#javno-con_/);
  const query = `{ consultations(filter: { municipality: "trebinje", status: [OPEN] }) { nodes { id } } }`;
  const { data } = await (await request.post(`${JAVNO}/graphql`, { data: { query } })).json();
  await page.goto(await host(`<body><main>${SCRIPT}${debates.replace("municipality=", `consultation="${data.consultations.nodes[0].id}" municipality=`)}</main></body>`));
  await expect(widget.locator(".article")).toHaveCount(18);
  for (const article of await widget.locator(".article").all()) await expect(article).toBeVisible();
  await expect(widget.getByRole("button")).toHaveCount(0);
});
