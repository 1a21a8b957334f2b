/** What every part of the editor is given. */
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { pascal } from "../../say";
import type { Trouble } from "../ask";
import type { CallWarningCode, ConsultationWarningCode } from "../gen/graphql";
import { fill, type Say, useSay } from "../say";
import type { Call, Content } from "./content";
import type { Draft, Kept } from "./draft";

type Stuck = { trouble: Trouble; again: () => unknown };
export const stuckOf = <C extends Kept, T>(draft: Draft<C, T>): Stuck | undefined =>
  draft.phase.is === "failed" ? { trouble: draft.phase.trouble, again: () => draft.flush() } : undefined;

export interface Editing {
  /** Why what was typed could not be saved. */
  stuck: Stuck | undefined;
  /** What is missing, and what to look at once more, by the field on the screen. */
  missing: { code: string; field: string }[];
  warnings: {
    code: CallWarningCode | ConsultationWarningCode;
    field: string;
    on?: string | null | undefined;
    params?: readonly string[];
  }[];
  /** Fields of which what stands in them is not saved, and why. */
  wrong: ReadonlyMap<string, string>;
  /** The same, and fields in which somebody still types or whose file is on its way. */
  unread: ReadonlyMap<string, { why: string }>;
  /** Something that cannot be read stands in a field, in which perhaps somebody still types; or can be read again. */
  setWrong: (field: string, why: string | undefined, typing?: boolean) => void;
  readOnly: boolean;
  /** The municipality's areas, in its words. */
  areas: { code: string; label: string }[];
  defaultLocale: string;
  /** Missing facts are shown once publishing was tried. */
  strict: boolean;
  /** What fields are called where it is no call that is edited. */
  label?: (field: string) => string;
}

export const Edit = createContext(null as unknown as Editing);
export const useEdit = () => useContext(Edit);

/** What the parts of a call are given besides. */
export interface EditingCall {
  draft: Draft;
  call: Call;
  content: Content;
  /** The municipality's slug. */
  town: string;
  set: (patch: Partial<Content>) => void;
}
const EditCall = createContext(null as unknown as EditingCall);
export const CallProvider = EditCall.Provider;
export const useEditCall = () => ({ ...useContext(Edit), ...useContext(EditCall) });

/** `DEADLINE_ON_DAY_OFF` in words. */
export function warningText(
  {
    code,
    on,
    params: [why, called] = [],
  }: {
    code: CallWarningCode | ConsultationWarningCode;
    on?: string | null | undefined;
    params?: readonly string[];
  },
  say: Say,
): string {
  const date = on ? say.date(on) : "";
  // Of a day off that is none by law it is said what it is.
  if (why === "PERHAPS") return fill(say.m.warning.perhapsOff, { date });
  const name = pascal(code);
  const text = say.m.warning[`${name.charAt(0).toLowerCase()}${name.slice(1)}` as "deadlinePast"];
  return fill(text, { date: why === "OWN" ? `${date} (${called})` : date });
}

/** What is wrong with a field, in words. */
export function faultText(
  { problem, params }: { problem?: string | null; params: string[] },
  { m }: Say,
): string {
  const [least = "", most = least] = params;
  const text = m.fault[`code${pascal(problem ?? "UNKNOWN")}` as "codeRequired"] ?? m.fault.codeUnknown;
  return fill(text, { least, most });
}

/** What is said beside a field. */
export function useSaid(field: string): { error: string | undefined; warnings: string[] } {
  const say = useSay();
  const { missing: all, warnings: looked, wrong, strict, setWrong } = useEdit();
  // A field that is gone has nothing wrong in it.
  useEffect(() => () => setWrong(field, undefined), [field]);
  const here = (one: { field: string }) => one.field === field;
  const missing = all.find(here);
  const shown = missing && (strict || missing.code !== "REQUIRED");
  const warnings = looked.filter(here);
  const why = wrong.get(field);
  return {
    error:
      (why && `${why} ${say.m.fault.notSaved}`) ??
      (shown ? say.m.fault[`code${pascal(missing.code)}` as "codeRequired"] : undefined),
    warnings: [...new Set(warnings.map((one) => warningText(one, say)))],
  };
}

export const idOf = (field: string) => `f-${field.replaceAll(".", "-")}`;

/** The same for whatever is edited here. */
export function useLabel(): (field: string) => string {
  const say = useSay();
  const own = useContext(Edit)?.label;
  return own ?? ((field) => labelOf(field, say));
}

/** What a field is called, wherever it is spoken of. */
export function labelOf(field: string, { m }: Pick<Say, "m">): string {
  const [fact = "", place, inner] = field.split(".");
  if (fact === "lots" && place)
    return `${fill(m.field.lot, { n: Number(place) + 1 })}${inner ? `: ${labelOf(inner === "title" ? "lotTitle" : inner, { m })}` : ""}`;
  if (fact === "events") return place ? fill(m.field.event, { n: Number(place) + 1 }) : m.section.events;
  if (fact === "documents") return m.section.documents;
  if (fact === "questions") return `${m.section.questions}${place ? ` (${Number(place) + 1})` : ""}`;
  return m.field[fact as "title"] ?? fact;
}
