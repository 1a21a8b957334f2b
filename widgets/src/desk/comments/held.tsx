/** What is done to a comment that stays: part of its text is covered, a file is taken off, or whoever wrote it is forgotten. */
import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { ask, done } from "../ask";
import { EraseComment, RedactAnswer, RedactComment } from "../gen/documents";
import type { CommentReason, Erased } from "../gen/graphql";
import { Field, Icon, Menu } from "../parts";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import { Attached, type Item, nameOf, readOf, WhyNot, wasEntered } from "./parts";
import { COVERED, covering, inCodePoints, pieces, type Span } from "./span";

/** In the comment, in the answer, or whoever wrote it. */
export type What = "redact" | "answer" | "erase";

/** All, where there is something left to cover or to forget. */
export function Further({ item, choose }: { item: Item; choose: (what: What) => void }) {
  const { m } = useSay();
  const { text, authorErased } = item.comment;
  const answered = item.comment.answer && item.answerReason;
  if (text == null && authorErased && !answered) return null;
  return (
    <Menu label={m.queue.further}>
      {text != null && (
        <button type="button" class="text" onClick={() => choose("redact")}>
          {m.queue.redact}
        </button>
      )}
      {answered && (
        <button type="button" class="text" onClick={() => choose("answer")}>
          {m.queue.redactAnswer}
        </button>
      )}
      {(!authorErased || text != null) && (
        <button type="button" class="text stop" onClick={() => choose("erase")}>
          {m.queue.erase}
        </button>
      )}
    </Menu>
  );
}

interface Props {
  item: Item;
  close: () => void;
  did: () => void;
  /** It is another comment by now: what stands there is shown, and one decides again. */
  behind: () => void;
  /** Goes on to cover something in the answer, which stays when the comment is forgotten. */
  toAnswer: () => void;
}

/** Does it to the comment as it was read when the window opened. */
function useHeld({ close, did, behind }: Props) {
  const act = useAct();
  const run = (what: () => Promise<unknown>, said: string) =>
    act.run(
      async () => {
        await what();
        close();
        did();
        tell(said);
      },
      () => {
        close();
        behind();
      },
    );
  return { ...act, run };
}

/** The comment's files, and what becomes of them with whoever sent them. */
function Files({ item, said }: { item: Item; said: string }) {
  if (!item.comment.files[0]) return null;
  return (
    <div class="note">
      <Attached item={item} />
      <p>{said}</p>
    </div>
  );
}

/** The comment's files, each of which may say what is covered in its text: those that are ticked go. */
function Going({ item, off, set }: { item: Item; off: string[]; set: (off: string[]) => void }) {
  const { m } = useSay();
  const { files } = item.comment;
  if (!files[0]) return null;
  return (
    <fieldset class="ticks">
      <legend>{m.queue.files}</legend>
      <p class="hint">{m.queue.redactFiles}</p>
      {files.map(({ name, url, sha256 }) => (
        <div class="tick" key={sha256}>
          <input
            type="checkbox"
            id={`off-${sha256}`}
            checked={off.includes(sha256)}
            onChange={(event) =>
              set(event.currentTarget.checked ? [...off, sha256] : off.filter((one) => one !== sha256))
            }
          />
          <label for={`off-${sha256}`}>{fill(m.queue.redactFile, { name })}</label>{" "}
          <a href={new URL(url).pathname}>{m.queue.fileLook}</a>
        </div>
      ))}
    </fieldset>
  );
}

function Redact({ answer, ...props }: Props & { answer: boolean }) {
  const { item, close } = props;
  const { m, count } = useSay();
  const [spans, put] = useState<Span[]>([]);
  const [off, setOff] = useState<string[]>([]);
  const [reason, setReason] = useState<CommentReason>("PERSONAL_DATA");
  const [wrong, setWrong] = useState<string>();
  const [heard, hear] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const held = useHeld(props);
  /** What was written, as it was: in other letters other places would be covered. */
  const { text, locale } = answer
    ? (item.answerReason ?? { text: "", locale: undefined })
    : { text: item.comment.text ?? "", locale: item.comment.locale };
  const cover = () => {
    const { current } = area;
    if (!current) return;
    // Places in another text would cover the wrong letters.
    if (current.value !== text) {
      current.value = text;
      setWrong(m.queue.redactMoved);
      current.focus();
      return;
    }
    const now = covering(text, spans, [current.selectionStart, current.selectionEnd]);
    if (now === spans) {
      setWrong(m.queue.redactNothing);
    } else {
      setWrong(undefined);
      put(now);
      hear(count(m.queue.redactMarked, now.length));
      current.setSelectionRange(current.selectionEnd, current.selectionEnd);
    }
    current.focus();
  };
  const run = () => {
    if (!spans[0] && !off[0]) {
      setWrong(m.queue.redactNothing);
      area.current?.focus();
      return;
    }
    const all = { spans: inCodePoints(text, spans), reason };
    held.run(async () => {
      if (answer) {
        const input = { comment: item.comment.id, read: text, ...all };
        done((await ask(RedactAnswer, { input })).redactAnswer);
      } else {
        const input = { comment: readOf(item), files: off, ...all };
        done((await ask(RedactComment, { input })).redactComment);
      }
    }, m.queue.redacted);
  };
  return (
    <Sure
      wide
      title={answer ? m.queue.redactAnswerTitle : m.queue.redactTitle}
      yes={m.queue.redactNow}
      stop
      act={{ ...held, run }}
      close={close}
    >
      <p>
        {fill(m.queue.redactWhat, { mark: COVERED })} {answer && m.queue.redactAnswerWhat}
      </p>
      <Field
        label={answer ? m.queue.redactAnswerText : m.queue.redactText}
        hint={m.queue.redactHint}
        error={wrong}
      >
        {(field) => (
          // A place for the caret, so that one can choose by keys; nothing of it can be written.
          <textarea
            {...field}
            ref={area}
            class="choosing"
            rows={6}
            lang={locale}
            value={text}
            aria-readonly="true"
            inputMode="none"
            spellcheck={false}
            onBeforeInput={(event) => event.preventDefault()}
            // What is being composed cannot be prevented; it is taken back.
            onInput={({ currentTarget: area }) => {
              if (area.value === text) return;
              const { selectionStart } = area;
              area.value = text;
              area.setSelectionRange(selectionStart, selectionStart);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.isComposing) return;
              event.preventDefault();
              cover();
            }}
          />
        )}
      </Field>
      <div class="acts">
        <button type="button" class="quiet" onClick={cover}>
          {m.queue.redactCover}{" "}
          <span class="key" aria-hidden="true">
            Enter
          </span>
        </button>
        <span class="unseen" role="status">
          {heard}
        </span>
      </div>
      <section class="seen" aria-label={m.queue.redactSeen}>
        <h3>{m.queue.redactSeen}</h3>
        <p class="said" lang={locale}>
          {pieces(text, spans).map((piece, i) =>
            typeof piece === "string" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing else to be known by
              <span key={i}>{piece}</span>
            ) : (
              <button
                type="button"
                class="covered"
                key={`covered${piece}`}
                aria-label={fill(m.queue.redactUndo, { n: piece + 1 })}
                title={fill(m.queue.redactUndo, { n: piece + 1 })}
                onClick={() => {
                  put(spans.filter((_, n) => n !== piece));
                  area.current?.focus();
                }}
              >
                {COVERED} <Icon name="close" />
              </button>
            ),
          )}
        </p>
      </section>
      {!answer && <Going item={item} off={off} set={setOff} />}
      <WhyNot
        label={m.queue.redactWhy}
        value={reason}
        set={setReason}
        entered={!answer && wasEntered(item)}
      />
    </Sure>
  );
}

function Erase(props: Props) {
  const { item, close } = props;
  const say = useSay();
  const { m } = say;
  const { authorErased, text } = item.comment;
  const [what, set] = useState<Erased>(authorErased ? "WHOLE" : "AUTHOR");
  const held = useHeld(props);
  const run = () =>
    held.run(
      async () => {
        const input = { comment: readOf(item), what };
        done((await ask(EraseComment, { input })).eraseComment);
      },
      what === "AUTHOR" ? m.queue.erasedAuthor : m.queue.erasedWhole,
    );
  const choice = (value: Erased, name: string, hint: string) => (
    <div class="tick">
      <input
        type="radio"
        name="erase"
        id={`erase-${value}`}
        checked={what === value}
        aria-describedby={`erase-${value}-hint`}
        onChange={() => set(value)}
      />
      <label for={`erase-${value}`}>
        {name}
        <span class="hint" id={`erase-${value}-hint`}>
          {hint}
        </span>
      </label>
    </div>
  );
  return (
    <Sure title={m.queue.eraseTitle} yes={m.queue.eraseNow} stop act={{ ...held, run }} close={close}>
      <p>{fill(m.queue.eraseWhat, { name: nameOf(item, say) })}</p>
      <fieldset class="ticks">
        <legend>{m.queue.eraseHow}</legend>
        {!authorErased && choice("AUTHOR", m.queue.eraseAuthor, m.queue.eraseAuthorHint)}
        {text != null && choice("WHOLE", m.queue.eraseWhole, m.queue.eraseWholeHint)}
      </fieldset>
      {item.comment.answer && (
        <div class="note">
          <p>{m.queue.eraseAnswer}</p>
          <button type="button" class="quiet" onClick={props.toAnswer}>
            {m.queue.redactAnswer}
          </button>
        </div>
      )}
      <Files item={item} said={what === "AUTHOR" ? m.queue.eraseFiles : m.queue.eraseFilesToo} />
      <p class="warn">
        <Icon name="warn" /> {m.queue.eraseWarn}
      </p>
    </Sure>
  );
}

export function Held({ what, ...props }: Props & { what: What }) {
  return what === "erase" ? (
    <Erase {...props} />
  ) : (
    <Redact key={what} answer={what === "answer"} {...props} />
  );
}
