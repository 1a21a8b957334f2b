/**
 * How long the widgets hold up a page: its longest task over a first view and over the opening of one thing. What else the
 * machine does makes any task longer, so this is measured by `make tasks` alone. What Playwright itself puts into a page to
 * look for something there is a task of a tenth of a second on a slow processor, longer than any of ours: the page is only
 * asked in a few letters whether it is so far.
 */
import type { Page } from "@playwright/test";
import { expect, JAVNO, SCRIPT, test } from "./host";

const WIDGETS = {
  "open-calls": { word: "pozivi", there: ".call", open: ".call a", opened: ".facts" },
  consultation: { word: "rasprave", there: ".entry", open: ".entry a", opened: ".article" },
  directory: { word: "organizacije", there: ".entry", open: ".entry a", opened: "article" },
};
type Name = keyof typeof WIDGETS;
/** The machine as it is, and a phone of the cheaper kind, as Lighthouse imagines it. */
const SLOWER = [1, 4];
const TIMES = 9;
/** Longer than this, says the web, and a reader feels it. */
const LONG = 50;

const element = (name: Name) =>
  `<javno-${name} municipality="trebinje"><a href="${JAVNO}/trebinje/${WIDGETS[name].word}">Opština</a></javno-${name}>`;

/** Asks a page itself, and puts nothing into it. */
type Say = (expression: string) => Promise<unknown>;

/** The longest task since the last time; 0 where none was longer than 50 ms: of shorter ones a browser does not tell. */
async function longest(page: Page, say: Say) {
  // What a browser has noticed it tells a moment later.
  await page.waitForTimeout(300);
  return Number(await say("Math.round(Math.max(0, ...long.splice(0)))"));
}

const middle = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
const told = (all: number[]) =>
  `${all.filter((one) => one).length} of ${all.length}, ${middle(all)} ms, ${Math.max(...all)} ms`;

test.skip(!process.env.TASKS, "measured by `make tasks`, while nothing else runs");
test.setTimeout(600_000);

for (const slower of SLOWER) {
  // First a page with nothing of ours in it: what a browser does with any page.
  for (const names of [[], ["open-calls"], ["consultation"], ["directory"], Object.keys(WIDGETS)] as Name[][]) {
    const what = names.join(", ") || "the page alone";
    test(`the longest task of ${what}, processor ${slower} times slower`, async ({ browser, host }) => {
      const address = await host(`<link rel="icon" href="data:,">${names.length ? SCRIPT : ""}${names.map(element).join("")}`);
      const view: number[] = [];
      const opening: number[] = [];
      for (let time = 0; time < TIMES; time++) {
        // A visitor who was never here.
        const context = await browser.newContext({ viewport: { width: 1280, height: 3000 } });
        const page = await context.newPage();
        const devtools = await context.newCDPSession(page);
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
        await page.addInitScript(() => {
          const long: number[] = [];
          Object.assign(window, { long });
          const heard = (list: PerformanceObserverEntryList) => long.push(...list.getEntries().map((one) => one.duration));
          new PerformanceObserver(heard).observe({ type: "longtask", buffered: true });
        });
        const say: Say = async (expression) => (await devtools.send("Runtime.evaluate", { expression })).result.value;
        const inside = (name: Name, what: string) => `document.querySelector("javno-${name}")?.shadowRoot?.querySelector("${what}")`;
        const there = (name: Name, what: string) => expect.poll(() => say(`!!${inside(name, what)}`)).toBe(true);
        await page.goto(address);
        for (const name of names) await there(name, WIDGETS[name].there);
        view.push(await longest(page, say));
        for (const name of names) {
          await say(`${inside(name, WIDGETS[name].open)}.click()`);
          await there(name, WIDGETS[name].opened);
        }
        opening.push(await longest(page, say));
        await context.close();
      }
      console.log(`| ${what} | ${slower}× | ${told(view)} | ${told(opening)} |`);
      // Nearly every time, on a machine as a reader has it at a desk.
      if (slower === 1) for (const [when, all] of Object.entries({ view, opening })) expect(middle(all), when).toBeLessThanOrEqual(LONG);
    });
  }
}
