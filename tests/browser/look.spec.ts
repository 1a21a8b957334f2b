/** Not a test but a sheet to look at (`make look`): the widgets in five locales side by side, all of them on one. */
import { expect, JAVNO, SCRIPT, test } from "./host";

const LOCALES = ["sr-Latn", "sr-Cyrl", "bs", "hr", "en"];
const WIDTH = 2600;

test.setTimeout(180_000);
test.skip(!process.env.LOOK, "only where somebody looks");

test("the widgets in five locales", async ({ page, host }) => {
  const { data } = await (
    await fetch(`${JAVNO}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: `{ consultations(filter: { municipality: "trebinje", status: [OPEN] }, first: 1) { nodes { id } }
          openCalls(filter: { municipality: "trebinje", text: "omladinske inicijative" }, first: 1) { nodes { id } }
          organisations(filter: { municipality: "tesanj" }, first: 1) { nodes { id } } }`,
      }),
    })
  ).json();
  const rows: Record<string, string> = {
    calls: 'javno-open-calls municipality="trebinje"',
    call: `javno-open-calls call="${data.openCalls.nodes[0].id}"`,
    consultation: `javno-consultation consultation="${data.consultations.nodes[0].id}"`,
    directory: 'javno-directory municipality="tesanj"',
    organisation: `javno-directory organisation="${data.organisations.nodes[0].id}"`,
  };
  const cells = Object.entries(rows).map(([name, widget]) => {
    const [element = ""] = widget.split(" ");
    const all = LOCALES.map((lang) => `<section><b>${lang}</b><${widget} lang="${lang}"></${element}></section>`);
    return `<div id="${name}">${all.join("")}</div>`;
  });
  const style = "div{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:32px;padding:16px 0 48px;border-top:4px solid}";
  await page.setViewportSize({ width: WIDTH, height: 1400 });
  await page.goto(await host(`${SCRIPT}<style>body{margin:24px;font-family:sans-serif}${style}</style>${cells.join("")}`));
  for (const name of Object.keys(rows)) {
    const row = page.locator(`#${name} > section > :last-child`);
    for (const widget of await row.all()) {
      // A widget begins when it comes into view.
      await widget.scrollIntoViewIfNeeded();
      await expect(widget.locator("h2, h3, .title").first()).toBeVisible();
    }
  }
  for (const widget of await page.locator("javno-consultation").all()) {
    await widget.locator(".talk > button").first().click();
    await expect(widget.locator(".thread").first()).toBeVisible();
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: "out/look/sheet.png", fullPage: true });
});
