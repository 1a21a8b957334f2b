/** `<javno-directory>` of the largest real directory, for whatever is tested of it. */
import type { Page } from "@playwright/test";
import { expect, JAVNO, SCRIPT } from "./host";
import { SITE } from "./playwright.config";

/** The largest real directory. */
export const TOWN = "tesanj";
export const ALL = 25;
export const LINK = `<a href="${JAVNO}/${TOWN}/organizacije">Udruženja</a>`;
export const ELEMENT = `<javno-directory municipality="${TOWN}">${LINK}</javno-directory>`;
export const WIDGET = SCRIPT + ELEMENT;
export const graphql = "**/graphql?**";

/** The widget, when its list is there. */
export async function shown(page: Page, address = `${SITE}/${TOWN}/organizacije`) {
  await page.goto(address);
  const widget = page.locator("javno-directory");
  await expect(widget.locator(".entry").first()).toBeVisible();
  return widget;
}

/** An organisation of the directory. */
export async function named(name: string): Promise<string> {
  const query = `query($text: String) { organisations(filter: { municipality: "${TOWN}", text: $text }) { nodes { id } } }`;
  const answer = await fetch(`${JAVNO}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { text: name } }),
  });
  return (await answer.json()).data.organisations.nodes[0].id;
}
