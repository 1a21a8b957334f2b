/** What the queue and the answers show of a comment. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import type {
  CommentReason,
  DebateTextsQuery,
  Disposition,
  PartFragment,
  QueueCommentFragment,
  Signal,
} from "../gen/graphql";
import { Field } from "../parts";
import { fill, type Say, useSay } from "../say";
import { saidBefore } from "./before";

export type Item = QueueCommentFragment;
export type Answer = NonNullable<Item["comment"]["answer"]>;
/** A consultation with the texts that hold. */
export type Text = NonNullable<DebateTextsQuery["desk"]["consultation"]>;

/** Which comment, as it was read. */
export const readOf = ({ comment }: Item) => ({ id: comment.id, revision: comment.revision });

export const nameOf = ({ comment }: Item, { m }: Say) => comment.author ?? m.queue.noName;

/** The part that a comment is about, with all that stands in it. */
export function partsOf(text: Text | null | undefined, key: string | null | undefined): PartFragment[] {
  if (!key || !text) return [];
  for (const { publishedParts: parts } of text.acts) {
    const at = parts.findIndex((part) => part.key === key);
    const first = parts[at];
    if (!first) continue;
    const inside = parts.slice(at + 1).findIndex((part) => part.depth <= first.depth);
    return parts.slice(at, inside < 0 ? undefined : at + 1 + inside);
  }
  return [];
}

/** Every part that has a name, by what it is known by in all versions (`key`) or in this one (`id`). */
export const placesOf = (text: Text, by: "key" | "id"): [string, string][] =>
  text.acts.flatMap(({ publishedParts }) =>
    publishedParts.flatMap((part): [string, string][] => {
      const known = part[by];
      const name = [part.label, part.heading].filter(Boolean).join(" ");
      return known && name ? [[known, name]] : [];
    }),
  );

export const REASONS: CommentReason[] = [
  "OFF_TOPIC",
  "INSULT",
  "HATE",
  "PERSONAL_DATA",
  "ADVERTISING",
  "DUPLICATE",
  "UNLAWFUL",
  "UNREADABLE",
];

export const DISPOSITIONS: Disposition[] = [
  "ACCEPTED",
  "PARTLY_ACCEPTED",
  "NOT_ACCEPTED",
  "NOTED",
  "OUT_OF_SCOPE",
];

export const dispositionName = (one: Disposition) => `disposition${pascal(one)}` as "dispositionNoted";

export const reasonName = (reason: CommentReason, { m }: Say) =>
  m.queue[`reason${pascal(reason)}` as "reasonInsult"];

export const signalName = (signal: Signal, { m }: Say) =>
  m.queue[`signal${pascal(signal)}` as "signalTooFast"];

/** Who says it, about what, when, and what is odd about how it came. */
export function About({ item }: { item: Item }) {
  const say = useSay();
  const { m, when, date, count } = say;
  const { comment, signals, state, flags } = item;
  return (
    <Fragment>
      <p class="meta">
        <b>{nameOf(item, say)}</b>
        {comment.authorKind === "ORGANISATION" && <span class="badge">{m.queue.organisation}</span>}
        {comment.origin !== "ONLINE" && (
          <span class="badge">
            {{ PAPER: m.queue.paper, SESSION: m.queue.session, EMAIL: m.queue.enterEmail }[comment.origin]}
          </span>
        )}
        {comment.partLabel ? (
          <span lang={comment.partLabel.locale}>{comment.partLabel.text}</span>
        ) : (
          <span>{m.queue.whole}</span>
        )}
        {comment.olderVersion && (
          <span class="badge">{fill(m.queue.onVersion, { n: comment.olderVersion })}</span>
        )}
        {comment.receivedOn ? (
          <time dateTime={comment.receivedOn}>{date(comment.receivedOn)}</time>
        ) : (
          <time dateTime={comment.receivedAt}>{when(comment.receivedAt)}</time>
        )}
        {comment.supports > 0 && <span>{count(m.queue.supports, comment.supports)}</span>}
        {state !== "PUBLISHED" && (
          <span class={`badge ${state === "HELD" ? "soon" : ""}`}>
            {m.queue[`one${pascal(state)}` as "onePending"]}
            {item.reason && `: ${reasonName(item.reason, say)}`}
          </span>
        )}
      </p>
      {flags.map(({ reason, words, at }) => (
        <p class="signals" key={at + reason}>
          {fill(m.queue.flagged, { reason: reasonName(reason, say) })}
          {words && ` „${words}“`}
        </p>
      ))}
      {signals[0] && state !== "PUBLISHED" && (
        <p class="signals">{signals.map((one) => signalName(one, say)).join(" · ")}</p>
      )}
    </Fragment>
  );
}

/** Its files, and the marks of those that were taken off. */
export function Attached({ item }: { item: Item }) {
  const say = useSay();
  const { m } = say;
  const { files, filesTakenOff } = item.comment;
  if (!files[0] && !filesTakenOff[0]) return null;
  return (
    <ul class="files" aria-label={m.queue.files}>
      {files.map(({ name, url, sizeBytes }) => (
        <li key={url}>
          <a href={new URL(url).pathname}>{name}</a> <small>{say.size(sizeBytes)}</small>
        </li>
      ))}
      {filesTakenOff.map(({ reason }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks have nothing else to be known by
        <li key={i}>
          <i class="none">{fill(m.queue.fileOff, { reason: reasonName(reason, say) })}</i>
        </li>
      ))}
    </ul>
  );
}

/** A text, line by line. */
const said = (text: string, lang: string) => (
  <div lang={lang} class="said">
    {text.split("\n").map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
      <p key={i}>{line}</p>
    ))}
  </div>
);

export function Words({ item }: { item: Item }) {
  const { m, when } = useSay();
  const { text, locale } = item.comment;
  const before = saidBefore(item.revisions);
  if (text == null)
    return (
      <p>
        <i class="none">{m.queue.erased}</i>
      </p>
    );
  return (
    <Fragment>
      {said(text, locale)}
      {before[0] && (
        <details class="plain">
          <summary>{m.queue.saidBefore}</summary>
          {before.map(({ number, text, author, writtenAt }) => (
            <Fragment key={number}>
              <p class="meta">
                <time dateTime={writtenAt}>{when(writtenAt)}</time> {author}
              </p>
              {said(text ?? "", locale)}
            </Fragment>
          ))}
        </details>
      )}
      <Attached item={item} />
    </Fragment>
  );
}

/** What the municipality has answered. */
export function Answered({ answer }: { answer: Answer }) {
  const { m } = useSay();
  return (
    <div class="answered">
      <b>{m.answers[dispositionName(answer.disposition)]}</b>
      <p lang={answer.reason.locale}>{answer.reason.text}</p>
    </div>
  );
}

/** Somebody else has said it, and an official has entered it. */
export const wasEntered = ({ comment }: Item) => comment.origin !== "ONLINE";

/** Why comments are refused, or what is covered in them. */
export function WhyNot({
  label,
  value,
  set,
  id,
  entered,
  missing,
}: {
  label: string;
  /** Empty until one is chosen. */
  value: CommentReason | "";
  set: (reason: CommentReason) => void;
  id?: string;
  /** An official has entered all of them, and may have erred. */
  entered?: boolean | undefined;
  /** One went on without it. */
  missing?: boolean;
}) {
  const say = useSay();
  const { m } = say;
  const reasons = entered ? [...REASONS, "ENTERED_WRONGLY" as const] : REASONS;
  return (
    <Field label={label} id={id} error={missing && !value ? m.queue.reasonMissing : undefined}>
      {(props) => (
        <select
          {...props}
          value={value}
          onChange={(event) => set(event.currentTarget.value as CommentReason)}
        >
          {!value && <option value="">{m.common.choose}</option>}
          {reasons.map((one) => (
            <option key={one} value={one}>
              {reasonName(one, say)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
