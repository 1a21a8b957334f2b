/** The kinds of fields that a call is made of. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { DateInput, useTyped } from "../dates";
import { Field, Tick } from "../parts";
import { useSay } from "../say";
import { readHour, readMoney } from "../typed";
import type { Moment, Text } from "./content";
import { idOf, useEdit, useEditCall, useSaid } from "./context";
import { Said } from "./list";
import { Others } from "./others";
import { reworded } from "./wording";

interface Common {
  /** Its path in the content: `lots.0.budget`. */
  field: string;
  label: string;
  hint?: string | undefined;
}

/** A text in the author's script. */
export function Words({
  field,
  label,
  hint,
  value,
  change,
  rows = 1,
}: Common & {
  value: Text | null | undefined;
  change: (text: Text | null) => void;
  rows?: number;
}) {
  const { defaultLocale, readOnly } = useEdit();
  const said = useSaid(field);
  const typed = (text: string) => change(reworded(value ?? null, text, defaultLocale));
  const about = { value: value?.text ?? "", lang: value?.locale, readOnly };
  return (
    <Field label={label} hint={hint} id={idOf(field)} {...said}>
      {(props) => (
        <Fragment>
          {rows > 1 ? (
            <textarea
              {...props}
              {...about}
              rows={rows}
              onInput={(event) => typed(event.currentTarget.value)}
            />
          ) : (
            <input {...props} {...about} onInput={(event) => typed(event.currentTarget.value)} />
          )}
          {value?.text && <Others field={field} value={value} change={change} readOnly={readOnly} />}
        </Fragment>
      )}
    </Field>
  );
}

/** A text that is the same in every script. */
export function Plain({
  field,
  label,
  hint,
  value,
  change,
  type = "text",
}: Common & {
  value: string | null | undefined;
  change: (text: string | null) => void;
  type?: "text" | "url";
}) {
  const { m } = useSay();
  const { readOnly, setWrong } = useEdit();
  const said = useSaid(field);
  return (
    <Field label={label} hint={hint} id={idOf(field)} {...said}>
      {(props) => (
        <input
          {...props}
          inputMode={type}
          value={value ?? ""}
          readOnly={readOnly}
          onInput={(event) => change(event.currentTarget.value || null)}
          onBlur={(event) => {
            const { value } = event.currentTarget;
            if (type === "url")
              setWrong(field, value && !/^https?:\/\/\S+\.\S+/.test(value) ? m.fault.url : undefined);
          }}
        />
      )}
    </Field>
  );
}

export function Day({
  field,
  label,
  hint,
  value,
  change,
}: Common & { value: string | null | undefined; change: (day: string | null) => void }) {
  const { m } = useSay();
  const { readOnly, setWrong } = useEdit();
  const said = useSaid(field);
  return (
    <Field label={label} hint={hint} id={idOf(field)} {...said}>
      {(props) => (
        <DateInput
          props={props}
          name={label}
          value={value ?? null}
          onChange={change}
          disabled={readOnly}
          wrong={(is, typing) => setWrong(field, is ? m.fault.date : undefined, typing)}
        />
      )}
    </Field>
  );
}

/** A day, and an hour where one is stated. */
export function DayAndHour({
  field,
  label,
  hint,
  value,
  usual = null,
  change,
}: Common & {
  value: Moment | null | undefined;
  /** The hour that stands there before a day does. */
  usual?: string | null | undefined;
  change: (moment: Moment | null) => void;
}) {
  const { m, time } = useSay();
  const { readOnly, setWrong } = useEdit();
  const said = useSaid(field);
  /** An hour that was typed before its day. */
  const [early, setEarly] = useState<string | null>(usual);
  const hour = useSaid(`${field}.hour`);
  const { forget: _, ...typed } = useTyped(
    value ? (value.hour ?? null) : early,
    (hour) => time(`2000-01-01T${hour}`),
    readHour,
    (hour) => {
      if (value) change({ day: value.day, hour });
      else setEarly(hour);
      setWrong(`${field}.hour`, undefined);
    },
    (is, typing) =>
      setWrong(`${field}.hour`, is ? m.fault.hour : !value && early ? m.fault.dayFirst : undefined, typing),
  );
  return (
    <div class="moment">
      <Field label={label} hint={hint} id={idOf(field)} {...said}>
        {(props) => (
          <DateInput
            props={props}
            name={label}
            value={value?.day ?? null}
            disabled={readOnly}
            onChange={(day) => {
              change(day ? { day, hour: value?.hour ?? early } : null);
              setEarly(day ? null : (value?.hour ?? null));
              setWrong(`${field}.hour`, undefined);
            }}
            wrong={(is, typing) => setWrong(field, is ? m.fault.date : undefined, typing)}
          />
        )}
      </Field>
      <Field
        label={
          <Fragment>
            <span class="unseen">{label}: </span>
            {m.field.hour}
          </Fragment>
        }
        small={m.field.hourHint}
        id={idOf(`${field}.hour`)}
        class="hour"
        {...hour}
      >
        {(props) => (
          <input {...props} {...typed} inputMode="decimal" autocomplete="off" disabled={readOnly} />
        )}
      </Field>
    </div>
  );
}

/** A sum in the call's currency. */
export function Sum({
  field,
  label,
  hint,
  value,
  change,
}: Common & { value: string | null | undefined; change: (sum: string | null) => void }) {
  const { m, money } = useSay();
  const { content, readOnly, setWrong } = useEditCall();
  const said = useSaid(field);
  const { forget: _, ...typed } = useTyped(
    value ?? null,
    (sum) => money(sum, content.currency),
    readMoney,
    change,
    (is, typing) => setWrong(field, is ? m.fault.money : undefined, typing),
  );
  return (
    <Field label={label} hint={hint} id={idOf(field)} {...said}>
      {(props) => <input {...props} {...typed} inputMode="decimal" autocomplete="off" readOnly={readOnly} />}
    </Field>
  );
}

export function Whole({
  field,
  label,
  hint,
  value,
  read,
  change,
}: Common & {
  value: number | null | undefined;
  /** Reads it with its unit. */
  read: (text: string) => number | undefined;
  change: (n: number | null) => void;
}) {
  const { m } = useSay();
  const { readOnly, setWrong } = useEdit();
  const said = useSaid(field);
  const { forget: _, ...typed } = useTyped(value ?? null, String, read, change, (is, typing) =>
    setWrong(field, is ? m.fault.number : undefined, typing),
  );
  return (
    <Field label={label} hint={hint} id={idOf(field)} {...said}>
      {(props) => <input {...props} {...typed} inputMode="numeric" autocomplete="off" readOnly={readOnly} />}
    </Field>
  );
}

/** One of a closed set. */
export function Choice<T extends string>({
  field,
  label,
  hint,
  all,
  value,
  name,
  change,
}: Common & {
  all: readonly T[];
  value: T;
  name: (one: T) => string;
  change: (one: T) => void;
}) {
  const { readOnly } = useEdit();
  return (
    <Field label={label} hint={hint} id={idOf(field)} {...useSaid(field)}>
      {(props) => (
        <select
          {...props}
          value={value}
          disabled={readOnly}
          onChange={(event) => change(event.currentTarget.value as T)}
        >
          {all.map((one) => (
            <option key={one} value={one}>
              {name(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The areas of work that something is about, to be ticked. */
export function Areas({
  hint,
  value,
  change,
}: {
  hint: string;
  value: string[];
  change: (areas: string[]) => void;
}) {
  const { m } = useSay();
  const { readOnly, areas } = useEdit();
  const said = useSaid("areas");
  return (
    <fieldset class="ticks many" id={idOf("areas")} tabIndex={-1}>
      <legend>{m.field.areas}</legend>
      <p class="hint">{hint}</p>
      {areas.map(({ code, label }) => (
        <Tick
          key={code}
          label={label}
          checked={value.includes(code)}
          disabled={readOnly}
          onChange={(on) => change(on ? [...value, code] : value.filter((one) => one !== code))}
        />
      ))}
      <Said {...said} />
    </fieldset>
  );
}
