/** Brings a list to the server, which looks at it and keeps it; nothing of it is in the directory yet. */
import { Failed } from "../ask";
import { ended } from "../session";

/** Which import it became, `imp_…`. */
export async function bring(town: string, file: File): Promise<string> {
  const query = new URLSearchParams({ municipality: town, name: file.name });
  let answer: Response;
  try {
    answer = await fetch(`/desk/import/organisations?${query}`, { method: "POST", body: file });
  } catch {
    throw new Failed({ kind: "offline" });
  }
  if (answer.status === 401) {
    await ended();
    return bring(town, file);
  }
  if (answer.ok) return ((await answer.json()) as { import: string }).import;
  const requestId = answer.headers.get("x-request-id") ?? undefined;
  const { status } = answer;
  const kind =
    status === 429
      ? "rate"
      : status === 503
        ? "busy"
        : status >= 500
          ? "fault"
          : status === 403
            ? "forbidden"
            : "refused";
  throw new Failed({ kind, requestId });
}
