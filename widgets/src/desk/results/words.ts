/** What a list of results says, in words. */
import { pascal } from "../../say";
import type { ResultColumn, ResultStage } from "../gen/graphql";
import type { Say } from "../say";
import type { Entry } from "./use-results";

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
