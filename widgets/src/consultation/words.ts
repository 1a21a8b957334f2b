/** The sentences of the consultation's widget: its own, and those that other sections of the messages have already. */
import type en from "../gen/messages/en.json";
import type { Sentences } from "../say";

/** Keys by section; all of section `comment` besides. */
export const SHARED = {
  page: ["askTrap"],
  voices: ["support", "supports", "flag"],
  receipt: ["files", "fileChoose"],
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
  whole code debateReport privacyShown thanks answered untilTime fate error foreign privacyKept
  privacy exercise opens blocked removed askTrap shownName more daysLeft endOfDay required tooLong
  answerByEmail offline debateUndated save said as copy yours waiting shownOrganisation
  isNotAccepted asAnonymous official flag sending atHour wayEmail notSent asOrganisation files keep
  version fateChanged supports sessions fileChoose over reply tooShort lastDay none comment
  debateClosed wayNotebook copied contents isAccepted loading sentBefore noActText wayCounter
  wayPost notYet debateAnnounced send stateRejected wayForm support limited debates fresh asCitizen
  statePending wayLocalCommunity isPartlyAccepted onlineIsNoRemark retry onlineIsRemark cancel
  isOutOfScope allComments isNoted statePublished debateOpen debateCancelled hosted emptyDebatesOpen
  answersUntil
`
  .trim()
  .split(/\s+/);
