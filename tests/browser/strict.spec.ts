/** The strictest host: `default-src 'none'` plus one address, Trusted Types `none`. Nothing is broken and nothing left. */
import type { Page, Route } from "@playwright/test";
import { expect, JAVNO, RICH, SCRIPT, shown, test, WIDGET } from "./host";
import { SITE } from "./playwright.config";

for (const way of ["a", "b", "c"]) {
  test(`nothing is violated and nothing left behind (${way})`, async ({ page }) => {
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.log("violation", event.effectiveDirective, event.blockedURI);
      });
    });
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));

    const widget = await shown(page, `${SITE}/trebinje?nacin=${way}`);
    expect(await page.evaluate(() => typeof Reflect.get(window, "trustedTypes"))).toBe("object");
    await widget.getByRole("searchbox").fill("omladinske");
    await expect(widget.locator(".call")).toHaveCount(1);
    await widget.getByRole("link", { name: RICH }).click();
    await expect(widget.locator(".steps")).toBeVisible();
    await widget.getByRole("link", { name: "Svi pozivi" }).click();
    await widget.getByRole("tab", { name: /Zatvoreni/ }).click();
    await expect(widget.locator(".call").first()).toBeVisible();

    expect(complaints).toEqual([]);
    expect([...hosts].sort()).toEqual([JAVNO, SITE]);
    expect(await page.context().cookies()).toEqual([]);
    const kept = await page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map((database) => database.name),
      ...(await caches.keys().catch(() => [])),
    ]);
    expect(kept).toEqual([]);
  });
}

test("whoever types the address of the demo's website without a path comes to a site", async ({ page }) => {
  await page.goto(SITE);
  await expect(page).toHaveURL(`${SITE}/trebinje`);
});

test("one request before the view, three on it, no preflight", async ({ page, host }) => {
  const asked: string[] = [];
  const preflights: string[] = [];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  devtools.on("Network.requestWillBeSent", ({ request, type }) => {
    if (type === "Preflight" || request.method === "OPTIONS") preflights.push(request.url);
    if (request.url.startsWith(JAVNO)) asked.push(`${request.method} ${new URL(request.url).pathname}`);
  });
  await page.goto(await host(`<div style="height:3000px">daleko</div>${WIDGET}`));
  await page.waitForLoadState("networkidle");
  const before = [...asked];

  await page.locator("javno-open-calls").scrollIntoViewIfNeeded();
  await expect(page.locator("javno-open-calls .call").first()).toBeVisible();
  // What listens comes after the view.
  await expect.poll(() => asked.filter((one) => one === "GET /graphql").length).toBeGreaterThan(1);
  const view = asked.slice(before.length);
  const live = view.indexOf("GET /w/v1/live.js");
  expect(before).toEqual(["GET /w/v1/javno.js"]);
  expect(view.slice(0, live).sort()).toEqual([
    "GET /graphql",
    "GET /w/v1/calls.sr-Latn.js",
    "GET /w/v1/open-calls.js",
  ]);
  expect(preflights).toEqual([]);
});

test("where the host forbids fetch, the data comes as a module", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?bez=connect`);
  await expect(widget.getByRole("tab", { name: "Otvoreni 6" })).toBeVisible();
});

const NAMED = {
  "open-calls": `<javno-open-calls municipality="trebinje"><a href="${JAVNO}/trebinje/pozivi">Javni pozivi</a></javno-open-calls>`,
  consultation: `<javno-consultation municipality="trebinje"><a href="${JAVNO}/trebinje/rasprave">Rasprave</a></javno-consultation>`,
  directory: `<javno-directory municipality="trebinje"><a href="${JAVNO}/trebinje/organizacije">Organizacije</a></javno-directory>`,
};
const LOST = "Ovaj dio stranice nije učitan, a veza radi.";

/** Each of these says this, beside its link, which leads where it should; nothing of it is said twice. */
async function excused(page: Page, names: string[], said: string) {
  for (const name of names) {
    const widget = page.locator(`javno-${name}`);
    await expect(widget.getByRole("alert")).toHaveText(said);
    await expect(widget.getByRole("link")).toBeVisible();
  }
  const address = page.url();
  await page.locator(`javno-${names[0]}`).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`^${JAVNO}/trebinje/`));
  await expect(page.locator("h1")).toBeVisible();
  await page.goto(address);
}

for (const [name, widget] of Object.entries(NAMED))
  test(`where nothing gets through, ${name} names the missing rule and leaves the link`, async ({ page, host }) => {
    const policy = `script-src ${JAVNO}/w/; connect-src 'none'`;
    await page.goto(await host(SCRIPT + widget, { "content-security-policy": policy }));
    const link = page.locator(`javno-${name} > a`);
    await expect(link).toBeVisible();
    await link.click();
    await expect(page).toHaveURL(new RegExp(`^${JAVNO}/trebinje/`));
  });

for (const [which, names] of Object.entries({
  "a widget": ["open-calls"],
  "a consultation": ["consultation"],
  "all three, with the base they share": Object.keys(NAMED),
})) {
  test(`where the policy names the script alone, ${which} says in the page which rule is missing`, async ({ page, host }) => {
    await page.setViewportSize({ width: 1280, height: 3000 });
    const widgets = names.map((name) => NAMED[name as keyof typeof NAMED]).join("");
    const policy = `script-src ${JAVNO}/w/v1/javno.js; connect-src ${JAVNO}`;
    await page.goto(await host(SCRIPT + widgets, { "content-security-policy": policy }));
    await excused(page, names, `${LOST} Pravilima stranice (Content-Security-Policy) treba dodati: script-src ${JAVNO}`);
  });
}

test("where the policy lets the widget in and not its sentences, the page says which rule is missing", async ({ page, host }) => {
  const policy = `script-src ${JAVNO}/w/v1/javno.js ${JAVNO}/w/v1/open-calls.js; connect-src ${JAVNO}`;
  await page.goto(await host(WIDGET, { "content-security-policy": policy }));
  await excused(page, ["open-calls"], `${LOST} Pravilima stranice (Content-Security-Policy) treba dodati: script-src ${JAVNO}`);
});

for (const [how, fulfil] of Object.entries({
  "kept away by a blocker": (route: Route) => route.abort("blockedbyclient"),
  "not there": (route: Route) => route.fulfill({ status: 404, headers: { "access-control-allow-origin": "*" } }),
})) {
  test(`a file that is ${how} is told of in the page, as its link speaks`, async ({ page, host }) => {
    await page.route(/\/w\/v1\/(?!javno\.js)/, fulfil);
    // A policy that only watches has stopped nothing.
    const watching = { "content-security-policy-report-only": `script-src ${JAVNO}/w/v1/javno.js` };
    await page.goto(await host(WIDGET, watching));
    await excused(page, ["open-calls"], `${LOST} Osvježite stranicu ili u blokatoru reklama dopustite ${JAVNO}`);
    await page.goto(await host(WIDGET.replace("Javni pozivi", "Јавни позиви")));
    await expect(page.getByRole("alert")).toHaveText(
      `Овај дио странице није учитан, а веза ради. Освјежите страницу или у блокатору реклама допустите ${JAVNO}`,
    );
    await page.goto(await host(WIDGET.replace("<javno-open-calls", '<javno-open-calls lang="en"')));
    await expect(page.getByRole("alert")).toHaveText(
      `This part of the page was not loaded; the link works. Load the page again, or allow ${JAVNO} in your ad blocker`,
    );
  });
}

test("a second reading costs a 304, of the script and of the data", async ({ page, request }) => {
  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.url()));
  await shown(page, `${SITE}/trebinje`);
  for (const part of ["/w/v1/javno.js", "/graphql?documentId="]) {
    const url = asked.find((one) => one.startsWith(JAVNO + part)) ?? "";
    const first = await request.get(url);
    const again = await request.get(url, { headers: { "if-none-match": first.headers().etag ?? "" } });
    expect([first.status(), again.status()], part).toEqual([200, 304]);
  }
});
