/** The focus, where what has it goes out of the page or is moved in it: a browser lets it fall then. The desk's is `desk/focus.ts`. */

/** Where it may go. Not where one types: that would open a keyboard that nobody asked for. */
const PLACES = "a,button,select,summary,[type=checkbox]";

/** Where it was put last, for want of what had it. */
let parked: Element | null;

/**
 * Draws, and returns what stands there then. What was only moved has the focus again. Where what had it is gone, it goes to
 * where one can try again what has just failed; else to the nearest before, from where the next step leads to what stands
 * in the place; else to all of it. Whoever moves it on purpose does so after that.
 */
export function holding(root: ShadowRoot, draw: () => Node): Node {
  const { activeElement } = root;
  const had = activeElement as HTMLElement;
  const places = () => [...root.querySelectorAll<HTMLElement>(PLACES)];
  const before = places();
  const drawn = draw() as HTMLElement;
  if (had && (had === parked || had !== root.activeElement)) {
    const failed = places().find((one) => one.closest("[role=alert]") && !before.includes(one));
    drawn.tabIndex = -1;
    // What is gone or hidden does not take it.
    for (const one of [failed, had, ...before.slice(0, before.indexOf(had) + 1).reverse(), drawn]) {
      one?.focus({ preventScroll: true });
      if (root.activeElement) break;
    }
    parked = root.activeElement;
  }
  return drawn;
}
