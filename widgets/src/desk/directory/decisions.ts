/** What is decided on rows of a list while something is on its way. */
import type { OrganisationImportChoice } from "../gen/graphql";

/** What becomes of a row; nothing where that is open again. */
export type Choice = OrganisationImportChoice | null;
/** A choice for these rows, or for all on which nothing is decided yet. */
export type Decision = readonly [rows: readonly number[] | null, choice: Choice];

/** What waits, with one more decision: of each row the last choice holds, and of the same choice all rows go at once. */
export function joined(waiting: readonly Decision[], [rows, choice]: Decision): Decision[] {
  if (!rows) return [...waiting, [rows, choice]];
  const earlier = waiting
    .map(([of, what]): Decision => [of ? of.filter((n) => !rows.includes(n)) : of, what])
    .filter(([of]) => !of || of[0] !== undefined);
  const beside = earlier.findIndex(([of, what]) => of && what === choice);
  // What is decided on all that is open must not come before or after another row than it did.
  if (beside < 0 || earlier.some(([of]) => !of)) return [...earlier, [rows, choice]];
  return earlier.map(
    ([of, what], i): Decision => (i === beside && of ? [[...of, ...rows], what] : [of, what]),
  );
}
