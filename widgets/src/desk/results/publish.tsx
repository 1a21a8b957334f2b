/** Which list it is, what stands in the way of publishing it, and its publication. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { DateInput } from "../dates";
import type { Text } from "../editor/content";
import { faultText } from "../editor/context";
import { sent, Wording } from "../editor/wording";
import { PublishResults } from "../gen/documents";
import type { ResultStage } from "../gen/graphql";
import { Doing, Field, goOnAt, Icon, Mishap } from "../parts";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import { type Content, foundIn, type Known, type Results } from "./use-results";
import { doubtText, lackText, stageName } from "./words";

const STAGES: ResultStage[] = ["PRELIMINARY", "FINAL"];

/** What is said of the list as a whole. Each change is kept at once. */
export function Facts({ known, content, results }: { known: Known; content: Content; results: Results }) {
  const say = useSay();
  const { m } = say;
  const { saving, save } = results;
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  /** An address is kept once it is whole. Until then it stands here, where nothing that is drawn anew takes it away. */
  const [typed, type] = useState<string>();
  const problem = (field: string) => {
    const found = saving.trouble?.problems?.find((one) => one.field === field);
    const past = known.missing.find((one) => one.field === field && one.code !== "REQUIRED");
    if (wrong.has(field)) return m.fault.date;
    return found ? faultText(found, say) : past && lackText({ field, code: past.code ?? "" }, say);
  };
  const change = (patch: Partial<Content>) => save({ ...content, ...patch });
  const day = (field: "publishedOn" | "objections", label: string, hint?: string) => (
    <Field label={label} hint={hint} id={`list-${field}`} error={problem(field)}>
      {(props) => (
        <DateInput
          props={props}
          name={label}
          value={(field === "objections" ? content.objections?.day : content.publishedOn) ?? null}
          onChange={(on) =>
            change(
              field === "publishedOn"
                ? { publishedOn: on }
                : { objections: on ? { day: on, hour: content.objections?.hour ?? null } : null },
            )
          }
          wrong={(is, typing) => {
            const now = new Set(wrong);
            if (is && !typing) now.add(field);
            if (!is) now.delete(field);
            setWrong(now);
          }}
        />
      )}
    </Field>
  );
  const unsaid = saving.trouble && !saving.trouble.problems?.some(({ field }) => field && problem(field));
  return (
    <section class="card" aria-labelledby="list">
      <h2 id="list">{m.results.about}</h2>
      <fieldset class="field">
        <legend>{m.results.which}</legend>
        <div class="many">
          {STAGES.map((stage) => (
            <label class={content.stage === stage ? "choice chosen" : "choice"} key={stage}>
              <input
                type="radio"
                name="stage"
                checked={content.stage === stage}
                onChange={() =>
                  change({ stage, objections: stage === "FINAL" ? null : (content.objections ?? null) })
                }
              />
              <b>{stageName(stage, say)}</b>
              <span class="lines hint">
                {stage === "FINAL" ? m.results.finalHint : m.results.preliminaryHint}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="row">
        {day("publishedOn", m.results.publishedOn, m.results.publishedOnHint)}
        {content.stage === "PRELIMINARY" && day("objections", m.results.objections)}
      </div>
      <Field
        label={m.results.decisionUrl}
        small={m.org.optional}
        id="list-decisionUrl"
        error={problem("decisionUrl")}
      >
        {(props) => (
          <input
            {...props}
            type="url"
            inputMode="url"
            placeholder="https://"
            value={typed ?? content.decisionUrl ?? ""}
            onInput={(event) => type(event.currentTarget.value)}
            onChange={(event) => change({ decisionUrl: event.currentTarget.value.trim() || null })}
            onBlur={() => type(undefined)}
          />
        )}
      </Field>
      <p class="saved" role="status">
        {saving.busy ? m.editor.saving : saving.trouble ? m.fault.notSaved : m.editor.savedNow}
      </p>
      {unsaid && saving.trouble && <Mishap trouble={saving.trouble} again={() => save(content)} />}
    </section>
  );
}

/** What keeps the list from being published: of the list first, then of its rows together. */
function InTheWay({ known, tooMany }: { known: Known; tooMany: number }) {
  const say = useSay();
  const { m, count } = say;
  const of = known.missing.filter(({ field }) => !field.startsWith("rows."));
  return (
    <ul class="obstacles">
      {known.refused && (
        <li>
          <span>
            <Icon name="warn" />{" "}
            {m.results[`refused${pascal(known.refused)}` as "refusedCallNotOver"] ?? m.trouble.refused}
          </span>
        </li>
      )}
      {of.map(({ field, code }) => (
        <li key={field}>
          <span>
            <Icon name="warn" /> {lackText({ field, code: code ?? "" }, say)}
          </span>
        </li>
      ))}
      {tooMany > 0 && (
        <li>
          <span>
            <Icon name="warn" /> {count(m.results.rowsLack, tooMany)}
          </span>
          <a href="#rows" class="do">
            {m.results.rows}
          </a>
        </li>
      )}
    </ul>
  );
}

/** Publishes it. Whoever corrects a list of the same kind says why. */
export function Publish({
  known,
  results,
  defaultLocale,
  unsaved,
}: {
  known: Known;
  results: Results;
  defaultLocale: string;
  /** Something that stands on the screen is not kept. */
  unsaved: boolean;
}) {
  const say = useSay();
  const { m, count, money } = say;
  const [open, setOpen] = useState<{ version: number }>();
  const [changed, setChanged] = useState(false);
  const [words, type] = useState<Text | null>(null);
  const [tried, setTried] = useState(false);
  const act = useAct();
  const { content, needsReason, warnings } = known;
  const lacking = foundIn(known).filter(({ lacks }) => lacks[0]).length;
  const blocked = !!known.refused || !!known.missing[0];
  const sum = content.rows.reduce((all, { approved }) => all + Math.round(Number(approved ?? 0) * 100), 0);
  const reason = sent(words);
  const doubts = [...new Set(warnings.map(({ code }) => code))];
  const stage = content.stage && stageName(content.stage, say);
  const publish = () => {
    setTried(true);
    if (needsReason && !reason) return document.getElementById("reason")?.focus();
    act
      .run(
        async () => {
          const input = {
            call: known.call.id,
            version: open?.version ?? known.version,
            reason: needsReason ? reason : null,
          };
          done((await ask(PublishResults, { input })).publishResults);
          await results.look();
        },
        () => {
          setOpen(undefined);
          setChanged(true);
          results.again();
        },
      )
      .then((did) => {
        if (!did) return;
        goOnAt("h1");
        tell(m.results.publishedNow);
      });
  };
  return (
    <section class="card" aria-labelledby="publish">
      <h2 id="publish">{blocked ? m.results.inTheWay : m.finish.ready}</h2>
      {changed && (
        <p class="note" role="alert">
          {m.results.changed}
        </p>
      )}
      {blocked ? (
        <InTheWay known={known} tooMany={lacking} />
      ) : (
        <p class="fine">
          <Icon name="check" /> {m.results.readyHint}
        </p>
      )}
      <div class="acts">
        <Doing
          busy={false}
          disabled={blocked || unsaved}
          onClick={() => {
            act.clear();
            setChanged(false);
            setOpen({ version: known.version });
          }}
        >
          {m.results.publish}
        </Doing>
      </div>
      {open && (
        <Sure
          title={m.results.publishTitle}
          yes={m.results.publishNow}
          act={{ ...act, run: publish }}
          close={() => setOpen(undefined)}
        >
          <p>{m.results.publishWhat}</p>
          <ul class="dots">
            <li>
              {stage}: {count(m.org.rows, content.rows.length)}
            </li>
            {sum > 0 && (
              <li>
                {fill(m.results.sum, {
                  sum: money((sum / 100).toFixed(2).replace(/\.00$/, ""), known.currency),
                })}
              </li>
            )}
          </ul>
          {doubts[0] && (
            <div class="warn">
              <p>
                <b>{m.act.look}</b> {m.act.lookHint}
              </p>
              <ul>
                {doubts.map((code) => (
                  <li key={code}>{doubtText(code, say)}</li>
                ))}
              </ul>
            </div>
          )}
          {needsReason && (
            <Wording
              id="reason"
              label={m.field.reason}
              hint={m.field.reasonHint}
              error={tried && !reason && m.field.reasonMissing}
              rows={3}
              value={words}
              change={type}
              usual={defaultLocale}
            />
          )}
        </Sure>
      )}
    </section>
  );
}

/** Throws away what is written and not published. */
export function Discard({ results }: { results: Results }) {
  const { m } = useSay();
  const [open, setOpen] = useState(false);
  const act = useAct();
  const discard = () =>
    act.run(results.discard).then((did) => {
      if (!did) return;
      goOnAt("h1");
      tell(m.results.discarded);
    });
  return (
    <Fragment>
      <button
        type="button"
        class="no quiet"
        onClick={() => {
          act.clear();
          setOpen(true);
        }}
      >
        {m.results.discard}
      </button>
      {open && (
        <Sure
          title={m.results.discardTitle}
          yes={m.results.discardNow}
          stop
          act={{ ...act, run: discard }}
          close={() => setOpen(false)}
        >
          <p>{m.results.discardWhat}</p>
        </Sure>
      )}
    </Fragment>
  );
}
