/** Where the text of an act comes from: what is pasted, or a file. */
import { h } from "preact";
import { useState } from "preact/hooks";
import { ask, Failed } from "../ask";
import { ReadAct } from "../gen/documents";
import { Doing, Field, Icon, Mishap } from "../parts";
import { useSay } from "../say";
import { useAct } from "../use";
import type { Part } from "./content";

export function Source({ town, read }: { town: string; read: (locale: string, parts: Part[]) => void }) {
  const { m } = useSay();
  const [text, type] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const act = useAct();
  const found = (locale: string, parts: Part[]) => {
    if (!parts[0]) return setTrouble(m.acts.empty);
    setTrouble(undefined);
    read(locale, parts);
  };
  const paste = () =>
    act.run(async () => {
      const { desk } = await ask(ReadAct, { municipality: town, text, format: "TEXT" });
      found(desk.readAct.locale, desk.readAct.parts);
    });
  const bring = (file: File | undefined) =>
    file &&
    act.run(async () => {
      const query = new URLSearchParams({ municipality: town, name: file.name });
      const answer = await fetch(`/desk/read/act?${query}`, { method: "POST", body: file });
      // A file that cannot be read is said in the official's words, whatever is wrong inside it.
      if (answer.status === 400 || answer.status === 413) return setTrouble(m.acts.fileBad);
      if (!answer.ok) throw new Failed({ kind: answer.status === 403 ? "forbidden" : "fault" });
      const { locale, parts } = (await answer.json()) as { locale: string; parts: Part[] };
      found(locale, parts);
    });
  return (
    <div>
      <p class="hint">{m.acts.lead}</p>
      <Field label={m.acts.paste} hint={m.acts.pasteHint} id="act-text">
        {(props) => (
          <textarea {...props} rows={8} value={text} onInput={(event) => type(event.currentTarget.value)} />
        )}
      </Field>
      <div class="acts">
        <Doing busy={act.busy} disabled={!text.trim()} onClick={paste}>
          {m.acts.read}
        </Doing>
        <label class="choose">
          {m.acts.file}{" "}
          <input
            type="file"
            accept=".docx,.md,.markdown,.txt"
            onChange={(event) => bring(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      {trouble && (
        <p class="error" role="alert">
          <Icon name="stop" /> {trouble}
        </p>
      )}
      {act.trouble && <Mishap trouble={act.trouble} />}
    </div>
  );
}
