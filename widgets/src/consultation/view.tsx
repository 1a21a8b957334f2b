/** What the views of the consultation's widget share. */
import type { Failure } from "../client";
import { type Attributes, type Child, h } from "../jsx";
import type { Locale } from "../locale";
import { button, inPage, other, trouble, waiting } from "../parts";
import { count, date, fill, pascal, until } from "../say";
import type { Debate, Fetched, Model } from "./model";
import type { thread } from "./thread";
import type { Messages } from "./words";

/** What every view is given: the element, once it has something to show and can say it. */
export interface Told extends Pick<HTMLElement, "hasAttribute"> {
  model: Model;
  m: Messages;
  locale: Locale;
  again: () => void;
  /** What is said about a part; once that is loaded. */
  details: [{ thread: typeof thread }, unknown] | undefined;
  /** Why it did not come. */
  lost: Failure | undefined;
  /** What has this id here. */
  find: <E extends HTMLElement>(id?: string) => E | null | undefined;
  /** Moves the focus there. */
  to: (id?: string) => void;
  /** Tells the host page. */
  tell: (name: string, detail?: unknown) => void;
  /** Level of the headings in the host page. */
  level: (most: number) => number;
  /** What is shown. The list, and what is not here yet, have no view that reads it. */
  debate: Debate;
}

/** A heading, so many levels beneath those of the host page. */
export const title = (t: Told, deeper: number, props: Attributes, content: Child) =>
  h(`h${t.level(3) + deeper}`, props, content);

/** A button that looks like a link. */
export const link = (label: string, onClick: () => void, props?: Attributes) =>
  button(label, onClick, { class: "link", ...props });

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

/** The badge and the two lines of a consultation. Where its report is known, the badge leads there. */
export function state(
  debate: Pick<Debate, "status" | "period" | "exercise"> & Partial<Pick<Debate, "report">>,
  t: Told,
): Child {
  const { m, locale } = t;
  const { status, exercise, period } = debate;
  const { opensAt, closesAt, closesHourStated, daysLeft } = period;
  const open = status === "OPEN";
  return [
    exercise && <span class="badge">{m.exercise}</span>,
    h(
      debate.report ? "a" : "span",
      { class: open ? "badge ok" : "badge", href: debate.report?.page },
      m[`debate${pascal(status)}` as "debateOpen"],
    ),
    open && daysLeft != null && (
      <span class={daysLeft > 3 ? "" : "soon"}>
        <b>{daysLeft ? count(m.daysLeft, daysLeft, locale) : m.lastDay}</b>{" "}
        {until(closesAt as string, closesHourStated, m, locale)}
      </span>
    ),
    status === "ANNOUNCED" && opensAt && <span>{fill(m.opens, { date: date(opensAt, locale) })}</span>,
  ];
}

/** What could not be fetched. The link inside the element shows again. */
export const lost = (what: Failure, t: Told) => trouble(what, t, t.m.debates);

/** What is there; or that it is on its way, or not to be had. */
export const section = (t: Told, { failure, busy }: Fetched<unknown>, there: Child, above?: Child) => (
  <section aria-label={t.m.debates}>
    {above}
    {there || (failure && !busy ? lost(failure, t) : waiting(t))}
  </section>
);

/** The consultations that there are, the newest first. */
export function list(t: Told) {
  const { list } = t.model;
  const debates = list.value?.consultations.nodes;
  return section(
    t,
    list,
    debates && (
      <ul>
        {debates.map((debate) => (
          <li key={debate.id} class="entry">
            {title(
              t,
              0,
              { lang: other(debate.title, t) },
              <a id={debate.id} href={inPage(debate.id)}>
                {debate.title.text}
              </a>,
            )}
            <p class="meta">{state(debate, t)}</p>
          </li>
        ))}
        {!debates[0] && <li>{t.m.emptyDebatesOpen}</li>}
      </ul>
    ),
  );
}
