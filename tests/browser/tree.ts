/**
 * Chromium's own accessibility tree: that is what the system's interfaces are given, and through them a screen reader. Names,
 * roles and states are kept in `heard/` word for word; days, sums and counts change with the day and stand as `#`.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./host";

interface Value {
  value?: unknown;
}
export interface Node {
  nodeId: string;
  ignored: boolean;
  role?: Value;
  name?: Value;
  description?: Value;
  properties?: { name: string; value: Value }[];
  childIds?: string[];
}

/** States that a reader hears where they are so; what can be pressed says also that it is not. */
const SAID = ["checked", "pressed", "selected", "expanded", "invalid", "required", "disabled", "level"];
/** What only holds others, or repeats what its parent is called. */
const SILENT = ["none", "generic", "InlineTextBox", "StaticText", "ListMarker", "LineBreak", "RootWebArea"];
/** What the whole page is. */
export const PAGE = "RootWebArea";

const plain = (text?: Value) => String(text?.value ?? "").replace(/\s+/g, " ").trim();
const roleOf = (node: Node) => String(node.role?.value ?? "none");

/** All of it, as it is now. */
export async function tree(page: Page): Promise<Node[]> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Accessibility.enable");
  const nodes: Node[] = (await browser.send("Accessibility.getFullAXTree")).nodes;
  await browser.detach();
  return nodes;
}

const DAYS = "ponedjeljak|ponedeljak|utorak|srijeda|sreda|četvrtak|petak|subota|nedjelja|nedelja";
const MONTHS = "(?:januar|februar|mart|april|maj|jun|jul|avgust|septemb|oktob|novemb|decemb)(?:ar|r?a)?";
const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "giu");

/** Without what is another on another day, or wherever it runs. */
const even = (text: string) =>
  text
    // What things are known by, and the code of a receipt.
    .replace(/\b([a-z]{2,6})_[0-9a-z]{26}\b/g, "$1_#")
    .replace(/\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b/g, "#")
    .replace(word(DAYS), "(dan)")
    .replace(word(MONTHS), "(mjesec)")
    .replace(/\d+/g, "#")
    .replace(/\bjoš # dana?\b/, "još # dana");

/** One line for each node that is spoken of, beneath the first with this role and name. */
export function heard(nodes: Node[], role: string, name: RegExp): string[] {
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const tell = (node: Node, depth: number, above: string) => {
    const what = roleOf(node);
    const said = plain(node.name);
    const text = what === "StaticText" && !above.includes(said);
    let [inner, over] = [depth, above];
    if (!node.ignored && (text || what === PAGE || !SILENT.includes(what))) {
      const states = (node.properties ?? [])
        .filter(({ name, value }) => SAID.includes(name) && (value.value !== false && value.value !== "false" || name === "pressed" || name === "expanded"))
        .map(({ name, value }) => ` [${name}${value.value === true || value.value === "true" ? "" : `=${value.value}`}]`);
      const name = said && ` "${even(said)}"`;
      const more = plain(node.description) && `: ${even(plain(node.description))}`;
      lines.push(`${"  ".repeat(depth)}${text ? "text" : what}${name}${states.sort().join("")}${more}`);
      // Nothing in a page is said by its title.
      [inner, over] = [depth + 1, what === PAGE ? "" : said || above];
    }
    for (const id of node.childIds ?? []) {
      const child = all.get(id);
      if (child) tell(child, inner, over);
    }
  };
  const root = nodes.find((node) => !node.ignored && roleOf(node) === role && name.test(plain(node.name)));
  if (root) tell(root, 0, "");
  return lines;
}

/** The tree of a page, once it changes no more. */
export async function settled(page: Page): Promise<Node[]> {
  for (let before = ""; ; await page.waitForTimeout(100)) {
    const nodes = await tree(page);
    const now = heard(nodes, PAGE, /./).join("\n");
    if (now === before) return nodes;
    before = now;
  }
}

/** What is heard must be what is kept under this name. */
export function kept(lines: string[], name: string) {
  const again = `npx playwright test ${basename(test.info().file, ".spec.ts")} --update-snapshots`;
  const message = `a screen reader is told something else than heard/${name} has; if that is meant: ${again}`;
  expect.soft(`${lines.join("\n")}\n`, message).toMatchSnapshot(name);
}

/** What is pressed, chosen or filled in. */
const ACTS = /^(button|link|textbox|searchbox|combobox|listbox|checkbox|radio|switch|slider|spinbutton|tab|menuitem|Date|DateTime|InputTime|ColorWell|PopUpButton|DisclosureTriangle\w*)$/;
/** The parts of a page to which one can jump. */
const LANDMARKS = /^(banner|main|contentinfo|navigation|search|complementary|region)$/;

/** The keys of all sentences: those that no language has as a word. */
const KEYS = new Set<string>();
const collect = (said: unknown, path: string[]) => {
  if (typeof said === "object") for (const [key, one] of Object.entries(said ?? {})) collect(one, [...path, key]);
  else KEYS.add(path.join("."));
  const last = path.at(-1) ?? "";
  if (/[a-z][A-Z]/.test(last)) KEYS.add(last);
};
for (const folder of ["messages", "desk/messages"])
  collect(JSON.parse(readFileSync(`../../widgets/src/${folder}/sr-Latn.json`, "utf8")), []);

/** What stands there instead of a sentence, if there is anything. */
export const raw = (text: string) =>
  /\bundefined\b|\bnull\b|\bNaN\b|\[object\b|\{[a-z]\w*\}/.exec(text)?.[0] ??
  text.match(/[A-Za-z]\w*(?:\.[A-Za-z]\w*)*/g)?.find((one) => KEYS.has(one) && /[a-z]\.?[A-Z]|\./.test(one));

/** What is wrong with what a page says, by rules that hold for every page. A page over which a window stands has no parts. */
export function wrong(nodes: Node[], window = false): string[] {
  const found: string[] = [];
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  const levels: number[] = [];
  const parts: string[] = [];
  const look = (node: Node) => {
    const [role, name] = [roleOf(node), plain(node.name)];
    if (!node.ignored) {
      if (ACTS.test(role) && !name) found.push(`a ${role} has no name`);
      for (const said of [name, plain(node.description)]) {
        const strange = role !== "InlineTextBox" && raw(said);
        if (strange) found.push(`${role} says ${strange}: ${said.slice(0, 80)}`);
      }
      if (role === "heading") levels.push(Number(node.properties?.find(({ name }) => name === "level")?.value.value));
      if (LANDMARKS.test(role)) parts.push(`${role} ${name}`.trim());
    }
    for (const id of node.childIds ?? []) {
      const child = all.get(id);
      if (child) look(child);
    }
  };
  const root = nodes.find((node) => roleOf(node) === PAGE);
  if (!root) return ["nothing is there"];
  look(root);
  if (window) return found;
  if (levels.filter((level) => level === 1).length !== 1) found.push(`not one heading of the page: ${levels.join(" ")}`);
  if (levels.some((level, i) => level > (levels[i - 1] ?? 0) + 1)) found.push(`a level is left out: ${levels.join(" ")}`);
  for (const part of ["main", "banner"])
    if (parts.filter((one) => one.split(" ")[0] === part).length !== 1) found.push(`not one ${part}`);
  if (parts.filter((one) => one.startsWith("contentinfo")).length > 1) found.push("more than one contentinfo");
  for (const [i, part] of parts.entries()) if (parts.indexOf(part) < i) found.push(`two parts are called ${part}`);
  return found;
}
