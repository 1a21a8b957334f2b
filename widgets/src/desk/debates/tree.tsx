/** The parts of an act, to be read through and mended, and what becomes of them. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import type { AnchorKind } from "../gen/graphql";
import { Field } from "../parts";
import { fill, useSay } from "../say";
import { type Act, become, blank, divided, joined, type Part } from "./content";
import { Reading } from "./preview";

const KINDS: AnchorKind[] = ["CHAPTER", "ARTICLE", "PARAGRAPH"];

export const nameOf = (part: Part, place: number, m: ReturnType<typeof useSay>["m"]) =>
  part.label || part.heading || fill(m.acts.part, { n: place + 1 });

/** A part in somebody's hands. */
function Mending({
  part,
  name,
  change,
  divide,
  below,
  remove,
  ready,
}: {
  part: Part;
  name: string;
  change: (part: Part) => void;
  divide: (at: number) => void;
  below: () => void;
  remove: () => void;
  ready: () => void;
}) {
  const { m } = useSay();
  const words = useRef<HTMLTextAreaElement>(null);
  return (
    <div class="mending">
      <div class="row">
        <Field label={m.acts.kind}>
          {(props) => (
            <select
              {...props}
              value={part.kind}
              onChange={(event) => change(become(part, event.currentTarget.value as AnchorKind))}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {m.acts[`kind${pascal(kind)}` as "kindArticle"]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={m.acts.label}>
          {(props) => (
            <input
              {...props}
              value={part.label ?? ""}
              onInput={(event) => change({ ...part, label: event.currentTarget.value || null })}
            />
          )}
        </Field>
        {part.kind !== "PARAGRAPH" && (
          <Field label={m.acts.heading}>
            {(props) => (
              <input
                {...props}
                value={part.heading ?? ""}
                onInput={(event) => change({ ...part, heading: event.currentTarget.value || null })}
              />
            )}
          </Field>
        )}
      </div>
      <Field label={m.acts.text}>
        {(props) => (
          <textarea
            {...props}
            ref={words}
            rows={Math.min(12, 2 + (part.text ?? "").length / 80)}
            value={part.text ?? ""}
            onInput={(event) => change({ ...part, text: event.currentTarget.value || null })}
          />
        )}
      </Field>
      {Object.values(part.others ?? {}).some((all) => all[0]) && <p class="hint">{m.acts.wordingsLost}</p>}
      <div class="acts">
        <button type="button" class="quiet" onClick={ready}>
          {m.acts.ready} <span class="unseen">: {name}</span>
        </button>
        <button type="button" class="text" onClick={() => divide(words.current?.selectionStart ?? 0)}>
          {m.acts.split}
        </button>
        <button type="button" class="text" onClick={below}>
          {m.acts.below}
        </button>
        <span class="gap" />
        <button type="button" class="text stop" onClick={remove}>
          {m.common.remove} <span class="unseen">: {name}</span>
        </button>
      </div>
    </div>
  );
}

/** A part beside which something is written for readers of other scripts and languages. */
export interface Shown {
  part: Part;
  name: string;
  /** Of the text that holds, while another is being made. */
  published?: boolean;
}
type ShowBeside = (shown: Shown) => unknown;

function BesideIt({ name, show }: { name: string; show: () => unknown }) {
  const { m } = useSay();
  return (
    <button type="button" class="text" onClick={show}>
      {m.acts.wordings} <span class="unseen">: {name}</span>
    </button>
  );
}

/** The text that holds, while another is being made: it can be worded for others, and nothing else. */
export function Published({ parts, showBeside }: { parts: Part[]; showBeside: ShowBeside }) {
  const { m } = useSay();
  return (
    <ol class="tree">
      {parts.map((part, i) => {
        const name = nameOf(part, i, m);
        return (
          <li key={part.key} class={part.kind.toLowerCase()}>
            <Reading part={part} />
            <span class="tools">
              <BesideIt name={name} show={() => showBeside({ part, name, published: true })} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** A part in somebody's hands. */
interface Held {
  at: number;
  /** What it is known by; a new one is told by its place among those that are known by nothing. */
  key: string | null | undefined;
  nth: number;
  name: string;
}

/** The tree, to be read through and mended. */
export function Tree({
  parts,
  put,
  readOnly,
  showBeside,
}: {
  parts: Part[];
  put: (parts: Part[]) => void;
  readOnly: boolean;
  showBeside: ShowBeside;
}) {
  const { m } = useSay();
  /** The part in somebody's hands: it is followed by what it is known by, wherever a colleague's parts move it. */
  const [held, hold] = useState<Held>();
  /** Where those stand that are known by nothing yet. */
  const fresh = parts.flatMap(({ key }, at) => (key ? [] : [at]));
  const open =
    held && (held.key ? parts.findIndex(({ key }) => key === held.key) : (fresh[held.nth] ?? held.at));
  /** A new one that was kept meanwhile stays what it was, and under the hands. */
  const names = useRef(new Map<string, string>()).current;
  const kept = held && !held.key && fresh[held.nth] === undefined ? parts[held.at]?.key : undefined;
  if (held && kept) names.set(kept, held.name);
  useEffect(() => {
    if (held && open !== undefined && (kept || open !== held.at))
      hold({ ...held, at: open, key: held.key ?? kept });
  }, [kept, open]);
  const made = useRef(0);
  /** What those are called meanwhile that are known by nothing yet. */
  const called = useRef(new WeakMap<Part, string>()).current;
  /** What was drawn last. */
  const last = useRef<{ parts: Part[]; rows: string[] }>({ parts: [], rows: [] });
  const rows = parts.map((part, i) => {
    const { parts: before, rows } = last.current;
    const [was, row] = [before[i], rows[i]];
    if (part.key) {
      const kept = before.length === parts.length && was && !was.key && !parts.includes(was);
      // Its row stays what it was, with the focus in it.
      if (kept && row && !names.has(part.key)) names.set(part.key, row);
      return names.get(part.key) ?? part.key;
    }
    const name = (i === open && held?.name) || called.get(part) || `new-${++made.current}`;
    called.set(part, name);
    return name;
  });
  last.current = { parts, rows };
  const list = useRef<HTMLOListElement>(null);
  const splice = (at: number, gone: number, ...come: Part[]) =>
    put([...parts.slice(0, at), ...come, ...parts.slice(at + gone)]);
  /** Whoever works by keys goes on in the part that is opened, or left. */
  const goOn = (at: number, where: "textarea" | ".tools button") =>
    requestAnimationFrame(() => list.current?.children[at]?.querySelector<HTMLElement>(where)?.focus());
  const show = (at: number, key?: string | null) => {
    const nth = parts.slice(0, at).filter((part) => !part.key).length;
    hold({ at, key, nth, name: key ?? `new-${++made.current}` });
    goOn(at, "textarea");
  };
  const leave = (at: number) => {
    hold(undefined);
    goOn(at, ".tools button");
  };
  return (
    <ol class="tree" ref={list}>
      {parts.map((part, i) => {
        const name = nameOf(part, i, m);
        const before = parts[i - 1];
        return (
          <li key={rows[i]} class={`${part.kind.toLowerCase()}${open === i ? " held" : ""}`}>
            {open === i ? (
              <Mending
                part={part}
                name={name}
                change={(now) => splice(i, 1, now)}
                divide={(at) => {
                  const two = divided(part, at);
                  if (two) splice(i, 1, ...two);
                }}
                below={() => {
                  const nothing = { id: null, key: null, label: null, heading: null, text: null };
                  splice(i + 1, 0, { ...nothing, kind: "PARAGRAPH", depth: 200 });
                  show(i + 1);
                }}
                remove={() => {
                  splice(i, 1);
                  leave(Math.max(0, i - 1));
                }}
                ready={() => {
                  if (blank(part)) splice(i, 1);
                  leave(blank(part) ? Math.max(0, i - 1) : i);
                }}
              />
            ) : (
              <Fragment>
                <Reading part={part} />
                {!readOnly && (
                  <span class="tools">
                    <button
                      type="button"
                      class="text"
                      aria-label={fill(m.acts.editPart, { name })}
                      onClick={() => show(i, part.key)}
                    >
                      {m.acts.edit}
                    </button>
                    {before && (
                      <button
                        type="button"
                        class="text"
                        onClick={() => {
                          splice(i - 1, 2, joined(before, part));
                          leave(i - 1);
                        }}
                      >
                        {m.acts.join} <span class="unseen">: {name}</span>
                      </button>
                    )}
                    <BesideIt name={name} show={() => showBeside({ part, name })} />
                  </span>
                )}
              </Fragment>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Words, and what became of them. */
export const Words = ({ pieces }: { pieces: Act["changes"][number]["words"] }) => (
  <p class="words">
    {pieces.map((piece, i) => {
      const key = `${i}${piece.change}`;
      if (piece.change === "REMOVED") return <del key={key}>{piece.text}</del>;
      if (piece.change === "ADDED") return <ins key={key}>{piece.text}</ins>;
      return <span key={key}>{piece.text}</span>;
    })}
  </p>
);

/** What becomes of the published text. */
export function Difference({ act }: { act: Act }) {
  const { m } = useSay();
  if (!act.changes[0]) return <p class="hint">{m.acts.same}</p>;
  return (
    <ul class="difference">
      {act.changes.map((change) => {
        const label = change.label ?? change.labelBefore ?? "";
        // A part without a number is known by the article that it stands in.
        const name =
          label && change.within
            ? fill(m.acts.within, { part: label, article: change.within })
            : label || change.within;
        return (
          <li key={change.key}>
            <p class="meta">
              <b>{name}</b>
              <span class="badge">{m.acts[change.change.toLowerCase() as "added"]}</span>
              {change.change === "MOVED" && change.labelBefore && (
                <span>
                  {change.labelBefore} → {change.label}
                </span>
              )}
            </p>
            {change.change !== "MOVED" && <Words pieces={change.words} />}
          </li>
        );
      })}
    </ul>
  );
}
