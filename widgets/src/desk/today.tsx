/** What is due this week, and who waits for an answer. */
import { h } from "preact";
import { pascal } from "../say";
import { NewCall } from "./calls/new";
import type { At } from "./frame";
import { Today } from "./gen/documents";
import type { TodayQuery } from "./gen/graphql";
import { Empty, Page, Shown } from "./parts";
import { A, at } from "./route";
import { dayIn, fill, type Say, useSay } from "./say";
import { useAsk } from "./use";

type Due = TodayQuery["desk"]["today"][number];

/** When it is due, as one says it: late, today, tomorrow, a day of this week. */
function when(due: Due, { m, count, weekday, date, time }: Say): { text: string; tone: string } {
  const { at, hourStated, daysLeft } = due;
  if (!at || daysLeft == null) return { text: m.today.noDay, tone: "" };
  if (daysLeft < 0) return { text: count(m.today.late, -daysLeft), tone: "late" };
  const day =
    daysLeft === 0
      ? m.common.today
      : daysLeft === 1
        ? m.today.tomorrow
        : daysLeft < 7
          ? weekday(at)
          : date(at);
  return { text: hourStated ? `${day} ${time(at)}` : day, tone: daysLeft <= 3 ? "soon" : "" };
}

/** What it is, and the word for what one does about it. */
function what(due: Due, { m, count }: Say): [string, string] {
  if (due.kind === "QUESTION_WAITING")
    return [count(m.today.kindQuestionWaiting, due.count ?? 1), m.today.answer];
  const text = m.today[`kind${pascal(due.kind)}` as "kindDeadline"];
  return [text, due.kind === "DRAFT_WAITING" ? m.today.finish : m.today.open];
}

export function TodayPage({ town, roles }: At) {
  const say = useSay();
  const { m, locale } = say;
  const fetched = useAsk(Today, { municipality: town.slug, locale });
  const row = (due: Due, i: number) => {
    const { text, tone } = when(due, say);
    const [name, verb] = what(due, say);
    const { call } = due;
    const title = call?.title || m.today.untitled;
    const to =
      call && at(town.slug, "pozivi", call.id) + (due.kind === "QUESTION_WAITING" ? "#questions" : "");
    return (
      <li class={tone} key={i}>
        <time {...(due.at && { dateTime: due.at })}>{text}</time>
        <span>
          {name}
          {to && (
            <span>
              {" · "}
              <A to={to}>{title}</A>
            </span>
          )}
        </span>
        {to && (
          <A to={to} class="do" aria-label={`${verb}: ${title}`}>
            {verb}
          </A>
        )}
      </li>
    );
  };
  return (
    <Page title={fill(m.today.title, { date: say.weekday(dayIn(town.timeZone), true) })} lead={m.today.lead}>
      <Shown of={fetched} rows={4}>
        {({ desk: { today, callCounts } }) =>
          callCounts.every(({ count }) => !count) ? (
            <Empty title={m.today.first} hint={m.today.firstHint}>
              <NewCall town={town} roles={roles} />
              <A to={`${at(town.slug, "pozivi")}?uvoz`} class="btn quiet">
                {m.calls.import}
              </A>
            </Empty>
          ) : (
            <div>
              {today[0] ? (
                <ul class="due">{today.map(row)}</ul>
              ) : (
                <Empty title={m.today.quiet} hint={m.today.quietHint} />
              )}
              <h2>{m.today.counts}</h2>
              <ul class="tally">
                {callCounts
                  .filter(({ count }) => count)
                  .map(({ state, count }) => (
                    <li key={state}>
                      <A to={`${at(town.slug, "pozivi")}?stanje=${state.toLowerCase()}`}>
                        <b>{count}</b> {m.calls[`state${pascal(state)}` as "stateDraft"]}
                      </A>
                    </li>
                  ))}
              </ul>
            </div>
          )
        }
      </Shown>
    </Page>
  );
}
