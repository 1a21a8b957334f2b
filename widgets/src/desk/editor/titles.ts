/** What things that a call can have come from are called: of them a call is told the id alone. */
import type { Words } from "../say";

/** A consultation or a call, as far as a choice shows it. */
export interface Thing {
  id: string;
  page: string;
  title: { text: string; locale: string };
}

/** All that were seen since the page was opened. */
const seen = new Map<string, Thing>();

export const remember = (thing: Thing | null | undefined) => {
  if (thing) seen.set(thing.id, thing);
};
export const thingOf = (id: string) => seen.get(id);
export const titleOf = (id: string) => seen.get(id)?.title.text;

/** What a call says of where it came from, before the title of that. */
export const originText = (id: string, m: Words) =>
  m.field[id.startsWith("call_") ? "originCall" : "originDebate"];
