/** Who changed what in a call, or in a consultation. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ActText } from "../acts";
import { ask } from "../ask";
import { CallHistory, DebateHistory } from "../gen/documents";
import type { ActFragment, CallHistoryQuery, DebateHistoryQuery } from "../gen/graphql";
import { Dialog, Doing, Empty, Mishap, Shown } from "../parts";
import { useSay } from "../say";
import { useAct, useAsk } from "../use";

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
  const variables = { municipality, id, locale, first: PAGE };
  const [more, setMore] = useState<ActFragment[]>([]);
  // Both take and give the same, under two names.
  const document = debate ? (DebateHistory as typeof CallHistory) : CallHistory;
  const fetched = useAsk(document, variables, !more[0]);
  const [after, setAfter] = useState<string | null>();
  const act = useAct();
  useEffect(() => {
    setMore([]);
    setAfter(undefined);
  }, [fetched.value]);
  return (
    <Dialog wide title={debate ? m.debate.historyTitle : m.journal.historyTitle} close={close}>
      <p class="lead">{m.journal.historyLead}</p>
      <Shown of={fetched} rows={5}>
        {({ desk }) => {
          const history = historyOf(desk);
          const acts = [...(history?.nodes ?? []), ...more];
          const next =
            after === undefined ? history?.pageInfo.hasNextPage && history.pageInfo.endCursor : after;
          if (!acts[0]) return <Empty title={m.journal.empty} />;
          return (
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
              {act.trouble && <Mishap trouble={act.trouble} />}
              {next && (
                <div class="acts">
                  <Doing
                    busy={act.busy}
                    class="quiet"
                    onClick={() =>
                      act.run(async () => {
                        const { desk } = await ask(document, { ...variables, after: next });
                        const page = historyOf(desk);
                        setMore((before) => [...before, ...(page?.nodes ?? [])]);
                        setAfter(page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
                      })
                    }
                  >
                    {m.common.more}
                  </Doing>
                </div>
              )}
            </div>
          );
        }}
      </Shown>
    </Dialog>
  );
}
