import assert from "node:assert/strict";
import { test } from "node:test";
import { holding } from "./focus";

/** As much of a widget as can have the focus: what stands in it, in order. */
class Root {
  activeElement: Place | null = null;
  all: Place[] = [];
  querySelectorAll() {
    return this.all.filter(({ kind }) => kind !== "text");
  }
}
class Place {
  tabIndex = 0;
  constructor(
    readonly root: Root,
    readonly name: string,
    readonly kind: "button" | "alert" | "text" | "hidden" = "button",
  ) {}
  focus(how?: FocusOptions) {
    assert.deepEqual(how, { preventScroll: true }, "the page is not scrolled for it");
    const shown = this.name === "section" || this.root.all.includes(this);
    if (shown && this.kind !== "hidden") this.root.activeElement = this;
  }
  closest(what: string) {
    assert.equal(what, "[role=alert]");
    return this.kind === "alert" ? this : null;
  }
}

/** A widget; `show` draws other places in it, and says what has the focus then. What is moved or gone loses it. */
function widget() {
  const root = new Root();
  const section = new Place(root, "section");
  const known = new Map<string, Place>();
  const place = (name: string) => {
    const kinds = { "!": "alert", "=": "text", "-": "hidden" } as const;
    const one = known.get(name) ?? new Place(root, name, kinds[name[0] as "!"] ?? "button");
    known.set(name, one);
    return one;
  };
  const show = (names: string, moved = "") => {
    holding(root as unknown as ShadowRoot, () => {
      root.all = names.split(" ").filter(Boolean).map(place);
      const had = root.activeElement;
      if (had && had !== section && (!root.all.includes(had) || had.name === moved))
        root.activeElement = null;
      return section as unknown as Node;
    });
    return root.activeElement?.name;
  };
  return { show, has: (name: string) => Object.assign(root, { activeElement: place(name) }), section };
}

test("the focus of what goes is where it can be tried again, or just before, or on all of it", () => {
  for (const [before, had, after, expected] of [
    // What stays has it.
    ["a b c", "b", "b", "b"],
    ["a b", "b", "a b !retry", "b"],
    // The button for more becomes one to try it again.
    ["a b more c", "more", "a b !retry c", "!retry"],
    // What failed before has nothing to do with it.
    ["!old a b c", "c", "!old a b", "b"],
    ["a b !old", "b", "a !old", "a"],
    // What stands just before: the next step leads to what stands in the place.
    ["a b c d", "c", "a b d", "b"],
    ["a b c d", "c", "a d", "a"],
    // Not into a field, and to nothing that is folded.
    ["a =field -folded c", "c", "a =field -folded", "a"],
    ["a b c", "a", "b c", "section"],
    ["a b", "b", "", "section"],
  ] as const) {
    const { show, has, section } = widget();
    show(before);
    has(had);
    assert.equal(show(after), expected, `${before} → ${after}`);
    assert.equal(section.tabIndex, expected === had ? 0 : -1, `${before} → ${after}`);
  }
});

test("what is only moved has it again, also a field", () => {
  const { show, has } = widget();
  show("a =field b");
  has("=field");
  assert.equal(show("b a =field", "=field"), "=field");
});

test("whoever types in what was moved goes on typing there, whatever fails", () => {
  const { show, has } = widget();
  show("a =field b");
  has("=field");
  assert.equal(show("b a =field", "=field"), "=field");
  assert.equal(show("b a =field !retry"), "=field", "afterwards");
  assert.equal(show("=field b a !retry !again", "=field"), "=field", "and with it");
  // A button that was pressed, too: nobody was put there.
  has("b");
  assert.equal(show("=field a b !again", "b"), "b");
  assert.equal(show("=field a b !third"), "b");
});

test("where it was put is still known when that was moved meanwhile", () => {
  const { show, has } = widget();
  show("a more");
  has("more");
  assert.equal(show("a"), "a");
  has("a");
  assert.equal(show("b a", "a"), "a", "moved");
  assert.equal(show("b a !retry"), "!retry");
});

test("nothing is given to whoever had nothing", () => {
  const { show } = widget();
  show("a b");
  assert.equal(show("a !retry"), undefined);
});

test("what is tried again and fails again can be tried again, as long as nobody has gone on", () => {
  const { show, has } = widget();
  show("a !retry");
  has("!retry");
  assert.equal(show("a"), "a", "while it is fetched");
  assert.equal(show("a"), "a", "and drawn once more");
  assert.equal(show("a !again"), "!again");
  // Whoever has moved on stays where he is.
  assert.equal(show("a b"), "a");
  has("b");
  assert.equal(show("a b !third"), "b");
});
