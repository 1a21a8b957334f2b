/** Saying something of a directory in a real browser, without any script, from the list to the letter and its button. */
import { expect, faults, JAVNO, letter, test } from "./host";

/** The newest link in a letter to this address. */
const link = (address: string) => letter(address, /\/organizacije\/veza\//);

test("an organisation is proposed without any script, and nothing typed is lost on the way", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const email = `ana-${Date.now()}@izvor.example`;
  await page.goto(`${JAVNO}/bijeljina/organizacije?lang=sr-Latn`);
  await page.getByRole("link", { name: "Prijavite svoju organizaciju" }).click();
  await page.getByLabel("Naziv", { exact: true }).fill("Udruženje „Izvor“");
  await page.getByLabel("Čime se bavi").fill("Čuva izvore.\nUči djecu o vodi.");
  await page.getByLabel("Internet stranica").fill("nemamo");
  await page.getByLabel("Telefon", { exact: true }).fill("055 200 300");
  await page.getByRole("group", { name: "Oblasti djelovanja" }).getByRole("checkbox").first().check();
  await page.getByLabel(/^Ovo je moja organizacija/).check();
  await page.getByLabel("Vaša e-pošta").fill(email);
  // Nobody sees the field that is left empty, nor comes to it by the keyboard.
  await expect(page.getByLabel("Ovo polje ostavite prazno")).not.toBeInViewport();
  await page.getByRole("button", { name: "Pošaljite prijedlog" }).click();

  await expect(page.getByRole("alert")).toContainText("Nije poslato");
  await expect(page.getByLabel("Internet stranica")).toHaveAccessibleDescription("Ovo nije adresa internet stranice.");
  await expect(page.getByLabel("Naziv", { exact: true })).toHaveValue("Udruženje „Izvor“");
  await expect(page.getByLabel("Čime se bavi")).toHaveValue("Čuva izvore.\nUči djecu o vodi.");
  await expect(page.getByRole("group", { name: "Oblasti djelovanja" }).getByRole("checkbox").first()).toBeChecked();
  await page.getByLabel("Internet stranica").fill("izvor.example");
  await page.getByLabel(/^Adresa, telefon i e-pošta smiju/).check();
  await page.getByRole("button", { name: "Pošaljite prijedlog" }).click();
  await expect(page.getByRole("heading", { name: "Provjerite e-poštu" })).toBeVisible();
  await expect(page.getByRole("status")).toContainText(email);

  await expect.poll(() => link(email)).not.toBe("");
  // To look at it spends nothing.
  const looking = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  await looking.goto(await link(email));
  expect(await faults(looking)).toEqual([]);
  expect(await looking.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.goto(await link(email));
  await page.getByRole("button", { name: "Potvrđujem" }).click();
  await expect(page.getByRole("status")).toContainText("Službenik će pregledati");
  await page.goto(await link(email));
  await expect(page.getByRole("heading", { name: "Veza više ne vrijedi" })).toBeVisible();
  await context.close();
});

test("the forms are for everybody, also where something is wrong", async ({ page }) => {
  await page.goto(`${JAVNO}/bijeljina/organizacije?lang=sr-Cyrl`);
  await page.locator(".call h2 a").first().click();
  expect(await faults(page)).toEqual([]);
  const here = page.url();
  for (const way of ["Ово је наша организација", "Предложите исправку"]) {
    await page.goto(here);
    await page.getByRole("link", { name: way }).click();
    await page.evaluate(() => document.querySelector("form")?.setAttribute("novalidate", ""));
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: /^Пошаљите/ }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("Ваша е-пошта")).toHaveAccessibleDescription("Ово поље је обавезно.");
    expect(await faults(page)).toEqual([]);
  }
  await page.goto(`${JAVNO}/bijeljina/organizacije/predlozi?lang=sr-Cyrl`);
  expect(await faults(page)).toEqual([]);
  // On the narrowest telephone nothing runs out of the page.
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
