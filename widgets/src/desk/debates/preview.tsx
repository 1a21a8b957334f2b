/** The consultation as the public would read it: dates, what it is about, the text of the draft. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import type { Script } from "../editor/preview";
import { fill, useSay } from "../say";
import type { Debate } from "./content";

export type Preview = Debate["preview"];
type Said = { text: string; locale: string };
type Anchor = NonNullable<Preview["acts"][number]["current"]>["anchors"][number];

const Text = ({ of }: { of: Said }) => (
  <Fragment>
    {of.text.split("\n").map((line, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
      <p key={i} lang={of.locale}>
        {line}
      </p>
    ))}
  </Fragment>
);

/** A part of an act as it is read: its number, its title, its words. */
export function Reading({
  part,
}: {
  part: { kind: Anchor["kind"] } & { [text in "label" | "heading" | "text"]?: string | null | undefined };
}) {
  const words = (part.text ?? "").split("\n").filter(Boolean);
  const head = [part.label, part.heading].filter(Boolean).join(" ");
  if (part.kind === "PARAGRAPH")
    return (
      <div class="stav">
        {words.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
          <p key={i}>
            {i === 0 && head ? `${head} ` : ""}
            {line}
          </p>
        ))}
      </div>
    );
  return (
    <div class={part.kind === "CHAPTER" ? "glava" : "clan"}>
      <p>
        <b>{head}</b>
      </p>
      {words.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
        <p key={i}>{line}</p>
      ))}
    </div>
  );
}

export function DebatePreview({
  shown,
  script,
  choose,
  behind,
}: {
  shown: Preview;
  script: Script;
  choose: (script: Script) => void;
  behind: boolean;
}) {
  const { m, date, when } = useSay();
  const { period } = shown;
  const instant = (at: string, hour: boolean) => (hour ? when(at) : date(at));
  const facts: [string, Said | null | undefined][] = [
    [m.debate.responsibleBody, shown.responsibleBody],
    [m.field.contact, shown.contact],
    [m.field.legalBasis, shown.legalBasis],
  ];
  return (
    <aside class="preview" aria-label={m.preview.title}>
      <div class="head">
        <h2>{m.preview.title}</h2>
        <fieldset class="seg">
          <legend class="unseen">{m.preview.script}</legend>
          {(
            [
              ["sr-Latn", "Latinica"],
              ["sr-Cyrl", "Ћирилица"],
            ] as const
          ).map(([value, text]) => (
            <button
              type="button"
              key={value}
              lang={value}
              aria-pressed={value === script}
              onClick={() => choose(value)}
            >
              {text}
            </button>
          ))}
        </fieldset>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so can be scrolled by keys */}
      <section class="frame reading" lang={script} tabIndex={0} aria-label={m.preview.title}>
        <h3 lang={shown.title.locale}>{shown.title.text || m.debates.untitled}</h3>
        <p class="meta">
          {period.closesAt && (
            <span>{fill(m.debates.until, { date: instant(period.closesAt, period.closesHourStated) })}</span>
          )}
          {shown.answerDueOn && <span>{fill(m.answers.due, { date: date(shown.answerDueOn) })}</span>}
        </p>
        {shown.summary && <Text of={shown.summary} />}
        {shown.sessions.map((session) => (
          <p key={session.startsAt}>
            {instant(session.startsAt, session.hourStated)}
            {session.place && ` · ${session.place.text}`}
            {session.audience && ` · ${session.audience.text}`}
          </p>
        ))}
        {shown.acts.map((act) => (
          <div key={act.id} class="act">
            <h4 lang={act.title.locale}>{act.title.text}</h4>
            {act.current?.anchors.map(({ key, kind, label, heading, text }) => (
              <Reading
                key={key}
                part={{ kind, label: label?.text, heading: heading?.text, text: text?.text }}
              />
            ))}
          </div>
        ))}
        {!shown.rules.onlineCounts &&
          shown.channels.map((way) => (
            <p key={way.kind + way.text.text}>
              <b>{m.debate[`way${pascal(way.kind)}` as "wayPost"]}</b> · {way.text.text}
            </p>
          ))}
        {facts.map(
          ([name, said]) =>
            said && (
              <p key={name}>
                <b>{name}</b> · <span lang={said.locale}>{said.text}</span>
              </p>
            ),
        )}
      </section>
      <p class="hint">{behind ? m.preview.waiting : "\u00a0"}</p>
    </aside>
  );
}
