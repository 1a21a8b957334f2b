/** What a list of results says, in words. */
import { pascal } from "../../say";
import type { ResultColumn, ResultStage } from "../gen/graphql";
import { fill, type Say } from "../say";
import type { Entry, Known } from "./use-results";

export const columnName = (one: ResultColumn) => `column${pascal(one)}` as "columnRank";

export const stageName = (stage: ResultStage, { m }: Say) =>
  stage === "FINAL" ? m.results.final : m.results.preliminary;

/** `87,5` */
export const written = (decimal: string, { locale }: Say) =>
  locale === "en" ? decimal : decimal.replace(".", ",");

export const outcomeName = (outcome: NonNullable<Entry["outcome"]>, { m }: Say) =>
  m.results[`outcome${pascal(outcome)}` as "outcomeApproved"];

/** Why a row keeps the list from being published. */
export function lackText({ field, code }: { field: string; code: string }, { m }: Say): string {
  if (code === "NOT_ALLOWED") return m.results.notGiven;
  if (code === "PAST") return m.results.objectionsPast;
  return m.results[`lack${pascal(field)}` as "lackOrganisation"] ?? m.fault.codeRequired;
}

/** What may be right all the same. */
export const doubtText = (code: string, { m }: Say) => m.results[`doubt${pascal(code)}` as "doubtOverAsked"];

/** All that a row says, as lines: two rows that differ in anything must not look alike. */
export function rowLines(row: Entry, { call, currency, matches }: Known, say: Say): string[] {
  const { m, money } = say;
  const its = matches.find(
    ({ organisation }) => organisation && organisation.id === row.linked,
  )?.organisation;
  const { organisation = [], project = [], note = [] } = row.others ?? {};
  return [
    `${row.rank != null ? `${row.rank}. ` : ""}${row.organisation || m.results.noName}`,
    row.project,
    row.jib && `JIB ${row.jib}`,
    row.lot && call.lots[row.lot - 1]?.title.text,
    row.points && fill(m.results.points, { n: written(row.points, say) }),
    row.asked && fill(m.results.asked, { sum: money(row.asked, currency) }),
    row.approved && fill(m.results.approved, { sum: money(row.approved, currency) }),
    row.outcome && outcomeName(row.outcome, say),
    row.reason && m.results[`reason${pascal(row.reason)}` as "reasonLate"],
    row.note,
    ...[...organisation, ...project, ...note].map(({ locale, text }) => `${locale}: ${text}`),
    row.unlinked && m.results.unlinked,
    row.linked && `${m.results.matchSure} ${its?.name.text ?? row.linked}`,
  ].filter((line): line is string => !!line);
}
