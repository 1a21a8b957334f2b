/** Debian's Firefox ESR, driven by WebDriver BiDi: the other engine that readers come with. */
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import { expect, JAVNO } from "./host";
import { test as served } from "./server";

/** A page in a profile of its own, with what it complains of. */
type Open = () => Promise<{ page: Page; complaints: string[] }>;

export { expect, JAVNO };

export const test = served.extend<{ firefox: Open }, { engine: Browser }>({
  engine: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
      const engine = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
      await use(engine);
      await engine.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  firefox: async ({ engine }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async () => {
      const context = await engine.createBrowserContext();
      contexts.push(context);
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" || /violation/.test(message.text())) complaints.push(message.text());
      });
      return { page, complaints };
    });
    for (const context of contexts) await context.close();
  },
});

/**
 * An element, once it is there. Puppeteer's own waiting makes functions of text, which the strict page forbids.
 */
export async function there(page: Page, selector: string): Promise<ElementHandle<Element>> {
  let found: ElementHandle<Element> | null = null;
  await expect
    .poll(async () => (found = await page.$(selector).catch(() => null)) !== null, { timeout: 15_000, message: selector })
    .toBe(true);
  return found as unknown as ElementHandle<Element>;
}

export const click = async (page: Page, selector: string) => (await there(page, selector)).click();
export const type = async (page: Page, selector: string, text: string) => (await there(page, selector)).type(text);

/**
 * What stands in an element and in its shadow root, once it says so. It is asked in the page: an element that Puppeteer took
 * out of it to ask would be nobody's as soon as the page leads on, and of that it complains where nobody can hear it.
 */
export async function says(page: Page, selector: string, what: RegExp) {
  const said = (path: string[]) => {
    let found: Element | undefined;
    for (const one of path) {
      const place: ParentNode = found ? (found.shadowRoot ?? found) : document;
      found = place.querySelector(one) ?? undefined;
      if (!found) return "";
    }
    return (found as HTMLElement | undefined)?.innerText ?? "";
  };
  const path = selector.split(" >>> ");
  await expect.poll(() => page.evaluate(said, path).catch(() => ""), { timeout: 15_000 }).toMatch(what);
}

/**
 * Lets a page make a passkey. Firefox gives a test no device to hold, so this stands in for one: a key of the page's own, said
 * of as the standard wants it ("none" vouches for it), of which the server checks every byte.
 */
export const passkeys = (page: Page) =>
  page.evaluateOnNewDocument(() => {
    const create = async ({ publicKey: wish }: CredentialCreationOptions) => {
      if (!wish) return null;
      const plain = (bytes: BufferSource) =>
        btoa(String.fromCharCode(...new Uint8Array(bytes as ArrayBuffer)))
          .replaceAll("+", "-")
          .replaceAll("/", "_")
          .replaceAll("=", "");
      const text = (said: string) => [...new TextEncoder().encode(said)];
      const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
      // A byte that says so, then both coordinates.
      const point = [...new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))].slice(1);
      const site = new TextEncoder().encode(wish.rp.id ?? location.hostname);
      const id = [...crypto.getRandomValues(new Uint8Array(32))];
      const key = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, ...point.slice(0, 32), 0x22, 0x58, 32, ...point.slice(32)];
      const told = [
        ...new Uint8Array(await crypto.subtle.digest("SHA-256", site)),
        // Somebody was there, it was he, and a key follows; it was never used; no maker is named.
        ...[0x45, 0, 0, 0, 0, ...new Array<number>(16).fill(0), 0, id.length],
        ...id,
        ...key,
      ];
      const attested = [
        ...[0xa3, 0x63, ...text("fmt"), 0x64, ...text("none")],
        ...[0x67, ...text("attStmt"), 0xa0],
        ...[0x68, ...text("authData"), 0x58, told.length, ...told],
      ];
      const client = { type: "webauthn.create", challenge: plain(wish.challenge), origin: location.origin, crossOrigin: false };
      const rawId = new Uint8Array(id).buffer;
      return {
        type: "public-key",
        id: plain(rawId),
        rawId,
        response: {
          attestationObject: new Uint8Array(attested).buffer,
          clientDataJSON: new Uint8Array(text(JSON.stringify(client))).buffer,
        },
        getClientExtensionResults: () => ({}),
      };
    };
    if (navigator.credentials) Object.defineProperty(navigator.credentials, "create", { value: create });
  });
