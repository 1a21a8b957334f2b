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
import type { Disposition, DebateNameFragment as Name } from "../gen/graphql";
import { Doing, Empty, Field, Mishap, More, Page, Shown } from "../parts";
import { A, at, go } from "../route";
import { dayIn, fill, tell, useSay } from "../say";
import { useAct, useAsk, usePages } from "../use";
import { Enter } from "./enter";
import {
  About,
  alike,
  DISPOSITIONS,
  dispositionName,
  type Item,
  nameOf,
  partsOf,
  placesOf,
  Words,
} from "./parts";
import { useTexts } from "./texts";

/** So many are asked for at once. */
const PAGE = 100;

function Answering({
  chosen,
  usual,
  did,
  fresh,
}: {
  chosen: Item[];
  /** What the municipality writes in. */
  usual: string;
  did: () => void;
  /** What is there now is asked for. */
  fresh: () => void;
}) {
  const { m, count } = useSay();
  const [disposition, set] = useState<Disposition>("ACCEPTED");
  const [words, type] = useState<Text | null>(null);
  const [tried, setTried] = useState(false);
  const [changed, setChanged] = useState(false);
  const act = useAct();
  const reason = sent(words);
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const answered = only?.comment.answer;
  useEffect(() => {
    // Whoever changes one answer begins with what was written, whatever letters he reads it in.
    if (!answered) return;
    set(answered.disposition);
    type(only?.answerReason ?? null);
  }, [answered?.id]);
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!reason || !chosen[0]) {
      document.getElementById("answer-reason")?.focus();
      return;
    }
    const comments = chosen.map(({ comment }) => ({ id: comment.id, revision: comment.revision }));
    act
      .run(async () => {
        try {
          const { text, locale, overrides } = reason;
          const input = {
            comments,
            disposition,
            reason: text,
            reasonLocale: locale,
            reasonOverrides: overrides,
          };
          done((await ask(AnswerComments, { input })).answerComments);
          return;
        } catch (error) {
          if (outrun(troubleOf(error))) {
            setChanged(true);
            fresh();
          }
          throw error;
        }
      })
      .then((ok) => {
        if (!ok) return;
        setChanged(false);
        setTried(false);
        type(null);
        did();
        tell(m.answers.sent);
      });
  };
  return (
    <form class="card answering" noValidate onSubmit={send}>
      <h2>{chosen[0] ? count(m.queue.chosen, chosen.length) : m.answers.chooseFirst}</h2>
      {changed && (
        <p class="note" role="alert">
          {m.queue.changed}
        </p>
      )}
      <Field label={m.answers.disposition}>
        {(props) => (
          <select
            {...props}
            value={disposition}
            onChange={(event) => set(event.currentTarget.value as Disposition)}
          >
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
      {act.trouble && !changed && <Mishap trouble={act.trouble} />}
      <div class="acts">
        <Doing type="submit" busy={act.busy} disabled={!chosen[0]}>
          {m.answers.send}
        </Doing>
      </div>
    </form>
  );
}

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
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [entering, enter] = useState(false);
  const texts = useTexts(town.slug, debate.id);
  const fetched = usePages(
    DeskComments,
    {
      municipality: town.slug,
      locale,
      filter: { consultation: debate.id, state: "PUBLISHED", answered, ...(part && { part }) },
      first: PAGE,
    },
    ({ desk }) => desk.comments,
  );
  const list = useRef<HTMLUListElement>(null);
  const shown = fetched.nodes;
  const same = alike(shown);
  const picked = shown.filter(({ comment }) => chosen.has(comment.id));
  const parts = texts ? placesOf(texts, "key") : [];
  const due = debate.answerDueOn;
  const late = due && due < dayIn(town.timeZone);
  const toggle = (ids: string[], on: boolean) => {
    const set = new Set(chosen);
    for (const id of ids) {
      if (on) set.add(id);
      else set.delete(id);
    }
    choose(set);
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
          <button type="button" aria-pressed={!answered} onClick={() => setAnswered(false)}>
            {m.answers.open}
          </button>
          <button type="button" aria-pressed={answered} onClick={() => setAnswered(true)}>
            {m.answers.done}
          </button>
        </fieldset>
        <button type="button" class="quiet" onClick={() => enter(true)}>
          {m.queue.enter}
        </button>
      </div>
      <Shown of={fetched} rows={6}>
        {() =>
          shown[0] ? (
            <div class="queue answers">
              <ul class="rows" ref={list}>
                {shown.map((item) => {
                  const { comment } = item;
                  const like = same.get(comment.id) ?? [comment.id];
                  const text = partsOf(texts, comment.part);
                  return (
                    <li key={comment.id} class={chosen.has(comment.id) ? "now" : ""}>
                      <input
                        type="checkbox"
                        aria-label={fill(m.queue.select, { name: nameOf(item, say) })}
                        checked={chosen.has(comment.id)}
                        onChange={(event) => toggle([comment.id], event.currentTarget.checked)}
                      />
                      <div>
                        <About item={item} />
                        <Words item={item} />
                        {like[1] && (
                          <p class="like">
                            {count(m.queue.alike, like.length - 1)}{" "}
                            <button type="button" class="text" onClick={() => toggle(like, true)}>
                              {m.queue.selectAlike}
                            </button>
                          </p>
                        )}
                        {comment.answer && (
                          <div class="answered">
                            <b>{m.answers[dispositionName(comment.answer.disposition)]}</b>
                            <p lang={comment.answer.reason.locale}>{comment.answer.reason.text}</p>
                          </div>
                        )}
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
              <Answering
                chosen={picked}
                usual={town.defaultLocale}
                fresh={fetched.again}
                did={() => {
                  choose(new Set());
                  fetched.again();
                  counted();
                }}
              />
            </div>
          ) : (
            <Empty title={answered ? m.answers.noneDone : m.answers.none} hint={m.answers.noneHint} />
          )
        }
      </Shown>
      {entering && texts && <Enter debate={texts} close={() => enter(false)} did={fetched.again} />}
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
