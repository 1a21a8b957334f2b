/** The lists that everybody reads: the one that stands, and those whose place it took. */
import { h } from "preact";
import { Doing, Empty } from "../parts";
import { fill, useSay } from "../say";
import { Strays } from "./strays";
import type { Known, Results } from "./use-results";
import { stageName } from "./words";

type List = Known["call"]["earlierResults"][number];

export function Published({ known, results, writing }: { known: Known; results: Results; writing: boolean }) {
  const say = useSay();
  const { m, count, date, when, until, money } = say;
  const { standing, call, correction } = known;
  if (!standing) return writing ? null : <Empty title={m.results.none} hint={m.results.noneHint} />;
  const sum = standing.rows.reduce(
    (all, { approved }) => all + Math.round(Number(approved?.amount ?? 0) * 100),
    0,
  );
  const facts = (list: List) => (
    <p class="meta">
      <span>{fill(m.results.dated, { date: date(list.publishedOn) })}</span>
      {list.objectionsUntil && (
        <span>{fill(m.results.objectionsUntil, { date: until(list.objectionsUntil) })}</span>
      )}
      {list.replacedAt && <span>{fill(m.results.replaced, { when: when(list.replacedAt) })}</span>}
    </p>
  );
  const because = (list: List) =>
    list.correctedBecause && (
      <p>
        {m.results.because} <span lang={list.correctedBecause.locale}>{list.correctedBecause.text}</span>
      </p>
    );
  const csv = (list: List) => (
    <a href={list.csv} class="btn quiet" download>
      CSV
      <span class="unseen">
        : {stageName(list.stage, say)}, {date(list.publishedOn)}
      </span>
    </a>
  );
  return (
    <section class="card" aria-labelledby="published">
      <h2 id="published" tabIndex={-1}>
        {m.results.published}
      </h2>
      <ul class="rows lists">
        <li>
          <div>
            <p class="meta">
              <b>{stageName(standing.stage, say)}</b>
              <span class="badge open">{m.results.stands}</span>
            </p>
            {facts(standing)}
            <p class="meta">
              <span>{count(m.org.rows, standing.rows.length)}</span>
              {sum > 0 && (
                <span>
                  {fill(m.results.sum, {
                    sum: money((sum / 100).toFixed(2).replace(/\.00$/, ""), known.currency),
                  })}
                </span>
              )}
              {standing.decisionUrl && (
                <a href={standing.decisionUrl} target="_blank" rel="noopener">
                  {m.results.decision} <span class="unseen">({m.common.newTab})</span>
                </a>
              )}
            </p>
            {because(standing)}
          </div>
          <div class="acts">
            <a class="btn quiet" href={`${call.page}#rezultati`} target="_blank" rel="noopener">
              {m.results.printable} <span class="unseen">({m.common.newTab})</span>
            </a>
            {csv(standing)}
          </div>
        </li>
        {[...call.earlierResults].reverse().map((list) => (
          <li key={list.id}>
            <div>
              <p>{stageName(list.stage, say)}</p>
              {facts(list)}
              {because(list)}
            </div>
            <div class="acts">{csv(list)}</div>
          </li>
        ))}
      </ul>
      <Strays rows={standing.rows} results={results} />
      {correction && !writing && (
        <div class="acts">
          <Doing busy={results.bringing.busy} onClick={() => results.begin(correction)}>
            {m.results.correct}
          </Doing>
          {standing.stage === "PRELIMINARY" && (
            <Doing
              busy={results.bringing.busy}
              class="quiet"
              onClick={() => results.begin({ ...correction, stage: "FINAL", objections: null })}
            >
              {m.results.makeFinal}
            </Doing>
          )}
        </div>
      )}
    </section>
  );
}
