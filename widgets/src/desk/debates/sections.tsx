/** The parts of a consultation that are fields. */
import { createContext, Fragment, h } from "preact";
import { useContext } from "preact/hooks";
import { pascal } from "../../say";
import { idOf, useEdit } from "../editor/context";
import type { Draft } from "../editor/draft";
import { Areas, Choice, Day, DayAndHour, Plain, Whole, Words } from "../editor/fields";
import { focusSoon, Remove } from "../editor/list";
import { Papers } from "../editor/papers";
import { isForm } from "../editor/upload";
import type { ChannelKind, ConsultationDocumentRole, ConsultationKind, Supports } from "../gen/graphql";
import { Tick } from "../parts";
import { fill, useSay } from "../say";
import type { Content, Debate } from "./content";
import { EMAILS, MODERATIONS } from "./rules";

/** What is typed, and how it is changed. */
export const Typed = createContext(
  null as unknown as {
    content: Content;
    set: (patch: Partial<Content>) => void;
    draft: Draft<Debate, Content>;
  },
);
const useTyped = () => useContext(Typed);

const KINDS: ConsultationKind[] = [
  "PUBLIC_DEBATE",
  "PUBLIC_INSPECTION",
  "CALL_FOR_PROPOSALS",
  "CITIZENS_ASSEMBLY",
  "CONSULTATION",
];
const WAYS: ChannelKind[] = ["POST", "COUNTER", "EMAIL", "NOTEBOOK", "FORM", "LOCAL_COMMUNITY"];
const SUPPORTS: Supports[] = ["NONE", "CONFIRMED_EMAIL", "CLIENT"];

const count = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined);

export function Basics() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useTyped();
  return (
    <Fragment>
      <Words
        field="title"
        label={m.field.title}
        hint={m.debate.titleHint}
        value={c.title}
        change={(title) => set({ title })}
      />
      <Words
        field="summary"
        rows={4}
        label={m.field.summary}
        hint={m.debate.summaryHint}
        value={c.summary}
        change={(summary) => set({ summary })}
      />
      <div class="row">
        <Choice
          field="kind"
          label={m.field.kind}
          all={KINDS}
          value={c.kind}
          name={(kind) => m.debate[`kind${pascal(kind)}` as "kindConsultation"]}
          change={(kind) => set({ kind })}
        />
        <Day
          field="publishedOn"
          label={m.field.publishedOn}
          value={c.publishedOn}
          change={(publishedOn) => set({ publishedOn })}
        />
      </div>
      <Words
        field="responsibleBody"
        label={m.debate.responsibleBody}
        hint={m.debate.responsibleBodyHint}
        value={c.responsibleBody}
        change={(responsibleBody) => set({ responsibleBody })}
      />
      <Areas hint={m.debate.areasHint} value={c.areas} change={(areas) => set({ areas })} />
      <Tick
        id={idOf("exercise")}
        label={m.debate.exercise}
        hint={m.debate.exerciseHint}
        checked={c.exercise}
        disabled={readOnly}
        onChange={(exercise) => set({ exercise })}
      />
    </Fragment>
  );
}

export function Dates() {
  const { m } = useSay();
  const { content: c, set } = useTyped();
  return (
    <Fragment>
      <DayAndHour
        field="closes"
        label={m.debate.closes}
        hint={m.field.dateHint}
        value={c.closes}
        change={(closes) => set({ closes })}
      />
      <DayAndHour
        field="opens"
        label={m.debate.opens}
        hint={m.field.opensHint}
        value={c.opens}
        change={(opens) => set({ opens })}
      />
      <Day
        field="answerDueOn"
        label={m.debate.answerDueOn}
        hint={m.debate.answerDueOnHint}
        value={c.answerDueOn}
        change={(answerDueOn) => set({ answerDueOn })}
      />
      <Words
        field="datesNote"
        label={m.debate.datesNote}
        value={c.datesNote}
        change={(datesNote) => set({ datesNote })}
      />
    </Fragment>
  );
}

type Session = Content["sessions"][number];

export function Sessions() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useTyped();
  const put = (place: number, patch: Partial<Session>) =>
    set({ sessions: c.sessions.map((one, i) => (i === place ? { ...one, ...patch } : one)) });
  const blank: Session = {
    id: null,
    starts: { day: "", hour: null },
    place: null,
    audience: null,
    minutesUrl: null,
    attendance: null,
  };
  return (
    <Fragment>
      <p class="hint" id={idOf("sessions")} tabIndex={-1}>
        {m.debate.sessionsNone}
      </p>
      <ol class="ordered">
        {c.sessions.map((session, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new session has nothing else to be known by
          <li key={i}>
            <div class="paper">
              <DayAndHour
                field={`sessions.${i}.starts`}
                label={m.field.starts}
                value={session.starts.day ? session.starts : null}
                change={(starts) => put(i, { starts: starts ?? { day: "", hour: null } })}
              />
              <Words
                field={`sessions.${i}.place`}
                label={m.field.place}
                value={session.place}
                change={(place) => put(i, { place })}
              />
              <Words
                field={`sessions.${i}.audience`}
                label={m.debate.audience}
                hint={m.debate.audienceHint}
                value={session.audience}
                change={(audience) => put(i, { audience })}
              />
              <div class="row">
                <Plain
                  field={`sessions.${i}.minutesUrl`}
                  type="url"
                  label={m.field.minutesUrl}
                  value={session.minutesUrl}
                  change={(minutesUrl) => put(i, { minutesUrl })}
                />
                <Whole
                  field={`sessions.${i}.attendance`}
                  label={m.debate.attendance}
                  read={count}
                  value={session.attendance}
                  change={(attendance) => put(i, { attendance })}
                />
              </div>
              <div class="acts">
                <span class="gap" />
                <Remove
                  name={fill(m.debate.session, { n: i + 1 })}
                  next="sessions"
                  remove={() => set({ sessions: c.sessions.filter((one) => one !== session) })}
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
              set({ sessions: [...c.sessions, blank] });
              focusSoon(`sessions.${c.sessions.length}.starts`);
            }}
          >
            {m.debate.addSession}
          </button>
        </div>
      )}
    </Fragment>
  );
}

export function Rules() {
  const { m } = useSay();
  const { readOnly } = useEdit();
  const { content: c, set } = useTyped();
  const some = c.moderation === "FIRST_N";
  const tick = (field: "onlineCounts" | "anonymousAllowed" | "attachmentsAllowed", hint?: string) => (
    <Tick
      id={idOf(field)}
      label={m.debate[field]}
      hint={hint}
      checked={c[field]}
      disabled={readOnly}
      onChange={(on) => set({ [field]: on })}
    />
  );
  return (
    <Fragment>
      <div class="row">
        <Choice
          field="moderation"
          label={m.debate.moderation}
          all={MODERATIONS}
          value={c.moderation}
          name={(one) => m.debate[`moderation${pascal(one)}` as "moderationPre"]}
          hint={some ? m.debate.firstNHint : undefined}
          change={(moderation) =>
            set(
              moderation === "FIRST_N"
                ? {
                    moderation,
                    moderationFirst: c.moderationFirst ?? 1,
                    confirmEmail: c.confirmEmail === "NEVER" ? "WHEN_GIVEN" : c.confirmEmail,
                  }
                : { moderation, moderationFirst: null },
            )
          }
        />
        {some && (
          <Whole
            field="moderationFirst"
            label={m.debate.moderationFirst}
            read={count}
            value={c.moderationFirst}
            change={(moderationFirst) => set({ moderationFirst })}
          />
        )}
      </div>
      <div class="row">
        <Choice
          field="confirmEmail"
          label={m.debate.confirmEmail}
          all={EMAILS.filter((one) => !some || one !== "NEVER" || one === c.confirmEmail)}
          value={c.confirmEmail}
          name={(one) => m.debate[`email${pascal(one)}` as "emailNever"]}
          change={(confirmEmail) => set({ confirmEmail })}
        />
        <Choice
          field="supports"
          label={m.debate.supports}
          all={SUPPORTS}
          value={c.supports}
          name={(one) => m.debate[`supports${pascal(one)}` as "supportsNone"]}
          change={(supports) => set({ supports })}
        />
      </div>
      <div class="ticks">
        {tick("onlineCounts", m.debate.onlineCountsHint)}
        {tick("anonymousAllowed")}
        {tick("attachmentsAllowed")}
      </div>
      <Words
        field="commentNote"
        rows={2}
        label={m.debate.commentNote}
        hint={m.debate.commentNoteHint}
        value={c.commentNote}
        change={(commentNote) => set({ commentNote })}
      />
    </Fragment>
  );
}

export function Channels() {
  const { m } = useSay();
  const { readOnly, defaultLocale } = useEdit();
  const { content: c, set } = useTyped();
  type Channel = Content["channels"][number];
  const put = (place: number, patch: Partial<Channel>) =>
    set({ channels: c.channels.map((one, i) => (i === place ? { ...one, ...patch } : one)) });
  const blank = () => ({ text: "", locale: defaultLocale, overrides: [] });
  return (
    <Fragment>
      <p class="hint" id={idOf("channels")} tabIndex={-1}>
        {m.debate.channelsNone}
      </p>
      <ol class="ordered">
        {c.channels.map((channel, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way has nothing else to be known by
          <li key={i}>
            <div class="paper">
              <Choice
                field={`channels.${i}.kind`}
                label={fill(m.debate.channel, { n: i + 1 })}
                all={WAYS}
                value={channel.kind}
                name={(way) => m.debate[`way${pascal(way)}` as "wayPost"]}
                change={(kind) => put(i, { kind })}
              />
              <Words
                field={`channels.${i}.text`}
                label={m.debate.channelText}
                value={channel.text.text ? channel.text : null}
                change={(text) => put(i, { text: text ?? blank() })}
              />
              <div class="acts">
                <span class="gap" />
                <Remove
                  name={fill(m.debate.channel, { n: i + 1 })}
                  next="channels"
                  remove={() => set({ channels: c.channels.filter((one) => one !== channel) })}
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
              set({ channels: [...c.channels, { kind: "COUNTER", text: blank() }] });
              focusSoon(`channels.${c.channels.length}.kind`);
            }}
          >
            {m.debate.addChannel}
          </button>
        </div>
      )}
    </Fragment>
  );
}

/** By its name; what says nothing is something else to read. */
function roleOf(file: string): ConsultationDocumentRole {
  if (/obrazlo[zž]|образлож/i.test(file)) return "EXPLANATION";
  if (isForm(file)) return "FORM";
  return /nacrt|prijedlog|predlog|нацрт|приједлог|предлог/i.test(file) ? "DRAFT" : "OTHER";
}

export function Documents() {
  const { m } = useSay();
  const { content: c, set, draft } = useTyped();
  return (
    <Papers
      papers={c.documents}
      set={(documents) => set({ documents })}
      files={draft.call.documents}
      draft={draft}
      at={`/desk/consultations/${encodeURIComponent(draft.call.id)}/documents`}
      lead={m.debate.documentsNone}
      roles={{
        DRAFT: m.debate.roleDraft,
        EXPLANATION: m.debate.roleExplanation,
        FORM: m.debate.roleForm,
        ADOPTED: m.debate.roleAdopted,
        OTHER: m.debate.roleOther,
      }}
      usual="DRAFT"
      roleOf={roleOf}
    />
  );
}

export function Contact() {
  const { m } = useSay();
  const { content: c, set } = useTyped();
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
