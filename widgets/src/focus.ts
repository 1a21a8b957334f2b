/** The focus, where what has it goes out of the page or is moved in it: a browser lets it fall then. The desk's is `desk/focus.ts`. */

/** Where it may go. Not where one types: that would open a keyboard that nobody asked for. */
const PLACES = "a,button,select,summary,[type=checkbox]";

/** Where it was put last, for want of what had it. */
let parked: Element | undefined;

/**
 * Draws, and returns what stands there then. What was only moved has the focus again. Where what had it is gone, it goes to
 * where one can try again what has just failed; else to the nearest before, from where the next step leads to what stands
 * in the place; else to all of it. Whoever moves it on purpose does so after that.
 */
export function holding(root: ShadowRoot, draw: () => Node): Node {
  const had = root.activeElement as HTMLElement;
  const places = () => [...root.querySelectorAll<HTMLElement>(PLACES)];
  const before = places();
  const drawn = draw() as HTMLElement;
  // Whoever went there by himself stays, a field that is typed in too, whatever fails now or later.
  if (had !== parked) had?.focus({ preventScroll: true });
  if (had && (had === parked || had !== root.activeElement)) {
    drawn.tabIndex = -1;
    parked = [
      places().find((one) => one.closest("[role=alert]") && !before.includes(one)),
      ...before.slice(0, before.indexOf(had) + 1).reverse(),
      drawn,
    ].find((one) => {
      // What is gone or hidden does not take it.
      one?.focus({ preventScroll: true });
      return one && root.activeElement;
    });
  }
  return drawn;
}
