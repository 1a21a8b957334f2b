/** More comments than one request decides about: what is decided is chosen no more, and the rest can be decided again. */
import { expect, test } from "@playwright/test";
import { flooded, published } from "./debate";
import { ask, deskOf, enterBy, invited } from "./desk";
import { faults } from "./host";

const TOWN = "rogatica";
const MANY = 230;

test("of many that are decided about at once each is decided once, whatever becomes of a request", async ({ page, request }) => {
  test.setTimeout(180_000);
  await enterBy(page, await invited(TOWN, "mnogo@rogatica.example", "editor", "moderator"));
  const of = await published(page, TOWN, "Nacrt odluke o pijaci");
  await flooded(request, of, MANY, (number) => `Kupite jeftino, ponuda ${number}.`);

  await page.goto(`${deskOf(TOWN)}/komentari/${of}`);
  await page.getByRole("button", { name: "Zadržani", exact: true }).click();
  const rows = page.locator(".queue .rows > li:not(.further)");
  for (const shown of [100, 200, MANY]) {
    await expect(rows).toHaveCount(shown);
    if (shown < MANY) await page.locator(".further button").click();
  }
  await page.getByRole("button", { name: "Izaberi sve prikazane" }).click();
  await expect(page.locator(".chosen")).toContainText(`${MANY} izabranih`);

  // The connection is lost with the second request.
  const asked: number[] = [];
  let lost = 2;
  let go = () => {};
  const seen = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/graphql", async (route) => {
    const { input } = route.request().postDataJSON().variables ?? {};
    if (!input?.comments) return route.continue();
    asked.push(input.comments.length);
    if (asked.length !== lost) return route.continue();
    // Until it was looked how far it is.
    await seen;
    return route.abort();
  });
  await page.getByRole("button", { name: "Objavi", exact: true }).click();
  const progress = page.locator(".one .note");
  await expect(progress).toHaveText(`Objavljeno: 100 od ${MANY}.`);
  await expect(page.locator(".chosen")).toContainText("130 izabranih");
  await page.screenshot({ path: "out/queue-progress.png" });
  go();
  await expect(progress).toHaveText(`Objavljeno: 100 od ${MANY}.`);
  await expect(page.locator(".one .mishap")).toBeVisible();
  await expect(rows).toHaveCount(130);
  await expect(page.locator(".chosen")).toContainText("130 izabranih");
  await page.screenshot({ path: "out/queue-lost.png" });
  expect(await faults(page)).toEqual([]);

  // Once more, and only what was not decided; by its reason this time, and it is lost again.
  lost = 4;
  await page.getByRole("button", { name: "Odbij…" }).click();
  await page.getByLabel("Razlog").selectOption({ label: "reklama" });
  await page.getByRole("button", { name: "Odbij", exact: true }).click();
  await expect(progress).toHaveText("Odbijeno: 100 od 130.");
  await expect(page.locator(".chosen")).toContainText("30 izabranih");
  await page.getByRole("button", { name: "Objavi", exact: true }).click();
  await expect(page.getByText("Objavljeno.")).toBeVisible();
  await expect(rows).toHaveCount(0);
  expect(asked).toEqual([100, 100, 100, 30, 30]);
  const states = async (state: string) => {
    const query = `query($of: ID!) { desk(municipality: "${TOWN}") { comments(filter: { consultation: $of, state: ${state} }, first: 100) {
      nodes { comment { id } } pageInfo { hasNextPage } } } }`;
    const { nodes, pageInfo } = (await ask(page, query, { of })).desk.comments;
    return [nodes.length, pageInfo.hasNextPage];
  };
  expect(await states("HELD")).toEqual([0, false]);
  expect(await states("REJECTED")).toEqual([100, false]);
  expect(await states("PUBLISHED")).toEqual([100, true]);
});
