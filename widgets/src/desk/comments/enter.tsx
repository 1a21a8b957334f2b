/** Enters a comment that came on paper or by e-mail, or was said at a session. */
import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { ask, done } from "../ask";
import { Dialog } from "../dialog";
import { EnterComment } from "../gen/documents";
import type { AuthorKind, CommentOrigin } from "../gen/graphql";
import { Copy, Doing, Field, Mishap } from "../parts";
import { useSay } from "../say";
import { useAct } from "../use";
import { placesOf, type Text } from "./parts";

interface Props {
  /** Of whose desk. */
  slug: string;
  debate: Text;
  close: () => void;
  did: () => void;
}

export function Enter({ slug, debate, close, did }: Props) {
  const { m } = useSay();
  const [origin, setOrigin] = useState<CommentOrigin>("PAPER");
  const [kind, setKind] = useState<AuthorKind>("CITIZEN");
  const [address, setAddress] = useState("");
  const [on, setOn] = useState("");
  const [name, setName] = useState("");
  const [part, setPart] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct();
  /** Whatever is sent again from here is entered once. */
  const key = useRef(crypto.getRandomValues(new Uint32Array(4)).join("-"));
  /** What is written on the receipt, when there is one. */
  const [code, setCode] = useState<string>();
  const nameless = kind !== "ANONYMOUS" && !name.trim();
  /** Only a letter shows from where it came, and only where addresses are asked for one is kept. */
  const asked = origin === "EMAIL" && debate.content.confirmEmail !== "NEVER";
  const from = asked ? address.trim() : "";
  const wrongAddress = from !== "" && !/^\S+@\S+\.\S+$/.test(from);
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    const wrong = wrongAddress ? "enter-address" : nameless ? "enter-name" : text.trim() ? "" : "enter-text";
    if (wrong) {
      document.getElementById(wrong)?.focus();
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
            email: from || null,
            receivedOn: on || null,
            idempotencyKey: key.current,
          },
        });
        setCode(done(enterComment).receipt?.code);
      })
      .then((ok) => ok && did());
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
  if (code)
    return (
      <Dialog key="receipt" title={m.queue.entered} close={close}>
        <p>{m.queue.enteredReceipt}</p>
        <p>
          <b>{code}</b>
        </p>
        <div class="acts end">
          <Copy text={code} />
          <a class="btn quiet" href={`/${slug}/potvrda/${code}`} target="_blank" rel="noopener">
            {m.queue.enteredPrint}
          </a>
          <button type="button" onClick={close}>
            {m.common.close}
          </button>
        </div>
      </Dialog>
    );
  const before = act.trouble?.problems?.some(({ reason }) => reason === "KEY_USED_OTHERWISE");
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
        {asked && (
          <Field
            label={m.queue.enterAddress}
            hint={m.queue.enterAddressHint}
            id="enter-address"
            error={tried && wrongAddress ? m.sign.emailBad : undefined}
          >
            {(props) => (
              <input
                {...props}
                type="email"
                autocomplete="off"
                spellcheck={false}
                value={address}
                onInput={(event) => setAddress(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
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
        {before ? (
          <p class="warn" role="alert">
            {m.queue.enteredBefore}
          </p>
        ) : (
          act.trouble && <Mishap trouble={act.trouble} />
        )}
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
