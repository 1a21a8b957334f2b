/** The desk of a municipality: where one can go, and what is open. */
import { h, type VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { AccountPage } from "./account/page";
import { CallsPage } from "./calls/list";
import type { Role, ViewerFragment } from "./gen/graphql";
import { follow } from "./live";
import { Bones, Empty, Icon, Page } from "./parts";
import { mayAdminister, mayEdit, mayKeep, mayModerate, maySettle } from "./roles";
import { A, at, go, route } from "./route";
import { inZone, type Spoken, useSay } from "./say";
import { Languages } from "./sign/frame";
import { useStore } from "./store";
import { TodayPage } from "./today";

type Town = ViewerFragment["memberships"][number]["municipality"];

/** What every page of a municipality is given. */
export interface At {
  town: Town;
  roles: Role[];
  viewer: ViewerFragment;
}

type Lazy = (props: At & { id: string; page: string }) => VNode;

/** What is large or seldom looked at comes when it is first needed: the editor of calls, consultations, people, the journal. */
function Late({ load, ...props }: At & { id: string; page: string; load: () => Promise<{ Late: Lazy }> }) {
  const [view, set] = useState<{ Late: Lazy }>();
  const [failed, fail] = useState(false);
  const { m } = useSay();
  useEffect(() => {
    load().then(set, () => fail(true));
  }, []);
  if (failed)
    return (
      <Empty title={m.trouble.offline} hint={m.trouble.offlineHint}>
        <button type="button" onClick={() => location.reload()}>
          {m.common.retry}
        </button>
      </Empty>
    );
  return view ? <view.Late key={props.id} {...props} /> : <Bones rows={8} />;
}

const editor = () => import("./editor/editor").then(({ Editor }) => ({ Late: Editor as Lazy }));
const debates = () => import("./debates/pages");
const talk = () => import("./comments/talk");
const finish = () => import("./comments/finish").then(({ FinishPage }) => ({ Late: FinishPage as Lazy }));
const directory = () => import("./directory/directory");
const results = () => import("./results/results").then(({ Results }) => ({ Late: Results as Lazy }));
const people = () => import("./people").then(({ PeoplePage }) => ({ Late: PeoplePage as Lazy }));
const journal = () => import("./journal").then(({ JournalPage }) => ({ Late: JournalPage as Lazy }));
const settings = () => import("./town/town").then(({ TownPage }) => ({ Late: TownPage as Lazy }));
const own = () => import("./own/own").then(({ Own }) => ({ Late: Own as unknown as Lazy }));

/** Pages that belong to no municipality. */
const OF_NO_TOWN = ["nalog", "moje"];
/** Where such a page is. */
const NOWHERE = {
  town: { slug: "", name: "", timeZone: "Europe/Sarajevo", defaultLocale: "sr-Latn" },
  roles: [],
};

/** Where the pages of the directory are. */
const DIRECTORY = ["organizacije", "prijedlozi", "duplikati", "uvoz"];

function NotFound() {
  const { m } = useSay();
  return (
    <Page title={m.common.notFound} lead={m.common.notFoundHint}>
      <A to={at()}>{m.common.toToday}</A>
    </Page>
  );
}

export function Desk({
  viewer,
  put,
  choose,
  out,
}: {
  viewer: ViewerFragment;
  put: (viewer: ViewerFragment) => void;
  choose: (locale: Spoken) => void;
  out: () => void;
}) {
  const { m } = useSay();
  const [first = "", page = "", id = ""] = useStore(route);
  const [open, setOpen] = useState(false);
  const { memberships } = viewer;
  /** The account belongs to no municipality; the one that was open stays at hand. */
  const [last, setLast] = useState(first);
  const outside = OF_NO_TOWN.includes(first);
  const slug = outside ? last : first;
  const membership = memberships.find(({ municipality }) => municipality.slug === slug) ?? memberships[0];
  const town = membership?.municipality;
  if (town) inZone(town.timeZone);
  const known = !first || outside || town?.slug === first;
  /** Whoever works at no desk comes for his organisations. */
  const represents = !!viewer.organisations[0];

  useEffect(() => {
    if (!first && town) go(at(town.slug), "replace");
    if (!first && !town && represents) go(at("moje"), "replace");
    if (!outside) setLast(first);
    setOpen(false);
  }, [first, page, town?.slug, represents]);
  useEffect(() => (town ? follow(town.slug) : undefined), [town?.slug]);

  const shown = () => {
    if (first === "nalog") return <AccountPage viewer={viewer} put={put} choose={choose} />;
    if (first === "moje") return <Late load={own} id={page} page={page} viewer={viewer} {...NOWHERE} />;
    if (!membership || !town)
      return (
        <Page title={m.common.noTown} lead={m.common.noTownHint}>
          <A to={at("nalog")}>{m.nav.account}</A>
        </Page>
      );
    if (!known) return <NotFound />;
    const { roles } = membership;
    const here: At = { town, roles, viewer };
    if (!page) return <TodayPage key={town.slug} {...here} />;
    const late = { ...here, id, page };
    if (page === "pozivi")
      return id ? <Late key="call" {...late} load={editor} /> : <CallsPage key={town.slug} {...here} />;
    if (page === "rezultati" && id && mayEdit(roles)) return <Late key="results" {...late} load={results} />;
    const admin = mayAdminister(roles);
    if (page === "rasprave") return <Late key={town.slug + page} {...late} load={debates} />;
    const said = page === "komentari" || page === "odgovori";
    if (mayModerate(roles) && (said || (page === "izvjestaj" && id)))
      return <Late key={town.slug + page} {...late} load={said ? talk : finish} />;
    if (mayKeep(roles) && DIRECTORY.includes(page))
      return <Late key={town.slug + page} {...late} load={directory} />;
    if (page === "opstina" && maySettle(roles))
      return <Late key={town.slug + page} {...late} load={settings} />;
    if (admin && (page === "ljudi" || page === "dnevnik"))
      return <Late key={town.slug + page} {...late} load={page === "ljudi" ? people : journal} />;
    return <NotFound />;
  };

  const link = (name: string, to: string, current: boolean) => (
    <A to={to} aria-current={current ? "page" : undefined}>
      {name}
    </A>
  );
  const here = !outside && known;
  return (
    <div class="shell">
      <header class="side">
        <div class="town">
          {memberships[1] ? (
            <label>
              <span class="unseen">{m.common.municipality}</span>
              <select value={town?.slug ?? ""} onChange={(event) => go(at(event.currentTarget.value))}>
                {memberships.map(({ municipality }) => (
                  <option key={municipality.slug} value={municipality.slug}>
                    {municipality.name}
                  </option>
                ))}
              </select>
            </label>
          ) : (
            <b>{town?.name ?? "Javno"}</b>
          )}
          <small>{viewer.name}</small>
        </div>
        <button
          type="button"
          class="quiet fold"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          <Icon name="menu" /> {m.common.menu}
        </button>
        <div id="menu" class={open ? "open" : ""}>
          <nav aria-label={m.common.desk}>
            {town && membership && (
              <div>
                {link(m.nav.today, at(town.slug), here && !page)}
                {link(
                  m.nav.calls,
                  at(town.slug, "pozivi"),
                  here && (page === "pozivi" || page === "rezultati"),
                )}
                {link(m.nav.debates, at(town.slug, "rasprave"), here && page === "rasprave")}
                {mayModerate(membership.roles) &&
                  link(
                    m.nav.comments,
                    at(town.slug, "komentari"),
                    here && ["komentari", "odgovori", "izvjestaj"].includes(page),
                  )}
                {mayKeep(membership.roles) &&
                  link(m.nav.directory, at(town.slug, "organizacije"), here && DIRECTORY.includes(page))}
                {maySettle(membership.roles) && (
                  <div>
                    {link(m.nav.town, at(town.slug, "opstina"), here && page === "opstina")}
                    {mayAdminister(membership.roles) &&
                      link(m.nav.people, at(town.slug, "ljudi"), here && page === "ljudi")}
                    {mayAdminister(membership.roles) &&
                      link(m.nav.journal, at(town.slug, "dnevnik"), here && page === "dnevnik")}
                  </div>
                )}
              </div>
            )}
            {represents && link(m.nav.own, at("moje"), first === "moje")}
            {link(m.nav.account, at("nalog"), first === "nalog")}
          </nav>
          <div class="foot">
            <Languages choose={choose} />
            <button type="button" class="text" onClick={out}>
              <Icon name="out" /> {m.common.signOut}
            </button>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {shown()}
      </main>
    </div>
  );
}
