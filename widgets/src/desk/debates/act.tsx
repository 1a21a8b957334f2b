/** The texts of acts: read from what is pasted or brought, mended by hand, compared with what is published. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, Failed, type Trouble, troubleOf } from "../ask";
import { idOf, useEdit } from "../editor/context";
import type { Draft } from "../editor/draft";
import type { Script } from "../editor/preview";
import { reworded } from "../editor/wording";
import { DiscardAct, ReadAct, SaveAct } from "../gen/documents";
import type { AnchorKind } from "../gen/graphql";
import { Doing, Field, Icon, Mishap, Sure } from "../parts";
import { fill, tell, useSay } from "../say";
import { useAct } from "../use";
import { type Act, become, type Content, type Debate, divided, joined, type Part } from "./content";
import { Reading } from "./preview";

const KINDS: AnchorKind[] = ["CHAPTER", "ARTICLE", "PARAGRAPH"];
/** After the last change. */
const PAUSE = 1500;

interface Given {
  draft: Draft<Debate, Content>;
  town: string;
  script: Script;
}

/** Where the text comes from: what is pasted, or a file. */
function Source({ town, read }: { town: string; read: (locale: string, parts: Part[]) => void }) {
  const { m } = useSay();
  const [text, type] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const act = useAct();
  const found = (locale: string, parts: Part[]) => {
    if (!parts[0]) return setTrouble(m.acts.empty);
    setTrouble(undefined);
    read(locale, parts);
  };
  const paste = () =>
    act.run(async () => {
      const { desk } = await ask(ReadAct, { municipality: town, text, format: "TEXT" });
      found(desk.readAct.locale, desk.readAct.parts);
    });
  const bring = (file: File | undefined) =>
    file &&
    act.run(async () => {
      const query = new URLSearchParams({ municipality: town, name: file.name });
      const answer = await fetch(`/desk/read/act?${query}`, { method: "POST", body: file });
      // A file that cannot be read is said in the official's words, whatever is wrong inside it.
      if (answer.status === 400 || answer.status === 413) return setTrouble(m.acts.fileBad);
      if (!answer.ok) throw new Failed({ kind: answer.status === 403 ? "forbidden" : "fault" });
      const { locale, parts } = (await answer.json()) as { locale: string; parts: Part[] };
      found(locale, parts);
    });
  return (
    <div>
      <p class="hint">{m.acts.lead}</p>
      <Field label={m.acts.paste} hint={m.acts.pasteHint} id="act-text">
        {(props) => (
          <textarea {...props} rows={8} value={text} onInput={(event) => type(event.currentTarget.value)} />
        )}
      </Field>
      <div class="acts">
        <Doing busy={act.busy} disabled={!text.trim()} onClick={paste}>
          {m.acts.read}
        </Doing>
        <label class="choose">
          {m.acts.file}{" "}
          <input
            type="file"
            accept=".docx,.md,.markdown,.txt"
            onChange={(event) => bring(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      {trouble && (
        <p class="error" role="alert">
          <Icon name="stop" /> {trouble}
        </p>
      )}
      {act.trouble && <Mishap trouble={act.trouble} />}
    </div>
  );
}

const nameOf = (part: Part, place: number, m: ReturnType<typeof useSay>["m"]) =>
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

/** The tree, to be read through and mended. */
function Tree({ parts, put, readOnly }: { parts: Part[]; put: (parts: Part[]) => void; readOnly: boolean }) {
  const { m } = useSay();
  const [open, setOpen] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const splice = (at: number, gone: number, ...come: Part[]) =>
    put([...parts.slice(0, at), ...come, ...parts.slice(at + gone)]);
  const show = (at: number) => {
    setOpen(at);
    requestAnimationFrame(() => list.current?.children[at]?.querySelector("textarea")?.focus());
  };
  return (
    <ol class="tree" ref={list}>
      {parts.map((part, i) => {
        const name = nameOf(part, i, m);
        const before = parts[i - 1];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new part has nothing else to be known by
          <li key={i} class={`${part.kind.toLowerCase()}${open === i ? " held" : ""}`}>
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
                  const blank = { id: null, key: null, label: null, heading: null, text: null };
                  splice(i + 1, 0, { ...blank, kind: "PARAGRAPH", depth: 200 });
                  show(i + 1);
                }}
                remove={() => {
                  splice(i, 1);
                  setOpen(undefined);
                }}
                ready={() => setOpen(undefined)}
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
                      onClick={() => show(i)}
                    >
                      {m.acts.edit}
                    </button>
                    {before && (
                      <button
                        type="button"
                        class="text"
                        onClick={() => splice(i - 1, 2, joined(before, part))}
                      >
                        {m.acts.join} <span class="unseen">: {name}</span>
                      </button>
                    )}
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

/** What becomes of the published text. */
function Difference({ act }: { act: Act }) {
  const { m } = useSay();
  if (!act.changes[0]) return <p class="hint">{m.acts.same}</p>;
  return (
    <ul class="difference">
      {act.changes.map((change) => {
        const label = change.label ?? change.labelBefore ?? "";
        const name = change.within ? fill(m.acts.within, { part: label, article: change.within }) : label;
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
            {change.change !== "MOVED" && (
              <p class="words">
                {change.words.map((piece, i) => {
                  const key = `${i}${piece.change}`;
                  if (piece.change === "REMOVED") return <del key={key}>{piece.text}</del>;
                  if (piece.change === "ADDED") return <ins key={key}>{piece.text}</ins>;
                  return <span key={key}>{piece.text}</span>;
                })}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One act: its text as it stands here, saved by itself a moment after the last change. */
function OneAct({ act, draft, town, script, close }: Given & { act: Act | undefined; close?: () => void }) {
  const { m, count } = useSay();
  const { readOnly, defaultLocale } = useEdit();
  const [parts, setParts] = useState<Part[]>(act?.parts ?? []);
  const [locale, setLocale] = useState(act?.locale ?? defaultLocale);
  const [title, setTitle] = useState(act?.title.text ?? m.acts.actTitleDefault);
  const [anew, setAnew] = useState(!act?.parts[0]);
  const [discarding, discard] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [state, setState] = useState<"saved" | "dirty" | "saving">("saved");
  const deed = useAct();
  /** What was typed last, and which act it belongs to; the server gives a new one its id. */
  const latest = useRef({ parts, locale, title, id: act?.id, dirty: false });
  latest.current = { ...latest.current, parts, locale, title };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef(false);
  /** Whether something stands here alone: from the first letter until the server has it. */
  const unsaved = useRef(false);
  const partsThere = () => JSON.stringify(draft.call.acts.find(({ id }) => id === latest.current.id)?.parts);
  /** The text as it was there when typing began. */
  const base = useRef(partsThere());

  /** Saves. Over what a colleague has written meanwhile only when that is wanted. */
  const save = async (over = false) => {
    if (busy.current) return;
    busy.current = true;
    const sent = latest.current;
    latest.current.dirty = false;
    setState("saving");
    setTrouble(undefined);
    try {
      // One after the other, because both make the version grow.
      await draft.flush();
      if (!over && base.current !== partsThere()) {
        setState("dirty");
        setTrouble({ kind: "conflict" });
        return;
      }
      const known = new Set(draft.call.acts.map(({ id }) => id));
      const { saveAct } = await ask(SaveAct, {
        input: {
          consultation: draft.call.id,
          version: draft.call.version,
          act: sent.id ?? null,
          title: reworded(act?.title ?? null, sent.title, defaultLocale) ?? {
            text: m.acts.actTitleDefault,
            locale: defaultLocale,
            overrides: [],
          },
          locale: sent.locale,
          parts: sent.parts.map(({ id: _, ...part }) => part),
        },
        preview: script,
      });
      const { consultation } = done(saveAct);
      if (consultation) {
        latest.current.id ??= consultation.acts.find(({ id }) => !known.has(id))?.id;
        draft.replace(consultation);
        const kept = consultation.acts.find(({ id }) => id === latest.current.id);
        // What stays in the hands of whoever mends it keeps what it is known by.
        if (kept && !latest.current.dirty && kept.parts.length === sent.parts.length) setParts(kept.parts);
        base.current = partsThere();
        unsaved.current = latest.current.dirty;
      }
      setState(latest.current.dirty ? "dirty" : "saved");
    } catch (error) {
      const why = troubleOf(error);
      setState("dirty");
      setTrouble(why);
      // Somebody was faster: what is there now is fetched, and the text stays here.
      if (why.kind === "conflict") await draft.refresh().catch(() => {});
    } finally {
      busy.current = false;
      if (latest.current.dirty) plan();
    }
  };
  const plan = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(), PAUSE);
  };
  const put = (now: Part[]) => {
    latest.current.dirty = true;
    unsaved.current = true;
    setParts(now);
    setState("dirty");
    plan();
  };
  useEffect(() => {
    const before = (event: BeforeUnloadEvent) => {
      if (unsaved.current) event.preventDefault();
    };
    addEventListener("beforeunload", before);
    return () => {
      removeEventListener("beforeunload", before);
      clearTimeout(timer.current);
      if (unsaved.current) save();
    };
  }, []);
  // What a colleague has saved is shown where nothing is typed here.
  const stamp = JSON.stringify(act?.parts);
  useEffect(() => {
    if (!act || unsaved.current) return;
    setParts(act.parts);
    base.current = stamp;
  }, [stamp]);

  const throwAway = () =>
    deed
      .run(async () => {
        const id = latest.current.id;
        if (!id) return close?.();
        await draft.flush();
        const input = { consultation: draft.call.id, version: draft.call.version, act: id };
        const { discardAct } = await ask(DiscardAct, { input, preview: script });
        const { consultation } = done(discardAct);
        latest.current.dirty = false;
        unsaved.current = false;
        clearTimeout(timer.current);
        const left = consultation?.acts.find((one) => one.id === id);
        if (consultation) draft.replace(consultation);
        // Of a first text nothing is left: whoever writes again writes a new one.
        if (!left) latest.current.id = undefined;
        setParts(left?.parts ?? []);
        setAnew(!left?.parts[0]);
        base.current = partsThere();
      })
      .then((did) => did && discard(false));

  const told = {
    saved: m.editor.savedNow,
    dirty: m.editor.typing,
    saving: m.editor.saving,
  }[state];
  const published = draft.call.published;
  return (
    <div class="act-editor">
      <Field label={m.acts.actTitle}>
        {(props) => (
          <input
            {...props}
            value={title}
            readOnly={readOnly || (published && !!act && !act.added)}
            onInput={(event) => {
              setTitle(event.currentTarget.value);
              latest.current.title = event.currentTarget.value;
              if (parts[0]) put(parts);
            }}
          />
        )}
      </Field>
      {act && (
        <p class="meta">
          <span class="badge">{fill(m.acts.version, { n: act.number })}</span>
          <span>
            {act.waits
              ? published
                ? act.added
                  ? m.acts.waitsWhole
                  : m.acts.waits
                : m.acts.waitsDraft
              : m.acts.holds}
          </span>
          <span>{count(m.acts.parts, parts.length)}</span>
          {!readOnly && (
            <span class="saved" role="status">
              {told}
            </span>
          )}
        </p>
      )}
      {trouble && (
        <div>
          <Mishap trouble={trouble} again={() => save(true)} />
          {trouble.kind === "conflict" && <p class="hint">{m.acts.tooLate}</p>}
        </div>
      )}
      {anew && !readOnly && (
        <Source
          town={town}
          read={(found, read) => {
            setLocale(found);
            latest.current.locale = found;
            setAnew(false);
            put(read);
            tell(count(m.acts.parts, read.length));
          }}
        />
      )}
      {parts[0] && <Tree parts={parts} put={put} readOnly={readOnly} />}
      {act?.waits && published && !act.added && (
        <details class="others" open>
          <summary>{m.acts.difference}</summary>
          <Difference act={act} />
        </details>
      )}
      {!readOnly && (
        <div class="acts">
          {!anew && (
            <button type="button" class="quiet" onClick={() => setAnew(true)}>
              {m.acts.another}
            </button>
          )}
          {act?.waits && (
            <button type="button" class="text stop" onClick={() => discard(true)}>
              {m.acts.discard}
            </button>
          )}
        </div>
      )}
      {discarding && (
        <Sure
          title={m.acts.discardTitle}
          yes={m.acts.discardNow}
          stop
          act={{ ...deed, run: throwAway }}
          close={() => discard(false)}
        >
          <p>{m.acts.discardWhat}</p>
        </Sure>
      )}
    </div>
  );
}

export function Acts({ draft, town, script }: Given) {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { call } = draft;
  const [more, setMore] = useState(false);
  /** A new act keeps its place while the server gives it its id. */
  const first = useRef(call.acts.length === 0);
  const shown = call.acts.length > 0 ? call.acts : [];
  return (
    <div id={idOf("acts")} tabIndex={-1}>
      {first.current ? (
        <OneAct key="first" act={shown[0]} draft={draft} town={town} script={script} />
      ) : (
        shown.map((act) => <OneAct key={act.id} act={act} draft={draft} town={town} script={script} />)
      )}
      {first.current &&
        shown
          .slice(1)
          .map((act) => <OneAct key={act.id} act={act} draft={draft} town={town} script={script} />)}
      {more && (
        <OneAct
          key={`new${shown.length}`}
          act={undefined}
          draft={draft}
          town={town}
          script={script}
          close={() => setMore(false)}
        />
      )}
      {!readOnly && shown[0] && !more && (
        <div class="acts">
          <button type="button" class="quiet" onClick={() => setMore(true)}>
            {m.acts.add}
          </button>
        </div>
      )}
    </div>
  );
}
