/** What every part of the editor is given. */
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { pascal } from "../../say";
import type { CallWarningCode, ConsultationWarningCode } from "../gen/graphql";
import { fill, type Say, useSay } from "../say";
import { atHome, type Call, type Content } from "./content";
import type { Draft } from "./draft";

export interface Editing {
  draft: Draft;
  call: Call;
  content: Content;
  set: (patch: Partial<Content>) => void;
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

/** `DEADLINE_ON_DAY_OFF` in words. */
export function warningText(
  { code, on }: { code: CallWarningCode | ConsultationWarningCode; on?: string | null | undefined },
  say: Say,
): string {
  const name = pascal(code);
  const text = say.m.warning[`${name.charAt(0).toLowerCase()}${name.slice(1)}` as "deadlinePast"];
  return fill(text, { date: on ? say.date(on) : "" });
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
  const { call, content, wrong, strict, setWrong } = useEdit();
  // A field that is gone has nothing wrong in it.
  useEffect(() => () => setWrong(field, undefined), [field]);
  const here = (one: { field: string }) => atHome(one.field, content.events) === field;
  const missing = call.missing.find(here);
  const shown = missing && (strict || missing.code !== "REQUIRED");
  const warnings = call.warnings.filter(here);
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
  return m.field[fact as "title"] ?? fact;
}
