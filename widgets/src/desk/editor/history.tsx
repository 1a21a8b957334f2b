/** Who changed what in a call, or in a consultation. */
import { h } from "preact";
import { ActText } from "../acts";
import { CallHistory, DebateHistory } from "../gen/documents";
import type { CallHistoryQuery, DebateHistoryQuery } from "../gen/graphql";
import { Dialog, Empty, More, Shown } from "../parts";
import { useSay } from "../say";
import { usePages } from "../use";

const PAGE = 30;

type Desk = Partial<CallHistoryQuery["desk"] & DebateHistoryQuery["desk"]>;
const historyOf = (desk: Desk) => (desk.call ?? desk.consultation)?.history;

export function History({
  municipality,
  id,
  close,
  debate,
}: {
  municipality: string;
  id: string;
  close: () => void;
  /** It is a consultation. */
  debate?: boolean;
}) {
  const { m, locale, when } = useSay();
  // Both take and give the same, under two names.
  const document = debate ? (DebateHistory as typeof CallHistory) : CallHistory;
  const fetched = usePages(document, { municipality, id, locale, first: PAGE }, ({ desk }) =>
    historyOf(desk),
  );
  return (
    <Dialog wide title={debate ? m.debate.historyTitle : m.journal.historyTitle} close={close}>
      <p class="lead">{m.journal.historyLead}</p>
      <Shown of={fetched} rows={5}>
        {({ nodes: acts }) =>
          acts[0] ? (
            <div>
              <ol class="history">
                {acts.map((one) => (
                  <li key={one.cursor}>
                    <p class="meta">
                      <b>{one.by ?? m.journal.server}</b>
                      <time dateTime={one.at}>{when(one.at)}</time>
                    </p>
                    <ActText act={one} />
                  </li>
                ))}
              </ol>
              <More of={fetched} />
            </div>
          ) : (
            <Empty title={m.journal.empty} />
          )
        }
      </Shown>
    </Dialog>
  );
}
