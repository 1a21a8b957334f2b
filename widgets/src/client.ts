/** Asking the server: plain GETs that need no permission of the browser, no cookie and no header of their own. */
import type { Document } from "./gen/documents";

/**
 * Where this script came from is where the data is: `…/w/v1/open-calls.js` → `…/graphql`. Its query says how new answers
 * have to be (live.ts): no cache on the way has an answer for it that is older.
 */
export const endpoint = new URL("../../graphql", import.meta.url);
export const server = endpoint.origin;

/** Why there is no answer: what to tell the reader, or the webmaster. */
export type Failure = "error" | "offline" | "blocked";

/** The host page's policy stopped a request to our server; then `fetch` is not tried again. */
export let refused = false;
addEventListener("securitypolicyviolation", (event) => {
  refused ||= event.blockedURI.startsWith(server);
});

type Answer<R> = { data?: R | null; errors?: { message: string; extensions?: object }[] };

/**
 * The answer to a document. Where the host's `connect-src` forbids `fetch`, the same answer is imported as a module,
 * which needs only the `script-src` that let this script in.
 */
export async function ask<R, V>(document: Document<R, V>, variables: V): Promise<R> {
  const url = new URL(endpoint);
  url.searchParams.set("documentId", document);
  url.searchParams.set("variables", JSON.stringify(variables));
  let answer: Answer<R> | undefined;
  try {
    if (!refused) {
      const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(20_000) });
      answer = await response.json();
    }
  } catch (error) {
    // The browser says that the page's policy was the reason, but only a moment later.
    await new Promise((later) => setTimeout(later, 50));
    if (!refused) throw error;
  }
  if (!answer) {
    url.searchParams.set("as", "module");
    const module: { default: Answer<R> } = await import(url.href);
    answer = module.default;
  }
  if (!answer.data) throw new Error(answer.errors?.[0]?.message);
  return answer.data;
}

/** Sends what changes something. Where the host's policy stops it there is no other way. */
export async function send<R, V>(documentId: Document<R, V>, variables: V): Promise<R> {
  const { href } = new URL("?", endpoint);
  const response = await fetch(href, {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ documentId, variables }),
    signal: AbortSignal.timeout(20_000),
  }).catch(async (error) => {
    // See above.
    await new Promise((later) => setTimeout(later, 50));
    throw error;
  });
  const { data, errors }: Answer<R> = await response.json();
  if (!data) throw Object.assign(new Error(errors?.[0]?.message), errors?.[0]?.extensions);
  return data;
}

export const failure = (): Failure => (navigator.onLine ? (refused ? "blocked" : "error") : "offline");
