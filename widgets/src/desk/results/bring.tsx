/** A list of results is pasted or sent: nothing of it is published yet. */
import { h } from "preact";
import { useState } from "preact/hooks";
import type { Trouble } from "../ask";
import { still } from "../file";
import { Doing, Field, Mishap } from "../parts";
import { useSay } from "../say";
import type { Results } from "./use-results";

/** That a list cannot be read is said in the official's words, whatever is wrong inside it. */
const unreadable = ({ kind, code }: Trouble) =>
  kind === "refused" || kind === "invalid" || code === "BAD_REQUEST";

export function Bring({ results, again }: { results: Results; again: boolean }) {
  const { m } = useSay();
  const { bringing, read, send, again: anew } = results;
  const [text, type] = useState("");
  const [over, setOver] = useState(false);
  const [missing, miss] = useState(false);
  const { trouble, busy } = bringing;
  const bad = trouble && unreadable(trouble);
  const large = trouble?.code === "FILE_TOO_LARGE" || trouble?.problems?.[0]?.problem === "TOO_LONG";
  const paste = async () => {
    miss(!text.trim());
    if (!text.trim()) return document.getElementById("paste")?.focus();
    if (await read(text)) type("");
  };
  const bring = (file: File | undefined) => {
    miss(false);
    if (file) send(file);
  };
  const old = trouble?.code === "FILE_OLD_WORKBOOK";
  const unread = large ? m.results.large : old ? m.org.bringOld : m.results.bad;
  const why = missing ? m.results.nothing : bad ? unread : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file may be dropped here; the field in it is for everybody
    <div
      class={over ? "card drop over" : "card drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        bring(event.dataTransfer?.files[0]);
      }}
    >
      {again && <p class="hint">{m.results.bringAgain}</p>}
      <Field label={m.results.paste} hint={m.results.pasteHint} id="paste" error={why}>
        {(props) => (
          <textarea
            {...props}
            rows={6}
            class="pasted"
            spellcheck={false}
            wrap="off"
            value={text}
            onInput={(event) => type(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="acts">
        <Doing busy={busy} onClick={paste}>
          {m.results.read}
        </Doing>
      </div>
      <Field label={m.results.file}>
        {(props) => (
          <input
            {...props}
            type="file"
            accept=".csv,.xlsx,.txt,.tsv"
            {...still(busy)}
            onChange={(event) => {
              bring(event.currentTarget.files?.[0]);
              // The same file can be brought again once it was mended.
              event.currentTarget.value = "";
            }}
          />
        )}
      </Field>
      <p role="status" class="saved">
        {busy && m.org.bringing}
      </p>
      {why && (
        <span class="unseen" role="alert">
          {why}
        </span>
      )}
      {trouble && !bad && <Mishap trouble={trouble} again={trouble.kind === "conflict" ? anew : undefined} />}
    </div>
  );
}
