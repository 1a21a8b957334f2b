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

export type Answer<R> = { data?: R | null; errors?: { message: string; extensions?: object }[] };

/** The browser says that the page's policy was the reason, but only a moment later. */
export const aMoment = () => new Promise((later) => setTimeout(later, 50));

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
    await aMoment();
    if (!refused) throw error;
  }
  if (!answer) {
    url.searchParams.set("as", "module");
    const module: { default: Answer<R> } = await import(url.href);
    answer = module.default;
  }
  // Nobody reads why: the reader is told that it did not come.
  if (!answer.data) throw answer.errors;
  return answer.data;
}

export const failure = (): Failure => (navigator.onLine ? (refused ? "blocked" : "error") : "offline");
