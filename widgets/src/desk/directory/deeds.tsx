/** What is told and asked before something is done with a record. */
import { Fragment, h } from "preact";
import { Differences } from "../acts";
import { Field } from "../parts";
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
  error,
}: Parameters<typeof Difference>[0] & {
  deed: Deed;
  /** The reason, as it is typed. */
  words: string;
  type: (words: string) => void;
  error: string | undefined;
}) {
  const { m } = useSay();
  return (
    <Fragment>
      <p>{m.org[`${deed}What`]}</p>
      {deed === "save" && <Difference facts={facts} before={before} after={after} areas={areas} />}
      {deed !== "confirm" && (
        <Field
          label={m.field.reason}
          small={deed === "withdraw" ? undefined : m.org.optional}
          hint={deed === "save" ? m.org.reasonHint : m.org.reasonInside}
          id="reason"
          error={error}
        >
          {(props) => (
            <textarea
              {...props}
              rows={3}
              value={words}
              onInput={(event) => type(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </Fragment>
  );
}
