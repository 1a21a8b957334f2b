/** The call as the public would see it: drawn by the widget's own views, in its own styles, behind a shadow root. */
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import base from "../../base.css";
import * as details from "../../calls/details";
import { list } from "../../calls/list";
import type { State } from "../../calls/model";
import css from "../../calls/style.css";
import { draw } from "../../jsx";
import { useSay } from "../say";
import type { Call } from "./content";
import { originText } from "./titles";

export type Script = "sr-Latn" | "sr-Cyrl";

/** A list that holds one call needs neither tabs nor a search. */
const ALONE = ".bar,.said,.btn{display:none}.call{border:0}article{padding:0}a{cursor:default}";
const sheets = [base, css, details.css, ALONE].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});

const files = {
  "sr-Latn": () => import("../../gen/messages/sr-Latn.json"),
  "sr-Cyrl": () => import("../../gen/messages/sr-Cyrl.json"),
};
type Told = Parameters<typeof list>[0];
type Sentences = { calls: Told["m"]; call: Parameters<typeof details.details>[0]["d"] };

/** What the widget's views are given, with one call in it: what its own model would know when this call is read. */
function told(call: Call["preview"], script: Script, said: Sentences) {
  const page = {
    phaseCounts: { open: 0, announced: 0, closed: 0 },
    areaCounts: [],
    nodes: [call],
    pageInfo: { hasNextPage: false, endCursor: null },
  };
  const state: State = {
    phase: call.phase,
    text: "",
    area: "",
    areaName: "",
    calls: [call],
    page: { value: page, busy: false },
    open: call.id,
    detail: { value: call, busy: false },
  };
  const nothing = () => {};
  const model: Pick<Told["model"], "state" | "only"> = { state, only: true };
  return {
    // The rest of it asks the server, which is nobody's wish here.
    model: model as Told["model"],
    m: said.calls,
    d: said.call,
    locale: script,
    level: 3,
    everywhere: false,
    focus: nothing,
    again: nothing,
    typed: nothing,
  };
}

export function Preview({
  call,
  script,
  choose,
  behind,
}: {
  call: Call;
  script: Script;
  choose: (script: Script) => void;
  /** Something is typed that is not shown yet. */
  behind: boolean;
}) {
  const { m } = useSay();
  const { origin } = call.preview;
  const [whole, setWhole] = useState(true);
  const [said, setSaid] = useState<[Script, Sentences]>();
  const host = useRef<HTMLDivElement>(null);
  const place = useRef<Node>(undefined);

  useEffect(() => {
    files[script]().then((file) => setSaid([script, (file as unknown as { default: Sentences }).default]));
  }, [script]);
  useEffect(() => {
    const element = host.current;
    if (!element || !said) return;
    if (!element.shadowRoot) {
      // As the widget does with the colour of its host.
      element.style.setProperty("--host-ink", getComputedStyle(element).color);
      const root = element.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = sheets;
      place.current = root.appendChild(document.createElement("div"));
      // It shows where a link would lead; it leads nowhere.
      root.addEventListener("click", (event) => event.preventDefault());
    }
    const [in_, sentences] = said;
    const given = told(call.preview, in_, sentences);
    if (place.current) place.current = draw(place.current, whole ? details.details(given) : list(given));
  }, [call.preview, said, whole]);

  const seg = <T,>(label: string, options: [T, string, string?][], now: T, set: (value: T) => void) => (
    <fieldset class="seg">
      <legend class="unseen">{label}</legend>
      {options.map(([value, text, lang]) => (
        <button type="button" key={text} lang={lang} aria-pressed={value === now} onClick={() => set(value)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
  return (
    <aside class="preview" aria-label={m.preview.title}>
      <div class="head">
        <h2>{m.preview.title}</h2>
        {seg<Script>(
          m.preview.script,
          [
            ["sr-Latn", "Latinica", "sr-Latn"],
            ["sr-Cyrl", "Ћирилица", "sr-Cyrl"],
          ],
          script,
          choose,
        )}
      </div>
      {seg(
        m.preview.title,
        [
          [true, m.preview.whole],
          [false, m.preview.inList],
        ],
        whole,
        setWhole,
      )}
      <div class="frame" lang={script}>
        <div ref={host} />
      </div>
      {origin && (
        <p class="hint">
          {originText(origin.id, m)}: <span lang={origin.title.locale}>{origin.title.text}</span>
        </p>
      )}
      <p class="hint">{behind ? m.preview.waiting : "\u00a0"}</p>
    </aside>
  );
}
