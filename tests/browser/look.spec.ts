/** Not a test but a sheet to look at (`make look`): the widgets in five locales side by side. */
import { expect, JAVNO, SCRIPT, test } from "./host";

const LOCALES = ["sr-Latn", "sr-Cyrl", "bs", "hr", "en"];

test.setTimeout(180_000);
test.skip(!process.env.LOOK, "only where somebody looks");

test("the widgets in five locales", async ({ page, host }) => {
  const { data } = await (
    await fetch(`${JAVNO}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: `{ consultations(filter: { municipality: "trebinje", status: [OPEN] }, first: 1) { nodes { id } }
          openCalls(filter: { municipality: "trebinje" }, first: 1) { nodes { id } }
          organisations(filter: { municipality: "tesanj" }, first: 1) { nodes { id } } }`,
      }),
    })
  ).json();
  const sheets: Record<string, string> = {
    calls: 'javno-open-calls municipality="trebinje"',
    call: `javno-open-calls call="${data.openCalls.nodes[0].id}"`,
    consultation: `javno-consultation consultation="${data.consultations.nodes[0].id}"`,
    directory: 'javno-directory municipality="tesanj"',
    organisation: `javno-directory organisation="${data.organisations.nodes[0].id}"`,
  };
  await page.setViewportSize({ width: 2000, height: 1400 });
  for (const [name, widget] of Object.entries(sheets)) {
    const [element = ""] = widget.split(" ");
    const all = LOCALES.map((lang) => `<section><b>${lang}</b><${widget} lang="${lang}"></${element}></section>`);
    await page.goto(
      await host(`${SCRIPT}<style>body{display:grid;grid-template-columns:repeat(5,1fr);gap:1rem}section{min-width:0}</style>${all.join("")}`),
    );
    for (let n = 0; n < LOCALES.length; n++)
      await expect(page.locator(element).nth(n).locator("h2, h3, .title").first()).toBeVisible();
    if (name === "consultation")
      for (let n = 0; n < LOCALES.length; n++)
        await page.locator(element).nth(n).locator(".talk > button").first().click();
    await page.screenshot({ path: `out/look/${name}.png` });
  }
});
