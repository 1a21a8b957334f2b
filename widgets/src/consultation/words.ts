/** The sentences of the consultation's widget: its own, and those that other sections of the messages have already. */
import type en from "../gen/messages/en.json";
import type { Sentences } from "../say";

/** Keys by section; all of section `comment` besides. */
export const SHARED = {
  page: ["askTrap"],
  voices: ["support", "supports", "flag"],
  receipt: ["files"],
  calls: [
    "loading",
    "retry",
    "blocked",
    "untilTime",
    "more",
    "exercise",
    "daysLeft",
    "error",
    "atHour",
    "offline",
    "endOfDay",
    "opens",
    "lastDay",
  ],
  debate: [
    "sessions",
    "debates",
    "emptyDebatesOpen",
    "debateAnnounced",
    "debateClosed",
    "debateReport",
    "debateCancelled",
    "debateUndated",
    "contents",
    "fateChanged",
    "noActText",
    "answersUntil",
    "onlineIsNoRemark",
    "onlineIsRemark",
    "debateOpen",
    "wayCounter",
    "wayPost",
    "wayEmail",
    "wayNotebook",
    "wayForm",
    "wayLocalCommunity",
  ],
} as const;

type Picked<Section, Keys extends readonly (keyof Section)[]> = Pick<Section, Keys[number]>;

export type Messages = Sentences<
  Picked<(typeof en)["voices"], (typeof SHARED)["voices"]> &
    Picked<(typeof en)["calls"], (typeof SHARED)["calls"]> &
    Picked<(typeof en)["page"], (typeof SHARED)["page"]> &
    Picked<(typeof en)["receipt"], (typeof SHARED)["receipt"]> &
    Picked<(typeof en)["debate"], (typeof SHARED)["debate"]> &
    (typeof en)["comment"]
>;

/**
 * The order in which the build writes all of them: it makes the largest chunk smallest, and was found by trying
 * (`node order.mjs`). What is missing here stands at the end.
 */
export const ORDER = `
  whole code debateReport privacyShown thanks answered untilTime contents fate error foreign
  privacyKept privacy exercise opens blocked removed askTrap shownName more daysLeft endOfDay
  required tooLong answerByEmail offline save said as yours waiting shownOrganisation copy
  debateUndated asAnonymous official flag sending comment reply files atHour wayEmail notSent
  asOrganisation keep version supports sessions wayNotebook debateClosed over lastDay none tooShort
  isAccepted noActText wayPost notYet fateChanged debateAnnounced wayForm loading sentBefore
  isNotAccepted limited debates send stateRejected fresh asCitizen statePending wayLocalCommunity
  isPartlyAccepted onlineIsNoRemark retry copied onlineIsRemark cancel statePublished debateOpen
  isNoted support isOutOfScope allComments debateCancelled hosted emptyDebatesOpen wayCounter
  answersUntil
`
  .trim()
  .split(/\s+/);
