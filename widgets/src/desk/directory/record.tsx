/** A record of the directory: its facts, which become public when they are saved, and what is done with it. */
import { Fragment, h } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done, Failed } from "../ask";
import { Clashing } from "../editor/conflict";
import { same, type Text } from "../editor/content";
import { Edit, type Editing, stuckOf } from "../editor/context";
import { History } from "../editor/history";
import { Opening } from "../editor/opening";
import { NotSaved, useLeaving, useWrong } from "../editor/saved";
import { useDraft } from "../editor/use-draft";
import { sent } from "../editor/wording";
import type { At } from "../frame";
import {
  ConfirmOrganisation,
  CreateOrganisation,
  DeskOrganisation,
  DirectoryAreas,
  RelistOrganisation,
  SaveOrganisation,
  WithdrawOrganisation,
} from "../gen/documents";
import type { OrganisationContentInput } from "../gen/graphql";
import { Doing, Icon, Menu, Mishap, Page, useAbove } from "../parts";
import { A, at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import { type Content, EMPTY, FACTS, labelOf, lines, RECORD, type Record_ } from "./content";
import { About, type Deed } from "./deeds";
import { Representatives } from "./representatives";
import { SECTIONS, Written } from "./sections";
import { Merged, Standing } from "./standing";

interface Town {
  defaultLocale: string;
  areas: { code: string; label: string }[];
}

/** What stands in a new one before it is in the directory. */
const BLANK: Record_ = {
  id: "",
  version: 0,
  state: "PROPOSED",
  exercise: false,
  name: { text: "", locale: "sr-Latn" },
  content: EMPTY,
  warnings: [],
  confirmedOn: null,
  confirmedBy: null,
  savedAt: "",
  savedBy: null,
  organisation: null,
  mergedFrom: [],
  mergedInto: null,
  representatives: [],
  doubles: [],
};

function Opened({ town, viewer, place, first }: At & { place: Town; first: Record_ }) {
  const say = useSay();
  const { m, when } = say;
  const above = useAbove<HTMLElement>();
  const [deed, setDeed] = useState<Deed>();
  const [history, setHistory] = useState(false);
  const [words, type] = useState<Text | null>(null);
  const [tried, setTried] = useState(false);
  const act = useAct();
  const fresh = !first.id;
  const reason = sent(words);
  const why = useRef(reason);
  why.current = reason;
  const draft = useDraft<Record_, Content>(
    first,
    "sr-Latn",
    viewer.name,
    {
      byHand: true,
      load: async ({ locale }) =>
        first.id
          ? (await ask(DeskOrganisation, { municipality: town.slug, id: first.id, locale })).desk.organisation
          : null,
      save: async (version, content) => {
        const facts = content as OrganisationContentInput;
        if (fresh) {
          const input = { municipality: town.slug, content: facts };
          return done((await ask(CreateOrganisation, { input })).createOrganisation).organisation;
        }
        const input = { id: first.id, version, content: facts, reason: why.current };
        return done((await ask(SaveOrganisation, { input })).saveOrganisation).organisation;
      },
      label: labelOf,
      concerns: (news) => !fresh && news.subjectId === first.id,
    },
    RECORD,
  );
  const { call: record, mine: content, phase } = draft;
  const { wrong, unread, setWrong } = useWrong(draft, [], "", FACTS);
  const label = (field: string) => labelOf(field, say);
  const changed = FACTS.filter((fact) => !same(record.content[fact], content[fact]));
  // Nothing is saved on the way out: what is saved here everybody reads.
  const typed = useMemo(
    () => ({
      phase: { is: "saved" },
      call: {},
      get unsaved() {
        return draft.unsaved;
      },
      flush: async () => !draft.unsaved,
    }),
    [draft],
  );
  const leaving = useLeaving(typed, new Map(changed.map((fact) => [fact, ""])), unread, label);
  const readOnly = record.state === "MERGED";
  const listed = record.state === "LISTED";
  const editing: Editing = {
    stuck: stuckOf(draft),
    missing: [],
    warnings: [],
    wrong,
    unread,
    setWrong,
    readOnly,
    areas: place.areas,
    defaultLocale: place.defaultLocale,
    strict: false,
    label,
  };

  const open = (which: Deed) => {
    type(null);
    setTried(false);
    act.clear();
    setDeed(which);
  };
  const close = () => setDeed(undefined);
  /** Saves what is written, and tells whether all of it was taken. */
  const save = () =>
    act.run(async () => {
      const saved = await draft.flush();
      const { is } = draft.phase;
      close();
      if (draft.phase.is === "failed") throw new Failed(draft.phase.trouble);
      if (!saved || is === "clash") return;
      if (fresh && draft.call.id) {
        await go(at(town.slug, "organizacije", draft.call.id), "replace");
        tell(m.org.created);
        return;
      }
      // A street that was typed into the seat is in the address now: whoever goes on sees it there.
      draft.replace(draft.call);
      tell(m.org.saved);
    });
  const deal = (which: Deed) => {
    if (which === "save") return save();
    if (which === "withdraw" && !reason) {
      setTried(true);
      document.getElementById("reason")?.focus();
      return;
    }
    return act
      .run(async () => {
        const { id, version } = draft.call;
        const of = { id, version };
        const deed = async () => {
          const now =
            which === "withdraw" && reason
              ? done((await ask(WithdrawOrganisation, { input: { ...of, reason } })).withdrawOrganisation)
              : which === "relist"
                ? done((await ask(RelistOrganisation, { input: { ...of, reason } })).relistOrganisation)
                : done((await ask(ConfirmOrganisation, { input: of })).confirmOrganisation);
          if (now.organisation) draft.replace(now.organisation);
        };
        await draft.during(deed());
        close();
        tell(
          { withdraw: m.org.withdrawn, relist: m.org.relisted, confirm: m.org.confirmed, save: "" }[which],
        );
      })
      .then((did) => {
        // Somebody else was faster: what he did is shown, and one decides again.
        if (!did) draft.refresh().catch(() => {});
      });
  };
  const told = {
    save: [m.org.saveTitle, m.org.saveNow],
    withdraw: [m.org.withdrawTitle, m.org.withdrawNow],
    relist: [m.org.relistTitle, m.org.relistNow],
    confirm: [m.org.confirmTitle, m.org.confirmNow],
  } as const;
  const state = draft.unsaved
    ? m.org.unsaved
    : record.savedAt
      ? fill(m.org.savedAt, { when: when(record.savedAt) })
      : "";
  return (
    <Edit.Provider value={editing}>
      <Written.Provider value={{ content, set: (patch) => draft.edit(patch) }}>
        <A to={at(town.slug, "organizacije")} class="back">
          <Icon name="back" /> {m.nav.directory}
        </A>
        <Page
          wide
          title={content.name?.text || m.org.new}
          lead={
            <Fragment>
              {!fresh && (
                <span class={`badge ${record.state.toLowerCase()}`}>
                  {m.org[`one${pascal(record.state)}` as "oneListed"]}
                </span>
              )}{" "}
              <span class={draft.unsaved ? "saved failed" : "saved"} role="status">
                {state}
              </span>
            </Fragment>
          }
          acts={
            <div class="acts">
              {!fresh && (
                <button type="button" class="quiet" onClick={() => setHistory(true)}>
                  {m.editor.history}
                </button>
              )}
              {record.organisation && (
                <a class="btn quiet" href={record.organisation.page} target="_blank" rel="noopener">
                  {m.editor.publicPage} <span class="unseen">({m.common.newTab})</span>
                </a>
              )}
              {!fresh && !readOnly && (
                <Menu label={m.editor.moreActions}>
                  {listed && (
                    <button type="button" class="text" onClick={() => open("confirm")}>
                      {m.org.confirm}
                    </button>
                  )}
                  {listed ? (
                    <button type="button" class="text stop" onClick={() => open("withdraw")}>
                      {m.org.withdraw}
                    </button>
                  ) : (
                    <button type="button" class="text" onClick={() => open("relist")}>
                      {m.org.relist}
                    </button>
                  )}
                </Menu>
              )}
              {!readOnly && (
                <Doing
                  busy={act.busy}
                  disabled={!draft.unsaved}
                  onClick={() => (listed ? open("save") : save())}
                >
                  {fresh ? m.org.create : listed ? m.org.save : m.common.save}
                </Doing>
              )}
            </div>
          }
        >
          <Merged record={record} town={town.slug} />
          {fresh && <p class="note">{m.org.newHint}</p>}
          {act.trouble && !deed && <Mishap trouble={act.trouble} />}
          <NotSaved wrong={wrong} whole />
          <Standing record={record} town={town.slug} fresh={fresh} />
          <div class="editor single">
            <div class="form">
              <nav class="contents" ref={above} aria-label={m.org.sections}>
                <ul>
                  {(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((name) => (
                    <li key={name}>
                      <a href={`#${name}`}>{m.org[name]}</a>
                    </li>
                  ))}
                </ul>
              </nav>
              <div class="sections">
                {(Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).map((name) => {
                  const View = SECTIONS[name];
                  return (
                    <section id={name} key={name} aria-labelledby={`${name}-title`} class="card">
                      <h2 id={`${name}-title`}>{m.org[name]}</h2>
                      <View />
                    </section>
                  );
                })}
                {record.representatives[0] && (
                  <Representatives of={record} put={(now) => draft.replace(now)} held={draft.unsaved} />
                )}
              </div>
            </div>
          </div>
        </Page>
        {phase.is === "clash" && (
          <Clashing
            draft={draft}
            told={(fact, from) => {
              const told = lines(fact, from, say, place.areas);
              if (fact === "address" && told[0])
                return [...told, from.addressPublic ? m.org.contactsOn : m.org.noConsent];
              if (fact !== "representative" || !told[0]) return told;
              return [...told, from.representativePublic ? m.org.consent : m.org.noConsent];
            }}
          />
        )}
        {deed && (
          <Sure
            wide={deed === "save"}
            title={told[deed][0]}
            yes={told[deed][1]}
            stop={deed === "withdraw"}
            act={{ ...act, run: () => deal(deed) }}
            close={close}
          >
            <About
              deed={deed}
              facts={changed}
              before={record.content}
              after={content}
              areas={place.areas}
              words={words}
              type={type}
              usual={place.defaultLocale}
              error={tried && !reason ? m.field.reasonMissing : undefined}
            />
          </Sure>
        )}
        {history && (
          <History
            of="organisation"
            municipality={town.slug}
            id={record.id}
            close={() => setHistory(false)}
          />
        )}
        {leaving}
      </Written.Provider>
    </Edit.Provider>
  );
}

export function RecordPage(props: At & { id: string }) {
  const { town, id } = props;
  const { m, locale } = useSay();
  const fresh = id === "nova";
  const municipality = town.slug;
  const load = async (): Promise<{ place: Town; first: Record_ | null | undefined }> => {
    if (fresh) {
      const { desk } = await ask(DirectoryAreas, { municipality, locale });
      return { place: desk.municipality, first: BLANK };
    }
    const { desk } = await ask(DeskOrganisation, { municipality, id, locale });
    return { place: desk.municipality, first: desk.organisation };
  };
  return (
    <Opening
      id={id}
      title={m.nav.directory}
      load={load}
      back={{ to: at(town.slug, "organizacije"), name: m.nav.directory }}
    >
      {({ place, first }) => first && <Opened {...props} place={place} first={first} />}
    </Opening>
  );
}
