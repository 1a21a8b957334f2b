/** What other people's pages do to a widget: they go on without loading, load it twice, style everything, block, print. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { FiltersEngine, Request, type RequestType } from "@ghostery/adblocker";
import type { Page } from "@playwright/test";
import { consultation, expect, JAVNO, LINK, SCRIPT, shown, test, widgets } from "./host";
import { DEMO, SITE } from "./playwright.config";

/** What goes wrong in a page. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("pageerror", (error) => heard.push(error.message));
  return heard;
}

/** A widget as it is pasted, of the page at this path. */
function pasted(name: string, path: string) {
  const [municipality, , one] = path.split("/");
  const attribute = one ? ` consultation="${one}"` : "";
  return `${SCRIPT}<javno-${name} municipality="${municipality}"${attribute}><a href="${JAVNO}/${path}">${name}</a></javno-${name}>`;
}

for (const which of ["open-calls", "consultation", "directory"]) {
  test(`a page that goes on without loading takes the widget away and brings it, or a link to it, again (${which})`, async ({ page, host }) => {
    const wrong = complaints(page);
    const listens: string[] = [];
    page.on("request", (request) => request.resourceType() === "eventsource" && listens.push(request.url()));
    const [name, path, entry] = (await widgets()).find(([name]) => name === which) as [string, string, string];
    await page.goto(await host(`<body><main>${pasted(name, path)}</main></body>`));
    const entries = page.locator(`javno-${name} ${entry}`);
    await expect(entries.first()).toBeVisible();
    const many = await entries.count();
    // What listens comes after the view.
    await expect.poll(() => listens.length).toBe(1);
    // The same element goes and comes back, as with frameworks that keep pages.
    await page.evaluate(() => {
      const main = document.querySelector("main") as HTMLElement;
      const kept = [...main.childNodes];
      history.pushState(null, "", "/vijesti");
      main.replaceChildren("Vijesti");
      Object.assign(window, { kept });
    });
    await expect(page.locator(`javno-${name}`)).toHaveCount(0);
    await page.evaluate(() => {
      history.pushState(null, "", "/pozivi");
      document.querySelector("main")?.replaceChildren(...(Reflect.get(window, "kept") as Node[]));
    });
    await expect(entries).toHaveCount(many);
    await expect.poll(() => listens.length).toBe(2);
    // A new link on another page becomes one, however often that happens.
    for (let time = 0; time < 3; time++) {
      await page.evaluate(
        ([link, time]) => {
          history.pushState(null, "", `/strana-${time}`);
          const main = document.querySelector("main");
          if (main) main.innerHTML = `<p>${link}</p>`;
        },
        [`<a href="${JAVNO}/${path}?embed=${name}">${name}</a>`, time],
      );
      await expect(page.locator(`javno-${name}`)).toHaveCount(1);
      await expect(entries).toHaveCount(many);
    }
    expect(wrong).toEqual([]);
  });
}

const given = (name: string) => gunzipSync(new Uint8Array(readFileSync(`given/${name}.gz`))).toString();

/** A release of before, as a server that has served it keeps it for those who pin it. */
const BEFORE = "1-6cac862cd2";

/** Puts it where the server keeps such, which looks there again a few seconds after it was last asked for one in vain. */
async function kept() {
  const folder = `${DEMO}/demo-files/releases`;
  mkdirSync(folder, { recursive: true });
  // Beside and then in its place: who reads it at the same time finds all of it or nothing.
  const beside = `${DEMO}/${BEFORE}.${process.pid}`;
  writeFileSync(beside, given(`${BEFORE}.json`));
  renameSync(beside, `${folder}/${BEFORE}`);
  const served = async () => (await fetch(`${JAVNO}/w/${BEFORE}/javno.js`)).status;
  await expect.poll(served, { timeout: 30_000 }).toBe(200);
}

const before = SCRIPT.replace("/v1/", `/${BEFORE}/`);
for (const [how, scripts] of Object.entries({
  "the older first": before + SCRIPT,
  "the newer first": SCRIPT + before,
  "each where it stands": SCRIPT.replace("async", "") + before.replace("async", ""),
})) {
  test(`two releases on one page, ${how}: each element is there once, works, and is of one of them alone`, async ({ page, host }) => {
    await kept();
    const wrong = complaints(page);
    // A second element of a name is refused by the browser, which only the console is told.
    page.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.setViewportSize({ width: 1280, height: 3000 });
    const debates = `<div data-javno="consultation" data-municipality="trebinje"><a href="${JAVNO}/trebinje/rasprave">Rasprave</a></div>`;
    const directory = `<javno-directory municipality="trebinje"><a href="${JAVNO}/trebinje/organizacije">Organizacije</a></javno-directory>`;
    await page.goto(await host(`<body>${scripts}<main>${LINK.replace("pozivi", "pozivi?embed=open-calls")}${debates}${directory}</main></body>`));
    const calls = page.locator("javno-open-calls");
    await calls.getByRole("searchbox").fill("omladinske");
    await expect(calls.locator(".call")).toHaveCount(1);
    for (const [name, later] of Object.entries({ "open-calls": ".facts", consultation: ".article", directory: "article" })) {
      const widget = page.locator(`javno-${name}`);
      await expect(widget).toHaveCount(1);
      await widget.locator(".call a, .entry a").first().click();
      await expect(widget.locator(later).first()).toBeVisible();
    }
    // Both scripts were there, and each widget's sentences and what it loads later are of the release of its list.
    const of = (file: RegExp) => new Set(asked.flatMap((path) => (file.test(path) ? [path.split("/")[2]] : [])));
    expect(of(/javno\.js/)).toEqual(new Set(["v1", BEFORE]));
    expect(of(/\/(calls?\.sr-Latn|details|marks)/).size).toBe(1);
    expect(of(/\/(directory\.sr-Latn|organisation)/).size).toBe(1);
    expect(of(/\/(consultation\.sr-Latn|talk)/).size).toBe(1);
    expect(wrong).toEqual([]);
  });
}

/** What EasyList and EasyPrivacy block on every site. */
const lists = FiltersEngine.parse(given("blocked.txt"));
/** The same kind of words on Fanboy's lists of what annoys and of what is social. */
const FANBOY = /[/._-](comments?|disqus|widgets?|embeds?|social|share|popups?|cookies?|consent|newsletter|notify|push|promo)[/._?=-]/i;
/** Which rule keeps this from a page of a municipality; none lets it in. */
function stopped(url: string, type: RequestType): string | undefined {
  const request = Request.fromRawDetails({ url, type, sourceUrl: "https://www.trebinje.example/pozivi" });
  const { match, filter } = lists.match(request);
  return match ? `${url}: ${filter}` : FANBOY.test(`${new URL(url).pathname}?`) ? url : undefined;
}

test("nothing that is loaded, and no file that may be, is called as what blockers block", async ({ page, request }) => {
  const there = JAVNO.replace(/^http:\/\/[^/]+/, "https://javno.example");
  const found: (string | undefined)[] = [];
  let asked = 0;
  page.on("request", (one) => {
    if (!one.url().startsWith(JAVNO)) return;
    asked += 1;
    const types: Record<string, RequestType> = { script: "script", fetch: "fetch", stylesheet: "stylesheet", document: "sub_frame" };
    found.push(stopped(one.url().replace(JAVNO, there), types[one.resourceType()] ?? "other"));
  });
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await widget.getByRole("searchbox").fill("omladinske");
  await widget.locator(".call a").first().click();
  await expect(widget.locator(".facts")).toBeVisible();
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  await page.locator("javno-directory .entry a").first().click();
  await expect(page.locator("javno-directory .title")).toBeVisible();
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${await consultation("trebinje", "OPEN")}`);
  await page.locator("javno-consultation").getByRole("button", { name: /Član 12/ }).click();
  await page.evaluate(() => document.documentElement.setAttribute("lang", "sr-Cyrl"));
  await expect(page.locator("javno-consultation").getByLabel(/Ваш коментар/)).toBeVisible();
  // Pages in frames, with all that they load.
  for (const path of ["/trebinje/pozivi?frame=1", "/trebinje/rasprave?frame=1", "/trebinje/organizacije?frame=1"])
    await page.goto(`${JAVNO}${path}`);
  expect(asked).toBeGreaterThan(15);
  // Every file there is, also what no page here has needed.
  const files = readdirSync("../../widgets/dist").filter((name) => name.endsWith(".js"));
  expect(files.length).toBeGreaterThan(40);
  const release = /\/w\/(1-[0-9a-f]+)\//.exec(await (await request.get(`${JAVNO}/studio?cms=files`)).text())?.[1];
  for (const version of ["v1", release])
    for (const name of files) found.push(stopped(`${there}/w/${version}/${name}`, "script"));
  expect(found.filter((one) => one)).toEqual([]);
  // These rules do stop what is called so.
  for (const name of ["adwidget/javno.js", "w/v1/ads.js", "banner/ads.js?x=1", "w/v1/comments.js", "w/v1/embed.js"])
    expect(stopped(`${there}/${name}`, "script"), name).toBeTruthy();
});

/** A host gives its font, with how far lines are apart, and the colour of its text. What else text inherits stays ours. */
const OWN = [
  ...["display", "position", "float", "padding", "margin", "border", "boxShadow", "fontStyle", "visibility"],
  ...["textTransform", "letterSpacing", "wordSpacing", "textAlign", "textIndent", "textShadow", "whiteSpace"],
  ...["direction", "writingMode", "wordBreak", "hyphens", "cursor"],
];

for (const which of ["open-calls", "consultation", "directory"]) {
  test(`a host that styles everything, and means it, reaches nothing inside (${which})`, async ({ page, host }) => {
    const [name, path, entry] = (await widgets()).find(([name]) => name === which) as [string, string, string];
    const widget = page.locator(`javno-${name}`);
    const inside = async (css: string) => {
      await page.goto(await host(`<style>${css}</style><body><main>${pasted(name, path)}</main></body>`));
      await expect(widget.locator(entry).first()).toBeVisible();
      return widget.evaluate(
        (one, names) =>
          [...(one.shadowRoot?.querySelectorAll("section, [role=tab], button, input, select, li, p, h2, h2 a, .due") ?? [])]
            .slice(0, 200)
            .map((found) => {
              const style = getComputedStyle(found);
              return [found.tagName, ...names.map((name) => `${name}: ${Reflect.get(style, name)}`)].join("; ");
            }),
        OWN,
      );
    };
    const plain = await inside("");
    const styled = await inside(
      `* { position: static !important; padding: 0 !important; margin: 0 !important; border: 5px dotted red !important;
           box-shadow: 0 0 9px red !important; min-height: 0 !important; max-height: none !important; list-style: square !important;
           transition: all 3s !important; outline: 0 !important; background: #ff0 !important; text-decoration: line-through !important;
           text-transform: uppercase !important; letter-spacing: 4px !important; word-spacing: 9px !important;
           text-align: right !important; text-indent: 40px !important; text-shadow: 2px 2px red !important; white-space: pre !important;
           direction: rtl !important; word-break: break-all !important; hyphens: none !important; cursor: wait !important;
           visibility: visible !important }
       li, h2, a, input, section { display: none !important }`,
    );
    expect(plain.length).toBeGreaterThan(20);
    expect(styled).toEqual(plain);
    const control = await widget.locator("[role=tab], button, input").first().boundingBox();
    expect(control?.height).toBeGreaterThanOrEqual(44);
    // Its font and its colour are the host's; and what the host hides is hidden, as behind a tab that is not chosen.
    await page.goto(
      await host(`<style>main { font: 20px Georgia; color: rgb(1, 2, 3) } .tab { visibility: hidden }</style><main>${pasted(name, path)}</main>`),
    );
    await expect(widget.locator(entry).first()).toBeVisible();
    await expect(widget.locator("section").first()).toHaveCSS("font-family", "Georgia");
    await expect(widget.locator("section").first()).toHaveCSS("color", "rgb(1, 2, 3)");
    await page.evaluate(() => document.querySelector("main")?.classList.add("tab"));
    await expect(widget.locator(entry).first()).toBeHidden();
  });
}

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
