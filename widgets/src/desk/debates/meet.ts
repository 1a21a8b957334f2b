/** Two people at the text of one act: what each of them did becomes one text, part by part. Pure. */
import { merge, same, type Text, taking } from "../editor/content";
import type { Act, Part } from "./content";

/** An act as it stands somewhere: at the server, in somebody's hands. */
export type Standing = Pick<Act, "title" | "locale" | "parts">;
/** The same as facts that can be compared: its title, and what each part says by what it is known by. */
export type Facts = Record<string, Text | Said | null>;
type Said = Pick<Part, "kind" | "label" | "heading" | "text">;

export interface Met {
  /** What both did, as far as they did not do it to the same part; there, what was done here. */
  mine: Facts;
  theirs: Facts;
  /** Parts that both changed, and differently; `title` where it is the title. */
  facts: string[];
  /** The text as `mine` has it, but for what was chosen. */
  standing: (chosen?: Map<string, Facts>) => Standing;
}

/** How deep a part stands follows from what it stands in. */
const said = ({ kind, label = null, heading = null, text = null }: Part): Said => ({
  kind,
  label,
  heading,
  text,
});

/** The parts by what they are known by; what nobody has kept yet is known by its place. */
const named = ({ parts }: Standing) =>
  parts.map((part, place) => [part.key ?? `new-${place}`, part] as const);

const factsOf = (act: Standing): Facts => ({
  title: act.title,
  ...Object.fromEntries(named(act).map(([name, part]) => [name, said(part)])),
});

/** What is made of `base` here, and what somebody else has made of it meanwhile. */
export function meet(base: Standing, mine: Standing, theirs: Standing): Met {
  const [before, here, there] = [factsOf(base), factsOf(mine), factsOf(theirs)];
  const all = [...new Set([here, there, before].flatMap(Object.keys))];
  const { content, clashing } = merge(before, before, here, there, all);
  const [ours, others] = [new Map(named(mine)), new Map(named(theirs))];
  const order = [...ours.keys()];
  // What is there and not here stands behind what it stands behind there.
  [...others.keys()].forEach((name, place, all) => {
    if (order.includes(name)) return;
    const behind = all[place - 1];
    order.splice(behind === undefined ? 0 : order.indexOf(behind) + 1, 0, name);
  });
  const standing = (chosen: Map<string, Facts> = new Map()): Standing => {
    const facts = [...chosen].reduce((all, [fact, from]) => taking(all, fact, from), content);
    const parts = order.flatMap((name) => {
      const words = facts[name] as Said | null | undefined;
      if (!words) return [];
      const both = [others.get(name), ours.get(name)].filter((part) => part !== undefined);
      // Where both say the same, the server's stands as deep as it does there.
      const part = both.find((part) => same(said(part), words)) ?? both[0];
      return part ? [{ ...part, ...words }] : [];
    });
    return {
      title: facts.title as Text,
      locale: mine.locale === base.locale ? theirs.locale : mine.locale,
      parts,
    };
  };
  return { mine: content, theirs: there, facts: clashing, standing };
}

/** Both versions of a part, one below the other. */
export function joined(fact: string, mine: Facts, theirs: Facts): Facts {
  const [a, b] = [mine[fact], theirs[fact]];
  if (!a || !b) return { [fact]: a ?? b ?? null };
  if ("overrides" in a) return { [fact]: { ...a, text: `${a.text} / ${b.text}` } };
  return { [fact]: { ...a, text: [a.text, ...told(b)].filter(Boolean).join("\n") } };
}

/** Whether two say the same. */
export const alike = (a: Standing, b: Standing) =>
  same(factsOf(a), factsOf(b)) && a.locale === b.locale && a.parts.length === b.parts.length;

export type Piece = Act["changes"][number]["words"][number];

/** Of longer texts, in words times words, it is not found out what is different. */
const MOST = 4_000_000;

/** Word by word what is in the one and in the other. */
export function words(before: string, now: string): Piece[] {
  const apart = (text: string): string[] => text.match(/\s*\S+/g) ?? [];
  const [a, b] = [apart(before), apart(now)];
  if (a.length * b.length > MOST)
    return [
      { change: "REMOVED", text: before },
      { change: "ADDED", text: now },
    ];
  const bare = (word: string | undefined) => word?.trim();
  /** How much is alike from these two places on. */
  const left = [...Array(a.length + 1)].map(() => new Uint16Array(b.length + 1));
  const from = (i: number, j: number) => left[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = left[i] as Uint16Array;
      row[j] = bare(a[i]) === bare(b[j]) ? from(i + 1, j + 1) + 1 : Math.max(from(i + 1, j), from(i, j + 1));
    }
  const pieces: Piece[] = [];
  const add = (change: Piece["change"], text: string) => {
    const last = pieces.at(-1);
    if (last?.change === change) last.text += text;
    else pieces.push({ change, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && bare(a[i]) === bare(b[j])) {
      add("KEPT", b[j] as string);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && from(i + 1, j) >= from(i, j + 1)))
      add("REMOVED", a[i++] as string);
    else add("ADDED", b[j++] as string);
  }
  return pieces;
}

/** What a fact says, as lines that one can read. */
export function told(fact: Text | Said | null | undefined): string[] {
  if (!fact) return [];
  if ("overrides" in fact) return [fact.text, ...fact.overrides.map((one) => `${one.locale}: ${one.text}`)];
  return [fact.label, fact.heading, fact.text].filter((line): line is string => !!line);
}
