/** The parts of the call, and the way to each of them. */
import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAbove } from "../parts";
import { useSay } from "../say";
import { useEditCall } from "./context";
import { Documents } from "./documents";
import { Events } from "./events";
import { AreasAndLots } from "./lots";
import { Questions } from "./questions";
import { Basics, Contact, Dates, Money, Who } from "./sections";

export const SECTIONS = {
  basics: Basics,
  dates: Dates,
  money: Money,
  who: Who,
  areas: AreasAndLots,
  documents: Documents,
  events: Events,
  contact: Contact,
  questions: Questions,
};
export type Section = keyof typeof SECTIONS;

/** Where each fact is edited. */
const PLACES: Record<string, Section> = {
  title: "basics",
  summary: "basics",
  kind: "basics",
  publishedOn: "basics",
  referenceNumber: "basics",
  origin: "basics",
  deadline: "dates",
  deadlineNote: "dates",
  opens: "dates",
  questionsUntil: "dates",
  objectionsUntil: "dates",
  resultsExpectedOn: "dates",
  budget: "money",
  minGrant: "money",
  maxGrant: "money",
  coFundingPercent: "money",
  minMonths: "money",
  maxMonths: "money",
  eligibility: "who",
  seatIn: "who",
  registeredBefore: "who",
  areas: "areas",
  lots: "areas",
  documents: "documents",
  events: "events",
  contact: "contact",
  legalBasis: "contact",
};

/** The parts of the call, each with what is to be looked at in it. */
export function Contents() {
  const { m, count } = useSay();
  const [now, set] = useState<string>("basics");
  const { call, missing, warnings, wrong, strict } = useEditCall();
  const above = useAbove<HTMLElement>();
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) set(target.id);
      },
      { rootMargin: "-20% 0px -70%" },
    );
    for (const section of document.querySelectorAll(".sections > section")) seen.observe(section);
    return () => seen.disconnect();
  }, []);
  const problems = (section: Section) => {
    const fields = [
      ...warnings.map(({ field }) => field),
      ...wrong.keys(),
      ...(strict ? missing.map(({ field }) => field) : []),
    ];
    const waiting = call.questions.filter(({ state }) => state === "WAITING").length;
    return section === "questions"
      ? waiting
      : fields.filter((field) => PLACES[field.split(".")[0] ?? ""] === section).length;
  };
  return (
    <nav class="contents" ref={above} aria-label={m.editor.sections}>
      <ul>
        {(Object.keys(SECTIONS) as Section[]).map((section) => {
          const n = problems(section);
          return (
            <li key={section}>
              <a href={`#${section}`} aria-current={now === section ? "true" : undefined}>
                {m.section[section]}
                {n > 0 && (
                  <span class="dot" title={count(m.editor.problems, n)}>
                    <span aria-hidden="true">{n}</span>
                    <span class="unseen">, {count(m.editor.problems, n)}</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
