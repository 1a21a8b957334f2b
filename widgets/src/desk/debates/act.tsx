/** The texts of acts: read from what is pasted or brought, mended by hand, compared with what is published. */
import { h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask, done, Failed, type Trouble, troubleOf } from "../ask";
import { idOf, useEdit } from "../editor/context";
import type { Draft } from "../editor/draft";
import type { Script } from "../editor/preview";
import { reworded } from "../editor/wording";
import { DiscardAct, PublishedText, SaveAct, WordActPart } from "../gen/documents";
import type { PartWordingsInput } from "../gen/graphql";
import { Field, Mishap, Sure } from "../parts";
import { fill, tell, useSay } from "../say";
import { useAct } from "../use";
import { Beside, TEXTS } from "./beside";
import type { Act, Content, Debate, Part } from "./content";
import { Source } from "./source";
import { Difference, Published, type Shown, Tree } from "./tree";
import { Wordings } from "./wordings";

/** After the last change. */
const PAUSE = 1500;

interface Given {
  draft: Draft<Debate, Content>;
  town: string;
  script: Script;
}

/** One act: its text as it stands here, saved by itself a moment after the last change. */
function OneAct({
  act,
  draft,
  town,
  script,
  begun,
  gone,
}: Given & {
  act: Act | undefined;
  /** The server gave a new one its id. */
  begun: (id: string) => void;
  /** Nothing is left of it. */
  gone: (id: string) => void;
}) {
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
  const running = useRef<Promise<void>>(undefined);
  /** Whether something stands here alone: from the first letter until the server has it. */
  const unsaved = useRef(false);
  const partsThere = () => JSON.stringify(draft.call.acts.find(({ id }) => id === latest.current.id)?.parts);
  /** The text as it was there when typing began. */
  const base = useRef(partsThere());
  const beside = useRef(new Beside()).current;
  useMemo(() => beside.learn(act?.parts ?? []), [act]);
  const [wording, showBeside] = useState<Shown>();

  /** Saves. Over what a colleague has written meanwhile only when that is wanted. */
  const save = async (over = false) => {
    if (busy.current) return;
    running.current = attempt(over);
    await running.current;
  };
  const attempt = async (over: boolean) => {
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
          parts: sent.parts.map(({ id: _, ...part }) => ({ ...part, others: beside.of(part) })),
        },
        preview: script,
      });
      const { consultation } = done(saveAct);
      if (consultation) {
        if (!latest.current.id) {
          latest.current.id = consultation.acts.find(({ id }) => !known.has(id))?.id;
          if (latest.current.id) begun(latest.current.id);
        }
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

  /** The text that holds, where it is looked at while another is being made. */
  const [holds, look] = useState<Part[]>();
  const holding = async () => {
    const { desk } = await ask(PublishedText, { municipality: town, id: draft.call.id });
    return desk.consultation?.acts.find(({ id }) => id === latest.current.id)?.publishedParts;
  };
  /** Keeps what is written by hand beside a part. What is typed into the text is saved before, so that the part is there. */
  const keep = async ({ part, published }: Shown, others: PartWordingsInput) => {
    clearTimeout(timer.current);
    await running.current;
    if (unsaved.current) await save();
    await draft.flush();
    const here = () => draft.call.acts.find(({ id }) => id === latest.current.id)?.parts ?? [];
    const found = published
      ? part
      : here().find(
          (one) => (!part.key || one.key === part.key) && TEXTS.every((name) => one[name] === part[name]),
        );
    if (unsaved.current || !found?.id) throw new Failed({ kind: "conflict" });
    const input = { consultation: draft.call.id, version: draft.call.version, part: found.id, others };
    const { consultation } = done((await ask(WordActPart, { input, preview: script })).wordActPart);
    if (!consultation) return;
    draft.replace(consultation);
    base.current = partsThere();
    setParts(here());
    if (published) look(await holding());
    tell(m.common.done);
  };
  const throwAway = () =>
    deed
      .run(async () => {
        const id = latest.current.id;
        if (!id) return;
        await draft.flush();
        const input = { consultation: draft.call.id, version: draft.call.version, act: id };
        const { discardAct } = await ask(DiscardAct, { input, preview: script });
        const { consultation } = done(discardAct);
        latest.current.dirty = false;
        unsaved.current = false;
        clearTimeout(timer.current);
        const left = consultation?.acts.find((one) => one.id === id);
        // Of a first text nothing is left: whoever writes again writes a new one.
        if (!left) {
          latest.current.id = undefined;
          gone(id);
        }
        if (consultation) draft.replace(consultation);
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
      {parts[0] && <Tree parts={parts} put={put} readOnly={readOnly} showBeside={showBeside} />}
      {act?.waits && published && !act.added && (
        <details class="others" open>
          <summary>{m.acts.difference}</summary>
          <Difference act={act} />
        </details>
      )}
      {wording && (
        <Wordings
          {...wording}
          locale={locale}
          keep={(others) => keep(wording, others)}
          close={() => showBeside(undefined)}
        />
      )}
      {deed.trouble && !discarding && <Mishap trouble={deed.trouble} />}
      {!readOnly && (
        <div class="acts">
          {!anew && (
            <button type="button" class="quiet" onClick={() => setAnew(true)}>
              {m.acts.another}
            </button>
          )}
          {act?.waits && published && !act.added && (
            <button
              type="button"
              class="quiet"
              aria-expanded={!!holds}
              onClick={() => (holds ? look(undefined) : deed.run(async () => look(await holding())))}
            >
              {m.acts.published}
            </button>
          )}
          {act?.waits && (
            <button type="button" class="text stop" onClick={() => discard(true)}>
              {m.acts.discard}
            </button>
          )}
        </div>
      )}
      {holds && act?.waits && <Published parts={holds} showBeside={showBeside} />}
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
  /** A new act keeps its place, and what is typed there, when the server gives it its id. */
  const places = useRef({ known: new Map<string, string>(), made: 0, next: "new0" }).current;
  const begun = (id: string) => {
    places.known.set(id, places.next);
    places.next = `new${++places.made}`;
    setMore(false);
  };
  const gone = (id: string) => {
    places.next = places.known.get(id) ?? id;
    places.known.delete(id);
  };
  const shown: [string, Act | undefined][] = call.acts.map((act) => [
    places.known.get(act.id) ?? act.id,
    act,
  ]);
  if (more || !shown[0]) shown.push([places.next, undefined]);
  return (
    <div id={idOf("acts")} tabIndex={-1}>
      {shown.map(([key, act]) => (
        <OneAct key={key} {...{ act, draft, town, script, begun, gone }} />
      ))}
      {!readOnly && call.acts[0] && !more && (
        <div class="acts">
          <button type="button" class="quiet" onClick={() => setMore(true)}>
            {m.acts.add}
          </button>
        </div>
      )}
    </div>
  );
}
