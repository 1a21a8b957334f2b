/** What somebody writes, until it is received; no DOM in it. */
import { aMoment, refused } from "../client";
import { SubmitComment } from "../gen/documents";
import type { BoxFragment } from "../gen/graphql";
import { send } from "../send";
import { renew } from "./live";
import { ALL, type Draft, type Model, type Wrong } from "./model";
import { draw, solve } from "./work";

/** So long after the page was opened the task that came with it may be an old one, in milliseconds. */
const LONG = 600_000;

/** What is written there. What is typed on one consultation is not sent to another. */
export const draft = (model: Model, key: string): Draft =>
  (model.drafts[model.id + key] ??= { text: "", since: Date.now(), website: "", wrong: [] });

/** Something else was received under this key; whoever sends once more means this too. */
export const isOfKey = ({ reason }: Wrong) => reason === "KEY_USED_OTHERWISE";

/** Begins anew, after what was received. */
export function another(model: Model, key: string) {
  delete model.drafts[model.id + key];
  model.changed();
}

/** Takes what is typed, and begins to solve the task at the first letter. */
export function type(model: Model, key: string, text: string) {
  const its = draft(model, key);
  its.text = text;
  begin(model, its);
  model.changed();
}

function begin(model: Model, draft: Draft) {
  if (draft.key) return;
  draft.key = draw();
  draft.solved = solved(model, draft.key);
}

/**
 * A task and its solution. Tasks become dearer while many write, and old ones count for less; so whoever has read for long
 * before he writes gets a fresh one, if it is to be had.
 */
async function solved(model: Model, key: string) {
  const { box, id } = model;
  if (performance.now() > LONG) await model.page(ALL, 0).catch(() => {});
  // Nobody writes before there is something to write about. Whoever went on to another has its task there.
  const { challenge, bits } = ((id === model.id && model.box) || box) as BoxFragment;
  return { challenge, solution: await solve(challenge, key, bits) };
}

/** Sends what was written: about a part, or as a reply to a comment. */
export async function submit(
  model: Model,
  key: string,
  where: { part?: string; replyTo?: string },
): Promise<void> {
  const its = draft(model, key);
  const { kind, name, locale } = model;
  if (its.busy) return;
  begin(model, its);
  its.busy = true;
  its.failure = undefined;
  model.changed();
  try {
    const { submitComment } = await send(SubmitComment, {
      input: {
        ...where,
        consultation: model.id as string,
        authorKind: kind,
        name: kind === "ANONYMOUS" ? null : name,
        text: its.text,
        locale,
        ...(await its.solved),
        openFor: Date.now() - its.since,
        website: its.website,
        // The same however often it is sent: it is received once.
        idempotencyKey: its.key as string,
      },
    });
    const { receipt, errors } = submitComment;
    its.wrong = errors;
    if (errors.some(isOfKey)) delete its.key;
    its.receipt = receipt;
  } catch (error) {
    // Whether the page's policy was the reason.
    await aMoment();
    const { code, retryAfter } = error as { code?: string; retryAfter?: number };
    const why = { RATE_LIMITED: "limited", FORBIDDEN: "foreign" }[code ?? ""] as "limited" | undefined;
    its.failure = {
      why: why ?? (refused ? "blocked" : "notSent"),
      n: retryAfter && Math.ceil(retryAfter / 60),
    };
  }
  its.busy = false;
  model.changed();
  if (its.receipt?.state === "PUBLISHED") renew(model).catch(() => {});
}
