/** Brings a list to the server, which looks at it and keeps it; nothing of it is published yet. */
import { Failed, type TroubleKind } from "../ask";
import { ended, whose } from "../session";

const KINDS: Record<number, TroubleKind> = {
  403: "forbidden",
  404: "gone",
  409: "conflict",
  429: "rate",
  503: "busy",
};

/** Sends a file; what was made of it. */
export async function post<T>(path: string, query: Record<string, string>, file: File): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`${path}?${new URLSearchParams(query)}`, {
      method: "POST",
      headers: whose(),
      body: file,
    });
  } catch {
    throw new Failed({ kind: "offline" });
  }
  const { status } = answer;
  if (status === 401) {
    await ended();
    return post(path, query, file);
  }
  if (answer.ok) return answer.json();
  const told: { code?: string } = await answer.json().catch(() => ({}));
  throw new Failed({
    kind: KINDS[status] ?? (status >= 500 ? "fault" : "refused"),
    code: told.code ?? "",
    requestId: answer.headers.get("x-request-id") ?? undefined,
  });
}

/** Which import a list of organisations became, `imp_…`. */
export const bring = async (town: string, file: File): Promise<string> =>
  (
    await post<{ import: string }>(
      "/desk/import/organisations",
      { municipality: town, name: file.name },
      file,
    )
  ).import;
