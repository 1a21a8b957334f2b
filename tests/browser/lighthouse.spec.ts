/**
 * Hosted pages as Lighthouse sees them. How fast they are depends on what else the machine does, so that is measured by
 * `make lighthouse` alone.
 */
import { expect, test } from "./host";
import { audited, type Category, PAGES } from "./lighthouse";

const SPEED = !!process.env.LIGHTHOUSE;
const categories: Category[] = [...(SPEED ? ["performance" as const] : []), "accessibility", "best-practices", "seo"];

for (const [name, find] of Object.entries(PAGES)) {
  test(`Lighthouse finds ${name} accessible, searchable and without bad practices`, async () => {
    test.setTimeout(120_000);
    const { scores, faults } = await audited(await find(), categories);
    if (SPEED) console.log(`| ${[name, ...categories.map((category) => scores[category])].join(" | ")} |`);
    for (const category of categories) expect(scores[category], `${category}: ${faults.join(", ")}`).toBeGreaterThanOrEqual(95);
  });
}
