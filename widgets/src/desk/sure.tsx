/** Asking once more. */
import { Fragment, h } from "preact";
import type { Trouble } from "./ask";
import { Dialog } from "./dialog";
import { type Children, Doing, Mishap } from "./parts";
import { useSay } from "./say";

/** Asks once more before something is done. */
export function Sure({
  title,
  children,
  yes,
  no,
  stop,
  wide,
  act,
  close,
}: {
  title: string;
  children: Children;
  yes: string;
  /** What closing it does, where it is not that nothing is done. */
  no?: string | undefined;
  /** It takes something away. */
  stop?: boolean;
  wide?: boolean;
  act: { busy: boolean; trouble: Trouble | undefined; run: () => void };
  close: () => void;
}) {
  const { m } = useSay();
  return (
    <Dialog
      title={title}
      close={close}
      {...(wide && { wide })}
      acts={
        <Fragment>
          <button type="button" class="quiet" onClick={close}>
            {no ?? m.common.cancel}
          </button>
          <Doing busy={act.busy} onClick={act.run} class={stop ? "no" : ""}>
            {yes}
          </Doing>
        </Fragment>
      }
    >
      {children}
      {act.trouble && <Mishap trouble={act.trouble} />}
    </Dialog>
  );
}
