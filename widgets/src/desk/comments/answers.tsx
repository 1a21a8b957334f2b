/** Answers: comments that say the same are chosen together and get one answer with its reasons. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, outrun, troubleOf } from "../ask";
import { Reading } from "../debates/preview";
import type { Text } from "../editor/content";
import { sent, Wording } from "../editor/wording";
import type { At } from "../frame";
import { AnswerComments, DebateNames, DeskComments } from "../gen/documents";
import type { DeskCommentsQuery, Disposition, DebateNameFragment as Name } from "../gen/graphql";
import { Meanwhile } from "../meanwhile";
import { Doing, Empty, Field, Mishap, More, Page, Shown } from "../parts";
import { A, at, go } from "../route";
import { dayIn, fill, tell, useSay } from "../say";
import { useAct, useAsk, usePages } from "../use";
import { Enter } from "./enter";
import {
  About,
  type Answer,
  Answered,
  DISPOSITIONS,
  dispositionName,
  type Item,
  nameOf,
  partsOf,
  placesOf,
  Words,
} from "./parts";
import { Far } from "./refuse";
import { useTexts } from "./texts";

/** So many are asked for at once, and answered in one request. */
const PAGE = 100;

/** What stands there now in place of what was read: the text where it is another, and the answer under it. */
interface Now {
  comment: string;
  revision: number;
  text?: string | null;
  answer?: Answer | null;
}

/** What others have answered or written meanwhile, beside what one has typed: which of both is to stand? */
function Both({
  behind,
  chosen,
  mine,
  theirs,
}: {
  behind: Now[];
  chosen: Item[];
  mine: () => void;
  theirs: () => void;
}) {
  const say = useSay();
  const { m } = say;
  return (
    <Meanwhile many lead={m.queue.changed} choice={{ mine, theirs }}>
      {behind.map(({ comment, text, answer }) => {
        const item = chosen.find((one) => one.comment.id === comment);
        return (
          item && (
            <div key={comment}>
              <b>{nameOf(item, say)}</b>
              {text && (
                <p class="said" lang={item.comment.locale}>
                  {text}
                </p>
              )}
              {answer && <Answered answer={answer} />}
            </div>
          )
        );
      })}
    </Meanwhile>
  );
}

function Answering({
  chosen,
  choose,
  words,
  type,
  usual,
  fresh,
}: {
  /** As they were read when they were chosen, whatever comes meanwhile. */
  chosen: Item[];
  choose: (items: Item[]) => void;
  words: Text | null;
  type: (words: Text | null) => void;
  /** What the municipality writes in. */
  usual: string;
  /** What is there now is asked for. */
  fresh: () => void;
}) {
  const { m, count } = useSay();
  /** What becomes of a comment is chosen and never guessed: it is published under it. */
  const [disposition, set] = useState<Disposition | "">("");
  const [tried, setTried] = useState(false);
  const [behind, setBehind] = useState<Now[]>();
  /** How far it is with what takes more than one request. */
  const [steps, setSteps] = useState<string>();
  const act = useAct();
  const reason = sent(words);
  const only = chosen.length === 1 ? chosen[0] : undefined;
  /** What it began with: whoever has written something else keeps that. */
  const began = useRef<Text | null>(null);
  useEffect(() => {
    const answer = only?.comment.answer;
    if (!answer || (words && words !== began.current)) return;
    // Whoever changes one answer begins with what was written, whatever letters he reads it in.
    began.current = only.answerReason ?? null;
    set(answer.disposition);
    type(began.current);
  }, [only?.comment.id]);
  /** The answer that is given: the same words to the rest are the same answer, whatever becomes of a request. */
  const given = useRef({ words: "", key: "" });
  const send = (all: Item[]) => {
    setTried(true);
    if (!disposition || !reason || !all[0]) {
      document.getElementById(disposition ? "answer-reason" : "answer-disposition")?.focus();
      return;
    }
    const { text, locale, overrides } = reason;
    const said = { disposition, reason: text, reasonLocale: locale, reasonOverrides: overrides };
    const now = JSON.stringify(said);
    if (given.current.words !== now)
      given.current = { words: now, key: crypto.getRandomValues(new Uint32Array(4)).join("-") };
    let from = 0;
    const far = () =>
      setSteps(
        all.length > PAGE
          ? `${m.answers.sent.replace(".", ":")} ${fill(m.documents.progress, { done: from, total: all.length })}.`
          : undefined,
      );
    act
      .run(async () => {
        setBehind(undefined);
        try {
          for (far(); from < all.length; far()) {
            const comments = all
              .slice(from, from + PAGE)
              .map(({ comment: { id, revision, answer } }) => ({ id, revision, answer: answer?.id ?? null }));
            const input = { comments, ...said, idempotencyKey: given.current.key };
            done((await ask(AnswerComments, { input })).answerComments);
            from += PAGE;
            // What is answered is chosen no more, whatever becomes of the rest.
            choose(all.slice(from));
          }
        } catch (error) {
          const trouble = troubleOf(error);
          if (trouble.now) setBehind(trouble.now as Now[]);
          if (from || outrun(trouble)) fresh();
          throw error;
        }
      })
      .then((ok) => {
        if (!ok) return;
        setSteps(undefined);
        setTried(false);
        given.current = { words: "", key: "" };
        set("");
        type(null);
        fresh();
        tell(m.answers.sent);
      });
  };
  const is = (item: Item) => behind?.find(({ comment }) => comment === item.comment.id);
  const mine = () => {
    const read = chosen.map((item) => {
      const now = is(item);
      if (!now) return item;
      const { comment } = item;
      const { revision, text = null, answer = null } = now;
      return { ...item, comment: { ...comment, revision, text: text ?? comment.text ?? null, answer } };
    });
    choose(read);
    send(read);
  };
  return (
    <form
      class="card answering"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(chosen);
      }}
    >
      <h2>{chosen[0] ? count(m.queue.chosen, chosen.length) : m.answers.chooseFirst}</h2>
      {chosen[0] && (
        <button type="button" class="text" onClick={() => choose([])}>
          {m.queue.clear}
        </button>
      )}
      {behind && (
        <Both
          behind={behind}
          chosen={chosen}
          mine={mine}
          theirs={() => {
            choose(chosen.filter((item) => !is(item)));
            setBehind(undefined);
          }}
        />
      )}
      <Field
        label={m.answers.disposition}
        id="answer-disposition"
        error={tried && !disposition ? m.answers.dispositionMissing : undefined}
      >
        {(props) => (
          <select
            {...props}
            value={disposition}
            onChange={(event) => set(event.currentTarget.value as Disposition)}
          >
            {!disposition && <option value="">{m.common.choose}</option>}
            {DISPOSITIONS.map((one) => (
              <option key={one} value={one}>
                {m.answers[dispositionName(one)]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Wording
        label={m.answers.reason}
        hint={m.answers.reasonHint}
        id="answer-reason"
        error={tried && !reason && m.answers.reasonMissing}
        rows={6}
        value={words}
        change={type}
        usual={usual}
      />
      <Far text={steps} />
      {act.trouble && !behind && <Mishap trouble={act.trouble} />}
      <div class="acts">
        <Doing type="submit" busy={act.busy} disabled={!chosen[0]}>
          {m.answers.send}
        </Doing>
      </div>
    </form>
  );
}

/** These with others, each once. */
const joined = (old: ReadonlyMap<string, Item>, more: Item[]): ReadonlyMap<string, Item> =>
  new Map([...old, ...more.map((item): [string, Item] => [item.comment.id, item])]);

function OfOne({
  debate,
  town,
  counted,
}: {
  debate: Name;
  town: At["town"];
  /** What is counted may be another number now. */
  counted: () => void;
}) {
  const say = useSay();
  const { m, locale, date, count } = say;
  const [answered, setAnswered] = useState(false);
  const [part, setPart] = useState("");
  const [chosen, choose] = useState<ReadonlyMap<string, Item>>(new Map());
  const [words, type] = useState<Text | null>(null);
  const [entering, enter] = useState(false);
  const act = useAct();
  const texts = useTexts(town.slug, debate.id);
  const asked = {
    municipality: town.slug,
    locale,
    filter: {
      consultation: debate.id,
      pile: answered ? ("ANSWERED" as const) : ("UNANSWERED" as const),
      ...(part && { part }),
    },
    first: PAGE,
  };
  const fetched = usePages(
    DeskComments,
    asked,
    ({ desk }) => desk.comments,
    // None of those is to be answered yet.
    (news) => news?.kind !== "COMMENT_HELD" && news?.kind !== "COMMENT_RECEIVED",
  );
  const list = useRef<HTMLUListElement>(null);
  const shown = fetched.nodes;
  const parts = texts ? placesOf(texts, "key") : [];
  const due = debate.answerDueOn;
  const late = due && due < dayIn(town.timeZone);
  /** Of those that lie here, all that say nearly the same, however many they are. */
  const pick = (likeTo: string) =>
    act.run(async () => {
      const filter = { ...asked.filter, likeTo };
      for (let after: string | null | undefined = null; after !== undefined; ) {
        const found: DeskCommentsQuery = await ask(DeskComments, { ...asked, filter, after });
        const { nodes, pageInfo } = found.desk.comments;
        choose((old) => joined(old, nodes));
        after = (pageInfo.hasNextPage && pageInfo.endCursor) || undefined;
      }
    });
  const look = (done: boolean) => {
    choose(new Map());
    setAnswered(done);
  };
  const open = debate.unanswered;
  return (
    <div>
      <p class="meta due-on">
        <span class={late && open > 0 ? "badge cancelled" : "badge"}>
          {count(m.debates.unanswered, open)}
        </span>
        {due && <span>{fill(m.answers.due, { date: date(due) })}</span>}
        {late && open > 0 && <b class="late">{m.answers.late}</b>}
      </p>
      <div class="row narrowing">
        <Field label={m.answers.part}>
          {(props) => (
            <select {...props} value={part} onChange={(event) => setPart(event.currentTarget.value)}>
              <option value="">{m.answers.allParts}</option>
              {parts.map(([key, name]) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset class="seg">
          <legend class="unseen">{m.answers.title}</legend>
          <button type="button" aria-pressed={!answered} onClick={() => look(false)}>
            {m.answers.open}
          </button>
          <button type="button" aria-pressed={answered} onClick={() => look(true)}>
            {m.answers.done}
          </button>
        </fieldset>
        <button type="button" class="quiet" onClick={() => enter(true)}>
          {m.queue.enter}
        </button>
      </div>
      {act.trouble && <Mishap trouble={act.trouble} />}
      <Shown of={fetched} rows={6}>
        {() => (
          <div class="queue answers">
            {shown[0] ? (
              <ul class="rows" ref={list}>
                {shown.map((item) => {
                  const { comment } = item;
                  const text = partsOf(texts, comment.part);
                  return (
                    <li key={comment.id} class={chosen.has(comment.id) ? "now" : ""}>
                      <input
                        type="checkbox"
                        aria-label={fill(m.queue.select, { name: nameOf(item, say) })}
                        checked={chosen.has(comment.id)}
                        onChange={(event) => {
                          const all = new Map(joined(chosen, [item]));
                          if (!event.currentTarget.checked) all.delete(comment.id);
                          choose(all);
                        }}
                      />
                      <div>
                        <About item={item} />
                        <Words item={item} />
                        {item.alike > 0 && (
                          <p class="like">
                            {count(m.queue.alike, item.alike)}{" "}
                            <Doing busy={act.busy} class="text" onClick={() => pick(comment.id)}>
                              {m.queue.selectAlike}
                            </Doing>
                          </p>
                        )}
                        {comment.answer && <Answered answer={comment.answer} />}
                        {text[0] && (
                          <details class="others">
                            <summary>{m.queue.article}</summary>
                            {text.map((one) => (
                              <Reading key={one.key} part={one} />
                            ))}
                          </details>
                        )}
                      </div>
                    </li>
                  );
                })}
                {fetched.more && (
                  <li class="further">
                    <More of={fetched} list={list} />
                  </li>
                )}
              </ul>
            ) : (
              <Empty title={answered ? m.answers.noneDone : m.answers.none} hint={m.answers.noneHint} />
            )}
            {(shown[0] || chosen.size > 0 || words) && (
              <Answering
                chosen={[...chosen.values()]}
                choose={(items) => choose(joined(new Map(), items))}
                words={words}
                type={type}
                usual={town.defaultLocale}
                fresh={() => {
                  fetched.again();
                  counted();
                }}
              />
            )}
          </div>
        )}
      </Shown>
      {entering && texts && (
        <Enter slug={town.slug} debate={texts} close={() => enter(false)} did={fetched.again} />
      )}
    </div>
  );
}

export function AnswersPage({ town, id }: At & { id: string }) {
  const { m, locale, count, date } = useSay();
  const names = useAsk(DebateNames, { municipality: town.slug, locale });
  return (
    <Page
      wide
      title={m.answers.title}
      lead={m.answers.lead}
      acts={
        <div class="acts">
          <A to={at(town.slug, "komentari", ...(id ? [id] : []))} class="btn quiet">
            {m.queue.title}
          </A>
          {id && (
            <A to={at(town.slug, "izvjestaj", id)} class="btn quiet">
              {m.finish.title}
            </A>
          )}
        </div>
      }
    >
      <Shown of={names} rows={6}>
        {({ desk }) => {
          const all = desk.consultations.nodes;
          const one = all.find((debate) => debate.id === id);
          return (
            <div>
              {id && (
                <div class="row narrowing">
                  <Field label={m.queue.debate}>
                    {(props) => (
                      <select
                        {...props}
                        value={id}
                        onChange={(event) => go(at(town.slug, "odgovori", event.currentTarget.value))}
                      >
                        {all.map((debate) => (
                          <option key={debate.id} value={debate.id}>
                            {debate.title}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                </div>
              )}
              {one ? (
                <OfOne key={one.id} debate={one} town={town} counted={names.again} />
              ) : all[0] ? (
                <ul class="rows">
                  {all.map((debate) => (
                    <li key={debate.id}>
                      <div>
                        <A to={at(town.slug, "odgovori", debate.id)} class="title">
                          {debate.title || m.debates.untitled}
                        </A>
                        <p class="meta">
                          <span class="badge">{m.debates[`one${pascal(debate.state)}` as "oneOpen"]}</span>
                          <span>{count(m.debates.unanswered, debate.unanswered)}</span>
                          {debate.answerDueOn && (
                            <span>{fill(m.answers.due, { date: date(debate.answerDueOn) })}</span>
                          )}
                        </p>
                      </div>
                    </li>
                  ))}
                </ul>
              ) : (
                <Empty title={m.debates.first} hint={m.debates.firstHint} />
              )}
            </div>
          );
        }}
      </Shown>
    </Page>
  );
}
