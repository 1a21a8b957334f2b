/** What lists of lots and events have in common. */
import { Fragment, h } from "preact";
import { Icon } from "../parts";
import { useSay } from "../say";
import { idOf, useEdit } from "./context";

/** Error and warnings of something that is no single control. */
export function Said({ error, warnings }: { error: string | undefined; warnings: string[] }) {
  return (
    <Fragment>
      {error && (
        <p class="error">
          <Icon name="stop" /> {error}
        </p>
      )}
      {warnings.map((warning) => (
        <p class="warn" key={warning}>
          <Icon name="warn" /> {warning}
        </p>
      ))}
    </Fragment>
  );
}

export function Remove({ name, remove }: { name: string; remove: () => void }) {
  const { m } = useSay();
  const { readOnly } = useEdit();
  if (readOnly) return null;
  return (
    <button type="button" class="text stop" onClick={remove}>
      {m.common.remove} <span class="unseen">: {name}</span>
    </button>
  );
}

export const focusSoon = (field: string) =>
  requestAnimationFrame(() => document.getElementById(idOf(field))?.focus());
