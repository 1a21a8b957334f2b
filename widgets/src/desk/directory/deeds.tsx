/** What is told and asked before something is done with a record. */
import { Fragment, h } from "preact";
import { Differences } from "../acts";
import type { Text } from "../editor/content";
import { Wording } from "../editor/wording";
import { useSay } from "../say";
import { type Content, type Fact, labelOf, lines } from "./content";

type Area = { code: string; label: string };
export type Deed = "save" | "withdraw" | "relist" | "confirm";

/** What becomes of what, before it is saved. */
function Difference({
  facts,
  before,
  after,
  areas,
}: {
  facts: Fact[];
  before: Content;
  after: Content;
  areas: Area[];
}) {
  const say = useSay();
  const value = (fact: Fact, content: Content) => lines(fact, content, say, areas).join(" · ") || null;
  return (
    <Differences
      all={facts.map((fact) => ({
        key: fact,
        name: labelOf(fact, say),
        before: value(fact, before),
        after: value(fact, after),
      }))}
    />
  );
}

/** What would become of it, and why it is done. */
export function About({
  deed,
  facts,
  before,
  after,
  areas,
  words,
  type,
  usual,
  error,
}: Parameters<typeof Difference>[0] & {
  deed: Deed;
  /** The reason, as it is typed. */
  words: Text | null;
  type: (words: Text | null) => void;
  /** What it is in where its letters do not tell. */
  usual: string;
  error: string | undefined;
}) {
  const { m } = useSay();
  return (
    <Fragment>
      <p>{m.org[`${deed}What`]}</p>
      {deed === "save" && <Difference facts={facts} before={before} after={after} areas={areas} />}
      {deed !== "confirm" && (
        <Wording
          label={m.field.reason}
          small={deed === "withdraw" ? undefined : m.org.optional}
          hint={deed === "save" ? m.org.reasonHint : m.org.reasonInside}
          id="reason"
          error={error}
          rows={3}
          value={words}
          change={type}
          usual={usual}
        />
      )}
    </Fragment>
  );
}
