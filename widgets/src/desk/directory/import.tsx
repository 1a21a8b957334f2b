/** One list: what its columns hold, what would become of each row, how far it is, and the way back. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, type Trouble } from "../ask";
import type { At } from "../frame";
import {
  DecideImport,
  DiscardImport,
  ImportRows,
  OrganisationImport,
  PlanImport,
  RunImport,
  UndoImport,
} from "../gen/documents";
import type {
  ImportRowFragment,
  ImportStateFragment,
  OrganisationColumn,
  OrganisationImportChoice,
  OrganisationImportFate,
  OrganisationImportQuery,
} from "../gen/graphql";
import { Doing, Empty, Icon, Mishap, More, Page, Shown, Sure } from "../parts";
import { A, at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { useAct, useAsk, usePages } from "../use";

type Import = NonNullable<OrganisationImportQuery["desk"]["organisationImport"]>;
type Pile = OrganisationImportFate | "REMARKED";

const PILES: Pile[] = ["NEW", "CHANGED", "SUSPECT", "REFUSED", "REMARKED", "SAME"];
const PAGE = 30;
const COLUMNS: OrganisationColumn[] = [
  "NAME",
  "SHORT_NAME",
  "LEGAL_FORM",
  "JIB",
  "REGISTERING_BODY",
  "REGISTER_NUMBER",
  "REGISTERED_ON",
  "FOUNDED",
  "SEAT",
  "ADDRESS",
  "TERRITORY",
  "PHONE",
  "EMAIL",
  "WEBSITE",
  "DESCRIPTION",
  "AREAS",
  "STATUS",
  "STATUS_UNTIL",
  "ACTIVITY",
  "REPRESENTATIVE",
  "NOTE",
];

const columnName = (one: OrganisationColumn) => `column${pascal(one)}` as "columnName";

/** What each column holds: guessed, and changed here. The list is looked at anew each time. */
function Mapping({
  columns,
  plan,
  busy,
}: {
  columns: Import["columns"];
  plan: (all: (OrganisationColumn | null)[]) => void;
  busy: boolean;
}) {
  const { m } = useSay();
  const [mine, set] = useState(columns.map(({ meaning }) => meaning ?? null));
  const named = mine.includes("NAME");
  const twice = mine.filter((one, i) => one && mine.indexOf(one) !== i);
  const change = (place: number, to: OrganisationColumn | null) => {
    const now = mine.map((one, i) => (i === place ? to : one));
    set(now);
    const fine = now.includes("NAME") && now.every((one, i) => !one || now.indexOf(one) === i);
    if (fine) plan(now);
  };
  return (
    <section class="card" aria-labelledby="mapping">
      <h2 id="mapping">{m.org.mapping}</h2>
      <p class="hint">{m.org.mappingHint}</p>
      <div class="wide-table">
        <table class="mapping">
          <thead>
            <tr>
              <th scope="col">{m.org.heading}</th>
              <th scope="col">{m.org.samples}</th>
              <th scope="col">{m.org.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, samples }, i) => {
              const meaning = mine[i];
              const wrong = !!meaning && twice.includes(meaning);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                <tr key={i}>
                  <th scope="row">{heading || <i class="none">{m.org.noHeading}</i>}</th>
                  <td class="hint">{samples.join(" · ")}</td>
                  <td>
                    <select
                      aria-label={fill(m.org.meaningOf, { column: heading || String(i + 1) })}
                      aria-invalid={wrong || undefined}
                      value={meaning ?? ""}
                      onChange={(event) =>
                        change(i, (event.currentTarget.value || null) as OrganisationColumn | null)
                      }
                    >
                      <option value="">{m.org.leaveOut}</option>
                      {COLUMNS.map((one) => (
                        <option key={one} value={one}>
                          {m.org[columnName(one)]}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {(!named || twice[0]) && (
        <p class="error" role="alert">
          <Icon name="stop" />{" "}
          {named
            ? fill(m.org.columnTwice, { column: m.org[columnName(twice[0] as "NAME")] })
            : m.org.columnMissing}
        </p>
      )}
      <p class="saved" role="status">
        {busy && m.org.planning}
      </p>
    </section>
  );
}

function Remark({ remark }: { remark: ImportRowFragment["remarks"][number] }) {
  const { m } = useSay();
  const text = m.org[`remark${pascal(remark.code)}` as "remarkOther"] ?? m.org.remarkOther;
  return (
    <li class={remark.refuses ? "refuses" : ""}>
      <Icon name={remark.refuses ? "stop" : "warn"} /> <code>{remark.cell}</code>{" "}
      {fill(text, { found: remark.found })}{" "}
      {!remark.refuses && <span class="hint">{remark.kept ? m.org.keptCell : m.org.leftCell}</span>}
    </li>
  );
}

function OneRow({
  row,
  town,
  decide,
  open,
}: {
  row: ImportRowFragment;
  town: string;
  decide: (rows: number[], choice: OrganisationImportChoice | null) => void;
  /** Whether something can still be decided. */
  open: boolean;
}) {
  const { m } = useSay();
  const name = row.content.name?.text || row.cells.find(Boolean) || "";
  const choices: OrganisationImportChoice[] = ["CHANGE", "ADD", "SKIP"];
  return (
    <div>
      <p class="meta">
        <b>{name}</b>
        <span>{fill(m.calls.importRow, { n: row.number })}</span>
        {row.fate === "SUSPECT" && row.organisation && (
          <span>
            {m.org.mayBe}{" "}
            <A to={at(town, "organizacije", row.organisation.id)}>{row.organisation.name.text}</A>
          </span>
        )}
      </p>
      {row.changes[0] && (
        <dl class="changes">
          {row.changes.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{m.org[`public${pascal(field)}` as "publicName"]}</dt>
              <dd>
                <span class="unseen">{m.act.before}: </span>
                <del>{before ?? <i class="none">{m.act.nothing}</i>}</del>
              </dd>
              <dd>
                <span class="unseen">{m.act.after}: </span>
                <ins>{after ?? <i class="none">{m.act.nothing}</i>}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {row.remarks[0] && (
        <ul class="cell-remarks">
          {row.remarks.map((one) => (
            <Remark key={one.cell + one.code} remark={one} />
          ))}
        </ul>
      )}
      {row.fate === "SUSPECT" && (
        <fieldset class="seg">
          <legend class="unseen">{fill(m.org.decideOn, { name })}</legend>
          {choices.map((one) => (
            <button
              type="button"
              key={one}
              aria-pressed={row.choice === one}
              disabled={!open}
              onClick={() => decide([row.number], row.choice === one ? null : one)}
            >
              {m.org[`choice${pascal(one)}` as "choiceAdd"]}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** Its rows, pile by pile. */
function Rows({
  list: one,
  town,
  decide,
  stamp,
}: {
  list: Import;
  town: string;
  decide: (rows: number[] | null, choice: OrganisationImportChoice | null) => void;
  /** Another whenever something was decided or planned. */
  stamp: number;
}) {
  const { m, locale } = useSay();
  const { counts } = one;
  const of = {
    NEW: counts.new,
    CHANGED: counts.changed,
    SUSPECT: counts.suspect,
    REFUSED: counts.refused,
    SAME: counts.same,
  };
  const first = PILES.find((pile) => pile !== "REMARKED" && of[pile]) ?? "NEW";
  const [pile, setPile] = useState<Pile>(counts.suspect ? "SUSPECT" : first);
  const rows = useRef<HTMLUListElement>(null);
  const fetched = usePages(
    ImportRows,
    {
      municipality: town,
      id: one.id,
      locale,
      ...(pile === "REMARKED" ? { remarked: true } : { fate: [pile], remarked: false }),
      first: PAGE,
    },
    ({ desk }) => desk.organisationImport?.rows,
  );
  const drawn = useRef(stamp);
  useEffect(() => {
    if (drawn.current === stamp) return;
    drawn.current = stamp;
    fetched.again();
  }, [stamp]);
  const open = one.state === "PREVIEWED";
  return (
    <section class="card" aria-labelledby="rows">
      <h2 id="rows">{open ? m.org.wouldBecome : m.org.became}</h2>
      <fieldset class="chips">
        <legend class="unseen">{m.org.wouldBecome}</legend>
        {PILES.map((which) => (
          <button type="button" key={which} aria-pressed={pile === which} onClick={() => setPile(which)}>
            {m.org[`fate${pascal(which)}` as "fateNew"]} {which !== "REMARKED" && <small>{of[which]}</small>}
          </button>
        ))}
      </fieldset>
      {pile === "SUSPECT" && open && counts.undecided > 0 && (
        <div class="warn">
          <p>{m.org.undecided}</p>
          <div class="acts">
            <button type="button" class="quiet" onClick={() => decide(null, "SKIP")}>
              {m.org.skipAll}
            </button>
            <button type="button" class="quiet" onClick={() => decide(null, "CHANGE")}>
              {m.org.changeAll}
            </button>
          </div>
        </div>
      )}
      <Shown of={fetched} rows={5}>
        {({ nodes }) =>
          nodes[0] ? (
            <div>
              <ul class="rows" ref={rows}>
                {nodes.map((row) => (
                  <li key={row.number}>
                    <OneRow row={row} town={town} decide={decide} open={open} />
                  </li>
                ))}
              </ul>
              <More of={fetched} list={rows} />
            </div>
          ) : (
            <Empty title={m.org.noRows} />
          )
        }
      </Shown>
    </section>
  );
}

/** How far it is, and that one may leave: the next who comes goes on. */
function Progress({
  list,
  busy,
  trouble,
  on,
}: {
  list: ImportStateFragment;
  busy: boolean;
  trouble: Trouble | undefined;
  on: () => void;
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
        </div>
      )}
    </section>
  );
}

function Opened({ first, town, again }: { first: Import; town: string; again: () => void }) {
  const { m, when, count } = useSay();
  const [known, know] = useState<ImportStateFragment>(first);
  const [stamp, setStamp] = useState(0);
  const [sure, ask_] = useState<"run" | "undo" | "discard">();
  const [left, setLeft] = useState(0);
  const planning = useAct();
  const act = useAct();
  const there = useRef(true);
  useEffect(
    () => () => {
      there.current = false;
    },
    [],
  );
  // What somebody else has done to it; what is known here may be newer.
  useEffect(() => {
    if (!act.busy && !planning.busy) know(first);
  }, [first]);
  const list: Import = { ...first, ...known };
  const learn = (now: ImportStateFragment | null | undefined) => {
    if (now) know(now);
    setStamp((n) => n + 1);
  };
  const plan = (columns: (OrganisationColumn | null)[]) =>
    planning.run(async () => {
      const input = { id: first.id, columns };
      learn(done((await ask(PlanImport, { input })).planOrganisationImport).import);
    });
  const decide = (rows: number[] | null, choice: OrganisationImportChoice | null) =>
    act.run(async () => {
      const input = { id: first.id, rows, choice };
      learn(done((await ask(DecideImport, { input })).decideOrganisationImport).import);
    });
  /** Some rows at a time until all are there; whoever leaves meanwhile goes on later. */
  const run = () => {
    ask_(undefined);
    return act.run(async () => {
      for (;;) {
        const now = done((await ask(RunImport, { input: { id: first.id } })).runOrganisationImport).import;
        learn(now);
        if (!there.current) return;
        if (now?.state !== "RUNNING") break;
      }
      tell(m.org.runDone);
    });
  };
  const undo = () => {
    ask_(undefined);
    setLeft(0);
    return act.run(async () => {
      for (;;) {
        const payload = done((await ask(UndoImport, { input: { id: first.id } })).undoOrganisationImport);
        learn(payload.import);
        setLeft((n) => n + payload.changedSince);
        if (!there.current) return;
        if (payload.import?.state !== "UNDOING") break;
      }
      tell(m.org.undoDone);
    });
  };
  const discard = () =>
    act.run(async () => {
      done((await ask(DiscardImport, { input: { id: first.id } })).discardOrganisationImport);
      ask_(undefined);
      await go(at(town, "uvoz"), "replace");
      tell(m.org.discarded);
    });
  const { counts, state } = list;
  const comes = counts.new + counts.changed;
  const trouble = act.trouble ?? planning.trouble;
  const behind = trouble && (trouble.kind === "conflict" || trouble.kind === "refused");
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
                busy={act.busy || planning.busy}
                disabled={!comes && counts.undecided === counts.suspect}
                onClick={() => ask_("run")}
              >
                {m.org.run}
              </Doing>
            </Fragment>
          )}
          {state === "DONE" && (
            <Doing busy={act.busy} class="no quiet" onClick={() => ask_("undo")}>
              {m.org.undo}
            </Doing>
          )}
        </div>
      }
    >
      {trouble && !sure && state !== "RUNNING" && state !== "UNDOING" && (
        <Mishap trouble={trouble} again={behind ? again : undefined} />
      )}
      {left > 0 && <p class="note">{count(m.org.changedSince, left)}</p>}
      {(state === "RUNNING" || state === "UNDOING") && (
        <Progress list={list} busy={act.busy} trouble={act.trouble} on={state === "RUNNING" ? run : undo} />
      )}
      <div class="stack">
        {state === "PREVIEWED" && <Mapping columns={first.columns} plan={plan} busy={planning.busy} />}
        <Rows list={list} town={town} decide={decide} stamp={stamp} />
      </div>
      {sure === "run" && (
        <Sure title={m.org.runTitle} yes={m.org.runNow} act={{ ...act, run }} close={() => ask_(undefined)}>
          <p>{m.org.runWhat}</p>
          <ul class="dots">
            <li>{count(m.org.runNew, counts.new)}</li>
            <li>{count(m.org.runChanged, counts.changed)}</li>
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
          <p>{m.org.discardWhat}</p>
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
