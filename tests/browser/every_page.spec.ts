/**
 * Every page as everybody has it, in a demo of its own: what a screen reader is told of it, that letters twice as large and a
 * window half or a quarter as wide lose nothing of it, and that whatever is pressed is large enough. One visit proves all.
 */
import type { Page } from "@playwright/test";
import { test as demo } from "./demo";
import { enterBy, invitedTo } from "./desk";
import { drawn } from "./drawn";
import { asked, consultation, expect, letter, reader, RICH, shown, unfold } from "./host";
import { hosted, inLanguage, ofDesk, type Place } from "./places";
import { heard, kept, PAGE, settled, wrong } from "./tree";

const LANG = "sr-Latn";
const USUAL = { width: 1280, height: 800 };

/** What is pressed on hosted pages, in the studio and in the form for comments is as large as a thumb. */
const LARGE = ["button", "input", "select", "textarea", "summary", ".button"].map((one) => `main ${one}`).join();
const IN_FORM = ["button", "input", "textarea"].map((one) => `form.form ${one}`).join();

/** In Trebinje two comments, a question and a proposal wait for somebody; where the receipt of a comment is. */
const test = demo.extend<object, { receipt: string }>({
  receipt: [
    async ({ demo, browser }, use) => {
      const page = await browser.newPage();
      const places = await hosted(demo.url);
      const open = async (name: string) => {
        const path = places.find((place) => place.name === name)?.path ?? "";
        await page.goto(demo.url + inLanguage(path, LANG));
      };
      for (const text of ["U parku trebaju i klupe u hladu.", "Neka bude više drveća, a manje betona."]) {
        await open("comment-form");
        await page.locator("#text").fill(text);
        await page.locator("[value=ANONYMOUS]").check();
        await page.locator("form:has(#text) button").click();
        await page.waitForURL(/\/potvrda\//);
      }
      const { pathname } = new URL(page.url());
      await open("question");
      await page.locator("#text").fill("Mogu li se prijaviti dva projekta?");
      await page.locator("form:has(#text) button").click();
      await page.getByRole("heading", { name: "Pitanje je primljeno" }).waitFor();
      await open("propose");
      await page.getByLabel("Naziv", { exact: true }).fill("Udruženje „Izvor“");
      await page.getByLabel("Vaša e-pošta").fill("ana@izvor.example");
      await page.getByRole("button", { name: "Pošaljite prijedlog" }).click();
      const link = () => letter("ana@izvor.example", /\/organizacije\/veza\//, demo.url);
      await expect.poll(link).not.toBe("");
      await page.goto(await link());
      await page.locator("main form button").click();
      await page.getByRole("status").waitFor();
      await page.close();
      await use(pathname);
    },
    { scope: "worker", auto: true, timeout: 120_000 },
  ],
});

type Letters = Awaited<ReturnType<typeof reader>>;

/** What is wrong with a page that is open. What it says is compared to what is kept of it. */
async function proven(page: Page, name: string, letters: Letters, { window, large }: Pick<Place, "window"> & { large?: string }) {
  const found: string[] = [];
  const add = (when: string, all: string[]) => found.push(...new Set(all.map((one) => `${name}${when}: ${one}`)));
  const nodes = await settled(page);
  kept(heard(nodes, PAGE, /./), `${name}.txt`);
  add("", wrong(nodes, window));
  // What is folded is part of a page, but at the desk it lies over it.
  if (large) await unfold(page);
  const pressed = { targets: true, ...(large && { large }) };
  add("", await drawn(page, { cut: true, covered: true, ...pressed }));
  await letters(32);
  add(", letters twice as large", await drawn(page, { cut: true, covered: true }));
  await letters(16);
  // What a window of 1280 × 800 holds at 200 %, and the narrowest telephone.
  await page.setViewportSize({ width: 640, height: 400 });
  add(", at 200 %", await drawn(page, { cut: true, covered: true }));
  await page.setViewportSize({ width: 320, height: 640 });
  add(", 320 pixels wide", await drawn(page, { cut: true, covered: true, ...pressed }));
  await page.setViewportSize(USUAL);
  return found;
}

// One after the other, so that all are of one demo.
test.describe.configure({ mode: "default" });
test.use({ viewport: USUAL });

test("hosted pages", async ({ demo, receipt, page }) => {
  test.setTimeout(240_000);
  const letters = await reader(page);
  const found: string[] = [];
  for (const { name, path, status = 200 } of [...(await hosted(demo.url)), { name: "receipt", path: receipt, status: 200 }]) {
    const answer = await page.goto(demo.url + inLanguage(path, LANG));
    expect(answer?.status(), name).toBe(status);
    await expect(page.locator("h1"), name).toBeVisible();
    found.push(...(await proven(page, `page-${name}`, letters, { large: LARGE })));
  }
  expect(found).toEqual([]);
});

test("the desk", async ({ demo, page }) => {
  test.setTimeout(300_000);
  const town = "trebinje";
  const roles = ["editor", "moderator", "evaluator", "directory-keeper", "admin"];
  await enterBy(page, await invitedTo(demo, town, "svi@trebinje.example", ...roles));
  // The person speaks it from now on, wherever she goes.
  const spoken = page.waitForResponse((answer) => /UpdateProfile/.test(answer.request().postData() ?? ""));
  await page.getByRole("button", { name: "Latinica" }).click();
  await spoken;
  const { calls, judged, organisations } = await asked(
    `{ calls: openCalls(filter: { municipality: "${town}", text: "${RICH}" }, first: 1) { nodes { id } }
       judged: openCalls(filter: { municipality: "${town}", text: "volonterske programe" }, first: 1) { nodes { id } }
       organisations(filter: { municipality: "${town}" }, first: 1) { nodes { id } } }`,
    demo.url,
  );
  const pages = ofDesk({
    call: calls.nodes[0].id,
    judged: judged.nodes[0].id,
    debate: await consultation(town, "OPEN", demo.url),
    organisation: organisations.nodes[0].id,
  }).map((place) => ({ ...place, path: `/desk/${town}${place.path}` }));
  const letters = await reader(page);
  const found: string[] = [];
  for (const { name, path, window } of [...pages, { name: "account", path: "/desk/nalog", window: false }]) {
    await page.goto(demo.url + path);
    const still = async () => {
      await page.locator("main h1").first().waitFor();
      // Its file is loaded when it is opened.
      if (window) await page.locator("dialog[open]").waitFor();
      await expect(page.locator(".bone, [aria-busy=true]"), name).toHaveCount(0, { timeout: 30_000 });
      // What a preview draws comes later, and is heard where it stands in a page.
      await page.evaluate(() => document.querySelector("main aside")?.remove());
    };
    await still();
    found.push(...(await proven(page, `desk-${name}`, letters, { window })));
    if (name !== "comments-of-debate") continue;
    // What comes without a script is held; there the two comments are.
    await page.getByRole("button", { name: "Zadržani", exact: true }).click();
    await expect(page.locator(".queue .rows > li")).toHaveCount(2);
    await still();
    found.push(...(await proven(page, "desk-comments-held", letters, {})));
  }
  expect(found).toEqual([]);
});

test("what is pressed in the widgets", async ({ demo, page }) => {
  test.slow();
  const found: string[] = [];
  const look = async (widget: string, what: string) => {
    for (const width of [USUAL.width, 320]) {
      await page.setViewportSize({ ...USUAL, width });
      const wish = { within: widget, cut: true, covered: true, targets: true, large: IN_FORM };
      for (const one of await drawn(page, wish)) found.push(`${what}, ${width} pixels wide: ${one}`);
    }
    await page.setViewportSize(USUAL);
  };
  const calls = await shown(page, `${demo.site}/trebinje?pismo=lat`);
  await look("javno-open-calls", "calls");
  await calls.getByRole("link", { name: RICH }).click();
  await expect(calls.locator(".title")).toBeFocused();
  await look("javno-open-calls", "a call");

  const debate = page.locator("javno-consultation");
  await page.goto(`${demo.site}/trebinje/rasprave?pismo=lat`);
  await expect(debate.locator(".entry").first()).toBeVisible();
  await look("javno-consultation", "consultations");
  await page.goto(`${demo.site}/trebinje/rasprave?pismo=lat&rasprava=${await consultation("trebinje", "OPEN", demo.url)}`);
  await debate.getByRole("button", { name: /Član 12/ }).click();
  await expect(debate.locator("form.form textarea")).toBeVisible();
  await look("javno-consultation", "a consultation with its form");

  const directory = page.locator("javno-directory");
  await page.goto(`${demo.site}/trebinje/organizacije?pismo=lat`);
  await expect(directory.locator(".entry").first()).toBeVisible();
  await look("javno-directory", "the directory");
  await directory.locator(".entry a").first().click();
  await expect(directory.locator(".title")).toBeFocused();
  await look("javno-directory", "an organisation");
  expect(found).toEqual([]);
});
