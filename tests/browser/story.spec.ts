/**
 * All of a consultation in one piece, in a demo of its own, for its calendar is moved and its database is tampered with: a
 * guest comments in the strict foreign page, an official answers, the report is printed, and the receipt proves all of it.
 */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Demo } from "./demo";
import { enterBy, invitedTo } from "./desk";
import { consultation, expect, faults, test } from "./host";
import { BINARY } from "./playwright.config";

const binary = resolve(BINARY);
const SAID = "Пси се у мањим парковима могу пустити у ограђеном дијелу.";
const REASON = "Прихвата се за паркове већи од пола хектара.";

/** What whoever has only the files that he was given does with them: what it says, and how it ended. */
async function javno(folder: string, words: string[]) {
  const { JAVNO_BIN: _, ...outside } = process.env;
  try {
    const { stdout } = await promisify(execFile)(binary, words, { cwd: folder, env: outside });
    return { said: stdout, code: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { said: stdout, code };
  }
}

test("from a guest's comment on article 12 to a printed report, and not a byte of it can be changed unseen", async ({ page, browser, request }) => {
  test.setTimeout(240_000);
  const demo = await Demo.start();
  const { folder, url: home } = demo;
  /** What somebody does to the file of the database, past all that Javno looks at. */
  const past = (statement: string) =>
    promisify(execFile)("python3", ["-c", "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=20); db.execute(sys.argv[2]); db.commit()", join(folder, "demo.sqlite"), statement]);
  try {
    const id = await consultation("trebinje", "OPEN", home);

    // A guest, in a page of another origin that allows hardly anything.
    await page.goto(`${demo.site}/trebinje/rasprave?pismo=cir&rasprava=${id}`);
    const widget = page.locator("javno-consultation");
    await widget.getByRole("button", { name: /Члан 12\. Пси/ }).click();
    await widget.getByLabel(/Ваш коментар/).pressSequentially(SAID, { delay: 20 });
    // Nobody has read an article and written about it in a second; who does is looked at later.
    await page.waitForTimeout(2500);
    await widget.getByLabel("Име које се приказује").fill("Ана Марић");
    await widget.getByRole("button", { name: "Пошаљите коментар" }).click();
    await expect(widget.getByText("Хвала! Ваш коментар је примљен.")).toBeVisible();
    const [kept] = await Promise.all([page.waitForEvent("download"), widget.getByText("Сачувај фајл").click()]);
    const receipt = join(folder, "receipt.txt");
    await kept.saveAs(receipt);
    expect(await page.context().cookies()).toEqual([]);

    // An official reads it, publishes it and answers; the guest, who has not touched his page, sees both.
    const desk = await (await browser.newContext()).newPage();
    await enterBy(desk, await invitedTo(demo, "trebinje", "ana@trebinje.example", "moderator", "editor"));
    await desk.goto(`${home}/desk/trebinje/komentari/${id}`);
    await desk.getByRole("button", { name: /^Ана Марић/ }).click();
    await expect(desk.locator(".one .said")).toHaveText(SAID);
    await desk.getByRole("button", { name: "Objavi", exact: true }).click();
    await expect(desk.locator(".queue .rows").getByText("Ана Марић")).toHaveCount(0);
    await widget.getByRole("button", { name: "1 нови коментар" }).click();
    await expect(widget.locator(".comment").filter({ hasText: SAID })).toBeFocused();
    await desk.goto(`${home}/desk/trebinje/odgovori/${id}`);
    await desk.locator(".rows > li", { hasText: SAID }).getByRole("checkbox").check();
    await desk.getByLabel("Šta biva sa komentarom").selectOption({ label: "djelimično prihvaćen" });
    await desk.getByLabel("Obrazloženje").fill(REASON);
    await desk.getByRole("button", { name: "Objavi odgovor" }).click();
    await expect(widget.locator(".comment .answer")).toContainText("дјелимично прихваћен");
    await expect(widget.locator(".comment .answer")).toContainText(REASON);
    expect(await faults(page)).toEqual([]);

    // One who reads supports it, another finds fault with it: on a small phone and without any script.
    const phone = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } };
    const reader = await (await browser.newContext(phone)).newPage();
    const said = widget.locator(".comment").filter({ hasText: SAID });
    const alone = (await said.locator(".meta a").first().getAttribute("href")) ?? "";
    await reader.goto(alone);
    await reader.getByRole("link", { name: "Подржавам" }).click();
    const supporting = reader.url();
    await reader.getByRole("button", { name: "Подржавам" }).click();
    await expect(reader.getByText("Ваша подршка је убројана.")).toBeVisible();
    await reader.screenshot({ path: "out/voices-supported.png", fullPage: true });
    await reader.getByRole("link", { name: "Коментар" }).click();
    await expect(reader.getByText("1 подршка")).toBeVisible();
    await reader.screenshot({ path: "out/voices-comment.png", fullPage: true });
    await reader.getByRole("link", { name: "Пријавите коментар" }).click();
    const reporting = reader.url();
    await reader.getByLabel("Вријеђа некога.").check();
    await reader.getByRole("button", { name: "Пошаљите пријаву" }).click();
    await expect(reader.getByText("Хвала! Пријава је примљена, коментар ће бити погледан.")).toBeVisible();
    const looking = await (await browser.newContext({ viewport: phone.viewport })).newPage();
    for (const address of [alone, supporting, reporting]) {
      await looking.goto(address);
      expect(await faults(looking), address).toEqual([]);
      expect(await looking.evaluate(() => document.documentElement.scrollWidth), address).toBe(320);
    }
    await looking.screenshot({ path: "out/voices-report.png", fullPage: true });

    // Days go by; the report is published and printed.
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().replace("T", " ").replace("Z", "+00:00");
    await past("CREATE TABLE hours AS SELECT id, closes_at, closes_key FROM consultation");
    await past(`UPDATE consultation SET closes_at = '${yesterday}', closes_key = '${yesterday}' WHERE closes_at > '${yesterday}'`);
    await desk.reload();
    await expect(desk.getByText("Svi komentari imaju odgovor.")).toBeVisible();
    await desk.goto(`${home}/desk/trebinje/izvjestaj/${id}`);
    await desk.getByLabel("Osvrt na raspravu").fill("Највише приједлога било је о псима.");
    await desk.getByRole("button", { name: "Objavi izvještaj…" }).click();
    await desk.getByRole("button", { name: "Objavi izvještaj zauvijek" }).click();
    const printed = desk.locator(".forms").getByRole("link", { name: /^PDF/ });
    await expect(printed).toBeVisible({ timeout: 60_000 });
    const pdf = await request.get(new URL((await printed.getAttribute("href")) ?? "", home).href);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    const read = (await desk.locator(".forms").getByRole("link", { name: /^Stranica/ }).getAttribute("href")) ?? "";
    await page.goto(new URL(read, home).href);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText(SAID)).toBeVisible();
    // What a guest said stands as he wrote it; what an official wrote is read in the page's letters.
    await expect(page.getByText("Prihvata se za parkove veći od pola hektara.")).toBeVisible();
    await page.screenshot({ path: "out/story-report.png", fullPage: true });
    expect((await page.pdf()).length).toBeGreaterThan(10_000);

    // The day on which it closes is in the log, too: it is again what was announced.
    for (const one of ["closes_at", "closes_key"])
      await past(`UPDATE consultation SET ${one} = (SELECT hours.${one} FROM hours WHERE hours.id = consultation.id)`);
    // Whoever has the receipt, the log and the key needs nobody to tell whether all of it is as it was.
    const key = (await (await request.get(`${home}/log/key`)).text()).trim();
    const log = join(folder, "log.ndjson");
    const proved = async () => {
      writeFileSync(log, await (await request.get(`${home}/log/${id}.ndjson`)).text());
      return javno(folder, ["verify", receipt, log, "--key", key]);
    };
    const right = await proved();
    expect(right.said).toContain("All 1 receipts stand in it.");
    expect(right.said).toMatch(new RegExp(`receipt\\.txt: this was recorded, word for word:\\s+.*Ана Марић.*\\s+.*${SAID}`));
    expect(right.code).toBe(0);
    await past("UPDATE comment SET text = replace(text, 'ограђеном', 'ограђенам')");
    const wrong = await proved();
    expect(wrong.said).toContain("NOT what was signed");
    expect(wrong.code).not.toBe(0);
  } finally {
    await demo.stop();
  }
});
