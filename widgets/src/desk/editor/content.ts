/** What is edited, what differs in it, and how two people's work becomes one. Pure. */
import type { CallContentInput, ContentFragment, EditedFragment } from "../gen/graphql";

/** The fields as the server gives them; what it takes has the same shape. */
export type Content = Required<ContentFragment>;
export type Fact = keyof Content;
export type Call = EditedFragment;
export type Text = NonNullable<Content["title"]>;
export type Moment = NonNullable<Content["deadline"]>;
export type Lot = Content["lots"][number];
export type Paper = Content["documents"][number];
export type Event = Content["events"][number];

/** In the order of the page; also the order in which differences are shown. */
export const FACTS: Fact[] = [
  "title",
  "summary",
  "kind",
  "publishedOn",
  "referenceNumber",
  "origin",
  "exercise",
  "deadline",
  "untilSpent",
  "deadlineNote",
  "opens",
  "questionsUntil",
  "resultsExpectedOn",
  "objectionsUntil",
  "currency",
  "budget",
  "minGrant",
  "maxGrant",
  "coFundingPercent",
  "minMonths",
  "maxMonths",
  "eligibility",
  "eligibleForms",
  "seatIn",
  "registeredBefore",
  "areas",
  "lots",
  "documents",
  "events",
  "contact",
  "legalBasis",
];

/** Nothing, an empty text and a missing field are the same; the order of keys says nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!value || typeof value !== "object") return value === "" ? null : (value ?? null);
  const entries = Object.entries(value)
    .filter(([key]) => key !== "__typename")
    .map(([key, inner]) => [key, plain(inner)] as const)
    .filter(([, inner]) => inner !== null && !(Array.isArray(inner) && !inner[0]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

export const same = (a: unknown, b: unknown) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** What two people can write at once, whatever it is: its facts, and the things in its lists that the server names. */
export interface Shape<T> {
  /** In the order of the page; also the order in which differences are shown. */
  facts: (keyof T & string)[];
  /** Facts that say nothing without each other, under the first of them: taken, kept and withheld together. */
  wholes?: Wholes<T>;
  /** Takes the ids that the server has given to new things in the meantime, so that they are not made twice. */
  withIds: (mine: T, sent: T, held: T) => T;
  /** The field as this page names it: the server counts only the things that it was sent. */
  atHome: (field: string, sent: T) => string;
}

/** The facts in which two versions differ. */
export const differing = (a: Content, b: Content) => FACTS.filter((fact) => !same(a[fact], b[fact]));

type Wholes<T> = readonly (readonly (keyof T & string)[])[];

/** A fact with all that it goes together with. */
const whole = <T>(fact: keyof T, wholes: Wholes<T> = []): readonly (keyof T)[] =>
  wholes.find((all) => (all as readonly (keyof T)[]).includes(fact)) ?? [fact];

/** A copy with one fact of another version, and with what goes together with it. */
export function taking<T>(into: T, fact: keyof T, from: T, wholes?: Wholes<T>): T {
  const copy = { ...into };
  for (const one of whole(fact, wholes)) copy[one] = from[one];
  return copy;
}

/**
 * A copy in which a field is as the server has it, because it does not take what stands there. Of one thing in a list it is
 * only that field, where the server knows the thing.
 */
export function withholding<T>(content: T, field: string, held: T, wholes?: Wholes<T>): T {
  const [fact, place = "", name = ""] = field.split(".") as [keyof T, string?, string?];
  const [mine, theirs] = [content[fact], held[fact]] as unknown as [Thing[], Thing[]];
  const thing = Array.isArray(mine) && Array.isArray(theirs) ? mine[Number(place)] : undefined;
  const known = thing?.id
    ? theirs.find(({ id }) => id === thing.id)
    : mine?.length === theirs?.length
      ? theirs?.[Number(place)]
      : undefined;
  if (!thing || !known || !(name in known) || name === "id") return taking(content, fact, held, wholes);
  const mended = mine.map((one) => (one === thing ? { ...one, [name]: known[name] } : one));
  return { ...content, [fact]: mended };
}

type Thing = { id?: string | null } & Record<string, unknown>;

/** The server counts the events that have a day; here the others stand between them. */
export const atHome = (field: string, events: Event[]) =>
  field.replace(/^events\.(\d+)/, (_, place) => {
    const event = events.filter(dated)[Number(place)];
    return `events.${event ? events.indexOf(event) : place}`;
  });

export interface Merged<T> {
  /** What both did, as far as they did not do it to the same fact; there, it is what was typed here. */
  content: T;
  /** What the other changed and was taken. */
  taken: (keyof T & string)[];
  /** What both changed, and differently. */
  clashing: (keyof T & string)[];
}

/**
 * Three versions become one. `sent` and `held` are the common beginning as this page had it and as the server kept it:
 * the server may have tidied what was sent, which is nobody's change.
 */
export function merge<T>(
  sent: T,
  held: T,
  mine: T,
  theirs: T,
  facts: (keyof T & string)[] = FACTS as never,
  wholes?: Wholes<T>,
): Merged<T> {
  const merged: Merged<T> = { content: mine, taken: [], clashing: [] };
  for (const fact of facts) {
    const all = whole(fact, wholes);
    // It has been looked at with the first of those that it goes together with.
    if (all[0] !== fact) continue;
    const alike = (a: T, b: T) => all.every((one) => same(a[one], b[one]));
    if (alike(held, theirs)) continue;
    if (alike(sent, mine)) {
      merged.content = taking(merged.content, fact, theirs, wholes);
      merged.taken.push(fact);
    } else if (!alike(mine, theirs)) merged.clashing.push(fact);
  }
  return merged;
}

/** Takes the ids that the server has given to new things in the meantime, so that they are not made twice. */
export function withIds(mine: Content, sent: Content, held: Content): Content {
  return {
    ...mine,
    documents: named(mine.documents, sent.documents, held.documents),
    events: named(mine.events, sent.events.filter(dated), held.events),
  };
}

/** A list with the ids of what the server holds, by what it was sent. */
export const named = <T extends { id?: string | null }>(mine: T[], sent: T[], held: T[]): T[] =>
  mine.map((thing, i) => {
    if (thing.id || sent.length !== held.length) return thing;
    const place = sent.indexOf(thing);
    const id = held[place >= 0 ? place : mine.length === sent.length ? i : -1]?.id;
    return id ? { ...thing, id } : thing;
  });

/** An event has a day, or waits here until it has. */
export const dated = (event: { starts: { day: string } }) => !!event.starts.day;

export const CALL: Shape<Content> = {
  facts: FACTS,
  withIds,
  atHome: (field, sent) => atHome(field, sent.events),
};

/** What is sent of what was typed. */
export const sendable = (content: Content): CallContentInput =>
  ({ ...content, events: content.events.filter(dated) }) as CallContentInput;

/** A list with one thing in another place. */
export function move<T>(list: T[], from: number, to: number): T[] {
  const [thing] = list.slice(from, from + 1);
  if (thing === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), thing, ...rest.slice(to)];
}
