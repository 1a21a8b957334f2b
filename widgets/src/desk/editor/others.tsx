/** What readers of other scripts and languages get of a text. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { toCyrillic, toLatin } from "../../script";
import { Icon } from "../parts";
import { fill, useSay } from "../say";
import type { Text } from "./content";
import { idOf } from "./context";
import { focusSoon } from "./list";

/** Every locale that public text is in; what is asked for most is first. */
const LOCALES = ["en", "sr-Latn", "bs", "hr", "sr-Cyrl"];

/** The script that makes itself, of what is written in one that has another; and what can only be translated. */
export function apart(locale: string): { made: string | undefined; translated: string[] } {
  const made = locale === "en" ? undefined : locale === "sr-Cyrl" ? "sr-Latn" : "sr-Cyrl";
  return { made, translated: LOCALES.filter((one) => one !== locale && one !== made) };
}

/** The other script, which makes itself and can be mended; and translations. */
export function Others({
  field,
  value,
  change,
  readOnly = false,
  open,
  wrong,
}: {
  field: string;
  value: Text;
  change: (text: Text) => void;
  readOnly?: boolean;
  /** Also where nobody has asked for it. */
  open?: boolean;
  /** What is wrong with what is written for a locale. */
  wrong?: (locale: string) => string | undefined;
}) {
  const { m } = useSay();
  const { made: other, translated } = apart(value.locale);
  const latin = other === "sr-Latn";
  const made = latin ? toLatin(value.text) : toCyrillic(value.text);
  const written = (locale: string) => value.overrides.find((one) => one.locale === locale)?.text;
  const put = (locale: string, text: string | undefined) => {
    const rest = value.overrides.filter((one) => one.locale !== locale);
    change({ ...value, overrides: text === undefined ? rest : [...rest, { locale, text }] });
  };
  /** Takes the other script into one's own hands, or gives it back; one goes on in what stands there then. */
  const turn = (text: string | undefined) => {
    if (other) put(other, text);
    focusSoon(`${field}-other`);
  };
  const named = (locale: string) => m.text[`in${pascal(locale.replace("-", "_"))}` as "inEn"];
  /** One is at hand; the others are where somebody wants them, or has written them. */
  const [first, ...more] = translated;
  const [wanted, want] = useState(() => more.some(written));
  const hand = other && written(other);
  const id = idOf(field);
  const languages = translated.filter(written).map(named).join(", ");
  const said = [
    other &&
      (hand === undefined
        ? latin
          ? m.text.autoLatn
          : m.text.autoCyrl
        : latin
          ? m.text.handLatn
          : m.text.handCyrl),
    languages && fill(m.text.translated, { languages }),
  ];
  const marked = (locale: string) =>
    wrong?.(locale) && { "aria-invalid": true, "aria-describedby": `${id}-${locale}-error` };
  const mistake = (locale: string) => {
    const said = wrong?.(locale);
    return said ? (
      <p class="error" id={`${id}-${locale}-error`}>
        <Icon name="stop" /> {said}
      </p>
    ) : null;
  };
  const translation = (locale: string) => (
    <Fragment key={locale}>
      <label for={`${id}-${locale}`}>{fill(m.text.translation, { language: named(locale) })}</label>
      <textarea
        {...marked(locale)}
        id={`${id}-${locale}`}
        lang={locale}
        rows={2}
        value={written(locale) ?? ""}
        readOnly={readOnly}
        onInput={(event) => put(locale, event.currentTarget.value || undefined)}
      />
      {mistake(locale)}
    </Fragment>
  );
  return (
    <details class="others" open={open}>
      <summary>{said.filter(Boolean).join(" · ") || m.text.more}</summary>
      {other && <label for={`${id}-other`}>{latin ? m.text.otherLatn : m.text.otherCyrl}</label>}
      {other &&
        (hand === undefined ? (
          <div class="made">
            <p lang={other} id={`${id}-other`} tabIndex={-1}>
              {made}
            </p>
            {!readOnly && (
              <button type="button" class="text" onClick={() => turn(made)}>
                {m.text.fix}
              </button>
            )}
          </div>
        ) : (
          <Fragment>
            <textarea
              {...marked(other)}
              id={`${id}-other`}
              lang={other}
              rows={2}
              value={hand}
              readOnly={readOnly}
              onInput={(event) => put(other, event.currentTarget.value)}
            />
            {mistake(other)}
            {!readOnly && (
              <button type="button" class="text" onClick={() => turn(undefined)}>
                {m.text.auto}
              </button>
            )}
          </Fragment>
        ))}
      {first && translation(first)}
      <button type="button" class="text" aria-expanded={wanted} onClick={() => want(!wanted)}>
        {m.text.more}
      </button>
      {wanted && more.map(translation)}
    </details>
  );
}
