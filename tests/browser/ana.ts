/** Ana, who sits at Trebinje's desk of a server of the test's own, and comes back with another device. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import { authenticator, enterBy } from "./desk";
import type { Server } from "./server";

export const EMAIL = "ana@trebinje.example";

/** A server whose letters are looked at in its outbox. */
export async function open(serve: (settings?: Record<string, string>) => Promise<Server>): Promise<Server> {
  const letters = mkdtempSync(join(tmpdir(), "javno-letters-"));
  return serve({ JAVNO_MAIL__TRANSPORT: "outbox", JAVNO_MAIL__FOLDER: letters });
}

/** Sits down for the first time; the codes that Ana keeps. */
export async function sitDown(server: Server, page: Page): Promise<string[]> {
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "admin", "--role", "editor"],
    ...["--name", "Ana Anić", "--print-link", EMAIL],
  );
  const codes: string[] = [];
  await page.exposeFunction("keep", (code: string) => codes.push(code));
  await page.addInitScript(() => {
    addEventListener("change", ({ target }) => {
      if ((target as Element).id !== "kept") return;
      for (const code of document.querySelectorAll(".codes code"))
        (window as unknown as { keep: (code: string) => void }).keep(code.textContent ?? "");
    });
  });
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
  expect(codes.length).toBeGreaterThan(5);
  return codes;
}

/** The links that were sent so far to sign in with, of whomever. */
export async function links(server: Server, page: Page): Promise<string[]> {
  const text = await (await page.request.get(`${server.url}/outbox`)).text();
  return [...text.matchAll(/href="([^"]+\/desk\/prijava#[\w-]+)"/g)].map(([, link = ""]) => link);
}

/** Comes by letter with a device that has no key, as far as the second step. */
export async function byLetter(server: Server, browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const before = await links(server, page);
  await authenticator(page);
  await page.goto(`${server.url}/desk?lang=sr-Latn`);
  await page.getByLabel("Adresa e-pošte").fill(EMAIL);
  await page.getByRole("button", { name: "Pošalji mi link" }).click();
  await page.getByRole("heading", { name: "Provjerite poštu" }).waitFor();
  const fresh = async () => (await links(server, page)).find((link) => !before.includes(link)) ?? "";
  await expect.poll(fresh).not.toBe("");
  await page.goto(await fresh());
  await page.getByRole("button", { name: "Prijavi me" }).click();
  await page.getByRole("heading", { name: "Potvrdite da ste to Vi" }).waitFor();
  return page;
}

/** Comes to the desk with such a device, by a code. */
export async function byCode(server: Server, browser: Browser, code: string): Promise<Page> {
  const page = await byLetter(server, browser);
  await page.getByText("Uređaj s ključem nije pri ruci?").click();
  await page.getByLabel("Rezervni kod").fill(code);
  await page.getByRole("button", { name: "Prijavi me kodom" }).click();
  await page.getByRole("heading", { name: /^(Danas|Данас)/ }).waitFor();
  return page;
}
