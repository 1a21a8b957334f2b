/** Documents, of whatever they are: files with their versions, links, and what is only named. */
import { Fragment, h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import type { EditedFragment } from "../gen/graphql";
import { type Children, Field, Icon } from "../parts";
import { fill, tell, useSay } from "../say";
import { Sure } from "../sure";
import { move, type Text } from "./content";
import { idOf, useEdit, useSaid } from "./context";
import type { Draft } from "./draft";
import { Plain, Words } from "./fields";
import { focusSoon } from "./list";
import { Ordered } from "./order";
import { nameOf, refusable, type Sending, upload } from "./upload";

/** A document, as it is edited. */
interface Paper<R> {
  id?: string | null;
  role: R;
  name: Text;
  url?: string | null;
}

/** What documents are of, and how they are changed. */
interface Of<R> {
  papers: Paper<R>[];
  set: (papers: Paper<R>[]) => void;
  /** What the server tells of their files. */
  files: Omit<EditedFragment["documents"][number], "__typename">[];
  draft: Pick<Draft, "flush" | "during" | "refresh"> & {
    call: { version: number; published: boolean };
    phase: { is: string };
  };
  /** Where files are sent, without the document's own part. */
  at: string;
  lead: string;
  /** What a document can be to a reader, and what each is called. */
  roles: Record<R & string, string>;
  /** What a new one is that has no file, and one whose file is called so. */
  usual: R;
  roleOf: (file: string) => R;
  /** Whether it may have an address, or a file. */
  isHad?: (role: R) => boolean;
}

/** A file on its way, or one that did not arrive. */
interface Way {
  n: number;
  file: File;
  /** The document that it replaces. */
  id?: string | undefined;
  share: number;
  sending?: Sending | undefined;
  fault?: string | undefined;
}
let counted = 0;

/** Files on their way, and how to send more. */
function useUploads<R extends string>({ draft, at, roleOf }: Of<R>) {
  const { setWrong } = useEdit();
  const { m } = useSay();
  const [ways, set] = useState<Way[]>([]);
  const patch = (n: number, with_: Partial<Way>) =>
    set((all) => all.map((way) => (way.n === n ? { ...way, ...with_ } : way)));
  const drop = (n: number) => set((all) => all.filter((way) => way.n !== n));
  // A file that is not there is no less lost than a word.
  const failed = ways.find(({ fault }) => fault);
  const first = failed ?? ways[0];
  const why = first && fill(failed ? m.documents.notSent : m.documents.sending, { name: first.file.name });
  useEffect(() => {
    setWrong("documents", undefined);
    if (why) setWrong("documents", why, !failed);
  }, [why]);

  async function start(way: Way, tries = 3): Promise<void> {
    const { n, file, id } = way;
    const fault = refusable(file);
    patch(n, { fault, share: 0 });
    if (fault) return;
    // What is typed is saved first, so that the file finds all else as it stands here.
    await draft.flush();
    const to = id ? `${at}/${encodeURIComponent(id)}` : at;
    const query = new URLSearchParams(id ? {} : { role: roleOf(file.name), name: nameOf(file.name) });
    if (draft.call.published) query.set("version", `${draft.call.version}`);
    const sending = upload(`${to}?${query}`, file, (share) => patch(n, { share }));
    patch(n, { sending });
    let stopped = false;
    const { cancel } = sending;
    sending.cancel = () => {
      stopped = true;
      cancel();
    };
    // Whoever goes on typing does not outrun his own file.
    const why = await (draft.call.published ? draft.during(sending.arrived) : sending.arrived);
    if (stopped) return drop(n);
    // It was saved meanwhile, here or by somebody else: what stands now is looked at, and the file goes once more.
    if (why === "CONFLICT" && tries > 1) {
      patch(n, { sending: undefined });
      await draft.refresh().catch(() => {});
      if (draft.phase.is !== "clash") return start(way, tries - 1);
    }
    if (why) return patch(n, { fault: why, sending: undefined });
    drop(n);
    tell(fill(m.documents.uploaded, { name: file.name }));
    await draft.refresh().catch(() => {});
  }
  const add = (files: Iterable<File>, id?: string) => {
    // One after the other, so that they stand in the order in which they were chosen.
    const more = [...files].map((file): Way => ({ n: ++counted, file, id, share: 0 }));
    set((all) => [...all, ...more]);
    more.reduce((before, way) => before.then(() => start(way)), Promise.resolve());
  };
  return { ways, add, drop, again: (way: Way) => start(way) };
}

function OnTheWay({ way, drop, again }: { way: Way; drop: () => void; again: () => void }) {
  const { m, size } = useSay();
  const { file, share, fault, sending } = way;
  const why = fault && (m.documents[`fail${pascal(fault)}` as "failOther"] ?? m.documents.failOther);
  return (
    <li class={fault ? "way failed" : "way"}>
      <div>
        <b class="file">{file.name}</b>
        {why ? (
          <p class="error" role="alert">
            <Icon name="stop" /> {why}
          </p>
        ) : (
          <Fragment>
            <progress value={share} max={1} aria-label={fill(m.documents.uploading, { name: file.name })} />
            <span class="hint">
              {sending
                ? fill(m.documents.progress, { done: size(file.size * share), total: size(file.size) })
                : m.documents.waitingSave}
            </span>
          </Fragment>
        )}
      </div>
      <div class="acts">
        {fault && !refusable(file) && (
          <button type="button" class="quiet" onClick={again}>
            {m.common.retry}
          </button>
        )}
        <button type="button" class="text" onClick={() => (sending ? sending.cancel() : drop())}>
          {fault ? m.common.remove : m.documents.cancel}
        </button>
      </div>
    </li>
  );
}

/** A button that opens the browser's choice of files. */
function Choose({
  label,
  chosen,
  children,
  multiple,
  style,
}: {
  label?: string;
  chosen: (files: FileList) => void;
  children: string;
  multiple?: boolean;
  style: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Fragment>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-hidden="true"
        multiple={multiple ?? false}
        accept=".pdf,.docx,.xlsx,.odt,.ods,.jpg,.jpeg,.png"
        onChange={(event) => {
          if (event.currentTarget.files) chosen(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <button type="button" class={style} aria-label={label} onClick={() => input.current?.click()}>
        {children}
      </button>
    </Fragment>
  );
}

export function Papers<R extends string>(of: Of<R>) {
  const { m, size, date, count } = useSay();
  const { readOnly, defaultLocale } = useEdit();
  const { papers, set, files, roles, usual, isHad = () => true } = of;
  const { ways, add, drop, again } = useUploads(of);
  const [removing, remove] = useState<number>();
  const [over, setOver] = useState(false);
  const said = useSaid("documents");
  const put = (place: number, patch: Partial<Paper<R>>) =>
    set(papers.map((paper, i) => (i === place ? { ...paper, ...patch } : paper)));
  const name = (paper: Paper<R>, i: number) => paper.name.text || `${m.section.documents} ${i + 1}`;

  const row = (paper: Paper<R>, i: number, order: Children) => {
    const file = files.find((one) => one.id === paper.id);
    const field = `documents.${i}`;
    const older = file?.versions.filter((one) => one.version !== file.version) ?? [];
    return (
      <div class="paper">
        <Words
          field={`${field}.name`}
          label={m.documents.name}
          value={paper.name}
          change={(text) => put(i, { name: text ?? { text: "", locale: defaultLocale, overrides: [] } })}
        />
        <div class="role">
          <Field label={m.documents.role} id={idOf(`${field}.role`)}>
            {(props) => (
              <select
                {...props}
                value={paper.role}
                disabled={readOnly}
                onChange={(event) => put(i, { role: event.currentTarget.value as R })}
              >
                {Object.entries<string>(roles).map(([role, called]) => (
                  <option key={role} value={role}>
                    {called}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <p>
            {file?.url ? (
              <a href={file.url} class="file">
                {file.fileName ?? m.documents.download}
              </a>
            ) : (
              !paper.url && <span class="hint">{m.documents.noFile}</span>
            )}{" "}
            {file?.size != null && <span class="hint">{size(file.size)}</span>}{" "}
            {file?.waits && <span class="hint">· {m.documents.waits}</span>}
          </p>
        </div>
        {!file?.fileName && (paper.url || isHad(paper.role)) && (
          <Plain
            field={`${field}.url`}
            type="url"
            label={m.documents.link}
            value={paper.url}
            change={(url) => put(i, { url })}
          />
        )}
        <div class="acts">
          {!readOnly && paper.id && (
            <Choose
              style="text"
              label={fill(m.documents.replaceName, { name: name(paper, i) })}
              chosen={(files) => add(files, paper.id ?? undefined)}
            >
              {m.documents.replace}
            </Choose>
          )}
          {!readOnly && (
            <button
              type="button"
              class="text stop"
              aria-label={fill(m.documents.removeName, { name: name(paper, i) })}
              onClick={() => remove(i)}
            >
              {m.common.remove}
            </button>
          )}
          <span class="gap" />
          {order}
        </div>
        {older[0] && (
          <details class="others">
            <summary>{count(m.documents.versions, older.length)}</summary>
            <ul>
              {older.map((one) => (
                <li key={one.version}>
                  <a href={one.url}>{fill(m.documents.version, { n: one.version })}</a>{" "}
                  <span class="hint">
                    {date(one.uploadedAt)} {one.size != null && `· ${size(one.size)}`}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    );
  };

  const gone = removing === undefined ? undefined : papers[removing];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be dropped anywhere here; the button does the same
    <div
      class={over ? "over" : ""}
      onDragOver={(event) => {
        if (readOnly || !event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (readOnly || !event.dataTransfer?.files[0]) return;
        event.preventDefault();
        add(event.dataTransfer.files);
      }}
    >
      <p class="hint" id={idOf("documents")} tabIndex={-1}>
        {of.lead}
      </p>
      <Ordered
        things={papers}
        name={name}
        disabled={readOnly}
        move={(from, to) => set(move(papers, from, to))}
      >
        {row}
      </Ordered>
      {ways[0] && (
        <ul class="ways">
          {ways.map((way) => (
            <OnTheWay key={way.n} way={way} drop={() => drop(way.n)} again={() => again(way)} />
          ))}
        </ul>
      )}
      {[said.error, ...said.warnings].map(
        (text, i) =>
          text && (
            <p class={i ? "warn" : "error"} key={text}>
              <Icon name={i ? "warn" : "stop"} /> {text}
            </p>
          ),
      )}
      {!readOnly && (
        <div class="acts drop">
          <Choose style="quiet" multiple chosen={(files) => add(files)}>
            {m.documents.add}
          </Choose>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              const name = { text: "", locale: defaultLocale, overrides: [] };
              set([...papers, { id: null, role: usual, name, url: null }]);
              requestAnimationFrame(() =>
                document.getElementById(idOf(`documents.${papers.length}.name`))?.focus(),
              );
            }}
          >
            {m.documents.addPaper}
          </button>
          <p class="hint">{m.documents.drop}</p>
        </div>
      )}
      {gone && (
        <Sure
          title={m.documents.removeTitle}
          yes={m.common.remove}
          stop
          close={() => remove(undefined)}
          act={{
            busy: false,
            trouble: undefined,
            run: () => {
              set(papers.filter((paper) => paper !== gone));
              remove(undefined);
              // The button that was pressed is the next document's now.
              focusSoon("documents");
            },
          }}
        >
          <p>
            {fill(of.draft.call.published ? m.documents.removeLeadPublished : m.documents.removeLead, {
              name: name(gone, removing ?? 0),
            })}
          </p>
        </Sure>
      )}
    </div>
  );
}
