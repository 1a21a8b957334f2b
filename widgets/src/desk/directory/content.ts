/** What stands in a record of the directory, and what its facts are called. No DOM in it. */
import { pascal } from "../../say";
import type { Shape } from "../editor/content";
import type {
  OrganisationContentFragment,
  OrganisationFact,
  OrganisationForm,
  OrganisationFragment,
  SuggestedField,
} from "../gen/graphql";
import { fill, type Say } from "../say";

export type Content = OrganisationContentFragment;
export type Fact = keyof Content & string;
export type Record_ = OrganisationFragment;
export type Status = Content["statuses"][number];

/** In the order of the page. */
export const FACTS: Fact[] = [
  "name",
  "shortName",
  "legalForm",
  "activity",
  "areas",
  "description",
  "registeringBody",
  "registerNumber",
  "registeredOn",
  "jib",
  "founded",
  "seat",
  "address",
  "addressPublic",
  "territory",
  "phone",
  "email",
  "website",
  "representative",
  "representativePublic",
  "statuses",
  "keeperEmail",
  "internalNote",
  "sourceUrl",
];

export const FORMS: OrganisationForm[] = [
  "ASSOCIATION",
  "FOUNDATION",
  "FEDERATION",
  "NETWORK",
  "SPORTS_CLUB",
  "CULTURAL_SOCIETY",
  "RED_CROSS",
  "RELIGIOUS_COMMUNITY",
  "INFORMAL_GROUP",
  "OTHER",
];

export const RECORD: Shape<Content> = {
  facts: FACTS,
  // That a name or a street may be published is said of that one, and of no other.
  wholes: [
    ["representative", "representativePublic"],
    ["address", "addressPublic"],
  ],
  withIds: (mine) => mine,
  atHome: (field) => field,
};

/** A record before anything is written in it. */
export const EMPTY: Content = {
  name: null,
  shortName: null,
  legalForm: null,
  registeringBody: null,
  registerNumber: null,
  registeredOn: null,
  jib: null,
  seat: null,
  address: null,
  addressPublic: false,
  territory: null,
  founded: null,
  phone: null,
  email: null,
  website: null,
  description: null,
  representative: null,
  representativePublic: false,
  keeperEmail: null,
  internalNote: null,
  activity: "UNKNOWN",
  sourceUrl: null,
  areas: [],
  statuses: [],
};

/** What a fact is called, wherever it is spoken of. */
export function labelOf(field: string, { m }: Pick<Say, "m">): string {
  const [fact = "", place, inner] = field.split(".");
  if (fact === "statuses" && place) {
    const name = inner && m.org[inner as "validFrom"];
    return `${fill(m.org.status, { n: Number(place) + 1 })}${name ? `: ${name}` : ""}`;
  }
  if (fact === "addressPublic") return `${m.org.address}: ${m.org.contactsOn}`;
  return m.org[fact as "name"] ?? fact;
}

type Areas = { code: string; label: string }[];

export const formName = (form: OrganisationForm, { m }: Pick<Say, "m">) =>
  m.org[`form${pascal(form)}` as "formOther"];

/** A status in a line. */
export function statusLine(status: Status, { m, date }: Say): string {
  const { kind, validFrom, validUntil, act } = status;
  return [
    m.org[`interest${pascal(kind)}` as "interestLocal"],
    validFrom && fill(m.org.from, { date: date(validFrom) }),
    validUntil && fill(m.org.until, { date: date(validUntil) }),
    act?.text,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A fact as lines that one can read. */
export function lines(fact: Fact, content: Content, say: Say, areas: Areas): string[] {
  const { m, date } = say;
  const value = content[fact];
  if (value === null || value === undefined || value === "") return [];
  switch (fact) {
    case "areas":
      return content.areas.map((code) => areas.find((one) => one.code === code)?.label ?? code);
    case "statuses":
      return content.statuses.map((status) => statusLine(status, say));
    case "legalForm":
      return content.legalForm ? [formName(content.legalForm, say)] : [];
    case "activity":
      return [m.org[`activity${pascal(content.activity)}` as "activityActive"]];
    case "registeredOn":
      return [date(String(value))];
    case "representativePublic":
    case "addressPublic":
      return [value ? m.org.yes : m.org.no];
  }
  return typeof value === "object" ? [(value as { text: string }).text] : [String(value)];
}

/** `REGISTERED_ON` as the record names it. */
export const factOf = (code: OrganisationFact | SuggestedField): Fact => {
  const name = pascal(code);
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}` as Fact;
};

/** A fact that somebody suggests, as the server sends it: codes are told in words, days as they are written here. */
export function suggested(
  field: SuggestedField,
  value: string | null | undefined,
  say: Say,
  areas: Areas,
): string {
  const { m, date } = say;
  if (!value) return "";
  switch (field) {
    case "LEGAL_FORM":
      return m.org[`form${pascal(value)}` as "formOther"] ?? value;
    case "ACTIVITY":
      return m.org[`activity${pascal(value)}` as "activityActive"] ?? value;
    case "AREAS":
      return value
        .split(",")
        .map((code) => areas.find((one) => one.code === code.trim())?.label ?? code)
        .join(", ");
    case "REGISTERED_ON":
      return date(value);
  }
  return value;
}

/** The facts of two records that are put together, in the order of the page; those that go together are one. */
export const MERGED: [OrganisationFact, Fact][] = [
  ["NAME", "name"],
  ["SHORT_NAME", "shortName"],
  ["LEGAL_FORM", "legalForm"],
  ["ACTIVITY", "activity"],
  ["AREAS", "areas"],
  ["DESCRIPTION", "description"],
  ["REGISTERING_BODY", "registeringBody"],
  ["REGISTER_NUMBER", "registerNumber"],
  ["REGISTERED_ON", "registeredOn"],
  ["JIB", "jib"],
  ["FOUNDED", "founded"],
  ["SEAT", "seat"],
  ["ADDRESS", "address"],
  ["TERRITORY", "territory"],
  ["PHONE", "phone"],
  ["EMAIL", "email"],
  ["WEBSITE", "website"],
  ["REPRESENTATIVE", "representative"],
  ["STATUSES", "statuses"],
  ["KEEPER_EMAIL", "keeperEmail"],
  ["INTERNAL_NOTE", "internalNote"],
  ["SOURCE_URL", "sourceUrl"],
];

/** Lists of which both records' are kept. */
export const BOTH: OrganisationFact[] = ["AREAS", "STATUSES"];

const empty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value[0]);

/** What is taken from the record that goes, before anybody chooses: what the other does not say, and all of its lists. */
export const takenAtFirst = (into: Content, from: Content): OrganisationFact[] =>
  MERGED.filter(([, fact]) => {
    if (fact === "activity") return into.activity === "UNKNOWN" && from.activity !== "UNKNOWN";
    if (Array.isArray(from[fact])) return !empty(from[fact]);
    return empty(into[fact]) && !empty(from[fact]);
  }).map(([code]) => code);
