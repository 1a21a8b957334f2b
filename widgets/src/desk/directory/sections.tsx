/** The parts of a record that are fields. */
import { createContext, Fragment, h } from "preact";
import { useContext } from "preact/hooks";
import { pascal } from "../../say";
import { idOf, useEdit, useSaid } from "../editor/context";
import { Choice, Day, Plain, Whole, Words } from "../editor/fields";
import { focusSoon, Remove } from "../editor/list";
import type { Activity, InterestKind, OrganisationForm } from "../gen/graphql";
import { Field, Tick } from "../parts";
import { fill, useSay } from "../say";
import { type Content, FORMS, formName } from "./content";

const ACTIVITIES: Activity[] = ["ACTIVE", "DORMANT", "DISSOLVED", "UNKNOWN"];
const INTERESTS: InterestKind[] = ["LOCAL", "PUBLIC"];

/** What is typed, and how it is changed. */
export const Written = createContext(
  null as unknown as { content: Content; set: (patch: Partial<Content>) => void },
);
const useWritten = () => useContext(Written);

const readYear = (text: string) => {
  const year = /^(\d{4})\.?$/.exec(text.trim());
  return year ? Number(year[1]) : undefined;
};

function Basics() {
  const say = useSay();
  const { m } = say;
  const { readOnly, areas } = useEdit();
  const { content: c, set } = useWritten();
  return (
    <Fragment>
      <Words
        field="name"
        label={m.org.name}
        hint={m.org.nameHint}
        value={c.name}
        change={(name) => set({ name })}
      />
      <div class="row">
        <Words
          field="shortName"
          label={m.org.shortName}
          value={c.shortName}
          change={(shortName) => set({ shortName })}
        />
        <Choice<OrganisationForm | "">
          field="legalForm"
          label={m.org.legalForm}
          all={["", ...FORMS]}
          value={c.legalForm ?? ""}
          name={(form) => (form ? formName(form, say) : m.org.unsaid)}
          change={(form) => set({ legalForm: form || null })}
        />
        <Choice
          field="activity"
          label={m.org.activity}
          all={ACTIVITIES}
          value={c.activity}
          name={(one) => m.org[`activity${pascal(one)}` as "activityActive"]}
          change={(activity) => set({ activity })}
        />
      </div>
      <Words
        field="description"
        rows={4}
        label={m.org.description}
        hint={m.org.descriptionHint}
        value={c.description}
        change={(description) => set({ description })}
      />
      <fieldset class="ticks many" id={idOf("areas")} tabIndex={-1}>
        <legend>{m.org.areas}</legend>
        {areas.map(({ code, label }) => (
          <Tick
            key={code}
            label={label}
            checked={c.areas.includes(code)}
            disabled={readOnly}
            onChange={(on) =>
              set({ areas: on ? [...c.areas, code].sort() : c.areas.filter((one) => one !== code) })
            }
          />
        ))}
      </fieldset>
    </Fragment>
  );
}

function Registration() {
  const { m } = useSay();
  const { content: c, set } = useWritten();
  return (
    <Fragment>
      <Words
        field="registeringBody"
        label={m.org.registeringBody}
        hint={m.org.registeringBodyHint}
        value={c.registeringBody}
        change={(registeringBody) => set({ registeringBody })}
      />
      <div class="row">
        <Plain
          field="registerNumber"
          label={m.org.registerNumber}
          value={c.registerNumber}
          change={(registerNumber) => set({ registerNumber })}
        />
        <Day
          field="registeredOn"
          label={m.org.registeredOn}
          value={c.registeredOn}
          change={(registeredOn) => set({ registeredOn })}
        />
      </div>
      <div class="row">
        <Plain
          field="jib"
          label={m.org.jib}
          hint={m.org.jibHint}
          value={c.jib}
          change={(jib) => set({ jib })}
        />
        <Whole
          field="founded"
          label={m.org.founded}
          value={c.founded}
          read={readYear}
          change={(founded) => set({ founded })}
        />
      </div>
    </Fragment>
  );
}

function Contact() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useWritten();
  return (
    <Fragment>
      <div class="row">
        <Words field="seat" label={m.org.seat} value={c.seat} change={(seat) => set({ seat })} />
        <Words
          field="address"
          label={m.org.address}
          value={c.address}
          change={(address) => set({ address })}
        />
      </div>
      <Tick
        id={idOf("addressPublic")}
        label={`${m.org.address}: ${m.org.contactsOn}`}
        hint={c.addressPublic ? undefined : m.org.noConsent}
        checked={c.addressPublic}
        disabled={readOnly}
        onChange={(addressPublic) => set({ addressPublic })}
      />
      <Words
        field="territory"
        label={m.org.territory}
        value={c.territory}
        change={(territory) => set({ territory })}
      />
      <div class="row">
        <Plain field="phone" label={m.org.phone} value={c.phone} change={(phone) => set({ phone })} />
        <Plain field="email" label={m.org.email} value={c.email} change={(email) => set({ email })} />
        <Plain
          field="website"
          label={m.org.website}
          value={c.website}
          change={(website) => set({ website })}
        />
      </div>
      <p class="hint">{m.org.contactHint}</p>
    </Fragment>
  );
}

function Person() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useWritten();
  return (
    <Fragment>
      <Plain
        field="representative"
        label={m.org.representative}
        value={c.representative}
        change={(representative) => set({ representative })}
      />
      <Tick
        id={idOf("representativePublic")}
        label={m.org.representativePublic}
        hint={m.org.representativePublicHint}
        checked={c.representativePublic}
        disabled={readOnly}
        onChange={(representativePublic) => set({ representativePublic })}
      />
    </Fragment>
  );
}

function Statuses() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useWritten();
  const put = (at: number, patch: Partial<Content["statuses"][number]>) =>
    set({ statuses: c.statuses.map((one, i) => (i === at ? { ...one, ...patch } : one)) });
  return (
    <Fragment>
      {!c.statuses[0] && <p class="hint">{m.org.statusesNone}</p>}
      {c.statuses.map((status, i) => {
        const name = fill(m.org.status, { n: i + 1 });
        const field = (inner: string) => `statuses.${i}.${inner}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a status has nothing else to be known by
          <fieldset class="paper" key={i}>
            <legend class="unseen">{name}</legend>
            <div class="head">
              <h3>{name}</h3>
              {!readOnly && (
                <Remove
                  name={name}
                  next="addStatus"
                  remove={() => set({ statuses: c.statuses.filter((_, at) => at !== i) })}
                />
              )}
            </div>
            <Choice
              field={field("kind")}
              label={m.org.kind}
              all={INTERESTS}
              value={status.kind}
              name={(kind) => m.org[`interest${pascal(kind)}` as "interestLocal"]}
              change={(kind) => put(i, { kind })}
            />
            <div class="row">
              <Day
                field={field("validFrom")}
                label={m.org.validFrom}
                value={status.validFrom}
                change={(validFrom) => put(i, { validFrom })}
              />
              <Day
                field={field("validUntil")}
                label={m.org.validUntil}
                hint={m.org.validUntilHint}
                value={status.validUntil}
                change={(validUntil) => put(i, { validUntil })}
              />
            </div>
            <Words
              field={field("act")}
              label={m.org.act}
              hint={m.org.actHint}
              value={status.act}
              change={(act) => put(i, { act })}
            />
            <Plain
              field={field("actUrl")}
              type="url"
              label={m.org.actUrl}
              value={status.actUrl}
              change={(actUrl) => put(i, { actUrl })}
            />
          </fieldset>
        );
      })}
      {!readOnly && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            id={idOf("addStatus")}
            onClick={() => {
              const blank = {
                kind: "LOCAL" as const,
                validFrom: null,
                validUntil: null,
                act: null,
                actUrl: null,
              };
              set({ statuses: [...c.statuses, blank] });
              focusSoon(`statuses.${c.statuses.length}.kind`);
            }}
          >
            {m.org.addStatus}
          </button>
        </div>
      )}
    </Fragment>
  );
}

function Inside() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useWritten();
  const said = useSaid("internalNote");
  return (
    <Fragment>
      <p class="hint">{m.org.insideHint}</p>
      <Plain
        field="keeperEmail"
        label={m.org.keeperEmail}
        hint={m.org.keeperEmailHint}
        value={c.keeperEmail}
        change={(keeperEmail) => set({ keeperEmail })}
      />
      <Field label={m.org.internalNote} id={idOf("internalNote")} {...said}>
        {(props) => (
          <textarea
            {...props}
            rows={3}
            readOnly={readOnly}
            value={c.internalNote ?? ""}
            onInput={(event) => set({ internalNote: event.currentTarget.value || null })}
          />
        )}
      </Field>
      <Plain
        field="sourceUrl"
        type="url"
        label={m.org.sourceUrl}
        hint={m.org.sourceUrlHint}
        value={c.sourceUrl}
        change={(sourceUrl) => set({ sourceUrl })}
      />
    </Fragment>
  );
}

export const SECTIONS = {
  partBasics: Basics,
  partRegistration: Registration,
  partContact: Contact,
  partPerson: Person,
  partStatuses: Statuses,
  partInside: Inside,
};
