/** What language a widget speaks where its page names none, and what it says when nothing of it comes. */
import type { Page } from "@playwright/test";
import { expect, JAVNO, SCRIPT, test } from "./host";

const LATIN = "<h1>Općina</h1><p>Obavještenja građanima: šta je otvoreno, rješenja, odluke i žalbe.</p>";
/** Makes the page say this of itself; nothing where it is null. */
const says = (lang: string | null) =>
  `<script>document.documentElement.${lang === null ? 'removeAttribute("lang")' : `lang = ${JSON.stringify(lang)}`}</script>`;
const LIST = `${JAVNO}/trebinje/pozivi`;

const spoken = async (page: Page) => {
  await expect(page.locator("javno-open-calls .call").first()).toBeVisible();
  return page.locator("javno-open-calls").evaluate((one) => (one as HTMLElement & { locale: string }).locale);
};

for (const [town, usual] of [
  ["Tešanj", "bs"],
  ["Vinkovci", "hr"],
] as const) {
  test(`a page of ${town} that names no language is spoken to in its own, however the widget got there`, async ({
    page,
    host,
  }) => {
    for (const widget of [
      `<javno-open-calls municipality="trebinje" usual-lang="${usual}"><a href="${LIST}">Javni pozivi</a></javno-open-calls>`,
      `<div data-javno="open-calls" data-municipality="trebinje" data-usual-lang="${usual}"><a href="${LIST}">Javni pozivi</a></div>`,
      `<a href="${LIST}?embed=open-calls&amp;usual-lang=${usual}">Javni pozivi</a>`,
    ]) {
      for (const [lang, expected] of [
        [null, usual],
        // The default of a theme that nobody has translated.
        ["en-US", usual],
        ["sr-Latn", "sr-Latn"],
        ["sr-Cyrl-BA", "sr-Cyrl"],
      ] as const) {
        await page.goto(await host(`${says(lang)}${LATIN}${SCRIPT}${widget}`));
        expect(await spoken(page), `${lang}: ${widget}`).toBe(expected);
        // Whatever the page says of itself, what is said here is read with the right voice.
        await expect(page.locator("javno-open-calls section"), `${lang}: ${widget}`).toHaveAttribute("lang", expected);
      }
    }
  });
}

test("what is said when nothing came is said as the page speaks", async ({ page, host }) => {
  const element = (lang = "") =>
    `<javno-open-calls municipality="trebinje" ${lang}><a href="${LIST}">Open calls</a></javno-open-calls>`;
  await page.route("**/open-calls.js", (route) => route.abort());
  for (const [lang, words, widget, said] of [
    ["en", "<h1>Welcome</h1><p>News of our municipality.</p>", element(), "This part of the page was not loaded"],
    ["en-US", LATIN, element(), "Ovaj dio stranice nije učitan"],
    ["sr-Latn", LATIN, element('lang="en"'), "This part of the page was not loaded"],
    [null, LATIN, element().replace("Open calls", "Јавни позиви"), "Овај дио странице није учитан"],
    [null, LATIN, element(), "Ovaj dio stranice nije učitan"],
  ] as const) {
    await page.goto(await host(`${says(lang)}${words}${SCRIPT}${widget}`));
    await expect(page.getByRole("alert"), `${lang} ${words}`).toContainText(said);
  }
});
