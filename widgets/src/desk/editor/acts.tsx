/** What one does with a whole call: publish, correct, extend, cancel, delete. Each tells first what will happen. */
import { Fragment, h, type VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Changes } from "../acts";
import { ask, done, Failed } from "../ask";
import {
  CancelCall,
  CorrectCall,
  DeleteDraft,
  DiscardCallChanges,
  ExtendCall,
  PublishCall,
  WarningsUntil,
} from "../gen/documents";
import { Dialog, Doing, Field, Icon, Mishap, Sure } from "../parts";
import { at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { useAct } from "../use";
import type { Call, Content, Moment } from "./content";
import { idOf, labelOf, useEdit, warningText } from "./context";
import { DayAndHour, reworded } from "./fields";
import { Look, Obstacles, Stuck, useObstacles } from "./obstacles";
import type { Script } from "./preview";

export type Act = "publish" | "correct" | "discard" | "extend" | "cancel" | "delete";

interface Props {
  close: () => void;
  script: Script;
  town: string;
  /** Shows what is missing beside the fields. */
  strict: () => void;
}

/** Saves first, then does it with the version that is so. */
function useDeed(close: () => void) {
  const { draft } = useEdit();
  const act = useAct();
  const run = (
    deed: (which: { id: string; version: number }) => Promise<Call | null | undefined>,
    said: string,
  ) =>
    act
      .run(async () => {
        if (!(await draft.flush())) {
          if (draft.phase.is === "failed") throw new Failed(draft.phase.trouble);
          return close();
        }
        const { id, version } = draft.call;
        const call = await deed({ id, version });
        if (call) draft.replace(call);
        close();
        tell(said);
      })
      .then((did) => {
        // Somebody else was faster: what he did is shown, and one decides again.
        if (!did) draft.refresh().catch(() => {});
      });
  return { ...act, run };
}

/** A reason, which citizens read. */
function useReason(): { reason: ReturnType<typeof reworded>; view: VNode; asked: () => boolean } {
  const { m } = useSay();
  const { defaultLocale } = useEdit();
  const [text, type] = useState("");
  const [tried, setTried] = useState(false);
  const reason = reworded(null, text.trim(), defaultLocale);
  return {
    reason,
    asked: () => {
      setTried(true);
      if (!reason) document.getElementById("reason")?.focus();
      return !!reason;
    },
    view: (
      <Field
        label={m.field.reason}
        hint={m.field.reasonHint}
        id="reason"
        error={tried && !reason ? m.field.reasonMissing : undefined}
      >
        {(props) => (
          <textarea {...props} rows={3} value={text} onInput={(event) => type(event.currentTarget.value)} />
        )}
      </Field>
    ),
  };
}

const Ends = ({
  close,
  busy,
  run,
  yes,
  stop,
}: {
  close: () => void;
  busy: boolean;
  run: () => void;
  yes: string;
  stop?: boolean;
}) => {
  const { m } = useSay();
  return (
    <Fragment>
      <button type="button" class="quiet" onClick={close}>
        {m.common.cancel}
      </button>
      <Doing busy={busy} onClick={run} class={stop ? "no" : ""}>
        {yes}
      </Doing>
    </Fragment>
  );
};

function Publish({ close, script, strict }: Props) {
  const { m } = useSay();
  const { draft } = useEdit();
  const deed = useDeed(close);
  const obstacles = useObstacles();
  const publish = () =>
    deed.run(async (input) => {
      const { publishCall } = await ask(PublishCall, { input, preview: script });
      return done(publishCall).call;
    }, m.act.publishedNow);
  const leave = () => {
    strict();
    close();
  };
  if (draft.phase.is === "failed") return <Stuck title={m.act.publishTitle} close={close} />;
  if (obstacles[0])
    return (
      <Dialog
        title={m.act.publishTitle}
        close={leave}
        acts={
          <button type="button" onClick={leave}>
            {m.common.close}
          </button>
        }
      >
        <Obstacles all={obstacles} close={leave} />
      </Dialog>
    );
  return (
    <Dialog
      title={m.act.publishTitle}
      close={close}
      acts={<Ends close={close} busy={deed.busy} run={publish} yes={m.act.publishNow} />}
    >
      <p>{m.act.publishWhat}</p>
      <ul>
        <li>{m.act.publish1}</li>
        <li>{m.act.publish2}</li>
        <li>{m.act.publish3}</li>
      </ul>
      <Look close={close} />
      {deed.trouble && <Mishap trouble={deed.trouble} />}
    </Dialog>
  );
}

function Correct({ close, script, strict }: Props) {
  const { m } = useSay();
  const { call, draft } = useEdit();
  const deed = useDeed(close);
  const { reason, view, asked } = useReason();
  const obstacles = useObstacles();
  const leave = () => {
    strict();
    close();
  };
  const correct = () => {
    if (!asked() || !reason) return;
    deed.run(async (which) => {
      const { correctCall } = await ask(CorrectCall, { input: { ...which, reason }, preview: script });
      return done(correctCall).call;
    }, m.act.correctedNow);
  };
  if (draft.phase.is === "failed") return <Stuck title={m.act.correctTitle} close={close} />;
  if (obstacles[0])
    return (
      <Dialog title={m.act.correctTitle} close={leave}>
        <Obstacles all={obstacles} close={leave} />
      </Dialog>
    );
  return (
    <Dialog
      wide
      title={m.act.correctTitle}
      close={close}
      acts={<Ends close={close} busy={deed.busy} run={correct} yes={m.act.correctNow} />}
    >
      <p>{m.act.correctWhat}</p>
      <Changes changes={call.changes} />
      <Look close={close} />
      {view}
      {deed.trouble && <Mishap trouble={deed.trouble} />}
    </Dialog>
  );
}

/** What to look at once more if this became the deadline. */
function useClashes(town: string, id: string, deadline: Moment | null) {
  const [clashes, set] = useState<Call["warnings"]>([]);
  const key = JSON.stringify(deadline);
  useEffect(() => {
    let stale = false;
    const variables = { municipality: town, id, deadline: JSON.parse(key) };
    const found = variables.deadline ? ask(WarningsUntil, variables) : Promise.resolve(undefined);
    found.then(
      (answer) => stale || set(answer?.desk.call?.warningsUntil ?? []),
      // It is no more than a hint; what cannot be done is said when it is tried.
      () => stale || set([]),
    );
    return () => {
      stale = true;
    };
  }, [key]);
  return clashes;
}

function Extend({ close, script, town }: Props) {
  const say = useSay();
  const { m, moment } = say;
  const { content, call } = useEdit();
  const now = content.deadline ?? null;
  const [deadline, set] = useState<Moment | null>(null);
  const [tried, setTried] = useState(false);
  const clashes = useClashes(town, call.id, deadline);
  const deed = useDeed(close);
  const { reason, view, asked } = useReason();
  const key = ({ day, hour }: Moment) => `${day}T${hour ?? "24:00"}`;
  const earlier = !!deadline && !!now && key(deadline) <= key(now);
  const extend = () => {
    setTried(true);
    if (!deadline || earlier) {
      document.getElementById(idOf("newDeadline"))?.focus();
      return;
    }
    if (!asked() || !reason) return;
    deed.run(async (which) => {
      const input = { ...which, deadline, reason };
      const { extendCall } = await ask(ExtendCall, { input, preview: script });
      return done(extendCall).call;
    }, m.act.extendedNow);
  };
  return (
    <Dialog
      title={m.act.extendTitle}
      close={close}
      acts={<Ends close={close} busy={deed.busy} run={extend} yes={m.act.extendNow} />}
    >
      <p>{fill(m.act.extendWhat, { value: now ? moment(now) : m.act.nothing })}</p>
      <DayAndHour
        field="newDeadline"
        label={m.field.newDeadline}
        hint={m.field.dateHint}
        value={deadline}
        usual={now?.hour}
        change={set}
      />
      <div role="status">
        {clashes.map((warning) => (
          <p class="warn" key={warning.code + warning.field}>
            <Icon name="warn" /> {labelOf(warning.field, say)}: {warningText(warning, say)}
          </p>
        ))}
      </div>
      {tried && (!deadline || earlier) && (
        <p class="error" role="alert">
          {earlier ? m.act.extendEarlier : m.fault.date}
        </p>
      )}
      {view}
      {deed.trouble && <Mishap trouble={deed.trouble} />}
    </Dialog>
  );
}

function Cancel({ close, script }: Props) {
  const { m } = useSay();
  const deed = useDeed(close);
  const { reason, view, asked } = useReason();
  const cancel = () => {
    if (!asked() || !reason) return;
    deed.run(async (which) => {
      const { cancelCall } = await ask(CancelCall, { input: { ...which, reason }, preview: script });
      return done(cancelCall).call;
    }, m.act.cancelledNow);
  };
  return (
    <Dialog
      title={m.act.cancelTitle}
      close={close}
      acts={<Ends close={close} busy={deed.busy} run={cancel} yes={m.act.cancelNow} stop />}
    >
      <p>{m.act.cancelWhat}</p>
      {view}
      {deed.trouble && <Mishap trouble={deed.trouble} />}
    </Dialog>
  );
}

function Discard({ close, script }: Props) {
  const { m } = useSay();
  const { call } = useEdit();
  const deed = useDeed(close);
  const run = () =>
    deed.run(async (input) => {
      const { discardCallChanges } = await ask(DiscardCallChanges, { input, preview: script });
      return done(discardCallChanges).call;
    }, m.act.discardedNow);
  return (
    <Sure title={m.act.discardTitle} yes={m.act.discardNow} stop act={{ ...deed, run }} close={close}>
      <p>{m.act.discardWhat}</p>
      <Changes changes={call.changes} />
    </Sure>
  );
}

function Delete({ close, town }: Props) {
  const { m } = useSay();
  const { draft, content } = useEdit();
  const act = useAct();
  const run = () =>
    act.run(async () => {
      const { id, version } = draft.call;
      const { deleteDraft } = await ask(DeleteDraft, { input: { id, version } });
      done(deleteDraft);
      // Nothing of it is worth keeping.
      draft.replace({ ...draft.call, content: draft.mine as Content });
      draft.stop();
      close();
      await go(at(town, "pozivi"), "replace");
      tell(m.act.deletedNow);
    });
  return (
    <Sure title={m.act.deleteTitle} yes={m.act.deleteNow} stop act={{ ...act, run }} close={close}>
      <p>{fill(m.act.deleteWhat, { title: content.title?.text || m.today.untitled })}</p>
    </Sure>
  );
}

const DIALOGS = {
  publish: Publish,
  correct: Correct,
  discard: Discard,
  extend: Extend,
  cancel: Cancel,
  delete: Delete,
};

export function Acting({ act, ...props }: Props & { act: Act }) {
  const View = DIALOGS[act];
  return <View {...props} />;
}
