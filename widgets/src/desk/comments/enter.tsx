/** Enters a comment that came on paper or by e-mail, or was said at a session. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { ask, done } from "../ask";
import { EnterComment } from "../gen/documents";
import type { AuthorKind, CommentOrigin } from "../gen/graphql";
import { Dialog, Doing, Field, Mishap } from "../parts";
import { tell, useSay } from "../say";
import { useAct } from "../use";
import { placesOf, type Text } from "./parts";

export function Enter({ debate, close, did }: { debate: Text; close: () => void; did: () => void }) {
  const { m } = useSay();
  const [origin, setOrigin] = useState<CommentOrigin>("PAPER");
  const [kind, setKind] = useState<AuthorKind>("CITIZEN");
  const [on, setOn] = useState("");
  const [name, setName] = useState("");
  const [part, setPart] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct();
  const nameless = kind !== "ANONYMOUS" && !name.trim();
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (nameless || !text.trim()) {
      document.getElementById(nameless ? "enter-name" : "enter-text")?.focus();
      return;
    }
    act
      .run(async () => {
        const { enterComment } = await ask(EnterComment, {
          input: {
            consultation: debate.id,
            part: part || null,
            authorKind: kind,
            name: kind === "ANONYMOUS" ? null : name.trim(),
            text: text.trim(),
            origin,
            receivedOn: on || null,
          },
        });
        done(enterComment);
      })
      .then((ok) => {
        if (!ok) return;
        did();
        close();
        tell(m.queue.entered);
      });
  };
  const choice = <T extends string>(label: string, all: [T, string][], now: T, set: (value: T) => void) => (
    <Field label={label}>
      {(props) => (
        <select {...props} value={now} onChange={(event) => set(event.currentTarget.value as T)}>
          {all.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const places = placesOf(debate, "id");
  return (
    <Dialog title={m.queue.enterTitle} close={close}>
      <p>{m.queue.enterHint}</p>
      <form noValidate onSubmit={send}>
        <div class="row">
          {choice<CommentOrigin>(
            m.queue.enterOrigin,
            [
              ["PAPER", m.queue.enterPaper],
              ["EMAIL", m.queue.enterEmail],
              ["SESSION", m.queue.enterSession],
            ],
            origin,
            setOrigin,
          )}
          <Field label={m.queue.enterOn}>
            {(props) => (
              <input
                {...props}
                type="date"
                value={on}
                onInput={(event) => setOn(event.currentTarget.value)}
              />
            )}
          </Field>
          {choice<AuthorKind>(
            m.queue.enterAs,
            [
              ["CITIZEN", m.queue.asCitizen],
              ["ORGANISATION", m.queue.asOrganisation],
              ["ANONYMOUS", m.queue.asAnonymous],
            ],
            kind,
            setKind,
          )}
        </div>
        {kind !== "ANONYMOUS" && (
          <Field
            label={m.queue.enterName}
            id="enter-name"
            error={tried && nameless ? m.queue.enterNameMissing : undefined}
          >
            {(props) => (
              <input {...props} value={name} onInput={(event) => setName(event.currentTarget.value)} />
            )}
          </Field>
        )}
        {choice(m.queue.enterPart, [["", m.queue.whole], ...places], part, setPart)}
        <Field
          label={m.queue.enterText}
          id="enter-text"
          error={tried && !text.trim() ? m.queue.enterMissing : undefined}
        >
          {(props) => (
            <textarea
              {...props}
              rows={5}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        {act.trouble && <Mishap trouble={act.trouble} />}
        <div class="acts end">
          <button type="button" class="quiet" onClick={close}>
            {m.common.cancel}
          </button>
          <Doing type="submit" busy={act.busy}>
            {m.queue.enterTitle}
          </Doing>
        </div>
      </form>
    </Dialog>
  );
}
