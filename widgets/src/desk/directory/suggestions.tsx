/** What people outside say of the directory: proposals, claims, changes and mistakes, each beside what stands there now. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { same } from "../editor/content";
import type { At } from "../frame";
import { ApproveSuggestion, OrganisationSuggestions, RefuseSuggestion } from "../gen/documents";
import type { SuggestedField, SuggestionFragment, SuggestionState } from "../gen/graphql";
import { Bones, Doing, Empty, Field, Icon, Mishap, More, Shown } from "../parts";
import { A, at } from "../route";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct, usePages } from "../use";
import { factOf, labelOf, suggested } from "./content";
import { Directory } from "./frame";

const STATES: SuggestionState[] = ["WAITING", "APPROVED", "REFUSED"];
const PAGE = 30;
/** The shortest reason that is taken, in characters. */
const SHORTEST = 3;

interface Areas {
  areas: { code: string; label: string }[];
}

function One({
  one,
  town,
  areas,
  did,
}: { one: SuggestionFragment; town: string; did: (said: string) => void } & Areas) {
  const say = useSay();
  const { m, when } = say;
  /** Facts that are not agreed to. */
  const [without, set] = useState<ReadonlySet<SuggestedField>>(new Set());
  /** As it was read when the window opened. */
  const [refusing, refuse] = useState<SuggestionFragment>();
  const [words, type] = useState("");
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState(false);
  /** As it was looked at: what is agreed to is this, and no other. */
  const [seen, look] = useState(one);
  const act = useAct();
  const waiting = one.state === "WAITING";
  const moved =
    one.organisationVersion !== seen.organisationVersion || !same(one.differences, seen.differences);
  const changed = waiting && (moved || refused);
  const fields = one.differences.map(({ field }) => field).filter((field) => !without.has(field));
  const settle = (what: () => Promise<unknown>, said: string) =>
    act.run(
      async () => {
        await what();
        refuse(undefined);
        did(said);
      },
      // The record is another by now: it is shown, and one decides again.
      () => {
        setRefused(true);
        refuse(undefined);
        did("");
      },
    );
  const approve = () =>
    settle(async () => {
      const input = {
        id: one.id,
        organisationVersion: seen.organisationVersion ?? null,
        ...(without.size && { fields }),
      };
      done((await ask(ApproveSuggestion, { input })).approveOrganisationSuggestion);
    }, m.org.approved);
  const reject = () => {
    setTried(true);
    const reason = words.trim();
    if (!refusing || [...reason].length < SHORTEST) return document.getElementById("refuse-reason")?.focus();
    settle(async () => {
      const input = { id: refusing.id, reason };
      done((await ask(RefuseSuggestion, { input })).refuseOrganisationSuggestion);
    }, m.org.refused);
  };
  const name = nameOf(one);
  return (
    <section class="card one suggestion" aria-label={name}>
      {changed && (
        <p class="note" role="alert">
          {m.org.suggestionChanged}{" "}
          <button
            type="button"
            class="text"
            onClick={() => {
              look(one);
              setRefused(false);
              act.clear();
            }}
          >
            {m.org.lookedAgain}
          </button>
        </p>
      )}
      <p class="meta">
        <span class="badge">{m.org[`kind${pascal(one.kind)}` as "kindProposal"]}</span>
        <time dateTime={one.receivedAt}>{when(one.receivedAt)}</time>
      </p>
      <h2>{name || m.org.noName}</h2>
      <p class="hint">{m.org[`kind${pascal(one.kind)}What` as "kindProposalWhat"]}</p>
      {one.kind === "PROPOSAL" && <p class="hint">{one.own ? m.org.proposesOwn : m.org.proposesOther}</p>}
      {one.mayBe && (
        <p class="warn">
          {m.org.mayBe} <A to={at(town, "organizacije", one.mayBe.id)}>{one.mayBe.name.text}</A>
        </p>
      )}
      {one.organisationId && (
        <p>
          <A to={at(town, "organizacije", one.organisationId)}>{m.org.openRecord}</A>
        </p>
      )}
      {one.email && (
        <p>
          {m.org.from_}: <b>{one.email}</b>{" "}
          {one.keepsAlready && <span class="badge open">{m.org.keepsAlready}</span>}
          {one.replacesKeeper && <span class="badge part">{m.org.replacesKeeper}</span>}
        </p>
      )}
      {one.message && <blockquote class="said">{one.message}</blockquote>}
      {one.signals[0] && (
        <p class="signals">
          {one.signals.map((sign) => m.queue[`signal${pascal(sign)}` as "signalTooFast"]).join(" · ")}
        </p>
      )}
      {one.differences[0] ? (
        <table class="difference-table">
          <caption class="unseen">{m.org.differences}</caption>
          <thead>
            <tr>
              {waiting && <th scope="col">{m.org.take}</th>}
              <th scope="col">{m.org.fact}</th>
              <th scope="col">{m.org.now}</th>
              <th scope="col">{m.org.proposed}</th>
            </tr>
          </thead>
          <tbody>
            {one.differences.map(({ field, now, proposed, consent, moved }) => {
              const label = labelOf(factOf(field), say);
              const person = field === "REPRESENTATIVE";
              return (
                <tr key={field} class={without.has(field) ? "left" : ""}>
                  {waiting && (
                    <td>
                      <input
                        type="checkbox"
                        aria-label={fill(m.org.takeFact, { fact: label })}
                        checked={!without.has(field)}
                        onChange={(event) => {
                          const next = new Set(without);
                          if (event.currentTarget.checked) next.delete(field);
                          else next.add(field);
                          set(next);
                        }}
                      />
                    </td>
                  )}
                  <th scope="row">{label}</th>
                  <td data-name={m.org.now}>
                    {now ? (
                      <del>{suggested(field, now, say, areas)}</del>
                    ) : (
                      <i class="none">{m.act.nothing}</i>
                    )}
                    {moved && (
                      <small class="moved">
                        <Icon name="warn" /> {m.org.moved}
                      </small>
                    )}
                  </td>
                  <td data-name={m.org.proposed}>
                    {proposed ? (
                      <ins>{suggested(field, proposed, say, areas)}</ins>
                    ) : (
                      <i class="none">{m.act.nothing}</i>
                    )}
                    {field === "ADDRESS" && proposed && (
                      <small>{consent ? m.own.contactConsent : m.org.noConsent}</small>
                    )}
                    {person && proposed && <small>{consent ? m.org.consent : m.org.noConsent}</small>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : (
        <p class="hint">
          {one.kind === "CLAIM"
            ? m.org.claimNoFacts
            : one.kind === "CORRECTION" && one.message
              ? m.org.inWords
              : m.org.noDifferences}
        </p>
      )}
      {one.settledAt && (
        <p class="hint">
          {fill(m.org.settled, { who: one.settledBy ?? m.journal.server, when: when(one.settledAt) })}{" "}
          {one.reason && fill(m.journal.reason, { text: one.reason })}
        </p>
      )}
      {act.trouble && !refusing && <Mishap trouble={act.trouble} />}
      {waiting && (
        <div class="acts">
          <Doing busy={act.busy} disabled={changed || (!!one.differences[0] && !fields[0])} onClick={approve}>
            {one.kind === "PROPOSAL"
              ? m.org.approveProposal
              : one.kind === "CLAIM"
                ? m.org.approveClaim
                : one.kind === "CORRECTION" && !one.differences[0]
                  ? m.org.approveWords
                  : without.size
                    ? m.org.approveSome
                    : m.org.approve}
          </Doing>
          <button
            type="button"
            class="no quiet"
            onClick={() => {
              type("");
              setTried(false);
              act.clear();
              refuse(one);
            }}
          >
            {m.org.refuse}
          </button>
        </div>
      )}
      {refusing && (
        <Sure
          title={m.org.refuseTitle}
          yes={m.org.refuseNow}
          stop
          act={{ ...act, run: reject }}
          close={() => refuse(undefined)}
        >
          <p>{m.org.refuseWhat}</p>
          <Field
            label={m.field.reason}
            id="refuse-reason"
            error={tried && [...words.trim()].length < SHORTEST ? m.field.reasonMissing : undefined}
          >
            {(props) => (
              <textarea
                {...props}
                rows={4}
                maxLength={2000}
                value={words}
                onInput={(event) => type(event.currentTarget.value)}
              />
            )}
          </Field>
        </Sure>
      )}
    </section>
  );
}

/** The organisation, or what it is to be called. */
const nameOf = (one: SuggestionFragment): string =>
  one.organisationName ?? one.differences.find(({ field }) => field === "NAME")?.proposed ?? "";

export function SuggestionsPage({ town, id }: At & { id: string }) {
  const { m, locale, when } = useSay();
  const [state, setState] = useState<SuggestionState>("WAITING");
  /** Which one is read, and in which pile: what is open in one says nothing of another. */
  const [[openIn, openId], setWhich] = useState<[SuggestionState, string]>(["WAITING", id]);
  const open = openIn === state ? openId : "";
  const setOpen = (id: string) => setWhich([state, id]);
  const list = useRef<HTMLUListElement>(null);
  const fetched = usePages(
    OrganisationSuggestions,
    { municipality: town.slug, locale, state, first: PAGE },
    ({ desk }) => desk.organisationSuggestions,
  );
  const items = fetched.nodes;
  const place = items.findIndex((one) => one.id === open);
  const now = items[place];
  // What is shown while another pile is on its way is still the old one.
  const first = fetched.busy || fetched.trouble ? undefined : items[0]?.id;
  useEffect(() => {
    // What comes in before it does not change which one is read.
    if (!open && first) setOpen(first);
  }, [open, first]);
  return (
    <Directory town={town} which="prijedlozi" lead={m.org.suggestionsLead}>
      <fieldset class="chips">
        <legend class="unseen">{m.org.suggestions}</legend>
        {STATES.map((one) => (
          <button type="button" key={one} aria-pressed={state === one} onClick={() => setState(one)}>
            {m.org[`suggestion${pascal(one)}` as "suggestionWaiting"]}
          </button>
        ))}
      </fieldset>
      <Shown of={fetched} rows={6}>
        {({ first: { desk } }) =>
          items[0] ? (
            <div class="queue">
              <ul class="rows" ref={list} aria-label={m.org.suggestions}>
                {items.map((one) => (
                  <li key={one.id} class={one === now ? "now single" : "single"}>
                    <button
                      type="button"
                      class="bare"
                      aria-current={one === now ? "true" : undefined}
                      onClick={() => {
                        setOpen(one.id);
                        // On a small screen it opens below the list.
                        document.querySelector(".queue .one")?.scrollIntoView({ block: "nearest" });
                      }}
                    >
                      <b>{nameOf(one) || m.org.noName}</b>
                      <small>{m.org[`kind${pascal(one.kind)}` as "kindProposal"]}</small>
                      <small>{when(one.receivedAt)}</small>
                    </button>
                  </li>
                ))}
                {fetched.more && (
                  <li class="further">
                    <More of={fetched} list={list} />
                  </li>
                )}
              </ul>
              {now ? (
                <One
                  key={now.id}
                  one={now}
                  town={town.slug}
                  areas={desk.municipality.areas}
                  did={(said) => {
                    if (said) {
                      setOpen((items[place + 1] ?? items.find((one) => one !== now))?.id ?? "");
                      tell(said);
                    }
                    fetched.again();
                  }}
                />
              ) : (
                <section class="card one" aria-live="polite">
                  {open && !fetched.busy ? <p class="note">{m.org.settledElsewhere}</p> : <Bones rows={4} />}
                </section>
              )}
            </div>
          ) : (
            <Empty
              title={state === "WAITING" ? m.org.suggestionsQuiet : m.org.noRows}
              hint={state === "WAITING" ? m.org.suggestionsQuietHint : undefined}
            />
          )
        }
      </Shown>
    </Directory>
  );
}
