/** One list: what its columns hold, what would become of each row, how far it is, and the way back. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import { outrun, type Trouble } from "../ask";
import type { At } from "../frame";
import { OrganisationImport } from "../gen/documents";
import type { ImportStateFragment } from "../gen/graphql";
import { Doing, Empty, Icon, Mishap, Page, Shown, Tick } from "../parts";
import { A, at } from "../route";
import { fill, useSay } from "../say";
import { Sure } from "../sure";
import { useAsk } from "../use";
import { fits, type Import, Mapping } from "./mapping";
import { Rows } from "./rows";
import { useImport } from "./use-import";

/** How far it is, and that one may leave: the next who comes goes on. */
function Progress({
  list,
  busy,
  trouble,
  on,
  back,
}: {
  list: ImportStateFragment;
  busy: boolean;
  trouble: Trouble | undefined;
  on: () => void;
  /** Takes back what is there, where that was not begun. */
  back?: (() => void) | undefined;
}) {
  const { m } = useSay();
  const running = list.state === "RUNNING";
  const name = running ? m.org.running : m.org.undoing;
  return (
    <section class="card">
      <label for="progress">
        <b>{name}</b>
      </label>
      <progress id="progress" value={list.rowsDone} max={list.rowsTotal || 1} />
      <p class="saved" role="status">
        {fill(m.org.progress, { done: list.rowsDone, total: list.rowsTotal })}
      </p>
      {trouble && <Mishap trouble={trouble} />}
      {!busy && (
        <div class="acts">
          <button type="button" onClick={on}>
            {m.org.goOn}
          </button>
          {back && (
            <button type="button" class="no quiet" onClick={back}>
              {m.org.undo}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function Opened(props: { first: Import; town: string; again: () => void }) {
  const { first, town, again } = props;
  const { m, when, count } = useSay();
  const { list, stamp, sure, ask: ask_, ...its } = useImport(props);
  const { mapping, published, theirs, unplanned, plan, chosen, decide, arrived } = its;
  const { run, undo, discard, act, planning, deciding } = its;
  const { counts, state } = list;
  const running = state === "RUNNING" || state === "UNDOING";
  const comes = counts.new + counts.changed;
  const trouble = act.trouble ?? planning.trouble ?? deciding.trouble;
  const behind = trouble && outrun(trouble);
  return (
    <Page
      wide
      title={list.fileName || m.org.noFileName}
      lead={
        <Fragment>
          <span class={`badge ${state === "DONE" || state === "UNDONE" ? "" : "soon"}`}>
            {m.org[`import${pascal(state)}` as "importDone"]}
          </span>{" "}
          {count(m.org.rows, list.rowsTotal)} · {when(list.undoneAt ?? list.doneAt ?? list.madeAt)}
        </Fragment>
      }
      acts={
        <div class="acts">
          {state === "PREVIEWED" && (
            <Fragment>
              <button type="button" class="no quiet" onClick={() => ask_("discard")}>
                {m.org.discard}
              </button>
              <Doing
                busy={act.busy || planning.busy || deciding.busy}
                disabled={unplanned || (!comes && counts.undecided === counts.suspect)}
                onClick={() => ask_("run")}
              >
                {m.org.run}
              </Doing>
            </Fragment>
          )}
          {state === "DONE" && !list.forgottenAt && (
            <Doing busy={act.busy} class="no quiet" onClick={() => ask_("undo")}>
              {m.org.undo}
            </Doing>
          )}
          {state === "UNDONE" && (
            <button type="button" class="no quiet" onClick={() => ask_("discard")}>
              {m.org.discard}
            </button>
          )}
        </div>
      }
    >
      {trouble && !sure && !running && (
        <Mishap
          trouble={trouble}
          again={behind ? again : planning.trouble && fits(mapping) ? () => plan(mapping) : undefined}
        />
      )}
      {counts.left > 0 && <p class="note">{count(m.org.changedSince, counts.left)}</p>}
      {list.keptUntil && (
        <p class="note">
          {fill(state === "DONE" ? m.org.undoUntil : m.org.keptUntil, { when: when(list.keptUntil) })}{" "}
          {state === "RUNNING" && m.org.leftByThen}
        </p>
      )}
      {list.forgottenAt && (
        <p class="note">
          {fill(m.org.forgotten, { when: when(list.forgottenAt) })} {state === "DONE" && m.org.forgottenLate}
        </p>
      )}
      {running && (
        <Progress
          list={list}
          busy={act.busy}
          trouble={act.trouble}
          on={state === "RUNNING" ? run : undo}
          back={state === "RUNNING" ? () => ask_("undo") : undefined}
        />
      )}
      {first.otherSheets[0] && (
        <p class="note">{fill(m.org.otherSheets, { sheets: first.otherSheets.join(", ") })}</p>
      )}
      {first.otherColumns > 0 && <p class="note">{count(m.org.otherColumns, first.otherColumns)}</p>}
      <div class="stack">
        {state === "PREVIEWED" && (
          <Mapping
            columns={first.columns}
            mine={mapping}
            change={plan}
            busy={planning.busy}
            theirs={theirs}
          />
        )}
        {state === "PREVIEWED" && list.contacts > 0 && (
          <section class="card" aria-labelledby="contacts">
            <h2 id="contacts">{fill(m.org.contacts, { n: list.contacts })}</h2>
            <Tick
              label={m.org.contactsPublish}
              checked={published}
              onChange={(checked) => plan(mapping, checked)}
            />
          </section>
        )}
        {state === "PREVIEWED" && unplanned && !planning.busy && <p class="warn">{m.org.notPlanned}</p>}
        {!(act.busy && running) && (
          <Rows
            list={list}
            town={town}
            decide={decide}
            chosen={chosen}
            deciding={deciding.busy}
            arrived={arrived}
            stamp={stamp}
          />
        )}
      </div>
      {sure === "run" && (
        <Sure title={m.org.runTitle} yes={m.org.runNow} act={{ ...act, run }} close={() => ask_(undefined)}>
          <p>{m.org.runWhat}</p>
          <ul class="dots">
            <li>{count(m.org.runNew, counts.new)}</li>
            <li>{count(m.org.runChanged, counts.changed)}</li>
            {list.contacts > 0 && (
              <li>
                {fill(m.org.contacts, { n: list.contacts })} (
                {published ? m.org.contactsOn : m.org.contactsOff})
              </li>
            )}
            {counts.refused + counts.undecided > 0 && (
              <li>{count(m.org.runLeft, counts.refused + counts.undecided)}</li>
            )}
          </ul>
        </Sure>
      )}
      {sure === "undo" && (
        <Sure
          title={m.org.undoTitle}
          yes={m.org.undoNow}
          stop
          act={{ ...act, run: undo }}
          close={() => ask_(undefined)}
        >
          <p>{m.org.undoWhat}</p>
        </Sure>
      )}
      {sure === "discard" && (
        <Sure
          title={m.org.discardTitle}
          yes={m.org.discardNow}
          stop
          act={{ ...act, run: discard }}
          close={() => ask_(undefined)}
        >
          <p>{state === "UNDONE" ? m.org.discardUndone : m.org.discardWhat}</p>
        </Sure>
      )}
    </Page>
  );
}

export function ImportPage({ town, id }: At & { id: string }) {
  const { m } = useSay();
  const fetched = useAsk(OrganisationImport, { municipality: town.slug, id });
  return (
    <Fragment>
      <A to={at(town.slug, "uvoz")} class="back">
        <Icon name="back" /> {m.org.imports}
      </A>
      <Shown of={fetched} rows={8}>
        {({ desk: { organisationImport } }) =>
          organisationImport ? (
            <Opened first={organisationImport} town={town.slug} again={fetched.again} />
          ) : (
            <Page title={m.trouble.gone}>
              <Empty title={m.trouble.gone} hint={m.trouble.goneHint} />
            </Page>
          )
        }
      </Shown>
    </Fragment>
  );
}
