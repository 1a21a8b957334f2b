/** Questions about a call: answered for all, or not published. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { ask, done } from "../ask";
import { Dialog } from "../dialog";
import { AnswerQuestion, EnterQuestion, WithholdQuestion } from "../gen/documents";
import type { QuestionFragment } from "../gen/graphql";
import { Meanwhile, useDecision } from "../meanwhile";
import { Doing, Empty, Field, goOnAt, Mishap } from "../parts";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import type { Text } from "./content";
import { useEditCall } from "./context";
import { sent, Wording } from "./wording";

const NAMES = { WAITING: "waiting", ANSWERED: "answered", NOT_PUBLISHED: "notPublished" } as const;

/** An answer with its wordings in other letters and languages: two that differ in anything must not look alike. */
const Answer = ({ answer }: { answer: Text }) => (
  <Fragment>
    <p class="answered" lang={answer.locale}>
      {answer.text}
    </p>
    {answer.overrides.map(({ locale, text }) => (
      <p key={locale} class="answered" lang={locale}>
        {text}
      </p>
    ))}
  </Fragment>
);

/** What stands there now of a question with which somebody else was faster. */
const Standing = ({ of: { state, answer } }: { of: QuestionFragment }) => {
  const { m } = useSay();
  return (
    <Fragment>
      <p>
        <b>{m.questions[NAMES[state]]}</b>
      </p>
      {answer && <Answer answer={answer} />}
    </Fragment>
  );
};

/** What is typed, and the question as it was read when that was begun. */
interface Typed {
  words: Text | null;
  read: QuestionFragment;
}

function Question({ question }: { question: QuestionFragment }) {
  const { m, when } = useSay();
  const { draft, readOnly, defaultLocale } = useEditCall();
  const { id, state } = question;
  const [typed, type] = useState<Typed>();
  const [tried, setTried] = useState(false);
  /** As it was read when it was to be withheld. */
  const [withholding, withhold] = useState<QuestionFragment>();
  const act = useDecision({
    read: withholding ?? typed?.read ?? question,
    stands: question,
    same: (one, other) => one.version === other.version,
    look: () => draft.refresh(),
  });
  /** Whoever types is shown what came meanwhile in his place, whoever is asked once more where he is asked. */
  const behind = withholding ? undefined : act.behind;
  const open = state === "WAITING" || !!typed;
  // Whoever mends an answer mends what was written, not what was made of it for a reader.
  const said = typed ? typed.words : (question.answer ?? null);
  const write = (words: Text | null) => type((old) => ({ words, read: old?.read ?? question }));
  const answer = sent(said);
  /** What is typed is done with: one goes on where it can be changed. */
  const leave = () => {
    type(undefined);
    goOnAt(`#change-${id}`);
  };
  const send = () => {
    setTried(true);
    if (!answer) {
      document.getElementById(`answer-${id}`)?.focus();
      return;
    }
    act
      .decide(async ({ version }) => {
        const input = { id, version, answer };
        const { question: now } = done((await ask(AnswerQuestion, { input })).answerQuestion);
        // What comes of it is one's own.
        if (now) type((old) => old && { ...old, read: now });
        await draft.refresh();
      })
      .then((did) => {
        if (!did) return;
        leave();
        tell(m.questions.answeredNow);
      });
  };
  const keepBack = () =>
    act
      .decide(async ({ version }) => {
        const input = { id, version };
        const { question: now } = done((await ask(WithholdQuestion, { input })).withholdQuestion);
        if (now) withhold(now);
        type(undefined);
        await draft.refresh();
      })
      .then((did) => {
        if (!did) return;
        withhold(undefined);
        leave();
        tell(m.questions.withheldNow);
      });
  return (
    <li class="paper">
      <p class="meta">
        <span class={state === "WAITING" ? "badge soon" : "badge"}>{m.questions[NAMES[state]]}</span>
        <span>
          {fill(m.questions.asked, {
            who: question.asker || m.questions.anonymous,
            when: when(question.askedAt),
          })}
        </span>
      </p>
      <p class="asked">{question.question}</p>
      {open && !readOnly ? (
        <Fragment>
          <Wording
            label={m.questions.answer}
            id={`answer-${id}`}
            error={tried && !answer && m.questions.answerMissing}
            rows={3}
            value={said}
            change={write}
            usual={defaultLocale}
          />
          {act.trouble && !withholding && <Mishap trouble={act.trouble} />}
          {behind ? (
            <Meanwhile
              choice={{
                mine: send,
                theirs: () => {
                  leave();
                  act.clear();
                },
              }}
            >
              <Standing of={behind} />
            </Meanwhile>
          ) : (
            <div class="acts">
              <Doing busy={act.busy} onClick={send}>
                {m.questions.publish}
              </Doing>
              {state === "WAITING" ? (
                <button type="button" class="text stop" onClick={() => withhold(question)}>
                  {m.questions.withhold}
                </button>
              ) : (
                <button type="button" class="text" onClick={leave}>
                  {m.common.cancel}
                </button>
              )}
            </div>
          )}
        </Fragment>
      ) : (
        <Fragment>
          {question.answer && (
            <p class="answered" lang={question.answer.locale}>
              {question.answer.text}
            </p>
          )}
          {!readOnly && (
            <div class="acts">
              <button
                type="button"
                class="text"
                id={`change-${id}`}
                onClick={() => {
                  type({ words: question.answer ?? null, read: question });
                  goOnAt(`#answer-${id}`);
                }}
              >
                {m.questions.change}
              </button>
            </div>
          )}
        </Fragment>
      )}
      {withholding && (
        <Sure
          title={m.questions.withholdTitle}
          yes={m.questions.withholdNow}
          stop
          act={{ ...act, run: keepBack }}
          close={() => {
            withhold(undefined);
            if (!act.busy) act.clear();
          }}
        >
          <p>{m.questions.withholdWhat}</p>
          {act.behind && (
            <Meanwhile>
              <Standing of={act.behind} />
            </Meanwhile>
          )}
        </Sure>
      )}
    </li>
  );
}

function Enter({ close }: { close: () => void }) {
  const { m } = useSay();
  const { call, draft, defaultLocale } = useEditCall();
  const [words, write] = useState<Text | null>(null);
  const [asker, setAsker] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct();
  const question = sent(words);
  const send = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!question) {
      document.getElementById("question")?.focus();
      return;
    }
    act
      .run(async () => {
        const { text, locale, overrides } = question;
        const { enterQuestion } = await ask(EnterQuestion, {
          input: {
            call: call.id,
            question: text,
            questionLocale: locale,
            questionOverrides: overrides,
            asker: asker.trim() || null,
          },
        });
        done(enterQuestion);
        await draft.refresh();
      })
      .then((did) => {
        if (!did) return;
        tell(m.questions.entered);
        close();
      });
  };
  return (
    <Dialog title={m.questions.enter} close={close}>
      <p>{m.questions.enterHint}</p>
      <form noValidate onSubmit={send}>
        <Wording
          label={m.questions.question}
          id="question"
          error={tried && !question && m.questions.questionMissing}
          rows={4}
          value={words}
          change={write}
          usual={defaultLocale}
        />
        <Field label={m.questions.asker} small={m.questions.askerHint}>
          {(props) => (
            <input {...props} value={asker} onInput={(event) => setAsker(event.currentTarget.value)} />
          )}
        </Field>
        {act.trouble && <Mishap trouble={act.trouble} />}
        <div class="acts end">
          <button type="button" class="quiet" onClick={close}>
            {m.common.cancel}
          </button>
          <Doing type="submit" busy={act.busy}>
            {m.questions.enter}
          </Doing>
        </div>
      </form>
    </Dialog>
  );
}

export function Questions() {
  const { m } = useSay();
  const { call, readOnly } = useEditCall();
  const [entering, enter] = useState(false);
  // Who waits comes first.
  const order = { WAITING: 0, ANSWERED: 1, NOT_PUBLISHED: 2 };
  const questions = [...call.questions].sort((a, b) => order[a.state] - order[b.state]);
  if (!call.published) return <Empty title={m.questions.draft} />;
  return (
    <Fragment>
      <p class="hint">{m.questions.lead}</p>
      {questions[0] ? (
        <ul class="questions">
          {questions.map((question) => (
            <Question key={question.id} question={question} />
          ))}
        </ul>
      ) : (
        <Empty title={m.questions.none} />
      )}
      {!readOnly && (
        <div class="acts">
          <button type="button" class="quiet" onClick={() => enter(true)}>
            {m.questions.enter}
          </button>
        </div>
      )}
      {entering && <Enter close={() => enter(false)} />}
    </Fragment>
  );
}
