/** Calls or consultations from a file: what would change is shown first. Loaded when somebody opens it. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { pascal } from "../../say";
import { Dialog } from "../dialog";
import { post } from "../directory/upload";
import { faultText, labelOf } from "../editor/context";
import { OneFile } from "../file";
import type { At } from "../frame";
import { Doing, Mishap } from "../parts";
import { fill, useSay } from "../say";
import { useAct } from "../use";

interface Outcome {
  summary: { new: number; changed: number; same: number; refused: number };
  remarks: RowRemark[];
}

/** Why a row was not taken. */
interface RowRemark {
  row: number;
  title: string | null;
  code: string;
  fields: { field: string; problem: string; params: string[] }[];
  detail: string | null;
}

/** What a field of a row is called. */
type Label = typeof labelOf;

function Why({ remark, label }: { remark: RowRemark; label: Label }) {
  const say = useSay();
  const { m } = say;
  const { row, title, code, fields, detail } = remark;
  const why = m.calls[`row${pascal(code)}` as "rowOther"] ?? m.calls.rowOther;
  return (
    <li>
      <b>
        {fill(m.calls.importRow, { n: row })}
        {title && ` · ${title}`}
      </b>
      :{" "}
      {fields.length
        ? fields.map((one) => `${label(one.field, say)}: ${faultText(one, say)}`).join(" ")
        : fill(why, { detail: detail ?? "" })}{" "}
      {code === "UNREADABLE" && <code>{detail}</code>}
    </li>
  );
}

const send = (what: string, municipality: string, file: File, dry: boolean) =>
  post<Outcome>(`/desk/import/${what}`, { municipality, dry: dry ? "1" : "0" }, file);

export function Import({
  town,
  what,
  label = labelOf,
  hint,
  close,
  done,
}: {
  town: At["town"];
  what: "calls" | "consultations";
  label?: Label;
  hint?: string;
  close: () => void;
  done: () => void;
}) {
  const { m } = useSay();
  const [file, setFile] = useState<File>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [finished, finish] = useState(false);
  const act = useAct();
  const look = (chosen: File | undefined) => {
    setFile(chosen);
    setOutcome(undefined);
    finish(false);
    if (chosen) act.run(async () => setOutcome(await send(what, town.slug, chosen, true)));
  };
  const bring = () =>
    act.run(async () => {
      if (!file) return;
      setOutcome(await send(what, town.slug, file, false));
      finish(true);
      done();
    });
  const { summary, remarks } = outcome ?? {};
  const some = summary && summary.new + summary.changed > 0;
  const bad = act.trouble?.kind === "refused";
  return (
    <Dialog
      title={m.calls.importTitle}
      close={close}
      acts={
        <Fragment>
          <button type="button" class="quiet" onClick={close}>
            {finished ? m.common.close : m.common.cancel}
          </button>
          {some && !finished && (
            <Doing busy={act.busy} onClick={bring}>
              {m.calls.importDo}
            </Doing>
          )}
        </Fragment>
      }
    >
      <p>
        {m.calls.importLead} {hint}
      </p>
      <OneFile
        busy={act.busy}
        choose={look}
        error={
          !bad
            ? undefined
            : act.trouble?.code === "FILE_TOO_LARGE"
              ? m.calls.importTooLarge
              : `${m.calls.importBad} ${m.calls.importBadHint}`
        }
      />
      <div role="status">
        {act.busy && <p>{m.calls.importChecking}</p>}
        {summary && (
          <Fragment>
            <h3>{finished ? m.calls.importDid : m.calls.importWould}</h3>
            <ul class="tally">
              {(
                [
                  ["new", m.calls.importNew],
                  ["changed", m.calls.importChanged],
                  ["same", m.calls.importSame],
                  ["refused", m.calls.importRefused],
                ] as const
              ).map(([key, name]) => (
                <li key={key}>
                  <span>
                    <b>{summary[key]}</b> {name}
                  </span>
                </li>
              ))}
            </ul>
            {!some && !finished && <p>{m.calls.importNothing}</p>}
          </Fragment>
        )}
      </div>
      {remarks?.[0] && (
        <Fragment>
          <h3>{m.calls.importRemarks}</h3>
          <ul class="remarks">
            {remarks.map((remark) => (
              <Why key={remark.row} remark={remark} label={label} />
            ))}
          </ul>
        </Fragment>
      )}
      {act.trouble && !bad && <Mishap trouble={act.trouble} />}
    </Dialog>
  );
}
