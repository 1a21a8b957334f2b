/** What happens to a call, in its order, and how the time of each is told. */
import type { Locale } from "../locale";
import { moment, pascal, until } from "../say";
import type { ToldMore } from "./details";
import type { Detail } from "./model";

type Call = Pick<
  Detail,
  | "deadline"
  | "events"
  | "objectionsUntil"
  | "opensAt"
  | "publishedOn"
  | "questionsUntil"
  | "resultsExpectedOn"
>;
type When = string | null | undefined;
type Step = { at: string; name: string; time: string; event?: Detail["events"][number] };

/**
 * Whether an instant has an hour of its own, where none is said to be stated: without one, what begins is kept as the first
 * moment of its day, and what ends as the last.
 */
export const hasHour = (at: string, begins?: boolean) => !at.includes(begins ? "T00:00:00" : "T23:59:59");

export function steps(call: Call, { m, d }: Pick<ToldMore, "m" | "d">, locale: Locale): Step[] {
  const step = (at: When, name: string, hour?: boolean, told: typeof until = moment): Step[] =>
    at ? [{ at, name, time: told(at, hour, m, locale) }] : [];
  // Of a day alone until which something can be done it is said that its end is meant.
  const last = (at: When, name: string, hour = !!at && hasHour(at)) => step(at, name, hour, until);
  const { at, hourStated } = call.deadline;
  return [
    ...step(call.publishedOn, d.stepPublished),
    ...step(call.opensAt, d.stepOpens, !!call.opensAt && hasHour(call.opensAt, true)),
    ...last(call.questionsUntil, d.stepQuestions),
    ...last(at, d.stepDeadline, hourStated),
    ...last(call.objectionsUntil, d.stepObjections),
    ...step(call.resultsExpectedOn, d.stepResults),
    ...call.events.flatMap((event) =>
      step(event.startsAt, d[`event${pascal(event.kind)}` as "eventDebate"], event.hourStated).map(
        (step) => ({ ...step, event }),
      ),
    ),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
