/** What programs send in hundreds: what people sent is found among it, and the rest is refused together, and can be stopped. */
import { expect, test } from "@playwright/test";
import { comment, flooded, lying, published } from "./debate";
import { ask, deskOf, enterBy, invited } from "./desk";
import { faults } from "./host";

const TOWN = "sekovici";
const MANY = 850;

test("hundreds of held comments are refused together, but for those of people", async ({ page, request }) => {
  test.setTimeout(240_000);
  await enterBy(page, await invited(TOWN, "mase@sekovici.example", "editor", "moderator"));
  const of = await published(page, TOWN, "Nacrt odluke o pijaci");
  await flooded(request, of, MANY, (number) => `Kupite jeftino, ponuda ${number}.`);
  // Whoever writes fast, or has pasted it, is held for that alone.
  for (const text of ["Treba više tezgi.", "Pijaca neka radi i nedjeljom."])
    expect((await comment(request, of, "Ana Marić", text, 1000))?.state).toBe("HELD");

  await page.goto(`${deskOf(TOWN)}/komentari/${of}`);
  await page.getByRole("button", { name: "Zadržani", exact: true }).click();
  const rows = page.locator(".queue .rows > li:not(.further)");
  await expect(rows).toHaveCount(100);
  const why = page.getByLabel("Zašto su zadržani");
  await expect(why.locator("option")).toHaveText([
    `Zadržani (${MANY + 2})`,
    "možda od ljudi (2)",
    `napisano brže nego što iko piše (${MANY + 2})`,
    `poslano mimo obrasca (${MANY})`,
  ]);
  await why.selectOption({ label: "možda od ljudi (2)" });
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("button", { name: /^Odbij sve/ })).toHaveCount(0);
  await expect(page.getByText("O ovima odlučujte pojedinačno")).toBeVisible();
  await page.screenshot({ path: "out/masses-people.png" });
  // What people leave as well says nothing of who has sent it.
  await why.selectOption({ label: `napisano brže nego što iko piše (${MANY + 2})` });
  await expect(rows).toHaveCount(100);
  await expect(page.getByText("O ovima odlučujte pojedinačno")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Odbij sve/ })).toHaveCount(0);

  await why.selectOption({ label: `poslano mimo obrasca (${MANY})` });
  await expect(rows).toHaveCount(100);
  expect(await faults(page)).toEqual([]);

  // It is stopped while the second request is on its way.
  let asked = 0;
  let go = () => {};
  const seen = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/graphql", async (route) => {
    const { input } = route.request().postDataJSON().variables ?? {};
    if (input?.asOf && ++asked === 2) await seen;
    return route.continue();
  });
  await page.getByRole("button", { name: `Odbij sve (${MANY})…` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`${MANY} izabranih`);
  await dialog.getByLabel("Razlog").selectOption({ label: "reklama" });
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: `Odbij sve (${MANY})` }).click();
  await expect(dialog.locator(".note")).toHaveText(`Odbijeno: 400 od ${MANY}.`);
  await page.screenshot({ path: "out/masses-progress.png" });
  await dialog.getByRole("button", { name: "Zaustavi" }).click();
  go();
  await expect(page.getByText("Odbijeno: 800.")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  expect(asked).toBe(2);
  await expect(rows).toHaveCount(50);

  // And the rest, without what somebody says meanwhile.
  await page.getByRole("button", { name: "Odbij sve (50)…" }).click();
  await flooded(request, of, 1, () => "Nešto drugo.");
  await dialog.getByLabel("Razlog").selectOption({ label: "reklama" });
  await dialog.getByRole("button", { name: "Odbij sve (50)" }).click();
  await expect(page.getByText("Odbijeno: 50.")).toBeVisible();
  await expect(rows).toHaveCount(3);
  const counts = async (pile: string) => {
    const query = `query($filter: DeskCommentFilter!) { desk(municipality: "${TOWN}") { commentCounts(filter: $filter) { all } } }`;
    return (await ask(page, query, { filter: { consultation: of, pile } })).desk.commentCounts.all;
  };
  expect([await counts("REJECTED"), await counts("HELD")]).toEqual([MANY, 3]);
  expect((await lying(page, TOWN, of, "HELD")).map(({ text }) => text)).toEqual([
    "Treba više tezgi.",
    "Pijaca neka radi i nedjeljom.",
    "Nešto drugo.",
  ]);
  expect(await faults(page)).toEqual([]);
});
