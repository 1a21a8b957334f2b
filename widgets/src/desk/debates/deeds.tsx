/** What one does with a whole consultation: publish, correct, extend, cancel, delete. Each tells first what will happen. */
import { Fragment, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Changes } from "../acts";
import { ask, done, Failed } from "../ask";
import { idOf, useEdit, warningText } from "../editor/context";
import type { Draft } from "../editor/draft";
import { DayAndHour, reworded } from "../editor/fields";
import type { Script } from "../editor/preview";
import { To } from "../editor/saved";
import {
  CancelDebate,
  CorrectDebate,
  DebateWarningsUntil,
  DeleteDebate,
  DiscardDebateChanges,
  ExtendDebate,
  PublishDebate,
} from "../gen/documents";
import { Dialog, Doing, Field, Icon, Mishap } from "../parts";
import { at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { useAct } from "../use";
import { type Content, type Debate, labelOf } from "./content";

export type Deed = "publish" | "correct" | "discard" | "extend" | "cancel" | "delete";
type Moment = NonNullable<Content["closes"]>;

interface Props {
  deed: Deed;
  draft: Draft<Debate, Content>;
  close: () => void;
  script: Script;
  town: string;
  /** What stands in the way of publishing, with why. */
  obstacles: { field: string; why: string }[];
  strict: () => void;
}

/** What to look at once more if this became the last day. */
function useClashes(town: string, id: string, closes: Moment | null) {
  const [clashes, set] = useState<Debate["warnings"]>([]);
  const key = JSON.stringify(closes);
  useEffect(() => {
    let stale = false;
    const until = JSON.parse(key) as Moment | null;
    const found = until ? ask(DebateWarningsUntil, { municipality: town, id, closes: until }) : undefined;
    found?.then(
      (answer) => stale || set(answer.desk.consultation?.warningsUntil ?? []),
      // It is no more than a hint; what cannot be done is said when it is tried.
      () => stale || set([]),
    );
    if (!found) set([]);
    return () => {
      stale = true;
    };
  }, [key]);
  return clashes;
}

export function Doings({ deed, draft, close, script, town, obstacles, strict }: Props) {
  const say = useSay();
  const { m } = say;
  const { defaultLocale } = useEdit();
  const act = useAct();
  const [words, type] = useState("");
  const [tried, setTried] = useState(false);
  const [closes, setCloses] = useState<Moment | null>(null);
  const { call } = draft;
  const clashes = useClashes(town, call.id, deed === "extend" ? closes : null);
  const reason = reworded(null, words.trim(), defaultLocale);
  const asks = deed === "correct" || deed === "extend" || deed === "cancel";
  const told = {
    publish: [m.debate.publishTitle, m.debate.publishNow, m.debate.publishedNow],
    correct: [m.act.correctTitle, m.act.correctNow, m.act.correctedNow],
    discard: [m.act.discardTitle, m.act.discardNow, m.act.discardedNow],
    extend: [m.debate.extendTitle, m.debate.extendNow, m.debate.extendedNow],
    cancel: [m.debate.cancelTitle, m.debate.cancelNow, m.debate.cancelledNow],
    delete: [m.act.deleteTitle, m.act.deleteNow, m.act.deletedNow],
  }[deed] as [string, string, string];
  const [title, yes, said] = told;

  const run = () => {
    setTried(true);
    if (deed === "extend" && !closes) return document.getElementById(idOf("newCloses"))?.focus();
    if (asks && !reason) return document.getElementById("reason")?.focus();
    act
      .run(async () => {
        if (!(await draft.flush()) && draft.phase.is === "failed") throw new Failed(draft.phase.trouble);
        const which = { id: draft.call.id, version: draft.call.version };
        const why = { ...which, reason: reason as NonNullable<typeof reason> };
        const preview = script;
        let now: Debate | null | undefined;
        switch (deed) {
          case "publish":
            now = done(
              (await ask(PublishDebate, { input: which, preview })).publishConsultation,
            ).consultation;
            break;
          case "correct":
            now = done((await ask(CorrectDebate, { input: why, preview })).correctConsultation).consultation;
            break;
          case "discard":
            now = done(
              (await ask(DiscardDebateChanges, { input: which, preview })).discardConsultationChanges,
            ).consultation;
            break;
          case "extend": {
            const input = { ...why, closes: closes as Moment };
            now = done((await ask(ExtendDebate, { input, preview })).extendConsultation).consultation;
            break;
          }
          case "cancel":
            now = done((await ask(CancelDebate, { input: why, preview })).cancelConsultation).consultation;
            break;
          case "delete": {
            done((await ask(DeleteDebate, { input: which })).deleteConsultation);
            draft.stop();
            close();
            await go(at(town, "rasprave"), "replace");
            tell(said);
            return;
          }
        }
        if (now) draft.replace(now);
        close();
        tell(said);
      })
      .then((did) => {
        // Somebody else was faster: what he did is shown, and one decides again.
        if (!did) draft.refresh().catch(() => {});
      });
  };
  const leave = () => {
    strict();
    close();
  };
  if ((deed === "publish" || deed === "correct") && obstacles[0])
    return (
      <Dialog
        title={title}
        close={leave}
        acts={
          <button type="button" onClick={leave}>
            {m.common.close}
          </button>
        }
      >
        <div class="mishap">
          <p>
            <b>{m.act.missing}</b>
          </p>
          <ul>
            {obstacles.map(({ field, why }) => (
              <li key={field + why}>
                <To field={field} close={leave} /> <span class="hint">{why}</span>
              </li>
            ))}
          </ul>
        </div>
      </Dialog>
    );
  const waiting = call.acts.filter(({ waits }) => waits);
  const look = (warnings: Debate["warnings"]) =>
    warnings[0] && (
      <div class="warn" role="status">
        <p>
          <b>{m.act.look}</b> {m.act.lookHint}
        </p>
        <ul>
          {warnings.map((warning) => (
            <li key={warning.code + warning.field}>
              {labelOf(warning.field, say)}: {warningText(warning, say)}
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <Dialog
      wide={deed === "correct"}
      title={title}
      close={close}
      acts={
        <Fragment>
          <button type="button" class="quiet" onClick={close}>
            {m.common.cancel}
          </button>
          <Doing
            busy={act.busy}
            onClick={run}
            class={["discard", "cancel", "delete"].includes(deed) ? "no" : ""}
          >
            {yes}
          </Doing>
        </Fragment>
      }
    >
      {deed === "publish" && (
        <Fragment>
          <p>{m.act.publishWhat}</p>
          <ul>
            <li>{m.debate.publish1}</li>
            <li>{m.debate.publish2}</li>
            <li>{m.debate.publish3}</li>
          </ul>
        </Fragment>
      )}
      {deed === "correct" && <p>{m.act.correctWhat}</p>}
      {deed === "discard" && <p>{m.debate.discardWhat}</p>}
      {(deed === "correct" || deed === "discard") && <Changes changes={call.changes} />}
      {deed === "correct" &&
        waiting.map((one) => (
          <p key={one.id}>
            {m.debate.correctTexts} {one.title.text} · {fill(m.acts.version, { n: one.number })}
          </p>
        ))}
      {deed === "extend" && (
        <Fragment>
          <p>
            {fill(m.debate.extendWhat, {
              value: call.content.closes ? say.moment(call.content.closes) : m.act.nothing,
            })}
          </p>
          <DayAndHour
            field="newCloses"
            label={m.debate.newCloses}
            hint={m.field.dateHint}
            value={closes}
            usual={call.content.closes?.hour}
            change={setCloses}
          />
          {tried && !closes && (
            <p class="error" role="alert">
              <Icon name="stop" /> {m.fault.date}
            </p>
          )}
          {look(clashes)}
        </Fragment>
      )}
      {deed === "cancel" && <p>{m.debate.cancelWhat}</p>}
      {deed === "delete" && <p>{fill(m.debate.deleteWhat, { title: call.title || m.debates.untitled })}</p>}
      {(deed === "publish" || deed === "correct") && look(call.warnings)}
      {asks && (
        <Field
          label={m.field.reason}
          hint={m.field.reasonHint}
          id="reason"
          error={tried && !reason ? m.field.reasonMissing : undefined}
        >
          {(props) => (
            <textarea
              {...props}
              rows={3}
              value={words}
              onInput={(event) => type(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {act.trouble && <Mishap trouble={act.trouble} />}
    </Dialog>
  );
}
