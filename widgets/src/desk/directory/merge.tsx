/** Records that may be one organisation: pairs that were found, and two of them side by side. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { same } from "../editor/content";
import type { At } from "../frame";
import {
  KeepOrganisationsApart,
  MergeOrganisations,
  OrganisationDoubles,
  TwoOrganisations,
} from "../gen/documents";
import type { OrganisationFact, TwoOrganisationsQuery } from "../gen/graphql";
import { Doing, Empty, goOnAt, Icon, Mishap, Page, Shown } from "../parts";
import { A, at, go } from "../route";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct, useAsk } from "../use";
import { BOTH, labelOf, lines, MERGED, type Record_, takenAtFirst } from "./content";
import { Directory } from "./frame";
import { Row } from "./list";

type Named = { id: string; name: { text: string } };

/** Says that two records are two organisations, however alike they look; asked once more before it is done. */
function Apart({ one, other, after }: { one: Named; other: Named; after: () => void }) {
  const { m } = useSay();
  const [open, setOpen] = useState(false);
  const act = useAct();
  const keep = () =>
    act
      .run(async () => {
        const input = { one: one.id, other: other.id, apart: true };
        done((await ask(KeepOrganisationsApart, { input })).keepOrganisationsApart);
      })
      .then((did) => {
        if (!did) return;
        setOpen(false);
        after();
      });
  return (
    <Fragment>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          act.clear();
          setOpen(true);
        }}
      >
        {m.org.notOne}
        <span class="unseen">
          : {one.name.text}, {other.name.text}
        </span>
      </button>
      {open && (
        <Sure
          title={m.org.apartTitle}
          yes={m.org.apartYes}
          act={{ ...act, run: keep }}
          close={() => setOpen(false)}
        >
          <ul class="dots">
            <li>{one.name.text}</li>
            <li>{other.name.text}</li>
          </ul>
          <p>{m.org.apartWhat}</p>
        </Sure>
      )}
    </Fragment>
  );
}

/** Pairs of which somebody has said that they are two organisations. Who was wrong takes it back. */
function KeptApart({ pairs, after }: { pairs: { first: Named; second: Named }[]; after: () => void }) {
  const { m } = useSay();
  const act = useAct();
  const back = (one: Named, other: Named) =>
    act
      .run(async () => {
        const input = { one: one.id, other: other.id, apart: false };
        done((await ask(KeepOrganisationsApart, { input })).keepOrganisationsApart);
      })
      .then((did) => {
        if (did) after();
      });
  return (
    <section class="card" aria-labelledby="apart">
      <h2 id="apart">{m.org.apartList}</h2>
      {act.trouble && <Mishap trouble={act.trouble} />}
      <ul class="rows">
        {pairs.map(({ first, second }) => (
          <li key={first.id + second.id}>
            <div>
              <p>{first.name.text}</p>
              <p>{second.name.text}</p>
            </div>
            <Doing busy={act.busy} class="quiet" onClick={() => back(first, second)}>
              {m.org.apartBack}
              <span class="unseen">
                : {first.name.text}, {second.name.text}
              </span>
            </Doing>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DoublesPage({ town }: At) {
  const { m, locale } = useSay();
  const fetched = useAsk(OrganisationDoubles, { municipality: town.slug, locale });
  const gone = (what = m.org.apartNow) => {
    fetched.again();
    goOnAt("h1");
    tell(what);
  };
  return (
    <Directory town={town} which="duplikati" lead={m.org.doublesLead}>
      <Shown of={fetched} rows={6}>
        {({ desk: { organisationDoubles: pairs, organisationsKeptApart: apart } }) => (
          <Fragment>
            {pairs[0] ? (
              <ul class="rows pairs">
                {pairs.map(({ first, second, signs }) => (
                  <li key={first.id + second.id}>
                    <div class="pair">
                      <Row organisation={first} town={town.slug} />
                      <Row organisation={second} town={town.slug} />
                    </div>
                    <div class="signs">
                      <p class="meta">
                        {signs.map((sign) => (
                          <span class="badge soon" key={sign}>
                            {m.org[`sign${pascal(sign)}` as "signSameName"]}
                          </span>
                        ))}
                      </p>
                      <A to={at(town.slug, "duplikati", `${first.id}~${second.id}`)} class="btn quiet">
                        {m.org.compare}
                        <span class="unseen">
                          : {first.name.text}, {second.name.text}
                        </span>
                      </A>
                      <Apart
                        one={first}
                        other={second}
                        after={() => {
                          const left = pairs.filter((pair) => pair.first !== first || pair.second !== second);
                          fetched.put({ desk: { organisationDoubles: left, organisationsKeptApart: apart } });
                          gone();
                        }}
                      />
                    </div>
                  </li>
                ))}
              </ul>
            ) : (
              <Empty title={m.org.doublesNone} hint={m.org.doublesNoneHint} />
            )}
            {apart[0] && <KeptApart pairs={apart} after={() => gone(m.org.apartUndone)} />}
          </Fragment>
        )}
      </Shown>
    </Directory>
  );
}

function Both({
  one,
  other,
  town,
  areas,
  again,
}: {
  one: Record_;
  other: Record_;
  town: string;
  areas: TwoOrganisationsQuery["desk"]["municipality"]["areas"];
  again: () => void;
}) {
  const say = useSay();
  const { m, date } = say;
  /** Which stays: the first, unless somebody turns them. */
  const [turned, turn] = useState(false);
  const [into, from] = turned ? [other, one] : [one, other];
  const [chosen, choose] = useState<ReadonlyMap<OrganisationFact, boolean>>(new Map());
  /** As they were read when the window opened. */
  const [sure, ask_] = useState<{ into: Record_; from: Record_ }>();
  const [changed, setChanged] = useState(false);
  const act = useAct();
  const atFirst = takenAtFirst(into.content, from.content);
  const takes = (code: OrganisationFact) => chosen.get(code) ?? atFirst.includes(code);
  const differing = MERGED.filter(
    ([code, fact]) =>
      !same(into.content[fact], from.content[fact]) ||
      (code === "ADDRESS" && into.content.addressPublic !== from.content.addressPublic) ||
      (code === "REPRESENTATIVE" && into.content.representativePublic !== from.content.representativePublic),
  );
  const take = MERGED.map(([code]) => code).filter((code) => takes(code));
  const behind = () => {
    ask_(undefined);
    setChanged(true);
    again();
  };
  const merge = () =>
    act.run(async () => {
      if (!sure) return;
      const input = {
        into: sure.into.id,
        intoVersion: sure.into.version,
        from: sure.from.id,
        fromVersion: sure.from.version,
        take,
      };
      done((await ask(MergeOrganisations, { input })).mergeOrganisations);
      ask_(undefined);
      await go(at(town, "organizacije", into.id), "replace");
      tell(m.org.merged);
    }, behind);
  const value = (record: Record_, fact: (typeof MERGED)[number][1]) => {
    const all = lines(fact, record.content, say, areas);
    // Whether a person agreed goes with the name.
    if (fact === "representative" && all[0])
      all.push(record.content.representativePublic ? m.org.consent : m.org.noConsent);
    if (fact === "address" && all[0])
      all.push(record.content.addressPublic ? m.org.contactsOn : m.org.noConsent);
    if (!all[0]) return <i class="none">{m.act.nothing}</i>;
    return all.map((line) => <span key={line}>{line}</span>);
  };
  const side = (code: OrganisationFact, fact: (typeof MERGED)[number][1], its: boolean) => {
    const record = its ? from : into;
    const picked = takes(code) === its;
    return (
      <label class={picked ? "choice chosen" : "choice"}>
        <input
          type="radio"
          name={code}
          checked={picked}
          onChange={() => choose(new Map(chosen).set(code, its))}
        />
        <b>{its ? m.org.ofGoes : m.org.ofStays}</b>
        <span class="lines">{value(record, fact)}</span>
      </label>
    );
  };
  const both = (code: OrganisationFact, fact: (typeof MERGED)[number][1]) => (
    <Fragment>
      <div class="given lines">{value(into, fact)}</div>
      {atFirst.includes(code) && (
        <label class={takes(code) ? "choice chosen" : "choice"}>
          <input
            type="checkbox"
            checked={takes(code)}
            onChange={(event) => choose(new Map(chosen).set(code, event.currentTarget.checked))}
          />
          <b>{m.org.addThese}</b>
          <span class="lines">{value(from, fact)}</span>
        </label>
      )}
    </Fragment>
  );
  const head = (record: Record_, stays: boolean) => (
    <div class={stays ? "card stays" : "card goes"}>
      <p class="badge">{stays ? m.org.stays : m.org.goes}</p>
      <h2 lang={record.name.locale}>{record.name.text}</h2>
      <p class="hint">
        {record.confirmedOn
          ? fill(record.confirmedBy === "ORGANISATION" ? m.org.confirmedBySelf : m.org.confirmedByTown, {
              date: date(record.confirmedOn),
            })
          : m.org.confirmedNever}
      </p>
      <p class="hint">{fill(m.calls.savedOn, { when: date(record.savedAt) })}</p>
    </div>
  );
  return (
    <div class="merging">
      {changed && (
        <p class="note" role="alert">
          {m.org.mergeChanged}
        </p>
      )}
      <div class="two">
        {head(into, true)}
        {head(from, false)}
      </div>
      <div class="acts">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            turn(!turned);
            choose(new Map());
          }}
        >
          {m.org.turn}
        </button>
      </div>
      {differing[0] ? (
        differing.map(([code, fact]) => (
          <fieldset class="clash" key={code}>
            <legend>{labelOf(fact, say)}</legend>
            {BOTH.includes(code) ? (
              both(code, fact)
            ) : (
              <Fragment>
                {side(code, fact, false)}
                {side(code, fact, true)}
              </Fragment>
            )}
          </fieldset>
        ))
      ) : (
        <p class="fine">
          <Icon name="check" /> {m.org.noDifference}
        </p>
      )}
      <div class="acts end">
        <Apart
          one={one}
          other={other}
          after={async () => {
            await go(at(town, "duplikati"), "replace");
            tell(m.org.apartNow);
          }}
        />
        <button
          type="button"
          onClick={() => {
            act.clear();
            ask_({ into, from });
          }}
        >
          {m.org.merge}
        </button>
      </div>
      {sure && (
        <Sure
          title={m.org.mergeTitle}
          yes={m.org.mergeNow}
          stop
          act={{ ...act, run: merge }}
          close={() => ask_(undefined)}
        >
          <p>{fill(m.org.mergeWhat, { into: sure.into.name.text, from: sure.from.name.text })}</p>
          <ul class="dots">
            <li>{m.org.merge1}</li>
            <li>{m.org.merge2}</li>
          </ul>
          <p>
            <b>{m.finish.sureNever}</b>
          </p>
        </Sure>
      )}
    </div>
  );
}

export function MergePage({ town, id }: At & { id: string }) {
  const { m, locale } = useSay();
  const [one = "", other = ""] = id.split("~");
  const fetched = useAsk(TwoOrganisations, { municipality: town.slug, one, other, locale });
  return (
    <Fragment>
      <A to={at(town.slug, "duplikati")} class="back">
        <Icon name="back" /> {m.org.doubles}
      </A>
      <Page wide title={m.org.mergePage} lead={m.org.mergeLead}>
        <Shown of={fetched} rows={8}>
          {({ desk }) =>
            desk.one && desk.other && desk.one.id !== desk.other.id ? (
              <Both
                one={desk.one}
                other={desk.other}
                town={town.slug}
                areas={desk.municipality.areas}
                again={fetched.again}
              />
            ) : (
              <Empty title={m.trouble.gone} hint={m.trouble.goneHint} />
            )
          }
        </Shown>
      </Page>
    </Fragment>
  );
}
