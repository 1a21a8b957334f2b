/** The editor of a consultation: its parts, what becomes of what is typed, and how it will look. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { Clashing } from "../editor/conflict";
import { dated } from "../editor/content";
import { Edit, type Editing, stuckOf } from "../editor/context";
import { History } from "../editor/history";
import { Opening } from "../editor/opening";
import type { Script } from "../editor/preview";
import { NotSaved, Saved, useLeaving, useWrong } from "../editor/saved";
import { useDraft } from "../editor/use-draft";
import { exported } from "../exported";
import type { At } from "../frame";
import { DeskDebate, SaveDebate } from "../gen/documents";
import type { DeskDebateQuery } from "../gen/graphql";
import { Icon, Menu, Page, useAbove } from "../parts";
import { mayEdit, mayModerate } from "../roles";
import { A, at } from "../route";
import { type Say, useSay } from "../say";
import type { Acts } from "./act";
import { atHome, type Content, DEBATE, type Debate, FACTS, type Fact, labelOf, sendable } from "./content";
import { type Deed, Doings } from "./deeds";
import { DebatePreview } from "./preview";
import { Basics, Channels, Contact, Dates, Documents, Rules, Sessions, Typed } from "./sections";

/** With the texts comes what reads and mends them: whoever reads comments needs none of that. */
type Loaded = DeskDebateQuery["desk"] & { Acts: typeof Acts };
const SECTIONS = {
  partBasics: Basics,
  partActs: undefined,
  partDates: Dates,
  partSessions: Sessions,
  partRules: Rules,
  partChannels: Channels,
  partDocuments: Documents,
  partContact: Contact,
};

/** A fact as lines that one can read. */
function lines(fact: Fact, content: Content, say: Say, areas: Editing["areas"]): string[] {
  const { m, moment, date } = say;
  const value = content[fact] as unknown;
  if (value === null || value === undefined || value === "") return [];
  switch (fact) {
    case "sessions":
      return content.sessions
        .filter(dated)
        .map((one) => [moment(one.starts), one.place?.text].filter(Boolean).join(" · "));
    case "areas":
      return content.areas.map((code) => areas.find((one) => one.code === code)?.label ?? code);
    case "channels":
      return content.channels.map(
        (one) => `${m.debate[`way${pascal(one.kind)}` as "wayPost"]} · ${one.text.text}`,
      );
    case "documents":
      return content.documents.map((one) => [one.name.text, one.url].filter(Boolean).join(" · "));
    case "kind":
      return [m.debate[`kind${pascal(content.kind)}` as "kindConsultation"]];
    case "moderation":
      return [m.debate[`moderation${pascal(content.moderation)}` as "moderationPre"]];
    case "confirmEmail":
      return [m.debate[`email${pascal(content.confirmEmail)}` as "emailNever"]];
    case "supports":
      return [m.debate[`supports${pascal(content.supports)}` as "supportsNone"]];
    case "publishedOn":
    case "answerDueOn":
      return [date(String(value))];
    case "opens":
    case "closes":
      return [moment(value as NonNullable<Content["closes"]>)];
  }
  if (typeof value === "boolean") return [value ? "✓" : "–"];
  if (typeof value === "object") return [(value as { text: string }).text];
  return [String(value)];
}

function Opened({
  loaded,
  first,
  town,
  roles,
  viewer,
  script,
  setScript,
}: At & { loaded: Loaded; first: Debate; script: Script; setScript: (script: Script) => void }) {
  const say = useSay();
  const { m } = say;
  const above = useAbove<HTMLElement>();
  const [strict, setStrict] = useState(false);
  const [deed, setDeed] = useState<Deed>();
  const [history, setHistory] = useState(false);
  const [looking, look] = useState(false);
  const draft = useDraft<Debate, Content>(
    first,
    script,
    viewer.name,
    {
      load: async ({ locale }, preview) =>
        (await ask(DeskDebate, { municipality: town.slug, id: first.id, locale, preview })).desk.consultation,
      save: async (version, content, preview) => {
        const input = { id: first.id, version, content: sendable(content) };
        return done((await ask(SaveDebate, { input, preview })).saveConsultation).consultation;
      },
      label: labelOf,
      concerns: (news, known) =>
        news.subjectId === first.id && !(news.consultation && news.consultation.version <= known.version),
      own: FACTS,
    },
    DEBATE,
  );

  const { call, mine: content, phase } = draft;
  const readOnly = !mayEdit(roles) || call.state === "CANCELLED" || call.state === "REPORT";
  const { wrong, unread, setWrong } = useWrong(draft, content.sessions, "sessions", FACTS);
  const home = <T extends { field: string }>(all: T[]) =>
    all.map((one) => ({ ...one, field: atHome(one.field, content.sessions) }));
  const [missing, warnings] = [home(call.missing), home(call.warnings)];
  const label = (field: string) => labelOf(field, say);
  const leaving = useLeaving(draft, wrong, unread, label);
  const editing: Editing = {
    stuck: stuckOf(draft),
    missing,
    warnings,
    wrong,
    unread,
    setWrong,
    readOnly,
    areas: loaded.municipality.areas,
    defaultLocale: loaded.municipality.defaultLocale,
    strict,
    label,
  };
  const obstacles = [
    ...[...wrong].map(([field, why]) => ({ field, why })),
    ...missing.map(({ field, code }) => ({
      field,
      why: m.fault[`code${pascal(code)}` as "codeRequired"],
    })),
    ...content.sessions.flatMap((one, i) =>
      dated(one) ? [] : [{ field: `sessions.${i}.starts`, why: m.fault.codeRequired }],
    ),
  ];

  const changed = call.published && (!!call.changes[0] || call.acts.some(({ waits }) => waits));
  const main: [Deed, string] | undefined = !call.published
    ? ["publish", m.debate.publish]
    : changed
      ? ["correct", m.editor.correct]
      : undefined;
  const others = [
    call.changes[0] ? (["discard", m.editor.discard] as const) : undefined,
    call.published ? (["extend", m.debate.extend] as const) : undefined,
    call.published ? (["cancel", m.debate.cancel] as const) : undefined,
    call.published ? undefined : (["delete", m.editor.deleteDraft] as const),
  ].filter((one) => one !== undefined);
  const moderates = mayModerate(roles);
  return (
    <Edit.Provider value={editing}>
      <Typed.Provider value={{ content, set: (patch) => draft.edit(patch), draft }}>
        <A to={at(town.slug, "rasprave")} class="back">
          <Icon name="back" /> {m.debate.back}
        </A>
        <Page
          wide
          title={content.title?.text || m.debates.new}
          lead={
            <Fragment>
              <span class={`badge ${call.state.toLowerCase()}`}>
                {m.debates[`one${pascal(call.state)}` as "oneDraft"]}
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
              {call.published && moderates && (
                <Fragment>
                  <A to={at(town.slug, "komentari", call.id)} class="btn quiet">
                    {m.debate.comments} {call.waiting > 0 && <b class="dot">{call.waiting}</b>}
                  </A>
                  <A to={at(town.slug, "odgovori", call.id)} class="btn quiet">
                    {m.debate.answers} {call.unanswered > 0 && <b class="dot">{call.unanswered}</b>}
                  </A>
                  {(call.state === "CLOSED" || call.state === "REPORT") && (
                    <A to={at(town.slug, "izvjestaj", call.id)} class="btn quiet">
                      {m.debate.report}
                    </A>
                  )}
                </Fragment>
              )}
              <button
                type="button"
                class="quiet narrow"
                aria-pressed={looking}
                onClick={() => look(!looking)}
              >
                {m.preview.title}
              </button>
              {mayEdit(roles) && (
                <button type="button" class="quiet" onClick={() => setHistory(true)}>
                  {m.editor.history}
                </button>
              )}
              {call.page && (
                <a class="btn quiet" href={call.page} target="_blank" rel="noopener">
                  {m.editor.publicPage} <span class="unseen">({m.common.newTab})</span>
                </a>
              )}
              <a
                class="btn quiet"
                href={exported("consultations.json", town.slug, `&consultation=${call.id}`)}
                download
              >
                {m.calls.export}
              </a>
              {!readOnly && (
                <Menu label={m.editor.moreActions}>
                  {others.map(([name, text]) => (
                    <button
                      type="button"
                      key={name}
                      class={name === "extend" ? "text" : "text stop"}
                      onClick={() => setDeed(name)}
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
                    if (draft.phase.is !== "clash") setDeed(main[0]);
                  }}
                >
                  {main[1]}
                </button>
              )}
            </div>
          }
        >
          {!mayEdit(roles) && <p class="note">{m.debate.readOnly}</p>}
          {changed && <p class="note">{m.debate.pending}</p>}
          {!readOnly && <NotSaved wrong={wrong} />}
          <div class={looking ? "editor looking" : "editor"}>
            <div class="form">
              <nav class="contents" ref={above} aria-label={m.debate.sections}>
                <ul>
                  {(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((name) => (
                    <li key={name}>
                      <a href={`#${name}`}>{m.debate[name]}</a>
                    </li>
                  ))}
                </ul>
              </nav>
              <div class="sections">
                {(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((name) => {
                  const View = SECTIONS[name];
                  return (
                    <section id={name} key={name} aria-labelledby={`${name}-title`} class="card">
                      <h2 id={`${name}-title`}>{m.debate[name]}</h2>
                      {View ? <View /> : <loaded.Acts draft={draft} town={town.slug} script={script} />}
                    </section>
                  );
                })}
              </div>
            </div>
            <DebatePreview
              shown={call.preview}
              script={script}
              choose={setScript}
              behind={phase.is !== "saved"}
            />
          </div>
        </Page>
        {phase.is === "clash" && (
          <Clashing draft={draft} told={(fact, from) => lines(fact, from, say, editing.areas)} />
        )}
        {deed && (
          <Doings
            deed={deed}
            draft={draft}
            close={() => setDeed(undefined)}
            script={script}
            town={town.slug}
            obstacles={obstacles}
            strict={() => setStrict(true)}
          />
        )}
        {history && (
          <History of="debate" municipality={town.slug} id={call.id} close={() => setHistory(false)} />
        )}
        {leaving}
      </Typed.Provider>
    </Edit.Provider>
  );
}

export function DebateEditor(props: At & { id: string }) {
  const { town, id } = props;
  const { m, locale } = useSay();
  const [script, setScript] = useState<Script>(locale === "sr-Cyrl" ? "sr-Cyrl" : "sr-Latn");
  return (
    <Opening
      id={id}
      title={m.debates.title}
      load={async () => {
        const of = { municipality: town.slug, id, locale, preview: script };
        const [{ desk }, { Acts }] = await Promise.all([ask(DeskDebate, of), import("./act")]);
        return { ...desk, Acts };
      }}
      back={{ to: at(town.slug, "rasprave"), name: m.debate.back }}
    >
      {(loaded) =>
        loaded.consultation && (
          <Opened
            {...props}
            loaded={loaded}
            first={loaded.consultation}
            script={script}
            setScript={setScript}
          />
        )
      }
    </Opening>
  );
}
