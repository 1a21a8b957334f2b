/** Asking the server, and what can go wrong with it. */
import type { Document } from "./gen/documents";
import type { ProblemFragment } from "./gen/graphql";
import { ended, whose } from "./session";

export type TroubleKind =
  | "offline"
  | "busy"
  | "fault"
  | "forbidden"
  | "gone"
  | "conflict"
  | "rate"
  | "refused"
  | "invalid";

/** Why something did not work, as far as a person needs to know. */
export interface Trouble {
  kind: TroubleKind;
  /** Finds it in the server's log. */
  requestId?: string | undefined;
  /** What the person can mend. */
  problems?: ProblemFragment[];
  /** What the server calls it. */
  code?: string;
  /** What stands there now, of each that is not as it was read. */
  now?: unknown;
}

export class Failed extends Error {
  trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.code ?? trouble.kind);
    this.trouble = trouble;
  }
}

/** The trouble of anything that was thrown. A `TypeError` is how `fetch` says that nobody answered. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Failed) return error.trouble;
  console.error(error);
  return { kind: "fault" };
}

/** Somebody was faster: what stands there now is not what was decided on. */
export const outrun = ({ kind }: Trouble) => kind === "conflict" || kind === "refused";

const KINDS: Record<string, TroubleKind> = {
  FORBIDDEN: "forbidden",
  NOT_FOUND: "gone",
  CONFLICT: "conflict",
  RATE_LIMITED: "rate",
  UNAVAILABLE: "busy",
  REFUSED: "refused",
  INVALID: "invalid",
};

/** How long an answer may take before the connection counts as lost. */
const PATIENCE = 30_000;

/** A request of our own server; that nobody answers is told as such. */
export async function reach(path: string, body: unknown, who?: Record<string, string>): Promise<Response> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...who },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Failed({ kind: "offline" });
  }
}

interface Answer<R> {
  data?: R | null;
  errors?: { message: string; extensions?: { code?: string; requestId?: string; now?: unknown } }[];
}

/** The answer to a document. Where the session has ended, it waits until the person has signed in again. */
export async function ask<R, V>(query: Document<R, V>, variables: V): Promise<R> {
  const who = whose();
  const response = await reach("/graphql", { query, variables }, who);
  const requestId = response.headers.get("x-request-id") ?? undefined;
  let answer: Answer<R>;
  try {
    answer = await response.json();
  } catch {
    throw new Failed({ kind: response.status === 429 ? "rate" : "busy", requestId });
  }
  const error = answer.errors?.[0];
  const code = error?.extensions?.code ?? "";
  if (code === "UNAUTHENTICATED") {
    await ended();
    // What one person has asked for is not done for the next.
    if (who !== whose()) throw new Failed({ kind: "gone" });
    return ask(query, variables);
  }
  if (error || !answer.data)
    throw new Failed({
      kind: KINDS[code] ?? "fault",
      code,
      requestId: error?.extensions?.requestId ?? requestId,
      now: error?.extensions?.now,
    });
  return answer.data;
}

/** What a mutation gave, unless there is something that the person can mend. */
export function done<P extends { errors: ProblemFragment[] }>(payload: P): P {
  const [first] = payload.errors;
  if (first)
    throw new Failed({ kind: KINDS[first.code] ?? "fault", code: first.code, problems: payload.errors });
  return payload;
}

/** A step of signing in. */
export async function step<R>(path: string, body: unknown = {}, who?: Record<string, string>): Promise<R> {
  const response = await reach(path, body, who);
  if (response.status === 204) return {} as R;
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { status } = response;
  throw new Failed({
    kind: status === 429 ? "rate" : status >= 500 ? (status === 503 ? "busy" : "fault") : "refused",
    code: answer.code ?? "",
    requestId: response.headers.get("x-request-id") ?? undefined,
  });
}
