/** The exercise that is over: what the demo shows of a finished consultation, in all forms of its report. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { faults } from "./host";
import { BINARY, JAVNO } from "./playwright.config";

interface Finished {
  id: string;
  exercise: boolean;
  report: { page: string; pdf: string; csv: string; json: string } | null;
}

async function finished(): Promise<Finished & { report: NonNullable<Finished["report"]> }> {
  const query = `{ consultations(filter: { municipality: "bijeljina" }) { nodes { id exercise report { page pdf csv json } } } }`;
  const answer = await fetch(`${JAVNO}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const nodes: Finished[] = (await answer.json()).data.consultations.nodes;
  const one = nodes.find(({ exercise, report }) => exercise && report);
  if (!one?.report) throw new Error("the demo has no finished consultation");
  return { ...one, report: one.report };
}

test("the demo has a finished consultation with its report, labelled as an exercise", async ({ page }) => {
  const { id, report } = await finished();
  await page.goto(`${report.page}?lang=sr-Latn`);
  await expect(page.getByText("Vježba").first()).toBeVisible();
  for (const said of [
    "prihvaćen",
    "djelimično prihvaćen",
    "nije prihvaćen",
    "primljen k znanju",
    "ne odnosi se na predmet rasprave",
    "na papiru",
    "na sjednici",
    "odbijeno: uvreda",
  ]) {
    await expect(page.getByText(said).first(), said).toBeAttached();
  }
  // The session, with how many came; the draft, the ways beside the form, what was changed and who signed.
  const met = page.locator("ul.met li");
  await expect(met).toHaveText([/Velika sala Gradske uprave · Svi građani · Prisutno: 34$/]);
  const fact = (name: string) => page.locator("dl.facts div").filter({ has: page.getByText(name, { exact: true }) }).locator("dd");
  await expect(fact("Nacrt")).toHaveText(/^Nacrt odluke o komunalnom redu · Verzija 1, objavljena/);
  await expect(fact("Drugi načini slanja primjedbi")).toContainText("Na šalteru: Šalter sala Gradske uprave");
  await expect(page.getByRole("heading", { name: "Šta je izmijenjeno zbog rasprave" })).toBeVisible();
  await expect(page.getByText("Načelnica Odjeljenja za komunalne poslove (vježba)")).toBeVisible();
  await expect(page.getByRole("row", { name: "različitih potvrđenih adresa e-pošte 0" })).toBeVisible();
  expect(await faults(page)).toEqual([]);

  const told = await (await fetch(`${report.json}?lang=sr-Latn`)).json();
  const said = new Set(
    told.comments.map((one: { answer: { disposition: string } }) => one.answer.disposition),
  );
  expect(told.sessions).toMatchObject([{ place: "Velika sala Gradske uprave", attendance: 34 }]);
  expect([...said].sort()).toEqual(["ACCEPTED", "NOTED", "NOT_ACCEPTED", "OUT_OF_SCOPE", "PARTLY_ACCEPTED"]);
  expect((await (await fetch(report.csv)).text()).trim().split("\n").length).toBeGreaterThan(8);
  const pdf = await fetch(report.pdf);
  expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);

  // Its log is one like any other.
  const log = join(mkdtempSync(join(tmpdir(), "javno-")), "log.ndjson");
  writeFileSync(log, await (await fetch(`${JAVNO}/log/${id}.ndjson`)).text());
  const verified = spawnSync(BINARY, ["verify", log], { encoding: "utf8" });
  expect(verified.stdout).toContain("valid. 29 entries");
  expect(verified.stdout).toContain("The report is the one that was published.");
});
