/** Organisations that somebody represents: what stands of each, what he says it is, and what became of that. */
import { Fragment, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { pascal } from "../../say";
import { ask, done } from "../ask";
import { FORMS, factOf, formName, labelOf, suggested } from "../directory/content";
import { faultText } from "../editor/context";
import { Opening } from "../editor/opening";
import { ConfirmRepresented, EditRepresented, RepresentedOrganisation } from "../gen/documents";
import type {
  Activity,
  OrganisationFactsInput,
  OrganisationForm,
  RepresentedFragment,
  SuggestedField,
  ViewerFragment,
} from "../gen/graphql";
import { Doing, Empty, Field, Mishap, Page, Tick } from "../parts";
import { A, at } from "../route";
import { fill, tell, useSay } from "../say";
import { useAct } from "../use";

/** In the order of the page. */
const FIELDS: SuggestedField[] = [
  "NAME",
  "SHORT_NAME",
  "LEGAL_FORM",
  "ACTIVITY",
  "AREAS",
  "DESCRIPTION",
  "REGISTERING_BODY",
  "REGISTER_NUMBER",
  "REGISTERED_ON",
  "JIB",
  "FOUNDED",
  "SEAT",
  "ADDRESS",
  "TERRITORY",
  "PHONE",
  "EMAIL",
  "WEBSITE",
  "REPRESENTATIVE",
];
const ACTIVITIES: Activity[] = ["ACTIVE", "DORMANT", "DISSOLVED", "UNKNOWN"];
/** The longest text, in characters. */
const LONGEST = 2000;

/** What is written in the fields of the form. */
type Written = Partial<Record<SuggestedField, string>>;

/** A field of the form as the server takes it. */
const taken = (field: SuggestedField, text: string): unknown => {
  if (field === "LEGAL_FORM" || field === "ACTIVITY") return text.toUpperCase() || null;
  if (field === "AREAS") return text.split(",").filter(Boolean);
  if (field === "FOUNDED") return text ? Number(text) : null;
  return field === "REGISTERED_ON" ? text || null : text;
};

/** What the field of a fact takes. */
const kindOf = (field: SuggestedField) =>
  field === "REGISTERED_ON"
    ? ({ type: "date" } as const)
    : field === "FOUNDED"
      ? ({ type: "number" } as const)
      : ({ type: "text" } as const);

const problemIn = (field: SuggestedField) => `facts.${factOf(field)}`;

function Sent({ of }: { of: RepresentedFragment }) {
  const say = useSay();
  const { m, when } = say;
  const { areas } = of.organisation.municipality;
  if (!of.sent[0]) return <p class="hint">{m.own.sentNone}</p>;
  return (
    <ul class="rows">
      {of.sent.map((one) => (
        <li key={one.id} class="single">
          <p class="meta">
            <span class="badge">{m.org[`suggestion${pascal(one.state)}` as "suggestionWaiting"]}</span>
            <span>{m.org[`kind${pascal(one.kind)}` as "kindProposal"]}</span>
            <time dateTime={one.receivedAt}>{when(one.receivedAt)}</time>
          </p>
          {one.facts[0] && (
            <dl class="changes">
              {one.facts.map(({ field, before, value }) => (
                <div key={field}>
                  <dt>{labelOf(factOf(field), say)}</dt>
                  <dd>
                    <span class="unseen">{m.act.before}: </span>
                    <del>{suggested(field, before, say, areas) || m.act.nothing}</del>
                  </dd>
                  <dd>
                    <span class="unseen">{m.act.after}: </span>
                    <ins>{suggested(field, value, say, areas) || m.act.nothing}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {one.message && <blockquote class="said">{one.message}</blockquote>}
          {one.reason && <p>{fill(m.journal.reason, { text: one.reason })}</p>}
        </li>
      ))}
    </ul>
  );
}

function Opened({ first, load }: { first: RepresentedFragment; load: () => Promise<RepresentedFragment> }) {
  const say = useSay();
  const { m, date } = say;
  const [of, put] = useState(first);
  // It comes again where the desk speaks another language from now on.
  useEffect(() => put(first), [first]);
  const [written, write] = useState<Written>({});
  const [message, type] = useState("");
  const [contact, setContact] = useState(false);
  const [consent, setConsent] = useState(first.representativeConsent);
  const confirming = useAct();
  const editing = useAct();
  const { organisation } = of;
  const { areas } = organisation.municipality;
  const stands = (field: SuggestedField) => of.facts.find((one) => one.field === field)?.value ?? "";
  const value = (field: SuggestedField) => written[field] ?? stands(field);
  const changed = FIELDS.filter((field) => value(field) !== stands(field));
  const agreed = consent !== of.representativeConsent && !!value("REPRESENTATIVE");
  const reached = changed.some(
    (field) => (field === "ADDRESS" || field === "PHONE" || field === "EMAIL") && value(field),
  );
  /** A street that stands there and was never agreed to is published once it is. */
  const street = contact && !!value("ADDRESS") && !changed.includes("ADDRESS");
  const something = changed[0] || agreed || street || message.trim();
  const wrong = (name: string) => {
    const problem = editing.trouble?.problems?.find(({ field }) => field === name);
    return problem && faultText(problem, say);
  };
  const again = async () => {
    put(await load());
    write({});
    type("");
    setContact(false);
  };
  const confirm = () =>
    confirming.run(async () => {
      done(
        (await ask(ConfirmRepresented, { input: { organisation: organisation.id } }))
          .confirmRepresentedOrganisation,
      );
      await again();
      tell(m.own.confirmed);
    });
  const send = (event: Event) => {
    event.preventDefault();
    if (!something) return;
    editing.run(async () => {
      const fields: SuggestedField[] = [...changed];
      if (agreed && !changed.includes("REPRESENTATIVE")) fields.push("REPRESENTATIVE");
      if (street) fields.push("ADDRESS");
      const facts: OrganisationFactsInput = {
        ...Object.fromEntries(fields.map((field) => [factOf(field), taken(field, value(field))])),
        contactConsent: contact,
        representativeConsent: consent,
      };
      const input = { organisation: organisation.id, facts, message: message.trim() || null };
      done((await ask(EditRepresented, { input })).editRepresentedOrganisation);
      await again();
      tell(m.own.sentNow);
    });
  };
  const set = (field: SuggestedField) => (event: { currentTarget: { value: string } }) =>
    write({ ...written, [field]: event.currentTarget.value });
  const choice = <T extends string>(field: SuggestedField, all: T[], name: (one: T) => string) => (
    <Field key={field} label={labelOf(factOf(field), say)} error={wrong(problemIn(field))}>
      {(props) => (
        <select {...props} value={value(field)} onChange={set(field)}>
          {!all.includes("UNKNOWN" as T) && <option value="">{m.org.unsaid}</option>}
          {all.map((one) => (
            <option key={one} value={one === "UNKNOWN" ? "" : one.toLowerCase()}>
              {name(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const control = (field: SuggestedField) => {
    if (field === "LEGAL_FORM") return choice<OrganisationForm>(field, FORMS, (one) => formName(one, say));
    if (field === "ACTIVITY")
      return choice(field, ACTIVITIES, (one) => m.org[`activity${pascal(one)}` as "activityActive"]);
    if (field === "AREAS") {
      const codes = value(field).split(",").filter(Boolean);
      const tick = (code: string, on: boolean) => {
        const now = on ? [...codes, code].sort() : codes.filter((one) => one !== code);
        write({ ...written, AREAS: now.join(",") });
      };
      return (
        <fieldset class="ticks many" key={field}>
          <legend>{m.org.areas}</legend>
          {areas.map(({ code, label }) => (
            <Tick key={code} label={label} checked={codes.includes(code)} onChange={(on) => tick(code, on)} />
          ))}
        </fieldset>
      );
    }
    return (
      <Field
        key={field}
        label={labelOf(factOf(field), say)}
        hint={field === "REPRESENTATIVE" ? m.org.representativePublicHint : undefined}
        error={wrong(problemIn(field))}
      >
        {(props) =>
          field === "DESCRIPTION" ? (
            <textarea {...props} rows={5} maxLength={LONGEST} value={value(field)} onInput={set(field)} />
          ) : (
            <input {...props} {...kindOf(field)} value={value(field)} onInput={set(field)} />
          )
        }
      </Field>
    );
  };
  return (
    <Page
      title={organisation.name.text}
      lead={fill(m.own.lead, { town: organisation.municipality.name })}
      acts={
        <div class="acts">
          <a class="btn quiet" href={organisation.page} target="_blank" rel="noopener">
            {m.editor.publicPage} <span class="unseen">({m.common.newTab})</span>
          </a>
          <Doing busy={confirming.busy} disabled={!!something} onClick={confirm}>
            {m.own.confirm}
          </Doing>
        </div>
      }
    >
      <p class="hint">
        {organisation.confirmedOn
          ? fill(m.own.confirmedOn, { date: date(organisation.confirmedOn) })
          : m.org.confirmedNever}
      </p>
      {confirming.trouble && <Mishap trouble={confirming.trouble} />}
      <section class="card" aria-labelledby="own-sent">
        <h2 id="own-sent">{m.own.sent}</h2>
        <Sent of={of} />
      </section>
      <form noValidate onSubmit={send} class="card">
        <h2>{m.own.edit}</h2>
        <p>{m.own.editHint}</p>
        {FIELDS.map(control)}
        {value("REPRESENTATIVE") && (
          <Tick label={m.org.representativePublic} checked={consent} onChange={setConsent} />
        )}
        {(reached || value("ADDRESS")) && (
          <Fragment>
            <Tick label={m.own.contactConsent} checked={contact} onChange={setContact} />
            {wrong("facts.contactConsent") && <p class="error">{m.own.contactConsentMissing}</p>}
          </Fragment>
        )}
        <Field label={m.own.message} error={wrong("message")}>
          {(props) => (
            <textarea
              {...props}
              rows={4}
              maxLength={LONGEST}
              value={message}
              onInput={(event) => type(event.currentTarget.value)}
            />
          )}
        </Field>
        {editing.trouble && <Mishap trouble={editing.trouble} />}
        <div class="acts">
          <Doing type="submit" busy={editing.busy} disabled={!something}>
            {m.own.send}
          </Doing>
        </div>
      </form>
    </Page>
  );
}

/** All that somebody represents, or one of them. */
export function Own({ viewer, id }: { viewer: ViewerFragment; id: string }) {
  const { m, locale } = useSay();
  if (id) {
    const load = async () => (await ask(RepresentedOrganisation, { id, locale })).representedOrganisation;
    return (
      <Opening key={id} id={id} title={m.nav.own} load={load} back={{ to: at("moje"), name: m.nav.own }}>
        {(first) => <Opened first={first} load={load} />}
      </Opening>
    );
  }
  return (
    <Page title={m.nav.own} lead={m.own.listLead}>
      {viewer.organisations[0] ? (
        <ul class="rows">
          {viewer.organisations.map(({ organisation }) => (
            <li key={organisation.id} class="single">
              <A to={at("moje", organisation.id)}>{organisation.name.text}</A>
              <p class="meta">
                <span>{organisation.municipality.name}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty title={m.own.none} hint={m.own.noneHint} />
      )}
    </Page>
  );
}
