/** Whatever a webmaster or an editor could paste becomes the widget; without scripts the link is there. */
import { expect, JAVNO, LINK, SCRIPT, shown, test, widgets } from "./host";

const PASTED = {
  "an element": `<javno-open-calls municipality="trebinje">${LINK}</javno-open-calls>`,
  "a box with attributes": `<div data-javno="open-calls" data-municipality="trebinje">${LINK}</div>`,
  "a bare link": `<p>Pogledajte: <a href="${JAVNO}/trebinje/pozivi?embed=open-calls">Javni pozivi</a></p>`,
};

for (const [what, snippet] of Object.entries(PASTED)) {
  test(`${what} becomes the widget`, async ({ page, host }) => {
    const widget = await shown(page, await host(SCRIPT + snippet));
    await expect(widget.getByRole("tab", { name: "Otvoreni 6" })).toBeVisible();
    await expect(page.locator("javno-open-calls")).toHaveCount(1);
  });

  test(`${what} is a link to the hosted page without scripts`, async ({ browser, host }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(await host(SCRIPT + snippet));
    await page.getByRole("link", { name: "Javni pozivi" }).click();
    await expect(page).toHaveURL(/\/trebinje\/pozivi/);
    await expect(page.getByRole("heading", { level: 1, name: /Јавни позиви/ })).toBeVisible();
    await context.close();
  });
}

test("what comes later, as in a page that never reloads, becomes the widget too", async ({ page, host }) => {
  await page.goto(await host(SCRIPT));
  await page.waitForFunction(() => document.readyState === "complete");
  // Whatever is pasted, of each of the three, one after the other.
  for (const [name, path, entry] of await widgets()) {
    const [municipality, , one] = path.split("/");
    const link = `<a href="${JAVNO}/${path}">${name}</a>`;
    const attribute = one ? ` consultation="${one}"` : "";
    const all = [
      `<javno-${name} municipality="${municipality}"${attribute}>${link}</javno-${name}>`,
      `<div data-javno="${name}" data-municipality="${municipality}"${attribute.replace(" ", " data-")}>${link}</div>`,
      `<p>${link.replace(path, `${path}?embed=${name}`)}</p>`,
    ];
    for (const snippet of all) {
      await page.evaluate((snippet) => {
        const box = document.createElement("div");
        box.innerHTML = snippet;
        document.body.replaceChildren(box);
      }, snippet);
      await expect(page.locator(`javno-${name}`), snippet).toHaveCount(1);
      await expect(page.locator(`javno-${name} ${entry}`).first(), snippet).toBeVisible();
    }
  }
});

test("loading the script twice does no harm", async ({ page, host }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const again = `<script async src="${JAVNO}/w/v1/javno.js?version=other"></script>`;
  await shown(page, await host(SCRIPT + SCRIPT + again + PASTED["a bare link"]));
  await expect(page.locator("javno-open-calls")).toHaveCount(1);
  expect(errors).toEqual([]);
});

test("a malformed link does not keep others from becoming widgets", async ({ page, host }) => {
  const broken = `<a href="https://[embed=open-calls">pokvareno</a>`;
  await shown(page, await host(SCRIPT + broken + PASTED["a bare link"]));
});

test("a link to somewhere else stays a link", async ({ page, host }) => {
  const foreign = `<a href="https://example.org/trebinje/pozivi?embed=open-calls">tuđe</a>`;
  await shown(page, await host(SCRIPT + foreign + PASTED["a bare link"]));
  await expect(page.locator("javno-open-calls")).toHaveCount(1);
  await expect(page.getByRole("link", { name: "tuđe" })).toBeVisible();
});

test("one call can be embedded by itself", async ({ page, host, request }) => {
  const query = `{ openCalls(filter: { municipality: "trebinje", phase: [OPEN], text: "omladinske" }, first: 1) { nodes { id } } }`;
  const answer = await (await request.post(`${JAVNO}/graphql`, { data: { query } })).json();
  const id = answer.data.openCalls.nodes[0].id;
  await page.goto(await host(`${SCRIPT}<a href="${JAVNO}/trebinje/pozivi/${id}?embed=open-calls">Konkurs</a>`));
  const widget = page.locator("javno-open-calls");
  await expect(widget.getByRole("heading", { name: /omladinske/ })).toBeVisible();
  await expect(widget.getByText("Svi pozivi")).toHaveCount(0);
});
