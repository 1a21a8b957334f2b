/** Asking about a call in a real browser, without any script: what the browser says of itself must be enough. */
import { expect, faults } from "./host";
import { row, test } from "./server";

const ASKED = "{ openCalls { nodes { questionsAndAnswers { question { text } } } } }";

test("a question is asked without any script, received, and asked once", async ({ serve, browser }) => {
  const server = await serve();
  await server.import(row("Javni poziv za kulturu"));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/trebinje/pozivi?lang=sr-Latn`);
  await page.getByRole("link", { name: "Javni poziv za kulturu" }).click();
  await page.getByRole("link", { name: "Postavite pitanje" }).click();
  await page.getByLabel("Pitanje", { exact: true }).fill("Mogu li se prijaviti dva projekta?");
  await page.getByLabel("E-pošta (nije obavezno)").fill("ana@izvor.example");
  // Nobody sees the field that is left empty, nor comes to it by the keyboard.
  await expect(page.getByLabel("Ovo polje ostavite prazno")).not.toBeInViewport();
  await page.getByRole("button", { name: "Pošaljite pitanje" }).click();
  await expect(page.getByRole("heading", { name: "Pitanje je primljeno" })).toBeVisible();
  const number = await page.getByText(/^Broj pitanja: ask_/).textContent();
  await page.reload();
  expect(await page.getByText(/^Broj pitanja: ask_/).textContent()).toBe(number);
  const answer = await (await fetch(`${server.url}/graphql?query=${encodeURIComponent(ASKED)}`)).json();
  expect(answer.data.openCalls.nodes).toEqual([{ questionsAndAnswers: [] }]);
  await context.close();
});

test("the form and what it says is wrong are for everybody", async ({ serve, page }) => {
  const server = await serve();
  await server.import(row("Javni poziv za kulturu"));
  await page.goto(`${server.url}/trebinje/pozivi?lang=sr-Latn`);
  await page.getByRole("link", { name: "Javni poziv za kulturu" }).click();
  await page.getByRole("link", { name: "Postavite pitanje" }).click();
  expect(await faults(page)).toEqual([]);
  // What a browser holds back itself, a program would send.
  await page.evaluate(() => document.querySelector("form")?.setAttribute("novalidate", ""));
  await page.getByLabel("E-pošta (nije obavezno)").fill("ana");
  await page.getByRole("button", { name: "Pošaljite pitanje" }).click();
  await expect(page.getByText("Upišite pitanje.")).toBeVisible();
  await expect(page.getByLabel("E-pošta (nije obavezno)")).toHaveAccessibleDescription("Ovo nije adresa e-pošte.");
  expect(await faults(page)).toEqual([]);
});

test("a page of another site sends nothing in its visitor's name", async ({ serve, host, page }) => {
  const server = await serve();
  await server.import(row("Javni poziv za kulturu"));
  await page.goto(`${server.url}/trebinje/pozivi?lang=sr-Latn`);
  await page.getByRole("link", { name: "Javni poziv za kulturu" }).click();
  const form = `${page.url().split("?")[0]}/pitanje`;
  await page.goto(await host(`<form method="post" action="${form}"><input name="key" value="k"><input name="text" value="Kada?"><button>Da</button></form>`));
  const [answer] = await Promise.all([page.waitForResponse(form), page.getByRole("button").click()]);
  expect(answer.status()).toBe(403);
});
