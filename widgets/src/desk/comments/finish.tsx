/** The end of a consultation: what stands in the way, what is said of it all, and the report that everybody reads. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, done } from "../ask";
import type { Text } from "../editor/content";
import { reworded, Wording } from "../editor/wording";
import type { At } from "../frame";
import { DeskReport, FinishConsultation, PublishAdoptedAct } from "../gen/documents";
import type { DeskReportQuery, ReportNumbers } from "../gen/graphql";
import { Doing, Field, Icon, Mishap, Page, Shown } from "../parts";
import { mayEdit } from "../roles";
import { A, at } from "../route";
import { fill, type Say, tell, useSay } from "../say";
import { Sure } from "../sure";
import { useAct, useAsk } from "../use";
import { kept } from "./kept";
import { dispositionName, reasonName } from "./parts";

type Draft = DeskReportQuery["desk"]["report"];
type Report = NonNullable<Draft["consultation"]["report"]>;
type Obstacle = Draft["obstacles"][number];

/** The longest and the shortest that is taken, in characters. */
const [SHORTEST, LONGEST] = [3, 20_000];
/** The longest name of whoever signs, with his office. */
const LONGEST_NAME = 200;

/** What stands in the way, and where it is mended. */
function inTheWay(
  { reason, count: n }: Obstacle,
  of: Draft,
  town: string,
  say: Say,
): [string, string, string] {
  const { m, count, when, date } = say;
  const { id, period } = of.consultation;
  const why: string = reason;
  switch (why) {
    case "CHANGES_WAIT":
      return [m.finish.changesWait, m.finish.toDebate, at(town, "rasprave", id)];
    case "TEXTS_WAIT":
      return [m.finish.textsWait, m.finish.toDebate, at(town, "rasprave", id)];
    case "COMMENTS_WAIT":
      return [count(m.finish.wait, n), m.finish.toQueue, at(town, "komentari", id)];
    case "COMMENTS_UNANSWERED":
      return [count(m.finish.unanswered, n), m.finish.toAnswers, at(town, "odgovori", id)];
    case "NOT_OVER": {
      const { closesAt, closesHourStated } = period;
      const until = closesAt ? (closesHourStated ? when(closesAt) : date(closesAt)) : m.act.nothing;
      return [
        fill(m.finish.notOver, { date: until }),
        m.finish.toDates,
        `${at(town, "rasprave", id)}#partDates`,
      ];
    }
    default:
      return [m.finish.notPublished, m.finish.toDebate, at(town, "rasprave", id)];
  }
}

/** The numbers as the report will have them. */
function Numbers({ all }: { all: Omit<ReportNumbers, "__typename"> }) {
  const say = useSay();
  const { m } = say;
  const line = (name: string, n: number | null | undefined, inner = false) =>
    n != null && (
      <div class={inner ? "inner" : ""} key={name}>
        <dt>{name}</dt>
        <dd>{n}</dd>
      </div>
    );
  return (
    <div class="numbers">
      <section>
        <h3>{m.finish.came}</h3>
        <dl>
          {line(m.finish.received, all.received)}
          {line(m.finish.online, all.online, true)}
          {line(m.finish.paper, all.paper, true)}
          {line(m.finish.session, all.session, true)}
          {line(m.queue.enterEmail, all.email, true)}
          {line(m.finish.published, all.published)}
          {line(m.finish.citizens, all.byCitizens, true)}
          {line(m.finish.organisations, all.byOrganisations, true)}
          {line(m.finish.anonymously, all.anonymously, true)}
          {line(m.finish.addresses, all.addresses, true)}
          {line(m.finish.withoutAddress, all.withoutAddress || null, true)}
        </dl>
      </section>
      <section>
        <h3>{m.finish.decided}</h3>
        <dl>
          {all.answered.map(({ disposition, count }) => line(m.answers[dispositionName(disposition)], count))}
          {line(m.finish.noAnswer, all.unanswered || null)}
          {line(m.finish.undecided, all.waiting || null)}
          {all.rejected.map(({ reason, count }) =>
            line(fill(m.finish.rejected, { reason: reasonName(reason, say) }), count),
          )}
          {line(m.finish.withdrawn, all.withdrawn || null)}
          {line(m.finish.sessions, all.sessions || null)}
          {line(m.finish.attendance, all.attendance, true)}
        </dl>
      </section>
    </div>
  );
}

/** What is said of the PDF. */
type Pdf = "pdfMaking" | "pdfMade" | "pdfNot";

/** Whether a file that is made when it is first asked for is there: asked until it is. */
function useMade(url: string): Pdf {
  const [state, set] = useState<Pdf>("pdfMaking");
  useEffect(() => {
    const stop = new AbortController();
    const { pathname, search } = new URL(url);
    const look = async (tries: number): Promise<void> => {
      const answer = await fetch(pathname + search, { method: "HEAD", signal: stop.signal }).catch(
        () => undefined,
      );
      if (stop.signal.aborted) return;
      if (answer?.ok && answer.headers.get("content-type")?.startsWith("application/pdf"))
        return set("pdfMade");
      // One that others wait for, too, takes its time.
      const later = !answer || answer.status === 503 || answer.status === 429;
      if (!later || tries === 0) return set("pdfNot");
      await new Promise((wait) => setTimeout(wait, 3000));
      if (!stop.signal.aborted) return look(tries - 1);
    };
    look(20);
    return () => stop.abort();
  }, [url]);
  return state;
}

/** The report that is there, in all its forms. */
function Made({ report }: { report: Report }) {
  const { m, when } = useSay();
  const pdf = useMade(report.pdf);
  const there = (url: string, name: string, download = false) => (
    <a href={url} {...(download ? { download: "" } : { target: "_blank", rel: "noopener" })}>
      {name}
      {!download && <span class="unseen"> ({m.common.newTab})</span>}
    </a>
  );
  const link = (url: string, name: string, about: string, download = false) => (
    <li>
      {there(url, name, download)} <span class="hint">{about}</span>
    </li>
  );
  return (
    <section class="card made-report">
      <p>
        <span class="badge report">{m.debates.oneReport}</span>{" "}
        <span class="hint">{fill(m.finish.madeAt, { when: when(report.madeAt) })}</span>
      </p>
      <h2>{m.finish.forms}</h2>
      <ul class="forms">
        {link(report.page, m.finish.page, m.finish.pageAbout)}
        <li class={pdf === "pdfMade" ? "" : "making"}>
          {pdf === "pdfMade" && (
            <Fragment>
              {there(report.pdf, "PDF")} <span class="hint">{m.finish.pdfAbout}</span>
            </Fragment>
          )}
          {/* It stays, so that whoever listens hears that it is there. */}
          <span role="status">
            {pdf === "pdfMade" ? (
              <span class="unseen">{m.finish[pdf]}</span>
            ) : (
              <Fragment>
                <b>PDF</b> {m.finish[pdf]}
              </Fragment>
            )}
          </span>
        </li>
        {link(report.csv, "CSV", m.finish.csvAbout, true)}
        {link(report.json, "JSON", m.finish.jsonAbout, true)}
      </ul>
      {(
        [
          [m.finish.summary, report.summary],
          [m.finish.reportChanges, report.changes],
          [m.finish.signedBy, report.signedBy],
        ] as const
      ).map(
        ([name, said]) =>
          said && (
            <Fragment key={name}>
              <h2>{name}</h2>
              <p class="said" lang={said.locale}>
                {said.text}
              </p>
            </Fragment>
          ),
      )}
    </section>
  );
}

/** The act that was adopted in the end: where it can be read, and who adopted it when. */
function Adopted({ of, again }: { of: Draft; again: () => void }) {
  const { m, locale } = useSay();
  const known = of.consultation.documents.find(({ role }) => role === "ADOPTED");
  const [name, setName] = useState(known?.name.text ?? "");
  const [url, setUrl] = useState(known?.url ?? "");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct();
  const missing = (text: string) => (tried && !text.trim() ? m.fault.codeRequired : undefined);
  const wrong = act.trouble?.problems?.some(({ field }) => field === "url")
    ? m.fault.codeNotAnAddress
    : undefined;
  const save = () => {
    setTried(true);
    if (![name, url, reason].every((text) => text.trim())) return;
    act.run(async () => {
      const said = (text: string) => ({ text, locale, overrides: [] });
      const input = {
        id: of.consultation.id,
        version: of.version,
        name: said(name),
        url,
        reason: said(reason),
      };
      done((await ask(PublishAdoptedAct, { input })).publishAdoptedAct);
      tell(m.finish.adoptedDone);
      again();
    }, again);
  };
  const text = (label: string, value: string, set: (text: string) => void, error?: string, hint?: string) => (
    <Field label={label} hint={hint} error={missing(value) ?? error}>
      {(props) => <input {...props} value={value} onInput={(event) => set(event.currentTarget.value)} />}
    </Field>
  );
  return (
    <section class="card" aria-labelledby="adopted">
      <h2 id="adopted">{m.finish.adopted}</h2>
      <p class="hint">{m.finish.adoptedHint}</p>
      {text(m.finish.adoptedName, name, setName)}
      {text(m.finish.adoptedUrl, url, setUrl, wrong)}
      {text(m.finish.adoptedWhen, reason, setReason, undefined, m.finish.adoptedWhenHint)}
      {act.trouble && !wrong && <Mishap trouble={act.trouble} />}
      <div class="acts">
        <Doing busy={act.busy} onClick={save}>
          {m.finish.adoptedSave}
        </Doing>
      </div>
    </section>
  );
}

/** A text that is kept where it is typed, in this browser, until the report is published. */
function useTyped(key: string) {
  const paper = useRef(kept(key)).current;
  const [text, type] = useState(paper.text);
  const [saved, setSaved] = useState(!!paper.text);
  useEffect(() => {
    const timer = setTimeout(() => setSaved(paper.keep(text)), 400);
    return () => {
      clearTimeout(timer);
      paper.keep(text);
    };
  }, [text]);
  const typed = (event: { currentTarget: { value: string } }) => {
    type(event.currentTarget.value);
    setSaved(false);
  };
  return { text: text.trim(), value: text, saved, typed, drop: paper.drop };
}

/** A text with its other wordings, which are kept beside it: so what older pages kept is read too. */
function restored(text: string, others: string, usual: string): Text | null {
  const said = reworded(null, text, usual);
  try {
    return said && { ...said, overrides: JSON.parse(others) };
  } catch {
    // There are none.
    return said;
  }
}

/** The same of a text that is worded by hand for other readers too. */
function useWorded(key: string, usual: string) {
  const paper = useRef(kept(key)).current;
  const others = useRef(kept(`${key}.others`)).current;
  const [words, type] = useState(() => restored(paper.text, others.text, usual));
  const value = words?.text ?? "";
  const [saved, setSaved] = useState(!!paper.text);
  useEffect(() => {
    const keep = () =>
      others.keep(words?.overrides[0] ? JSON.stringify(words.overrides) : "") && paper.keep(value);
    const timer = setTimeout(() => setSaved(keep()), 400);
    return () => {
      clearTimeout(timer);
      keep();
    };
  }, [words]);
  const typed = (text: Text | null) => {
    type(text);
    setSaved(false);
  };
  const drop = () => {
    paper.drop();
    others.drop();
  };
  return { words, text: value.trim(), value, saved, typed, drop };
}

/** What is said of it all, what was changed, and who signs it. */
function Making({
  draft,
  town: { slug: town, defaultLocale: usual },
  again,
  who,
}: {
  draft: Draft;
  town: At["town"];
  again: () => void;
  who: string;
}) {
  const say = useSay();
  const { m, count, locale } = say;
  const { id } = draft.consultation;
  const summary = useWorded(`${who}.${id}`, usual);
  const changes = useTyped(`${who}.${id}.changes`);
  const signed = useTyped(`${who}.${id}.signed`);
  const [tried, setTried] = useState(false);
  const [sure, ask_] = useState<number>();
  const [changed, setChanged] = useState(false);
  const act = useAct();
  const letters = [...summary.text].length;
  const wrong =
    letters < SHORTEST
      ? m.finish.summaryMissing
      : letters > LONGEST
        ? fill(m.finish.summaryLong, { n: String(LONGEST) })
        : undefined;
  const unfit = (text: string, most: number) => {
    const { length } = [...text];
    if (length > most) return fill(m.finish.textLong, { n: String(most) });
    return length > 0 && length < SHORTEST ? fill(m.finish.textShort, { n: String(SHORTEST) }) : undefined;
  };
  const changesWrong = unfit(changes.text, LONGEST);
  const signedWrong = unfit(signed.text, LONGEST_NAME);
  const blocked = !!draft.obstacles[0];
  const publish = () => {
    setTried(true);
    const [field] = [
      wrong && "report-summary",
      changesWrong && "report-changes",
      signedWrong && "report-signed",
    ].filter(Boolean);
    if (field) {
      document.getElementById(field)?.focus();
      return;
    }
    act.clear();
    // What is confirmed is what was read when the window opened.
    ask_(draft.version);
  };
  // Something came meanwhile: what stands in the way now is shown.
  const behind = () => {
    setChanged(true);
    ask_(undefined);
    again();
  };
  const finish = () =>
    act.run(async () => {
      const input = {
        consultation: id,
        version: sure ?? draft.version,
        summary: summary.text,
        summaryLocale: summary.words?.locale,
        summaryOverrides: summary.words?.overrides ?? [],
        changes: changes.text || null,
        signedBy: signed.text || null,
      };
      done((await ask(FinishConsultation, { input })).finishConsultation);
      for (const { drop } of [summary, changes, signed]) drop();
      ask_(undefined);
      again();
      tell(m.finish.done);
    }, behind);
  return (
    <div class="finishing">
      <div>
        {changed && (
          <p class="note" role="alert">
            {m.finish.changed}
          </p>
        )}
        <section class="card" aria-labelledby="in-the-way">
          <h2 id="in-the-way">{blocked ? m.finish.obstacles : m.finish.ready}</h2>
          {blocked ? (
            <ul class="obstacles">
              {draft.obstacles.map((one) => {
                const [what, verb, to] = inTheWay(one, draft, town, say);
                return (
                  <li key={one.reason}>
                    <span>
                      <Icon name="warn" /> {what}
                    </span>
                    <A to={to} class="do">
                      {verb}
                    </A>
                  </li>
                );
              })}
            </ul>
          ) : (
            <p class="fine">
              <Icon name="check" /> {m.finish.readyHint}
            </p>
          )}
        </section>
        <section class="card">
          <Wording
            label={m.finish.summary}
            hint={m.finish.summaryHint}
            id="report-summary"
            error={tried && wrong}
            rows={10}
            value={summary.words}
            change={summary.typed}
            usual={usual}
          />
          <Field
            label={m.finish.reportChanges}
            hint={m.finish.reportChangesHint}
            id="report-changes"
            error={tried ? changesWrong : undefined}
          >
            {(props) => (
              <textarea {...props} rows={5} lang={locale} value={changes.value} onInput={changes.typed} />
            )}
          </Field>
          <Field
            label={m.finish.signedBy}
            hint={m.finish.signedByHint}
            id="report-signed"
            error={tried ? signedWrong : undefined}
          >
            {(props) => <input {...props} lang={locale} value={signed.value} onInput={signed.typed} />}
          </Field>
          <p class="meta">
            <span class="saved" role="status">
              {[summary, changes, signed].some(({ value }) => value) &&
                ([summary, changes, signed].every(({ value, saved }) => saved || !value)
                  ? m.finish.kept
                  : m.editor.typing)}
            </span>
            <span class="gap" />
            {letters > LONGEST * 0.9 && <span class="hint">{count(m.finish.letters, letters)}</span>}
          </p>
          <div class="acts">
            <button type="button" disabled={blocked} onClick={publish}>
              {m.finish.publish}
            </button>
            {blocked && <span class="hint">{m.finish.blocked}</span>}
          </div>
        </section>
      </div>
      <section class="card" aria-labelledby="report-numbers">
        <div class="head">
          <h2 id="report-numbers">{m.finish.numbers}</h2>
          <a
            class="btn quiet"
            href={new URL(draft.preview).pathname + new URL(draft.preview).search}
            target="_blank"
            rel="noopener"
          >
            {m.finish.preview} <span class="unseen">({m.common.newTab})</span>
          </a>
        </div>
        <Numbers all={draft.numbers} />
      </section>
      {sure !== undefined && (
        <Sure
          title={m.finish.sureTitle}
          yes={m.finish.sureNow}
          stop
          act={{ ...act, run: finish }}
          close={() => ask_(undefined)}
        >
          <p>{fill(m.finish.sureWhat, { title: draft.consultation.title.text })}</p>
          <ul class="dots">
            <li>{m.finish.sure1}</li>
            <li>{m.finish.sure2}</li>
            <li>{m.finish.sure3}</li>
          </ul>
          <p>
            <b>{m.finish.sureNever}</b>
          </p>
        </Sure>
      )}
    </div>
  );
}

export function FinishPage({ town, viewer, roles, id }: At & { id: string }) {
  const { m, locale } = useSay();
  const fetched = useAsk(DeskReport, { municipality: town.slug, id, locale });
  const draft = fetched.value?.desk.report;
  return (
    <Fragment>
      <A to={at(town.slug, "odgovori", id)} class="back">
        <Icon name="back" /> {m.answers.title}
      </A>
      <Page wide title={m.finish.title} lead={draft ? draft.consultation.title.text : m.finish.lead}>
        <Shown of={fetched} rows={6}>
          {({ desk: { report } }) =>
            report.consultation.report ? (
              <div class="finishing">
                <div>
                  <Made report={report.consultation.report} />
                  {mayEdit(roles) && <Adopted key={report.version} of={report} again={fetched.again} />}
                </div>
                <section class="card" aria-labelledby="report-numbers">
                  <h2 id="report-numbers">{m.finish.numbersMade}</h2>
                  <Numbers all={report.numbers} />
                </section>
              </div>
            ) : (
              <Making draft={report} town={town} again={fetched.again} who={viewer.id} />
            )
          }
        </Shown>
      </Page>
    </Fragment>
  );
}
