/** The sentences of the consultation's widget: its own, and those that other sections of the messages have already. */
import type en from "../gen/messages/en.json";
import type { Sentences } from "../say";

/** Keys by section; all of section `comment` besides. The build makes the widget's chunk of them. */
export const SHARED = {
  calls: [
    "loading",
    "error",
    "retry",
    "offline",
    "blocked",
    "more",
    "exercise",
    "daysLeft",
    "lastDay",
    "untilTime",
    "endOfDay",
    "opens",
  ],
  page: ["askTrap"],
  debate: [
    "debates",
    "emptyDebatesOpen",
    "debateAnnounced",
    "debateOpen",
    "debateClosed",
    "debateReport",
    "debateCancelled",
    "debateUndated",
    "contents",
    "noActText",
    "answersUntil",
    "sessions",
    "onlineIsNoRemark",
    "onlineIsRemark",
    "wayPost",
    "wayCounter",
    "wayEmail",
    "wayNotebook",
    "wayForm",
    "wayLocalCommunity",
  ],
} as const;

type Picked<Section, Keys extends readonly (keyof Section)[]> = Pick<Section, Keys[number]>;

export type Messages = Sentences<
  Picked<(typeof en)["calls"], (typeof SHARED)["calls"]> &
    Picked<(typeof en)["page"], (typeof SHARED)["page"]> &
    Picked<(typeof en)["debate"], (typeof SHARED)["debate"]> &
    (typeof en)["comment"]
>;
