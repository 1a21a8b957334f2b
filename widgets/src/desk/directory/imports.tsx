/** Lists that were brought into the directory, and a new one. */
import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { pascal } from "../../say";
import { still } from "../file";
import type { At } from "../frame";
import { OrganisationImports } from "../gen/documents";
import { Empty, Icon, Mishap, More, Shown } from "../parts";
import { A, at, go } from "../route";
import { fill, useSay } from "../say";
import { useAct, usePages } from "../use";
import { Directory } from "./frame";
import { bring } from "./upload";

const PAGE = 20;

export function ImportsPage({ town }: At) {
  const { m, when, count } = useSay();
  const fetched = usePages(
    OrganisationImports,
    { municipality: town.slug, first: PAGE },
    ({ desk }) => desk.organisationImports,
  );
  const list = useRef<HTMLUListElement>(null);
  const [over, setOver] = useState(false);
  const act = useAct();
  const send = (file: File | undefined) =>
    file && act.run(async () => go(at(town.slug, "uvoz", await bring(town.slug, file))));
  // A file that cannot be read is said in the official's words, whatever is wrong inside it.
  const bad = act.trouble?.kind === "refused";
  return (
    <Directory town={town} which="uvoz" lead={m.org.importsLead}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file may be dropped here; the field in it is for everybody */}
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
          send(event.dataTransfer?.files[0]);
        }}
      >
        <label for="bring">
          <b>{m.org.bring}</b>
        </label>
        <p class="hint" id="bring-hint">
          {m.org.bringHint}
        </p>
        <input
          type="file"
          id="bring"
          accept=".csv,.xlsx,.txt,.tsv"
          aria-describedby="bring-hint"
          {...still(act.busy)}
          onChange={(event) => {
            send(event.currentTarget.files?.[0]);
            // The same file can be brought again once it was mended.
            event.currentTarget.value = "";
          }}
        />
        <p role="status" class="saved">
          {act.busy && m.org.bringing}
        </p>
        {bad ? (
          <p class="error" role="alert">
            <Icon name="stop" /> {act.trouble?.code === "FILE_OLD_WORKBOOK" ? m.org.bringOld : m.org.bringBad}
          </p>
        ) : (
          act.trouble && <Mishap trouble={act.trouble} />
        )}
      </div>
      <h2>{m.org.before}</h2>
      <Shown of={fetched} rows={4}>
        {({ nodes }) =>
          nodes[0] ? (
            <div>
              <ul class="rows" ref={list}>
                {nodes.map((one) => (
                  <li key={one.id}>
                    <div>
                      <A to={at(town.slug, "uvoz", one.id)} class="title">
                        {one.fileName || m.org.noFileName}
                      </A>
                      <p class="meta">
                        <span class={`badge ${one.state === "DONE" || one.state === "UNDONE" ? "" : "soon"}`}>
                          {m.org[`import${pascal(one.state)}` as "importDone"]}
                        </span>
                        <span>{count(m.org.rows, one.rowsTotal)}</span>
                        <span>
                          {one.madeBy
                            ? fill(m.org.broughtBy, { who: one.madeBy, when: when(one.madeAt) })
                            : when(one.madeAt)}
                        </span>
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
              <More of={fetched} list={list} />
            </div>
          ) : (
            <Empty title={m.org.importsNone} hint={m.org.importsNoneHint} />
          )
        }
      </Shown>
    </Directory>
  );
}
