/** The studio: a webmaster answers, sees his site, copies what he needs. */
import { expect, faults, JAVNO, test } from "./host";
import { SITE } from "./playwright.config";

test("what is answered is shown at once, in the site's colours, and can be sent to a colleague", async ({ page }) => {
  await page.goto(`${JAVNO}/studio?opstina=trebinje`);
  const preview = page.frameLocator("iframe");
  await expect(preview.locator("javno-open-calls .call").first()).toBeVisible();
  await page.getByLabel("Opština ili grad").selectOption({ label: "Bijeljina" });
  await page.locator('input[name="organizacije"]').check();
  await page.getByLabel("Čime je sajt napravljen").selectOption("Joomla");
  await page.getByLabel("veze i dugmad").fill("#ffcc00");
  const advice = page.locator("#savjet");
  await expect(advice.getByRole("heading", { level: 2 })).toHaveText("Preporuka: okvir u stranici");
  await expect(advice.locator("pre").filter({ hasText: '<div data-javno="directory"' })).toContainText("bijeljina");
  await expect(advice.getByText(/teško se čita; najbliža dobra boja je #[0-9a-f]{6}/)).toBeVisible();
  await expect(preview.locator("header")).toHaveText("Bijeljina");
  await expect(preview.locator("header")).toHaveCSS("background-color", "rgb(255, 204, 0)");
  await expect(preview.locator("javno-directory")).toHaveAttribute("municipality", "bijeljina");

  // The address holds all of it.
  await page.reload();
  await expect(advice.getByRole("heading", { level: 2 })).toHaveText("Preporuka: okvir u stranici");
  await expect(page.getByLabel("veze i dugmad")).toHaveValue("#ffcc00");
  const letter = await page.getByRole("link", { name: "Pošalji kolegi" }).getAttribute("href");
  expect(decodeURIComponent(letter ?? "")).toContain("/studio?opstina=bijeljina&pozivi=da&organizacije=da&cms=joomla");
  await page.getByRole("link", { name: "English" }).click();
  await expect(advice.getByRole("heading", { level: 2 })).toHaveText("Advice: a box in the page");
  expect(await faults(page)).toEqual([]);
});

test("what is copied is what is shown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${JAVNO}/studio?cms=drupal`);
  const first = page.locator(".copy").first();
  await first.getByRole("button", { name: "Kopiraj" }).click();
  await expect(first.getByRole("button", { name: "Kopirano" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `<script async src="${JAVNO}/w/v1/javno.js"></script>`,
  );
});

test("without scripts a press of the button does the same", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${JAVNO}/studio`);
  await page.getByLabel("Čime je sajt napravljen").selectOption("Drupal");
  await page.getByLabel("Ćirilica").or(page.getByLabel("Ћирилица")).check();
  await page.getByRole("button", { name: "Prikaži" }).click();
  await expect(page.locator("#savjet h2")).toHaveText("Preporuka: veza koja postaje prikaz");
  await expect(page.locator("#savjet > ol pre", { hasText: "lang=sr-Cyrl" })).toContainText("Јавни позиви");
  await expect(page.getByRole("button", { name: "Kopiraj" })).toHaveCount(0);
  await context.close();
});

const ALL_THREE = "opstina=trebinje&pozivi=da&rasprave=da&organizacije=da";

test("the sheet is one page of paper with all that was chosen, whatever the site is made with", async ({ page }) => {
  test.slow();
  const needed: Record<string, [string, string]> = {
    wordpress: ["script", "frame"],
    joomla: ["script", ""],
    drupal: ["script", ""],
    dnn: ["script", ""],
    builder: ["frame", "frame"],
    files: ["script", "frame"],
    other: ["script", ""],
  };
  for (const [cms, rules] of Object.entries(needed)) {
    for (const [template, rule] of [["da", rules[0]], ["ne", rules[1]]]) {
      await page.goto(`${JAVNO}/studio/list?${ALL_THREE}&cms=${cms}&predlozak=${template}&lang=sr-Cyrl`);
      const what = `${cms} ${template}`;
      const paper = await page.pdf({ format: "A4", margin: { top: "12mm", bottom: "12mm", left: "14mm", right: "14mm" } });
      expect(paper.toString("latin1").match(/\/Type \/Page\b/g), what).toHaveLength(1);
      // What is pasted for each of the three, and what else whoever has only the paper needs.
      const pasted = (await page.locator("ol pre").allTextContents()).join("\n");
      for (const word of ["pozivi", "rasprave", "organizacije"]) expect(pasted, what).toContain(`/trebinje/${word}`);
      const needs = await page.locator("main > .copy pre").allTextContents();
      expect(needs.join().split("-src")[0], what).toBe(rule);
    }
  }
});

test("on the sheet the advised way is marked, on paper too, and a small phone needs no sideways scrolling", async ({ page }) => {
  await page.goto(`${JAVNO}/studio/list?cms=joomla&rasprave=da&lang=sr-Cyrl`);
  const advised = page.locator("tr[aria-current]");
  await expect(advised).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await expect(advised).toHaveCSS("outline-style", "solid");
  await page.emulateMedia({ media: "screen" });
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/studio?cms=files", "/studio/list"]) {
    await page.goto(JAVNO + path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, path).toBeLessThanOrEqual(320);
  }
});

test("a page is checked without leaving the studio: what is in the way, that nothing is, and why it cannot be", async ({ page }) => {
  test.setTimeout(60_000);
  await page.goto(`${JAVNO}/studio?opstina=trebinje&lang=en`);
  const part = page.getByRole("region", { name: "Check your page" });
  const address = part.getByLabel("Address of the page");
  const found = part.getByRole("status");
  await expect(found).toBeEmpty();
  await expect(part).toContainText(SITE);
  await address.fill(`${SITE}/trebinje`);
  // The answer is held back until it is seen that one is waited for.
  let answer = () => {};
  const held = new Promise<void>((go) => { answer = go; });
  await page.route("**/studio/provjera**", async (route) => { await held; await route.continue(); });
  await part.getByRole("button", { name: "Check the page" }).click();
  await expect(found).toHaveText("The page is being checked. This may take a few seconds.");
  answer();
  await expect(found).toContainText("✓ Nothing is in the way");
  // A webmaster who has forgotten half of the policy.
  await address.fill(`${SITE}/trebinje?bez=connect`);
  await address.press("Enter");
  await expect(found.getByRole("listitem")).toHaveText([
    `The site's policy forbids the connection to the server, so there are no updates and no comments can be sent. Add to Content-Security-Policy: connect-src ${JAVNO}`,
  ]);
  await address.fill("https://example.org/");
  await address.press("Enter");
  await expect(found).toContainText("That address is on no site that Trebinje has here.");
  await expect(address).toHaveAttribute("aria-invalid", "true");
  expect(await faults(page)).toEqual([]);

  // Another municipality has other sites, and what is typed is not lost.
  await page.locator("select[name=opstina]").selectOption({ label: "Bijeljina" });
  await expect(page.locator("#adresa-sajtovi")).toContainText("bijeljina");
  await expect(found).toBeEmpty();
  await expect(address).toHaveValue("https://example.org/");
  await address.press("Enter");
  await expect(found).toContainText("That address is on no site that Bijeljina has here.");
  await page.unroute("**/studio/provjera**");
  await page.route("**/studio/provjera**", (route) => route.abort());
  await address.press("Enter");
  await expect(found).toHaveText("The server has not answered. Try again.");
  expect(page.url()).toContain("/studio?");
});

test("without scripts a page is checked by a press of the button", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${JAVNO}/studio?opstina=trebinje&lang=sr-Cyrl`);
  await page.getByLabel("Адреса странице").fill(`${SITE}/trebinje`);
  await page.getByRole("button", { name: "Провјери страницу" }).click();
  await expect(page.locator("#nalaz")).toContainText("✓ Ништа не смета");
  await expect(page.getByLabel("Адреса странице")).toHaveValue(`${SITE}/trebinje`);
  await context.close();
});

for (const lang of ["sr-Cyrl", "sr-Latn", "bs", "hr", "en"])
  test(`nobody is kept from the studio, its sheet and its check in ${lang}`, async ({ page }) => {
    test.slow();
    for (const path of [`/studio?${ALL_THREE}&cms=joomla&boja=%23ffcc00`, `/studio/list?${ALL_THREE}&cms=files`]) {
      await page.goto(`${JAVNO}${path}&lang=${lang}`);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      expect(await faults(page), path).toEqual([]);
    }
    await page.goto(`${JAVNO}/studio?opstina=trebinje&lang=${lang}`);
    for (const address of [`${SITE}/trebinje?bez=connect`, "https://example.org/"]) {
      // As it is without scripts: the answer is a page.
      await page.locator("#adresa").fill(address);
      await page.locator("form.check").evaluate((form: HTMLFormElement) => form.submit());
      await expect(page.locator("#nalaz .bad")).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      expect(await faults(page), address).toEqual([]);
    }
  });
