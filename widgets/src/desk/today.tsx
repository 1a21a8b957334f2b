/** What is due this week, and who waits for an answer. */
import { h } from "preact";
import { pascal } from "../say";
import { NewCall } from "./calls/new";
import type { At } from "./frame";
import { Today } from "./gen/documents";
import type { TodayQuery } from "./gen/graphql";
import { Empty, Page, Shown } from "./parts";
import { mayKeep, mayModerate } from "./roles";
import { A, at } from "./route";
import { dayIn, fill, type Say, useSay } from "./say";
import { useAsk } from "./use";

type Due = TodayQuery["desk"]["today"][number];
type DebateDue = TodayQuery["desk"]["consultationsDue"][number];

/** When it is due, as one says it: late, today, tomorrow, a day of this week. */
function when(
  due: Pick<Line, "at" | "hourStated" | "daysLeft">,
  { m, count, weekday, date, time }: Say,
): { text: string; tone: string } {
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
  const text = hourStated ? fill(m.common.atHour, { date: day, time: time(at) }) : day;
  return { text, tone: daysLeft <= 3 ? "soon" : "" };
}

/** What it is, and the word for what one does about it. */
function what(due: Due, { m, count }: Say): [string, string] {
  if (due.kind === "QUESTION_WAITING")
    return [count(m.today.kindQuestionWaiting, due.count ?? 1), m.today.answer];
  const text = m.today[`kind${pascal(due.kind)}` as "kindDeadline"];
  return [text, due.kind === "DRAFT_WAITING" ? m.today.finish : m.today.open];
}

/** The same of a consultation, and where it is done. */
function whatOf(due: DebateDue, town: string, { m, count }: Say): [string, string, string] {
  const id = due.consultation?.id ?? "";
  const many = due.count ?? 1;
  switch (due.kind) {
    case "COMMENTS_WAITING":
      return [count(m.today.kindCommentsWaiting, many), m.today.review, at(town, "komentari", id)];
    case "ANSWERS_DUE":
      return [count(m.today.kindAnswersDue, many), m.today.answer, at(town, "odgovori", id)];
    case "REPORT_DUE":
      return [m.today.kindDebateReportDue, m.today.finish, at(town, "izvjestaj", id)];
  }
  const text = m.today[`kindDebate${pascal(due.kind)}` as "kindDebateCloses"];
  const verb = due.kind === "DRAFT_WAITING" ? m.today.finish : m.today.open;
  return [text, verb, at(town, "rasprave", id)];
}

type DirectoryDue = NonNullable<TodayQuery["desk"]["organisationsDue"]>[number];

/** What of the directory it is, and where it is done. */
function ofDirectory(
  { kind, count: n, organisation }: DirectoryDue,
  town: string,
  { m, count }: Say,
): [string, string] {
  const many = n ?? 1;
  switch (kind) {
    case "STATUS_ENDS":
      return [m.today.kindStatusEnds, at(town, "organizacije", organisation?.id ?? "")];
    case "IMPORT_UNFINISHED":
      return [count(m.today.kindImportUnfinished, many), at(town, "uvoz")];
    case "UNCONFIRMED":
      return [count(m.today.kindUnconfirmed, many), `${at(town, "organizacije")}?stanje=stale`];
    case "WITHOUT_AREA":
      return [count(m.today.kindWithoutArea, many), `${at(town, "organizacije")}?stanje=withoutarea`];
  }
}

/** A line of what is due, whatever it is about. */
interface Line {
  at: string | null | undefined;
  hourStated: boolean;
  daysLeft: number | null | undefined;
  name: string;
  verb: string;
  title?: string | undefined;
  to: string | undefined;
}

const OF_MODERATORS: DebateDue["kind"][] = ["COMMENTS_WAITING", "ANSWERS_DUE", "REPORT_DUE"];

const ofDebate = (due: Due | DebateDue): due is DebateDue => "consultation" in due;

/** What is due first comes first, whatever it is about. */
const soonest = (a: Line, b: Line) => (a.at && b.at ? (a.at < b.at ? -1 : 1) : a.at ? -1 : b.at ? 1 : 0);

export function TodayPage({ town, roles }: At) {
  const say = useSay();
  const { m, locale, count } = say;
  const keeps = mayKeep(roles);
  const fetched = useAsk(Today, { municipality: town.slug, locale, keeps });
  const moderates = mayModerate(roles);
  const lineOf = (due: Due | DebateDue): Line => {
    const { at: day, hourStated, daysLeft } = due;
    const [name, verb, place] = ofDebate(due) ? whatOf(due, town.slug, say) : what(due, say);
    const about = ofDebate(due) ? due.consultation : due.call;
    const title = about?.title || (ofDebate(due) ? m.debates.untitled : m.today.untitled);
    const to =
      place ??
      (about && at(town.slug, "pozivi", about.id) + (due.kind === "QUESTION_WAITING" ? "#questions" : ""));
    return { at: day, hourStated, daysLeft, name, verb, title, to: to ?? undefined };
  };
  const lineOfDirectory = (due: DirectoryDue): Line => {
    const [name, to] = ofDirectory(due, town.slug, say);
    const title = due.organisation?.name.text;
    const { on, daysLeft } = due;
    return { at: on, hourStated: false, daysLeft, name, verb: on ? m.today.open : m.today.review, title, to };
  };
  const row = (line: Line, i: number) => {
    const { name, verb, title, to } = line;
    const { text, tone } = when(line, say);
    return (
      <li class={tone} key={i}>
        <time {...(line.at && { dateTime: line.at })}>{text}</time>
        <span>
          {name}
          {to && title && (
            <span>
              {" · "}
              <A to={to}>{title}</A>
            </span>
          )}
        </span>
        {to && (
          <A to={to} class="do" aria-label={`${verb}: ${title ?? name}`}>
            {verb}
          </A>
        )}
      </li>
    );
  };
  return (
    <Page title={fill(m.today.title, { date: say.weekday(dayIn(town.timeZone), true) })} lead={m.today.lead}>
      <Shown of={fetched} rows={4}>
        {({
          desk: {
            today,
            callCounts,
            consultationsDue,
            consultationCounts,
            organisationsDue,
            organisationSuggestionsDue,
          },
        }) => {
          // Comments and the report are for moderators.
          const mine = consultationsDue.filter(({ kind }) => moderates || !OF_MODERATORS.includes(kind));
          const many = (organisationSuggestionsDue ?? []).reduce((sum, { count }) => sum + count, 0);
          const said: Line[] = many
            ? [
                {
                  at: null,
                  hourStated: false,
                  daysLeft: null,
                  name: count(m.today.kindSuggestions, many),
                  verb: m.today.review,
                  to: at(town.slug, "prijedlozi"),
                },
              ]
            : [];
          const due = [
            ...[...today, ...mine].map(lineOf),
            ...(organisationsDue ?? []).map(lineOfDirectory),
            ...said,
          ].sort(soonest);
          const none = [...callCounts, ...consultationCounts].every(({ count }) => !count);
          const lines = due[0] && <ul class="due">{due.map(row)}</ul>;
          return none ? (
            // A directory may be kept where nobody has written a call yet.
            <div>
              {lines}
              <Empty title={m.today.first} hint={m.today.firstHint}>
                <NewCall town={town} roles={roles} />
                <A to={`${at(town.slug, "pozivi")}?uvoz`} class="btn quiet">
                  {m.calls.import}
                </A>
              </Empty>
            </div>
          ) : (
            <div>
              {lines || <Empty title={m.today.quiet} hint={m.today.quietHint} />}
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
              {consultationCounts.some(({ count }) => count) && (
                <div>
                  <h2>{m.debates.counts}</h2>
                  <ul class="tally">
                    {consultationCounts
                      .filter(({ count }) => count)
                      .map(({ state, count }) => (
                        <li key={state}>
                          <A to={at(town.slug, "rasprave")}>
                            <b>{count}</b> {m.debates[`state${pascal(state)}` as "stateDraft"]}
                          </A>
                        </li>
                      ))}
                  </ul>
                </div>
              )}
            </div>
          );
        }}
      </Shown>
    </Page>
  );
}
