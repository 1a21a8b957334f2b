/** Lists that can be put in order: by buttons, by arrow keys on the handle, or by dragging. */
import { h } from "preact";
import { useRef, useState } from "preact/hooks";
import { type Children, Icon } from "../parts";
import { fill, tell, useSay } from "../say";

export function Ordered<T>({
  things,
  name,
  move,
  disabled,
  children,
}: {
  things: T[];
  name: (thing: T, place: number) => string;
  move: (from: number, to: number) => void;
  disabled: boolean;
  /** One thing, beside the buttons that move it. */
  children: (thing: T, place: number, order: Children) => Children;
}) {
  const { m } = useSay();
  const list = useRef<HTMLOListElement>(null);
  const [held, hold] = useState<number>();

  const put = (from: number, to: number, thing: T, focus: string) => {
    if (to < 0 || to >= things.length) return;
    move(from, to);
    tell(fill(m.common.moved, { name: name(thing, from), n: to + 1, total: things.length }));
    requestAnimationFrame(() => {
      const row = list.current?.children[to];
      // At an end the button that brought it there is off; the other one is next to it.
      const button =
        row?.querySelector<HTMLButtonElement>(`${focus}:not(:disabled)`) ??
        row?.querySelector<HTMLButtonElement>(".order button:not(:disabled)");
      button?.focus();
    });
  };
  /** The place that a pointer is over. */
  const over = (y: number) => {
    const rows = [...(list.current?.children ?? [])];
    const place = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
    return place < 0 ? rows.length - 1 : place;
  };

  return (
    <ol class="ordered" ref={list}>
      {things.map((thing, i) => {
        const text = name(thing, i);
        const order = !disabled && things[1] !== undefined && (
          <span class="order">
            <button
              type="button"
              class="bare handle"
              aria-label={fill(m.common.drag, { name: text })}
              onKeyDown={(event) => {
                const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                if (!step) return;
                event.preventDefault();
                put(i, i + step, thing, ".handle");
              }}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                hold(i);
              }}
              onPointerMove={(event) => {
                if (held === undefined) return;
                const to = over(event.clientY);
                if (to === held) return;
                move(held, to);
                hold(to);
              }}
              onPointerUp={() => hold(undefined)}
              onPointerCancel={() => hold(undefined)}
            >
              <Icon name="drag" />
            </button>
            <button
              type="button"
              class="bare up"
              disabled={i === 0}
              aria-label={fill(m.common.moveUp, { name: text })}
              onClick={() => put(i, i - 1, thing, ".up")}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              class="bare down"
              disabled={i === things.length - 1}
              aria-label={fill(m.common.moveDown, { name: text })}
              onClick={() => put(i, i + 1, thing, ".down")}
            >
              <Icon name="down" />
            </button>
          </span>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps its place while it is dragged, and with it the pointer
          <li key={i} class={held === i ? "held" : ""}>
            {children(thing, i, order)}
          </li>
        );
      })}
    </ol>
  );
}
