/** Every official act of a municipality. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { ActText, actName } from "./acts";
import { exported } from "./exported";
import type { At } from "./frame";
import { Journal } from "./gen/documents";
import type { ActFragment, ActKind } from "./gen/graphql";
import { Empty, Field, More, Page, Shown } from "./parts";
import { A, at } from "./route";
import { useSay } from "./say";
import { usePages } from "./use";

const PAGE = 50;

/** What something was done to, with the way there where there is one. */
function On({ act, town }: { act: ActFragment; town: At["town"] }) {
  const { m } = useSay();
  const { kind, subjectId: id, title } = act;
  const deleted = kind === "DRAFT_DELETED" || kind === "CONSULTATION_DELETED";
  if (!deleted && id.startsWith("call_"))
    return <A to={at(town.slug, "pozivi", id)}>{title || m.today.untitled}</A>;
  // What was not written down is no title that is missing.
  if (!deleted && id.startsWith("con_") && title != null)
    return <A to={at(town.slug, "rasprave", id)}>{title || m.debates.untitled}</A>;
  return <Fragment>{title}</Fragment>;
}

export function JournalPage({ town }: At) {
  const say = useSay();
  const { m, locale, when } = say;
  const fetched = usePages(
    Journal,
    { municipality: town.slug, locale, first: PAGE },
    ({ desk }) => desk.journal,
  );
  const [kind, setKind] = useState<ActKind | "">("");
  const [who, setWho] = useState("");
  return (
    <Page
      title={m.journal.title}
      lead={m.journal.lead}
      acts={
        <div class="acts">
          <a class="btn quiet" href={exported("journal.csv", town.slug)} download>
            {m.journal.csv}
          </a>
          <a class="btn quiet" href={exported("journal.json", town.slug)} download>
            {m.journal.json}
          </a>
        </div>
      }
    >
      <Shown of={fetched} rows={8}>
        {({ nodes: acts }) => {
          const kinds = [...new Set(acts.map((one) => one.kind))];
          const people = [...new Set(acts.map((one) => one.by ?? ""))];
          const rows = acts.filter(
            (one) => (!kind || one.kind === kind) && (!who || (one.by ?? "-") === who),
          );
          if (!acts[0]) return <Empty title={m.journal.empty} />;
          return (
            <div>
              <div class="row">
                <Field label={m.journal.filter}>
                  {(props) => (
                    <select
                      {...props}
                      value={kind}
                      onChange={(event) => setKind(event.currentTarget.value as ActKind)}
                    >
                      <option value="">{m.journal.all}</option>
                      {kinds.map((one) => (
                        <option key={one} value={one}>
                          {actName(one, say)}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
                <Field label={m.journal.who}>
                  {(props) => (
                    <select {...props} value={who} onChange={(event) => setWho(event.currentTarget.value)}>
                      <option value="">{m.journal.everybody}</option>
                      {people.map((one) => (
                        <option key={one} value={one || "-"}>
                          {one || m.journal.server}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              </div>
              {rows[0] ? (
                <table class="journal">
                  <thead>
                    <tr>
                      <th scope="col">{m.journal.when}</th>
                      <th scope="col">{m.journal.who}</th>
                      <th scope="col">{m.journal.what}</th>
                      <th scope="col">{m.journal.on}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((one) => (
                      <tr key={one.cursor}>
                        <td class="time">
                          <time dateTime={one.at}>{when(one.at)}</time>
                        </td>
                        <td>{one.by ?? m.journal.server}</td>
                        <td>
                          <ActText act={one} />
                        </td>
                        <td>
                          <On act={one} town={town} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              ) : (
                <Empty title={m.journal.none} />
              )}
              <More of={fetched} />
            </div>
          );
        }}
      </Shown>
    </Page>
  );
}
