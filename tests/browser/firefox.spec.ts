/** The same widgets and pages in Firefox: a small set of what has to work there as in Chromium. */
import { click, expect, JAVNO, passkeys, says, test, there, type } from "./firefox";
import { asked, consultation } from "./host";
import { SITE } from "./playwright.config";
import { row, type Server } from "./server";

test("calls in the strict page: listed, searched, one opened and left with “back”", async ({ firefox }) => {
  const { page, complaints } = await firefox();
  await page.goto(`${SITE}/trebinje?pismo=lat`);
  await says(page, "javno-open-calls >>> [role=tab]", /Otvoreni\s+6/);
  await type(page, "javno-open-calls >>> input[type=search]", "омладинске");
  await expect.poll(async () => (await page.$$("javno-open-calls >>> .call")).length).toBe(1);
  await says(page, "javno-open-calls >>> mark", /omladinske/i);
  await click(page, "javno-open-calls >>> .call a");
  await says(page, "javno-open-calls >>> .title", /omladinske/);
  await page.evaluate(() => history.back());
  await says(page, "javno-open-calls >>> .call", /omladinske/);
  expect(complaints).toEqual([]);
});

test("a comment is written in the strict page, turned to the other script half-way, and received", async ({ firefox }) => {
  const { page, complaints } = await firefox();
  const { consultations } = await asked(`{ consultations(filter: { municipality: "trebinje", status: [OPEN] }) { nodes { id } } }`);
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${consultations.nodes[0].id}`);
  await click(page, "javno-consultation >>> button[aria-label*='Član 16'], javno-consultation >>> .article .talk > button");
  await type(page, "javno-consultation >>> textarea", "Nadzor treba da bude javan, i u Firefoxu.");
  await page.evaluate(() => document.documentElement.setAttribute("lang", "sr-Cyrl"));
  await says(page, "javno-consultation >>> .form button.main", /Пошаљите коментар/);
  const typed = await page.$eval("javno-consultation >>> textarea", (area) => (area as HTMLTextAreaElement).value);
  expect(typed).toBe("Nadzor treba da bude javan, i u Firefoxu.");
  await click(page, "javno-consultation >>> input[value=ANONYMOUS]");
  // Nobody writes that faster.
  await new Promise((later) => setTimeout(later, 2500));
  await click(page, "javno-consultation >>> .form button.main");
  await says(page, "javno-consultation >>> .thread", /Ваш коментар је примљен/);
  expect(complaints).toEqual([]);
});

test("a form that comes back opens at what is missing", async ({ firefox }) => {
  const { page } = await firefox();
  const form = `${JAVNO}/trebinje/rasprava/${await consultation("trebinje", "OPEN")}/komentari?lang=sr-Latn&pisem=1`;
  await page.goto(form);
  await type(page, "#text", "I u Firefoxu je obavezno ime.");
  // Past who comments; in the next field Enter sends the form.
  for (const key of ["Tab", "Tab", "Enter"] as const) await page.keyboard.press(key);
  const focus = () =>
    page.evaluate(() => `${document.activeElement?.id} ${document.activeElement?.getAttribute("aria-invalid")}`).catch(() => "");
  await expect.poll(focus, { timeout: 15_000 }).toBe("name true");
});

test("a question that comes back says what is wrong, keeps what was typed, and is received", async ({ firefox, serve }) => {
  const server: Server = await serve();
  await server.import(row("Javni poziv za kulturu"));
  const { openCalls } = await asked("{ openCalls(first: 1) { nodes { id } } }", server.url);
  const { page, complaints } = await firefox();
  await page.goto(`${server.url}/trebinje/pozivi/${openCalls.nodes[0].id}/pitanje?lang=sr-Latn`);
  await type(page, "#text", "Mogu li se prijaviti dva projekta?");
  await type(page, "#email", "ana");
  // What a browser holds back itself, a program would send.
  await page.evaluate(() => document.querySelector("form.ask")?.setAttribute("novalidate", ""));
  await click(page, "form.ask button");
  await says(page, "#email-wrong", /Ovo nije adresa e-pošte\./);
  const kept = () => page.$eval("#text", (area) => (area as HTMLTextAreaElement).value).catch(() => "");
  expect(await kept()).toBe("Mogu li se prijaviti dva projekta?");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id).catch(() => "")).toBe("email");
  await page.$eval("#email", (input) => {
    (input as HTMLInputElement).value = "ana@izvor.example";
  });
  await click(page, "form.ask button");
  await says(page, "h1", /Pitanje je primljeno/);
  await says(page, "blockquote", /dva projekta/);
  expect(complaints).toEqual([]);
});

test("the directory in the strict page: searched in the other script, found nothing, and reset", async ({ firefox }) => {
  const { page, complaints } = await firefox();
  await page.goto(`${SITE}/tesanj/organizacije?pismo=lat`);
  await there(page, "javno-directory >>> .entry");
  await type(page, "javno-directory >>> input[type=search]", "жена");
  await says(page, "javno-directory >>> .said", /^2 organizacije/);
  await says(page, "javno-directory >>> mark", /^žen/i);
  // What is typed next takes the place of what was sought.
  await page.$eval("javno-directory >>> input[type=search]", (input) => (input as HTMLInputElement).select());
  await type(page, "javno-directory >>> input[type=search]", "nema ovakve");
  await says(page, "javno-directory >>> .state", /Nema rezultata\./);
  await click(page, "javno-directory >>> .state button");
  await says(page, "javno-directory >>> .said", /^25 organizacija/);
  expect(complaints).toEqual([]);
});

test("the directory in the strict page: narrowed by letter, one opened", async ({ firefox }) => {
  const { page, complaints } = await firefox();
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  await click(page, "javno-directory >>> .letter[aria-pressed=false]");
  await says(page, "javno-directory >>> .letter[aria-pressed=true]", /^\p{L}/u);
  await click(page, "javno-directory >>> .entry a");
  await says(page, "javno-directory >>> .title", /\p{L}/u);
  expect(await page.evaluate(() => location.hash)).toMatch(/^#javno-org_/);
  expect(complaints).toEqual([]);
});

test("what is published is seen at once", async ({ firefox, serve, host }) => {
  const server: Server = await serve();
  await server.import(row("Konkurs za projekte mladih"));
  const { page, complaints } = await firefox();
  const policy = `default-src 'none'; img-src data:; script-src ${server.url}; connect-src ${server.url}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const body = `<link rel="icon" href="data:,"><body><main lang="sr"><script async src="${server.url}/w/v1/javno.js"></script>
    <javno-open-calls municipality="trebinje"><a href="${server.url}/trebinje/pozivi">Pozivi</a></javno-open-calls></main></body>`;
  await page.goto(await host(body, { "content-security-policy": policy }));
  await says(page, "javno-open-calls >>> [role=tab]", /Otvoreni\s+1/);
  await expect.poll(() => server.listening("sse")).toBe(1);
  await server.import(row("Javni poziv za sport"));
  await says(page, "javno-open-calls >>> [role=status]", /Novi poziv: Javni poziv za sport/);
  await says(page, "javno-open-calls >>> [role=tab]", /Otvoreni\s+2/);
  await page.evaluate(() => history.pushState(null, "", "/vijesti?script=cir"));
  await says(page, "javno-open-calls >>> [role=tab]", /Отворени\s+2/);
  expect(complaints).toEqual([]);
});

test("hosted pages and the desk's door", async ({ firefox }) => {
  const { page, complaints } = await firefox();
  await page.goto(`${JAVNO}/trebinje/pozivi?lang=sr-Latn`);
  await says(page, "h1", /Javni pozivi/);
  await click(page, ".call h2 a");
  // The list has a heading as well: the page must be another before it leads on.
  await expect.poll(() => page.evaluate(() => `${location.pathname} ${document.readyState}`).catch(() => "")).toMatch(/\/call_\w+ complete/);
  await says(page, "main h1", /\p{L}/u);
  await page.goto(`${JAVNO}/desk`);
  await type(page, "input[type=email]", "neko@trebinje.example");
  await click(page, "form button");
  await says(page, "body", /Provjerite poštu/);
  expect(complaints).toEqual([]);
});

test("the desk: an invitation, a passkey, and a call that is kept", async ({ firefox, serve }) => {
  test.slow();
  const server: Server = await serve();
  const who = ["--municipality", "trebinje", "--role", "editor", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"];
  const told = await server.run("user", "invite", ...who);
  const { page, complaints } = await firefox();
  await passkeys(page);
  await page.goto(/https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  await type(page, "main #name", "Ana Anić");
  await click(page, "main form button");
  // A passkey, with a name that nobody has to give it.
  await there(page, "main input[maxlength='60']");
  await click(page, "main form button");
  await there(page, "main .codes li");
  await click(page, "main #kept");
  await click(page, "main .tick ~ .acts button");
  // The desk speaks as its municipality does.
  await says(page, "main h1", /^(Danas|Данас)/);

  await page.goto(`${server.url}/desk/trebinje/pozivi`);
  await click(page, "main .head .acts button:not(.quiet)");
  await there(page, "#f-title");
  // The heading of a page that one was led to takes the focus a moment after it is drawn.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.localName).catch(() => ""), { timeout: 15_000 })
    .toBe("h1");
  await type(page, "#f-title", "Poziv za parkove");
  await says(page, "main .saved", /^\s*(Sačuvano|Сачувано)/);
  await click(page, "main .back");
  await says(page, "main .rows a.title", /^(Poziv za parkove|Позив за паркове)$/);
  await page.reload();
  await click(page, "main .rows a.title");
  await there(page, "#f-title");
  expect(await page.$eval("#f-title", (input) => (input as HTMLInputElement).value)).toBe("Poziv za parkove");
  // What is listened to ends with the page that is left, which Firefox tells of.
  expect(complaints.filter((one) => !/interrupted/.test(one))).toEqual([]);
});
