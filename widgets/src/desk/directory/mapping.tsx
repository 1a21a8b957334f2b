/** What each column of a list holds, and whether the list can be looked at so. */
import { h } from "preact";
import { pascal } from "../../say";
import type { OrganisationColumn, OrganisationImportQuery } from "../gen/graphql";
import { Icon } from "../parts";
import { fill, useSay } from "../say";

export type Import = NonNullable<OrganisationImportQuery["desk"]["organisationImport"]>;

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

type Meant<C extends string> = (C | null)[];
export type Meanings = Meant<OrganisationColumn>;
export const meaningsOf = ({ columns }: Import): Meanings => columns.map(({ meaning }) => meaning ?? null);
/** Which stand there twice. */
const twiceIn = <C extends string>(all: Meant<C>) => all.filter((one, i) => one && all.indexOf(one) !== i);
/** Whether no two are the same, and the one that is needed is there. */
export const fitting = <C extends string>(all: Meant<C>, needed: C) =>
  all.includes(needed) && !twiceIn(all)[0];
/** Whether a list can be looked at so. */
export const fits = (all: Meanings) => fitting(all, "NAME");

/** What each column holds: guessed, and changed here. The list is looked at anew each time. */
export function Columns<C extends string>({
  columns,
  mine,
  change: changed,
  all,
  name,
  needed,
  missing,
  status,
}: {
  columns: { heading: string; samples: string[] }[];
  mine: Meant<C>;
  change: (all: Meant<C>) => void;
  /** What a column may hold, and what that is called. */
  all: readonly C[];
  name: (one: C) => string;
  /** What one of them has to hold, and what is said where none does. */
  needed: C;
  missing: string;
  /** What becomes of the change. */
  status: string;
}) {
  const { m } = useSay();
  const named = mine.includes(needed);
  const twice = twiceIn(mine);
  const change = (place: number, to: C | null) => changed(mine.map((one, i) => (i === place ? to : one)));
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
                      onChange={(event) => change(i, (event.currentTarget.value || null) as C | null)}
                    >
                      <option value="">{m.org.leaveOut}</option>
                      {all.map((one) => (
                        <option key={one} value={one}>
                          {name(one)}
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
          <Icon name="stop" /> {named ? fill(m.org.columnTwice, { column: name(twice[0] as C) }) : missing}
        </p>
      )}
      <p class="saved" role="status">
        {status}
      </p>
    </section>
  );
}

/** The same of a list of organisations. */
export function Mapping({
  busy,
  theirs,
  ...rest
}: {
  columns: Import["columns"];
  mine: Meanings;
  change: (all: Meanings) => void;
  busy: boolean;
  /** Somebody else has changed it meanwhile. */
  theirs: boolean;
}) {
  const { m } = useSay();
  return (
    <Columns
      {...rest}
      all={COLUMNS}
      name={(one) => m.org[columnName(one)]}
      needed="NAME"
      missing={m.org.columnMissing}
      status={busy ? m.org.planning : theirs ? m.org.mappingTheirs : ""}
    />
  );
}
