/** A text that is written with a deed, and what it is written in. */
import { Fragment, h } from "preact";
import { isCyrillic } from "../../script";
import { Field } from "../parts";
import type { Text } from "./content";
import { Others } from "./others";

/** The text with other words; the script is read from the letters. */
export function reworded(old: Text | null, text: string, fallback: string): Text | null {
  const overrides = old?.overrides ?? [];
  if (!text && !overrides[0]) return null;
  const before = old?.locale ?? fallback;
  const cyrillic = isCyrillic(text);
  const latin = before === "sr-Cyrl" ? (fallback === "sr-Cyrl" ? "sr-Latn" : fallback) : before;
  return { text, locale: cyrillic === undefined ? before : cyrillic ? "sr-Cyrl" : latin, overrides };
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
