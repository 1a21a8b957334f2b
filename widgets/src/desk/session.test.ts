import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ask } from "./ask";
import { DeskChanged } from "./gen/documents";
import { lost, resumed, worksHere } from "./session";

/** What is asked while the session is over, and who signs in then: what was sent in whose name, and what came of it. */
async function over(next: string) {
  const sent: (string | null)[] = [];
  const answered = async (_: unknown, { headers }: RequestInit) => {
    sent.push(new Headers(headers).get("x-javno-person"));
    const gone = { errors: [{ message: "", extensions: { code: "UNAUTHENTICATED" } }] };
    return Response.json(lost.value || sent[1] === undefined ? gone : { data: "done" });
  };
  const fetched = mock.method(globalThis, "fetch", answered as typeof fetch);
  worksHere("prs_a");
  const asked = ask(DeskChanged, { municipality: "trebinje" }).catch(({ trouble }) => trouble.kind);
  while (!lost.value) await new Promise((later) => setImmediate(later));
  worksHere(next);
  resumed();
  const came = await asked;
  fetched.mock.restore();
  return { sent, came };
}

test("what waited for its person goes on when he is back", async () => {
  assert.deepEqual(await over("prs_a"), { sent: ["prs_a", "prs_a"], came: "done" });
});

test("what waited for one person is not done for another", async () => {
  assert.deepEqual(await over("prs_b"), { sent: ["prs_a"], came: "gone" });
});
