/**
 * Draws a view in the page: what stands there already is patched in place, so that focus and half-typed text stay.
 *
 * After superfine 8.2, Copyright © Jorge Bucaran <https://jorgebucaran.com>, without what no view of ours has: SVG, custom
 * built-in elements, and what a server has drawn. What is handled (`onclick`) is a property like any other.
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
 * files (the 'Software'), to deal in the Software without restriction, including without limitation the rights to use, copy,
 * modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
 * is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be
 * included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED 'AS IS', WITHOUT WARRANTY OF ANY KIND,
 * EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
 * NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
 * IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
 * IN THE SOFTWARE.
 */

/** An element, or a text. */
export interface VNode {
  /** The element's name, or the text. */
  tag: string;
  /** None of a text. */
  props?: Record<string, unknown> | undefined;
  children: VNode[];
  /** By this it is found again where it stands elsewhere among its siblings. */
  key?: unknown;
  /** What stands for it in the page. */
  node?: Node;
}

/** What stands in the page, with the view that it was drawn of. */
type Place = Node & { view?: VNode };
/** It by names: which it has is asked first. */
type Named = Element & Record<string, unknown>;

function make(view: VNode): Node {
  const { tag, props, children } = view;
  const node = props ? document.createElement(tag) : document.createTextNode(tag);
  for (const name in props) set(node as unknown as Named, name, props[name]);
  for (const child of children) node.appendChild(make(child));
  view.node = node;
  return node;
}

/**
 * What has a property of this name takes it so; else it is an attribute. One that goes is taken away: an empty one would
 * say something too, `lang=""` that nobody knows the language.
 */
function set(node: Named, name: string, value: unknown) {
  const now = value ?? "";
  if (name in node) node[name as "title"] = now as string;
  else node.setAttribute(name, now as string);
  if (value == null) node.removeAttribute(name);
}

/** Makes of what stands for one view what stands for another; before `place`, where nothing stands for it yet. */
function patch(parent: Node, place: Node | undefined, old: VNode | undefined, view: VNode): Node {
  let node = place as Node;
  if (old !== view) {
    const { props } = view;
    if (old?.tag === view.tag && old.props && props) {
      const { props: was } = old;
      for (const name in { ...was, ...props }) {
        // What somebody types or chooses is nowhere but in the page.
        const shown = /^(value|selected|checked)$/.test(name) ? (node as Named)[name] : was[name];
        if (shown !== props[name]) set(node as Named, name, props[name]);
      }
      patchAll(node, old.children, view.children);
    } else if (old && !old.props && !props) {
      // Writing the same would take away what somebody has marked.
      if (old.tag !== view.tag) node.nodeValue = view.tag;
    } else {
      node = parent.insertBefore(make(view), node ?? null);
      if (old) parent.removeChild(old.node as Node);
    }
    view.node = node;
  }
  return node;
}

/** The same of all that stands in a node. What has a key moves with it, and only where it must: what is moved loses the focus. */
function patchAll(node: Node, olds: VNode[], views: VNode[]) {
  const keyed = new Map<unknown, VNode>(olds.map((old) => [old.key ?? old, old]));
  const coming = new Set(views.map(({ key }) => key));
  let from = 0;
  // What was moved from here already, goes, or stands before what comes next: what has no key is never waited for.
  const passed = ({ key }: VNode, old = olds[from]) =>
    old &&
    (!keyed.has(old.key ?? old) ||
      !coming.has(old.key) ||
      (keyed.has(key) && (old.key == null || olds[from + 1]?.key === key)));
  for (const view of views) {
    while (passed(view)) from++;
    const old = olds[from];
    // What has no key takes the place of what has none, and comes before what has one and stays.
    const found = (view.key ?? old?.key) == null ? old : keyed.get(view.key);
    let place = old?.node;
    if (found) {
      keyed.delete(found.key ?? found);
      if (found === old) from++;
      else place = node.insertBefore(found.node as Node, place ?? null);
    }
    patch(node, place, found, view);
  }
  for (const { node: gone } of keyed.values()) node.removeChild(gone as Node);
}

/** Draws a view in the place of what stands there; what stands there then. */
export function draw(place: Node, view: VNode): Node {
  const { view: old = { tag: "", children: [], node: place } }: Place = place;
  const drawn = patch(place.parentNode as Node, place, old, view);
  return Object.assign(drawn, { view });
}
