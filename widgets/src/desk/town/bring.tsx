/** What a municipality says of itself and what is usual there, from a file: what would change is shown first. Loaded when an
 * administrator opens it. */
import { Fragment, h } from "preact";
import { useState } from "preact/hooks";
import { Changes } from "../acts";
import { Failed } from "../ask";
import { Dialog } from "../dialog";
import { post } from "../directory/upload";
import { faultText } from "../editor/context";
import { OneFile } from "../file";
import type { At } from "../frame";
import { Doing, Mishap } from "../parts";
import { fill, useSay } from "../say";
import { useAct } from "../use";
import { labelOf } from "./content";

interface Outcome {
  /** What stood there when it was looked at; the server takes the file only while it does. */
  read: string;
  changes: { field: string; before: string | null; after: string | null }[];
  remarks: {
    code: string;
    fields: { field: string; problem: string; params: string[] }[];
    detail: string | null;
  }[];
}

/** Why nothing is taken of the file. */
function Why({ remark: { code, fields, detail } }: { remark: Outcome["remarks"][number] }) {
  const say = useSay();
  const { m } = say;
  const usual: Record<string, string> = {
    moderationFirst: m.debate.moderationFirst,
    confirmEmail: m.debate.confirmEmail,
  };
  if (code === "ELSEWHERE") return <p>{fill(m.town.elsewhere, { detail: detail ?? "" })}</p>;
  if (!fields[0])
    return (
      <p>
        {m.calls.importBad} {m.calls.importBadHint} <code>{detail}</code>
      </p>
    );
  return (
    <ul class="remarks">
      {fields.map((one) => (
        <li key={one.field}>
          <b>{usual[one.field] ?? labelOf(one.field, say)}</b>: {faultText(one, say)}
        </li>
      ))}
    </ul>
  );
}

export function Bring({
  town,
  close,
  done,
}: {
  town: At["town"];
  close: () => void;
  done: () => Promise<unknown>;
}) {
  const { m } = useSay();
  const [file, setFile] = useState<File>();
  const [outcome, setOutcome] = useState<Outcome>();
  const act = useAct();
  const send = (chosen: File, query: Record<string, string>) =>
    post<Outcome>("/desk/import/settings", { municipality: town.slug, ...query }, chosen);
  const look = async (chosen: File) => setOutcome(await send(chosen, { dry: "1" }));
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setOutcome(undefined);
    act.clear();
    if (chosen) act.run(() => look(chosen));
  };
  const put = () =>
    act
      .run(async () => {
        if (!file || !outcome) return;
        try {
          await send(file, { read: outcome.read });
        } catch (error) {
          // Somebody else was faster: what would change now is another.
          if (error instanceof Failed && error.trouble.kind === "conflict") await look(file);
          throw error;
        }
        await done();
      })
      .then((did) => did && close());
  const { changes, remarks } = outcome ?? {};
  const some = !!changes?.[0];
  const large = act.trouble?.code === "FILE_TOO_LARGE";
  return (
    <Dialog
      title={m.calls.importTitle}
      close={close}
      acts={
        <Fragment>
          <button type="button" class="quiet" onClick={close}>
            {m.common.cancel}
          </button>
          {some && (
            <Doing busy={act.busy} onClick={put}>
              {m.calls.importDo}
            </Doing>
          )}
        </Fragment>
      }
    >
      <p>{m.town.bringLead}</p>
      <OneFile busy={act.busy} error={large ? m.calls.importTooLarge : undefined} choose={choose} />
      <div role="status">
        {act.busy && <p>{m.calls.importChecking}</p>}
        {changes && !remarks?.[0] && (
          <Fragment>
            <h3>{m.calls.importWould}</h3>
            {some ? <Changes changes={changes} /> : <p>{m.calls.importNothing}</p>}
          </Fragment>
        )}
        {remarks?.map((remark) => (
          <Why key={remark.code} remark={remark} />
        ))}
      </div>
      {act.trouble && !large && <Mishap trouble={act.trouble} />}
    </Dialog>
  );
}
