/** The parts of a call, in the order in which an official thinks of them. */
import { Fragment, h } from "preact";
import { pascal } from "../../say";
import type { CurrencyCode, LegalForm, OpenCallKind } from "../gen/graphql";
import { Field, Tick } from "../parts";
import { useSay } from "../say";
import { readMonths, readPercent } from "../typed";
import { idOf, useEditCall, useSaid } from "./context";
import { Day, DayAndHour, Plain, Sum, Whole, Words } from "./fields";
import { Origin } from "./origin";

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

export function Basics() {
  const { m } = useSay();
  const { content: c, set, readOnly } = useEditCall();
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
      <Origin />
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
  const { content: c, set, readOnly } = useEditCall();
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
  const { content: c, set, readOnly } = useEditCall();
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
  const { content: c, set, readOnly } = useEditCall();
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

export function Contact() {
  const { m } = useSay();
  const { content: c, set } = useEditCall();
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
