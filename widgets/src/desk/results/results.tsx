/** The results of a call: what is published of it, and the list that is being made. */
import { Fragment, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Clashing } from "../editor/conflict";
import type { At } from "../frame";
import { Icon, Page, Shown } from "../parts";
import { A, at } from "../route";
import { fill, type Say, useSay } from "../say";
import { Bring } from "./bring";
import { Cells, Meaning } from "./cells";
import type { Facts as Compared } from "./meet";
import { Discard, Facts, Publish } from "./publish";
import { Published } from "./published";
import { Rows } from "./rows";
import { type Entry, type Known, type Meanings, type Results as Own, useResults } from "./use-results";
import { rowLines, stageName } from "./words";

const meaningsOf = ({ columns }: Known): Meanings => columns.map(({ meaning }) => meaning ?? null);

/** The list that is being made, from its columns to its publication. */
function Making({ known, results, defaultLocale }: { known: Known; results: Own; defaultLocale: string }) {
  const { m } = useSay();
  const content = results.mine ?? known.content;
  /** What its columns hold on the screen; what the server has taken of them may be another. */
  const [columns, choose] = useState(() => meaningsOf(known));
  useEffect(() => {
    if (!results.bringing.busy && !results.bringing.trouble) choose(meaningsOf(known));
  }, [known, results.bringing.busy]);
  return (
    <section aria-labelledby="draft">
      <div class="head">
        <div>
          <h2 id="draft" tabIndex={-1}>
            {m.results.draft}
          </h2>
          <p class="hint">{m.results.draftHint}</p>
        </div>
        <Discard results={results} />
      </div>
      <div class="stack results">
        {known.columns[0] && (
          <Fragment>
            <Meaning known={known} results={results} mine={columns} choose={choose} />
            <Cells {...known} />
          </Fragment>
        )}
        <Rows known={known} content={content} results={results} defaultLocale={defaultLocale} />
        <Facts known={known} content={content} results={results} />
        <Publish
          known={known}
          results={results}
          defaultLocale={defaultLocale}
          unsaved={!!results.mine || results.bringing.busy}
        />
      </div>
    </section>
  );
}

/** A fact of a list as lines that one can read. Of many rows those are told that the other does not have. */
function lines(fact: string, facts: Compared, other: Compared, known: Known, say: Say): string[] {
  const value = facts[fact];
  const told = (row: Entry) => rowLines(row, known, say);
  if (fact === "rows") {
    const [mine, theirs] = [facts, other].map(({ rows = [] }) => rows.map((row) => told(row).join(" · ")));
    return mine?.filter((line) => !theirs?.includes(line)) ?? [];
  }
  if (fact.startsWith("rows.")) return value ? told(value as Entry) : [];
  const until = facts.objections as Known["content"]["objections"];
  if (fact === "stage") {
    const stage = value ? [stageName(value as "FINAL", say)] : [];
    return until ? [...stage, `${say.m.results.objections}: ${say.moment(until)}`] : stage;
  }
  return value ? [fact === "publishedOn" ? say.date(String(value)) : String(value)] : [];
}

export function Results({ town, id }: At & { id: string }) {
  const say = useSay();
  const { m } = say;
  const results = useResults(town.slug, id);
  const { fetched } = results;
  const { callResults: first } = fetched.value?.desk ?? {};
  const { clash } = results;
  const theirs = clash?.phase.is === "clash" ? clash.phase.theirs.content : {};
  const labels: Record<string, string> = {
    stage: m.results.which,
    publishedOn: m.results.publishedOn,
    decisionUrl: m.results.decisionUrl,
    rows: m.results.rows,
  };
  return (
    <Fragment>
      <A to={at(town.slug, "pozivi", id)} class="back">
        <Icon name="back" /> {m.results.back}
      </A>
      <Page
        wide
        title={m.results.title}
        lead={first && <span lang={first.call.title.locale}>{first.call.title.text}</span>}
      >
        <Shown of={fetched} rows={8}>
          {({ desk: { callResults: known, municipality } }) => {
            const writing = known.drafted;
            return (
              <div class="stack results">
                <Published known={known} results={results} writing={writing} />
                {writing && (
                  <Making known={known} results={results} defaultLocale={municipality.defaultLocale} />
                )}
                {writing || known.standing ? (
                  <details class="plain">
                    <summary>{m.results.bring}</summary>
                    <Bring results={results} again={writing} />
                  </details>
                ) : (
                  <Bring results={results} again={false} />
                )}
              </div>
            );
          }}
        </Shown>
      </Page>
      {clash?.phase.is === "clash" && first && (
        <Clashing
          draft={clash}
          label={(fact) => labels[fact] ?? fill(m.calls.importRow, { n: Number(fact.split(".")[1]) + 1 })}
          told={(fact, from) => lines(fact, from, from === clash.mine ? theirs : clash.mine, first, say)}
        />
      )}
    </Fragment>
  );
}
