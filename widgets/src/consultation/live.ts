/** Keeping what is shown as it is at the server; no DOM in it. */
import { ask, endpoint } from "../client";
import { CommentReceipt, DiscussionChanged } from "../gen/documents";
import type { DiscussionChangedSubscription } from "../gen/graphql";
import { listen } from "../live";
import { ALL, type Comment, type Model } from "./model";

/** As many comments are asked for at once, with what replies to them, and so often. */
const MOST = 20;
const PAGES = 10;
/** When which state ends by itself. */
const ENDS = { ANNOUNCED: "opensAt", OPEN: "closesAt" } as const;
/** How often the calendar is looked at. */
const LOOK = 30_000;
/** So long nothing is asked for again, however much is said meanwhile. */
const REST = 4000;

/** Listens to what happens to a consultation and is said in it, until what it returns is called. */
export function live(model: Model, id: string): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  /** Whether it is not only something that was said. */
  let all: boolean | undefined;
  /** When it is time to ask again. */
  let rested = 0;
  const hear = (happened?: DiscussionChangedSubscription, lately?: number) => {
    // The whole act is much for a bad line, where it is asked for only because nothing can be heard.
    all ||= !(happened?.discussionChanged.comment || lately);
    // A thousand readers need not ask in the same moment.
    const later = Math.max(Math.random() * 1000, rested - Date.now());
    soon ??= setTimeout(() => {
      if (all) model.show(id);
      all = false;
      soon = undefined;
      rested = Date.now() + REST;
      // What cannot be fetched now comes with what happens next.
      renew(model).catch(() => {});
    }, later);
  };
  const deaf = listen(DiscussionChanged, { id }, hear);
  // That it opens or is over follows from the calendar, and nobody tells of it.
  const clock = setInterval(() => {
    const debate = model.debate.value?.consultation;
    const end = debate?.period[ENDS[debate.status as keyof typeof ENDS]];
    if (Date.parse(end as string) < Date.now()) {
      // No cache on the way has an answer of before.
      endpoint.search = `at=${Date.now()}`;
      hear();
    }
  }, LOOK);
  return () => {
    deaf();
    clearTimeout(soon);
    clearInterval(clock);
  };
}

const find = (all: Comment[], { id }: Comment) => all.find((one) => one.id === id);

/**
 * Puts what is gone back among what is there, as what was removed, where somebody has begun to write a reply to it or beneath
 * it: his words stand in it.
 */
function hold(model: Model, shown: Comment[] | undefined, nodes: Comment[]) {
  shown?.forEach((one, at) => {
    const { id, came, receivedAt, replies } = one;
    const now = find(nodes, one);
    const beneath = now?.replies?.nodes ?? [];
    hold(model, replies?.nodes, beneath);
    if (now || !(beneath[0] || model.drafts[model.id + id])) return;
    const gone = { id, came, receivedAt, replies: replies && { ...replies, nodes: beneath } };
    nodes.splice(at, 0, gone as Comment);
  });
}

/** Fetches what may have changed: counts, and what is shown of threads. What is new waits. */
export async function renew(model: Model) {
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
      if (!page.pageInfo.hasNextPage || (nodes.at(-1)?.receivedAt ?? "") < last) break;
      // What somebody writes a reply to is looked for until it is found, or all that is shown is reached.
    } while (--left || model.replying);
    // More was fetched meanwhile: what changed is asked for again, unless the thread itself is another.
    if (thread.comments !== shown) return model.threads[key] === thread && renew(model);
    // Of what was not reached nobody knows whether it is gone.
    if (left) hold(model, shown, nodes);
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
