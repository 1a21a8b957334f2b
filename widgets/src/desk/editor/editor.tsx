/** The editor of a call: its parts, what becomes of what is typed, and how it will look. */
import { type ComponentChildren, Fragment, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import type { At } from "../frame";
import { DeskCall, SaveCall } from "../gen/documents";
import type { DeskCallQuery } from "../gen/graphql";
import { Icon, Menu, Page } from "../parts";
import { mayEdit } from "../roles";
import { A, at } from "../route";
import { useSay } from "../say";
import { type Act, Acting } from "./acts";
import { Clash } from "./conflict";
import type { Call, Content } from "./content";
import { atHome, sendable } from "./content";
import { Contents, SECTIONS, type Section } from "./contents";
import { CallProvider, Edit, type Editing, type EditingCall, labelOf, stuckOf } from "./context";
import { History } from "./history";
import { Opening } from "./opening";
import { Preview, type Script } from "./preview";
import { NotSaved, Saved, useLeaving, useWrong } from "./saved";
import { useDraft } from "./use-draft";

type Loaded = DeskCallQuery["desk"];

/** Calls to which nobody can apply any more: their results can be written. */
const JUDGED: Call["state"][] = ["CLOSED", "EVALUATION", "RESULTS", "UNDATED"];

/** Calls whose deadline can still be moved: nobody has been shut out by it yet. */
const MOVED: Call["state"][] = ["ANNOUNCED", "OPEN", "UNDATED"];

/** What the parts are given. */
const Given = ({
  editing,
  call,
  children,
}: {
  editing: Editing;
  call: EditingCall;
  children: ComponentChildren;
}) => (
  <Edit.Provider value={editing}>
    <CallProvider value={call}>{children}</CallProvider>
  </Edit.Provider>
);

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
  const [strict, setStrict] = useState(false);
  const [act, setAct] = useState<Act>();
  const [history, setHistory] = useState(false);
  const [looking, look] = useState(false);
  const draft = useDraft<Call, Content>(first, script, viewer.name, {
    load: async ({ locale }, preview) =>
      (await ask(DeskCall, { municipality: town.slug, id: first.id, locale, preview })).desk.call,
    save: async (version, content, preview) => {
      const input = { id: first.id, version, content: sendable(content) };
      return done((await ask(SaveCall, { input, locale: say.locale, preview })).saveCall).call;
    },
    label: labelOf,
    // News is what was done to this call anywhere but here, be it by the same person: one knows it by its version.
    concerns: (news, known) =>
      (news.subjectId === first.id || news.call?.id === first.id) &&
      // A question leaves the version of its call as it was.
      (news.kind.startsWith("QUESTION") || !(news.call && news.call.version <= known.version)),
    // A file of one's own is nobody else's change.
    own: ["documents"],
  });
  const { wrong, unread, setWrong } = useWrong(draft, draft.mine.events);
  const leaving = useLeaving(draft, wrong, unread, (field) => labelOf(field, say));

  const { call, mine: content, phase } = draft;
  const readOnly = !mayEdit(roles);
  const home = <T extends { field: string }>(all: T[]) =>
    all.map((one) => ({ ...one, field: atHome(one.field, content.events) }));
  const editing: Editing = {
    stuck: stuckOf(draft),
    missing: home(call.missing),
    warnings: home(call.warnings),
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
    MOVED.includes(call.state) ? (["extend", m.editor.extend] as const) : undefined,
    call.published && !over ? (["cancel", m.editor.cancelCall] as const) : undefined,
    call.published ? undefined : (["delete", m.editor.deleteDraft] as const),
  ].filter((one) => one !== undefined);
  return (
    <Given
      editing={editing}
      call={{ draft, call, content, town: town.slug, set: (patch) => draft.edit(patch) }}
    >
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
            {!readOnly && (
              <button type="button" class="quiet" onClick={() => setHistory(true)}>
                {m.editor.history}
              </button>
            )}
            {!readOnly && JUDGED.includes(call.state) && (
              <A to={at(town.slug, "rezultati", call.id)} class="btn quiet">
                {m.results.open}
              </A>
            )}
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
            <Contents />
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
    </Given>
  );
}

export function Editor(props: At & { id: string }) {
  const { town, id } = props;
  const { m, locale } = useSay();
  const [script, setScript] = useState<Script>(locale === "sr-Cyrl" ? "sr-Cyrl" : "sr-Latn");
  return (
    <Opening
      id={id}
      title={m.calls.title}
      load={async () => (await ask(DeskCall, { municipality: town.slug, id, locale, preview: script })).desk}
      back={{ to: at(town.slug, "pozivi"), name: m.editor.back }}
    >
      {(loaded) =>
        loaded.call && (
          <Opened {...props} loaded={loaded} first={loaded.call} script={script} setScript={setScript} />
        )
      }
    </Opening>
  );
}
