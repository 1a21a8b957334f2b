/** The sentences of the consultation's widget: its own, and those that other sections of the messages have already. */
import type en from "../gen/messages/en.json";
import type { Sentences } from "../say";

/**
 * Keys by section; all of section `comment` besides. The build makes the widget's chunk of them in this order, in which it
 * is compressed best: what is alike stands together.
 */
export const SHARED = {
  page: ["askTrap"],
  voices: ["supports", "support"],
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
    Picked<(typeof en)["debate"], (typeof SHARED)["debate"]> &
    (typeof en)["comment"]
>;
