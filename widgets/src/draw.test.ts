import assert from "node:assert/strict";
import { test } from "node:test";
import { draw } from "./draw";
import { h, type VNode } from "./jsx";

/** As much of a page as is drawn in, and what is put into it that was there already. */
let moved: Made[] = [];

class Made {
  parentNode: Made | null = null;
  childNodes: Made[] = [];
  attributes: Record<string, string> = {};
  /** How often the text was written. */
  written = 0;
  #text = "";
  constructor(readonly name: string) {}
  get nodeValue() {
    return this.#text;
  }
  set nodeValue(text: string) {
    this.#text = text;
    this.written++;
  }
  remove() {
    const all = this.parentNode?.childNodes;
    all?.splice(all.indexOf(this), 1);
    this.parentNode = null;
  }
  insertBefore(node: Made, place: Made | null) {
    if (node.parentNode) moved.push(node);
    node.remove();
    assert.ok(!place || place.parentNode === this, "it is put before what is not there");
    this.childNodes.splice(place ? this.childNodes.indexOf(place) : this.childNodes.length, 0, node);
    node.parentNode = this;
    return node;
  }
  appendChild(node: Made) {
    return this.insertBefore(node, null);
  }
  removeChild(node: Made) {
    assert.equal(node.parentNode, this, "it is taken from where it is not");
    node.remove();
    return node;
  }
  setAttribute(name: string, value: string) {
    this.attributes[name] = `${value}`;
  }
  removeAttribute(name: string) {
    delete this.attributes[name];
  }
  hasAttribute(name: string) {
    return name in this.attributes;
  }
  /** What is written into the property becomes the attribute, as a browser has it. */
  get lang() {
    return this.attributes.lang ?? "";
  }
  set lang(tag: string) {
    this.attributes.lang = tag;
  }
}
class Input extends Made {
  value = "";
  onclick: unknown = null;
}
Object.assign(globalThis, {
  document: {
    createElement: (name: string) => (name === "input" ? new Input(name) : new Made(name)),
    createTextNode: (text: string) => Object.assign(new Made("#text"), { nodeValue: text, written: 0 }),
  },
});

/** What stands there, as text. */
const html = (node: Made): string =>
  node.name === "#text"
    ? node.nodeValue
    : `<${node.name}${Object.entries(node.attributes).map(([name, value]) => ` ${name}=${value}`)}>${node.childNodes.map(html).join("")}</>`;

/** A place in which views are drawn, one after the other. */
function page() {
  const root = new Made("root");
  let place = root.appendChild(new Made("slot"));
  return (view: VNode) => {
    place = draw(place as unknown as Node, view) as unknown as Made;
    assert.deepEqual(root.childNodes, [place], "one stands in the place of the other");
    return place;
  };
}

test("attributes come, change and go; what is handled and typed are properties", () => {
  const show = page();
  const first = () => {};
  const input = show(h("input", { class: "a", value: "x", onclick: first })) as Input;
  assert.deepEqual([input.attributes, input.value, input.onclick], [{ class: "a" }, "x", first]);
  input.value = "what somebody types";
  assert.equal(show(h("input", { "aria-label": "b", value: "x" })), input, "it stays what it is");
  assert.deepEqual([input.attributes, input.value, input.onclick], [{ "aria-label": "b" }, "x", ""]);
  assert.equal(html(show(h("p", null, "a", false, 0, null, ["b", [h("b", null, "c")]]))), "<p>a0b<b>c</></>");
});

test("an attribute that goes is taken away, though a property is of its name", () => {
  const show = page();
  const said = show(h("p", { lang: "en" }));
  assert.deepEqual(said.attributes, { lang: "en" });
  show(h("p", { lang: "hr" }));
  assert.deepEqual(said.attributes, { lang: "hr" });
  // An empty one would say that the language is not known.
  show(h("p", { lang: undefined }));
  assert.deepEqual(said.attributes, {});
});

test("a text is written where it is another, so that what is marked in it stays marked", () => {
  const show = page();
  const text = show(h("p", null, "same", h("b", null), "one")).childNodes;
  show(h("p", null, "same", h("b", null), "other"));
  assert.deepEqual(
    text.map(({ nodeValue, written }) => [nodeValue, written]),
    [
      ["same", 0],
      ["", 0],
      ["other", 1],
    ],
  );
});

const list = (...keys: (string | undefined)[]) =>
  h(
    "ul",
    null,
    keys.map((key, i) => h("li", key ? { key } : null, key ?? `${i}`)),
  );

test("what comes and goes beside it moves nothing that has the focus", () => {
  for (const [before, after] of [
    ["bc", "abc"],
    ["abc", "bc"],
    ["abc", "ab"],
    ["ac", "abc"],
    ["abcd", "ad"],
    ["abc", "xbz"],
    ["", "ab"],
  ] as const) {
    const show = page();
    const was = new Map(show(list(...before)).childNodes.map((node) => [html(node), node]));
    moved = [];
    const now = show(list(...after)).childNodes;
    assert.equal(
      now.map(html).join(""),
      [...after].map((key) => `<li>${key}</>`).join(""),
      `${before} ${after}`,
    );
    for (const node of now)
      assert.equal(node, was.get(html(node)) ?? node, `${before} ${after}: it is another`);
    assert.deepEqual(moved, [], `${before} ${after}`);
  }
});

test("what has no key stands before what has one and follows it", () => {
  const show = page();
  const form = show(h("div", null, h("p", null, "1"), h("div", { key: "form" }))).childNodes[1];
  moved = [];
  const now = show(h("div", null, h("p", null, "1"), h("p", null, "more"), h("div", { key: "form" })));
  assert.equal(html(now), "<div><p>1</><p>more</><div></></>");
  assert.equal(now.childNodes[2], form);
  assert.deepEqual(moved, []);
  assert.equal(html(show(h("div", null, h("div", { key: "form" })))), "<div><div></></>");
});

test("what has no key comes, changes and goes before what has one, and that is not moved", () => {
  for (const [before, after] of [
    ["1ab", "12abc"],
    ["1ab", "ab"],
    ["12ab", "1ab"],
    ["a", "1a2"],
    ["1a2b3", "12a3b"],
    ["1ab", "12b"],
    ["12a3", "a3"],
    ["123ab", "1ab2"],
    // Of what is written in without a key as much is kept when what has one goes before it.
    ["ab1", "a1"],
    ["ab1", "ac1"],
  ] as const) {
    const view = (all: string) =>
      h(
        "div",
        null,
        [...all].map((one) => h("li", one > "9" ? { key: one } : null, one > "9" && one)),
      );
    const show = page();
    const was = [...show(view(before)).childNodes];
    moved = [];
    const now = show(view(after)).childNodes;
    const found = [...after].flatMap((one, i) => (before.includes(one) ? [[one, now[i], one] as const] : []));
    for (const [one, node] of found.filter(([one]) => one > "9"))
      assert.equal(node, was[before.indexOf(one)], `${before} ${after}: ${one} is another`);
    if (before.startsWith("ab1")) assert.equal(now.at(-1), was[2], `${before} ${after}: 1 is another`);
    assert.deepEqual(moved, [], `${before} ${after}`);
  }
});

test("whatever follows on whatever, what stands there is what was drawn, and what has a key stays itself", () => {
  // The same numbers each time.
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  const some = (): VNode => {
    const keys = [..."abcdef"].filter(() => random(2));
    if (random(2)) keys.sort(() => random(3) - 1);
    const children = keys.flatMap((key) => {
      const keyed = h("li", { key }, key, random(2) && h("i", null, "x"));
      const before = Array.from({ length: random(2) && random(4) }, () => random(9));
      return [...before.map((n) => h(n % 2 ? "p" : "b", null, `${n}`)), keyed];
    });
    return h("ul", null, children, random(2) && h("p", null, "last"), random(2) && "text");
  };
  const show = page();
  let kept = new Map<unknown, unknown>();
  let inOrder = 0;
  for (let times = 0; times < 3_000; times++) {
    const view = some();
    moved = [];
    const now = show(view);
    assert.equal(
      html(now),
      html(page()(JSON.parse(JSON.stringify(view, (name, value) => (name === "node" ? undefined : value))))),
    );
    const keyed = new Map(
      view.children.filter(({ key }) => key).map(({ key, node }) => [key, node as unknown]),
    );
    for (const [key, node] of keyed) assert.equal(node, kept.get(key) ?? node, `${key} is another`);
    // Where all that stay follow on each other as they did, none has to be moved, whatever stands between them.
    const stay = (all: Map<unknown, unknown>) =>
      [...all.keys()].filter((key) => kept.has(key) && keyed.has(key));
    if (`${stay(kept)}` === `${stay(keyed)}`) {
      assert.deepEqual(moved.map(html), [], `${html(now)}: something is moved`);
      if (stay(keyed)[1]) inOrder++;
    }
    kept = keyed;
  }
  assert.ok(inOrder > 500, `only ${inOrder} times two or more stayed in their order`);
});
