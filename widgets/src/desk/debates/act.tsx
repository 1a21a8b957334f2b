/** The texts of acts: read from what is pasted or brought, mended by hand, compared with what is published. */
import { Fragment, h } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ask, done, Failed, type Trouble, troubleOf } from "../ask";
import { Clashing, type Deciding } from "../editor/conflict";
import type { Text } from "../editor/content";
import { idOf, useEdit } from "../editor/context";
import type { Draft } from "../editor/draft";
import { Others } from "../editor/others";
import type { Script } from "../editor/preview";
import { reworded, sent as sentText } from "../editor/wording";
import { DiscardAct, PublishedText, SaveAct, WordActPart } from "../gen/documents";
import type { PartWordingsInput } from "../gen/graphql";
import { Field, goOnAt, Mishap } from "../parts";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import { Beside, TEXTS } from "./beside";
import { type Act, blank, type Content, type Debate, type Part } from "./content";
import { alike, type Facts, joined, told as lines, meet, type Standing, words } from "./meet";
import { Source } from "./source";
import { Difference, nameOf, Published, type Shown, Tree, Words } from "./tree";
import { Wordings } from "./wordings";

/** After the last change. */
const PAUSE = 1500;
/** So often somebody else may be faster before the person is told. */
const TRIES = 3;

interface Given {
  draft: Draft<Debate, Content>;
  town: string;
  script: Script;
}

/** What two people have made of a text. */
type Two = Deciding<{ content: Facts; savedBy?: string | null | undefined }, Facts>;

/** From what a colleague has made of a part to what stands here. */
function Between({ fact, of: { mine, phase } }: { fact: string; of: Two }) {
  const { m } = useSay();
  if (phase.is !== "clash") return null;
  const [theirs, here] = [phase.theirs.content[fact], mine[fact]].map((one) => lines(one).join("\n"));
  return theirs && here ? (
    <details class="difference" open>
      <summary>{m.acts.difference}</summary>
      <Words pieces={words(theirs, here)} />
    </details>
  ) : null;
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
  const usual = { text: m.acts.actTitleDefault, locale: defaultLocale, overrides: [] };
  const [title, setTitle] = useState<Text>(act?.title ?? usual);
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
  /** The act as it is at the server, as far as this page knows. */
  const there = (): Standing | undefined => draft.call.acts.find(({ id }) => id === latest.current.id);
  /** The same when typing began. */
  const base = useRef(there());
  /** What of the text two people have changed, until one of them has chosen. */
  const [clash, setClash] = useState<Two>();
  /** Whether it waits until somebody has chosen: here, or among what else is written of the consultation. */
  const held = useRef(false);
  /** Nobody is here any more who could choose. */
  const left = useRef(false);
  const beside = useRef(new Beside()).current;
  useMemo(() => beside.learn(act?.parts ?? []), [act]);
  const [wording, showBeside] = useState<Shown>();

  /** Puts a text in the place of the one that stands here. */
  const stand = ({ title, locale, parts }: Standing) => {
    latest.current = { ...latest.current, title, locale, parts };
    setTitle(title);
    setLocale(locale);
    setParts(parts);
  };
  const save = async () => {
    if (busy.current) return;
    running.current = attempt();
    await running.current;
  };
  /** Takes in what a colleague has written meanwhile; nothing where both have changed the same, and somebody must choose. */
  const met = (): boolean => {
    const now = there();
    // Thrown away there it is written anew.
    if (!now) latest.current.id = undefined;
    if (!now || !base.current || alike(base.current, now)) return true;
    beside.learn(now.parts);
    const { mine, theirs, facts, standing } = meet(base.current, latest.current, now);
    const { savedBy } = draft.call;
    if (facts[0] && left.current) {
      base.current = now;
      stand(standing(new Map(facts.map((fact) => [fact, joined(fact, mine, theirs)]))));
      return true;
    }
    if (facts[0]) {
      const resolve = (chosen: Map<string, Facts>) => {
        setClash(undefined);
        held.current = false;
        base.current = now;
        stand(standing(chosen));
        save();
      };
      setClash({ mine, phase: { is: "clash", theirs: { content: theirs, savedBy }, facts }, resolve });
      return false;
    }
    base.current = now;
    stand(standing());
    tell(fill(m.editor.merged, { who: savedBy ?? m.editor.somebody, fields: m.debate.partActs }));
    return true;
  };
  const attempt = async (tries = 1): Promise<void> => {
    busy.current = true;
    setState("saving");
    setTrouble(undefined);
    try {
      // One after the other, because both make the version grow.
      await draft.flush();
      held.current = draft.phase.is === "clash" || !met();
      if (held.current) return setState("dirty");
      latest.current.dirty = false;
      const sent = latest.current;
      const known = new Set(draft.call.acts.map(({ id }) => id));
      const worded = sent.parts.map((part) => ({ part, others: beside.of(part) }));
      const { saveAct } = await ask(SaveAct, {
        input: {
          consultation: draft.call.id,
          version: draft.call.version,
          act: sent.id ?? null,
          title: sentText(sent.title) ?? usual,
          locale: sent.locale,
          parts: worded.map(({ part: { id: _, ...part }, others }) => ({ ...part, others })),
        },
        preview: script,
      });
      const { consultation } = done(saveAct);
      beside.sent(worded);
      if (consultation) {
        if (!latest.current.id) {
          latest.current.id = consultation.acts.find(({ id }) => !known.has(id))?.id;
          if (latest.current.id) begun(latest.current.id);
        }
        draft.replace(consultation);
        const kept = consultation.acts.find(({ id }) => id === latest.current.id);
        // What stays in the hands of whoever mends it keeps what it is known by; what is blank still stays there, too.
        if (
          kept &&
          !latest.current.dirty &&
          kept.parts.length === sent.parts.filter((one) => !blank(one)).length
        ) {
          const known = [...kept.parts];
          setParts(sent.parts.map((part) => (blank(part) ? part : (known.shift() ?? part))));
        }
        base.current = there();
        unsaved.current = latest.current.dirty;
      }
      setState(latest.current.dirty ? "dirty" : "saved");
    } catch (error) {
      const why = troubleOf(error);
      // Somebody was faster: what is there now is fetched, and becomes one with what stands here.
      if (why.kind === "conflict" && tries < TRIES) {
        await draft.refresh().catch(() => {});
        return await attempt(tries + 1);
      }
      setState("dirty");
      setTrouble(why);
    } finally {
      busy.current = false;
      if (latest.current.dirty && !held.current) plan();
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
      left.current = true;
      if (unsaved.current) save();
    };
  }, []);
  // What a colleague has saved is shown where nothing is typed here.
  const stamp = JSON.stringify(act && [act.title, act.parts]);
  useEffect(() => {
    if (!act || unsaved.current || latest.current.parts.some(blank)) return;
    stand(act);
    base.current = act;
  }, [stamp]);
  // Somebody has chosen among what else is written: the text goes on.
  const { is } = draft.phase;
  useEffect(() => {
    if (is !== "clash" && held.current && !clash) plan();
  }, [is]);

  /** The text that holds, where it is looked at while another is being made. */
  const [holds, look] = useState<Part[]>();
  const holding = async () => {
    const { desk } = await ask(PublishedText, { municipality: town, id: draft.call.id });
    return desk.consultation?.acts.find(({ id }) => id === latest.current.id)?.publishedParts;
  };
  /** A part as the server has it, which gives a new one what it is known by. */
  const atServer = (part: Part) =>
    there()?.parts.find(
      (one) => (!part.key || one.key === part.key) && TEXTS.every((name) => one[name] === part[name]),
    );
  /** Keeps what is written by hand beside a part. What is typed into the text is saved before, so that the part is there. */
  const keep = async ({ part, published }: Shown, others: PartWordingsInput) => {
    clearTimeout(timer.current);
    await running.current;
    if (unsaved.current) await save();
    await draft.flush();
    const found = published ? part : atServer(part);
    if (unsaved.current || !found?.id) throw new Failed({ kind: "conflict" });
    const input = { consultation: draft.call.id, version: draft.call.version, part: found.id, others };
    const { consultation } = done((await ask(WordActPart, { input, preview: script })).wordActPart);
    if (!consultation) return;
    draft.replace(consultation);
    base.current = there();
    setParts(there()?.parts ?? []);
    if (published) look(await holding());
    tell(m.common.done);
  };
  /** Begins another version, in which a part stands as it stood and this beside it: it is published with a reason. */
  const wordAnew = (part: Part, others: NonNullable<Part["others"]>) => {
    beside.write({ ...(atServer(part) ?? part), others });
    put([...latest.current.parts]);
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
        beside.drop();
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
        base.current = there();
      })
      .then((did) => did && discard(false));

  /** A part with what is beside it here, which the server may not have yet. */
  const asHere = (part: Part): Part => ({ ...part, others: beside.of(part) ?? part.others ?? null });
  const told = {
    saved: m.editor.savedNow,
    dirty: m.editor.typing,
    saving: m.editor.saving,
  }[state];
  const published = draft.call.published;
  /** What is published keeps the title under which it was. */
  const titled = readOnly || (published && !!act && !act.added);
  const entitle = (now: Text) => {
    setTitle(now);
    latest.current.title = now;
    if (parts[0]) put(parts);
  };
  /** A part of which two people make something, by what it is called. */
  const labelOf = (fact: string) => {
    const both = [...parts, ...(there()?.parts ?? [])];
    const place = both.findIndex(({ key }) => key === fact);
    const part = both[place];
    return part ? nameOf(part, place, m) : m.acts.actTitle;
  };
  return (
    <div class="act-editor">
      <Field label={m.acts.actTitle}>
        {(props) => (
          <Fragment>
            <input
              {...props}
              value={title.text}
              lang={title.locale}
              readOnly={titled}
              onInput={(event) =>
                entitle(reworded(title, event.currentTarget.value, defaultLocale) ?? { ...title, text: "" })
              }
            />
            {title.text && (!titled || title.overrides[0]) && (
              <Others field={`acts.${act?.id ?? "new"}`} value={title} change={entitle} readOnly={titled} />
            )}
          </Fragment>
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
      {trouble && <Mishap trouble={trouble} again={() => save()} />}
      {clash && (
        <Clashing
          draft={clash}
          told={(fact, from) => lines(from[fact])}
          label={labelOf}
          between={(fact) => <Between fact={fact} of={clash} />}
          joined={joined}
        />
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
          part={wording.published ? wording.part : asHere(wording.part)}
          locale={locale}
          keep={(others) => keep(wording, others)}
          anew={wording.published ? undefined : (others) => wordAnew(wording.part, others)}
          close={() => showBeside(undefined)}
        />
      )}
      {deed.trouble && !discarding && <Mishap trouble={deed.trouble} />}
      {!readOnly && (
        <div class="acts">
          {!anew && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                setAnew(true);
                goOnAt("#act-text");
              }}
            >
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
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setMore(true);
              goOnAt(".act-editor:last-child input");
            }}
          >
            {m.acts.add}
          </button>
        </div>
      )}
    </div>
  );
}
