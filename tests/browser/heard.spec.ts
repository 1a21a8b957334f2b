/**
 * What a screen reader is told, from Chromium's own accessibility tree: that is what the system's interfaces are given. Names,
 * roles and states are kept here word for word; days, sums and counts change with the day and stand as `#`.
 */
import type { Locator, Page } from "@playwright/test";
import { consultation, expect, RICH, shown, test } from "./host";
import { SITE } from "./playwright.config";

interface Value {
  value?: unknown;
}
interface Node {
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

/** One line for each node that is spoken of, beneath the first with this role and name. */
async function heard(page: Page, role: string, name: RegExp): Promise<string[]> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Accessibility.enable");
  const nodes: Node[] = (await browser.send("Accessibility.getFullAXTree")).nodes;
  await browser.detach();
  const all = new Map(nodes.map((node) => [node.nodeId, node]));
  const plain = (text?: Value) => String(text?.value ?? "").replace(/\s+/g, " ").trim();
  const called = (node: Node) => plain(node.name);
  const even = (text: string) => text.replace(/\d+/g, "#").replace(/\bjoš # dana?\b/, "još # dana");
  const lines: string[] = [];
  const tell = (node: Node, depth: number, above: string) => {
    const what = String(node.role?.value ?? "none");
    const said = called(node);
    const text = what === "StaticText" && !above.includes(said);
    let [inner, over] = [depth, above];
    if (!node.ignored && (text || !SILENT.includes(what))) {
      const states = (node.properties ?? [])
        .filter(({ name, value }) => SAID.includes(name) && (value.value !== false && value.value !== "false" || name === "pressed" || name === "expanded"))
        .map(({ name, value }) => ` [${name}${value.value === true || value.value === "true" ? "" : `=${value.value}`}]`);
      const name = said && ` "${even(said)}"`;
      const more = plain(node.description) && `: ${even(plain(node.description))}`;
      lines.push(`${"  ".repeat(depth)}${text ? "text" : what}${name}${states.sort().join("")}${more}`);
      [inner, over] = [depth + 1, said || above];
    }
    for (const id of node.childIds ?? []) {
      const child = all.get(id);
      if (child) tell(child, inner, over);
    }
  };
  const root = nodes.find((node) => !node.ignored && node.role?.value === role && name.test(called(node)));
  if (root) tell(root, 0, "");
  return lines;
}

const told = async (page: Page, role: string, name: RegExp) => `${(await heard(page, role, name)).join("\n")}\n`;

test("the list of calls", async ({ page }) => {
  await shown(page, `${SITE}/trebinje?pismo=lat`);
  expect(await told(page, "region", /^Javni pozivi$/)).toMatchSnapshot("calls.txt");
});

test("a call that is opened from it", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  await widget.getByRole("link", { name: RICH }).click();
  await expect(widget.locator(".title")).toBeFocused();
  expect(await told(page, "region", /^Javni pozivi$/)).toMatchSnapshot("call.txt");
});

/** A consultation that is shown, in the municipality's own site. */
async function debate(page: Page, municipality: string, status: string): Promise<Locator> {
  await page.goto(`${SITE}/${municipality}/rasprave?pismo=lat&rasprava=${await consultation(municipality, status)}`);
  const widget = page.locator("javno-consultation");
  await expect(widget.locator(".article").first()).toBeVisible();
  return widget;
}

test("a consultation that is over, with what was said and answered", async ({ page }) => {
  const widget = await debate(page, "bijeljina", "REPORT");
  await widget.locator(".talk > button").first().click();
  await expect(widget.locator(".thread li").first()).toBeVisible();
  expect(await told(page, "region", /^Javne rasprave$/)).toMatchSnapshot("consultation.txt");
});

test("the form of a consultation, and what is wrong in it", async ({ page }) => {
  const widget = await debate(page, "trebinje", "OPEN");
  await widget.getByRole("button", { name: /Član 12/ }).click();
  const form = widget.locator("form.form");
  await form.locator("button.main").click();
  await expect(form.locator("[aria-invalid=true]").first()).toBeFocused({ timeout: 30_000 });
  await form.evaluate((form) => form.setAttribute("aria-label", "the form"));
  expect(await told(page, "form", /^the form$/)).toMatchSnapshot("form.txt");
});

test("the directory, and an organisation that is opened from it", async ({ page }) => {
  await page.goto(`${SITE}/trebinje/organizacije?pismo=lat`);
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry").first()).toBeVisible();
  expect(await told(page, "region", /^Organizacije$/)).toMatchSnapshot("directory.txt");
  await widget.locator(".entry a").first().click();
  await expect(widget.locator(".title")).toBeFocused();
  expect(await told(page, "region", /^Organizacije$/)).toMatchSnapshot("organisation.txt");
});

test("a name and a state that are lost are missed", async ({ page }) => {
  const widget = await shown(page, `${SITE}/trebinje?pismo=lat`);
  const before = await heard(page, "region", /^Javni pozivi$/);
  const lost = async (without: (root: ShadowRoot) => void) => {
    await widget.evaluate((one, without) => new Function("root", `(${without})(root)`)(one.shadowRoot), without.toString());
    const now = await heard(page, "region", /^Javni pozivi$/);
    return before.filter((line) => !now.includes(line)).map((line) => line.trim());
  };
  const search = await lost((root) => {
    for (const name of ["aria-label", "placeholder"]) root.querySelector("input[type=search]")?.removeAttribute(name);
  });
  expect(search).toEqual(['searchbox "Pretraži pozive"']);
  const tab = await lost((root) => root.querySelector("[role=tab][aria-selected=true]")?.removeAttribute("aria-selected"));
  expect(tab).toEqual(['tab "Otvoreni #" [selected]', ...search]);
  expect(await lost((root) => root.querySelector("section")?.removeAttribute("aria-label"))).toHaveLength(before.length);
});
