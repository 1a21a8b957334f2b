/** Sending, in a file of its own: most readers send nothing. */
import { type Answer, aMoment, endpoint } from "./client";
import type { Document } from "./gen/documents";

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
    await aMoment();
    throw error;
  });
  const { data, errors }: Answer<R> = await response.json();
  if (!data) throw Object.assign(new Error(errors?.[0]?.message), errors?.[0]?.extensions);
  return data;
}
