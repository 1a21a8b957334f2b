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

export type Meanings = (OrganisationColumn | null)[];
export const meaningsOf = ({ columns }: Import): Meanings => columns.map(({ meaning }) => meaning ?? null);
/** Which stand there twice. */
const twiceIn = (all: Meanings) => all.filter((one, i) => one && all.indexOf(one) !== i);
/** Whether a list can be looked at so. */
export const fits = (all: Meanings) => all.includes("NAME") && !twiceIn(all)[0];

/** What each column holds: guessed, and changed here. The list is looked at anew each time. */
export function Mapping({
  columns,
  mine,
  change: changed,
  busy,
  theirs,
}: {
  columns: Import["columns"];
  mine: Meanings;
  change: (all: Meanings) => void;
  busy: boolean;
  /** Somebody else has changed it meanwhile. */
  theirs: boolean;
}) {
  const { m } = useSay();
  const named = mine.includes("NAME");
  const twice = twiceIn(mine);
  const change = (place: number, to: OrganisationColumn | null) =>
    changed(mine.map((one, i) => (i === place ? to : one)));
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
        {busy ? m.org.planning : theirs ? m.org.mappingTheirs : ""}
      </p>
    </section>
  );
}
