/** What happens is seen without a reload, wherever the widget stands, and disturbs nobody. */
import type { Page, Request } from "@playwright/test";
import { expect, faults } from "./host";
import { row, type Server, test } from "./server";

/** The strictest page: nothing but our server, and Trusted Types that nobody may make. */
const strict = (url: string) => ({
  "content-security-policy": `default-src 'none'; script-src ${url}; connect-src ${url}; base-uri 'none';
    require-trusted-types-for 'script'; trusted-types 'none'`.replace(/\s+/g, " "),
});

const script = ({ url }: Server) => `<script async src="${url}/w/v1/javno.js"></script>`;
const element = ({ url }: Server, attributes = "") =>
  `<javno-open-calls municipality="trebinje" ${attributes}><a href="${url}/trebinje/pozivi">Javni pozivi</a></javno-open-calls>`;
const body = (server: Server, attributes = "") =>
  `<body><main><h1>Opština</h1>${script(server)}${element(server, attributes)}</main></body>`;

const YOUTH = row("Konkurs za projekte mladih", { max_grant: 3000 });
const CULTURE = row("Javni poziv za kulturu", { max_grant: 5000 });
const SPORT = row("Javni poziv za sport", { max_grant: 7000 });

const listens = (request: Request) => request.resourceType() === "eventsource";

/** What the page asks for while it listens. */
function heard(page: Page) {
  const streams: Request[] = [];
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (listens(request)) streams.push(request);
    else if (request.url().includes("/graphql?")) fetched.push(request.url());
  });
  return { streams, fetched };
}

/** The widget, when its list is there and it listens. */
async function listening(page: Page, server: Server, address: string, calls: number) {
  await page.goto(address);
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call")).toHaveCount(calls);
  await expect.poll(() => server.listening("sse")).toBe(1);
  return widget;
}

/** What the browser does when another tab is looked at, and when this one is again. */
const look = (page: Page, away: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, away);

for (const [lang, tab, said] of [
  ["sr-Latn", "Otvoreni 3", "Novi poziv: Javni poziv za sport"],
  ["sr-Cyrl", "Отворени 3", "Нови позив: Јавни позив за спорт"],
  ["en", "Open 3", "New call: Javni poziv za sport"],
] as const) {
  test(`a new call appears in the strictest page, is marked and said (${lang})`, async ({ page, host, serve }) => {
    const server = await serve();
    await server.import(YOUTH, CULTURE);
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.addInitScript(() =>
      addEventListener("securitypolicyviolation", (event) => console.log("violation", event.effectiveDirective)),
    );
    const { fetched } = heard(page);
    const address = await host(body(server, `lang="${lang}"`), strict(server.url));
    const widget = await listening(page, server, address, 2);
    await server.import(SPORT);

    await expect(widget.locator(".call")).toHaveCount(3);
    await expect(widget.getByRole("tab", { name: tab })).toBeVisible();
    await expect(widget.getByRole("status")).toHaveText(said);
    const marks = widget.locator(".call").evaluateAll((all) => all.map((one) => one.getAnimations().length));
    expect((await marks).sort()).toEqual([0, 0, 1]);
    // A mark, not a motion: it ends as it began.
    const frames = await widget.locator(".call").evaluateAll((all) => {
      const effects = all.flatMap((one) => one.getAnimations()).map((one) => one.effect as KeyframeEffect);
      return effects.map((one) => one.getKeyframes().map(({ offset, computedOffset, ...looks }) => looks));
    });
    expect(frames).toHaveLength(1);
    expect(frames[0]?.at(0)).toEqual(frames[0]?.at(-1));
    await page.screenshot({ path: `out/live-${lang}.png` });
    expect(await faults(page)).toEqual([]);
    // No cache on the way has an older answer for this address.
    expect(fetched.at(-1)).toMatch(/[?&]since=ev[0-9a-f]+&/);
    expect(complaints).toEqual([]);
    await expect(widget.getByRole("status")).toHaveText("", { timeout: 15_000 });
  });
}

/** The server looks once a second at a file that another process writes; only the page's clock can be hurried. */
const noticed = () => new Promise((later) => setTimeout(later, 1500));

/** Hurries the page's clock from one time of asking to the next, until so many calls are shown. */
const come = (page: Page, calls: number) =>
  expect(async () => {
    const all = page.locator("javno-open-calls .call");
    if ((await all.count()) !== calls) await page.clock.runFor(33_000);
    await expect(all).toHaveCount(calls, { timeout: 5_000 });
  }).toPass();

test("a corrected call changes in place; what is typed, the focus and the caret stay", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH, CULTURE, SPORT);
  const widget = await listening(page, server, await host(body(server)), 3);
  const search = widget.getByRole("searchbox");
  await search.pressSequentially("javni poz");
  await expect(widget.locator(".call")).toHaveCount(2);
  await search.evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 4));
  const culture = widget.locator(".call", { hasText: CULTURE.title });
  await culture.evaluate((one) => Object.assign(one, { same: true }));

  await server.import({ ...CULTURE, max_grant: 9000 });
  await expect(culture).toContainText("do 9.000 KM");
  await expect(widget.getByRole("status")).toHaveText(`Poziv je izmijenjen: ${CULTURE.title}`);
  expect(await culture.evaluate((one) => Reflect.get(one, "same"))).toBe(true);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("javni poz");
  const caret = search.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]);
  expect(await caret).toEqual([2, 4]);
  await page.keyboard.type("X");
  await expect(search).toHaveValue("jaXi poz");
});

test("typing is not disturbed by what happens meanwhile", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH, CULTURE);
  const widget = await listening(page, server, await host(body(server)), 2);
  const search = widget.getByRole("searchbox");
  const typing = search.pressSequentially("javni poziv za sport", { delay: 150 });
  await server.import(SPORT);
  await typing;
  await expect(search).toHaveValue("javni poziv za sport");
  await expect(widget.locator(".call")).toHaveCount(1);
  await expect(widget.locator(".call")).toContainText("sport");
});

test("the focus goes along when a call moves, and the place in the page stays", async ({ page, host, serve }) => {
  const server = await serve();
  const many = Array.from({ length: 8 }, (_, i) => row(`Poziv broj ${i}`, { deadline: `2099-01-0${i + 1}` }));
  await server.import(...many);
  await page.setViewportSize({ width: 800, height: 400 });
  const widget = await listening(page, server, await host(body(server)), 8);
  const last = widget.getByRole("link", { name: "Poziv broj 7" });
  await last.focus();
  const top = () => last.evaluate((link) => Math.round(link.getBoundingClientRect().top));
  const before = await top();
  // Its deadline is the nearest of all: above all that is in view.
  await server.import(SPORT);
  await expect(widget.locator(".call")).toHaveCount(9);
  // The browser keeps the place when it draws the next frame.
  await expect.poll(top).toBe(before);
  await expect(last).toBeFocused();
  await server.import({ ...many[7], title: "Poziv broj 7", deadline: "2098-01-01" });
  await expect(widget.locator(".call").nth(1)).toContainText("Poziv broj 7");
  await expect(last).toBeFocused();
});

test("an open call changes in place", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH, { ...CULTURE, contact: "Soba 1" });
  const widget = await listening(page, server, await host(body(server), strict(server.url)), 2);
  await widget.getByRole("link", { name: CULTURE.title }).click();
  const title = widget.getByRole("heading", { name: CULTURE.title });
  await expect(title).toBeFocused();
  await title.evaluate((one) => Object.assign(one, { same: true }));
  await server.import({ ...CULTURE, contact: "Soba 2" });
  await expect(widget.getByText("Soba 2", { exact: true })).toBeVisible();
  await expect(widget.getByRole("status")).toHaveText(`Poziv je izmijenjen: ${CULTURE.title}`);
  expect(await title.evaluate((one) => Reflect.get(one, "same"))).toBe(true);
  await expect(title).toBeFocused();
  await page.screenshot({ path: "out/live-details.png" });
  expect(await faults(page)).toEqual([]);
  // The list behind it is as new.
  await server.import(SPORT);
  await widget.getByRole("link", { name: "Svi pozivi" }).click();
  await expect(widget.locator(".call")).toHaveCount(3);
});

test("where a call goes, what takes its place has the focus; where the list ends, its last", async ({ page, host, serve }) => {
  const server = await serve();
  const many = Array.from({ length: 3 }, (_, i) => row(`Poziv broj ${i}`, { deadline: `2099-01-0${i + 1}` }));
  await server.import(...many);
  /** What is open no more. */
  let gone: string[] = [];
  await page.route("**/graphql?**", async (route) => {
    if (listens(route.request())) return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    const { openCalls } = answer.data;
    openCalls.nodes = openCalls.nodes.filter((one: { title: { text: string } }) => !gone.includes(one.title.text));
    await route.fulfill({ response, json: answer });
  });
  const widget = await listening(page, server, await host(body(server)), 3);
  await widget.getByRole("link", { name: "Poziv broj 1" }).focus();
  gone = ["Poziv broj 1"];
  await server.import({ ...many[0], title: "Poziv broj 0", max_grant: 1000 });
  await expect(widget.locator(".call a")).toHaveText(["Poziv broj 0", "Poziv broj 2"]);
  await expect(widget.getByRole("link", { name: "Poziv broj 2" })).toBeFocused();
  gone = ["Poziv broj 1", "Poziv broj 2"];
  await server.import({ ...many[0], title: "Poziv broj 0", max_grant: 2000 });
  await expect(widget.locator(".call a")).toHaveText(["Poziv broj 0"]);
  await expect(widget.getByRole("link", { name: "Poziv broj 0" })).toBeFocused();
  gone = ["Poziv broj 0", "Poziv broj 1", "Poziv broj 2"];
  await server.import({ ...many[0], title: "Poziv broj 0", max_grant: 3000 });
  await expect(widget.locator(".call")).toHaveCount(0);
  await expect(widget.getByRole("searchbox")).toBeFocused();
});

test("one call by itself is kept up to date too", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import({ ...CULTURE, contact: "Soba 1" });
  const query = "{ openCalls(first: 1) { nodes { id } } }";
  const answer = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
  const { id } = (await answer.json()).data.openCalls.nodes[0];
  await page.goto(await host(body(server, `call="${id}"`)));
  const widget = page.locator("javno-open-calls");
  await expect(widget.getByText("Soba 1")).toBeVisible();
  await expect.poll(() => server.listening("sse")).toBe(1);
  await server.import({ ...CULTURE, contact: "Soba 2" });
  await expect(widget.getByText("Soba 2", { exact: true })).toBeVisible();
});

test("an import of fifty calls is fetched once or twice, and by one connection for two widgets", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  const { streams, fetched } = heard(page);
  const two = `${script(server)}<div style="height:300px">${element(server)}</div>${element(server)}`;
  await page.goto(await host(two));
  await expect(page.locator(".call")).toHaveCount(2);
  await expect.poll(() => server.listening("sse")).toBe(1);
  await page.waitForTimeout(1500);
  const before = fetched.length;
  await server.import(...Array.from({ length: 50 }, (_, i) => row(`Poziv broj ${i}`)));
  await expect.poll(() => page.locator(".call").count()).toBeGreaterThan(90);
  await page.waitForTimeout(2000);
  expect(fetched.length - before).toBeGreaterThanOrEqual(2);
  expect(fetched.length - before).toBeLessThanOrEqual(4);
  expect(streams.length).toBe(1);
});

test("nobody is listened to for while the tab is hidden; shown again, it catches up", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  const widget = await listening(page, server, await host(body(server)), 1);
  await look(page, true);
  await expect.poll(() => server.listening("sse")).toBe(0);
  await server.import(CULTURE);
  await page.waitForTimeout(1500);
  await expect(widget.locator(".call")).toHaveCount(1);
  await look(page, false);
  await expect(widget.locator(".call")).toHaveCount(2);
  await page.evaluate(() => (document.querySelector("javno-open-calls") as unknown as { refresh(): void }).refresh());
  await page.waitForTimeout(500);
  await expect(widget.locator(".call")).toHaveCount(2);
  await expect.poll(() => server.listening("sse")).toBe(1);
  // Gone from the page, it lets go, and what comes too late does not make it listen again.
  const gone = await page.evaluateHandle(() => {
    const one = document.querySelector("javno-open-calls") as HTMLElement & { draw(): void };
    one.remove();
    return one;
  });
  await expect.poll(() => server.listening("sse")).toBe(0);
  await gone.evaluate((one) => one.draw());
  await page.waitForTimeout(500);
  expect(await server.listening("sse")).toBe(0);
  // Back in the page, it does.
  await gone.evaluate((one) => document.querySelector("main")?.append(one));
  await expect.poll(() => server.listening("sse")).toBe(1);
  await expect(widget.locator(".call")).toHaveCount(2);
});

test("opened in the background, it shows what is so when it is looked at", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  await page.addInitScript(() => Object.defineProperty(document, "hidden", { value: true, configurable: true }));
  await page.goto(await host(body(server)));
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call")).toHaveCount(1);
  await page.waitForTimeout(500);
  expect(await server.listening("sse")).toBe(0);
  await server.import(CULTURE);
  await look(page, false);
  await expect(widget.locator(".call")).toHaveCount(2);
});

test("where nothing can be heard for ten seconds, it asks every half a minute", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  await page.clock.install();
  const { streams } = heard(page);
  await page.route((url) => url.search.includes("documentId"), async (route) => {
    // What a proxy does that holds the stream back.
    if (!listens(route.request())) await route.continue();
  });
  await page.goto(await host(body(server)));
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call")).toHaveCount(1);
  await expect.poll(() => streams.length).toBe(1);
  await page.clock.runFor(12_000);
  await server.import(CULTURE);
  await come(page, 2);
  await expect(widget.getByRole("status")).toHaveText(`Novi poziv: ${CULTURE.title}`);
  await server.import(SPORT);
  await come(page, 3);
});

test("where the host's policy forbids connections, new modules bring what is new", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  await page.clock.install();
  const violations: string[] = [];
  await page.exposeFunction("violated", (what: string) => violations.push(what));
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) => Reflect.get(window, "violated")(event.blockedURI)),
  );
  const policy = { "content-security-policy": `default-src 'none'; script-src ${server.url}; connect-src 'none'` };
  await page.goto(await host(body(server), policy));
  const widget = page.locator("javno-open-calls");
  await page.clock.runFor(1000);
  await expect(widget.locator(".call")).toHaveCount(1);
  const before = violations.length;
  for (const [more, calls] of [[CULTURE, 2], [SPORT, 3]] as const) {
    await server.import(more);
    await come(page, calls);
  }
  // The policy is not violated again and again.
  expect(violations.length).toBe(before);
});

/** A stream that ended at a place that no history has reached. */
const FROM_ELSEWHERE = `retry: 100\n\nid: ev7fffffffffffffff\nevent: next\ndata: {"data":null}\n\n`;

test("a place that the server does not know any more is given up for a new one", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  await page.clock.install();
  const { streams } = heard(page);
  await page.route((url) => url.search.includes("documentId"), async (route) => {
    // The first stream comes from a server that is gone, with a place in another history.
    if (listens(route.request()) && streams.length === 1)
      await route.fulfill({ contentType: "text/event-stream", body: FROM_ELSEWHERE });
    else await route.continue();
  });
  await page.goto(await host(body(server)));
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call")).toHaveCount(1);
  await server.import(CULTURE);
  await noticed();
  await expect.poll(() => streams.length).toBe(2);
  // The server refuses it as RESUME_TOO_OLD, and completes. The widget asks for the list at once, and listens again without a place.
  await expect(widget.locator(".call")).toHaveCount(2);
  await expect.poll(() => server.listening("sse")).toBe(0);
  await page.clock.runFor(32_000);
  await expect.poll(() => server.listening("sse")).toBe(1);
  expect(streams.length).toBe(3);
  await server.import(SPORT);
  await noticed();
  await page.clock.runFor(2_000);
  await expect(widget.locator(".call")).toHaveCount(3);
});

test("after a restart it goes on where it was", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  const { streams } = heard(page);
  const widget = await listening(page, server, await host(body(server)), 1);
  await server.import(CULTURE);
  await expect(widget.locator(".call")).toHaveCount(2);
  await server.stop("SIGKILL");
  await server.import(SPORT);
  await server.start();
  await expect(widget.locator(".call")).toHaveCount(3, { timeout: 10_000 });
  await expect(widget.getByRole("status")).toHaveText(`Novi poziv: ${SPORT.title}`);
  expect((await streams.at(-1)?.allHeaders())?.["last-event-id"]).toMatch(/^ev[0-9a-f]+$/);
  // Also where the server took leave, and had told nothing before.
  await server.stop();
  await server.start();
  await expect.poll(() => server.listening("sse"), { timeout: 10_000 }).toBe(1);
});

test("what is complete is not asked again", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(YOUTH);
  const { streams } = heard(page);
  // A municipality that was there when the list was loaded.
  await page.route((url) => url.search.includes("nigdje"), async (route) => {
    const request = route.request();
    await route.continue(listens(request) ? {} : { url: request.url().replace("nigdje", "trebinje") });
  });
  await page.goto(await host(body(server).replace('"trebinje"', '"nigdje"')));
  await expect(page.locator("javno-open-calls .call")).toHaveCount(1);
  await expect.poll(() => streams.length).toBe(1);
  await page.waitForTimeout(4500);
  await look(page, true);
  await look(page, false);
  await page.waitForTimeout(500);
  expect(streams.length).toBe(1);
});

test("GraphiQL listens too", async ({ page, serve }) => {
  const server = await serve();
  await page.goto(`${server.url}/graphql`);
  await page.getByRole("tab", { name: "Changes" }).click();
  // GraphiQL reads a document a moment after it shows it; before that it takes every one for a query.
  await expect(async () => {
    const run = page.getByRole("button", { name: /Execute query/ });
    if (await run.isVisible()) await run.click();
    await expect.poll(() => server.listening("websocket"), { timeout: 1500 }).toBe(1);
  }).toPass();
  await expect(async () => {
    await server.import(row(`Poziv ${Date.now()}`));
    await expect(page.locator(".result-window")).toContainText("PUBLISHED", { timeout: 2500 });
  }).toPass();
});
