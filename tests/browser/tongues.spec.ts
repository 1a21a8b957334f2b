/**
 * What is not translated, and what is cut off, in a locale of no language: every sentence stands in brackets and is two
 * fifths longer (`Messages::pseudo`). What municipalities and citizens wrote is Cyrillic there, so that Latin letters
 * outside of brackets are words that somebody forgot to put among the messages.
 */
import type { Page, Route } from "@playwright/test";
import { deskOf, enterBy, invited } from "./desk";
import { drawn } from "./drawn";
import { asked, consultation, expect, JAVNO, RICH, SCRIPT } from "./host";
import { ofDesk } from "./places";
import { SITE } from "./playwright.config";
import { row, test } from "./server";
import { inEveryState, inHost, WIDGETS } from "./states";

const LANG = "sr-Cyrl";
const NARROW = { width: 320, height: 800 };

type Said = string | { [key: string]: Said };

/** As the server does it (`backend/src/locale/messages.rs`), but for the marks around what fills a gap. */
const lengthened = (said: Said): Said =>
  typeof said === "string"
    ? `⟦${said} ${"оооо ".repeat(said.length).slice(0, Math.floor(([...said].length * 2) / 5) + 1).trimEnd()}⟧`
    : Object.fromEntries(Object.entries(said).map(([key, one]) => [key, lengthened(one)]));

/** Where a widget's sentences come from. */
const SENTENCES = /\/w\/v1\/\w+\.sr-Cyrl\.js/;

/** The widgets' sentences, of no language; nothing of it is shipped. */
async function pseudo(route: Route) {
  const module = await (await route.fetch()).text();
  const { default: said } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
  await route.fulfill({
    contentType: "text/javascript; charset=utf-8",
    headers: { "access-control-allow-origin": "*" },
    body: `export default ${JSON.stringify(lengthened(said))}`,
  });
}

/**
 * What is wrong with what a page shows: words that are nobody's sentence, and words that do not fit. What people are called,
 * and their files, is `theirs`.
 */
const faults = async (page: Page, widgets: boolean, theirs: string[] = []) => [
  ...(await words(page, widgets, theirs)),
  ...(await drawn(page, { cut: true })),
];

/** What those are called who said something there: everybody as he writes himself. */
const names = async (consultation: string) => {
  const query = `{ comments(consultation: "${consultation}", first: 100) { nodes { author replies { nodes { author } } } } }`;
  const said = await (await fetch(`${JAVNO}/graphql?${new URLSearchParams({ query })}`)).text();
  return said.match(/\p{L}+/gu) ?? [];
};

/** Words that are nobody's sentence. */
const words = (page: Page, widgets: boolean, theirs: string[]) =>
  page.evaluate(([widgets, theirs]) => {
    const found: string[] = [];
    const outside = (text: string) => {
      for (let before = ""; before !== text; ) {
        before = text;
        text = text.replace(/⟦[^⟦⟧]*⟧/g, " ");
      }
      const words =
        text
          // Addresses, files, and what is Latin in Cyrillic text too.
          .replace(/(?<!\S)\/\S+|\S*(?:@|:\/\/|www\.|\.\w{2,6}\b)\S*/g, " ")
          .replace(/\b(?:JSON Feed|Atom|RSS|PDF|CSV|JSON|XLSX?|DOCX?|ODT|ODS|TXT|JPG|PNG|EUR|Javno)\b|\w*[qwxyQWXY0-9]\w*/g, " ")
          .match(/[A-Za-zČĆŽŠĐčćžšđ]{2,}/g) ?? [];
      // Roman numbers and names like `ReLOaD` have a capital inside.
      return words.filter((word) => !/.\p{Lu}/u.test(word) && !theirs.includes(word));
    };
    // What says that it is in another language is somebody's own words.
    const foreign = (element: Element) => !["", "sr-Cyrl"].includes(element.getAttribute("lang") ?? "");
    const text = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof Element && (foreign(node) || node.matches("script, style, textarea, template, code"))) return " ";
      const gap = node instanceof Element && !getComputedStyle(node).display.startsWith("inline") ? " " : "";
      return gap + [...node.childNodes].map(text).join("") + gap;
    };
    const roots: (ShadowRoot | HTMLElement)[] = widgets
      ? [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? [])
      : [document.body];
    if (!roots[0]) found.push("nothing is there");
    for (const root of roots) {
      for (const word of outside(text(root))) found.push(`not translated: ${word}`);
      for (const element of root.querySelectorAll<HTMLElement>("*")) {
        for (const name of ["aria-label", "title", "placeholder", "alt"])
          if (!element.closest("[lang]:not([lang^=sr-Cyrl], html)"))
            for (const word of outside(element.getAttribute(name) ?? ""))
              found.push(`not translated: ${word} (${name})`);
      }
    }
    return [...new Set(found)];
  }, [widgets, theirs] as const);

test.use({ viewport: NARROW });

test("the open calls say nothing that is not a sentence, and all of it fits", async ({ page, host }) => {
  await page.route(SENTENCES, pseudo);
  await page.goto(await host(`${SCRIPT}<javno-open-calls lang="${LANG}" municipality="trebinje"><a href="/">x</a></javno-open-calls>`));
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call").first()).toBeVisible();
  await expect(widget.getByText("⟦").first()).toBeVisible();
  expect(await faults(page, true), "list").toEqual([]);
  const { data } = await (
    await fetch(`${JAVNO}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ openCalls(locale: "sr-Latn", first: 100) { nodes { id title { text } } } }` }),
    })
  ).json();
  const rich = data.openCalls.nodes.find((call: { title: { text: string } }) => call.title.text === RICH);
  await page.goto(await host(`${SCRIPT}<javno-open-calls lang="${LANG}" call="${rich.id}"><a href="/">x</a></javno-open-calls>`));
  await expect(widget.locator(".title")).toBeVisible();
  expect(await faults(page, true), "details").toEqual([]);
});

test("so does the consultation, with its form", async ({ page, host }) => {
  await page.route(SENTENCES, pseudo);
  const show = async (attributes: string) =>
    page.goto(await host(`${SCRIPT}<javno-consultation lang="${LANG}" ${attributes}><a href="/">x</a></javno-consultation>`));
  const widget = page.locator("javno-consultation");
  await show('municipality="trebinje"');
  await expect(widget.locator(".entry, .title").first()).toBeVisible();
  expect(await faults(page, true), "list").toEqual([]);
  const { data } = await (
    await fetch(`${JAVNO}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: `{ consultations(filter: { municipality: "trebinje", status: [OPEN] }, first: 1) { nodes { id } } }`,
      }),
    })
  ).json();
  await show(`consultation="${data.consultations.nodes[0].id}"`);
  await expect(widget.locator(".title").first()).toBeVisible();
  const talk = widget.locator(".talk > button").last();
  if ((await talk.getAttribute("aria-expanded")) === "false") await talk.click();
  await expect(widget.locator(".thread .form").first()).toBeVisible();
  expect(await faults(page, true, await names(data.consultations.nodes[0].id)), "one").toEqual([]);
});

test("so does the directory", async ({ page, host }) => {
  await page.route(SENTENCES, pseudo);
  await page.goto(await host(`${SCRIPT}<javno-directory lang="${LANG}" municipality="tesanj"><a href="/">x</a></javno-directory>`));
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry").first()).toBeVisible();
  expect(await faults(page, true), "list").toEqual([]);
  await widget.locator(".entry a").first().click();
  await expect(widget.locator("article")).toBeVisible();
  expect(await faults(page, true), "details").toEqual([]);
});

test("so do all three while something is on its way, at fault, offline, and where nothing is", async ({ page, host }) => {
  test.slow();
  await page.route(SENTENCES, pseudo);
  const seen: Record<string, string[]> = {};
  await inEveryState(page, host, LANG, async (state) => {
    for (const widget of Object.keys(WIDGETS)) await expect(page.locator(widget).locator("section").first()).toContainText("⟦");
    const wrong = await faults(page, true);
    if (wrong[0]) seen[state] = wrong;
  });
  expect(seen).toEqual({});
});

for (const [widget, municipality, sought] of [
  ["javno-open-calls", "trebinje", "омладинске"],
  ["javno-directory", "tesanj", "жена"],
] as const)
  test(`so does what a search finds, or does not find (${widget})`, async ({ page, host }) => {
    await page.route(SENTENCES, pseudo);
    await page.goto(await host(inHost(LANG, WIDGETS[widget](`municipality="${municipality}"`))));
    const one = page.locator(widget);
    await expect(one.locator(".call, .entry").first()).toBeVisible();
    const search = one.locator("input[type=search]");
    await search.fill(sought);
    await expect(one.locator("mark").first()).toBeVisible();
    await expect(one.locator(".said")).toContainText("⟦");
    expect(await faults(page, true), "found").toEqual([]);
    await search.fill("нечега оваквог нема");
    await expect(one.locator(".state:not(.bone) button")).toBeVisible();
    expect(await faults(page, true), "not found").toEqual([]);
  });

test("so does a form with what is missing in it, and what stands there when it is sent", async ({ page }) => {
  test.slow();
  await page.route(SENTENCES, pseudo);
  // Only the municipality's own site may send.
  const open = await consultation("trebinje", "OPEN");
  await page.goto(`${SITE}/trebinje/rasprave?pismo=cir&rasprava=${open}`);
  const widget = page.locator("javno-consultation");
  const within = async () => [
    ...(await words(page, true, await names(open))),
    ...(await drawn(page, { within: "javno-consultation", cut: true })),
  ];
  await expect(widget.locator(".article").first()).toBeVisible();
  await widget.locator(".talk > button").last().click();
  const form = widget.locator("form.form");
  await form.locator("button.main").click();
  // What is sent is solved first, and that takes what the machine takes.
  await expect(form.locator("[aria-invalid=true]").first()).toBeFocused({ timeout: 30_000 });
  await expect(form.locator(".wrong").first()).toContainText("⟦");
  expect(await within(), "errors").toEqual([]);
  await form.locator("textarea").fill(`Све је речено. ${Date.now()}`);
  await form.locator("[value=ANONYMOUS]").check();
  await form.locator("button.main").click();
  await expect(form).toHaveCount(0, { timeout: 30_000 });
  await expect(widget.locator("[id^=receipt-]")).toContainText("⟦");
  expect(await within(), "sent").toEqual([]);
});

test("what is said of a new call is read to its end, however long its title is", async ({ page, host, serve }) => {
  const server = await serve();
  await server.import(row("Konkurs za projekte mladih"));
  await page.route(SENTENCES, pseudo);
  await page.goto(
    await host(`<script async src="${server.url}/w/v1/javno.js"></script>
      <javno-open-calls lang="${LANG}" municipality="trebinje"><a href="${server.url}/trebinje/pozivi">x</a></javno-open-calls>`),
  );
  const widget = page.locator("javno-open-calls");
  await expect(widget.locator(".call")).toHaveCount(1);
  await expect.poll(() => server.listening("sse")).toBe(1);
  await server.import(row("Javni poziv za sufinansiranje projekata udruženja građana u oblasti kulture, sporta i zaštite životne sredine"));
  await expect(widget.locator(".said")).toContainText("животне средине");
  expect(await faults(page, true)).toEqual([]);
  await page.setViewportSize({ width: 640, height: 800 });
  await page.evaluate(() => document.body.style.setProperty("font-size", "200%"));
  expect(await drawn(page, { cut: true }), "letters twice as large").toEqual([]);
  // It is still there: what was looked at was the sentence.
  await expect(widget.locator(".said")).toContainText("животне средине", { timeout: 1_000 });
});

test("so do the hosted pages", async ({ page }) => {
  test.slow();
  const spoken = (path: string) => {
    const address = new URL(path, JAVNO);
    address.searchParams.set("lang", `${LANG}-x-pseudo`);
    return address.href;
  };
  /** Pages that a page leads to. */
  const leads = (to: RegExp) =>
    page
      .locator("main a")
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
      .then((all) => [...new Set(all)].filter((href) => to.test(new URL(href).pathname)));
  const seen: Record<string, string[]> = {};
  const look = async (path: string, status = 200, theirs: string[] = []) => {
    const answer = await page.goto(spoken(path));
    expect(answer?.status(), path).toBe(status);
    await expect(page.getByText("⟦").first()).toBeAttached();
    const wrong = await faults(page, false, theirs);
    if (wrong[0]) seen[path] = wrong;
  };
  /** Sends the form of a page with nothing filled in; what it says then is looked at too. */
  const send = async (path: string) => {
    await page.goto(spoken(path));
    // What a browser holds back itself, a program would send; links of such a page speak a language that there is.
    await page.locator("main form[method=post]").first().evaluate((form: HTMLFormElement) => {
      form.action = form.action.replace(/lang=[\w-]+/, "lang=sr-Cyrl-x-pseudo");
      form.submit();
    });
    await expect(page.locator("main .wrong").first(), path).toContainText("⟦");
    // What people have said there meanwhile, under their names, is theirs.
    await page.locator("main .comments").evaluateAll((all) => all.forEach((one) => one.remove()));
    seen[`${path}, with nothing filled in`] = await faults(page, false);
  };
  await look("/trebinje/pozivi");
  for (const call of (await leads(/\/pozivi\/call_/)).slice(0, 3)) await look(call);
  for (const form of (await leads(/\/pitanje$/)).slice(0, 1)) {
    await look(form);
    await send(form);
  }
  await look("/trebinje/rasprave");
  for (const debate of (await leads(/\/rasprava\/\w+$/)).slice(0, 2)) {
    await look(debate);
    for (const talk of (await leads(/\/komentari$/)).slice(0, 1)) await look(talk);
  }
  await look("/tesanj/organizacije");
  for (const one of (await leads(/\/organizacija\/\w+$/)).slice(0, 2)) {
    await look(one);
    for (const form of await leads(/\/(preuzmi|ispravi)$/)) {
      await look(form);
      await send(form);
    }
  }
  await look("/tesanj/organizacije/predlozi");
  await send("/tesanj/organizacije/predlozi");
  await send(`/trebinje/rasprava/${await consultation("trebinje", "OPEN")}/komentari?pisem=1`);
  await look("/");
  await look("/trebinje/pristupacnost");
  // What sites are made with is called as it is called.
  const brands = ["Joomla", "Drupal", "Content", "Security", "Policy"];
  const answers = "opstina=trebinje&pozivi=da&rasprave=da&organizacije=da&pismo=cir";
  for (const cms of ["wordpress", "joomla", "builder", "files"])
    for (const part of ["", "/list"]) await look(`/studio${part}?${answers}&cms=${cms}`, 200, brands);
  await page.goto(spoken(`/studio?${answers}`));
  for (const address of [SITE, "https://example.org/"]) {
    await page.locator("#adresa").fill(address);
    await page.locator("form.check").evaluate((form: HTMLFormElement) => {
      form.action = form.action.replace(/lang=[\w-]+/, "lang=sr-Cyrl-x-pseudo");
      form.submit();
    });
    await expect(page.locator("#nalaz")).toContainText("⟦");
    const wrong = await faults(page, false, brands);
    if (wrong[0]) seen[`check of ${address}`] = wrong;
  }
  await look("/nema/ovakve/stranice/nigdje", 404);
  await look("/nigdje/pozivi", 404);
  // What a letter leads to, and what it says when its link is nobody's.
  await look("/trebinje/potvrdi/nepostojeca");
  // Links of such a page speak a language that there is.
  await page.locator("main form").evaluate((form) => form.setAttribute("action", location.href));
  await page.locator("main form button").click();
  await expect(page.getByRole("status")).toContainText("⟦");
  seen.gone = await faults(page, false);
  // A list of results, a report, a receipt.
  const query = `{ organisations(filter: { municipality: "teslic", text: "Primjer" }) { nodes { awards { call { id } } } } }`;
  const { data } = await (await fetch(`${JAVNO}/graphql?${new URLSearchParams({ query })}`)).json();
  await look(`/teslic/pozivi/${data.organisations.nodes[0].awards[0].call.id}`);
  await expect(page.locator(".results")).toBeVisible();
  const finished = await consultation("bijeljina", "REPORT");
  await look(`/bijeljina/rasprava/${finished}/izvjestaj`, 200, await names(finished));
  await page.goto(`${spoken(`/trebinje/rasprava/${await consultation("trebinje", "OPEN")}/komentari`)}&pisem=1`);
  await page.locator("textarea").fill("Паркови су свачији.");
  await page.locator("[value=ANONYMOUS]").check();
  await page.locator("form:has(textarea) button").click();
  await expect(page).toHaveURL(/\/potvrda\//);
  const receipt = new URL(page.url()).pathname;
  await look(receipt, 200, receipt.split(/[/-]/));
  for (const [path, wrong] of Object.entries(seen)) if (!wrong[0]) delete seen[path];
  expect(seen).toEqual({});
});

test("so does the desk", async ({ page }) => {
  test.setTimeout(240_000);
  const town = "bijeljina";
  await page.setViewportSize({ width: 1280, height: 800 });
  await enterBy(page, await invited(town, "jezik@bijeljina.example", "editor", "moderator", "evaluator", "directory-keeper", "admin"));
  const kept = page.waitForResponse((answer) => /UpdateProfile|updateProfile/.test(answer.request().postData() ?? ""));
  await page.locator("header").getByRole("button", { name: "Ћирилица" }).click();
  await kept;
  await page.setViewportSize(NARROW);
  await page.route(/\/desk\/sr-Cyrl-\w+\.js/, pseudo);
  const { openCalls, organisations } = await asked(
    `{ openCalls(filter: { municipality: "${town}" }, first: 1) { nodes { id } }
       organisations(filter: { municipality: "${town}" }, first: 1) { nodes { id } } }`,
  );
  const [call, organisation] = [openCalls.nodes[0].id, organisations.nodes[0].id];
  const debate = await consultation(town, "REPORT");
  const paths = ofDesk({ call, debate, organisation }).map(({ path }) => path);
  const seen: Record<string, string[]> = {};
  // What the server answers is somebody's own words, but for what it puts into the reader's script by itself.
  const theirs = new Set<string>();
  const collect = (value: unknown, name = "") => {
    // The name of an area, and what a comment is about.
    if (name === "partLabel" || (name === "areas" && JSON.stringify(value).includes("label"))) return;
    if (typeof value === "string") for (const word of value.match(/\p{L}+/gu) ?? []) theirs.add(word);
    else for (const [name, one] of Object.entries(value ?? {})) collect(one, name);
  };
  const read: Promise<unknown>[] = [];
  page.on("response", (answer) => {
    // Of a page that was left meanwhile nothing can be read any more.
    if (answer.headers()["content-type"]?.includes("json")) read.push(answer.json().then(collect, () => {}));
  });
  for (const path of [...paths.map((path) => deskOf(town) + path), `${JAVNO}/desk/nalog`]) {
    await page.goto(path);
    await page.locator("main h1").first().waitFor();
    await expect(page.locator(".bone, [aria-busy=true]"), path).toHaveCount(0, { timeout: 30_000 });
    await expect(page.getByText("⟦").first()).toBeAttached();
    await Promise.all(read);
    const wrong = await faults(page, false, [...theirs]);
    if (wrong[0]) seen[path.slice(JAVNO.length)] = wrong;
  }
  expect(seen).toEqual({});
});

test("a word that nobody translated and one that does not fit are found", async ({ page }) => {
  await page.goto(`${JAVNO}/trebinje/pozivi?lang=en`);
  await page.locator("h1").evaluate((heading) => {
    heading.style.setProperty("width", "30px");
    heading.style.setProperty("white-space", "nowrap");
    const add = (name: string, text: string, style: string) => {
      const one = heading.parentElement?.appendChild(document.createElement(name));
      if (!one) return;
      one.textContent = text;
      one.style.cssText = style;
    };
    add("button", "Send all of it", "width: 30px; white-space: nowrap");
    add("span", "A badge", "display: inline-block; width: 10px; white-space: nowrap");
    const clamped = "display: -webkit-box; width: 200px; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2";
    add("p", "Of three lines two are read. ".repeat(6), clamped);
    add("div", "What fits is left alone.", "width: 200px; overflow: hidden");
  });
  const found = await faults(page, false);
  expect(found).toContain("not translated: Open");
  expect(found).toContain("not translated: Search (aria-label)");
  expect(found).toContain("cut off: H1  Open calls");
  expect(found).toContain("cut off: BUTTON  Send all of it");
  expect(found).toContain("cut off: SPAN  A badge");
  expect(found).toContain(`cut off beneath: P  ${"Of three lines two are read. ".repeat(6).slice(0, 60)}`);
  expect(found.filter((one) => one.startsWith("cut off") && one.includes("left alone"))).toEqual([]);
});
