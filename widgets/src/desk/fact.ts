/** A fact as the server keeps it, as one reads it. No DOM in it. */
import { type Say, there } from "./say";

/** What begins at the beginning of a day; all other instants end something, or have an hour. */
const BEGINS = ["opens"];

/**
 * An instant, a day, a sum; anything else is text. A day without an hour is kept as its first or last moment: it is told as
 * the day.
 */
export function fact(field: string, text: string, say: Say): string {
  const sum = /^(\d+(?:\.\d+)?) (BAM|EUR|RSD|USD)$/.exec(text);
  if (sum?.[1]) return say.money(sum[1], sum[2] as "BAM");
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return say.date(text);
  if (!/^\d{4}-\d\d-\d\dT/.test(text)) return text;
  if (!BEGINS.includes(field.toLowerCase())) return say.until(text);
  return there(text).includes("T00:00:00") ? say.date(text) : say.when(text);
}
