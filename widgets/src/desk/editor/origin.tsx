/** What a call came from: a consultation or an earlier call of its municipality, found by its words. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { FindOrigin } from "../gen/documents";
import { Shown } from "../parts";
import { fill, useSay } from "../say";
import { useAsk, useSettled } from "../use";
import { idOf, useEditCall, useSaid } from "./context";
import { focusSoon, Remove, Said } from "./list";
import { originText, remember, thingOf } from "./titles";

/** Where the choice begins. */
const PICK = "origin.pick";

function Finding({ choose, close }: { choose: (id: string) => void; close: () => void }) {
  const { m, locale, date } = useSay();
  const { call, town } = useEditCall();
  const [typed, setTyped] = useState("");
  const text = useSettled(typed).trim() || null;
  const fetched = useAsk(FindOrigin, { municipality: town, text, locale }, false);
  const field = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone.
  useEffect(() => field.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is in it
    <div
      class="finding"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <div class="acts">
        <input
          ref={field}
          type="search"
          aria-label={m.field.originSearch}
          placeholder={m.field.originSearch}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="button" class="text" onClick={close}>
          {m.common.cancel}
        </button>
      </div>
      <Shown of={fetched} rows={3}>
        {({ consultations, openCalls }) => {
          const all = [...consultations.nodes, ...openCalls.nodes].filter(({ id }) => id !== call.id);
          return (
            <Fragment>
              <p class={all[0] ? "unseen" : "hint"} role="status">
                {all[0] ? fill(m.field.originFound, { n: all.length }) : m.calls.none}
              </p>
              {all[0] && (
                <ul class="rows">
                  {all.map((thing) => (
                    <li key={thing.id}>
                      <button
                        type="button"
                        class="text"
                        onClick={() => {
                          remember(thing);
                          choose(thing.id);
                        }}
                      >
                        <span lang={thing.title.locale}>{thing.title.text}</span>
                      </button>
                      <p class="meta">
                        <span class="badge">
                          {thing.id.startsWith("call_") ? m.field.originKindCall : m.field.originKindDebate}
                        </span>
                        {thing.publishedOn && <span>{date(thing.publishedOn)}</span>}
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </Fragment>
          );
        }}
      </Shown>
    </div>
  );
}

export function Origin() {
  const { m } = useSay();
  const { call, content, set, readOnly } = useEditCall();
  const [looking, look] = useState(false);
  const said = useSaid("origin");
  remember(call.preview.origin);
  const id = content.origin;
  const thing = id ? thingOf(id) : undefined;
  const settle = (origin?: string | null) => {
    if (origin !== undefined) set({ origin });
    look(false);
    focusSoon(PICK);
  };
  return (
    <fieldset class="ticks origin" id={idOf("origin")} tabIndex={-1}>
      <legend>{m.field.origin}</legend>
      <p class="hint">{m.field.originHint}</p>
      {id && (
        <p class="from">
          {thing ? (
            <Fragment>
              {originText(id, m)}:{" "}
              <a href={thing.page} target="_blank" rel="noopener" lang={thing.title.locale}>
                {thing.title.text}
                <span class="unseen"> ({m.common.newTab})</span>
              </a>
            </Fragment>
          ) : (
            m.field.originGone
          )}
        </p>
      )}
      {readOnly ? (
        !id && <p>–</p>
      ) : looking ? (
        <Finding choose={settle} close={() => settle()} />
      ) : (
        <div class="acts">
          <button type="button" class="quiet" id={idOf(PICK)} onClick={() => look(true)}>
            {id ? m.field.originOther : m.field.originPick}
          </button>
          {id && <Remove name={m.field.origin} next={PICK} remove={() => settle(null)} />}
        </div>
      )}
      <Said {...said} />
    </fieldset>
  );
}
