/** What a municipality says of itself, as its page edits it: lists are lines. No DOM in it. */
import { pascal } from "../../say";
import { Failed } from "../ask";
import type { Shape, Text } from "../editor/content";
import type {
  MunicipalityContentInput,
  OwnDayInput,
  ProblemFragment,
  TownSettingsFragment,
} from "../gen/graphql";
import { fill, type Say } from "../say";

/** An area of work; without a name it is called as in the shared list. */
export interface OwnArea {
  code: string;
  label: Text | null;
}

export interface Content {
  website: string | null;
  defaultLocale: string;
  /** A line each; what is empty is none. */
  allowedOrigins: string[];
  accessibilityContact: string | null;
  ownDays: string[];
  /** In the order in which they stand before the others. */
  ownAreas: OwnArea[];
}
export type Fact = keyof Content & string;

/** What is edited, as a draft keeps it. */
export interface Known {
  id: string;
  version: number;
  savedBy: string | null;
  content: Content;
}

/** In the order of the page. */
export const FACTS: Fact[] = [
  "website",
  "allowedOrigins",
  "defaultLocale",
  "accessibilityContact",
  "ownDays",
  "ownAreas",
];

export const LOCALES = ["sr-Cyrl", "sr-Latn", "bs", "hr", "en"] as const;

/** `5. 10. Dan opštine`, `24. 5. 2027. Slava opštine`; nothing where a line is no day with a name. */
export function dayOf(line: string): OwnDayInput | undefined {
  const read = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(?:(\d{4})\.?(?=\s))?\s*(?!\d{4}\.?$)(\S.*)$/.exec(line.trim());
  if (!read) return undefined;
  const [, day, month, year, name = ""] = read;
  return { day: Number(day), month: Number(month), year: year ? Number(year) : null, name };
}

export const dayLine = ({ day, month, year, name }: OwnDayInput) =>
  `${day}. ${month}. ${year ? `${year}. ` : ""}${name}`;

const written = (line: string) => !!line.trim();

export const SETTINGS: Shape<Content> = {
  facts: FACTS,
  withIds: (mine) => mine,
  // The server is not sent the empty lines between days, and names a part of a day where here the line is one.
  atHome: (field, sent) =>
    field.replace(/^ownDays\.(\d+).*/, (_, n) => {
      const lines = [...sent.ownDays.entries()].filter(([, line]) => written(line));
      return `ownDays.${lines[Number(n)]?.[0] ?? n}`;
    }),
};

/** What the server tells, as it is edited. */
export const known = ({ id, version, savedBy, content }: TownSettingsFragment): Known => ({
  id,
  version,
  savedBy: savedBy ?? null,
  content: {
    website: content.website ?? null,
    defaultLocale: content.defaultLocale,
    allowedOrigins: content.allowedOrigins,
    accessibilityContact: content.accessibilityContact ?? null,
    ownDays: content.ownDays.map(dayLine),
    ownAreas: content.ownAreas.map(({ code, label }) => ({ code, label: label ?? null })),
  },
});

/** What the server takes. A line that is no day it could not even be told; it is said as the server says it. */
export function sent(content: Content): MunicipalityContentInput {
  const lines = content.ownDays.filter(written);
  const problems = lines.flatMap((line, n): ProblemFragment[] =>
    dayOf(line)
      ? []
      : [{ code: "INVALID", field: `ownDays.${n}`, problem: "NOT_A_DAY", params: [], reason: null }],
  );
  if (problems[0]) throw new Failed({ kind: "invalid", problems });
  return { ...content, ownDays: lines.flatMap((line) => dayOf(line) ?? []) };
}

/** `sr-Cyrl` in words. */
export const localeName = (tag: string, { m }: Pick<Say, "m">) =>
  m.text[`in${pascal(tag.replace("-", "_"))}` as "inEn"] ?? tag;

/** What a fact is called, and a line of it. */
export function labelOf(field: string, { m }: Pick<Say, "m">): string {
  const [fact = "", n] = field.split(".");
  const name = m.town[fact as "website"];
  return n ? `${name}, ${fill(m.town.line, { n: Number(n) + 1 })}` : name;
}

/** An area as it is called here, with all wordings: two that differ in anything must not look alike. */
const called = ({ code, label }: OwnArea, areas: { code: string; label: string }[]) => {
  const shared = areas.find((one) => one.code === code)?.label ?? code;
  return label
    ? `${shared}: ${[label.text, ...label.overrides.map(({ text }) => text)].join(" / ")}`
    : shared;
};

/** A fact as lines that one can read. */
export function lines(
  fact: Fact,
  content: Content,
  say: Say,
  areas: { code: string; label: string }[],
): string[] {
  if (fact === "ownAreas") return content.ownAreas.map((one) => called(one, areas));
  const value = content[fact];
  if (fact === "defaultLocale") return [localeName(content.defaultLocale, say)];
  return (Array.isArray(value) ? value : [value ?? ""]).filter(written);
}
