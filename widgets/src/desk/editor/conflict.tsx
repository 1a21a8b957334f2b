/** Two people changed the same fact: both versions side by side, and a choice for each. */
import { type ComponentChildren, Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { Dialog } from "../dialog";
import { fill, type Say, useSay } from "../say";
import type { Content, Event, Fact, Lot, Moment, Paper, Text } from "./content";
import { useEdit, useLabel } from "./context";
import type { Draft, Kept, Phase } from "./draft";
import { remember, titleOf } from "./titles";

/** A fact as lines that one can read. */
export function lines(
  fact: Fact,
  content: Content,
  say: Say,
  areas: { code: string; label: string }[],
): string[] {
  const { m, money, moment, date } = say;
  const value = content[fact];
  const area = (code: string) => areas.find((one) => one.code === code)?.label ?? code;
  // All of it: two versions that differ in anything must not look alike.
  const sum = (name: string, value: string | null | undefined) =>
    value && `${name}: ${money(value, content.currency)}`;
  const wordings = (text: Text | null | undefined) =>
    text && [text.text, ...text.overrides.map((one) => `${one.locale}: ${one.text}`)].join(" / ");
  const line = (...parts: unknown[]) => parts.filter(Boolean).join(" · ");
  if (value === null || value === undefined || value === "") return [];
  switch (fact) {
    case "areas":
      return content.areas.map(area);
    case "eligibleForms":
      return content.eligibleForms.map((form) => m.field[`form${pascal(form)}` as "formOther"]);
    case "lots":
      return content.lots.map((lot: Lot) =>
        line(
          wordings(lot.title),
          lot.areaCode && area(lot.areaCode),
          lot.budget && money(lot.budget, content.currency),
          sum(m.field.minGrant, lot.minGrant),
          sum(m.field.maxGrant, lot.maxGrant),
          sum(m.field.capPerApplicant, lot.capPerApplicant),
        ),
      );
    case "documents":
      return content.documents.map((paper: Paper) =>
        line(
          `${wordings(paper.name)} (${m.documents[`role${pascal(paper.role)}` as "roleRead"]})`,
          paper.url,
        ),
      );
    case "events":
      return content.events.map((event: Event) =>
        line(
          m.field[`event${pascal(event.kind)}` as "eventDebate"],
          event.starts.day && moment(event.starts),
          wordings(event.place),
          event.minutesUrl,
        ),
      );
    case "origin":
      return [titleOf(String(value)) ?? m.field.originGone];
    case "kind":
      return [m.field[`kind${pascal(content.kind)}` as "kindOther"]];
    case "budget":
    case "minGrant":
    case "maxGrant":
      return [money(String(value), content.currency)];
    case "publishedOn":
    case "resultsExpectedOn":
    case "registeredBefore":
      return [date(String(value))];
  }
  if (typeof value === "boolean") return [value ? "✓" : "–"];
  if (typeof value !== "object") return [String(value)];
  if ("day" in value) return [moment(value as Moment)];
  const { text, overrides } = value as Text;
  return [text, ...overrides.map((one) => `${one.locale}: ${one.text}`)];
}

const LONG = ["summary", "eligibility", "contact", "legalBasis", "commentNote", "datesNote"];

/** Texts can stand one below the other. */
function both<T>(fact: keyof T & string, mine: T, theirs: T): T | undefined {
  const [a, b] = [mine[fact], theirs[fact]] as unknown[];
  const isText = (value: unknown): value is Text =>
    !!value && typeof value === "object" && "overrides" in value;
  if (!LONG.includes(fact) || !isText(a) || !isText(b)) return undefined;
  // Wordings in other letters and languages are both's, too; where each has one, mine is under my hands.
  const more = b.overrides.filter(({ locale }) => a.overrides.every((one) => one.locale !== locale));
  return { ...mine, [fact]: { ...a, text: `${a.text}\n\n${b.text}`, overrides: [...a.overrides, ...more] } };
}

/** Of a call. */
export function Clash({ draft }: { draft: Draft }) {
  const say = useSay();
  const { areas } = useEdit();
  if (draft.phase.is === "clash") remember(draft.phase.theirs.preview.origin);
  return <Clashing draft={draft} told={(fact, content) => lines(fact, content, say, areas)} />;
}

/** What two people have made of the same, until somebody chooses. */
export interface Deciding<C, T> {
  /** What stands in the fields. */
  mine: T;
  phase: Phase<C, T>;
  resolve: (chosen: Map<keyof T & string, T>) => void;
}

/** Of whatever is edited; `told` is one fact of it as lines, `between` what is different in it. */
export function Clashing<C extends Pick<Kept, "content" | "savedBy">, T>({
  draft,
  told,
  label,
  between,
  joined = both,
}: {
  draft: Deciding<C, T>;
  told: (fact: keyof T & string, content: T) => string[];
  /** What a fact is called, where the editor does not know. */
  label?: (fact: keyof T & string) => string;
  between?: (fact: keyof T & string) => ComponentChildren;
  /** Both versions of a fact as one, where that says something. */
  joined?: (fact: keyof T & string, mine: T, theirs: T) => T | undefined;
}) {
  type Fact = keyof T & string;
  const { m, count } = useSay();
  const usual = useLabel();
  const labelOf = label ?? usual;
  const [chosen, set] = useState(new Map<Fact, "mine" | "theirs" | "both">());
  const [tried, setTried] = useState(false);
  if (draft.phase.is !== "clash") return null;
  const { theirs: other, facts } = draft.phase;
  const { mine } = draft;
  const theirs = other.content as T;
  const who = other.savedBy ?? m.editor.somebody;
  const open = facts.filter((fact) => !chosen.has(fact)).length;
  const choose = (fact: Fact, which: "mine" | "theirs" | "both") => set(new Map(chosen).set(fact, which));
  const keep = () => {
    setTried(true);
    const first = facts.find((fact) => !chosen.has(fact));
    if (first) {
      document.getElementById(`clash-${first}`)?.focus();
      return;
    }
    draft.resolve(
      new Map(
        facts.map((fact) => {
          const which = chosen.get(fact);
          return [
            fact,
            (which === "both" && joined(fact, mine, theirs)) || (which === "theirs" ? theirs : mine),
          ];
        }),
      ),
    );
  };
  const version = (
    fact: Fact,
    which: "mine" | "theirs" | "both",
    name: string,
    text: string[],
    first: boolean,
  ) => (
    <label class={chosen.get(fact) === which ? "choice chosen" : "choice"}>
      <input
        type="radio"
        name={fact}
        id={first ? `clash-${fact}` : undefined}
        checked={chosen.get(fact) === which}
        onChange={() => choose(fact, which)}
      />
      <b>{name}</b>
      <span class="lines">
        {text[0] ? (
          text.map((line) => <span key={line}>{line}</span>)
        ) : (
          <i class="none">{m.conflict.empty}</i>
        )}
      </span>
    </label>
  );
  return (
    <Dialog
      wide
      title={fill(m.conflict.title, { who })}
      acts={
        <Fragment>
          <span role="status" class="saved">
            {open > 0 && (tried ? m.conflict.choose : "")} {open > 0 && count(m.conflict.left, open)}
          </span>
          <button type="button" onClick={keep}>
            {m.conflict.keep}
          </button>
        </Fragment>
      }
    >
      <p>{m.conflict.lead}</p>
      {facts[1] && (
        <div class="acts">
          <button
            type="button"
            class="quiet"
            onClick={() => set(new Map(facts.map((fact) => [fact, "mine" as const])))}
          >
            {m.conflict.allMine}
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => set(new Map(facts.map((fact) => [fact, "theirs" as const])))}
          >
            {m.conflict.allTheirs}
          </button>
        </div>
      )}
      {facts.map((fact) => {
        const together = joined(fact, mine, theirs);
        return (
          <fieldset class="clash" key={fact}>
            <legend>{labelOf(fact)}</legend>
            {version(fact, "mine", m.conflict.mine, told(fact, mine), true)}
            {version(fact, "theirs", fill(m.conflict.theirs, { who }), told(fact, theirs), false)}
            {together && version(fact, "both", m.conflict.both, told(fact, together), false)}
            {between?.(fact)}
          </fieldset>
        );
      })}
    </Dialog>
  );
}
