/**
 * One call with everything that is known of it. In a file of its own that is loaded when it is first needed, because most
 * readers of a list open no call in it.
 */
import type { CallField, CurrencyCode } from "../gen/graphql";
import type en from "../gen/messages/en.json";
import { type Child, h } from "../jsx";
import type { Locale } from "../locale";
import { count, date, due, fill, grant, moment, money, pascal, type Sentences, until } from "../say";
import text from "./details.css";
import type { Detail as Call } from "./model";
import { button, heading, inPage, other, type Told, trouble, waiting } from "./parts";
import { hasHour, steps } from "./steps";

export const css = text;

/** What a view of details is given. */
export interface ToldMore extends Told {
  /** The sentences of the details. */
  d: Sentences<(typeof en)["call"]>;
}

type Words = { text: string; locale: Locale | string };
const words = (said: Words, t: Told) => <span lang={other(said, t)}>{said.text}</span>;

export function details(t: ToldMore) {
  const { detail, said } = t.model.state;
  const { value, busy, failure } = detail;
  return (
    <section aria-label={t.m.heading}>
      {!t.model.only && (
        <a class="back" href={inPage("")}>
          ← {t.m.back}
        </a>
      )}
      <p class="small said" role="status">
        {said}
      </p>
      {value ? call(value, t) : busy ? waiting(t) : trouble(failure ?? "error", t, t.m.elsewhere)}
    </section>
  );
}

function call(call: Call, t: ToldMore) {
  const { m, d, locale, level } = t;
  const { strong, small, soon } = due(call, m, locale);
  const changed = call.corrections.at(-1);
  const part = (title: string, content: Child, id?: string) => (
    <div class="sec">
      {heading(level + 1, id ? { id, tabIndex: -1 } : {}, title)}
      {content}
    </div>
  );
  const rows = (title: string, all: [Child, Child][], id?: string) =>
    all[0] &&
    part(
      title,
      <ul class="rows">
        {all.map(([left, right]) => (
          <li>
            <div>{left}</div> <span class="small">{right}</span>
          </li>
        ))}
      </ul>,
      id,
    );
  return (
    <article>
      {heading(level, { class: "title", tabIndex: -1, lang: other(call.title, t) }, call.title.text)}
      <p class="meta">
        {call.exercise && <span class="badge">{m.exercise}</span>}
        <span>{call.municipality.name}</span>
        <span class={`badge ${call.status === "EXTENDED" ? "part" : call.phase === "OPEN" ? "ok" : ""}`}>
          {status(call.status, t)}
        </span>
        {call.publishedOn && <span>{fill(d.published, { date: date(call.publishedOn, locale) })}</span>}
        {changed && (
          <span>
            {fill(d.changed, { date: date(changed.at, locale) })}:{" "}
            {button(d.whatChanged, () => t.focus("#changes"), { class: "link" })}
          </span>
        )}
        {call.areas[0] && <span>{call.areas.map((area) => area.label).join(" · ")}</span>}
      </p>
      <p class={soon ? "soon" : ""}>
        <b>{strong}</b> {small} {call.deadline.note && words(call.deadline.note, t)}
        {call.deadline.history.slice(0, -1).map((past) => (
          <s>
            {fill(d.was, { value: until(past.at, past.hourStated, m, locale) })}{" "}
            {past.reason && words(past.reason, t)}
          </s>
        ))}
      </p>
      {facts(call, t)}
      {dates(call, t)}
      {call.summary && <p>{words(call.summary, t)}</p>}
      {rows(
        d.lots,
        call.lots.map((lot) => {
          const sum = grant(lot, m, locale);
          const sums = [
            lot.budget && fill(m.inAll, { sum: money(lot.budget, locale) }),
            sum && fill(m.aProject, { sum }),
            lot.capPerApplicant && fill(d.cap, { sum: money(lot.capPerApplicant, locale) }),
          ];
          return [words(lot.title, t), sums.filter(Boolean).join(" · ")];
        }),
      )}
      {rows(
        d.documents,
        call.documents.map((document) => [
          document.url ? <a href={document.url}>{words(document.name, t)}</a> : words(document.name, t),
          file(document, t),
        ]),
      )}
      {call.contact && part(d.contact, <p>{words(call.contact, t)}</p>)}
      {call.legalBasis && part(d.legalBasis, <p>{words(call.legalBasis, t)}</p>)}
      {rows(
        d.corrections,
        call.corrections.map(({ at, field, before, after, reason }) => [
          <div>
            <b>{nameOf(field, t)}</b>
            {before && <s>{fill(d.was, { value: value(before, field, t) })}</s>}
            {after && <div>{fill(d.now, { value: value(after, field, t) })}</div>}
            {reason && words(reason, t)}
          </div>,
          date(at, locale),
        ]),
        "changes",
      )}
      <p class="meta">
        {call.results && <a href={`${call.page}#rezultati`}>{d.stepResults}</a>}
        <a href={call.page}>{d.ownPage}</a>
        {call.sourceUrl && <a href={call.sourceUrl}>{d.source}</a>}
      </p>
    </article>
  );
}

function facts(call: Call, t: ToldMore) {
  const { m, d, locale } = t;
  const all: [string, Child][] = [
    [d.budget, call.budget && money(call.budget, locale)],
    [d.perProject, grant(call, m, locale)],
    [d.ownShare, call.coFundingPercent && fill(d.atLeast, { n: call.coFundingPercent })],
    [d.duration, duration(call, t)],
    [d.eligibility, call.eligibility && words(call.eligibility, t)],
    [d.reference, call.referenceNumber],
  ];
  const known = all.filter(([, fact]) => fact);
  return (
    known[0] && (
      <dl class="facts">
        {known.map(([name, fact]) => (
          <div>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    )
  );
}

/** How long a project may last. */
function duration({ minMonths: min, maxMonths: max }: Call, { m, d, locale }: ToldMore) {
  const months = (n: number) => count(d.months, n, locale);
  if (min && min === max) return months(min);
  const parts = [
    min && fill(m.from, { min: max ? min : months(min) }),
    max && fill(m.upTo, { max: months(max) }),
  ];
  return parts.filter(Boolean).join(" ");
}

function dates(call: Call, t: ToldMore) {
  const known = steps(call, t, t.locale);
  const next = known.findIndex((step) => Date.parse(step.at) >= Date.now());
  return (
    known[1] && (
      <ol class="steps" aria-label={t.d.timeline}>
        {known.map(({ at, name, time, event }, i) => (
          <li
            class={next < 0 || i < next ? "done" : i === next ? "now" : ""}
            aria-current={i === next ? "step" : undefined}
          >
            <b>{name}</b>
            <time dateTime={at}>{time}</time>
            {event?.place && words(event.place, t)}
            {event?.minutesUrl && <a href={event.minutesUrl}> {t.d.minutes}</a>}
          </li>
        ))}
      </ol>
    )
  );
}

/** The name of a status; some are named in the list's sentences, the others here. */
const status = (status: Call["status"], { m, d }: ToldMore) => {
  const key = `status${pascal(status)}`;
  return m[key as "statusExtended"] ?? d[key as "statusOpen"];
};

function file(document: Call["documents"][number], { d, locale }: ToldMore): string {
  return [
    d[`role${pascal(document.role)}` as "roleRead"],
    document.format,
    document.sizeBytes && `${Math.ceil(document.sizeBytes / 1000)} ${locale === "sr-Cyrl" ? "кБ" : "kB"}`,
    document.replacedOn && fill(d.replaced, { date: date(document.replacedOn, locale) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A deadline is kept as an instant and read as a day; a sum as `3000 BAM`. */
function value(text: string, field: CallField, { m, locale }: Told): string {
  const sum = /^(\d+(?:\.\d+)?) (BAM|EUR|RSD|USD)$/.exec(text);
  if (sum) return money({ amount: sum[1] ?? "", currency: sum[2] as CurrencyCode }, locale);
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return text;
  return moment(text, hasHour(text, field === "OPENS"), m, locale);
}

/** The name of what was corrected; some facts are named by the sentences of their own. */
function nameOf(field: CallField, { d }: ToldMore): string {
  if (field.endsWith("GRANT")) return d.perProject;
  return d[field.toLowerCase() as "title"] ?? (field === "DEADLINE" ? d.stepDeadline : d.other);
}
