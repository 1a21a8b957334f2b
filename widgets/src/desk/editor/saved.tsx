/** What becomes of what is typed: whether it is saved, what is not and why, and nothing lost on the way out. */
import { Fragment, h, type VNode } from "preact";
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Trouble } from "../ask";
import { Dialog } from "../dialog";
import { Icon } from "../parts";
import { guarded } from "../route";
import { fill, useSay } from "../say";
import { dated, FACTS } from "./content";
import { faultText, idOf, useLabel } from "./context";
import type { Draft } from "./draft";

/** What the pieces here need of a draft, whatever is edited in it. */
interface Typed {
  phase: { is: string; trouble?: Trouble };
  call: { savedAt?: string | null };
  unsaved: boolean;
  flush: () => Promise<boolean>;
}

/**
 * Fields of which what stands in them is not saved, each with why: it cannot be read, the server does not take it, or it is
 * an event without a day. `unread` has those, too, in which somebody still types.
 */
export function useWrong(
  draft: Pick<Draft, "refused">,
  events: { starts: { day: string }; place?: unknown; minutesUrl?: unknown }[],
  list = "events",
  facts: readonly string[] = FACTS,
) {
  const say = useSay();
  const { m } = say;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const fields = useRef(new Map<string, { why: string; typing: boolean }>()).current;
  const setWrong = (field: string, why: string | undefined, typing = false) => {
    const old = fields.get(field);
    if (!why) {
      if (fields.delete(field)) redraw(undefined);
      return;
    }
    // What was said once stays until it is mended.
    const now = { why, typing: typing && old?.typing !== false };
    if (old?.why === now.why && old.typing === now.typing) return;
    fields.set(field, now);
    redraw(undefined);
  };
  const found = new Map<string, string>();
  for (const [field, problem] of draft.refused) found.set(field, faultText(problem, say));
  for (const [i, event] of events.entries()) {
    if (!dated(event) && (event.place || event.minutesUrl)) found.set(`${list}.${i}.starts`, m.fault.noDay);
  }
  for (const [field, { why, typing }] of fields) if (!typing) found.set(field, why);
  // In the order of the page.
  const place = ([field]: [string, string]) => facts.indexOf(field.split(".")[0] ?? "");
  const wrong = new Map([...found].sort((a, b) => place(a) - place(b)));
  return { wrong, unread: fields as ReadonlyMap<string, { why: string }>, setWrong };
}

/** What becomes of what was typed, in a few words. */
export function Saved({ draft, open, typing }: { draft: Typed; open: boolean; typing: boolean }) {
  const { m, time } = useSay();
  const { phase, call } = draft;
  if (phase.is === "failed" && phase.trouble) {
    const offline = phase.trouble.kind === "offline" || phase.trouble.kind === "busy";
    return (
      <span class="saved failed" role="alert" tabIndex={-1}>
        <Icon name="warn" />{" "}
        {offline ? m.editor.offline : `${m.editor.failed} ${m.trouble[phase.trouble.kind]}`}{" "}
        {phase.trouble.requestId && <code>{phase.trouble.requestId}</code>}{" "}
        <button
          type="button"
          class="text"
          onClick={(event) => {
            // It goes away by that; what stands around it stays, and says what becomes of it.
            event.currentTarget.parentElement?.focus();
            draft.flush();
          }}
        >
          {m.editor.retryNow}
        </button>
      </span>
    );
  }
  const settled = phase.is === "saved" && !typing;
  const text =
    phase.is === "saving"
      ? m.editor.saving
      : !settled
        ? m.editor.typing
        : open
          ? m.editor.notAll
          : call.savedAt
            ? fill(m.editor.saved, { time: time(call.savedAt) })
            : m.editor.savedNow;
  return (
    <span class={open ? "saved failed" : "saved"} role="status" tabIndex={-1}>
      {settled && <Icon name={open ? "warn" : "check"} />} {text}
    </span>
  );
}

/** A link to a field that is spoken of elsewhere. */
export function To({ field, close }: { field: string; close?: () => void }) {
  const labelOf = useLabel();
  const go = () => {
    const place =
      document.getElementById(idOf(field)) ?? document.getElementById(idOf(field.split(".")[0] ?? ""));
    place?.scrollIntoView({ block: "center" });
    place?.focus({ preventScroll: true });
  };
  return (
    <button
      type="button"
      class="text"
      onClick={() => {
        close?.();
        // A dialog gives the focus back to its button first.
        if (close) setTimeout(go, 50);
        else go();
      }}
    >
      {labelOf(field)}
    </button>
  );
}

/** All that is not saved, with the way to each; `whole` where for their sake nothing else is. */
export function NotSaved({ wrong, whole }: { wrong: ReadonlyMap<string, string>; whole?: boolean }) {
  const { m } = useSay();
  if (!wrong.size) return null;
  return (
    <div class="mishap" role="status">
      <p>
        <Icon name="stop" /> <b>{m.editor.notSaved}</b>{" "}
        {whole ? m.editor.notSavedWhole : m.editor.notSavedHint}
      </p>
      <ul>
        {[...wrong].map(([field, why]) => (
          <li key={field}>
            <To field={field} /> {why}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Asks before something that is not saved is left behind. It stands outside of what knows what fields are called. */
export function useLeaving(
  draft: Typed,
  wrong: ReadonlyMap<string, string>,
  unread: ReadonlyMap<string, unknown>,
  labelOf: (field: string) => string,
): VNode | null {
  const { m } = useSay();
  const [asking, ask] = useState<(leave: boolean) => void>();
  const open = useRef<string[]>([]);
  open.current = [...new Set([...wrong.keys(), ...unread.keys()])];
  useEffect(() => {
    const before = (event: BeforeUnloadEvent) => {
      // A field that somebody is still in may have become unreadable since the page was drawn.
      if (!draft.unsaved && !open.current[0] && !unread.size) return;
      draft.flush();
      event.preventDefault();
    };
    addEventListener("beforeunload", before);
    const free = guarded(async () => {
      if (await draft.flush()) {
        // What the server has just refused is drawn first.
        await new Promise((drawn) => setTimeout(drawn));
        if (!open.current[0]) return true;
      }
      const leave = await new Promise<boolean>((resolve) => ask(() => resolve));
      ask(undefined);
      return leave;
    });
    return () => {
      removeEventListener("beforeunload", before);
      free();
    };
  }, [draft]);
  if (!asking) return null;
  return (
    <Dialog
      title={m.common.unsavedTitle}
      close={() => asking(false)}
      acts={
        <Fragment>
          <button type="button" class="no quiet" onClick={() => asking(true)}>
            {m.common.leave}
          </button>
          <button type="button" onClick={() => asking(false)}>
            {m.common.stay}
          </button>
        </Fragment>
      }
    >
      <p>{m.common.unsaved}</p>
      <ul class="plain">
        {open.current.map((field) => (
          <li key={field}>{labelOf(field)}</li>
        ))}
      </ul>
    </Dialog>
  );
}
