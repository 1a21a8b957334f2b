/** The rows of a list, pile by pile: what would become of each, and what is decided on it. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { Differences } from "../acts";
import { ImportRows } from "../gen/documents";
import type { ImportRowFragment, OrganisationImportChoice, OrganisationImportFate } from "../gen/graphql";
import { Empty, Icon, More, Shown } from "../parts";
import { A, at } from "../route";
import { fill, useSay } from "../say";
import { usePages } from "../use";
import { FORMS, formName } from "./content";
import type { Choice } from "./decisions";
import type { Import } from "./mapping";

type Pile = OrganisationImportFate | "REMARKED" | "LEFT";

const PILES: Pile[] = ["LEFT", "NEW", "CHANGED", "SUSPECT", "REFUSED", "REMARKED", "SAME"];
const PAGE = 30;

function Remark({ remark }: { remark: ImportRowFragment["remarks"][number] }) {
  const say = useSay();
  const { m } = say;
  /** What would have been understood. */
  const known =
    remark.code === "form_unknown"
      ? FORMS.filter((form) => form !== "OTHER")
          .map((form) => formName(form, say))
          .join(", ")
      : "";
  const text = m.org[`remark${pascal(remark.code)}` as "remarkOther"] ?? m.org.remarkOther;
  return (
    <li class={remark.refuses ? "refuses" : ""}>
      <Icon name={remark.refuses ? "stop" : "warn"} /> <code>{remark.cell}</code>{" "}
      {fill(text, { found: remark.found, known })}{" "}
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
  // Of a list that is forgotten it is only known which organisation a row is.
  const name = row.content.name?.text || row.cells.find(Boolean) || row.organisation?.name.text || "";
  const choices: OrganisationImportChoice[] = ["CHANGE", "ADD", "SKIP"];
  return (
    <div>
      <p class="meta">
        <b>{name}</b>
        <span>{fill(m.calls.importRow, { n: row.number })}</span>
        {(row.left || row.fate === "SUSPECT") && row.organisation && (
          <span>
            {row.left ? m.org.leftWhich : m.org.mayBe}{" "}
            <A to={at(town, "organizacije", row.organisation.id)}>{row.organisation.name.text}</A>
          </span>
        )}
      </p>
      {row.changes[0] && (
        <Differences
          all={row.changes.map(({ field, before, after }) => ({
            key: field,
            name: m.org[`public${pascal(field)}` as "publicName"],
            before,
            after,
          }))}
        />
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
              // Disabled it would lose the focus of whoever has just pressed it and came too late.
              aria-disabled={!open || undefined}
              onClick={() => open && decide([row.number], choice === one ? null : one)}
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
export function Rows({
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
    LEFT: counts.left,
  };
  const first = PILES.find((pile) => pile !== "REMARKED" && of[pile]) ?? "NEW";
  const [pile, setPile] = useState<Pile>(counts.suspect && !counts.left ? "SUSPECT" : first);
  const rows = useRef<HTMLUListElement>(null);
  const fetched = usePages(
    ImportRows,
    {
      municipality: town,
      id: one.id,
      locale,
      ...(pile === "REMARKED" || pile === "LEFT" ? {} : { fate: [pile] }),
      remarked: pile === "REMARKED",
      left: pile === "LEFT",
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
  /** What nobody has decided about can still be decided; what was is in the directory, or is about to be. */
  const later = (one.state === "RUNNING" || one.state === "DONE") && !one.forgottenAt;
  return (
    <section class="card" aria-labelledby="rows">
      <h2 id="rows">{open ? m.org.wouldBecome : m.org.became}</h2>
      <fieldset class="chips">
        <legend class="unseen">{m.org.wouldBecome}</legend>
        {PILES.filter((which) => which !== "LEFT" || counts.left).map((which) => (
          <button type="button" key={which} aria-pressed={pile === which} onClick={() => setPile(which)}>
            {m.org[`fate${pascal(which)}` as "fateNew"]} {which !== "REMARKED" && <small>{of[which]}</small>}
          </button>
        ))}
      </fieldset>
      <p class="saved" role="status">
        {deciding && m.org.deciding}
      </p>
      {pile === "SUSPECT" && (open || later) && counts.undecided > 0 && (
        <div class="warn">
          <p>{open ? m.org.undecided : m.org.undecidedLater}</p>
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
                      open={open || (later && !row.choice && !chosen.get(row.number))}
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
