/** What somebody did: shared by the journal and a call's history. */
import { h } from "preact";
import { pascal } from "../say";
import { fact } from "./fact";
import type { ActFragment, ActKind } from "./gen/graphql";
import { fill, type Say, useSay } from "./say";

const camel = (code: string) => {
  const name = pascal(code);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

export const actName = (kind: ActKind, { m }: Say) => m.journal[camel(kind) as "callDrafted"];

/** Codes that a change may be told in, each with its word. */
function coded(field: string, text: string, { m }: Say): string {
  const each = (word: (name: string) => string | undefined) =>
    text
      .split(", ")
      .map((code) => word(pascal(code)) ?? code)
      .join(", ");
  switch (field.toLowerCase()) {
    case "roles":
      return each((name) => m.people[`role${name}` as "roleEditor"]);
    case "eligible_forms":
      return each((name) => m.field[`form${name}` as "formOther"]);
    case "kind":
      return each((name) => m.field[`kind${name}` as "kindOther"]);
    case "legal_form":
      return each((name) => m.org[`form${name}` as "formOther"]);
    case "activity":
      return each((name) => m.org[`activity${name}` as "activityActive"]);
    case "results":
      return text.replace(
        /^(preliminary|final) (\d+)$/,
        (_, stage, n) => `${m.results[stage as "final"]} (${n})`,
      );
    case "moderation":
      return each((name) => m.debate[`moderation${name}` as "moderationPre"]);
    case "disposition":
      return each((name) => m.answers[`disposition${name}` as "dispositionNoted"]);
    case "confirm_email":
      return each((name) => m.debate[`email${name}` as "emailNever"]);
    case "origin":
      return text.replace(
        /^\((consultation|call)\) /,
        (_, kind) => `${m.field[kind === "call" ? "originCall" : "originDebate"]}: `,
      );
    case "events":
      return text.replace(
        /\((debate|info_session|training|mentor_session)\)/g,
        (_, kind) => `(${m.field[`event${pascal(kind)}` as "eventDebate"]})`,
      );
    case "default_locale":
      return m.text[`in${pascal(text.replace("-", "_"))}` as "inEn"] ?? text;
    case "until_spent":
      return m.field.untilSpent;
    case "cancellation":
      return m.act.isCancelled;
    default:
      return text;
  }
}

/** What the journal calls otherwise than the fields of a call, a consultation or an organisation are called. */
const others = ({ m }: Say): Record<string, string> => ({
  registered: m.act.fieldRegisteredBefore,
  origin: m.field.origin,
  results: m.results.title,
  columns: m.org.mapping,
  rows: m.org.wouldBecome,
  moderation: m.debate.moderation,
  moderation_first: m.debate.moderationFirst,
  confirm_email: m.debate.confirmEmail,
  disposition: m.answers.disposition,
  website: m.town.website,
  default_locale: m.town.defaultLocale,
  allowed_origins: m.town.allowedOrigins,
  accessibility_contact: m.town.accessibilityContact,
  own_days: m.town.ownDays,
  own_areas: m.town.ownAreas,
  wording_sr_cyrl: m.text.inSrCyrl,
  wording_sr_latn: m.text.inSrLatn,
  wording_bs: m.text.inBs,
  wording_hr: m.text.inHr,
  wording_en: m.text.inEn,
});

const fieldName = (field: string, say: Say) => {
  const { m } = say;
  const name = pascal(field);
  const usual = m.act[`field${name}` as "fieldTitle"] || m.org[`public${name}` as "publicName"];
  return others(say)[field] ?? usual;
};

type Change = { field: string; before?: string | null; after?: string | null };

/** Facts before and after, each as it is read; nothing where there is none. */
export function Differences({
  all,
}: {
  all: { key: string; name: string; before: string | null | undefined; after: string | null | undefined }[];
}) {
  const { m } = useSay();
  const nothing = <i class="none">{m.act.nothing}</i>;
  return (
    <dl class="changes">
      {all.map(({ key, name, before, after }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>
            <span class="unseen">{m.act.before}: </span>
            <del>{before ?? nothing}</del>
          </dd>
          <dd>
            <span class="unseen">{m.act.after}: </span>
            <ins>{after ?? nothing}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The same of facts as the server keeps them. */
export function Changes({ changes }: { changes: Change[] }) {
  const say = useSay();
  const value = (field: string, text: string | null | undefined) =>
    text ? fact(field, coded(field, text, say), say) : null;
  return (
    <Differences
      all={changes.map(({ field, before, after }) => ({
        key: `${field} ${after}`,
        name: fieldName(field, say),
        before: value(field, before),
        after: value(field, after),
      }))}
    />
  );
}

/** A reason that is a code, in words: why a comment was refused, how much of it was forgotten. */
function reasonText(reason: string, { m }: Say): string {
  if (reason === "author" || reason === "whole")
    return m.journal[`forgotten${pascal(reason)}` as "forgottenWhole"];
  return m.queue[`reason${pascal(reason)}` as "reasonInsult"] ?? reason;
}

/** What was done, with its reason and what it changed. */
export function ActText({ act }: { act: ActFragment }) {
  const say = useSay();
  // Of what was saved and nobody outside sees, only the fields are told.
  const told = act.changes.filter(({ before, after }) => before || after);
  const saved = act.changes.filter((one) => !told.includes(one));
  return (
    <div>
      {actName(act.kind, say)}
      {act.reason && <p class="hint">{fill(say.m.journal.reason, { text: reasonText(act.reason, say) })}</p>}
      {saved[0] && <p class="hint">{saved.map(({ field }) => fieldName(field, say)).join(", ")}</p>}
      {told[0] && <Changes changes={told} />}
    </div>
  );
}
