/** The editor of a call: its parts, what becomes of what is typed, and how it will look. */
import { Fragment, h, type VNode } from "preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, Failed, type Trouble, troubleOf } from "../ask";
import { mayEdit } from "../calls/new";
import type { At } from "../frame";
import { DeskCall, SaveCall } from "../gen/documents";
import type { DeskCallQuery } from "../gen/graphql";
import { useNews } from "../live";
import { Bones, Dialog, Empty, Icon, Menu, Mishap, Page } from "../parts";
import { A, at, guarded } from "../route";
import { fill, tell, useSay } from "../say";
import { type Act, Acting } from "./acts";
import { Clash } from "./conflict";
import type { Call } from "./content";
import { sendable } from "./content";
import { Edit, type Editing, labelOf } from "./context";
import { Documents } from "./documents";
import { Draft } from "./draft";
import { History } from "./history";
import { Preview, type Script } from "./preview";
import { Questions } from "./questions";
import { AreasAndLots, Basics, Contact, Dates, Events, Money, Who } from "./sections";

type Loaded = DeskCallQuery["desk"];

const SECTIONS = {
  basics: Basics,
  dates: Dates,
  money: Money,
  who: Who,
  areas: AreasAndLots,
  documents: Documents,
  events: Events,
  contact: Contact,
  questions: Questions,
};
type Section = keyof typeof SECTIONS;

/** Where each fact is edited. */
const PLACES: Record<string, Section> = {
  title: "basics",
  summary: "basics",
  kind: "basics",
  publishedOn: "basics",
  referenceNumber: "basics",
  deadline: "dates",
  deadlineNote: "dates",
  opens: "dates",
  questionsUntil: "dates",
  objectionsUntil: "dates",
  resultsExpectedOn: "dates",
  budget: "money",
  minGrant: "money",
  maxGrant: "money",
  coFundingPercent: "money",
  minMonths: "money",
  maxMonths: "money",
  eligibility: "who",
  seatIn: "who",
  registeredBefore: "who",
  areas: "areas",
  lots: "areas",
  documents: "documents",
  events: "events",
  contact: "contact",
  legalBasis: "contact",
};

/** What becomes of what was typed, in a few words. */
function Saved({ draft }: { draft: Draft }) {
  const { m, time } = useSay();
  const { phase, call } = draft;
  if (phase.is === "failed") {
    const offline = phase.trouble.kind === "offline" || phase.trouble.kind === "busy";
    return (
      <span class="saved failed" role="alert">
        <Icon name="warn" />{" "}
        {offline ? m.editor.offline : `${m.editor.failed} ${m.trouble[phase.trouble.kind]}`}{" "}
        {phase.trouble.requestId && <code>{phase.trouble.requestId}</code>}{" "}
        <button type="button" class="text" onClick={() => draft.flush()}>
          {m.editor.retryNow}
        </button>
      </span>
    );
  }
  const text =
    phase.is === "saving"
      ? m.editor.saving
      : phase.is !== "saved"
        ? m.editor.typing
        : call.savedAt
          ? fill(m.editor.saved, { time: time(call.savedAt) })
          : m.editor.savedNow;
  return (
    <span class="saved" role="status">
      {phase.is === "saved" && <Icon name="check" />} {text}
    </span>
  );
}

/** The parts of the call, each with what is to be looked at in it. */
function Contents({ editing }: { editing: Editing }) {
  const { m, count } = useSay();
  const [now, set] = useState<string>("basics");
  const { call, wrong, strict } = editing;
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) set(target.id);
      },
      { rootMargin: "-20% 0px -70%" },
    );
    for (const section of document.querySelectorAll(".sections > section")) seen.observe(section);
    return () => seen.disconnect();
  }, []);
  const problems = (section: Section) => {
    const fields = [
      ...call.warnings.map(({ field }) => field),
      ...wrong.keys(),
      ...(strict ? call.missing.map(({ field }) => field) : []),
    ];
    const waiting = call.questions.filter(({ state }) => state === "WAITING").length;
    return section === "questions"
      ? waiting
      : fields.filter((field) => PLACES[field.split(".")[0] ?? ""] === section).length;
  };
  return (
    <nav class="contents" aria-label={m.editor.sections}>
      <ul>
        {(Object.keys(SECTIONS) as Section[]).map((section) => {
          const n = problems(section);
          return (
            <li key={section}>
              <a href={`#${section}`} aria-current={now === section ? "true" : undefined}>
                {m.section[section]}
                {n > 0 && (
                  <span class="dot" title={count(m.editor.problems, n)}>
                    <span aria-hidden="true">{n}</span>
                    <span class="unseen">, {count(m.editor.problems, n)}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Asks before something that is not saved is left behind. */
function useLeaving(draft: Draft): VNode | null {
  const { m } = useSay();
  const [asking, ask] = useState<(leave: boolean) => void>();
  useEffect(() => {
    const before = (event: BeforeUnloadEvent) => {
      if (!draft.unsaved) return;
      draft.flush();
      event.preventDefault();
    };
    addEventListener("beforeunload", before);
    const free = guarded(async () => {
      if (!draft.unsaved || (await draft.flush())) return true;
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
    </Dialog>
  );
}

function Opened({
  loaded,
  first,
  town,
  viewer,
  roles,
  script,
  setScript,
}: At & { loaded: Loaded; first: Call; script: Script; setScript: (script: Script) => void }) {
  const say = useSay();
  const { m } = say;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [wrong, setWrong] = useState(new Map<string, string>());
  const [strict, setStrict] = useState(false);
  const [act, setAct] = useState<Act>();
  const [history, setHistory] = useState(false);
  const [looking, look] = useState(false);
  const shownScript = useRef(script);
  shownScript.current = script;
  const latest = useRef(say);
  latest.current = say;

  const draft = useMemo(() => {
    const load = async () => {
      const { desk } = await ask(DeskCall, {
        municipality: town.slug,
        id: first.id,
        locale: latest.current.locale,
        preview: shownScript.current,
      });
      if (!desk.call) throw new Failed({ kind: "gone" });
      return desk.call;
    };
    return new Draft(first, {
      load,
      save: async (version, content) => {
        const input = { id: first.id, version, content: sendable(content) };
        const { saveCall } = await ask(SaveCall, { input, preview: shownScript.current });
        const { call } = done(saveCall);
        if (!call) throw new Error("no call");
        return call;
      },
      later: (what, delay) => {
        const timer = setTimeout(what, delay);
        return () => clearTimeout(timer);
      },
      changed: () => redraw(undefined),
      merged: (who, facts) => {
        const { m } = latest.current;
        const fields = facts.map((fact) => labelOf(fact, latest.current)).join(", ");
        tell(fill(m.editor.merged, { who: who ?? m.editor.somebody, fields }));
      },
    });
  }, [first.id]);

  useEffect(() => {
    const online = () => draft.online();
    addEventListener("online", online);
    return () => {
      removeEventListener("online", online);
      draft.stop();
    };
  }, [draft]);
  // The preview is asked for in one script at a time.
  const began = useRef(script);
  useEffect(() => {
    if (began.current === script) return;
    began.current = script;
    draft.refresh().catch(() => {});
  }, [script]);
  // Only what others do to this call is news here.
  useNews((news) => {
    if (news && (news.subjectId !== first.id || news.by === viewer.name) && news.call?.id !== first.id)
      return;
    if (news?.call && news.call.version <= draft.call.version) return;
    if (draft.phase.is !== "clash") draft.refresh().catch(() => {});
  });
  const leaving = useLeaving(draft);

  const { call, mine: content, phase } = draft;
  const readOnly = !mayEdit(roles);
  const editing: Editing = {
    draft,
    call,
    content,
    set: (patch) => draft.edit(patch),
    wrong,
    setWrong: (field, why) =>
      setWrong((old) => {
        if (old.get(field) === why) return old;
        const now = new Map(old);
        if (why) now.set(field, why);
        else now.delete(field);
        return now;
      }),
    readOnly,
    areas: loaded.municipality.areas,
    defaultLocale: loaded.municipality.defaultLocale,
    strict,
  };
  useEffect(() => {
    // A link to a part of the call, such as its questions.
    const place = location.hash.slice(1);
    if (place in SECTIONS) document.getElementById(place)?.scrollIntoView();
  }, []);

  const changed = call.published && call.changes[0];
  const over = call.state === "CANCELLED";
  const main = !call.published
    ? (["publish", m.editor.publish] as const)
    : changed
      ? (["correct", m.editor.correct] as const)
      : undefined;
  const others = [
    changed ? (["discard", m.editor.discard] as const) : undefined,
    call.published && !over ? (["extend", m.editor.extend] as const) : undefined,
    call.published && !over ? (["cancel", m.editor.cancelCall] as const) : undefined,
    call.published ? undefined : (["delete", m.editor.deleteDraft] as const),
  ].filter((one) => one !== undefined);
  return (
    <Edit.Provider value={editing}>
      <A to={at(town.slug, "pozivi")} class="back">
        <Icon name="back" /> {m.editor.back}
      </A>
      <Page
        wide
        title={content.title?.text || m.editor.untitled}
        lead={
          <Fragment>
            <span class={`badge ${call.state.toLowerCase()}`}>
              {m.calls[`one${pascal(call.state)}` as "oneDraft"]}
            </span>{" "}
            {!readOnly && <Saved draft={draft} />}
          </Fragment>
        }
        acts={
          <div class="acts">
            <button type="button" class="quiet narrow" aria-pressed={looking} onClick={() => look(!looking)}>
              {m.preview.title}
            </button>
            <button type="button" class="quiet" onClick={() => setHistory(true)}>
              {m.editor.history}
            </button>
            {call.page && (
              <a class="btn quiet" href={call.page} target="_blank" rel="noopener">
                {m.editor.publicPage} <span class="unseen">({m.common.newTab})</span>
              </a>
            )}
            {!readOnly && (
              <Menu label={m.editor.moreActions}>
                {others.map(([name, text]) => (
                  <button
                    type="button"
                    key={name}
                    class={name === "extend" ? "text" : "text stop"}
                    onClick={() => setAct(name)}
                  >
                    {text}
                  </button>
                ))}
              </Menu>
            )}
            {!readOnly && main && (
              <button
                type="button"
                onClick={async () => {
                  // What is missing is known of what is saved.
                  if (await draft.flush()) setAct(main[0]);
                }}
              >
                {main[1]}
              </button>
            )}
          </div>
        }
      >
        {readOnly && <p class="note">{m.editor.readOnly}</p>}
        {changed && <p class="note">{m.editor.pending}</p>}
        <div class={looking ? "editor looking" : "editor"}>
          <div class="form">
            <Contents editing={editing} />
            <div class="sections">
              {(Object.keys(SECTIONS) as Section[]).map((name) => {
                const View = SECTIONS[name];
                return (
                  <section id={name} key={name} aria-labelledby={`${name}-title`} class="card">
                    <h2 id={`${name}-title`}>{m.section[name]}</h2>
                    <View />
                  </section>
                );
              })}
            </div>
          </div>
          <Preview call={call} script={script} choose={setScript} behind={phase.is !== "saved"} />
        </div>
      </Page>
      {phase.is === "clash" && <Clash draft={draft} />}
      {act && (
        <Acting
          act={act}
          close={() => setAct(undefined)}
          script={script}
          town={town.slug}
          strict={() => setStrict(true)}
        />
      )}
      {history && <History municipality={town.slug} id={call.id} close={() => setHistory(false)} />}
      {leaving}
    </Edit.Provider>
  );
}

export function Editor(props: At & { id: string }) {
  const { town, id } = props;
  const { m, locale } = useSay();
  const [script, setScript] = useState<Script>(locale === "sr-Cyrl" ? "sr-Cyrl" : "sr-Latn");
  const [loaded, set] = useState<Loaded>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [slow, setSlow] = useState(false);
  const load = async () => {
    setTrouble(undefined);
    try {
      const { desk } = await ask(DeskCall, { municipality: town.slug, id, locale, preview: script });
      set(desk);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  useEffect(() => {
    load();
    const timer = setTimeout(() => setSlow(true), 4000);
    return () => clearTimeout(timer);
  }, [id]);
  if (trouble)
    return (
      <Page title={m.calls.title}>
        <Mishap trouble={trouble} again={load} />
      </Page>
    );
  if (!loaded) return <Bones rows={8} slow={slow} />;
  if (!loaded.call)
    return (
      <Page title={m.trouble.gone}>
        <Empty title={m.trouble.gone} hint={m.trouble.goneHint}>
          <A to={at(town.slug, "pozivi")}>{m.editor.back}</A>
        </Empty>
      </Page>
    );
  return <Opened {...props} loaded={loaded} first={loaded.call} script={script} setScript={setScript} />;
}
