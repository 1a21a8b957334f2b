/** Consultations of a test's own, and what citizens and programs send to them. */
import { createHash, randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { ask } from "./desk";
import { JAVNO } from "./playwright.config";

/** Asks as a widget does. */
export async function graphql<T>(request: APIRequestContext, query: string, variables: object): Promise<T> {
  const answer = await request.post(`${JAVNO}/graphql`, { data: { query, variables } });
  return ((await answer.json()) as { data: T }).data;
}

/** A consultation without an act, or on one of these parts, published just now by whoever sits at this page: its id. */
export async function published(page: Page, municipality: string, title: string, parts: object[] = []): Promise<string> {
  const last = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const text = (text: string) => ({ text, locale: "sr-Latn" });
  const content = {
    kind: "PUBLIC_DEBATE",
    title: text(title),
    closes: { day: last },
    channels: [{ kind: "COUNTER", text: text("Šalter 3") }],
  };
  const change = async (name: string, input: object) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const given = "errors { code field problem } consultation { id version }";
    const done = (await ask(page, `mutation($input: ${type}!) { ${name}(input: $input) { ${given} } }`, { input }))[name];
    expect(done.errors, name).toEqual([]);
    return done.consultation;
  };
  const { id, ...created } = await change("createConsultation", { municipality, content });
  const act = { consultation: id, version: created.version, title: text(title), locale: "sr-Latn", parts };
  const { version } = parts[0] ? await change("saveAct", act) : created;
  await change("publishConsultation", { id, version });
  return id;
}

const SUBMIT =
  "mutation ($input: SubmitCommentInput!) { submitComment(input: $input) { receipt { code state } errors { code } } }";
type Sent = { submitComment: { receipt: { code: string; state: string } | null } };

/** Comments as a form does that has solved its task, after it was open for so long, in milliseconds. */
export async function comment(
  request: APIRequestContext,
  consultation: string,
  name: string,
  text: string,
  openFor = 60_000,
) {
  const of = await graphql<{ commentBox: { challenge: string; bits: number } }>(
    request,
    "query ($id: ID!) { commentBox(consultation: $id) { challenge bits } }",
    { id: consultation },
  );
  const { challenge, bits } = of.commentBox;
  const idempotencyKey = randomUUID();
  const zeros = (n: number) => {
    const hash = createHash("sha256").update(`${challenge}.${idempotencyKey}.${n}`).digest();
    return Math.clz32(hash.readUInt32BE(0)) >= bits;
  };
  let solution = 0;
  while (!zeros(solution)) solution++;
  const input = {
    consultation,
    authorKind: "CITIZEN",
    name,
    text,
    challenge,
    solution: `${solution}`,
    openFor,
    idempotencyKey,
  };
  return (await graphql<Sent>(request, SUBMIT, { input })).submitComment.receipt;
}

/** What so many programs send that know nothing of the form: it is held. */
export async function flooded(
  request: APIRequestContext,
  consultation: string,
  count: number,
  text: (number: number) => string,
) {
  const one = async (number: number) => {
    const input = { consultation, authorKind: "ANONYMOUS", text: text(number), idempotencyKey: randomUUID() };
    const { submitComment } = await graphql<Sent>(request, SUBMIT, { input });
    expect(submitComment.receipt?.state).toBe("HELD");
  };
  for (let from = 0; from < count; from += 10)
    await Promise.all(Array.from({ length: Math.min(10, count - from) }, (_, number) => one(from + number)));
}

/** A comment at the desk, as far as it has to be named. */
export type Lying = { text: string; id: string; revision: number; answer: { id: string } | null };

/** All that lies in a pile of the desk at which this page sits, in the order in which it came. */
export async function lying(page: Page, municipality: string, consultation: string, pile: string): Promise<Lying[]> {
  const query = `query($filter: DeskCommentFilter!, $after: String) { desk(municipality: "${municipality}") {
    comments(filter: $filter, first: 100, after: $after) {
      nodes { comment { text id revision answer { id } } } pageInfo { hasNextPage endCursor } } } }`;
  type Found = { nodes: { comment: Lying }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const all: Lying[] = [];
  for (let after: string | null = null; ; ) {
    const found: Found = (await ask(page, query, { filter: { consultation, pile }, after })).desk.comments;
    all.push(...found.nodes.map(({ comment }) => comment));
    if (!found.pageInfo.hasNextPage) return all;
    after = found.pageInfo.endCursor;
  }
}

/** Publishes comments by name, a hundred at a time. */
export async function publish(page: Page, all: Lying[]) {
  for (let from = 0; from < all.length; from += 100) {
    const c = all.slice(from, from + 100).map(({ id, revision }) => ({ id, revision }));
    const query = "mutation($c: [CommentRead!]!) { publishComments(input: { comments: $c }) { errors { code } } }";
    expect((await ask(page, query, { c })).publishComments.errors).toEqual([]);
  }
}
