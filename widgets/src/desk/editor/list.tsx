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

/** Takes one of several away, and leads on to `next`: in its place now stands what takes away the one after it. */
export function Remove({ name, remove, next }: { name: string; remove: () => void; next: string }) {
  const { m } = useSay();
  const { readOnly } = useEdit();
  if (readOnly) return null;
  return (
    <button
      type="button"
      class="text stop"
      onClick={() => {
        remove();
        focusSoon(next);
      }}
    >
      {m.common.remove} <span class="unseen">: {name}</span>
    </button>
  );
}

export const focusSoon = (field: string) =>
  requestAnimationFrame(() => document.getElementById(idOf(field))?.focus());
