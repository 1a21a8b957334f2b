/** Published rows that lead to no organisation: whoever looks at an organisation does not see these. Whose they are is said here. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { ask, done } from "../ask";
import { LinkResult } from "../gen/documents";
import { Meanwhile, useDecision } from "../meanwhile";
import { goOnAt, Mishap } from "../parts";
import { tell, useSay } from "../say";
import { Find, type Found } from "./find";
import type { Known, Results } from "./use-results";

type Row = NonNullable<Known["standing"]>["rows"][number];

/** Where a row leads, as a refusal tells it. */
interface Leads {
  organisation: string | null;
  name: { text: string; locale: string } | null;
}
const NOWHERE: Leads = { organisation: null, name: null };

function Stray({
  row,
  results,
  hold,
}: {
  row: Row;
  results: Results;
  /** It stays here whatever others say of it, until this is decided. */
  hold: (held: boolean) => void;
}) {
  const { m } = useSay();
  const { id, organisationName } = row;
  const [mine, choose] = useState<Found>();
  const act = useDecision<Leads>({ read: NOWHERE });
  const link = (to: Found) => {
    choose(to);
    hold(true);
    act
      .decide(async ({ organisation: before }) => {
        done((await ask(LinkResult, { input: { row: id, before, organisation: to.id } })).linkResult);
        await results.look();
      })
      .then((did) => {
        if (!did) return;
        hold(false);
        goOnAt("#published");
        tell(m.results.linkedNow);
      });
  };
  const theirs = () => {
    hold(false);
    goOnAt("#published");
    results.fetched.again();
  };
  return (
    <li>
      <div>
        <p lang={organisationName.locale}>{organisationName.text}</p>
        {act.trouble && <Mishap trouble={act.trouble} />}
        {act.behind && mine ? (
          <Meanwhile choice={{ mine: () => link(mine), theirs }}>
            <p>
              <b>{m.editor.somebody}:</b>{" "}
              {act.behind.name ? (
                <span lang={act.behind.name.locale}>{act.behind.name.text}</span>
              ) : (
                <i class="none">{m.act.nothing}</i>
              )}
            </p>
            <p>
              <b>{m.conflict.mine}:</b> <span lang={mine.name.locale}>{mine.name.text}</span>
            </p>
          </Meanwhile>
        ) : (
          <Find town={results.town} name={organisationName.text} take={link} />
        )}
      </div>
    </li>
  );
}

export function Strays({ rows, results }: { rows: Row[]; results: Results }) {
  const { m, count } = useSay();
  /** About which somebody is deciding. */
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const shown = rows.filter(({ id, organisation }) => !organisation || held.has(id));
  if (!shown[0]) return null;
  const hold = (id: string) => (on: boolean) =>
    setHeld((old) => {
      const now = new Set(old);
      if (on) now.add(id);
      else now.delete(id);
      return now;
    });
  return (
    <details>
      <summary>{count(m.results.strays, shown.length)}</summary>
      <ul class="rows">
        {shown.map((row) => (
          <Stray key={row.id} row={row} results={results} hold={hold(row.id)} />
        ))}
      </ul>
    </details>
  );
}
