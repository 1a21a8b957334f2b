/** The editor of a call: its parts, what becomes of what is typed, and how it will look. */
import { Fragment, h } from "preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, Failed, type Trouble, troubleOf } from "../ask";
import { mayEdit } from "../calls/new";
import type { At } from "../frame";
import { DeskCall, SaveCall } from "../gen/documents";
import type { DeskCallQuery } from "../gen/graphql";
import { useNews } from "../live";
import { Bones, Empty, Icon, Menu, Mishap, Page } from "../parts";
import { A, at } from "../route";
import { fill, tell, useSay } from "../say";
import { type Act, Acting } from "./acts";
import { Clash } from "./conflict";
import type { Call } from "./content";
import { sendable } from "./content";
import { Contents, SECTIONS, type Section } from "./contents";
import { Edit, type Editing, labelOf } from "./context";
import { Draft } from "./draft";
import { History } from "./history";
import { Preview, type Script } from "./preview";
import { NotSaved, Saved, useLeaving, useWrong } from "./saved";

type Loaded = DeskCallQuery["desk"];

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
      merged: (who, all) => {
        const { m } = latest.current;
        // A file of one's own is nobody else's change.
        const facts = who === viewer.name ? all.filter((fact) => fact !== "documents") : all;
        if (!facts[0]) return;
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
  const { wrong, unread, setWrong } = useWrong(draft, draft.mine.events);
  const leaving = useLeaving(draft, wrong, unread);

  const { call, mine: content, phase } = draft;
  const readOnly = !mayEdit(roles);
  const editing: Editing = {
    draft,
    call,
    content,
    set: (patch) => draft.edit(patch),
    wrong,
    unread,
    setWrong,
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
            {!readOnly && (
              <Saved
                draft={draft}
                open={wrong.size > 0}
                typing={[...unread.keys()].some((field) => !wrong.has(field))}
              />
            )}
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
                  // What is missing is known of what is saved. What could not be saved is said there.
                  await draft.flush();
                  if (draft.phase.is !== "clash") setAct(main[0]);
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
        {!readOnly && <NotSaved wrong={wrong} />}
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
