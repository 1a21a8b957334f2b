/** What the views of the consultation's widget share. */
import type { Failure } from "../client";
import { type Child, h } from "../jsx";
import type { Locale } from "../locale";
import { heading, inPage, other, trouble, waiting } from "../parts";
import { count, date, fill, pascal, until } from "../say";
import type { Debate, Model } from "./model";
import type { thread } from "./thread";
import type { Messages } from "./words";

/** What every view is given. */
export interface Told {
  model: Model;
  m: Messages;
  locale: Locale;
  level: number;
  again: () => void;
  /** What is said about a part; once that is loaded. */
  thread: typeof thread | undefined;
  /** Why it did not come. */
  lost: Failure | undefined;
  /** What has this id here. */
  find: <E extends HTMLElement>(id?: string) => E | null;
  /** Moves the focus there. */
  focus: (id?: string) => void;
  /** Tells the host page. */
  tell: (name: string, detail?: unknown) => void;
  /** The hosted page of what is shown. */
  page: string;
  /** The consultation is shown by itself; there is no list to go back to. */
  only: boolean;
}

type Words = { text: string; locale: string };
export const words = (said: Words, t: Told) => <span lang={other(said, t)}>{said.text}</span>;

/** How much was said, and how much of it is answered. */
export function counts(key: string, t: Told) {
  const { published, answered } = t.model.counts(key);
  return [
    published && count(t.m.said, published, t.locale),
    answered && count(t.m.answered, answered, t.locale),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The badge and the two lines of a consultation. */
export function state(debate: Pick<Debate, "status" | "period" | "exercise">, t: Told): Child {
  const { m, locale } = t;
  const { status, exercise, period } = debate;
  const { opensAt, closesAt, closesHourStated, daysLeft } = period;
  const open = status === "OPEN";
  return [
    exercise && <span class="badge">{m.exercise}</span>,
    <span class={open ? "badge ok" : "badge"}>{m[`debate${pascal(status)}` as "debateOpen"]}</span>,
    open && daysLeft != null && closesAt && (
      <span class={daysLeft > 3 ? "" : "soon"}>
        <b>{daysLeft ? count(m.daysLeft, daysLeft, locale) : m.lastDay}</b>{" "}
        {until(closesAt, closesHourStated, m, locale)}
      </span>
    ),
    status === "ANNOUNCED" && opensAt && <span>{fill(m.opens, { date: date(opensAt, locale) })}</span>,
  ];
}

/** What could not be fetched. The link inside the element shows again. */
export const lost = (what: Failure, t: Told) =>
  trouble(what, { ...t, m: { ...t.m, elsewhere: t.m.debates } });

/** The consultations that there are, the newest first. */
export function list(t: Told) {
  const { m, level } = t;
  const { value, failure, busy } = t.model.list;
  const debates = value?.consultations.nodes;
  return (
    <section aria-label={m.debates}>
      {debates ? (
        <ul>
          {debates.map((debate) => (
            <li class="entry">
              {heading(
                level,
                { lang: other(debate.title, t) },
                <a id={debate.id} href={inPage(debate.id)}>
                  {debate.title.text}
                </a>,
              )}
              <p class="meta">{state(debate, t)}</p>
            </li>
          ))}
          {!debates[0] && <li>{m.emptyDebatesOpen}</li>}
        </ul>
      ) : failure && !busy ? (
        lost(failure, t)
      ) : (
        waiting(t)
      )}
    </section>
  );
}
