/** Keeping what is shown as it is at the server; no DOM in it. */
import { ask } from "../client";
import { CommentChanged, CommentReceipt } from "../gen/documents";
import { listen } from "../live";
import { ALL, type Comment, type Model } from "./model";

/** As many comments as are asked for beside those that are there, and the most, with what replies to them. */
const MORE = 10;
const MOST = 20;

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
    const { comments: shown = [], fresh } = thread;
    const first = Math.min(shown.length + fresh.length + MORE, MOST);
    const { nodes } = await model.page(key, first);
    // More was fetched meanwhile.
    if (thread.comments !== shown) return;
    // What the answer does not reach stays; what it would show and does not is gone.
    const reached = nodes.length < first ? "" : (nodes.at(-1)?.receivedAt ?? "");
    thread.comments = shown.flatMap(
      (comment) => find(nodes, comment) ?? (comment.receivedAt < reached ? comment : []),
    );
    // Above the last that is shown, or anywhere where all is shown: an older one may be published later.
    const last = (thread.value?.hasNextPage && shown.at(-1)?.receivedAt) || "";
    thread.fresh = nodes.filter((comment) => !find(shown, comment) && comment.receivedAt > last);
  });
  const receipts = Object.values(model.drafts).map(async ({ receipt }) => {
    if (!receipt) return;
    const now = await ask(CommentReceipt, { code: receipt.code, locale: model.locale });
    Object.assign(receipt, now.receipt);
  });
  await Promise.all([renewed[0] ?? model.page(ALL, 0), ...renewed, ...receipts]);
  model.changed();
}
