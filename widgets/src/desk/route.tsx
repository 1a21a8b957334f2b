/** Addresses of the desk: `/desk/trebinje/pozivi/call_…`. */
import { type ComponentChildren, h } from "preact";
import { hush } from "./say";
import { Store } from "./store";

/** The parts of the address after `/desk`. */
const read = () => location.pathname.split("/").slice(2).filter(Boolean).map(decodeURIComponent);
export const route = new Store(read());
/** Whether the person has gone anywhere yet; then the focus follows. */
export let moved = false;

/** Asked before the page is left: whether it may be. */
let guard: (() => Promise<boolean>) | undefined;
let here = location.href;
export function guarded(may: () => Promise<boolean>): () => void {
  guard = may;
  return () => {
    if (guard === may) guard = undefined;
  };
}

/** Asks whether the page may be left: what is typed there is saved by that, or somebody says that it may go. */
export const leaving = async () => !guard || guard();
/** The page may be left from now on, and nobody is asked again. */
export const left = () => {
  guard = undefined;
};

const path = (parts: string[]) => ["/desk", ...parts.map(encodeURIComponent)].join("/");
export const at = (...parts: string[]) => path(parts);

function arrive() {
  here = location.href;
  moved = true;
  route.set(read());
}

/** Goes to another page of the desk, or stays where something would be lost. */
export async function go(to: string, how: "push" | "replace" = "push") {
  if (!(await leaving())) return;
  left();
  // What was said of one page is no news on the next.
  hush();
  history[`${how}State`](null, "", to);
  arrive();
  scrollTo(0, 0);
}

addEventListener("popstate", async () => {
  // An address that differs in its hash alone is a place in the same page.
  if (location.href.split("#")[0] === here.split("#")[0]) return;
  if (guard) {
    const wanted = location.href;
    history.pushState(null, "", here);
    return go(wanted);
  }
  arrive();
});

/** A link within the desk. */
export function A({
  to,
  children,
  ...rest
}: {
  to: string;
  children: ComponentChildren;
  class?: string;
  "aria-current"?: "page" | undefined;
  "aria-label"?: string;
}) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
