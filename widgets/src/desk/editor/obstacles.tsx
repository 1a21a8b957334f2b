/** What stands in the way of publishing, and what to look at once more before it. */
import { h } from "preact";
import { pascal } from "../../say";
import { Dialog } from "../dialog";
import { Mishap } from "../parts";
import { useSay } from "../say";
import { dated } from "./content";
import { useEdit, useEditCall, warningText } from "./context";
import { To } from "./saved";

/** What stands in the way: facts that are missing, and fields of which what stands in them is not saved. */
export function useObstacles(): { field: string; why: string }[] {
  const { m } = useSay();
  const { missing, wrong, unread, content } = useEditCall();
  const all = new Map(wrong);
  const add = (field: string, why: string) => all.has(field) || all.set(field, why);
  for (const [field, { why }] of unread) add(field, why);
  for (const { field, code } of missing) add(field, m.fault[`code${pascal(code)}` as "codeRequired"]);
  for (const [i, event] of content.events.entries())
    if (!dated(event)) add(`events.${i}.starts`, m.fault.codeRequired);
  return [...all].map(([field, why]) => ({ field, why }));
}

/** That nothing can be done, because what was typed could not be saved. */
export function Stuck({ title, close }: { title: string; close: () => void }) {
  const { stuck } = useEdit();
  if (!stuck) return null;
  return (
    <Dialog title={title} close={close}>
      <Mishap {...stuck} />
    </Dialog>
  );
}

export function Obstacles({ all, close }: { all: { field: string; why: string }[]; close: () => void }) {
  const { m } = useSay();
  return (
    <div class="mishap">
      <p>
        <b>{m.act.missing}</b>
      </p>
      <ul>
        {all.map(({ field, why }) => (
          <li key={field + why}>
            <To field={field} close={close} /> <span class="hint">{why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Look({ close }: { close: () => void }) {
  const say = useSay();
  const { warnings } = useEdit();
  if (!warnings[0]) return null;
  return (
    <div class="warn">
      <p>
        <b>{say.m.act.look}</b> {say.m.act.lookHint}
      </p>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.code + warning.field}>
            <To field={warning.field} close={close} /> {warningText(warning, say)}
          </li>
        ))}
      </ul>
    </div>
  );
}
