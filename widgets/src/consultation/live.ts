/** Keeping what is shown as it is at the server; no DOM in it. */
import { ask } from "../client";
import { CommentChanged, CommentReceipt } from "../gen/documents";
import { listen } from "../live";
import { ALL, type Comment, type Model } from "./model";

/** As many comments are asked for at once, with what replies to them, and so often. */
const MOST = 20;
const PAGES = 10;

/** Listens to what happens to a consultation, until what it returns is called. */
export function live(model: Model, id: string): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const deaf = listen(CommentChanged, { id }, () => {
    // A thousand readers need not ask in the same moment.
    soon ??= setTimeout(() => {
      soon = undefined;
      // What cannot be fetched now comes with what happens next.
      renew(model).catch(() => {});
    }, Math.random() * 1000);
  });
  return () => {
    deaf();
    clearTimeout(soon);
  };
}

/** Fetches what may have changed: counts, and what is shown of threads. What is new waits. */
export async function renew(model: Model) {
  const find = (all: Comment[], { id }: Comment) => all.find((one) => one.id === id);
  const renewed = Object.entries(model.threads).map(async ([key, thread]) => {
    const { comments: shown, value } = thread;
    // The first page is on its way.
    if (!shown) return;
    // Down to the last that is shown, or to the end where all is shown: an older one may be published later.
    const last = (value?.hasNextPage && shown.at(-1)?.receivedAt) || "";
    const nodes: Comment[] = [];
    let page: Awaited<ReturnType<Model["page"]>> | undefined;
    let left = PAGES;
    do {
      page = await model.page(key, MOST, page?.pageInfo.endCursor);
      nodes.push(...page.nodes);
    } while (page.pageInfo.hasNextPage && (nodes.at(-1)?.receivedAt ?? "") >= last && --left);
    // More was fetched meanwhile: what changed is asked for again, unless the thread itself is another.
    if (thread.comments !== shown) return model.threads[key] === thread && renew(model);
    thread.comments = shown.flatMap((comment) => find(nodes, comment) ?? []);
    thread.fresh = nodes.filter((comment) => !find(shown, comment) && comment.receivedAt > last);
    // What was not reached is on the next page.
    if (!left) thread.value = page.pageInfo;
  });
  const receipts = Object.values(model.drafts).map(async ({ receipt }) => {
    if (!receipt) return;
    const now = await ask(CommentReceipt, { code: receipt.code, locale: model.locale });
    Object.assign(receipt, now.receipt);
  });
  await Promise.all([renewed[0] ?? model.page(ALL, 0), ...renewed, ...receipts]);
  model.changed();
}
