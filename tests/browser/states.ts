/** What a good day does not show of the widgets: while something is on its way, at fault, offline, and where nothing is. */
import type { Page } from "@playwright/test";
import { expect, type Host, JAVNO, LINK, SCRIPT } from "./host";

/** Each widget as it is pasted, with what it leads to. */
export const WIDGETS = {
  "javno-open-calls": (more = 'municipality="trebinje"') => `<javno-open-calls ${more}>${LINK}</javno-open-calls>`,
  "javno-directory": (more = 'municipality="trebinje"') =>
    `<javno-directory ${more}><a href="${JAVNO}/trebinje/organizacije">Organizacije</a></javno-directory>`,
  "javno-consultation": (more = 'municipality="trebinje"') =>
    `<javno-consultation ${more}><a href="${JAVNO}/trebinje/rasprave">Rasprave</a></javno-consultation>`,
};
export type Widget = keyof typeof WIDGETS;

/** A page with these widgets, which speak this language. */
export const inHost = (lang: string, ...widgets: string[]) =>
  `<body>${SCRIPT}<main><h1>Opština</h1>${widgets.join("").replace(/<javno-[\w-]+/g, `$& lang="${lang}"`)}</main></body>`;

/** Brings all three into each state, one after the other, and has each looked at. */
export async function inEveryState(page: Page, host: Host, lang: string, look: (state: string) => Promise<void>) {
  // All three are in view, however wide that is.
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height: 2400 });
  const address = await host(inHost(lang, ...Object.values(WIDGETS).map((widget) => widget())));
  const empty = await host(inHost(lang, ...Object.values(WIDGETS).map((widget) => widget('municipality="prijedor"'))));
  await page.addInitScript(() => {
    const online = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine")?.get;
    Object.defineProperty(Navigator.prototype, "onLine", {
      get() {
        return location.hash !== "#cut" && online?.call(this);
      },
    });
  });
  const state = async (what: string, sign: string) => {
    for (const widget of Object.keys(WIDGETS)) await expect(page.locator(widget).locator(sign).first(), what).toBeVisible();
    await look(what);
  };
  await page.route("**/graphql?**", () => {});
  await page.goto(address);
  await state("loading", ".bone");
  await page.unroute("**/graphql?**");
  await page.route("**/graphql?**", (route) => route.fulfill({ status: 500, body: "" }));
  await page.goto(address);
  await state("error", "[role=alert]");
  await page.unroute("**/graphql?**");
  await page.route("**/graphql?**", (route) => route.abort("internetdisconnected"));
  await page.goto(`${address}#cut`);
  await page.reload();
  await state("offline", "[role=alert]");
  await page.unroute("**/graphql?**");
  await page.goto(empty);
  // What is on its way stands in the same place, and is not what is meant.
  for (const widget of Object.keys(WIDGETS)) await expect(page.locator(widget).locator("section").first()).toBeVisible();
  await expect(page.locator(".bone")).toHaveCount(0);
  await state("empty", "section");
}
