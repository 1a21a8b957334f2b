/** The sentences of the directory's widget, picked out of the sections of the messages that have them. */
import type en from "../gen/messages/en.json";
import type { Sentences } from "../say";

/** Keys of the list by section. The build makes a chunk of them; the rest of section `directory` comes with the details. */
export const LIST = {
  calls: ["loading", "error", "retry", "offline", "blocked", "more", "exercise", "area", "noMatch", "reset"],
  directory: [
    "orgDirectory",
    "orgSearch",
    "orgForm",
    "orgSeat",
    "orgLetters",
    "orgAllLetters",
    "orgFound",
    "orgCorrected",
    "orgEmpty",
    "orgElsewhere",
    "orgFilters",
    "orgPrinted",
    "orgAdded",
    "orgEdited",
    "orgTick",
    "orgStatuses",
    "orgStatusPublic",
    "orgStatusLocal",
    "orgActivityDormant",
    "orgActivityDissolved",
    "orgFormAssociation",
    "orgFormFoundation",
    "orgFormFederation",
    "orgFormNetwork",
    "orgFormSportsClub",
    "orgFormCulturalSociety",
    "orgFormRedCross",
    "orgFormReligiousCommunity",
    "orgFormInformalGroup",
    "orgFormOther",
  ],
  suggest: ["proposeLink"],
} as const;

/** Keys of the details by section. */
export const DETAILS = {
  call: ["corrections", "contact", "summary", "was", "now", "source"],
  directory: [
    "orgAll",
    "orgShort",
    "orgAddress",
    "orgTerritory",
    "orgFounded",
    "orgRegistered",
    "orgBody",
    "orgNumber",
    "orgJib",
    "orgRepresentative",
    "orgAreas",
    "orgPhone",
    "orgEmail",
    "orgWebsite",
    "orgStatusUntil",
    "orgStatusFrom",
    "orgStatusUnknown",
    "orgStatusEnded",
    "orgActivity",
    "orgConfirmedBySelf",
    "orgConfirmedByTown",
    "orgUnconfirmed",
    "orgStale",
    "orgFieldRegistration",
    "orgFieldMerged",
    "orgName",
    "orgPage",
    "orgGone",
  ],
  results: ["awards", "others", "comments"],
} as const;

type Picked<Section, Keys extends readonly (keyof Section)[]> = Pick<Section, Keys[number]>;
type En = typeof en;

export type Messages = Sentences<
  Picked<En["calls"], (typeof LIST)["calls"]> &
    Picked<En["directory"], (typeof LIST)["directory"]> &
    Picked<En["suggest"], (typeof LIST)["suggest"]>
>;
export type More = Sentences<
  Picked<En["call"], (typeof DETAILS)["call"]> &
    Picked<En["directory"], (typeof DETAILS)["directory"]> &
    Picked<En["results"], (typeof DETAILS)["results"]>
>;
