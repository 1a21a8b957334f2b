/** Lighthouse, on a browser of its own for each page: a phone, as it has them measured by default. */
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { consultation, JAVNO } from "./host";
import { freePort } from "./server";

/** The id of one thing of the demo, by a question to its API. */
async function one(list: string): Promise<string> {
  const query = `{ found: ${list}(filter: { municipality: "trebinje" }, first: 1) { nodes { id } } }`;
  const answer = await fetch(`${JAVNO}/graphql?${new URLSearchParams({ query })}`);
  return (await answer.json()).data.found.nodes[0].id;
}

/** Hosted pages, and where they are. */
export const PAGES: Record<string, () => Promise<string>> = {
  "the front page": async () => `${JAVNO}/`,
  "a list of calls": async () => `${JAVNO}/trebinje/pozivi`,
  "a call": async () => `${JAVNO}/trebinje/pozivi/${await one("openCalls")}`,
  "a list of debates": async () => `${JAVNO}/trebinje/rasprave`,
  "a debate": async () => `${JAVNO}/trebinje/rasprava/${await consultation("trebinje", "OPEN")}`,
  "a directory": async () => `${JAVNO}/trebinje/organizacije`,
  "an organisation": async () => `${JAVNO}/trebinje/organizacija/${await one("organisations")}`,
  "what is said about a debate": async () => `${JAVNO}/bijeljina/rasprava/${await consultation("bijeljina", "REPORT")}/komentari`,
  "a report": async () => `${JAVNO}/bijeljina/rasprava/${await consultation("bijeljina", "REPORT")}/izvjestaj`,
  "a form": async () => `${JAVNO}/trebinje/rasprava/${await consultation("trebinje", "OPEN")}/komentari?pisem=1`,
  "the studio": async () => `${JAVNO}/studio?opstina=trebinje`,
  "the statement of accessibility": async () => `${JAVNO}/trebinje/pristupacnost`,
};

/** Those of them that say themselves that search engines are to leave them alone: what people said here was said here. */
export const UNSEARCHED = ["what is said about a debate", "a report", "a form"];

export type Category = "performance" | "accessibility" | "best-practices" | "seo";

/** The score of each category, of a hundred, and what it was lowered for. */
export async function audited(url: string, categories: Category[]) {
  const port = await freePort();
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", `--remote-debugging-port=${port}`] });
  try {
    const run = await lighthouse(url, { port, onlyCategories: categories, logLevel: "error" });
    if (!run) throw new Error(`Lighthouse says nothing of ${url}`);
    const { lhr } = run;
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    const scores = Object.fromEntries(
      Object.values(lhr.categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
    );
    const weighed = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight));
    const low = weighed.map(({ id }) => lhr.audits[id]).filter((audit) => audit && audit.score !== null && audit.score < 0.9);
    const faults = low.map((audit) => `${audit?.id}: ${audit?.title} ${audit?.displayValue ?? ""}`.trim());
    return { scores, faults };
  } finally {
    await browser.close();
  }
}
