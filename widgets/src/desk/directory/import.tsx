/** One list: what its columns hold, what would become of each row, how far it is, and the way back. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, outrun, type Trouble } from "../ask";
import { same } from "../editor/content";
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
  OrganisationImportChoice,
  OrganisationImportFate,
} from "../gen/graphql";
import { Doing, Empty, Icon, Mishap, More, Page, Shown, Sure } from "../parts";
import { A, at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { useAct, useAsk, usePages } from "../use";
import { fits, type Import, Mapping, type Meanings, meaningsOf } from "./mapping";

type Pile = OrganisationImportFate | "REMARKED";
type Choice = OrganisationImportChoice | null;

const PILES: Pile[] = ["NEW", "CHANGED", "SUSPECT", "REFUSED", "REMARKED", "SAME"];
const PAGE = 30;
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
  choice,
  decide,
  open,
}: {
  row: ImportRowFragment;
  town: string;
  /** What is chosen for it, also where that is still on its way. */
  choice: Choice;
  decide: (rows: number[], choice: Choice) => void;
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
              aria-pressed={choice === one}
              disabled={!open}
              onClick={() => decide([row.number], choice === one ? null : one)}
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
  chosen,
  deciding,
  arrived,
  stamp,
}: {
  list: Import;
  town: string;
  decide: (rows: number[] | null, choice: Choice) => void;
  /** What was chosen by row, and is perhaps not in the rows that were read. */
  chosen: ReadonlyMap<number, Choice>;
  /** Some of it is on its way. */
  deciding: boolean;
  /** The rows were read anew. */
  arrived: () => void;
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
  useEffect(arrived, [fetched.value]);
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
      <p class="saved" role="status">
        {deciding && m.org.deciding}
      </p>
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
                    <OneRow
                      row={row}
                      town={town}
                      choice={
                        chosen.has(row.number) ? (chosen.get(row.number) ?? null) : (row.choice ?? null)
                      }
                      decide={decide}
                      open={open}
                    />
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
  /** What the columns hold on the screen, and what the preview was last made of. */
  const [mapping, setMapping] = useState(() => meaningsOf(first));
  const [planned, setPlanned] = useState(mapping);
  const [theirs, setTheirs] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const planning = useAct();
  const deciding = useAct();
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
    if (act.busy || planning.busy || deciding.busy) return;
    know(first);
    const now = meaningsOf(first);
    if (same(now, planned)) return;
    setPlanned(now);
    setMapping(now);
    setTheirs(true);
    planning.clear();
    // What was about to be confirmed is another list by now.
    ask_((which) => (which === "run" ? undefined : which));
  }, [first]);
  const list: Import = { ...first, ...known };
  const learn = (now: ImportStateFragment | null | undefined) => {
    if (now) know(now);
    setStamp((n) => n + 1);
  };
  /** The last change waits while one before it is on its way; it is what counts. */
  const next = useRef<Meanings>(undefined);
  const plan = (columns: Meanings) => {
    setMapping(columns);
    setTheirs(false);
    next.current = fits(columns) ? columns : undefined;
    if (!next.current) return;
    planning.run(async () => {
      while (next.current) {
        const columns = next.current;
        next.current = undefined;
        try {
          learn(
            done((await ask(PlanImport, { input: { id: first.id, columns } })).planOrganisationImport).import,
          );
          setPlanned(columns);
        } catch (error) {
          if (!next.current) throw error;
        }
      }
      again();
    });
  };
  const unplanned = planning.busy || !!planning.trouble || !fits(mapping) || !same(mapping, planned);
  /** What is chosen while something is on its way goes after it, together. */
  const waiting = useRef<[rows: number[] | null, choice: Choice][]>([]);
  const decide = (rows: number[] | null, choice: Choice) => {
    // Of each row the last choice holds, and of the same choice all rows go at once.
    const earlier = waiting.current
      .map(([of, what]): [number[] | null, Choice] => [
        of && rows ? of.filter((n) => !rows.includes(n)) : of,
        what,
      ])
      .filter(([of]) => !of || of[0] !== undefined);
    const beside = rows && earlier.find(([of, what]) => of && what === choice);
    if (beside && !earlier.some(([of]) => !of)) beside[0] = [...(beside[0] ?? []), ...rows];
    else earlier.push([rows, choice]);
    waiting.current = earlier;
    if (rows) setChosen((old) => new Map([...old, ...rows.map((n) => [n, choice] as const)]));
    deciding.run(async () => {
      try {
        for (let one = waiting.current.shift(); one; one = waiting.current.shift()) {
          const [rows, choice] = one;
          const input = { id: first.id, rows, choice };
          const now = done((await ask(DecideImport, { input })).decideOrganisationImport).import;
          if (now) know(now);
        }
      } catch (error) {
        waiting.current = [];
        setChosen(new Map());
        throw error;
      } finally {
        learn(undefined);
      }
    });
  };
  /** What became of the rows is read once, when there is no more to come. */
  const ended = () => {
    if (!there.current) return;
    setStamp((n) => n + 1);
    again();
  };
  /** Some rows at a time until all are there; whoever leaves meanwhile goes on later. */
  const run = () => {
    ask_(undefined);
    return act
      .run(async () => {
        if (known.state === "PREVIEWED") {
          // Only what was looked at is written: a colleague may have had it looked at otherwise.
          const { desk } = await ask(OrganisationImport, { municipality: town, id: first.id });
          const now = desk.organisationImport;
          if (now?.state === "PREVIEWED" && !same(meaningsOf(now), planned)) return;
        }
        for (;;) {
          const now = done((await ask(RunImport, { input: { id: first.id } })).runOrganisationImport).import;
          if (now) know(now);
          if (!there.current) return;
          if (now?.state !== "RUNNING") break;
        }
        tell(m.org.runDone);
      })
      .then(ended);
  };
  const undo = () => {
    ask_(undefined);
    setLeft(0);
    return act
      .run(async () => {
        for (;;) {
          const payload = done((await ask(UndoImport, { input: { id: first.id } })).undoOrganisationImport);
          if (payload.import) know(payload.import);
          setLeft((n) => n + payload.changedSince);
          if (!there.current) return;
          if (payload.import?.state !== "UNDOING") break;
        }
        tell(m.org.undoDone);
      })
      .then(ended);
  };
  const discard = () =>
    act.run(async () => {
      done((await ask(DiscardImport, { input: { id: first.id } })).discardOrganisationImport);
      ask_(undefined);
      await go(at(town, "uvoz"), "replace");
      tell(m.org.discarded);
    });
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
          {state === "DONE" && (
            <Doing busy={act.busy} class="no quiet" onClick={() => ask_("undo")}>
              {m.org.undo}
            </Doing>
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
      {left > 0 && <p class="note">{count(m.org.changedSince, left)}</p>}
      {running && (
        <Progress list={list} busy={act.busy} trouble={act.trouble} on={state === "RUNNING" ? run : undo} />
      )}
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
        {state === "PREVIEWED" && unplanned && !planning.busy && <p class="warn">{m.org.notPlanned}</p>}
        {!(act.busy && running) && (
          <Rows
            list={list}
            town={town}
            decide={decide}
            chosen={chosen}
            deciding={deciding.busy}
            arrived={() => {
              if (!deciding.busy && chosen.size) setChosen(new Map());
            }}
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
