/**
 * One call with everything that is known of it; and the marks of a search. In a file of its own that is loaded when it
 * is first needed, because most readers of a list open no call in it.
 */
import { fold, foldQuery } from "../fold";
import type { CallField, CurrencyCode } from "../gen/graphql";
import { type Child, h } from "../jsx";
import type { Locale } from "../locale";
import type en from "../messages/en.json";
import { count, date, due, fill, grant, money, pascal, type Sentences, time } from "../say";
import text from "./details.css";
import type { Detail as Call } from "./model";
import { heading, other, type Told, trouble, waiting } from "./parts";

export const css = text;

/** What a view of details is given. */
export interface ToldMore extends Told {
  /** The sentences of the details. */
  d: Sentences<(typeof en)["call"]>;
}

type Words = { text: string; locale: Locale | string };
const words = (said: Words, t: Told) => <span lang={other(said, t)}>{said.text}</span>;

/** A title with the words marked that a search found. */
export function marks(title: string, search: string): Child {
  const terms = foldQuery(search);
  const found = (word: string) => fold(word).some((folded) => terms.some((term) => folded.startsWith(term)));
  return title
    .split(/([\p{L}\p{N}]+)/u)
    .map((part, i) => (i % 2 && found(part) ? <mark>{part}</mark> : part));
}

export function details(t: ToldMore) {
  const { value, busy, failure } = t.model.state.detail;
  return (
    <section aria-label={t.m.heading} aria-busy={`${busy}`}>
      {!t.model.only && (
        <a class="back" href="#javno">
          ← {t.m.back}
        </a>
      )}
      {value ? call(value, t) : busy ? waiting(t) : trouble(failure ?? "error", t)}
    </section>
  );
}

function call(call: Call, t: ToldMore) {
  const { m, d, locale, level } = t;
  const { strong, small, soon } = due(call, m, locale);
  const changed = call.corrections.at(-1);
  const part = (title: string, content: Child) => (
    <div>
      {heading(level + 1, {}, title)}
      {content}
    </div>
  );
  const rows = (title: string, all: [Child, Child][]) =>
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
    );
  return (
    <article>
      {heading(level, { class: "title", tabIndex: -1, lang: other(call.title, t) }, call.title.text)}
      <p class="meta">
        {call.exercise && <span class="badge">{m.exercise}</span>}
        <span class={call.phase === "OPEN" ? "badge ok" : "badge"}>{status(call.status, t)}</span>
        {call.publishedOn && <span>{fill(d.published, { date: date(call.publishedOn, locale) })}</span>}
        {changed && (
          <span>
            {fill(d.changed, { date: date(changed.at, locale) })}: {d.whatChanged} ↓
          </span>
        )}
        {call.areas[0] && <span>{call.areas.map((area) => area.label).join(" · ")}</span>}
      </p>
      <p class={soon ? "until soon" : "until"}>
        <b>{strong}</b> {small} {call.deadline.note && words(call.deadline.note, t)}
      </p>
      {facts(call, t)}
      {steps(call, t)}
      {call.summary && <p class="summary">{words(call.summary, t)}</p>}
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
        call.corrections.map((correction) => [
          <div>
            <b>{field(correction.field, t)}</b>
            {correction.before && <s>{fill(d.was, { value: value(correction.before, t) })}</s>}
            {correction.after && <div>{fill(d.now, { value: value(correction.after, t) })}</div>}
            {correction.reason && words(correction.reason, t)}
          </div>,
          date(correction.at, locale),
        ]),
      )}
      <p class="meta">
        <a href={call.page}>{d.ownPage}</a>
        {call.sourceUrl && (
          <a href={call.sourceUrl} rel="nofollow noopener">
            {d.source}: {new URL(call.sourceUrl).hostname}
          </a>
        )}
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
    [d.duration, call.maxMonths && count(d.months, call.maxMonths, locale)],
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

function steps(call: Call, { d, locale }: ToldMore) {
  const { at, hourStated } = call.deadline;
  const events = call.events.map(
    (event) => [event.startsAt, d[`event${pascal(event.kind)}` as "eventDebate"], event.hourStated] as const,
  );
  const dated = [
    [call.publishedOn, d.stepPublished],
    [call.opensAt, d.stepOpens, true],
    ...events,
    [call.questionsUntil, d.stepQuestions],
    [at, d.stepDeadline, hourStated],
    [call.objectionsUntil, d.stepObjections],
    [call.resultsExpectedOn, d.stepResults],
  ] as [string | null, string, boolean?][];
  const known = dated
    .flatMap(([at, name, hour]) => (at ? { at, name, hour, instant: Date.parse(at) } : []))
    .sort((a, b) => a.instant - b.instant);
  const next = known.findIndex((step) => step.instant >= Date.now());
  return (
    known[1] && (
      <ol class="steps" aria-label={d.timeline}>
        {known.map(({ at, hour, name }, i) => (
          <li class={next < 0 || i < next ? "done" : i === next ? "now" : ""}>
            <b>{name}</b>
            <time dateTime={at}>
              {date(at, locale)} {hour && time(at, locale)}
            </time>
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

/** The ends of media types that no reader knows by their name. */
const FORMATS: Record<string, string> = { document: "DOCX", sheet: "XLSX" };

function file(document: Call["documents"][number], { d, locale }: ToldMore): string {
  const type = document.mediaType?.split(/[/.]/).at(-1) ?? "";
  return [
    d[`role${pascal(document.role)}` as "roleRead"],
    FORMATS[type] ?? type.toUpperCase(),
    document.sizeBytes && `${Math.ceil(document.sizeBytes / 1000)} kB`,
    document.replacedOn && fill(d.replaced, { date: date(document.replacedOn, locale) }),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A deadline is kept as an instant and read as a day; a sum as `3000 BAM`. */
function value(text: string, { locale }: Told): string {
  const sum = /^(\d+(?:\.\d+)?) (BAM|EUR|RSD|USD)$/.exec(text);
  if (sum) return money({ amount: sum[1] ?? "", currency: sum[2] as CurrencyCode }, locale);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? date(text, locale) : text;
}

function field(field: CallField, { d }: ToldMore): string {
  const names: Partial<Record<CallField, string>> = {
    TITLE: d.fieldTitle,
    SUMMARY: d.fieldSummary,
    ELIGIBILITY: d.eligibility,
    DEADLINE: d.stepDeadline,
    BUDGET: d.budget,
    MIN_GRANT: d.perProject,
    MAX_GRANT: d.perProject,
    DOCUMENTS: d.documents,
  };
  return names[field] ?? d.fieldOther;
}
