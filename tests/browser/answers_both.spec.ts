/** Two who answer the same comments, and one answer to more of them than a request names: nothing that is typed or chosen is lost. */
import { expect, type Page, test } from "@playwright/test";
import { flooded, type Lying, lying, publish, published } from "./debate";
import { ask, deskOf, enterBy, invited } from "./desk";
import { faults } from "./host";

const TOWN = "ugljevik";
const MINE = "Prihvata se za parkove veće od pola hektara.";
const THEIRS = "Nije predmet ove rasprave.";

/** Enters a comment that came on paper. */
async function onPaper(page: Page, consultation: string, name: string, text: string) {
  const input = { consultation, authorKind: "CITIZEN", name, text, origin: "PAPER" };
  const query = "mutation($input: EnterCommentInput!) { enterComment(input: $input) { errors { code } } }";
  expect((await ask(page, query, { input })).enterComment.errors).toEqual([]);
}

/** A colleague answers it, past this page. */
async function answered(page: Page, { id, revision, answer }: Lying, reason: string) {
  const comments = [{ id, revision, answer: answer?.id }];
  const input = { comments, disposition: "OUT_OF_SCOPE", reason };
  const query = "mutation($input: AnswerCommentsInput!) { answerComments(input: $input) { errors { code } } }";
  expect((await ask(page, query, { input })).answerComments.errors).toEqual([]);
}

/** What everybody reads under each. */
async function reasons(page: Page, of: string): Promise<string[]> {
  const query = `query($of: ID!) { comments(consultation: $of, orderBy: OLDEST) { nodes { author answer { reason { text } } } } }`;
  const { nodes } = (await ask(page, query, { of })).comments;
  return nodes.map((one: { author: string; answer: { reason: { text: string } } | null }) => `${one.author}: ${one.answer?.reason.text}`);
}

test("what a colleague has answered meanwhile stands beside what one types, and one of both is chosen", async ({ page }) => {
  await enterBy(page, await invited(TOWN, "oboje@ugljevik.example", "editor", "moderator"));
  const of = await published(page, TOWN, "Nacrt odluke o parkovima");
  await onPaper(page, of, "Ana", "Treba više klupa.");
  await onPaper(page, of, "Petar", "Treba više drveća.");
  await page.goto(`${deskOf(TOWN)}/odgovori/${of}`);
  const rows = page.locator(".answers .rows > li");
  const form = page.locator(".answering");
  const reason = page.getByLabel("Obrazloženje", { exact: true });
  for (const name of ["Ana", "Petar"]) await page.getByLabel(`Izaberi: ${name}`).check();
  await page.getByLabel("Šta biva sa komentarom").selectOption({ label: "prihvaćen" });
  await reason.fill(MINE);

  // Both are answered while one types: they are no more among the unanswered, and stay chosen with what was typed.
  const [ana, petar] = await lying(page, TOWN, of, "UNANSWERED");
  if (!ana || !petar) throw new Error("nothing was entered");
  await answered(page, ana, THEIRS);
  await expect(rows).toHaveCount(1);
  await expect(form.getByRole("heading")).toHaveText("2 izabrana");
  await answered(page, petar, THEIRS);
  await expect(page.getByText("Svi komentari imaju odgovor.")).toBeVisible();
  await expect(form.getByRole("heading")).toHaveText("2 izabrana");
  await expect(reason).toHaveValue(MINE);

  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  const both = form.getByRole("alert");
  await expect(both).toContainText("Ana");
  await expect(both).toContainText("Petar");
  await expect(both.getByText(THEIRS)).toHaveCount(2);
  await expect(both.getByText("ne odnosi se na predmet rasprave")).toHaveCount(2);
  await expect(reason).toHaveValue(MINE);
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/answers-both.png", fullPage: true });
  expect(await reasons(page, of)).toEqual([`Ana: ${THEIRS}`, `Petar: ${THEIRS}`]);

  // Theirs may stand; what was typed stays for others.
  await both.getByRole("button", { name: "Svuda tuđe" }).click();
  await expect(form.getByRole("heading")).toHaveText("Izaberite bar jedan komentar.");
  await expect(reason).toHaveValue(MINE);

  // Or mine, when what stands there was read; and somebody is faster once more.
  await page.getByRole("button", { name: "Odgovoreno" }).click();
  await page.getByLabel("Izaberi: Petar").check();
  await expect(reason).toHaveValue(MINE);
  const [, again] = await lying(page, TOWN, of, "ANSWERED");
  if (!again) throw new Error("it is not answered");
  await answered(page, again, "Ipak ne.");
  await expect(rows.nth(1)).toContainText("Ipak ne.");
  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(both).toContainText("Ipak ne.");
  await both.getByRole("button", { name: "Svuda moje" }).click();
  await expect(page.getByText("Odgovor je objavljen.")).toBeVisible();
  expect(await reasons(page, of)).toEqual([`Ana: ${THEIRS}`, `Petar: ${MINE}`]);
  expect(await faults(page)).toEqual([]);
});

test("one answer goes to however many say the same, whatever becomes of a request", async ({ page, request }) => {
  test.setTimeout(180_000);
  const many = 230;
  await enterBy(page, await invited(TOWN, "isto@ugljevik.example", "editor", "moderator"));
  const of = await published(page, TOWN, "Nacrt odluke o pijaci");
  await flooded(request, of, many, () => "Slažem se sa prijedlogom udruženja i tražim da se pijaca ne seli.");
  await publish(page, await lying(page, TOWN, of, "HELD"));
  await onPaper(page, of, "Ana", "Neka se pijaca preseli.");

  await page.goto(`${deskOf(TOWN)}/odgovori/${of}`);
  await expect(page.locator(".answers .rows > li:not(.further)")).toHaveCount(100);
  await page.getByRole("button", { name: "Izaberi sve slične" }).first().click();
  const heading = page.locator(".answering").getByRole("heading");
  await expect(heading).toHaveText(`${many} izabranih`);
  const reason = page.getByLabel("Obrazloženje", { exact: true });
  await page.getByLabel("Šta biva sa komentarom").selectOption({ label: "prihvaćen" });
  await reason.fill(THEIRS);

  // The second request is done, and the connection is lost before the answer comes.
  const asked: number[] = [];
  const keys = new Set<string>();
  await page.route("**/graphql", async (route) => {
    const { input } = route.request().postDataJSON().variables ?? {};
    if (!input?.disposition) return route.continue();
    keys.add(input.idempotencyKey);
    if (asked.push(input.comments.length) !== 2) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.locator(".answering .mishap")).toBeVisible();
  await expect(page.locator(".answering .note")).toHaveText(`Odgovor je objavljen: 100 od ${many}.`);
  await expect(heading).toHaveText("130 izabranih");
  await expect(reason).toHaveValue(THEIRS);
  await page.screenshot({ path: "out/answers-lost.png" });
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Objavi odgovor" }).click();
  await expect(page.getByText("Odgovor je objavljen.", { exact: true })).toBeVisible();
  expect(asked).toEqual([100, 100, 100, 30]);
  expect(keys.size).toBe(1);
  const all = await lying(page, TOWN, of, "ANSWERED");
  expect(all.length).toBe(many);
  expect(new Set(all.map(({ answer }) => answer?.id)).size).toBe(1);
  await expect(page.locator(".answers .rows > li")).toHaveCount(1);
});
