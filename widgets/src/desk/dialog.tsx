/** A window over the page. */
import { h } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { type Children, Icon } from "./parts";
import { useSay } from "./say";

/** The browser keeps the focus in it, closes it with Esc and gives the focus back. */
export function Dialog({
  title,
  close,
  children,
  acts,
  wide,
}: {
  title: string;
  /** Nothing where it cannot be closed. */
  close?: (() => void) | undefined;
  children: Children;
  acts?: Children;
  wide?: boolean;
}) {
  const { m } = useSay();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const from = document.activeElement as HTMLElement | null;
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector("h2")?.focus();
    return () => {
      const now = document.activeElement as HTMLElement | null;
      shown?.close();
      // Whoever has been led on meanwhile stays there. Where the button is gone, the page's heading is the place to go on from.
      const led = now !== document.body && !shown?.contains(now) ? now : undefined;
      const back = from?.isConnected && from !== document.body ? from : document.querySelector("h1");
      (led ?? back)?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? "wide" : ""}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
    >
      <div class="head">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {close && (
          <button type="button" class="bare" aria-label={m.common.close} onClick={close}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {children}
      {acts && <div class="acts end">{acts}</div>}
    </dialog>
  );
}
