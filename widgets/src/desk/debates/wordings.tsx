/** What readers of other scripts and languages get of a part of an act, written by hand: no word as written changes. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { faultText } from "../editor/context";
import { Others } from "../editor/others";
import type { PartWordingsInput } from "../gen/graphql";
import { fill, useSay } from "../say";
import { Sure } from "../sure";
import { useAct } from "../use";
import { TEXTS } from "./beside";
import type { Part } from "./content";

export function Wordings({
  part,
  name,
  locale,
  keep,
  anew,
  close,
}: {
  part: Part;
  name: string;
  /** What the text is written in. */
  locale: string;
  keep: (others: PartWordingsInput) => Promise<unknown>;
  /** Writes it into another version of the text; nothing where one is being made already. */
  anew: ((others: NonNullable<Part["others"]>) => void) | undefined;
  close: () => void;
}) {
  const say = useSay();
  const { m } = say;
  const act = useAct();
  const [others, set] = useState(part.others ?? { label: [], heading: [], text: [] });
  /** What everybody reads already stays in the same words. */
  const otherWords = (act.trouble?.problems ?? []).filter(({ problem }) => problem === "OTHER_WORDS");
  return (
    <Sure
      wide
      title={fill(m.acts.wordingsOf, { name })}
      yes={m.common.save}
      act={{ ...act, run: () => act.run(() => keep(others)).then((did) => did && close()) }}
      close={close}
    >
      <p class="hint">{m.acts.wordingsWhat}</p>
      {TEXTS.map((text) => {
        const words = part[text];
        if (!words) return null;
        return (
          <Fragment key={text}>
            <h3>{m.acts[text]}</h3>
            <blockquote class="said" lang={locale}>
              {words}
            </blockquote>
            <Others
              open
              field={`wording.${text}`}
              value={{ text: words, locale, overrides: others[text] }}
              change={({ overrides }) => set({ ...others, [text]: overrides })}
              wrong={(locale) => {
                const here = otherWords.find(
                  ({ field, params }) => field === `others.${text}` && params[0] === locale,
                );
                return here && faultText(here, say);
              }}
            />
          </Fragment>
        );
      })}
      {anew && otherWords[0] && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            anew(others);
            close();
          }}
        >
          {m.acts.wordingsAnew}
        </button>
      )}
    </Sure>
  );
}
