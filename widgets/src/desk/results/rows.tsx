/** The rows of a list that is being made: what is published of each, whose it is, and what is to be looked at. */
import { type ComponentChildren, Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import type { CurrencyCode } from "../gen/graphql";
import { Empty, goOnAt, Icon, More } from "../parts";
import { fill, useSay } from "../say";
import { Find } from "./find";
import { Row } from "./row";
import {
  type Content,
  type Entry,
  type Found,
  foundIn,
  type Known,
  type Results,
  toLookAt,
} from "./use-results";
import { doubtText, lackText, outcomeName, written } from "./words";

const PAGE = 30;

/** Whose the row is. What is not sure leads nowhere until somebody says so. */
function Whose({
  match,
  find,
  choose,
}: {
  match: Found["match"];
  /** What finds it where nobody is meant, or another. */
  find: ComponentChildren;
  choose: (patch: Partial<Entry>) => void;
}) {
  const { m } = useSay();
  if (!match || match.kind === "NOBODY")
    return (
      <Fragment>
        <p class="hint">{m.results.matchNobody}</p>
        {find}
      </Fragment>
    );
  const { kind, organisation } = match;
  const link = organisation && (
    <a href={organisation.page} target="_blank" rel="noopener" lang={organisation.name.locale}>
      {organisation.name.text}
      <span class="unseen"> ({m.common.newTab})</span>
    </a>
  );
  if (kind === "SURE")
    return (
      <p class="fine">
        <Icon name="check" /> {m.results.matchSure} {link}
      </p>
    );
  const none = kind === "NONE";
  return (
    <div class="whose">
      <p class={kind === "PERHAPS" ? "warn" : "hint"}>
        {kind === "PERHAPS" && <Icon name="warn" />}{" "}
        {none ? m.results.matchNobody : kind === "PERHAPS" ? m.results.matchPerhaps : m.results.matchSure}{" "}
        {link}
      </p>
      <span class="seg">
        {!none && (
          <button
            type="button"
            key="it"
            aria-pressed={kind === "CHOSEN"}
            onClick={() => choose({ linked: kind === "CHOSEN" ? null : (organisation?.id ?? null) })}
          >
            {m.results.it}
          </button>
        )}
        <button
          type="button"
          key="not"
          aria-pressed={none}
          onClick={() => choose({ linked: null, unlinked: !none })}
        >
          {m.results.notIt}
        </button>
      </span>
      {find}
    </div>
  );
}

function OneRow({
  row,
  at,
  found,
  lots,
  currency,
  town,
  edit,
  choose,
}: {
  row: Entry;
  town: string;
  at: number;
  found: Found;
  lots: string[];
  currency: CurrencyCode | null | undefined;
  edit: () => void;
  choose: (patch: Partial<Entry>) => void;
}) {
  const say = useSay();
  const { m, money } = say;
  const name = row.organisation || m.results.noName;
  const lot = row.lot ? lots[row.lot - 1] : undefined;
  return (
    <Fragment>
      <div class="result">
        <p class="meta">
          <b>
            {row.rank != null && `${row.rank}. `}
            {name}
          </b>
          {row.outcome && (
            <span class={`badge ${row.outcome === "APPROVED" ? "open" : ""}`}>
              {outcomeName(row.outcome, say)}
            </span>
          )}
        </p>
        {row.project && <p>{row.project}</p>}
        <p class="meta">
          {row.jib && <span>JIB {row.jib}</span>}
          {lot && <span>{lot}</span>}
          {row.points && <span>{fill(m.results.points, { n: written(row.points, say) })}</span>}
          {row.asked && <span>{fill(m.results.asked, { sum: money(row.asked, currency) })}</span>}
          {row.approved && <span>{fill(m.results.approved, { sum: money(row.approved, currency) })}</span>}
        </p>
        {(row.reason || row.note) && (
          <p class="hint">
            {[row.reason && m.results[`reason${pascal(row.reason)}` as "reasonLate"], row.note]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
        <Whose
          match={found.match}
          choose={choose}
          find={
            <Find
              town={town}
              name={row.organisation ?? ""}
              take={({ id: linked }) => {
                choose({ linked, unlinked: false });
                goOnAt(`#row-${at}`);
              }}
            />
          }
        />
        {found.lacks.map((one) => (
          <p class="error" key={one.field}>
            <Icon name="stop" /> {lackText(one, say)}
          </p>
        ))}
        {found.doubts.map((code) => (
          <p class="warn" key={code}>
            <Icon name="warn" /> {doubtText(code, say)}
          </p>
        ))}
      </div>
      <button type="button" class="text" id={`row-${at}`} onClick={edit}>
        {m.results.edit}
        <span class="unseen">
          {" "}
          {at + 1}: {name}
        </span>
      </button>
    </Fragment>
  );
}

export function Rows({
  known,
  content,
  results,
  defaultLocale,
}: {
  known: Known;
  content: Content;
  results: Results;
  defaultLocale: string;
}) {
  const { m } = useSay();
  const [only, setOnly] = useState(false);
  const [most, setMost] = useState(PAGE);
  /** Which row is written; one behind the last is new. */
  const [open, setOpen] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  const found = foundIn(known);
  const looked = found.filter(toLookAt).length;
  // Whoever has dealt with all that was to be looked at sees the rest again.
  useEffect(() => {
    if (!looked) setOnly(false);
  }, [looked]);
  const lots = known.call.lots.map(({ title }) => title.text);
  const rows = content.rows
    .map((row, at) => ({ row, at, found: found[at] ?? { lacks: [], doubts: [], match: undefined } }))
    .filter((one) => !only || toLookAt(one.found));
  const choose = (at: number, patch: Partial<Entry>) =>
    results.save({ ...content, rows: content.rows.map((row, i) => (i === at ? { ...row, ...patch } : row)) });
  const more = async () => {
    setMost(most + PAGE);
    return true;
  };
  return (
    <section class="card" aria-labelledby="rows">
      <div class="head">
        <h2 id="rows">{m.results.rows}</h2>
        <button type="button" class="quiet" onClick={() => setOpen(content.rows.length)}>
          {m.results.add}
        </button>
      </div>
      {looked > 0 && (
        <fieldset class="chips">
          <legend class="unseen">{m.results.rows}</legend>
          {[false, true].map((which) => (
            <button
              type="button"
              key={String(which)}
              aria-pressed={only === which}
              onClick={() => setOnly(which)}
            >
              {which ? m.results.toLookAt : m.calls.all} <small>{which ? looked : content.rows.length}</small>
            </button>
          ))}
        </fieldset>
      )}
      {rows[0] ? (
        <ul class="rows" ref={list}>
          {rows.slice(0, most).map(({ row, at, found }) => (
            <li key={at}>
              <OneRow
                row={row}
                at={at}
                found={found}
                lots={lots}
                currency={known.currency}
                town={results.town}
                edit={() => setOpen(at)}
                choose={(patch) => choose(at, patch)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Empty title={m.results.lackRows} />
      )}
      <More
        of={{ more: rows.length > most ? more : undefined, reading: false, stuck: undefined }}
        list={list}
      />
      {open !== undefined && (
        <Row
          rows={known.content.rows}
          at={open}
          lots={lots}
          currency={known.currency}
          defaultLocale={defaultLocale}
          keep={results.keep}
          close={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}
