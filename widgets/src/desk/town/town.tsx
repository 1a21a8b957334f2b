/**
 * What a municipality says of itself: where its sites are, what they speak, whom a reader turns to, when offices are closed, and
 * how it calls areas of work.
 */
import { Fragment, h } from "preact";
import { useMemo, useState } from "preact/hooks";
import { ask, done, Failed } from "../ask";
import { Clashing } from "../editor/conflict";
import { same } from "../editor/content";
import { Edit, type Editing, idOf, stuckOf, useEdit } from "../editor/context";
import { Choice, Plain } from "../editor/fields";
import { Opening } from "../editor/opening";
import { NotSaved, useLeaving, useWrong } from "../editor/saved";
import { useDraft } from "../editor/use-draft";
import { exported } from "../exported";
import type { At } from "../frame";
import { SetMunicipality, SharedAreas, TownSettings } from "../gen/documents";
import { rights } from "../live";
import { Doing, Field, Mishap, Page } from "../parts";
import { mayAdminister } from "../roles";
import { at } from "../route";
import { fill, regret, tell, useSay } from "../say";
import { useAct, useAsk } from "../use";
import { OwnAreas } from "./areas";
import {
  type Content,
  FACTS,
  type Known,
  known,
  LOCALES,
  labelOf,
  lines,
  localeName,
  SETTINGS,
  sent,
} from "./content";

/** A list, a line each; which lines are wrong is said below all of them. */
function Lines({
  field,
  value,
  change,
}: {
  field: "allowedOrigins" | "ownDays";
  value: string[];
  change: (lines: string[]) => void;
}) {
  const { m } = useSay();
  const { wrong } = useEdit();
  const said = [...wrong].flatMap(([name, why]) => {
    const [fact, n] = name.split(".");
    if (fact !== field) return [];
    return n ? `${fill(m.town.line, { n: Number(n) + 1 })}: ${why}` : why;
  });
  const error = said[0] && [...said, m.fault.notSaved].join(" ");
  return (
    <Field label={m.town[field]} hint={m.town[`${field}Hint`]} id={idOf(field)} error={error}>
      {(props) => (
        <textarea
          {...props}
          rows={Math.max(3, value.length + 1)}
          spellcheck={field === "ownDays"}
          value={value.join("\n")}
          onInput={(event) => change(event.currentTarget.value.split("\n"))}
        />
      )}
    </Field>
  );
}

function Opened({ town, roles, viewer, first }: At & { first: Known }) {
  const say = useSay();
  const { m } = say;
  const act = useAct();
  const shared = useAsk(SharedAreas, { locale: say.locale }, false);
  const areas = shared.value?.areas ?? [];
  const municipality = town.slug;
  const draft = useDraft<Known, Content>(
    first,
    "sr-Latn",
    viewer.name,
    {
      byHand: true,
      load: async () => known((await ask(TownSettings, { municipality })).desk.settings),
      save: async (version, content) => {
        const input = { municipality, version, content: sent(content) };
        const { settings } = done((await ask(SetMunicipality, { input })).setMunicipality);
        return settings && known(settings);
      },
      label: labelOf,
      concerns: (news) => news.subjectId === first.id,
    },
    SETTINGS,
  );
  const { mine: content, phase, call } = draft;
  const { wrong, unread, setWrong } = useWrong(draft, [], "", FACTS);
  const label = (field: string) => labelOf(field, say);
  // Nothing is saved on the way out: what is saved here holds at once.
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
  const changed = FACTS.filter((fact) => !same(call.content[fact], content[fact]));
  const leaving = useLeaving(typed, new Map(changed.map((fact) => [fact, ""])), unread, label);
  const editing: Editing = {
    stuck: stuckOf(draft),
    missing: [],
    warnings: [],
    wrong,
    unread,
    setWrong,
    readOnly: false,
    areas,
    defaultLocale: content.defaultLocale,
    strict: false,
    label,
  };
  const set = (patch: Partial<Content>) => draft.edit(patch);
  const [Bring, open] = useState<typeof import("./bring").Bring>();
  /** Tells that it is done. What is written from now on begins in another language, where there is one. */
  const settled = (spoken: string) => {
    tell(m.common.done);
    if (draft.call.content.defaultLocale !== spoken) rights.set(rights.value + 1);
  };
  const save = () =>
    act.run(async () => {
      const spoken = draft.call.content.defaultLocale;
      const saved = await draft.flush();
      if (draft.phase.is === "failed") throw new Failed(draft.phase.trouble);
      if (saved) settled(spoken);
    });
  /** A file was put up: what stands there now is shown. */
  const brought = async () => {
    const spoken = draft.call.content.defaultLocale;
    await draft.refresh();
    settled(spoken);
  };
  return (
    <Edit.Provider value={editing}>
      <Page
        title={m.town.title}
        lead={m.town.lead}
        acts={
          <div class="acts">
            {mayAdminister(roles) && (
              <Fragment>
                <button
                  type="button"
                  class="quiet"
                  onClick={() =>
                    import("./bring")
                      .then(({ Bring }) => open(() => Bring))
                      .catch(() => regret(m.trouble.offline))
                  }
                >
                  {m.calls.import}
                </button>
                <a class="btn quiet" href={exported("settings.json", town.slug)} download>
                  {m.calls.export}
                </a>
              </Fragment>
            )}
            <Doing busy={act.busy} disabled={!draft.unsaved} onClick={save}>
              {m.common.save}
            </Doing>
          </div>
        }
      >
        {act.trouble && <Mishap trouble={act.trouble} />}
        <NotSaved wrong={wrong} whole />
        <section class="card">
          <Plain
            field="website"
            label={m.town.website}
            hint={m.town.websiteHint}
            value={content.website}
            change={(website) => set({ website })}
          />
          <Lines
            field="allowedOrigins"
            value={content.allowedOrigins}
            change={(allowedOrigins) => set({ allowedOrigins })}
          />
          <p>
            <a class="btn quiet" href={`/studio?opstina=${town.slug}`} target="_blank" rel="noopener">
              {m.town.studio} <span class="unseen">({m.common.newTab})</span>
            </a>
          </p>
          <Choice
            field="defaultLocale"
            label={m.town.defaultLocale}
            hint={m.town.defaultLocaleHint}
            all={LOCALES}
            value={content.defaultLocale as (typeof LOCALES)[number]}
            name={(tag) => localeName(tag, say)}
            change={(defaultLocale) => set({ defaultLocale })}
          />
          <Plain
            field="accessibilityContact"
            label={m.town.accessibilityContact}
            hint={m.town.accessibilityContactHint}
            value={content.accessibilityContact}
            change={(accessibilityContact) => set({ accessibilityContact })}
          />
          <Lines field="ownDays" value={content.ownDays} change={(ownDays) => set({ ownDays })} />
        </section>
        <OwnAreas value={content.ownAreas} change={(ownAreas) => set({ ownAreas })} />
      </Page>
      {Bring && <Bring town={town} close={() => open(undefined)} done={brought} />}
      {phase.is === "clash" && (
        <Clashing draft={draft} told={(fact, from) => lines(fact, from, say, areas)} />
      )}
      {leaving}
    </Edit.Provider>
  );
}

export function TownPage(props: At) {
  const { town } = props;
  const { m } = useSay();
  const load = async () => known((await ask(TownSettings, { municipality: town.slug })).desk.settings);
  return (
    <Opening id={town.slug} title={m.town.title} load={load} back={{ to: at(town.slug), name: m.nav.today }}>
      {(first) => <Opened key={first.id} {...props} first={first} />}
    </Opening>
  );
}
