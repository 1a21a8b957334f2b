/** The desk for whoever has no mouse, sees it twice as large, or sits before a tablet. */
import type { Page } from "@playwright/test";
import { enterBy, pdf } from "./desk";
import { expect, faults } from "./host";
import { to } from "./keys";
import { row, type Server, test } from "./server";

/** Sits down at Trebinje's desk as an administrator; a call is open there. */
async function sitDown(server: Server, page: Page) {
  await server.import(row("Javni poziv za projekte udruženja građana u oblasti kulture, sporta i rada s mladima"));
  const told = await server.run(
    ...["user", "invite", "--municipality", "trebinje", "--role", "admin", "--name", "Ana Anić", "--print-link", "ana@trebinje.example"],
  );
  await enterBy(page, /https?:\/\/\S+#\S+/.exec(told)?.[0] ?? "");
}

/** A day so far ahead, as officials write it. */
const ahead = (days: number) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.getDate()}. ${day.getMonth() + 1}. ${day.getFullYear()}.`;
};

test("by keyboard alone a call is begun, written, published and corrected, and the mouse is not missed", async ({ serve, page }) => {
  test.slow();
  const server = await serve();
  await sitDown(server, page);
  await page.goto(`${server.url}/desk/trebinje`);
  const heading = page.locator("main h1");
  await heading.waitFor();
  // The first stop leads past everything that stands on each page.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Preskoči na sadržaj" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();

  await to(page, page.getByRole("link", { name: "Javni pozivi" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await to(page, page.getByRole("button", { name: "Novi poziv" }));
  await page.keyboard.press("Enter");
  await to(page, page.getByLabel("Naslov", { exact: true }));
  await page.keyboard.type("Javni poziv za planinare");
  await to(page, page.getByLabel("Rok za prijavu", { exact: true }));
  await page.keyboard.type(ahead(40));
  await page.keyboard.press("Tab");
  await expect(page.getByText("Sačuvano u")).toBeVisible();

  // A dialog has the focus, keeps it, and gives it back to whoever changes his mind.
  const publish = page.getByRole("button", { name: "Objavi poziv…" });
  await to(page, publish);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Tab");
  expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(publish).toBeFocused();
  await page.keyboard.press("Enter");
  await to(page, page.getByRole("button", { name: "Objavi poziv", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Poziv je objavljen.")).toBeVisible();

  const title = page.getByLabel("Naslov", { exact: true });
  await to(page, title, "Shift+Tab");
  await page.keyboard.press("End");
  await page.keyboard.type(" i speleologe");
  await page.keyboard.press("Tab");
  await to(page, page.getByRole("button", { name: "Objavi izmjene…" }));
  await page.keyboard.press("Enter");
  await to(page, page.getByLabel("Razlog"));
  await page.keyboard.type("Zaboravljeni su speleolozi.");
  await to(page, page.getByRole("button", { name: "Objavi izmjene", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Izmjene su objavljene.")).toBeVisible();
});

test("twice as large, and on a tablet held either way, nothing of the desk lies beside the window", async ({ serve, page }) => {
  // Each page at each size.
  test.setTimeout(240_000);
  const server = await serve();
  await sitDown(server, page);
  const desk = `${server.url}/desk/trebinje`;
  await page.goto(`${desk}/pozivi`);
  await page.locator("main li a").first().click();
  await page.getByLabel("Naslov", { exact: true }).waitFor();
  await page.locator("#documents input[type=file]").last().setInputFiles(pdf("Smjernice za podnosioce prijava, s prilozima i obrascima.pdf"));
  await expect(page.locator("#documents .paper")).toHaveCount(1, { timeout: 30_000 });
  const call = page.url();
  const paths = ["", "/pozivi", "/rasprave", "/komentari", "/organizacije", "/ljudi", "/dnevnik"].map((path) => desk + path);
  // What a window of 1280 × 800 holds at 200 %, a tablet, and the narrowest telephone.
  for (const [width, height] of [[640, 400], [768, 1024], [1024, 768], [320, 700]] as const) {
    await page.setViewportSize({ width, height });
    for (const address of [...paths, call, `${server.url}/desk/nalog`]) {
      await page.goto(address);
      await page.locator("main h1").waitFor();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
      const beside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beside, `${address} at ${width} px`).toBeLessThanOrEqual(0);
      // What is pressed with a finger is large enough for one, or far enough from the next: axe measures it.
      if (width === 768) expect(await faults(page), address).toEqual([]);
    }
  }
});
