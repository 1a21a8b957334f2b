/** Sentences, dates and sums in the reader's language; the hosted pages write the same (`backend/src/http/pages/say.rs`). */
import type { EntryFragment, SumFragment } from "./gen/graphql";
import type en from "./gen/messages/en.json";
import type { Locale } from "./locale";

type Plural = { one: string; few?: string; other: string };
/** Sentences by key; those about a number have a form for each kind of number. */
export type Sentences<T> = { [K in keyof T]: T[K] extends string ? string : Plural };
/** The sentences of the list. */
export type Messages = Sentences<(typeof en)["calls"]>;

export const fill = (text: string, gaps: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap] as string);

const rules: Record<string, Intl.PluralRules> = {};

/** A sentence about a number, in the form that the number asks for. */
export function count(forms: Plural, n: number, locale: Locale): string {
  rules[locale] ??= new Intl.PluralRules(locale);
  return fill(forms[rules[locale].select(n) as keyof Plural] ?? forms.other, { n });
}

/** `5. 8. 2026.` of a date or of an instant in the municipality's zone; in English `5 Aug 2026`. */
export function date(at: string, locale: Locale): string {
  const [year = 0, month = 0, day = 0] = at.slice(0, 10).split("-").map(Number);
  if (locale !== "en") return `${day}. ${month}. ${year}.`;
  // Not of the browser's making: to some of them September is `Sept`.
  return `${day} ${"JanFebMarAprMayJunJulAugSepOctNovDec".slice(month * 3 - 3, month * 3)} ${year}`;
}

/** `15.00`, the hour of the municipality; in English `15:00`. */
export const time = (at: string, locale: Locale) =>
  at.slice(11, 16).replace(":", locale === "en" ? ":" : ".");

const number = (amount: string, locale: Locale) =>
  Number(amount).toLocaleString(locale === "en" ? "en" : "de", {
    minimumFractionDigits: amount.includes(".") ? 2 : 0,
    maximumFractionDigits: 2,
  });

/** `180.000,50 KM` */
export function money(sum: SumFragment, locale: Locale): string {
  const unit = sum.currency === "BAM" ? (locale === "sr-Cyrl" ? "КМ" : "KM") : sum.currency;
  return `${number(sum.amount, locale)}\u00a0${unit}`;
}

type Grant = { minGrant?: SumFragment | null; maxGrant?: SumFragment | null };

/** What one project may get; nothing where the call does not say. */
export function grant(
  { minGrant: min, maxGrant: max }: Grant,
  m: Messages,
  locale: Locale,
): string | undefined {
  if (min && max) return `${number(min.amount, locale)}–${money(max, locale)}`;
  if (max) return fill(m.upTo, { max: money(max, locale) });
  if (min) return fill(m.from, { min: money(min, locale) });
  return undefined;
}

/** `14. 12. 2026. u 15.00 časova`; the day alone where no hour is stated. */
export const moment = (at: string, hourStated: boolean | undefined, m: { atHour: string }, locale: Locale) =>
  hourStated ? fill(m.atHour, { date: date(at, locale), time: time(at, locale) }) : date(at, locale);

/** `do 14. 12. 2026. u 15.00 časova`; without a stated hour, `do kraja dana 14. 12. 2026.` */
export const until = (
  at: string,
  hourStated: boolean | undefined,
  m: Pick<Messages, "atHour" | "untilTime" | "endOfDay">,
  locale: Locale,
) => fill(hourStated ? m.untilTime : m.endOfDay, { date: moment(at, hourStated, m, locale) });

/** `INFO_SESSION` → `InfoSession`, as the keys of sentences have it. */
export const pascal = (code: string) => code.toLowerCase().replace(/(?:^|_)(.)/g, (_, c) => c.toUpperCase());

/** The two lines beside a call: how long one can still apply, and until when. */
export function due(
  call: EntryFragment,
  m: Messages,
  locale: Locale,
): { strong: string; small: string; soon: boolean } {
  const { at, hourStated, daysLeft } = call.deadline;
  if (call.phase === "OPEN" && at && daysLeft != null) {
    const strong =
      daysLeft > 1
        ? count(m.daysLeft, daysLeft, locale)
        : daysLeft === 1
          ? m.closesTomorrow
          : hourStated
            ? fill(m.closesToday, { time: time(at, locale) })
            : m.lastDay;
    return { strong, small: until(at, hourStated, m, locale), soon: daysLeft <= 3 };
  }
  const line = (strong: string, small = "") => ({ strong, small, soon: false });
  if (call.phase === "OPEN") return line(m.untilSpent);
  if (call.phase === "ANNOUNCED")
    return line(m.statusAnnounced, call.opensAt ? fill(m.opens, { date: date(call.opensAt, locale) }) : "");
  if (call.status === "UNDATED") return line(m.noDeadline);
  // Of lists and contracts the day for applications is no date.
  if (call.status === "CLOSED") return line(m.passed, at ? date(at, locale) : "");
  return line(m[`status${pascal(call.status)}` as "statusExtended"]);
}
