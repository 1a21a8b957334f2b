/** How a record stands: what it went into, what may be the same, what is doubtful, who says that it is true. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import { Icon } from "../parts";
import { A, at } from "../route";
import { fill, useSay } from "../say";
import type { Record_ } from "./content";

/** Where everything is now of one that is no more. */
export function Merged({ record, town }: { record: Record_; town: string }) {
  const { m } = useSay();
  if (!record.mergedInto) return null;
  return (
    <p class="note">
      {m.org.mergedInto} <A to={at(town, "organizacije", record.mergedInto)}>{m.org.mergedIntoOpen}</A>
    </p>
  );
}

export function Standing({ record, town, fresh }: { record: Record_; town: string; fresh: boolean }) {
  const { m, date } = useSay();
  return (
    <Fragment>
      {record.doubles.map(({ second, signs }) => (
        <p class="warn" key={second.id}>
          <Icon name="warn" /> {m.org.mayBe} <b lang={second.name.locale}>{second.name.text}</b> (
          {signs.map((sign) => m.org[`sign${pascal(sign)}` as "signSameName"]).join(", ")}).{" "}
          <A to={at(town, "duplikati", `${record.id}~${second.id}`)}>{m.org.compare}</A>
        </p>
      ))}
      {record.warnings[0] && (
        <ul class="warn">
          {record.warnings.map((one) => (
            <li key={one}>{m.org[`warning${pascal(one)}` as "warningJibDoubtful"]}</li>
          ))}
        </ul>
      )}
      {!fresh && (
        <p class="hint">
          {record.confirmedOn
            ? fill(record.confirmedBy === "ORGANISATION" ? m.org.confirmedBySelf : m.org.confirmedByTown, {
                date: date(record.confirmedOn),
              })
            : m.org.confirmedNever}
          {record.mergedFrom.map((one) => (
            <span key={one.id}>
              {" "}
              {fill(m.org.mergedFrom, { name: one.name?.text ?? one.id, date: date(one.at) })}
            </span>
          ))}
        </p>
      )}
    </Fragment>
  );
}
