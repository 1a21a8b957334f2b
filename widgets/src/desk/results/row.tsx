/** One row of a list, written by hand. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { Dialog } from "../dialog";
import { faultText } from "../editor/context";
import { Others } from "../editor/others";
import { reworded } from "../editor/wording";
import type { CurrencyCode, ResultColumn, ResultOutcome, ResultReason } from "../gen/graphql";
import { Doing, Field, Mishap, Tick } from "../parts";
import { fill, useSay } from "../say";
import { readMoney } from "../typed";
import { useAct } from "../use";
import type { Entry } from "./use-results";
import { columnName, outcomeName, written } from "./words";

const OUTCOMES: ResultOutcome[] = ["APPROVED", "RESERVE", "BELOW_THRESHOLD", "DISQUALIFIED", "WITHDRAWN"];
const REASONS: ResultReason[] = [
  "LATE",
  "WRONG_FORM",
  "DOCUMENT_MISSING",
  "BUDGET_LIMITS",
  "WRONG_DURATION",
  "REGISTRATION",
  "OUTSIDE_AREA",
  "NO_CONTINUITY",
  "UNREPORTED",
  "OTHER",
];

const NEW: Entry = { unlinked: false };

/** What readers of other scripts and languages may get otherwise than it is written. */
type Worded = "organisation" | "project" | "note";
const NOTHING = { organisation: [], project: [], note: [] };

type Typed = "rank" | "points" | "asked" | "approved";
const MONEY: Typed[] = ["asked", "approved"];

/** A number as it is typed; nothing where it is none. */
function read(field: Typed, text: string): string | number | undefined {
  if (MONEY.includes(field)) return readMoney(text);
  const plain = text.trim().replace(",", ".").replace(/\.$/, "");
  if (field === "rank") return /^\d{1,4}$/.test(plain) ? Number(plain) : undefined;
  return /^\d{1,4}(?:\.\d)?$/.test(plain) ? plain : undefined;
}

export function Row({
  rows,
  at,
  lots,
  currency,
  defaultLocale,
  keep,
  close,
}: {
  rows: Entry[];
  at: number;
  lots: string[];
  currency: CurrencyCode | null | undefined;
  /** What words are in whose letters do not tell. */
  defaultLocale: string;
  keep: (rows: Entry[], before: Entry[]) => Promise<void>;
  close: () => void;
}) {
  const say = useSay();
  const { m } = say;
  /** As they were when the window opened. */
  const [before] = useState(rows);
  const [row, set] = useState<Entry>(before[at] ?? NEW);
  const { rank, points, asked, approved } = row;
  const sum = (amount: string | null | undefined) => (amount ? say.money(amount, currency) : "");
  const [typed, type] = useState<Record<Typed, string>>({
    rank: rank == null ? "" : String(rank),
    points: points ? written(points, say) : "",
    asked: sum(asked),
    approved: sum(approved),
  });
  const [wrong, setWrong] = useState<Partial<Record<string, string>>>({});
  const act = useAct();
  const change = (patch: Partial<Entry>) => set({ ...row, ...patch });
  const save = (all: Entry[]) =>
    act
      .run(() => keep(all, before))
      .then((did) => {
        if (did) close();
      });
  const finish = () => {
    const found: typeof wrong = {};
    const numbers = Object.entries(typed).map(([field, text]) => {
      const value = text.trim() ? read(field as Typed, text) : null;
      if (value === undefined)
        found[field] = MONEY.includes(field as Typed) ? m.fault.money : m.results.notNumber;
      return [field, value];
    });
    if (!row.organisation?.trim()) found.organisation = m.results.lackOrganisation;
    setWrong(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`entry-${first}`)?.focus();
    const reason = row.outcome === "DISQUALIFIED" ? (row.reason ?? null) : null;
    const now: Entry = { ...row, ...Object.fromEntries(numbers), reason };
    save(before[at] ? before.map((one, i) => (i === at ? now : one)) : [...before, now]);
  };
  // What the server does not take of this row is said beside its field.
  const said = (field: string) =>
    wrong[field] ??
    act.trouble?.problems
      ?.filter((one) => one.field === `rows.${at}.${field}`)
      .map((one) => faultText(one, say))[0];
  const beside = (name: Worded) => {
    const words = row[name];
    const overrides = row.others?.[name] ?? [];
    const value = words && reworded({ text: words, locale: defaultLocale, overrides }, words, defaultLocale);
    return value ? (
      <Others
        field={`entry.${name}`}
        value={value}
        change={({ overrides }) => change({ others: { ...NOTHING, ...row.others, [name]: overrides } })}
      />
    ) : null;
  };
  const field = (
    name: Typed | "organisation" | "project" | "jib",
    column: ResultColumn,
    mode?: "numeric" | "decimal",
  ) => (
    <Field label={m.results[columnName(column)]} id={`entry-${name}`} error={said(name)}>
      {(props) => (
        <Fragment>
          <input
            {...props}
            autocomplete="off"
            inputMode={mode ?? "text"}
            value={name in typed ? typed[name as Typed] : ((row[name as "jib"] as string | null) ?? "")}
            onInput={({ currentTarget: { value } }) =>
              name in typed ? type({ ...typed, [name]: value }) : change({ [name]: value || null })
            }
          />
          {(name === "organisation" || name === "project") && beside(name)}
        </Fragment>
      )}
    </Field>
  );
  const choice = <T extends string>(
    name: string,
    label: string,
    all: readonly (readonly [T, string])[],
    value: T | null | undefined,
    choose: (value: T | null) => void,
  ) => (
    <Field label={label} id={`entry-${name}`} error={said(name)}>
      {(props) => (
        <select
          {...props}
          value={value ?? ""}
          onChange={(event) => choose((event.currentTarget.value || null) as T | null)}
        >
          <option value="">–</option>
          {all.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <Dialog
      wide
      title={before[at] ? fill(m.calls.importRow, { n: at + 1 }) : m.results.add}
      close={close}
      acts={
        <Fragment>
          {before[at] && (
            <button type="button" class="text stop" onClick={() => save(before.filter((_, i) => i !== at))}>
              {m.results.removeRow}
            </button>
          )}
          <span class="gap" />
          <button type="button" class="quiet" onClick={close}>
            {m.common.cancel}
          </button>
          <Doing busy={act.busy} onClick={finish}>
            {m.common.save}
          </Doing>
        </Fragment>
      }
    >
      {field("organisation", "ORGANISATION")}
      {field("project", "PROJECT")}
      <div class="row">
        {field("rank", "RANK", "numeric")}
        {field("points", "POINTS", "decimal")}
        {field("jib", "JIB", "numeric")}
      </div>
      <div class="row">
        {field("asked", "ASKED", "decimal")}
        {field("approved", "APPROVED", "decimal")}
      </div>
      {lots[0] &&
        choice(
          "lot",
          m.results.columnLot,
          lots.map((lot, i) => [String(i + 1), lot] as const),
          row.lot ? String(row.lot) : null,
          (lot) => change({ lot: lot ? Number(lot) : null }),
        )}
      <div class="row">
        {choice(
          "outcome",
          m.results.columnOutcome,
          OUTCOMES.map((one) => [one, outcomeName(one, say)] as const),
          row.outcome,
          (outcome) => change({ outcome }),
        )}
        {row.outcome === "DISQUALIFIED" &&
          choice(
            "reason",
            m.field.reason,
            REASONS.map((one) => [one, m.results[`reason${pascal(one)}` as "reasonLate"]] as const),
            row.reason,
            (reason) => change({ reason }),
          )}
      </div>
      <Field label={m.results.columnNote} id="entry-note" error={said("note")}>
        {(props) => (
          <Fragment>
            <textarea
              {...props}
              rows={2}
              value={row.note ?? ""}
              onInput={(event) => change({ note: event.currentTarget.value || null })}
            />
            {beside("note")}
          </Fragment>
        )}
      </Field>
      <Tick
        label={m.results.unlinked}
        checked={row.unlinked}
        onChange={(unlinked) => change({ unlinked, linked: null })}
      />
      {act.trouble && <Mishap trouble={act.trouble} />}
    </Dialog>
  );
}
