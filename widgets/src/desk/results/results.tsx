/** The results of a call: what is published of it, and the list that is being made. */
import { Fragment, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { At } from "../frame";
import { Icon, Page, Shown } from "../parts";
import { A, at } from "../route";
import { useSay } from "../say";
import { Bring } from "./bring";
import { Cells, Meaning } from "./cells";
import { Discard, Facts, Publish } from "./publish";
import { Published } from "./published";
import { Rows } from "./rows";
import { type Known, type Meanings, type Results as Own, useResults } from "./use-results";

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

export function Results({ town, id }: At & { id: string }) {
  const { m } = useSay();
  const results = useResults(town.slug, id);
  const { fetched } = results;
  const { callResults: first } = fetched.value?.desk ?? {};
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
    </Fragment>
  );
}
