/** A text, the other script of it and its translation: each made by the server or written by hand. */
import { Fragment, h } from "preact";
import { isCyrillic, toCyrillic, toLatin } from "../../script";
import { Field } from "../parts";
import { useSay } from "../say";
import type { Text } from "./content";
import { idOf } from "./context";

/** The text with other words; the script is read from the letters. */
export function reworded(old: Text | null, text: string, fallback: string): Text | null {
  const overrides = old?.overrides ?? [];
  if (!text && !overrides[0]) return null;
  const before = old?.locale ?? fallback;
  const cyrillic = isCyrillic(text);
  const latin = before === "sr-Cyrl" ? (fallback === "sr-Cyrl" ? "sr-Latn" : fallback) : before;
  return { text, locale: cyrillic === undefined ? before : cyrillic ? "sr-Cyrl" : latin, overrides };
}

/** The other script, which makes itself and can be mended; and a translation. */
export function Others({
  field,
  value,
  change,
  readOnly = false,
}: {
  field: string;
  value: Text;
  change: (text: Text) => void;
  readOnly?: boolean;
}) {
  const { m } = useSay();
  const cyrillic = value.locale === "sr-Cyrl";
  const other = cyrillic ? "sr-Latn" : "sr-Cyrl";
  const made = cyrillic ? toLatin(value.text) : toCyrillic(value.text);
  const written = (locale: string) => value.overrides.find((one) => one.locale === locale)?.text;
  const put = (locale: string, text: string | undefined) => {
    const rest = value.overrides.filter((one) => one.locale !== locale);
    change({ ...value, overrides: text === undefined ? rest : [...rest, { locale, text }] });
  };
  const hand = written(other);
  const english = written("en");
  const id = idOf(field);
  const said = [
    hand === undefined
      ? cyrillic
        ? m.text.autoLatn
        : m.text.autoCyrl
      : cyrillic
        ? m.text.handLatn
        : m.text.handCyrl,
    english && m.text.translated,
  ];
  return (
    <details class="others">
      <summary>{said.filter(Boolean).join(" · ")}</summary>
      <label for={`${id}-other`}>{cyrillic ? m.text.otherLatn : m.text.otherCyrl}</label>
      {hand === undefined ? (
        <div class="made">
          <p lang={other} id={`${id}-other`}>
            {made}
          </p>
          {!readOnly && (
            <button type="button" class="text" onClick={() => put(other, made)}>
              {m.text.fix}
            </button>
          )}
        </div>
      ) : (
        <Fragment>
          <textarea
            id={`${id}-other`}
            lang={other}
            rows={2}
            value={hand}
            readOnly={readOnly}
            onInput={(event) => put(other, event.currentTarget.value)}
          />
          <button type="button" class="text" onClick={() => put(other, undefined)}>
            {m.text.auto}
          </button>
        </Fragment>
      )}
      <label for={`${id}-en`}>{m.text.otherEn}</label>
      <textarea
        id={`${id}-en`}
        lang="en"
        rows={2}
        value={english ?? ""}
        readOnly={readOnly}
        onInput={(event) => put("en", event.currentTarget.value || undefined)}
      />
    </details>
  );
}

/** A text that is no field of what is edited: it is sent with a deed, such as a reason. */
export function Wording({
  id,
  label,
  hint,
  small,
  error,
  rows,
  value,
  change,
  usual,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  small?: string | undefined;
  error?: string | undefined | false;
  rows: number;
  value: Text | null;
  change: (text: Text | null) => void;
  /** What it is in where its letters do not tell. */
  usual: string;
}) {
  return (
    <Field label={label} hint={hint} small={small} id={id} error={error || undefined}>
      {(props) => (
        <Fragment>
          <textarea
            {...props}
            rows={rows}
            value={value?.text ?? ""}
            lang={value?.locale}
            onInput={(event) => change(reworded(value, event.currentTarget.value, usual))}
          />
          {value?.text && <Others field={id} value={value} change={change} />}
        </Fragment>
      )}
    </Field>
  );
}

/** As it is sent; null where nothing is said. */
export function sent(text: Text | null): Text | null {
  const words = text?.text.trim();
  return text && words ? { ...text, text: words } : null;
}
