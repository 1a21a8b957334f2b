/** What somebody did: shared by the journal and a call's history. */
import { h } from "preact";
import { pascal } from "../say";
import type { ActFragment, ActKind } from "./gen/graphql";
import { fill, type Say, there, useSay } from "./say";

const camel = (code: string) => {
  const name = pascal(code);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

export const actName = (kind: ActKind, { m }: Say) => m.journal[camel(kind) as "callDrafted"];

/** A fact as the server keeps it, as one reads it: an instant, a day, a sum; anything else is text. */
export function fact(text: string, say: Say): string {
  const sum = /^(\d+(?:\.\d+)?) (BAM|EUR|RSD|USD)$/.exec(text);
  if (sum?.[1]) return say.money(sum[1], sum[2] as "BAM");
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return say.date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return text;
  return there(text).includes("T23:59") ? say.date(text) : say.when(text);
}

type Change = { field: string; before?: string | null; after?: string | null };

/** Facts before and after. */
export function Changes({ changes }: { changes: Change[] }) {
  const say = useSay();
  const { m } = say;
  const value = (text: string | null | undefined) =>
    text === "cancelled" ? m.act.isCancelled : text ? fact(text, say) : <i class="none">{m.act.nothing}</i>;
  return (
    <dl class="changes">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{m.act[`field${pascal(field)}` as "fieldTitle"]}</dt>
          <dd>
            <span class="unseen">{m.act.before}: </span>
            <del>{value(before)}</del>
          </dd>
          <dd>
            <span class="unseen">{m.act.after}: </span>
            <ins>{value(after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What was done, with its reason and what it changed. */
export function ActText({ act }: { act: ActFragment }) {
  const say = useSay();
  return (
    <div>
      {actName(act.kind, say)}
      {act.reason && <p class="hint">{fill(say.m.journal.reason, { text: act.reason })}</p>}
      {act.changes[0] && <Changes changes={act.changes} />}
    </div>
  );
}
