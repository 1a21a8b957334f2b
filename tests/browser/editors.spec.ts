/** What the editors of municipal sites keep of what is pasted into them, with their own defaults. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Page } from "@playwright/test";
import { expect, JAVNO, LINK, SCRIPT, shown, test } from "./host";

const ELEMENT = `<javno-open-calls municipality="trebinje">${LINK}</javno-open-calls>`;
/** With its place, as the studio gives it. */
const BOX = `<div data-javno="open-calls" data-municipality="trebinje" style="min-height: 760px">${LINK}</div>`;
const BARE = `<p><a href="${JAVNO}/trebinje/pozivi?embed=open-calls">Javni pozivi</a></p>`;

/** An editor's files come from its package, as from a site's own server. */
const FILES = "http://localhost:9/";
const TYPES: Record<string, string> = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };

interface Editor {
  files: string[];
  /** Whether it keeps a box with attributes of ours. An element of ours and a script it never keeps. */
  box: boolean;
  /** Run in the page: gives what the editor makes of a text that was put into its source. */
  edit: (html: string) => Promise<string>;
}

// As much of the editors as is used here; they put themselves into the page.
interface Tiny {
  on(event: "init", then: () => void): void;
  setContent(html: string): void;
  getContent(): string;
}
interface Four {
  setData(html: string, then: { callback: () => void }): void;
  getData(): string;
}
interface Five {
  setData(html: string): void;
  getData(): string;
}
declare const tinymce: { init(settings: { setup: (editor: Tiny) => void } & Record<string, unknown>): void };
declare const CKEDITOR: {
  replace(id: string, settings: object): { on(event: string, then: (ready: { editor: Four }) => void): void };
  ClassicEditor: { create(place: Element | null, settings: object): Promise<Five> };
  Essentials: unknown;
  Paragraph: unknown;
  Link: unknown;
  GeneralHtmlSupport: unknown;
};

const tiny = (version: number): Editor => ({
  files: [`tinymce${version}/tinymce.min.js`],
  box: true,
  edit: (html) =>
    new Promise((made) => {
      tinymce.init({
        selector: "#text",
        license_key: "gpl",
        setup: (editor) =>
          editor.on("init", () => {
            editor.setContent(html);
            made(editor.getContent());
          }),
      });
    }),
});

const EDITORS: Record<string, Editor> = {
  "TinyMCE 4": tiny(4),
  "TinyMCE 5": tiny(5),
  "TinyMCE 6": tiny(6),
  "TinyMCE 8": tiny(8),
  "CKEditor 4": {
    files: ["ckeditor4/ckeditor.js"],
    box: false,
    edit: (html) =>
      new Promise((made) => {
        CKEDITOR.replace("text", { versionCheck: false }).on("instanceReady", ({ editor }) =>
          editor.setData(html, { callback: () => made(editor.getData()) }),
        );
      }),
  },
  "CKEditor 5": {
    files: ["ckeditor5/dist/browser/ckeditor5.umd.js"],
    box: false,
    edit: async (html) => {
      const { ClassicEditor, Essentials, Paragraph, Link } = CKEDITOR;
      const plugins = [Essentials, Paragraph, Link];
      const place = document.querySelector("#text");
      const editor = await ClassicEditor.create(place, { licenseKey: "GPL", plugins });
      editor.setData(html);
      return editor.getData();
    },
  },
};

/** A page with the editor, as in a site's administration. */
async function editing(page: Page, address: string, { files }: Editor) {
  await page.route(`${FILES}**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = await readFile(`node_modules${path}`).catch(() => undefined);
    await route.fulfill(
      body ? { body, contentType: TYPES[extname(path)] ?? "application/octet-stream" } : { status: 404 },
    );
  });
  await page.goto(address);
  for (const file of files) await page.addScriptTag({ url: FILES + file });
}

for (const [name, editor] of Object.entries(EDITORS)) {
  test(`${name} keeps the link, which becomes the widget`, async ({ page, host }) => {
    await editing(page, await host(`<textarea id="text"></textarea>`), editor);
    const pasted = `<p>Prije.</p>${SCRIPT}${ELEMENT}${BOX}${BARE}<p>Poslije.</p>`;
    const kept = await page.evaluate(editor.edit, pasted);
    expect(kept).not.toContain("<script");
    expect(kept).not.toContain("<javno-open-calls");
    expect(kept.includes("data-javno")).toBe(editor.box);
    expect(kept).toContain("?embed=open-calls");

    // The box, where it is kept, with the place that it takes.
    if (editor.box) {
      const [box = ""] = /<div [^>]*data-javno.*?<\/div>/s.exec(kept) ?? [];
      expect(box).toContain("min-height: 760px");
      await shown(page, await host(SCRIPT + box));
      await expect(page.locator("[data-javno] > javno-open-calls")).toHaveCount(1);
    }

    // The bare link, with what follows it.
    await shown(page, await host(SCRIPT + kept.slice(kept.lastIndexOf("<p><a"))));
    await expect(page.locator("javno-open-calls")).toHaveCount(1);
    await expect(page.getByText("Poslije.")).toBeVisible();
  });
}

test("CKEditor 5 deletes an element of ours even where it is allowed by name, and keeps the link", async ({ page, host }) => {
  const editor = EDITORS["CKEditor 5"] as Editor;
  await editing(page, await host(`<textarea id="text"></textarea>`), editor);
  const kept = await page.evaluate(
    async (html) => {
      const { ClassicEditor, Essentials, Paragraph, Link, GeneralHtmlSupport } = CKEDITOR;
      const plugins = [Essentials, Paragraph, Link, GeneralHtmlSupport];
      const allow = [{ name: "javno-open-calls", attributes: true, classes: true, styles: true }];
      const place = document.querySelector("#text");
      const editor = await ClassicEditor.create(place, { licenseKey: "GPL", plugins, htmlSupport: { allow } });
      editor.setData(html);
      return editor.getData();
    },
    `<p>Prije.</p>${ELEMENT}${BARE}`,
  );
  expect(kept).toContain("Prije.");
  expect(kept).not.toContain("<javno-open-calls");
  expect(kept).toContain("?embed=open-calls");
  await shown(page, await host(SCRIPT + kept.slice(kept.lastIndexOf("<p><a"))));
});
