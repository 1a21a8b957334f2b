/**
 * What is held, by what is odd about it: what people sent is found among what programs send in thousands, and the rest is
 * refused by what it has in common.
 */
import { Fragment, h } from "preact";
import { useRef, useState } from "preact/hooks";
import { ask, done } from "../ask";
import type { At } from "../frame";
import { CommentCounts, RejectHeldComments } from "../gen/documents";
import type { CommentReason, RejectHeldCommentsInput as Input, Signal } from "../gen/graphql";
import { Field } from "../parts";
import { fill, tell, useSay } from "../say";
import { useAct, useAsk } from "../use";
import { signalName } from "./parts";
import { Refuse } from "./refuse";

/** What is odd about those that are looked at: nothing in particular, nothing but what people do as well, or this. */
export type Odd = "" | "PEOPLE" | Signal;

/** What people leave as well as programs: what carries nothing else is refused by nobody who has not read it. */
const BY_PEOPLE: Record<Signal, boolean> = {
  NO_SCRIPT: true,
  STALE_CHALLENGE: true,
  TOO_FAST: true,
  TOO_MANY: true,
  NO_CHALLENGE: false,
  NO_WORK: false,
  HONEYPOT: false,
  MANY_FORMS: false,
};
const byPeople = (odd: Odd) => odd === "PEOPLE" || (odd !== "" && BY_PEOPLE[odd]);

/** Those alone. */
export const oddly = (odd: Odd) =>
  odd === "PEOPLE" ? { perhapsPeople: true } : odd ? { signals: [odd] } : {};

export function Masses({
  town,
  of,
  likeTo,
  odd,
  set,
  did,
}: {
  town: At["town"];
  /** On which consultation; nothing where all are looked through: then they are refused together nowhere. */
  of: string | undefined;
  /** Only what says nearly the same as this. */
  likeTo: string | undefined;
  odd: Odd;
  set: (odd: Odd) => void;
  did: () => void;
}) {
  const say = useSay();
  const { m } = say;
  const act = useAct();
  /** What is about to be refused: as many as were told then, whatever comes meanwhile. */
  const [all, begin] = useState<{ many: number; done: number; which: Omit<Input, "reason"> }>();
  const [steps, setSteps] = useState<string>();
  const halt = useRef(false);
  const filter = { pile: "HELD" as const, ...(of && { consultation: of }), ...(likeTo && { likeTo }) };
  const counted = useAsk(CommentCounts, { municipality: town.slug, filter });
  const counts = counted.value?.desk.commentCounts;
  if (!counts || (!counts.all && !odd && !all)) return null;
  const carried = new Map(counts.signals.map(({ signal, count }): [Signal, number] => [signal, count]));
  // One that is looked for and has gone meanwhile is there still, with none.
  if (odd && odd !== "PEOPLE" && !carried.has(odd)) carried.set(odd, 0);
  const kinds: [Odd, string, number][] = [
    ["", m.queue.stateHeld, counts.all],
    ["PEOPLE", m.queue.perhapsPeople, counts.perhapsPeople],
    ...[...carried].map(([signal, n]): [Odd, string, number] => [signal, signalName(signal, say), n]),
  ];
  // Those of people are decided about one by one.
  const together = odd ? !byPeople(odd) : likeTo;
  const many = (of && together && kinds.find(([one]) => one === odd)?.[2]) || 0;
  const refuse = (reason: CommentReason) => {
    if (!all) return;
    halt.current = false;
    let left = 1;
    act
      .run(async () => {
        const input = { ...all.which, reason };
        while (left && !halt.current) {
          const some = done((await ask(RejectHeldComments, { input })).rejectHeldComments);
          left = some.rejected && some.left;
          all.done += some.rejected;
          const far = fill(m.documents.progress, { done: all.done, total: all.many });
          setSteps(`${m.queue.rejected.replace(".", ":")} ${far}.`);
        }
      })
      .then((ok) => {
        did();
        counted.again();
        if (!ok) return;
        begin(undefined);
        if (!left) set("");
        tell(`${m.queue.rejected.replace(".", ":")} ${all.done}.`);
      });
  };
  return (
    <Fragment>
      <div class="row narrowing">
        <Field label={m.queue.odd}>
          {(props) => (
            <select {...props} value={odd} onChange={(event) => set(event.currentTarget.value as Odd)}>
              {kinds.map(([one, name, count]) => (
                <option key={one} value={one}>
                  {name} ({count})
                </option>
              ))}
            </select>
          )}
        </Field>
        {of && many > 1 && (
          <button
            type="button"
            class="no quiet"
            onClick={() => {
              setSteps(undefined);
              act.clear();
              const which = { consultation: of, asOf: counts.at, ...oddly(odd), ...(likeTo && { likeTo }) };
              begin({ many, done: 0, which });
            }}
          >
            {fill(m.queue.rejectAll, { n: many })}…
          </button>
        )}
        {all && (
          <Refuse
            many={all.many}
            yes={fill(m.queue.rejectAll, { n: all.many })}
            no={act.busy ? m.queue.stop : undefined}
            progress={steps}
            act={act}
            run={refuse}
            close={() => {
              // What is refused by then stays so; the rest waits as before.
              if (act.busy) halt.current = true;
              else begin(undefined);
            }}
          />
        )}
      </div>
      {of && byPeople(odd) && <p class="hint">{m.queue.oneByOne}</p>}
    </Fragment>
  );
}
