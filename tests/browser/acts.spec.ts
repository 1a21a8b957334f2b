/** The text of an act at the desk: out of a file, mended by hand, published once more with what is different; and how else one has a say. */
import { strToU8, zipSync } from "fflate";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { enterBy, invited } from "./desk";
import { faults } from "./host";
import { JAVNO } from "./playwright.config";

const far = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}.`;
};

/** A text as Word keeps it; a line that begins with `#` is a heading. */
function docx(...lines: string[]): Buffer {
  const paragraph = (line: string) => {
    const style = line.startsWith("#") ? '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' : "";
    return `<w:p>${style}<w:r><w:t xml:space="preserve">${line.replace(/^#+ /, "")}</w:t></w:r></w:p>`;
  };
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const parts = {
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    "word/document.xml": `${head}<w:document xmlns:w="${word}"><w:body>${lines.map(paragraph).join("")}</w:body></w:document>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}

const DOCX = {
  name: "Nacrt odluke.docx",
  mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  buffer: docx(
    "# ГЛАВА I",
    "# ОПШТЕ ОДРЕДБЕ",
    "Члан 1.",
    "(1) Пијаца ради сваког дана.",
    "(2) Недјељом ради до подне.",
    "Члан 2.",
    "Тезге се издају на годину дана.",
  ),
};
const MARKDOWN = {
  name: "tarifa.md",
  mimeType: "text/markdown",
  buffer: Buffer.from("# TARIFA\n\n## Član 1.\n\nTezga se plaća 20 KM mjesečno.\n\n## Član 2.\n\nPlaća se *unaprijed*.\n"),
};

/** A new consultation at the desk, with a title and a last day. */
async function begun(page: Page, town: string, who: string, title: string) {
  await enterBy(page, await invited(town, `${who}@${town}.example`, "editor", "moderator", "admin"));
  await page.getByRole("link", { name: "Javne rasprave" }).click();
  await page.getByRole("button", { name: "Nova rasprava" }).click();
  await page.getByLabel("Naslov", { exact: true }).first().fill(title);
  await page.getByLabel("Komentari do", { exact: true }).fill(far(30));
  await page.keyboard.press("Tab");
}

async function publish(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Objavi raspravu…" }).click();
  await page.getByRole("button", { name: "Objavi raspravu", exact: true }).click();
  await expect(page.getByText("Rasprava je objavljena.")).toBeVisible();
  return /con_\w+/.exec(page.url())?.[0] ?? "";
}

async function correct(page: Page, reason: string) {
  await page.getByRole("button", { name: "Objavi izmjene…" }).click();
  await page.getByLabel("Razlog").fill(reason);
  await page.getByRole("button", { name: "Objavi izmjene", exact: true }).click();
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
}

/** What everybody can read of it. */
async function read<T>(request: APIRequestContext, id: string, fields: string): Promise<T> {
  const query = `{ consultation(id: "${id}", locale: "sr-Latn") { ${fields} } }`;
  const answer = await (await request.post(`${JAVNO}/graphql`, { data: { query } })).json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.consultation;
}

type Anchors = { kind: string; key: string; label: { text: string } | null; text: { text: string } | null }[];
type Acts = { acts: { title: { text: string }; current: { number: number; anchors: Anchors } }[] };
const ACTS = "acts { title { text } current { number anchors { kind key label { text } text { text } } } }";

test("acts come out of a file of Word and of Markdown, and a second version shows what is different", async ({ page, request }) => {
  test.slow();
  await begun(page, "prnjavor", "akti", "Javna rasprava o pijaci");
  const [first, second] = [page.locator(".act-editor").first(), page.locator(".act-editor").nth(1)];

  // What is no text of an act is said to be none, and is kept nowhere.
  const file = first.locator("input[type=file]");
  await file.setInputFiles({ ...DOCX, buffer: DOCX.buffer.subarray(0, 200) });
  await expect(first.getByRole("alert")).toContainText("Datoteka se ne može pročitati.");
  expect(await faults(page)).toEqual([]);
  await file.setInputFiles(DOCX);
  const tree = first.locator(".tree > li");
  await expect(tree).toHaveCount(5);
  await expect(first.getByRole("alert")).toHaveCount(0);
  await expect(tree.nth(0)).toContainText("ОПШТЕ ОДРЕДБЕ");
  await expect(tree.nth(3)).toContainText("Недјељом ради до подне.");
  await expect(tree.nth(4)).toContainText("Члан 2.");
  await expect(first.locator(".saved")).toHaveText("Sačuvano");

  await page.getByRole("button", { name: "Dodaj akt" }).click();
  await second.getByLabel("Naziv akta").fill("Tarifa");
  await second.locator("input[type=file]").setInputFiles(MARKDOWN);
  await expect(second.locator(".tree > li")).toHaveCount(3);
  await expect(second.locator(".tree > li").nth(1)).toContainText("Tezga se plaća 20 KM mjesečno.");
  await expect(page.locator(".act-editor .saved")).toHaveText(["Sačuvano", "Sačuvano"]);
  // What was begun is the act itself now, and no empty form stands behind it.
  await expect(page.locator(".act-editor")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Dodaj akt" })).toBeVisible();
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.screenshot({ path: "out/desk-acts-320.png", fullPage: true });
  await page.setViewportSize({ width: 1280, height: 720 });

  const id = await publish(page);
  const before = (await read<Acts>(request, id, ACTS)).acts;
  expect(before.map(({ title, current }) => [title.text, current.number, current.anchors.length])).toEqual([
    ["Nacrt", 1, 5],
    ["Tarifa", 1, 3],
  ]);

  // Made by hand out of the first: one paragraph reads otherwise, one is there no more, one comes.
  await first.getByRole("button", { name: "Popravi: (1)" }).click();
  await first.locator(".mending textarea").fill("Пијаца ради сваког радног дана.");
  await first.getByRole("button", { name: /^Gotovo/ }).click();
  await first.getByRole("button", { name: "Popravi: (2)" }).click();
  await first.locator(".mending").getByRole("button", { name: /^Ukloni/ }).click();
  await first.getByRole("button", { name: "Popravi: Члан 2." }).click();
  await first.locator(".mending").getByRole("button", { name: "Dodaj ispod" }).click();
  await first.locator(".mending textarea").fill("Тезга се не може дати другоме.");
  await first.getByRole("button", { name: /^Gotovo/ }).click();
  await expect(first.locator(".saved")).toHaveText("Sačuvano");
  await expect(first.getByText("Verzija 2")).toBeVisible();
  const difference = first.locator(".difference > li");
  await expect(difference.filter({ hasText: "izmijenjeno" }).locator("ins")).toHaveText(/радног/);
  await expect(difference.filter({ hasText: "izostavljeno" })).toContainText("Недјељом ради до подне.");
  const added = difference.filter({ hasText: "novo" });
  await expect(added).toContainText("Тезга се не може дати другоме.");
  await expect(added.locator("b")).toHaveText("Члан 2.");
  await expect(difference).toHaveCount(3);
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/desk-act-difference.png", fullPage: true });
  // Until it is published everybody reads what was there.
  expect((await read<Acts>(request, id, ACTS)).acts).toEqual(before);

  await correct(page, "Primjedbe sa zbora.");
  const [now, tariff] = (await read<Acts>(request, id, ACTS)).acts;
  expect(tariff).toEqual(before[1]);
  expect(now?.current.number).toBe(2);
  // What is the same is known by the same, so that what was said about it stays there.
  const keys = (anchors: Anchors = []) => anchors.map(({ key }) => key);
  const [old, kept] = [keys(before[0]?.current.anchors), keys(now?.current.anchors)];
  expect(kept.filter((key) => old.includes(key))).toEqual(old.filter((_, i) => i !== 3));
  const hosted = await (await request.get(`${JAVNO}/prnjavor/rasprava/${id}?lang=sr-Cyrl`)).text();
  expect(hosted).toContain("Шта је другачије него у верзији 1");
  expect(hosted).toMatch(/<ins>[^<]*радног/);
  expect(hosted).toMatch(/<del>[^<]*Недјељом/);
});

test("sessions and the other ways to have a say are written, published and changed at the desk", async ({ page, request }) => {
  test.slow();
  await begun(page, "prnjavor", "zborovi", "Javna rasprava o vodovodu");
  const sessions = page.locator("#partSessions");
  const channels = page.locator("#partChannels");

  await sessions.getByRole("button", { name: "Dodaj sjednicu" }).click();
  const day = sessions.getByLabel("Kada", { exact: true }).first();
  await expect(day).toBeFocused();
  await day.fill(far(10));
  await sessions.getByLabel(/^Kada: Sat/).first().fill("18.30");
  await sessions.getByLabel("Gdje", { exact: true }).first().fill("Dom kulture");
  await sessions.getByLabel("Za koga", { exact: true }).first().fill("Stanovnici Vijačana");
  await sessions.getByRole("button", { name: "Dodaj sjednicu" }).click();
  await sessions.getByLabel("Kada", { exact: true }).nth(1).fill(far(12));
  await sessions.getByLabel("Gdje", { exact: true }).nth(1).fill("Gradska uprava");
  await channels.getByRole("button", { name: "Dodaj način" }).click();
  await channels.getByLabel("Način 1").selectOption({ label: "Poštom" });
  await channels.getByLabel("Gdje i do kada").first().fill("Trg srpskih boraca 1");
  await channels.getByRole("button", { name: "Dodaj način" }).click();
  await channels.getByLabel("Gdje i do kada").nth(1).fill("Šalter 3");
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.screenshot({ path: "out/desk-sessions-320.png", fullPage: true });
  await page.setViewportSize({ width: 1280, height: 720 });

  const id = await publish(page);
  type Given = {
    sessions: { hourStated: boolean; startsAt: string; place: { text: string } | null; audience: { text: string } | null; attendance: number | null }[];
    channels: { kind: string; text: { text: string } }[];
  };
  const given = () =>
    read<Given>(request, id, "sessions { hourStated startsAt place { text } audience { text } attendance } channels { kind text { text } }");
  const before = await given();
  expect(before.sessions.map((one) => [one.place?.text, one.audience?.text, one.hourStated, one.attendance])).toEqual([
    ["Dom kulture", "Stanovnici Vijačana", true, null],
    ["Gradska uprava", undefined, false, null],
  ]);
  expect(before.sessions[0]?.startsAt).toContain("T18:30");
  expect(before.channels.map(({ kind, text }) => [kind, text.text])).toEqual([
    ["POST", "Trg srpskih boraca 1"],
    ["COUNTER", "Šalter 3"],
  ]);

  // One is moved, one falls away, and afterwards it is written how many came.
  await sessions.getByLabel("Gdje", { exact: true }).first().fill("Osnovna škola");
  await sessions.getByLabel("Koliko je došlo").first().fill("41");
  await page.keyboard.press("Tab");
  await sessions.getByRole("button", { name: /^Ukloni.*Sjednica 2$/ }).click();
  await expect(sessions.locator(".ordered > li")).toHaveCount(1);
  await channels.getByLabel("Način 2").selectOption({ label: "E-poštom" });
  await channels.getByLabel("Gdje i do kada").nth(1).fill("prostor@prnjavor.example");
  await channels.getByRole("button", { name: /^Ukloni.*Način 1$/ }).click();
  await expect(channels.locator(".ordered > li")).toHaveCount(1);
  await correct(page, "Sala se renovira.");
  const now = await given();
  expect(now.sessions.map((one) => [one.place?.text, one.audience?.text, one.attendance])).toEqual([
    ["Osnovna škola", "Stanovnici Vijačana", 41],
  ]);
  expect(now.channels.map(({ kind, text }) => [kind, text.text])).toEqual([["EMAIL", "prostor@prnjavor.example"]]);
  const hosted = await (await request.get(`${JAVNO}/prnjavor/rasprava/${id}?lang=sr-Latn`)).text();
  for (const said of ["Osnovna škola", "Prisutno: 41", "prostor@prnjavor.example", "Sala se renovira."]) expect(hosted).toContain(said);
});
