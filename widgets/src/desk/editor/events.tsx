/** Sessions and other dated events of a call. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import type { CallEventKind } from "../gen/graphql";
import { Field } from "../parts";
import { fill, useSay } from "../say";
import type { Event } from "./content";
import { idOf, useEditCall } from "./context";
import { DayAndHour, Plain, Words } from "./fields";
import { focusSoon, Remove } from "./list";

const EVENTS: CallEventKind[] = ["INFO_SESSION", "TRAINING", "MENTOR_SESSION", "DEBATE"];

export function Events() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEditCall();
  const put = (place: number, patch: Partial<Event>) =>
    set({ events: c.events.map((event, i) => (i === place ? { ...event, ...patch } : event)) });
  return (
    <Fragment>
      <p class="hint" id={idOf("events")} tabIndex={-1}>
        {m.field.eventsNone}
      </p>
      <ol class="ordered">
        {c.events.map((event, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new event has nothing else to be known by
          <li key={i}>
            <div class="paper">
              <Field label={m.field.eventKind} id={idOf(`events.${i}.kind`)}>
                {(props) => (
                  <select
                    {...props}
                    value={event.kind}
                    disabled={readOnly}
                    onChange={(change) => put(i, { kind: change.currentTarget.value as CallEventKind })}
                  >
                    {EVENTS.map((kind) => (
                      <option key={kind} value={kind}>
                        {m.field[`event${pascal(kind)}` as "eventDebate"]}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <DayAndHour
                field={`events.${i}.starts`}
                label={m.field.starts}
                value={event.starts.day ? event.starts : null}
                change={(starts) => put(i, { starts: starts ?? { day: "", hour: null } })}
              />
              <Words
                field={`events.${i}.place`}
                label={m.field.place}
                value={event.place}
                change={(place) => put(i, { place })}
              />
              <Plain
                field={`events.${i}.minutesUrl`}
                type="url"
                label={m.field.minutesUrl}
                hint={m.field.minutesUrlHint}
                value={event.minutesUrl}
                change={(minutesUrl) => put(i, { minutesUrl })}
              />
              <div class="acts">
                <span class="gap" />
                <Remove
                  name={fill(m.field.event, { n: i + 1 })}
                  next="events"
                  remove={() => set({ events: c.events.filter((one) => one !== event) })}
                />
              </div>
            </div>
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => {
              const starts = { day: "", hour: null };
              set({
                events: [
                  ...c.events,
                  { id: null, kind: "INFO_SESSION", starts, place: null, minutesUrl: null },
                ],
              });
              focusSoon(`events.${c.events.length}.kind`);
            }}
          >
            {m.field.addEvent}
          </button>
        </div>
      )}
    </Fragment>
  );
}
