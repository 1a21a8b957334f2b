/** Debian's real WordPress: what an administrator sets, what an author may paste, what a reader sees. */
import { readFileSync } from "node:fs";
import { mergeTests, type Page } from "@playwright/test";
import { consultation } from "./host";
import { row, test as served } from "./server";
import { expect, JAVNO, test as installed, type WordPress } from "./wordpress";

const test = mergeTests(installed, served);

// One site, in the order in which a webmaster meets it.
test.describe.configure({ mode: "serial" });
test.setTimeout(120_000);

const ADDRESS = `${JAVNO}/trebinje/pozivi`;
/** In whichever script the municipality writes. */
const CALL = /Podrška udruženjima|Подршка удружењима/;

/** The editor of a new post. */
async function write(page: Page, site: WordPress, title: string) {
  await page.goto(`${site.url}/wp-admin/post-new.php`);
  await page.getByRole("textbox", { name: "Add title" }).fill(title);
  await page.keyboard.press("Enter");
  // What is typed goes into the new paragraph, once that has the focus.
  await expect(page.locator('[data-type="core/paragraph"]').last()).toBeFocused();
}

/** Publishes what was written; gives its address. */
async function publish(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByLabel("Editor publish").getByRole("button", { name: "Publish", exact: true }).click();
  return await page.getByLabel("post address").inputValue();
}

/** A post as it is kept, whoever wrote it. */
const post = (site: WordPress, content: string, author: "admin" | "author") =>
  site.php(
    `wp_set_current_user(get_user_by('login', '${author}')->ID); kses_init();
     echo get_permalink(wp_insert_post(['post_title' => 'Vijest', 'post_status' => 'publish', 'post_content' => wp_slash(${JSON.stringify(content)})]));`,
  );

/** The list, in the language of a site that was never told another. */
async function listed(page: Page, address: string) {
  await page.goto(address);
  await expect(page.locator("javno-open-calls").getByRole("tab", { name: "Open 6" })).toBeVisible();
}

test("an administrator turns it on and is told what he mistyped", async ({ page, site }) => {
  await site.signIn(page, "admin");
  await page.goto(`${site.url}/wp-admin/plugins.php`);
  await page.getByRole("link", { name: "Activate Javno" }).click();
  await page.getByRole("row", { name: /Javno/ }).getByRole("link", { name: "Settings" }).click();
  const server = page.getByLabel("Address of the server");
  await server.fill("naš server");
  await page.getByLabel("Your municipality").fill("Grad Trebinje");
  await page.getByRole("button", { name: "Save Changes" }).click();
  await expect(page.locator("#setting-error-server")).toContainText("is no address of a server");
  await expect(page.locator("#setting-error-municipality")).toContainText("is no short name");
  await server.fill(`${JAVNO}/trebinje/`);
  await page.getByLabel("Your municipality").fill("trebinje/");
  await page.getByRole("button", { name: "Save Changes" }).click();
  await expect(server).toHaveValue(JAVNO);
  await expect(page.getByLabel("Your municipality")).toHaveValue("trebinje");
  await expect(page.locator("#setting-error-server")).toHaveCount(0);
});

test("an administrator puts in the block, and a reader has the live list", async ({
  page,
  site,
  browser,
}) => {
  await site.signIn(page, "admin");
  await write(page, site, "Javni pozivi");
  await page.keyboard.type("/javno");
  await page.getByRole("option", { name: "Javno" }).click();
  await expect(page.getByRole("link", { name: /pozivi\?embed=open-calls/ })).toBeVisible();
  const address = await publish(page);
  const reader = await browser.newPage();
  await listed(reader, address);
  await expect(reader.locator("script[src*='javno.js']")).toHaveAttribute("async", "");
  await reader.close();
  // It can be opened again as it was kept.
  await page.reload();
  await expect(page.getByRole("link", { name: /pozivi\?embed=open-calls/ })).toBeVisible();
  await expect(page.getByText("unexpected or invalid content")).toHaveCount(0);
});

test("an author who may not write HTML pastes an address, and a reader has the live list", async ({
  page,
  site,
  browser,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await site.signIn(page, "author");
  await write(page, site, "Konkursi");
  await page.evaluate((address) => navigator.clipboard.writeText(address), ADDRESS);
  await page.keyboard.press("Control+V");
  await expect(page.getByRole("document").getByText(ADDRESS)).toBeVisible();
  const address = await publish(page);
  const reader = await browser.newPage();
  await listed(reader, address);
  await reader.close();
});

test("what an author pastes as HTML is cut down to the link, which is enough", async ({ page, site }) => {
  const link = `<a href="${ADDRESS}?embed=open-calls">Javni pozivi</a>`;
  const pasted = `<script src="${JAVNO}/w/v1/javno.js"></script><javno-open-calls municipality="trebinje">${link}</javno-open-calls>`;
  const address = post(site, pasted, "author");
  await listed(page, address);
  expect(content(site, address)).toBe(link);
});

/** The content of a post as it is kept. */
const content = (site: WordPress, address: string) =>
  site.php(`echo get_post(url_to_postid('${address}'))->post_content;`);

test("a box is kept whole from an author who may not write HTML, and a reader has the live list", async ({ page, site, browser }) => {
  expect(site.php("echo json_encode(user_can(get_user_by('login', 'author'), 'unfiltered_html'));")).toBe("false");
  const box = `<div data-javno="open-calls" data-municipality="trebinje" style="min-height: 760px"><a href="${ADDRESS}">Javni pozivi</a></div>`;
  await site.signIn(page, "author");
  await write(page, site, "Pozivi u okviru");
  await page.keyboard.type("/html");
  await page.getByRole("option", { name: "Custom HTML" }).click();
  // What is no box of ours is not let through beside it.
  await page.getByRole("document", { name: /Custom HTML/ }).getByRole("textbox").fill(`${box}<script>alert(1)</script>`);
  const address = await publish(page);
  expect(content(site, address)).toContain(box);
  expect(content(site, address)).not.toContain("<script");
  const reader = await browser.newPage();
  await listed(reader, address);
  await expect(reader.locator("[data-javno] > javno-open-calls")).toHaveAttribute("municipality", "trebinje");
  expect((await reader.locator("[data-javno]").boundingBox())?.height).toBeGreaterThanOrEqual(760);
  await reader.close();
});

test("a box of every widget goes through what WordPress keeps from an author, with every attribute", async ({ page, site }) => {
  const debate = await consultation("trebinje", "OPEN");
  for (const [widget, word, more, there] of [
    ["open-calls", "pozivi", 'data-area="sport" data-heading-level="3" data-lang="sr-Cyrl"', "h3"],
    ["consultation", `rasprava/${debate}`, `data-consultation="${debate}"`, ".article"],
    ["directory", "organizacije", 'data-lang="en"', ".entry"],
  ] as const) {
    const box = `<div data-javno="${widget}" data-municipality="trebinje" ${more}><a href="${JAVNO}/trebinje/${word}">Opština</a></div>`;
    const address = post(site, box, "author");
    expect(content(site, address)).toBe(box);
    await page.goto(address);
    await expect(page.locator(`[data-javno] > javno-${widget}`).locator(there).first()).toBeVisible();
  }
});

for (const [what, shortcode] of Object.entries({
  "a list": "[javno]",
  "a list of another municipality": `[javno widget="open-calls" municipality="bijeljina"]`,
  "the directory": `[javno widget="directory" lang="sr-Cyrl"]`,
  "public debates": `[javno widget="consultation" text="Javne rasprave"]`,
})) {
  test(`a shortcode shows ${what}`, async ({ page, site }) => {
    await page.goto(post(site, shortcode, "author"));
    const [, widget = "open-calls"] = /widget="([a-z-]+)"/.exec(shortcode) ?? [];
    await expect(page.locator(`javno-${widget}`).locator("section").first()).toBeVisible();
    const [, municipality = "trebinje"] = /municipality="([a-z]+)"/.exec(shortcode) ?? [];
    await expect(page.locator(`javno-${widget}`)).toHaveAttribute("municipality", municipality);
  });
}

test("whoever can mend it is told what is wrong, a reader sees the words alone", async ({ page, site }) => {
  const address = post(
    site,
    `[javno widget="kalendar" text="Pozivi"] [javno id="con_123"] [javno municipality="<b>"]`,
    "author",
  );
  await page.goto(address);
  await expect(page.getByText("Pozivi", { exact: true })).toBeVisible();
  await expect(page.getByText("Javno:")).toHaveCount(0);
  await site.signIn(page, "author");
  await page.goto(address);
  await expect(page.getByText("Choose one of: open-calls, consultation, directory.")).toBeVisible();
  await expect(page.getByText("the id does not belong to this widget")).toBeVisible();
  await expect(page.getByText("the municipality is missing")).toBeVisible();
});

test("who works in Serbian, Bosnian or Croatian reads all of it so", async ({ page, site }) => {
  // WordPress's own readers of such files: every sentence of the plugin, no other, and the compiled files are fresh.
  const said = site.php(
    `require ABSPATH . WPINC . '/pomo/po.php'; $home = WP_PLUGIN_DIR . '/javno'; $used = [];
     foreach (glob("$home/{*,includes/*}.php", GLOB_BRACE) as $file) {
       preg_match_all("/(?:__|_e|esc_html__|esc_html_e)\\\\( '([^']+)', 'javno' \\\\)/u", file_get_contents($file), $found);
       $used = array_merge($used, $found[1]);
     }
     $used[] = json_decode(file_get_contents("$home/block.json"))->description;
     foreach (glob("$home/languages/*.po") as $file) {
       $po = new PO(); $po->import_from_file($file); $mo = new MO(); $mo->import_from_file(substr($file, 0, -2) . 'mo');
       $there = array_values(array_map(fn ($entry) => $entry->singular, $po->entries));
       $texts = fn ($all) => array_map(fn ($entry) => $entry->translations, $all->entries);
       $fresh = $texts($po) == $texts($mo);
       echo json_encode([basename($file), array_values(array_diff($used, $there)), array_values(array_diff($there, $used)), $fresh]), "\\n";
     }`,
  );
  expect(
    said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual(["bs_BA", "hr", "sr_RS"].map((one) => [`javno-${one}.po`, [], [], true]));
  site.php(`update_user_meta(get_user_by('login', 'admin')->ID, 'locale', 'sr_RS');`);
  await site.signIn(page, "admin");
  await page.goto(`${site.url}/wp-admin/options-general.php?page=javno`);
  await expect(page.getByLabel("Адреса сервера")).toHaveValue(JAVNO);
  site.php(`delete_user_meta(get_user_by('login', 'admin')->ID, 'locale');`);
});

test("once the plugin is gone, the links open the pages of the server", async ({ page, site }) => {
  site.php("require 'wp-admin/includes/plugin.php'; deactivate_plugins('javno/javno.php');");
  await page.goto(post(site, `<p><a href="${ADDRESS}?embed=open-calls">Javni pozivi</a></p>`, "author"));
  await expect(page.locator("javno-open-calls")).toHaveCount(0);
  await page.getByRole("link", { name: "Javni pozivi" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Јавни позиви/ })).toBeVisible();
});

/** An author, who may not write HTML, pastes an address on a line of its own; the address of the post. */
async function pasted(page: Page, site: WordPress, title: string, address: string): Promise<string> {
  await site.signIn(page, "author");
  await write(page, site, title);
  await page.evaluate((text) => navigator.clipboard.writeText(text), address);
  await page.keyboard.press("Control+V");
  await expect(page.getByRole("document").getByText(address)).toBeVisible();
  return publish(page);
}

test("without the plugin an author's address becomes a frame, as high as the list in it", async ({
  page,
  site,
  serve,
  browser,
  context,
}) => {
  const server = await serve();
  // The municipality's site is this WordPress.
  const all = JSON.parse(readFileSync("../../backend/data/real/municipalities.json", "utf8"));
  const trebinje = all.find((one: { slug: string }) => one.slug === "trebinje");
  await server.import({ ...trebinje, allowed_origins: [site.url] });
  await server.import(row("Podrška udruženjima"));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const address = await pasted(page, site, "Konkursi opštine", `${server.url}/trebinje/pozivi`);
  const reader = await browser.newPage();
  await reader.goto(address);
  const frame = reader.locator("iframe.wp-embedded-content");
  await expect(frame).toHaveAttribute("sandbox", "allow-scripts");
  const inside = frame.contentFrame();
  await expect(inside.getByRole("link", { name: CALL })).toBeVisible();
  await expect(reader.locator("blockquote.wp-embedded-content")).toBeHidden();
  /** By how much the frame is higher than what is in it. WordPress lets none be higher than a thousand. */
  const gap = async () => {
    const within = await inside.locator("html").evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
    return Math.abs(((await frame.boundingBox())?.height ?? 0) - Math.min(1000, within));
  };
  await expect.poll(gap).toBeLessThanOrEqual(1);
  // A call opens where the list was.
  await inside.getByRole("link", { name: CALL }).click();
  await expect(inside.getByRole("heading", { level: 1, name: CALL })).toBeVisible();
  await expect.poll(gap).toBeLessThanOrEqual(1);
  await reader.close();
});

test("where the municipality has not allowed the site, a reader has the link", async ({ page, site, browser, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const address = await pasted(page, site, "Pozivi", ADDRESS);
  const reader = await browser.newPage();
  await reader.goto(address);
  const link = reader.locator("blockquote.wp-embedded-content").getByRole("link");
  await expect(link).toHaveText(/Јавни позиви · Требиње|Javni pozivi · Trebinje/);
  await link.click();
  await expect(reader).toHaveURL(ADDRESS);
  await reader.close();
});

test("PHP has noticed nothing in the plugin", ({ site }) => {
  expect(site.faults()).toEqual([]);
});
