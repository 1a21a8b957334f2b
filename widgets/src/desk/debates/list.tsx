/** All consultations of a municipality: by state, by words, page by page. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { exported } from "../exported";
import type { At } from "../frame";
import { DeskDebates } from "../gen/documents";
import type { DebateRowFragment, DeskConsultationState } from "../gen/graphql";
import { Empty, More, Page, Shown } from "../parts";
import { mayAdminister, mayEdit, mayModerate } from "../roles";
import { A, at } from "../route";
import { fill, regret, useSay } from "../say";
import { usePages, useSettled } from "../use";
import { labelOf } from "./content";
import { NewDebate } from "./new";

const STATES: DeskConsultationState[] = [
  "DRAFT",
  "ANNOUNCED",
  "OPEN",
  "CLOSED",
  "REPORT",
  "CANCELLED",
  "UNDATED",
];
const PAGE = 20;

function Row({ debate, town, roles }: { debate: DebateRowFragment } & At) {
  const { m, date, moment, count, when } = useSay();
  const { closes, exercise } = debate.content;
  const moderates = mayModerate(roles);
  const title = debate.title || m.debates.untitled;
  return (
    <li>
      <div>
        <A to={at(town.slug, "rasprave", debate.id)} class="title">
          {title}
        </A>
        <p class="meta">
          <span class={`badge ${debate.state.toLowerCase()}`}>
            {m.debates[`one${pascal(debate.state)}` as "oneDraft"]}
          </span>
          {exercise && <span class="badge">{m.calls.exercise}</span>}
          {debate.published && debate.changes[0] && <span class="badge soon">{m.calls.unpublished}</span>}
          {closes && <span>{fill(m.debates.until, { date: moment(closes) })}</span>}
          {debate.savedAt && (
            <span title={when(debate.savedAt)}>
              {debate.savedBy
                ? fill(m.calls.savedBy, { who: debate.savedBy, when: date(debate.savedAt) })
                : fill(m.calls.savedOn, { when: date(debate.savedAt) })}
            </span>
          )}
        </p>
      </div>
      {moderates && debate.published && (
        <p class="counts">
          {debate.waiting > 0 && (
            <A to={at(town.slug, "komentari", debate.id)}>
              {count(m.debates.waiting, debate.waiting)} <span class="unseen">: {title}</span>
            </A>
          )}
          {debate.unanswered > 0 && (
            <A to={at(town.slug, "odgovori", debate.id)}>
              {count(m.debates.unanswered, debate.unanswered)} <span class="unseen">: {title}</span>
            </A>
          )}
        </p>
      )}
    </li>
  );
}

export function DebatesPage(props: At) {
  const { town, roles } = props;
  const { m, locale, count } = useSay();
  const [state, setState] = useState<DeskConsultationState | null>(null);
  const [typed, setTyped] = useState("");
  const text = useSettled(typed);
  const list = useRef<HTMLUListElement>(null);
  const fetched = usePages(
    DeskDebates,
    {
      municipality: town.slug,
      locale,
      state: state ? [state] : null,
      text: text.trim() || null,
      first: PAGE,
    },
    ({ desk }) => desk.consultations,
  );
  const [Import, openImport] = useState<typeof import("../calls/import").Import>();
  const offline = () => regret(m.trouble.offline);
  const bring = () => import("../calls/import").then(({ Import }) => openImport(() => Import)).catch(offline);
  useEffect(() => {
    if (new URLSearchParams(location.search).has("uvoz")) bring();
  }, []);
  const [Usual, open] = useState<typeof import("./usual").Usual>();
  const counts = new Map(
    fetched.value?.first.desk.consultationCounts.map(({ state, count }) => [state, count]),
  );
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const chip = (name: string, value: DeskConsultationState | null, n: number) => (
    <button type="button" aria-pressed={state === value} onClick={() => setState(value)} key={name}>
      {name} <small>{fetched.value ? n : "\u00a0"}</small>
    </button>
  );
  return (
    <Page
      title={m.debates.title}
      acts={
        <div class="acts">
          {mayAdminister(roles) && (
            <button
              type="button"
              class="quiet"
              onClick={() => import("./usual").then(({ Usual }) => open(() => Usual)).catch(offline)}
            >
              {m.debates.usual}
            </button>
          )}
          <NewDebate town={town} roles={roles} />
          {mayEdit(roles) && (
            <button type="button" class="quiet" onClick={bring}>
              {m.calls.import}
            </button>
          )}
          <a class="btn quiet" href={exported("consultations.json", town.slug)} download>
            {m.calls.export}
          </a>
        </div>
      }
    >
      {Usual && <Usual town={town} close={() => open(undefined)} />}
      <div class="find">
        <input
          type="search"
          aria-label={m.calls.search}
          placeholder={m.calls.search}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <fieldset class="chips">
        <legend class="unseen">{m.debates.counts}</legend>
        {chip(m.debates.all, null, all)}
        {STATES.filter((one) => counts.get(one) || one === state).map((one) =>
          chip(m.debates[`state${pascal(one)}` as "stateDraft"], one, counts.get(one) ?? 0),
        )}
      </fieldset>
      <Shown of={fetched} rows={6}>
        {({ nodes: rows }) => (
          <div>
            <p class="unseen" role="status">
              {!fetched.busy &&
                text.trim() &&
                (fetched.more
                  ? fill(m.common.firstShown, { n: rows.length })
                  : count(m.debates.found, rows.length))}
            </p>
            {rows[0] ? (
              <ul class="rows" ref={list}>
                {rows.map((debate) => (
                  <Row key={debate.id} debate={debate} {...props} />
                ))}
              </ul>
            ) : all ? (
              <Empty title={m.calls.none} hint={m.calls.noneHint} />
            ) : (
              <Empty title={m.debates.first} hint={m.debates.firstHint} />
            )}
            <More of={fetched} list={list} />
          </div>
        )}
      </Shown>
      {Import && (
        <Import
          town={town}
          what="consultations"
          label={labelOf}
          hint={m.debates.importDrafts}
          close={() => openImport(undefined)}
          done={() => {
            setState(null);
            fetched.again();
          }}
        />
      )}
    </Page>
  );
}
