/**
 * JSX for our views: checked by `tsc`, drawn by draw.ts. Text is only ever text; there is no way to give it HTML.
 */
import type { VNode } from "./draw";

export type { VNode };
export type Child = VNode | string | number | boolean | null | undefined | Child[];

export interface Attributes {
  key?: string;
  class?: string;
  style?: string;
  [name: `aria-${string}` | `data-${string}`]: string | undefined;
  id?: string;
  for?: string;
  name?: string;
  lang?: string | undefined;
  role?: string;
  href?: string;
  download?: string;
  rel?: string;
  type?: string;
  value?: string;
  placeholder?: string;
  dateTime?: string;
  tabIndex?: number;
  disabled?: boolean;
  selected?: boolean;
  checked?: boolean;
  open?: boolean;
  readOnly?: boolean;
  noValidate?: boolean;
  rows?: number;
  autocomplete?: string;
  onclick?: (event: Event) => void;
  oninput?: (event: Event) => void;
  onchange?: (event: Event) => void;
  onkeydown?: (event: KeyboardEvent) => void;
  ontoggle?: (event: Event) => void;
  onsubmit?: (event: Event) => void;
  children?: Child;
}

/** Makes a node; children that say nothing are left out. */
export const h = (
  tag: string,
  props: { [K in keyof Attributes]: Attributes[K] | undefined } | null,
  ...children: Child[]
): VNode => {
  const { key, ...rest } = props ?? {};
  return {
    tag,
    key,
    props: rest,
    children: children
      .flat(9 as 1)
      .filter((child) => child || child === 0)
      .map((child) => (typeof child === "object" ? (child as VNode) : { tag: `${child}`, children: [] })),
  };
};

export { draw } from "./draw";

export declare namespace h {
  namespace JSX {
    type Element = VNode;
    type IntrinsicElements = Record<string, Attributes>;
  }
}
