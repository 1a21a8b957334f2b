/** Sending, in a file of its own: most readers send nothing. */
import { type Answer, endpoint } from "./client";
import type { Document } from "./gen/documents";

/**
 * Sends what changes something; throws what the server says of what it does not take. Where the host's policy stops it there
 * is no other way.
 */
export async function send<R, V>(documentId: Document<R, V>, variables: V): Promise<R> {
  const response = await fetch(new URL("?", endpoint), {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ documentId, variables }),
    signal: AbortSignal.timeout(20_000),
  });
  const { data, errors }: Answer<R> = await response.json();
  if (!data) throw errors?.[0]?.extensions ?? {};
  return data;
}
