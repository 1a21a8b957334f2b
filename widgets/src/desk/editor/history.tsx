/** Who changed what in a call, a consultation, a record of the directory. */
import { h } from "preact";
import { ActText } from "../acts";
import { Dialog } from "../dialog";
import { CallHistory, DebateHistory, OrganisationHistory } from "../gen/documents";
import type { CallHistoryQuery, DebateHistoryQuery, OrganisationHistoryQuery } from "../gen/graphql";
import { Empty, More, Shown } from "../parts";
import { useSay } from "../say";
import { usePages } from "../use";

const PAGE = 30;

type Desk = Partial<CallHistoryQuery["desk"] & DebateHistoryQuery["desk"] & OrganisationHistoryQuery["desk"]>;
const historyOf = (desk: Desk) => (desk.call ?? desk.consultation ?? desk.organisation)?.history;
// All take and give the same, under three names.
const DOCUMENTS = {
  call: CallHistory,
  debate: DebateHistory as unknown as typeof CallHistory,
  organisation: OrganisationHistory as unknown as typeof CallHistory,
};

export function History({
  municipality,
  id,
  close,
  of = "call",
}: {
  municipality: string;
  id: string;
  close: () => void;
  of?: keyof typeof DOCUMENTS;
}) {
  const { m, locale, when } = useSay();
  const fetched = usePages(DOCUMENTS[of], { municipality, id, locale, first: PAGE }, ({ desk }) =>
    historyOf(desk),
  );
  const title = {
    call: m.journal.historyTitle,
    debate: m.debate.historyTitle,
    organisation: m.org.historyTitle,
  }[of];
  return (
    <Dialog wide title={title} close={close}>
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
