/** Sitting down at a desk of the demo: a letter in the outbox, a passkey of the browser's own. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { letter } from "./host";
import { BINARY, DEMO, JAVNO } from "./playwright.config";

export const deskOf = (slug: string) => `${JAVNO}/desk/${slug}`;

/** A passkey device that always says yes. */
export async function authenticator(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The newest link with which somebody comes to the desk. */
export const wayIn = (address: string) => letter(address, /\/desk\/(?:prijava|poziv)#[\w-]+$/);

/** Makes the desk speak Latin, whatever its municipality does. */
async function latin(page: Page) {
  // It is the person who speaks it from now on, wherever she goes: not before the server has it.
  const kept = page.waitForResponse((answer) => /UpdateProfile/.test(answer.request().postData() ?? ""));
  await page.getByRole("button", { name: "Latinica" }).click();
  await kept;
  await page.getByRole("heading", { name: /^Danas/ }).waitFor();
}

/**
 * Keeps a person for one test: whoever comes second would be asked for a passkey that only the first one's browser holds,
 * and which of two tests is second changes from run to run.
 */
function alone(address: string) {
  const taken = test.info().project.outputDir;
  mkdirSync(taken, { recursive: true });
  try {
    writeFileSync(`${taken}/${address}`, test.info().title, { flag: "wx" });
  } catch {
    throw new Error(`Another test signs in as ${address}: choose a municipality of your own.`);
  }
}

/** Signs in, or accepts an invitation, registers a passkey, keeps the codes. No other test may be this person. */
export async function enter(page: Page, slug: string, address = `referent@${slug}.example`) {
  const { retry } = test.info();
  // The passkey was kept by a browser that is gone: whoever tries once more is a colleague.
  if (retry) return enterBy(page, await invited(slug, `${retry}.${address}`, "editor", "moderator", "admin"));
  alone(address);
  await authenticator(page);
  const called = (await wayIn(address)).includes("/poziv#");
  if (!called) {
    await page.goto(`${JAVNO}/desk`);
    await page.getByLabel("Adresa e-pošte").fill(address);
    await page.getByRole("button", { name: "Pošalji mi link" }).click();
    await page.getByRole("heading", { name: "Provjerite poštu" }).waitFor();
  }
  await expect.poll(() => wayIn(address)).not.toBe("");
  await follow(page, await wayIn(address), called);
}

/** Invites somebody else to a desk of a demo, at its operator's console; the link. */
export async function invitedTo(demo: { url: string; folder: string }, slug: string, address: string, ...roles: string[]): Promise<string> {
  const words = ["user", "invite", "--municipality", slug, ...roles.flatMap((role) => ["--role", role]), "--name", "Nova Osoba"];
  const { JAVNO_BIN: _, ...outside } = process.env;
  const env = { ...outside, JAVNO_PUBLIC_URL: demo.url, JAVNO_DATABASE_URL: `sqlite://${resolve(demo.folder)}/demo.sqlite` };
  const told = await promisify(execFile)(resolve(BINARY), [...words, "--print-link", address], { cwd: demo.folder, env });
  return /https?:\/\/\S+#\S+/.exec(told.stdout)?.[0] ?? "";
}

/** The same to a desk of the demo that all tests share, and that a test sits at already. */
export const invited = (slug: string, address: string, ...roles: string[]) =>
  invitedTo({ url: JAVNO, folder: DEMO }, slug, address, ...roles);

/** Accepts the invitation behind a link, registers a passkey, keeps the codes. */
export async function enterBy(page: Page, invitation: string) {
  await authenticator(page);
  await follow(page, invitation, true);
}

async function follow(page: Page, link: string, invited: boolean) {
  await page.goto(link);
  // The secret is in no history and no address bar.
  await expect(page).not.toHaveURL(/#./);
  if (invited) await page.locator("main input").first().fill("Nova Osoba");
  await page.getByRole("button", { name: /^(Prijavi me|Prihvati|Пријави ме|Прихвати)/ }).click();
  // From here on it speaks as the person does.
  await page.getByRole("button", { name: /^(Napravi ključ|Направи кључ)/ }).click();
  await page.getByLabel(/^(Sačuvao|Сачувао)/).check();
  await page.getByRole("button", { name: /^(Nastavi|Настави)/ }).click();
  await page.getByRole("heading", { name: /^(Danas|Данас)/ }).waitFor();
  await latin(page);
}

/** Asks as the page that is open: with its cookie, where there is one. */
export async function ask(page: Page, query: string, variables: object = {}) {
  const answer = await page.evaluate(async (body) => {
    const headers = { "content-type": "application/json" };
    return (await fetch("/graphql", { method: "POST", headers, body })).json();
  }, JSON.stringify({ query, variables }));
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** A small file that is what it says; or larger by so many bytes that say nothing. */
export const pdf = (name: string, larger = 0) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(
    `%PDF-1.4\n${larger ? `%${"x".repeat(larger - 2)}\n` : ""}1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  ),
});
