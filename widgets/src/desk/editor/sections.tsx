/** The parts of a call, in the order in which an official thinks of them. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import type { CallEventKind, CurrencyCode, LegalForm, OpenCallKind } from "../gen/graphql";
import { Field, Icon, Tick } from "../parts";
import { fill, useSay } from "../say";
import { readMonths, readPercent } from "../typed";
import { type Event, type Lot, move } from "./content";
import { idOf, useEdit, useSaid } from "./context";
import { Day, DayAndHour, Plain, Sum, Whole, Words } from "./fields";
import { Ordered } from "./order";

const KINDS: OpenCallKind[] = ["PROJECTS", "STATUS", "ANNOUNCEMENT", "OTHER"];
const CURRENCIES: CurrencyCode[] = ["BAM", "EUR", "RSD", "USD"];
const FORMS: LegalForm[] = [
  "ASSOCIATION",
  "FOUNDATION",
  "SPORTS_CLUB",
  "RELIGIOUS_COMMUNITY",
  "INSTITUTION",
  "INFORMAL_GROUP",
  "OTHER",
];
const EVENTS: CallEventKind[] = ["INFO_SESSION", "TRAINING", "MENTOR_SESSION", "DEBATE"];

export function Basics() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEdit();
  return (
    <Fragment>
      <Words
        field="title"
        rows={2}
        label={m.field.title}
        hint={m.field.titleHint}
        value={c.title}
        change={(title) => set({ title })}
      />
      <Words
        field="summary"
        rows={5}
        label={m.field.summary}
        hint={m.field.summaryHint}
        value={c.summary}
        change={(summary) => set({ summary })}
      />
      <Field label={m.field.kind} id={idOf("kind")} {...useSaid("kind")}>
        {(props) => (
          <select
            {...props}
            value={c.kind}
            disabled={readOnly}
            onChange={(event) => set({ kind: event.currentTarget.value as OpenCallKind })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {m.field[`kind${pascal(kind)}` as "kindOther"]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="row">
        <Day
          field="publishedOn"
          label={m.field.publishedOn}
          value={c.publishedOn}
          change={(publishedOn) => set({ publishedOn })}
        />
        <Plain
          field="referenceNumber"
          label={m.field.referenceNumber}
          value={c.referenceNumber}
          change={(referenceNumber) => set({ referenceNumber })}
        />
      </div>
      <Tick
        label={m.field.exercise}
        hint={m.field.exerciseHint}
        checked={c.exercise}
        disabled={readOnly}
        onChange={(exercise) => set({ exercise })}
      />
    </Fragment>
  );
}

export function Dates() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEdit();
  return (
    <Fragment>
      <DayAndHour
        field="deadline"
        label={m.field.deadline}
        hint={m.field.dateHint}
        value={c.deadline}
        change={(deadline) => set({ deadline })}
      />
      <Tick
        label={m.field.untilSpent}
        checked={c.untilSpent}
        disabled={readOnly}
        onChange={(untilSpent) => set({ untilSpent })}
      />
      <Words
        field="deadlineNote"
        label={m.field.deadlineNote}
        hint={m.field.deadlineNoteHint}
        value={c.deadlineNote}
        change={(deadlineNote) => set({ deadlineNote })}
      />
      <DayAndHour
        field="opens"
        label={m.field.opens}
        hint={m.field.opensHint}
        value={c.opens}
        change={(opens) => set({ opens })}
      />
      <DayAndHour
        field="questionsUntil"
        label={m.field.questionsUntil}
        value={c.questionsUntil}
        change={(questionsUntil) => set({ questionsUntil })}
      />
      <DayAndHour
        field="objectionsUntil"
        label={m.field.objectionsUntil}
        value={c.objectionsUntil}
        change={(objectionsUntil) => set({ objectionsUntil })}
      />
      <div class="row">
        <Day
          field="resultsExpectedOn"
          label={m.field.resultsExpectedOn}
          value={c.resultsExpectedOn}
          change={(resultsExpectedOn) => set({ resultsExpectedOn })}
        />
      </div>
    </Fragment>
  );
}

export function Money() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEdit();
  return (
    <Fragment>
      <div class="row">
        <Sum
          field="budget"
          label={m.field.budget}
          hint={m.field.moneyHint}
          value={c.budget}
          change={(budget) => set({ budget })}
        />
        <Field label={m.field.currency} id={idOf("currency")} class="low">
          {(props) => (
            <select
              {...props}
              value={c.currency ?? "BAM"}
              disabled={readOnly}
              onChange={(event) => set({ currency: event.currentTarget.value as CurrencyCode })}
            >
              {CURRENCIES.map((currency) => (
                <option key={currency} value={currency}>
                  {currency === "BAM" ? "KM (BAM)" : currency}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div class="row">
        <Sum
          field="minGrant"
          label={m.field.minGrant}
          value={c.minGrant}
          change={(minGrant) => set({ minGrant })}
        />
        <Sum
          field="maxGrant"
          label={m.field.maxGrant}
          value={c.maxGrant}
          change={(maxGrant) => set({ maxGrant })}
        />
      </div>
      <div class="row">
        <Whole
          field="coFundingPercent"
          label={m.field.coFundingPercent}
          read={readPercent}
          value={c.coFundingPercent}
          change={(coFundingPercent) => set({ coFundingPercent })}
        />
        <Whole
          field="minMonths"
          label={m.field.minMonths}
          read={readMonths}
          value={c.minMonths}
          change={(minMonths) => set({ minMonths })}
        />
        <Whole
          field="maxMonths"
          label={m.field.maxMonths}
          read={readMonths}
          value={c.maxMonths}
          change={(maxMonths) => set({ maxMonths })}
        />
      </div>
    </Fragment>
  );
}

export function Who() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEdit();
  return (
    <Fragment>
      <Words
        field="eligibility"
        rows={4}
        label={m.field.eligibility}
        hint={m.field.eligibilityHint}
        value={c.eligibility}
        change={(eligibility) => set({ eligibility })}
      />
      <fieldset class="ticks many">
        <legend>{m.field.eligibleForms}</legend>
        {FORMS.map((form) => (
          <Tick
            key={form}
            label={m.field[`form${pascal(form)}` as "formOther"]}
            checked={c.eligibleForms.includes(form)}
            disabled={readOnly}
            onChange={(on) =>
              set({
                eligibleForms: FORMS.filter((one) => (one === form ? on : c.eligibleForms.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
      <Words
        field="seatIn"
        label={m.field.seatIn}
        hint={m.field.seatInHint}
        value={c.seatIn}
        change={(seatIn) => set({ seatIn })}
      />
      <div class="row">
        <Day
          field="registeredBefore"
          label={m.field.registeredBefore}
          value={c.registeredBefore}
          change={(registeredBefore) => set({ registeredBefore })}
        />
      </div>
    </Fragment>
  );
}

const NO_LOT: Lot = {
  title: null,
  areaCode: null,
  budget: null,
  minGrant: null,
  maxGrant: null,
  capPerApplicant: null,
};

export function AreasAndLots() {
  const { m } = useSay();
  const { content: c, set, readOnly, areas } = useEdit();
  const said = useSaid("areas");
  const saidOfLots = useSaid("lots");
  const put = (place: number, patch: Partial<Lot>) =>
    set({ lots: c.lots.map((lot, i) => (i === place ? { ...lot, ...patch } : lot)) });
  const name = (lot: Lot, i: number) => lot.title?.text || fill(m.field.lot, { n: i + 1 });
  return (
    <Fragment>
      <fieldset class="ticks many" id={idOf("areas")} tabIndex={-1}>
        <legend>{m.field.areas}</legend>
        <p class="hint">{m.field.areasHint}</p>
        {areas.map(({ code, label }) => (
          <Tick
            key={code}
            label={label}
            checked={c.areas.includes(code)}
            disabled={readOnly}
            onChange={(on) => set({ areas: on ? [...c.areas, code] : c.areas.filter((one) => one !== code) })}
          />
        ))}
        <Said {...said} />
      </fieldset>
      <h3 id={idOf("lots")} tabIndex={-1}>
        {m.field.lots}
      </h3>
      <p class="hint">{m.field.lotsHint}</p>
      <Said {...saidOfLots} />
      <Ordered
        things={c.lots}
        name={name}
        disabled={readOnly}
        move={(from, to) => set({ lots: move(c.lots, from, to) })}
      >
        {(lot, i, order) => (
          <div class="paper">
            <Words
              field={`lots.${i}.title`}
              label={fill(m.field.lot, { n: i + 1 })}
              value={lot.title}
              change={(title) => put(i, { title })}
            />
            <div class="row">
              <Sum
                field={`lots.${i}.budget`}
                label={m.field.budget}
                value={lot.budget}
                change={(budget) => put(i, { budget })}
              />
              <Sum
                field={`lots.${i}.minGrant`}
                label={m.field.minGrant}
                value={lot.minGrant}
                change={(minGrant) => put(i, { minGrant })}
              />
              <Sum
                field={`lots.${i}.maxGrant`}
                label={m.field.maxGrant}
                value={lot.maxGrant}
                change={(maxGrant) => put(i, { maxGrant })}
              />
              <Sum
                field={`lots.${i}.capPerApplicant`}
                label={m.field.capPerApplicant}
                value={lot.capPerApplicant}
                change={(capPerApplicant) => put(i, { capPerApplicant })}
              />
              <Field label={m.field.lotArea} id={idOf(`lots.${i}.areaCode`)}>
                {(props) => (
                  <select
                    {...props}
                    value={lot.areaCode ?? ""}
                    disabled={readOnly}
                    onChange={(event) => put(i, { areaCode: event.currentTarget.value || null })}
                  >
                    <option value="">{m.field.noArea}</option>
                    {areas.map(({ code, label }) => (
                      <option key={code} value={code}>
                        {label}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </div>
            <div class="acts">
              <span class="gap" />
              <Remove name={name(lot, i)} remove={() => set({ lots: c.lots.filter((one) => one !== lot) })} />
              {order}
            </div>
          </div>
        )}
      </Ordered>
      {!readOnly && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => {
              set({ lots: [...c.lots, { ...NO_LOT }] });
              focusSoon(`lots.${c.lots.length}.title`);
            }}
          >
            {m.field.addLot}
          </button>
        </div>
      )}
    </Fragment>
  );
}

/** Error and warnings of something that is no single control. */
function Said({ error, warnings }: { error: string | undefined; warnings: string[] }) {
  return (
    <Fragment>
      {error && (
        <p class="error">
          <Icon name="stop" /> {error}
        </p>
      )}
      {warnings.map((warning) => (
        <p class="warn" key={warning}>
          <Icon name="warn" /> {warning}
        </p>
      ))}
    </Fragment>
  );
}

function Remove({ name, remove }: { name: string; remove: () => void }) {
  const { m } = useSay();
  const { readOnly } = useEdit();
  if (readOnly) return null;
  return (
    <button type="button" class="text stop" onClick={remove}>
      {m.common.remove} <span class="unseen">: {name}</span>
    </button>
  );
}

const focusSoon = (field: string) =>
  requestAnimationFrame(() => document.getElementById(idOf(field))?.focus());

export function Events() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEdit();
  const put = (place: number, patch: Partial<Event>) =>
    set({ events: c.events.map((event, i) => (i === place ? { ...event, ...patch } : event)) });
  return (
    <Fragment>
      <p class="hint" id={idOf("events")} tabIndex={-1}>
        {m.field.eventsNone}
      </p>
      <ol class="ordered">
        {c.events.map((event, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new event has nothing else to be known by
          <li key={i}>
            <div class="paper">
              <Field label={m.field.eventKind} id={idOf(`events.${i}.kind`)}>
                {(props) => (
                  <select
                    {...props}
                    value={event.kind}
                    disabled={readOnly}
                    onChange={(change) => put(i, { kind: change.currentTarget.value as CallEventKind })}
                  >
                    {EVENTS.map((kind) => (
                      <option key={kind} value={kind}>
                        {m.field[`event${pascal(kind)}` as "eventDebate"]}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <DayAndHour
                field={`events.${i}.starts`}
                label={m.field.starts}
                value={event.starts.day ? event.starts : null}
                change={(starts) => put(i, { starts: starts ?? { day: "", hour: null } })}
              />
              <Words
                field={`events.${i}.place`}
                label={m.field.place}
                value={event.place}
                change={(place) => put(i, { place })}
              />
              <Plain
                field={`events.${i}.minutesUrl`}
                type="url"
                label={m.field.minutesUrl}
                hint={m.field.minutesUrlHint}
                value={event.minutesUrl}
                change={(minutesUrl) => put(i, { minutesUrl })}
              />
              <div class="acts">
                <span class="gap" />
                <Remove
                  name={fill(m.field.event, { n: i + 1 })}
                  remove={() => set({ events: c.events.filter((one) => one !== event) })}
                />
              </div>
            </div>
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => {
              const starts = { day: "", hour: null };
              set({
                events: [
                  ...c.events,
                  { id: null, kind: "INFO_SESSION", starts, place: null, minutesUrl: null },
                ],
              });
              focusSoon(`events.${c.events.length}.kind`);
            }}
          >
            {m.field.addEvent}
          </button>
        </div>
      )}
    </Fragment>
  );
}

export function Contact() {
  const { m } = useSay();
  const { content: c, set } = useEdit();
  return (
    <Fragment>
      <Words
        field="contact"
        rows={3}
        label={m.field.contact}
        hint={m.field.contactHint}
        value={c.contact}
        change={(contact) => set({ contact })}
      />
      <Words
        field="legalBasis"
        rows={2}
        label={m.field.legalBasis}
        hint={m.field.legalBasisHint}
        value={c.legalBasis}
        change={(legalBasis) => set({ legalBasis })}
      />
    </Fragment>
  );
}
