/** All calls of a municipality: by state, by words, page by page. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { exported } from "../exported";
import type { At } from "../frame";
import { CopyCall, DeskCalls } from "../gen/documents";
import type { DeskCallState, RowFragment } from "../gen/graphql";
import { Doing, Empty, goOnAt, Mishap, More, Page, Shown } from "../parts";
import { mayEdit } from "../roles";
import { A, at, go } from "../route";
import { fill, regret, tell, useSay } from "../say";
import { useAct, usePages, useSettled } from "../use";
import { NewCall } from "./new";

const STATES: DeskCallState[] = [
  "DRAFT",
  "ANNOUNCED",
  "OPEN",
  "CLOSED",
  "EVALUATION",
  "RESULTS",
  "CANCELLED",
  "UNDATED",
];
const PAGE = 20;

function Row({ call, town, roles }: { call: RowFragment } & At) {
  const { m, date, moment, when } = useSay();
  const act = useAct();
  const title = call.title || m.today.untitled;
  const { deadline, untilSpent, exercise } = call.content;
  const copy = () =>
    act.run(async () => {
      const { copyCall } = await ask(CopyCall, { input: { id: call.id } });
      const made = done(copyCall).call;
      if (!made) return;
      await go(at(town.slug, "pozivi", made.id));
      tell(m.calls.copiedNow);
    });
  return (
    <li>
      <div>
        <A to={at(town.slug, "pozivi", call.id)} class="title">
          {title}
        </A>
        <p class="meta">
          <span class={`badge ${call.state.toLowerCase()}`}>
            {m.calls[`one${pascal(call.state)}` as "oneDraft"]}
          </span>
          {exercise && <span class="badge">{m.calls.exercise}</span>}
          {call.published && call.changes[0] && <span class="badge soon">{m.calls.unpublished}</span>}
          {deadline ? (
            <span>{fill(m.calls.until, { date: moment(deadline) })}</span>
          ) : (
            untilSpent && <span>{m.calls.untilSpent}</span>
          )}
          {call.savedAt && (
            <span title={when(call.savedAt)}>
              {call.savedBy
                ? fill(m.calls.savedBy, { who: call.savedBy, when: date(call.savedAt) })
                : fill(m.calls.savedOn, { when: date(call.savedAt) })}
            </span>
          )}
        </p>
        {act.trouble && <Mishap trouble={act.trouble} />}
      </div>
      {mayEdit(roles) && (
        <Doing busy={act.busy} class="text" onClick={copy}>
          {m.calls.copy} <span class="unseen">: {title}</span>
        </Doing>
      )}
    </li>
  );
}

/** What the address asks for. */
const asked = () => {
  const search = new URLSearchParams(location.search);
  const state = STATES.find((one) => one.toLowerCase() === search.get("stanje"));
  return { state: state ?? null, text: search.get("trazi") ?? "", importing: search.has("uvoz") };
};

export function CallsPage(props: At) {
  const { town, roles } = props;
  const { m, locale, count } = useSay();
  const [state, setState] = useState(asked().state);
  const [typed, setTyped] = useState(asked().text);
  const text = useSettled(typed);
  const [Import, open] = useState<typeof import("./import").Import>();
  const fetched = usePages(
    DeskCalls,
    {
      municipality: town.slug,
      locale,
      state: state ? [state] : null,
      text: text.trim() || null,
      first: PAGE,
    },
    ({ desk }) => desk.calls,
  );
  const list = useRef<HTMLUListElement>(null);
  const bring = () =>
    import("./import").then(({ Import }) => open(() => Import)).catch(() => regret(m.trouble.offline));

  useEffect(() => {
    if (asked().importing) bring();
  }, []);
  useEffect(() => {
    const search = new URLSearchParams();
    if (state) search.set("stanje", state.toLowerCase());
    if (text.trim()) search.set("trazi", text.trim());
    const query = search.toString();
    // So that "back" from a call comes to the same list.
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
  }, [state, text]);
  const counts = new Map(fetched.value?.first.desk.callCounts.map(({ state, count }) => [state, count]));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const chip = (name: string, value: DeskCallState | null, n: number) => (
    <button type="button" aria-pressed={state === value} onClick={() => setState(value)} key={name}>
      {name} <small>{fetched.value ? n : "\u00a0"}</small>
    </button>
  );
  return (
    <Page
      title={m.calls.title}
      acts={
        <div class="acts">
          <NewCall town={town} roles={roles} />
          {mayEdit(roles) && (
            <button type="button" class="quiet" onClick={bring}>
              {m.calls.import}
            </button>
          )}
          <a class="btn quiet" href={exported("calls.json", town.slug)} download>
            {m.calls.export}
          </a>
        </div>
      }
    >
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
        <legend class="unseen">{m.today.counts}</legend>
        {chip(m.calls.all, null, all)}
        {STATES.filter((one) => counts.get(one) || one === state).map((one) =>
          chip(m.calls[`state${pascal(one)}` as "stateDraft"], one, counts.get(one) ?? 0),
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
                  : count(m.calls.found, rows.length))}
            </p>
            {rows[0] ? (
              <ul class="rows" ref={list}>
                {rows.map((call) => (
                  <Row key={call.id} call={call} {...props} />
                ))}
              </ul>
            ) : all ? (
              <Empty title={m.calls.none} hint={m.calls.noneHint}>
                <button
                  type="button"
                  class="quiet"
                  onClick={() => {
                    setTyped("");
                    setState(null);
                    goOnAt(".find input");
                  }}
                >
                  {m.calls.reset}
                </button>
              </Empty>
            ) : (
              <Empty title={m.today.first} hint={m.today.firstHint} />
            )}
            <More of={fetched} list={list} />
          </div>
        )}
      </Shown>
      {Import && (
        <Import
          town={town}
          what="calls"
          hint={m.calls.importAsked}
          close={() => open(undefined)}
          done={() => {
            setState(null);
            fetched.again();
          }}
        />
      )}
    </Page>
  );
}
