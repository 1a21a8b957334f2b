/** When a status holds, in words. */
import type { Locale } from "../locale";
import { date, fill } from "../say";
import type { Detail } from "./model";
import type { More } from "./words";

type Period = Pick<Detail["statuses"][number], "holds" | "validFrom" | "validUntil">;

/** Until when it holds, or that it has ended; of one that has not begun both of its days. */
export function period({ holds, validFrom, validUntil }: Period, d: More, locale: Locale, now = Date.now()) {
  const from = validFrom ? fill(d.orgStatusFrom, { date: date(validFrom, locale) }) : d.orgStatusUnknown;
  if (!validUntil) return from;
  // Whether it holds says the server, by the municipality's day. What does not is ahead or over by any clock.
  const ended = !holds && (!validFrom || Date.parse(validUntil) < now);
  const until = fill(ended ? d.orgStatusEnded : d.orgStatusUntil, { date: date(validUntil, locale) });
  return holds || ended ? until : `${from} ${until}`;
}
