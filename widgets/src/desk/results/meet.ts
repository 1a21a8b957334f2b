/** Two people at one list: what each of them did becomes one list, row by row. Pure. */
import { merge, same, taking } from "../editor/content";
import type { Content, Entry } from "./use-results";

/** A list as facts that can be compared: what is said of it, and each of its rows by its place. */
export type Facts = Record<string, unknown> & { rows?: Entry[] };

export interface Met {
  /** What both did, as far as they did not do it to the same; there, what was done here. */
  mine: Facts;
  theirs: Facts;
  /** What both changed, and differently: `stage`, `rows.3`, or `rows` where one of them took some away. */
  facts: string[];
  /** The list as `mine` has it, but for what was chosen. */
  content: (chosen?: Map<string, Facts>) => Content;
}

const OF_ALL = ["stage", "publishedOn", "objections", "decisionUrl"] as const;
/** Until when it may be objected to goes with what kind of list it is. */
const WHOLES = [["stage", "objections"]];

/** What is made of `base` here, and what somebody else has made of it meanwhile. */
export function meet(base: Content, mine: Content, theirs: Content): Met {
  const { length } = base.rows;
  // A row that is gone moves all below it: which is which nobody knows.
  const whole = mine.rows.length < length || theirs.rows.length < length;
  const factsOf = ({ rows, ...all }: Content): Facts => ({
    ...all,
    ...(whole ? { rows } : Object.fromEntries(rows.slice(0, length).map((row, at) => [`rows.${at}`, row]))),
  });
  const [before, here, there] = [factsOf(base), factsOf(mine), factsOf(theirs)];
  const places = whole ? ["rows"] : base.rows.map((_, at) => `rows.${at}`);
  const { content, clashing } = merge(before, before, here, there, [...OF_ALL, ...places], WHOLES);
  // What each of them added stands below, and once where it is the same.
  const added = theirs.rows.slice(length);
  const more = mine.rows.slice(length).filter((row) => !added.some((other) => same(row, other)));
  return {
    mine: content,
    theirs: there,
    facts: clashing,
    content: (chosen = new Map()) => {
      const facts = [...chosen].reduce((all, [fact, from]) => taking(all, fact, from, WHOLES), content);
      return {
        ...(Object.fromEntries(OF_ALL.map((fact) => [fact, facts[fact]])) as Omit<Content, "rows">),
        rows: facts.rows ?? [...places.map((place) => facts[place] as Entry), ...added, ...more],
      };
    },
  };
}
