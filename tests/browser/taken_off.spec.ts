/** What an official takes off a comment, and an act that comes to a published consultation: at the desk and for everybody. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { ask, deskOf, enter } from "./desk";
import { faults } from "./host";
import { BINARY, JAVNO } from "./playwright.config";

const TOWN = "bijeljina";
const PDF = readFileSync("../../backend/data/demo/smjernice.pdf");

/** A consultation on one act, published just now: its id. */
async function published(page: Page): Promise<string> {
  const last = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const text = (text: string) => ({ text, locale: "sr-Latn" });
  const content = {
    kind: "PUBLIC_DEBATE",
    title: text("Nacrt odluke o parku"),
    closes: { day: last },
    channels: [{ kind: "COUNTER", text: text("Šalter 3") }],
    attachmentsAllowed: true,
  };
  const given = "errors { code field problem } consultation { id version }";
  const change = async (name: string, input: object) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${given} } }`;
    const done = (await ask(page, query, { input }))[name];
    expect(done.errors, name).toEqual([]);
    return done.consultation;
  };
  const { id, version } = await change("createConsultation", { municipality: TOWN, content });
  const parts = [{ kind: "ARTICLE", label: "Član 1.", text: "Park je otvoren za sve." }];
  const act = { consultation: id, version, title: text("Odluka o parku"), locale: "sr-Latn", parts };
  const kept = await change("saveAct", act);
  await change("publishConsultation", { id, version: kept.version });
  return id;
}

/** Comments with files, without any script. */
async function commented(browser: Browser, of: string, text: string, files: string[]) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${JAVNO}/${TOWN}/rasprava/${of}/komentari?lang=sr-Latn&pisem=1`);
  await page.getByLabel(/Vaš komentar/).fill(text);
  await page.locator("#name").fill("Jelena Jelić");
  await page.getByRole("button", { name: "Pošaljite komentar" }).click();
  for (const [at, name] of files.entries()) {
    // Each is another file.
    const buffer = Buffer.from(`${PDF.toString("latin1")}\n% ${at}`, "latin1");
    await page.getByLabel("Dodajte fajl").setInputFiles({ name, mimeType: "application/pdf", buffer });
    await page.getByRole("button", { name: "Pošaljite fajl" }).click();
    await expect(page.locator(".files li")).toHaveCount(at + 1);
  }
  await context.close();
}

/** The log as everybody has it, after it was found to hold. */
async function log(of: string): Promise<string> {
  const text = await (await fetch(`${JAVNO}/log/${of}.ndjson?n=${Math.random()}`)).text();
  const file = join(mkdtempSync(join(tmpdir(), "javno-")), "log.ndjson");
  writeFileSync(file, text);
  const verified = spawnSync(BINARY, ["verify", file], { encoding: "utf8" });
  expect(verified.status, verified.stdout + verified.stderr).toBe(0);
  expect(verified.stdout).toContain("valid.");
  return text;
}

const COMMENT = "id revision author text files { name url sha256 } filesTakenOff { reason sha256 }";
const QUEUE = `query($of: ID!) { desk(municipality: "${TOWN}") { comments(filter: { consultation: $of }, first: 100) {
  nodes { comment { ${COMMENT} } } } } }`;

/** Another act waits, unseen, until it is published with its reason. */
async function another(page: Page, of: string) {
  const desk = async () => {
    const query = `query($of: ID!) { desk(municipality: "${TOWN}") { consultation(id: $of) {
      version acts { id added waits } } } }`;
    return (await ask(page, query, { of })).desk.consultation;
  };
  const seen = async () => {
    const query = `query($of: ID!) { consultation(id: $of) { acts { title { text } versions { number } }
      changes { field before after reason { text } } } }`;
    return (await ask(page, query, { of })).consultation;
  };
  const text = (text: string) => ({ text, locale: "sr-Latn" });
  const parts = [{ kind: "ARTICLE", label: "Član 1.", text: "Taksa se plaća u oktobru." }];
  const save = `mutation($input: SaveActInput!) { saveAct(input: $input) { errors { code reason } consultation { id } } }`;
  const before = await seen();
  const { version } = await desk();
  const input = { consultation: of, version, title: text("Odluka o taksi"), locale: "sr-Latn", parts };
  expect((await ask(page, save, { input })).saveAct.errors).toEqual([]);
  expect(await seen()).toEqual(before);
  const waits = await desk();
  expect(waits.acts.map((one: { added: boolean }) => one.added)).toEqual([false, true]);

  // The desk says what it waits for.
  await page.goto(`${deskOf(TOWN)}/rasprave/${of}`);
  await expect(page.getByText("građani vide akt kada objavite izmjene")).toBeVisible({ timeout: 20_000 });
  const correct = `mutation($input: CorrectConsultationInput!) { correctConsultation(input: $input) {
    errors { code reason } } }`;
  const reason = { id: of, version: waits.version, reason: text("Uz nacrt ide i taksa") };
  expect((await ask(page, correct, { input: reason })).correctConsultation.errors).toEqual([]);
  const now = await seen();
  expect(now.acts[1]).toEqual({ title: { text: "Odluka o taksi" }, versions: [{ number: 1 }] });
  expect(now.changes.at(-1)).toEqual({
    field: "ACTS",
    before: null,
    after: "Odluka o taksi (1)",
    reason: { text: "Uz nacrt ide i taksa" },
  });
}

test("files are taken off and forgotten with a mark, and another act waits until it is published", async ({
  page,
  browser,
}) => {
  test.slow();
  await enter(page, TOWN);
  const of = await published(page);
  const words = "Prilažem plan i presudu o parku.";
  await commented(browser, of, words, ["Presuda Jelić.pdf", "plan parka.pdf"]);
  const found = async () => {
    const { desk } = await ask(page, QUEUE, { of });
    return desk.comments.nodes
      .map((one: { comment: object }) => one.comment)
      .find((one: { text: string }) => one.text === words);
  };
  const read = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });
  const before = await found();
  await ask(
    page,
    `mutation($c: [CommentRead!]!) { publishComments(input: { comments: $c }) { errors { code } } }`,
    {
      c: [read(before)],
    },
  );

  await page.goto(`${deskOf(TOWN)}/komentari/${of}`);
  await page.getByRole("button", { name: "Objavljeni" }).click();
  await page.getByRole("button", { name: /^Jelena Jelić/ }).click();
  await page.getByText("Još radnji").click();
  await page.getByRole("button", { name: "Sakrij dio teksta ili prilog…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Ukloni: Presuda Jelić.pdf").check();
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Sakrij i obriši" }).click();
  await expect(page.getByText("Sakriveno je.")).toBeVisible();
  await expect(page.locator(".one .files li")).toHaveCount(2);
  await expect(page.locator(".one .files")).toContainText("Prilog je uklonjen");
  await expect(page.locator(".one .files")).not.toContainText("Presuda");

  const [gone, stays] = before.files;
  const status = async (sum: string) =>
    (await fetch(`${JAVNO}/files/comments/${before.id}/${sum}/a.pdf`)).status;
  expect([await status(gone.sha256), await status(stays.sha256)]).toEqual([404, 200]);
  const now = await found();
  expect(now.filesTakenOff).toEqual([{ reason: "PERSONAL_DATA", sha256: gone.sha256 }]);
  const recorded = await log(of);
  expect(recorded).toContain("plan parka.pdf");
  expect(recorded).not.toContain("Presuda");
  const reader = await browser.newPage();
  await reader.goto(`${JAVNO}/${TOWN}/rasprava/${of}/komentari?lang=sr-Latn`);
  await expect(reader.getByText("Prilog je uklonjen (lični podaci).")).toBeVisible();

  const erase = `mutation($c: CommentRead!) { eraseComment(input: { comment: $c, what: AUTHOR }) {
    comments { comment { ${COMMENT} } } errors { code } } }`;
  const { eraseComment } = await ask(page, erase, { c: read(now) });
  const [{ comment: left }] = eraseComment.comments;
  const mark = { reason: "PERSONAL_DATA", sha256: null };
  expect([left.text, left.files, left.filesTakenOff]).toEqual([words, [], [mark, mark]]);
  expect(await status(stays.sha256)).toBe(404);
  const after = await log(of);
  expect(after).toContain(words);
  for (const forgotten of ["plan parka.pdf", "Jelena Jelić", gone.sha256, stays.sha256]) {
    expect(after).not.toContain(forgotten);
  }
  await reader.reload();
  await expect(reader.getByText("Prilog je uklonjen (lični podaci).")).toHaveCount(2);
  await reader.close();
  await another(page, of);
});
