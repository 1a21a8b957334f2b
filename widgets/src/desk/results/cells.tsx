/** What a list that was brought holds: its columns, and every cell that could not be taken, with what to do about it. */
import { h } from "preact";
import { pascal } from "../../say";
import { Columns, fitting } from "../directory/mapping";
import type { ResultColumn } from "../gen/graphql";
import { Icon } from "../parts";
import { fill, useSay } from "../say";
import type { Known, Meanings, Results } from "./use-results";
import { columnName } from "./words";

const COLUMNS: ResultColumn[] = [
  "RANK",
  "ORGANISATION",
  "JIB",
  "PROJECT",
  "LOT",
  "POINTS",
  "ASKED",
  "APPROVED",
  "OUTCOME",
  "NOTE",
];

/** What its columns hold. The list is read anew each time. */
export function Meaning({
  known,
  results,
  mine,
  choose,
}: {
  known: Known;
  results: Results;
  mine: Meanings;
  choose: (columns: Meanings) => void;
}) {
  const { m } = useSay();
  const change = (columns: Meanings) => {
    choose(columns);
    if (fitting(columns, "ORGANISATION")) results.mean(columns);
  };
  return (
    <Columns
      columns={known.columns}
      mine={mine}
      change={change}
      all={COLUMNS}
      name={(one) => m.results[columnName(one)]}
      needed="ORGANISATION"
      missing={m.results.columnMissing}
      status={results.bringing.busy ? m.org.planning : ""}
    />
  );
}

/** `D17` as the number of its column, from 0, and the row as a spreadsheet numbers it. */
export function placeOf(cell: string): { column: number; row: string } {
  const [, letters = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row };
}

function Remark({ remark, columns }: { remark: Known["remarks"][number] } & Pick<Known, "columns">) {
  const { m } = useSay();
  const { code, found, refuses, kept, cell } = remark;
  const { column, row } = placeOf(cell);
  const key = `remark${pascal(code)}`;
  const text = m.results[key as "remarkRankUnreadable"] ?? m.org[key as "remarkOther"] ?? m.org.remarkOther;
  const heading = columns[column]?.heading;
  // What is missing left nothing out.
  const fate = refuses ? m.results.rowLeft : kept ? m.org.keptCell : found && m.org.leftCell;
  return (
    <li class={refuses ? "refuses" : ""}>
      <Icon name={refuses ? "stop" : "warn"} /> <code>{cell}</code>{" "}
      <b>
        {fill(m.calls.importRow, { n: row })}
        {heading && `, ${heading}`}:
      </b>{" "}
      {fill(text, { found })} <span class="hint">{fate}</span>
    </li>
  );
}

/** Every cell of which something is wrong. */
export function Cells({ remarks: all, columns }: Known) {
  const { m, count } = useSay();
  // That no column holds the applicant is said beside the columns.
  const remarks = all.filter(({ code }) => code !== "organisation_column_missing");
  if (!remarks[0])
    return (
      <p class="fine" role="status">
        <Icon name="check" /> {m.results.cellsFine}
      </p>
    );
  return (
    <section class="card" aria-labelledby="cells">
      <h2 id="cells">{m.results.cells}</h2>
      <p class="hint" role="status">
        {count(m.results.cellsCount, remarks.length)} {m.results.cellsHint}
      </p>
      <ul class="cell-remarks">
        {remarks.map((one) => (
          <Remark key={one.cell + one.code} remark={one} columns={columns} />
        ))}
      </ul>
    </section>
  );
}
