/** Who represents an organisation, and the end of that. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { ask, done } from "../ask";
import { EndRepresentation } from "../gen/documents";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import type { Record_ } from "./content";

export function Representatives({
  of,
  put,
  held,
}: {
  of: Record_;
  put: (now: Record_) => void;
  /** Something is not saved: what ends changes the record too. */
  held: boolean;
}) {
  const { m, date } = useSay();
  const [ending, end] = useState<Record_["representatives"][number]>();
  const act = useAct();
  const stop = () =>
    act.run(async () => {
      if (!ending) return;
      const ended = done((await ask(EndRepresentation, { input: { id: ending.id } })).endRepresentation);
      if (ended.organisation) put(ended.organisation);
      end(undefined);
      tell(m.org.representationEnded);
    });
  return (
    <section id="representatives" class="card" aria-labelledby="representatives-title">
      <h2 id="representatives-title">{m.org.representatives}</h2>
      <p class="hint">{m.org.representativesHint}</p>
      <ul class="rows">
        {of.representatives.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.email ?? m.org.representativeForgotten}</b>
              <p class="meta">
                <span>{fill(m.org.representsSince, { date: date(one.since) })}</span>
                {one.endedAt && <span>{fill(m.org.representsUntil, { date: date(one.endedAt) })}</span>}
              </p>
            </div>
            {!one.endedAt && (
              <button
                type="button"
                class="text stop"
                disabled={held}
                aria-label={fill(m.org.endRepresentationOf, { who: one.email ?? "" })}
                onClick={() => {
                  act.clear();
                  end(one);
                }}
              >
                {m.org.endRepresentation}
              </button>
            )}
          </li>
        ))}
      </ul>
      {ending && (
        <Sure
          title={m.org.endRepresentationTitle}
          yes={m.org.endRepresentation}
          stop
          act={{ ...act, run: stop }}
          close={() => end(undefined)}
        >
          <p>{fill(m.org.endRepresentationWhat, { who: ending.email ?? "" })}</p>
        </Sure>
      )}
    </section>
  );
}
