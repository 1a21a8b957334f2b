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
  whole save answered code debateReport privacyShown untilTime thanks fate error foreign privacy
  privacyKept exercise blocked removed askTrap shownName daysLeft endOfDay required tooLong
  answerByEmail offline as reply said shownOrganisation isNotAccepted asAnonymous debateClosed flag
  wayNotebook official wayLocalCommunity sessions notSent supports support more keep version contents
  over none wayEmail sentBefore asCitizen stateRejected sending fresh lastDay loading cancel
  isAccepted asOrganisation isPartlyAccepted fileChoose comment waiting send wayForm yours limited
  debates copy retry isNoted notYet debateAnnounced wayPost opens hosted fateChanged debateOpen
  statePending onlineIsNoRemark statePublished onlineIsRemark noActText tooShort wayCounter files
  isOutOfScope emptyDebatesOpen answersUntil debateCancelled allComments copied debateUndated
`
  .trim()
  .split(/\s+/);
