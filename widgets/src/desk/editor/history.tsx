/** Who changed what in a call. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ActText } from "../acts";
import { ask } from "../ask";
import { CallHistory } from "../gen/documents";
import type { ActFragment } from "../gen/graphql";
import { Dialog, Doing, Empty, Mishap, Shown } from "../parts";
import { useSay } from "../say";
import { useAct, useAsk } from "../use";

const PAGE = 30;

export function History({
  municipality,
  id,
  close,
}: {
  municipality: string;
  id: string;
  close: () => void;
}) {
  const { m, locale, when } = useSay();
  const variables = { municipality, id, locale, first: PAGE };
  const [more, setMore] = useState<ActFragment[]>([]);
  const fetched = useAsk(CallHistory, variables, !more[0]);
  const [after, setAfter] = useState<string | null>();
  const act = useAct();
  useEffect(() => {
    setMore([]);
    setAfter(undefined);
  }, [fetched.value]);
  return (
    <Dialog wide title={m.journal.historyTitle} close={close}>
      <p class="lead">{m.journal.historyLead}</p>
      <Shown of={fetched} rows={5}>
        {({ desk: { call } }) => {
          const history = call?.history;
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
                        const { desk } = await ask(CallHistory, { ...variables, after: next });
                        const page = desk.call?.history;
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
