/**
 * Hosted pages as Lighthouse sees them. How fast they are depends on what else the machine does, so that is measured by
 * `make lighthouse` alone.
 */
import { expect, test } from "./host";
import { audited, type Category, PAGES, UNSEARCHED } from "./lighthouse";

const SPEED = !!process.env.LIGHTHOUSE;
const CATEGORIES: Category[] = [...(SPEED ? ["performance" as const] : []), "accessibility", "best-practices", "seo"];

for (const [name, find] of Object.entries(PAGES)) {
  const searched = !UNSEARCHED.includes(name);
  const categories = CATEGORIES.filter((category) => searched || category !== "seo");
  test(`Lighthouse finds ${name} accessible${searched ? ", searchable" : ""} and without bad practices`, async () => {
    test.setTimeout(120_000);
    const { scores, faults } = await audited(await find(), categories);
    if (SPEED) console.log(`| ${[name, ...CATEGORIES.map((category) => scores[category] ?? "–")].join(" | ")} |`);
    for (const category of categories) expect(scores[category], `${category}: ${faults.join(", ")}`).toBeGreaterThanOrEqual(95);
  });
}
