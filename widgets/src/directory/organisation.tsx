/**
 * One organisation with everything that is known of it. In a file of its own that is loaded when it is first needed,
 * because most readers of a list open no organisation in it.
 */
import { type Child, h } from "../jsx";
import { heading, inPage, other, waiting } from "../parts";
import { date, fill, money } from "../say";
import type { Detail } from "./model";
import text from "./organisation.css";
import { badges, form, lost, status, type Told, words } from "./parts";
import { period } from "./period";
import type { More } from "./words";

export const css = text;

/** An address that somebody else has written: we vouch for none of them. */
const away = (href: string, label: string) => (
  <a href={href} rel="nofollow ugc noopener">
    {label}
  </a>
);

/** What a view of details is given. */
export interface ToldMore extends Told {
  /** The sentences of the details. */
  d: More;
}

export function organisation(t: ToldMore) {
  const { m, d, model } = t;
  const { value, busy, failure } = model.detail;
  return (
    <section aria-label={m.orgDirectory}>
      {!model.only && (
        <a class="back" href={inPage("")}>
          ← {d.orgAll}
        </a>
      )}
      <p class="small said" role="status">
        {model.said}
      </p>
      {value ? one(value, t) : busy ? waiting(t) : failure ? lost(t, failure) : gone(t)}
    </section>
  );
}

/** It was taken out of the directory, or never stood in it. */
const gone = ({ d }: ToldMore) => (
  <p class="state title" tabIndex={-1}>
    {d.orgGone}
  </p>
);

function one(one: Detail, t: ToldMore) {
  const { m, d, locale, level } = t;
  const rows = (title: string, all: [Child, Child][]) =>
    all[0] && (
      <div class="sec">
        {heading(level + 1, {}, title)}
        <ul class="rows">
          {all.map(([left, right]) => (
            <li>
              <div>{left}</div> <span class="small">{right}</span>
            </li>
          ))}
        </ul>
      </div>
    );
  const results = (won: boolean) =>
    rows(
      won ? d.awards : d.others,
      one.results
        .filter(({ award }) => award === won)
        .map(({ call, result, publishedOn }) => [
          [
            call.exercise && <span class="badge">{m.exercise}</span>,
            <a href={`${call.page}#rezultati`}>{words(call.title, t)}</a>,
          ],
          [won && result.approved && `${money(result.approved, locale)} · `, date(publishedOn, locale)],
        ]),
    );
  return (
    <article>
      {heading(level, { class: "title", tabIndex: -1, lang: other(one.name, t) }, one.name.text)}
      <p class="meta">
        {badges(one, t)}
        {one.shortName && words(one.shortName, t)}
        {one.legalForm && <span>{form(one.legalForm, t)}</span>}
        <span>{one.municipality.name}</span>
        <span>{one.areas.map((area) => area.label).join(" · ")}</span>
      </p>
      <p class="meta">
        <span>
          {one.confirmedOn && one.confirmedBy
            ? fill(one.confirmedBy === "ORGANISATION" ? d.orgConfirmedBySelf : d.orgConfirmedByTown, {
                date: date(one.confirmedOn, locale),
              })
            : d.orgUnconfirmed}
        </span>
        {one.stale && one.confirmedOn && <span class="badge part">{d.orgStale}</span>}
      </p>
      {one.description && <p>{words(one.description, t)}</p>}
      {facts(one, t)}
      {rows(
        m.orgStatuses,
        one.statuses.map((held) => [
          [
            <span class={held.holds ? "badge ok" : "badge"}>{status(held.kind, t)}</span>,
            held.act && words(held.act, t),
            held.actUrl && [" ", away(held.actUrl, d.source)],
          ],
          period(held, d, locale),
        ]),
      )}
      {results(true)}
      {results(false)}
      {one.comments[0] && (
        <p class="meta">
          <a href={`${one.page}#komentari`}>{d.comments}</a>
        </p>
      )}
      {rows(
        d.corrections,
        one.changes.map(({ field, before, after, reason, record, at }) => [
          [
            // It is of a record that was put into this one.
            record && [words(record, t), ": "],
            <b>{fact(field, t)}</b>,
            !CODES.test(field) && [
              before && <s>{fill(d.was, { value: before })}</s>,
              after && <div>{fill(d.now, { value: after })}</div>,
            ],
            reason && <div>{words(reason, t)}</div>,
          ],
          date(at, locale),
        ]),
      )}
      <p class="meta">
        <a href={one.page}>{d.orgPage}</a>
        {one.sourceUrl && away(one.sourceUrl, d.source)}
      </p>
    </article>
  );
}

function facts(one: Detail, t: ToldMore) {
  const { m, d, locale } = t;
  const { contact, registration } = one;
  const text = (said: Detail["seat"]) => said && words(said, t);
  const all: [string, Child][] = [
    [m.orgSeat, text(one.seat)],
    [d.orgAddress, text(contact.address)],
    [
      d.orgPhone,
      contact.phone && <a href={`tel:${contact.phone.replace(/[^+\d]/g, "")}`}>{contact.phone}</a>,
    ],
    [d.orgEmail, contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>],
    [
      d.orgWebsite,
      contact.website && away(contact.website, contact.website.replace(/^https?:\/\/|\/$/g, "")),
    ],
    [d.orgTerritory, text(one.territory)],
    [d.orgRepresentative, one.representative],
    [d.orgFounded, one.founded],
    [d.orgBody, text(registration.body)],
    [d.orgNumber, registration.number],
    [d.orgRegistered, registration.on && date(registration.on, locale)],
    [d.orgJib, one.jib],
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

/** Facts whose values are codes: nobody reads more of them than that they changed. */
const CODES = /^(LEGAL|ACT|AREAS|STAT)/;

/** The name of a fact that was changed. */
function fact(field: Detail["changes"][number]["field"], { m, d }: ToldMore): string {
  return {
    NAME: d.orgName,
    SHORT_NAME: d.orgShort,
    LEGAL_FORM: m.orgForm,
    REGISTRATION: d.orgFieldRegistration,
    JIB: d.orgJib,
    SEAT: m.orgSeat,
    TERRITORY: d.orgTerritory,
    FOUNDED: d.orgFounded,
    CONTACT: d.contact,
    DESCRIPTION: d.summary,
    REPRESENTATIVE: d.orgRepresentative,
    ACTIVITY: d.orgActivity,
    AREAS: d.orgAreas,
    STATUSES: m.orgStatuses,
    MERGED: d.orgFieldMerged,
  }[field];
}
