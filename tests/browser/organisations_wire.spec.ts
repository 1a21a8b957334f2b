/** What `<javno-directory>` asks for and when, what comes by itself, and whatever goes wrong on the way. */
import { expect, JAVNO, SCRIPT } from "./host";
import { ALL, ELEMENT, graphql, LINK, shown, TOWN, WIDGET } from "./organisations";
import { SITE } from "./playwright.config";
import { test } from "./server";

test("where the host forbids fetch, the data comes as a module", async ({ page }) => {
  const widget = await shown(page, `${SITE}/${TOWN}/organizacije?bez=connect`);
  await expect(widget.locator(".said")).toHaveText(`${ALL} organizacija`);
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
  const form = page.locator("javno-directory").getByRole("link", { name: "Prijavite svoju organizaciju" });
  expect(await form.getAttribute("href")).toContain("/gacko/organizacije/predlozi?lang=sr-Latn");
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
