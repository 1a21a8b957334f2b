/**
 * What one does with a whole call or consultation, each time in the same way: what was typed is saved first, it is told
 * what will happen, and where somebody else was faster one sees what he did and decides again.
 */
import { h, type VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Changes } from "../acts";
import { Failed } from "../ask";
import { Dialog } from "../dialog";
import type { CallWarningCode, ConsultationWarningCode } from "../gen/graphql";
import { Icon } from "../parts";
import { go } from "../route";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import type { Moment, Text } from "./content";
import { idOf, useEdit, useLabel, warningText } from "./context";
import type { Draft, Kept } from "./draft";
import { DayAndHour } from "./fields";
import { Look, Obstacles, Stuck } from "./obstacles";
import { sent, Wording } from "./wording";

type Known = Kept & { id: string };
/** Which, and which version of it was read. */
export interface Which {
  id: string;
  version: number;
}
type Warning = { code: CallWarningCode | ConsultationWarningCode; field: string; on?: string | null };

/** What every deed is given. */
export interface Given<C extends Known, T> {
  draft: Draft<C, T>;
  close: () => void;
  title: string;
  /** On the button. */
  yes: string;
  /** Told when it is done. */
  said: string;
}

/** Saves first, then does it with the version that is so. */
function useDeed<C extends Known, T>({ draft, close, said }: Pick<Given<C, T>, "draft" | "close" | "said">) {
  const act = useAct();
  const run = (deed: (which: Which) => Promise<C | null | undefined>) =>
    act
      .run(async () => {
        if (!(await draft.flush())) {
          if (draft.phase.is === "failed") throw new Failed(draft.phase.trouble);
          // Two versions clash: what is to be chosen there comes first.
          return close();
        }
        const { id, version } = draft.call;
        const replace = (now: C | null | undefined) => now && draft.replace(now);
        await draft.during(deed({ id, version }).then(replace));
        close();
        tell(said);
      })
      .then((did) => {
        if (!did) draft.refresh().catch(() => {});
      });
  return { ...act, run };
}

/** A reason, which citizens read. */
function useReason(): { reason: Text | null; view: VNode; asked: () => boolean } {
  const { m } = useSay();
  const { defaultLocale } = useEdit();
  const [words, type] = useState<Text | null>(null);
  const [tried, setTried] = useState(false);
  const reason = sent(words);
  return {
    reason,
    asked: () => {
      setTried(true);
      if (!reason) document.getElementById("reason")?.focus();
      return !!reason;
    },
    view: (
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
    ),
  };
}

interface Hindered {
  /** What stands in the way, with why. */
  obstacles: { field: string; why: string }[];
  /** Shows what is missing beside the fields. */
  strict: () => void;
}

/** What stands in the way, in place of the deed. */
function Hindrance({
  title,
  obstacles,
  close,
}: { title: string; close: () => void } & Pick<Hindered, "obstacles">) {
  const { m } = useSay();
  return (
    <Dialog
      title={title}
      close={close}
      acts={
        <button type="button" onClick={close}>
          {m.common.close}
        </button>
      }
    >
      <Obstacles all={obstacles} close={close} />
    </Dialog>
  );
}

/** Publishes a draft. */
export function Publishing<C extends Known, T>({
  obstacles,
  strict,
  will,
  run,
  ...given
}: Given<C, T> &
  Hindered & {
    /** What will be so from then on. */
    will: string[];
    run: (which: Which) => Promise<C | null | undefined>;
  }) {
  const { m } = useSay();
  const { draft, close, title, yes } = given;
  const deed = useDeed(given);
  if (draft.phase.is === "failed") return <Stuck title={title} close={close} />;
  const leave = () => {
    strict();
    close();
  };
  if (obstacles[0]) return <Hindrance title={title} obstacles={obstacles} close={leave} />;
  return (
    <Sure title={title} yes={yes} act={{ ...deed, run: () => deed.run(run) }} close={close}>
      <p>{m.act.publishWhat}</p>
      <ul>
        {will.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Look close={close} />
    </Sure>
  );
}

/** Publishes what waits of a published one. */
export function Correcting<C extends Known, T>({
  obstacles,
  strict,
  changes,
  more = [],
  run,
  ...given
}: Given<C, T> &
  Hindered & {
    changes: Parameters<typeof Changes>[0]["changes"];
    /** What becomes another besides the facts. */
    more?: string[];
    run: (which: Which & { reason: Text }) => Promise<C | null | undefined>;
  }) {
  const { m } = useSay();
  const { draft, close, title, yes } = given;
  const deed = useDeed(given);
  const { reason, view, asked } = useReason();
  if (draft.phase.is === "failed") return <Stuck title={title} close={close} />;
  const leave = () => {
    strict();
    close();
  };
  if (obstacles[0]) return <Hindrance title={title} obstacles={obstacles} close={leave} />;
  const correct = () => {
    if (asked() && reason) deed.run((which) => run({ ...which, reason }));
  };
  return (
    <Sure wide title={title} yes={yes} act={{ ...deed, run: correct }} close={close}>
      <p>{m.act.correctWhat}</p>
      <Changes changes={changes} />
      {more.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Look close={close} />
      {view}
    </Sure>
  );
}

/** What to look at once more if this became the last day. It is no more than a hint: what cannot be done is said then. */
function useClashes(
  until: Moment | null,
  find: (until: Moment) => Promise<Warning[] | null | undefined>,
): Warning[] {
  const [clashes, set] = useState<Warning[]>([]);
  const key = JSON.stringify(until);
  useEffect(() => {
    let stale = false;
    const moment: Moment | null = JSON.parse(key);
    const found = moment ? find(moment) : Promise.resolve(undefined);
    found.then(
      (all) => stale || set(all ?? []),
      () => stale || set([]),
    );
    return () => {
      stale = true;
    };
  }, [key]);
  return clashes;
}

/** Moves the last day to a later one. */
export function Extending<C extends Known, T>({
  what,
  field,
  label,
  now,
  find,
  run,
  ...given
}: Given<C, T> & {
  what: string;
  field: string;
  label: string;
  /** Until when it is now. */
  now: Moment | null;
  find: (until: Moment) => Promise<Warning[] | null | undefined>;
  run: (which: Which & { reason: Text }, until: Moment) => Promise<C | null | undefined>;
}) {
  const say = useSay();
  const { m, moment } = say;
  const { close, title, yes } = given;
  const labelOf = useLabel();
  const [until, set] = useState<Moment | null>(null);
  const [tried, setTried] = useState(false);
  const clashes = useClashes(until, find);
  const deed = useDeed(given);
  const { reason, view, asked } = useReason();
  const key = ({ day, hour }: Moment) => `${day}T${hour ?? "24:00"}`;
  const earlier = !!until && !!now && key(until) <= key(now);
  const extend = () => {
    setTried(true);
    if (!until || earlier) {
      document.getElementById(idOf(field))?.focus();
      return;
    }
    if (asked() && reason) deed.run((which) => run({ ...which, reason }, until));
  };
  // Said in words of its own: what to do is not in the sentence that all refusals have.
  const waits = deed.trouble?.problems?.[0]?.reason === "CHANGES_WAIT";
  const act = { ...deed, trouble: waits ? undefined : deed.trouble, run: extend };
  return (
    <Sure title={title} yes={yes} act={act} close={close}>
      <p>{fill(what, { value: now ? moment(now) : m.act.nothing })}</p>
      <DayAndHour
        field={field}
        label={label}
        hint={m.field.dateHint}
        value={until}
        usual={now?.hour}
        change={set}
      />
      <div role="status">
        {clashes.map((warning) => (
          <p class="warn" key={warning.code + warning.field}>
            <Icon name="warn" /> {labelOf(warning.field)}: {warningText(warning, say)}
          </p>
        ))}
      </div>
      {tried && (!until || earlier) && (
        <p class="error" role="alert">
          <Icon name="stop" /> {earlier ? m.act.extendEarlier : m.fault.date}
        </p>
      )}
      {view}
      {waits && (
        <p class="warn" role="alert">
          <Icon name="warn" /> {m.editor.deadlineWaits}
        </p>
      )}
    </Sure>
  );
}

/** Cancels a published one, with a reason. */
export function Cancelling<C extends Known, T>({
  what,
  run,
  ...given
}: Given<C, T> & {
  what: string;
  run: (which: Which & { reason: Text }) => Promise<C | null | undefined>;
}) {
  const { close, title, yes } = given;
  const deed = useDeed(given);
  const { reason, view, asked } = useReason();
  const cancel = () => {
    if (asked() && reason) deed.run((which) => run({ ...which, reason }));
  };
  return (
    <Sure title={title} yes={yes} stop act={{ ...deed, run: cancel }} close={close}>
      <p>{what}</p>
      {view}
    </Sure>
  );
}

/** Throws away what waits of a published one. */
export function Discarding<C extends Known, T>({
  what,
  changes,
  run,
  ...given
}: Given<C, T> & {
  what: string;
  changes: Parameters<typeof Changes>[0]["changes"];
  run: (which: Which) => Promise<C | null | undefined>;
}) {
  const { close, title, yes } = given;
  const deed = useDeed(given);
  return (
    <Sure title={title} yes={yes} stop act={{ ...deed, run: () => deed.run(run) }} close={close}>
      <p>{what}</p>
      <Changes changes={changes} />
    </Sure>
  );
}

/** Throws away a draft. What is on its way is waited for, so that it is the version that stands there; that it could not be
 * saved is no reason to keep it. */
export function Deleting<C extends Known, T>({
  what,
  to,
  run,
  ...given
}: Given<C, T> & {
  what: string;
  /** Where one is afterwards. */
  to: string;
  run: (which: Which) => Promise<unknown>;
}) {
  const { draft, close, title, yes, said } = given;
  const act = useAct();
  const remove = () =>
    act.run(async () => {
      await draft.flush();
      const { id, version } = draft.call;
      await run({ id, version });
      draft.drop();
      close();
      await go(to, "replace");
      tell(said);
    });
  return (
    <Sure title={title} yes={yes} stop act={{ ...act, run: remove }} close={close}>
      <p>{what}</p>
    </Sure>
  );
}
