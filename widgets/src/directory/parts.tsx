/** What the views of the directory are given, and what they share. */
import type { ListedFragment } from "../gen/graphql";
import { type Child, h } from "../jsx";
import type { Locale } from "../locale";
import { other, trouble } from "../parts";
import { pascal } from "../say";
import type { Model } from "./model";
import type { Messages } from "./words";

/** What every view is given. */
export interface Told {
  model: Model;
  m: Messages;
  locale: Locale;
  /** Level of the headings in the host page: 2 makes `<h2>` of an organisation and `<h3>` of its parts. */
  level: number;
  /** Organisations of several municipalities are shown. */
  everywhere: boolean;
  /** Moves the focus to what a selector finds here. */
  focus: (what: string) => void;
  /** Tries again what failed. */
  again: () => void;
  /** Takes what is typed, a moment later. */
  typed: (event: Event) => void;
}

type Words = { text: string; locale: string };
export const words = (said: Words, t: Pick<Told, "locale">) => <span lang={other(said, t)}>{said.text}</span>;

/** What could not be fetched. The link inside the element shows again. */
export const lost = (t: Told, what = t.model.page.failure) => trouble(what ?? "error", t, t.m.orgElsewhere);

/** The name of a legal form, of a status, of a state of activity. */
export const form = (code: string, { m }: Told) => m[`orgForm${pascal(code)}` as "orgFormOther"];
export const status = (code: string, { m }: Told) => m[`orgStatus${pascal(code)}` as "orgStatusPublic"];

/** The badges of an organisation: that it is an exercise, of whose interest it is, that it is asleep or gone. */
export const badges = ({ exercise, statuses, activity }: ListedFragment, t: Told): Child => [
  exercise && <span class="badge">{t.m.exercise}</span>,
  [...new Set(statuses.flatMap(({ kind, holds }) => (holds ? kind : [])))].map((kind) => (
    <span class="badge ok">{status(kind, t)}</span>
  )),
  /^D/.test(activity) && (
    <span class="badge">{t.m[`orgActivity${pascal(activity)}` as "orgActivityDormant"]}</span>
  ),
];
