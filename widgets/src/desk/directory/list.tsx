/** The directory: all its records, by state, by what is to be looked at, by words, page by page. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { exported } from "../exported";
import type { At } from "../frame";
import { DeskOrganisations } from "../gen/documents";
import type { OrganisationRowFragment, OrganisationState } from "../gen/graphql";
import { Empty, goOnAt, Menu, More, Shown } from "../parts";
import { A, at } from "../route";
import { fill, useSay } from "../say";
import { usePages, useSettled } from "../use";
import { Directory } from "./frame";

const STATES = ["LISTED", "PROPOSED", "WITHDRAWN", "MERGED"] as const;
const TO_DO = ["expiring", "stale", "withoutArea"] as const;
type Pile = OrganisationState | (typeof TO_DO)[number];
const PILES: Pile[] = [...STATES, ...TO_DO];
const PAGE = 30;
/** The whole register, and what its columns mean. */
const FILES: [kind: string, name?: string][] = [
  [".xlsx", "Excel"],
  [".csv", "CSV"],
  [".json", "JSON"],
  ["-codebook.csv"],
];

const countOf = {
  LISTED: "listed",
  PROPOSED: "proposed",
  WITHDRAWN: "withdrawn",
  MERGED: "merged",
  expiring: "expiring",
  stale: "stale",
  withoutArea: "withoutArea",
} as const;

/** What the address asks for. */
const asked = () => {
  const search = new URLSearchParams(location.search);
  const pile = PILES.find((one) => one.toLowerCase() === search.get("stanje"));
  return { pile: pile ?? ("LISTED" as Pile), text: search.get("trazi") ?? "" };
};

export const Row = ({ organisation: one, town }: { organisation: OrganisationRowFragment; town: string }) => {
  const { m, date, when } = useSay();
  const { seat, jib } = one.content;
  return (
    <div>
      <A to={at(town, "organizacije", one.id)} class="title">
        <span lang={one.name.locale}>{one.name.text}</span>
      </A>
      <p class="meta">
        {one.state !== "LISTED" && (
          <span class={`badge ${one.state === "PROPOSED" ? "soon" : "cancelled"}`}>
            {m.org[`one${pascal(one.state)}` as "oneListed"]}
          </span>
        )}
        {one.exercise && <span class="badge">{m.calls.exercise}</span>}
        {one.statusEndsOn && (
          <span class="badge soon">{fill(m.org.ends, { date: date(one.statusEndsOn) })}</span>
        )}
        {one.state === "LISTED" && one.stale && <span class="badge">{m.org.oneStale}</span>}
        {seat && <span lang={seat.locale}>{seat.text}</span>}
        {jib && (
          <span>
            {m.org.jib} {jib}
          </span>
        )}
        <span title={when(one.savedAt)}>
          {one.savedBy
            ? fill(m.calls.savedBy, { who: one.savedBy, when: date(one.savedAt) })
            : fill(m.calls.savedOn, { when: date(one.savedAt) })}
        </span>
      </p>
    </div>
  );
};

export function OrganisationsPage({ town }: At) {
  const { m, locale, count } = useSay();
  const [pile, setPile] = useState(asked().pile);
  const [typed, setTyped] = useState(asked().text);
  const text = useSettled(typed).trim();
  const list = useRef<HTMLUListElement>(null);
  const state = STATES.find((one) => one === pile);
  const fetched = usePages(
    DeskOrganisations,
    {
      municipality: town.slug,
      locale,
      filter: { ...(state ? { state: [state] } : { [pile]: true }), ...(text && { text }) },
      first: PAGE,
    },
    ({ desk }) => desk.organisations,
  );
  useEffect(() => {
    const search = new URLSearchParams();
    if (pile !== "LISTED") search.set("stanje", pile.toLowerCase());
    if (text) search.set("trazi", text);
    const query = search.toString();
    // So that "back" from a record comes to the same list.
    history.replaceState(null, "", location.pathname + (query && `?${query}`));
  }, [pile, text]);
  const counts = fetched.value?.first.desk.organisationCounts;
  const nothing = counts && !counts.listed && !counts.proposed && !counts.withdrawn;
  return (
    <Directory
      town={town}
      which="organizacije"
      acts={
        <div class="acts">
          <A to={at(town.slug, "organizacije", "nova")} class="btn">
            {m.org.new}
          </A>
          <Menu label={m.calls.export}>
            <p class="hint">{m.org.exportHint}</p>
            {FILES.map(([kind, name]) => (
              <a key={kind} class="btn text" href={exported(`organisations${kind}`, town.slug)} download>
                {name ?? m.org.codebook}
              </a>
            ))}
          </Menu>
        </div>
      }
    >
      <div class="find">
        <input
          type="search"
          aria-label={m.org.search}
          placeholder={m.org.search}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <fieldset class="chips">
        <legend class="unseen">{m.org.piles}</legend>
        {PILES.filter((one) => one === "LISTED" || one === pile || counts?.[countOf[one]]).map((one) => (
          <button type="button" key={one} aria-pressed={pile === one} onClick={() => setPile(one)}>
            {m.org[`pile${pascal(countOf[one].replace(/[A-Z]/, "_$&"))}` as "pileListed"]}{" "}
            <small>{counts ? counts[countOf[one]] : "\u00a0"}</small>
          </button>
        ))}
      </fieldset>
      <Shown of={fetched} rows={8}>
        {({ nodes }) => (
          <div>
            <p class="unseen" role="status">
              {!fetched.busy &&
                text &&
                (fetched.more
                  ? fill(m.common.firstShown, { n: nodes.length })
                  : count(m.org.found, nodes.length))}
            </p>
            {nodes[0] ? (
              <ul class="rows" ref={list}>
                {nodes.map((one) => (
                  <li key={one.id}>
                    <Row organisation={one} town={town.slug} />
                  </li>
                ))}
              </ul>
            ) : nothing ? (
              <Empty title={m.org.first} hint={m.org.firstHint}>
                <A to={at(town.slug, "uvoz")} class="btn">
                  {m.org.bring}
                </A>
              </Empty>
            ) : (
              <Empty title={m.org.none} hint={m.org.noneHint}>
                <button
                  type="button"
                  class="quiet"
                  onClick={() => {
                    setTyped("");
                    setPile("LISTED");
                    goOnAt(".find input");
                  }}
                >
                  {m.org.reset}
                </button>
              </Empty>
            )}
            <More of={fetched} list={list} />
          </div>
        )}
      </Shown>
    </Directory>
  );
}
