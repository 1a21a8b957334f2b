/* eslint-disable */
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day in the municipality's calendar: `2026-12-14`. */
  Date: { input: string; output: string; }
  /**
   * Implement the DateTime<FixedOffset> scalar
   *
   * The input/output is a string in RFC3339 format.
   */
  DateTime: { input: string; output: string; }
  /** A number with decimals, as a string: `"1000.50"`. */
  Decimal: { input: string; output: string; }
  /** A language in one script, as a BCP 47 tag: `sr-Cyrl`, `sr-Latn`, `bs`, `hr` or `en`. */
  Locale: { input: string; output: string; }
  /** URL is a String implementing the [URL Standard](http://url.spec.whatwg.org/) */
  Url: { input: string; output: string; }
};

/** An area of work of the shared code list. */
export type Area = {
  __typename?: 'Area';
  /** The code, the same in every municipality: `environment`. */
  code: Scalars['String']['output'];
  /** The name, as the municipality it was asked through calls it. */
  label: Scalars['String']['output'];
};

/** How many calls of a list are in an area, whatever areas it was asked for. */
export type AreaCount = {
  __typename?: 'AreaCount';
  /** The area. */
  area: Area;
  /** How many calls. */
  count: Scalars['Int']['output'];
};

/** A document of a call: to read, to fill in or to bring. */
export type CallDocument = {
  __typename?: 'CallDocument';
  /** The file; null where the document is none, or lies elsewhere. */
  file?: Maybe<DocumentFile>;
  /** The format as readers know it: `PDF`, `DOCX`. */
  format?: Maybe<Scalars['String']['output']>;
  /** Media type, such as `application/pdf`. */
  mediaType?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  name: LocalisedText;
  /** When the present version replaced the one before. */
  replacedOn?: Maybe<Scalars['Date']['output']>;
  /** What the applicant does with it. */
  role: DocumentRole;
  /** Size in bytes. A float, because it may pass what GraphQL's `Int` holds. */
  sizeBytes?: Maybe<Scalars['Float']['output']>;
  /** Where it can be had: here where it is a file here; null where the notice only names it. */
  url?: Maybe<Scalars['Url']['output']>;
  /** Grows when the document is replaced. */
  version: Scalars['Int']['output'];
  /** Every file that the document has been, first to last; the last one holds. The others can still be had. */
  versions: Array<DocumentFile>;
};

/** A session or other dated event of a call. */
export type CallEvent = {
  __typename?: 'CallEvent';
  /** Whether an hour was stated. */
  hourStated: Scalars['Boolean']['output'];
  /** What happens. */
  kind: CallEventKind;
  /** Minutes, so that those who were absent get the same information. */
  minutesUrl?: Maybe<Scalars['Url']['output']>;
  /** Where. */
  place?: Maybe<LocalisedText>;
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
};

/** What happens at an event of a call. */
export type CallEventKind =
  /** Public debate on the priority areas. */
  | 'DEBATE'
  /** Info session or open day. */
  | 'INFO_SESSION'
  /** Mentor session; its minutes are published. */
  | 'MENTOR_SESSION'
  /** Training in writing projects. */
  | 'TRAINING';

/** A fact of a call that was corrected. */
export type CallField =
  /** The areas of work. */
  | 'AREAS'
  /** The total budget. */
  | 'BUDGET'
  /** The deadline. */
  | 'DEADLINE'
  /** The documents. */
  | 'DOCUMENTS'
  /** Who may apply. */
  | 'ELIGIBILITY'
  /** The most that a project may ask. */
  | 'MAX_GRANT'
  /** The least that a project may ask. */
  | 'MIN_GRANT'
  /** Anything else. */
  | 'OTHER'
  /** The summary. */
  | 'SUMMARY'
  /** The title. */
  | 'TITLE';

/** A change of a published call. */
export type Correction = {
  __typename?: 'Correction';
  /** What it is now; null where it was taken away. */
  after?: Maybe<Scalars['String']['output']>;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What it was; null where nothing was stated. */
  before?: Maybe<Scalars['String']['output']>;
  /** Which fact. */
  field: CallField;
  /** Why. */
  reason?: Maybe<LocalisedText>;
};

/** ISO 4217 code of a currency. */
export type CurrencyCode =
  /** Convertible mark, written KM. */
  | 'BAM'
  /** Euro. */
  | 'EUR'
  /** Serbian dinar. */
  | 'RSD'
  /** US dollar. */
  | 'USD';

/** Until when one can apply. */
export type Deadline = {
  __typename?: 'Deadline';
  /** The last instant that is still in time, in the municipality's zone; null where the notice states none. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** How many midnights lie between now and then, there: 0 on the last day, negative when it has passed. */
  daysLeft?: Maybe<Scalars['Int']['output']>;
  /** How much of the time from publication to deadline has gone by, in percent; null where either is unknown. */
  elapsedPercent?: Maybe<Scalars['Int']['output']>;
  /** Whether it was moved after publication. */
  extended: Scalars['Boolean']['output'];
  /** Every deadline that the call has had, first to last; the last one holds. */
  history: Array<PastDeadline>;
  /** Whether the notice states an hour. Without one, `at` is the end of that day: say so. */
  hourStated: Scalars['Boolean']['output'];
  /** What the notice says of the deadline where it states no date, such as "15 days from publication". */
  note?: Maybe<LocalisedText>;
  /** The call is open until the money is spent. */
  untilSpent: Scalars['Boolean']['output'];
};

/** A version of a document, as a file. It never changes. */
export type DocumentFile = {
  __typename?: 'DocumentFile';
  /** The format as readers know it: `PDF`, `DOCX`. */
  format: Scalars['String']['output'];
  /** Opaque id, `file_…`. */
  id: Scalars['ID']['output'];
  /** Media type, such as `application/pdf`. */
  mediaType: Scalars['String']['output'];
  /** What the file is called. */
  name: Scalars['String']['output'];
  /** When the next version replaced it; null for the one that holds. */
  replacedAt?: Maybe<Scalars['DateTime']['output']>;
  /** SHA-256 of its bytes, in hexadecimal digits: whoever has the file can check that it is this one. */
  sha256: Scalars['String']['output'];
  /** Size in bytes. A float, because it may pass what GraphQL's `Int` holds. */
  sizeBytes: Scalars['Float']['output'];
  /** When it came. */
  uploadedAt: Scalars['DateTime']['output'];
  /** Where it can be had. */
  url: Scalars['Url']['output'];
  /** First, second… version, from 1. */
  version: Scalars['Int']['output'];
};

/** What an applicant does with a document. */
export type DocumentRole =
  /** To bring. */
  | 'BRING'
  /** To fill in. */
  | 'FORM'
  /** The notice names it and does not say whether it is given or asked for. */
  | 'NAMED'
  /** To read: the call itself, guidelines. */
  | 'READ';

/** What kind of error, for programs: `extensions.code`. */
export type ErrorCode =
  /** The request is not well formed, does not fit the schema, or asks for more than it may. */
  | 'BAD_REQUEST'
  /** Somebody else changed it in the meantime. Read it anew and decide again. */
  | 'CONFLICT'
  /** You may know of it, but not do this; or a page of another site tried to write. */
  | 'FORBIDDEN'
  /** A fault of the server. `extensions.requestId` finds it in the log. */
  | 'INTERNAL'
  /** A value that was filled in cannot be taken as it is. */
  | 'INVALID'
  /** There is no such thing, or you may not know of it. */
  | 'NOT_FOUND'
  /** Nobody has sent a document with this hash yet, or it was forgotten. Send it once in full, with its hash. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Too many requests. `Retry-After` says when to come back. */
  | 'RATE_LIMITED'
  /** Well formed and allowed, but not possible as things stand. `extensions.reason` says why. */
  | 'REFUSED'
  /** This needs a person who has signed in. */
  | 'UNAUTHENTICATED'
  /** The server is busy or its database is away; the same request may pass later. */
  | 'UNAVAILABLE';

/** A range of money for one project. */
export type GrantFilter = {
  /** A project may get at least this much. */
  atLeast?: InputMaybe<Scalars['Decimal']['input']>;
  /** A project may get at most this much. */
  atMost?: InputMaybe<Scalars['Decimal']['input']>;
  /** The currency of both. */
  currency?: CurrencyCode;
};

/** A text in the locale that was asked for, or as near to it as there is. */
export type LocalisedText = {
  __typename?: 'LocalisedText';
  /** What `text` is in; put it into `lang`. */
  locale: Scalars['Locale']['output'];
  /** What the author wrote. */
  original: OriginalText;
  /**
   * The words: a translation where there is one, else the original in the script that was asked for; as written
   * where no locale was asked for.
   */
  text: Scalars['String']['output'];
};

/** A part of a call with money of its own. */
export type Lot = {
  __typename?: 'Lot';
  /** Code of its area of work; null where it has none of its own. */
  areaCode?: Maybe<Scalars['String']['output']>;
  /** All the money of the lot. */
  budget?: Maybe<Money>;
  /** The most that one organisation may get over all its projects. */
  capPerApplicant?: Maybe<Money>;
  /** The most that one project may ask. */
  maxGrant?: Maybe<Money>;
  /** The least that one project may ask. */
  minGrant?: Maybe<Money>;
  /** Its place in the notice, from 1. */
  position: Scalars['Int']['output'];
  /** Its name. */
  title: LocalisedText;
};

/** A sum of money. */
export type Money = {
  __typename?: 'Money';
  /** How much, with up to two decimals. */
  amount: Scalars['Decimal']['output'];
  /** Of what. */
  currency: CurrencyCode;
};

/** A municipality, city or district. */
export type Municipality = Node & {
  __typename?: 'Municipality';
  /** The areas of work, as this municipality names and orders them. */
  areas: Array<Area>;
  /** ISO 3166 code of the country. */
  country: Scalars['String']['output'];
  /** What a reader gets who asked for nothing else. */
  defaultLocale: Scalars['Locale']['output'];
  /** The entity of Bosnia and Herzegovina (`RS`, `FBiH`, `BD`); null outside it. */
  entity?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `mun_…`. */
  id: Scalars['ID']['output'];
  /** Opština, grad… */
  kind: MunicipalityKind;
  /** The name in the nominative, in the script of the asked locale. */
  name: Scalars['String']['output'];
  /** Where its open calls can be read without any script. */
  openCallsPage: Scalars['Url']['output'];
  /** One of the ten partners in Republika Srpska that were trained first. */
  partner: Scalars['Boolean']['output'];
  /** The stable name in addresses: `banja-luka`. */
  slug: Scalars['String']['output'];
  /** IANA name of the zone that its deadlines are in. */
  timeZone: Scalars['String']['output'];
  /** Its official site. */
  website?: Maybe<Scalars['Url']['output']>;
};

/** A page of municipalities. */
export type MunicipalityConnection = {
  __typename?: 'MunicipalityConnection';
  /** A list of edges. */
  edges: Array<MunicipalityEdge>;
  /** A list of nodes. */
  nodes: Array<Municipality>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type MunicipalityEdge = {
  __typename?: 'MunicipalityEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Municipality;
};

/** Which municipalities. */
export type MunicipalityFilter = {
  /** The ten partners in Republika Srpska that were trained first; or the others. */
  partner?: InputMaybe<Scalars['Boolean']['input']>;
  /** The beginning of a name, in any script, with or without diacritics. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What the law calls a unit of local self-government. */
export type MunicipalityKind =
  /** Grad. */
  | 'CITY'
  /** Gradska opština: a part of a city with a council of its own. */
  | 'CITY_PART'
  /** The District of Brčko. */
  | 'DISTRICT'
  /** Opština, općina. */
  | 'MUNICIPALITY';

/** Anything with an id. */
export type Node = {
  /** Opaque id; its beginning tells the type. */
  id: Scalars['ID']['output'];
};

/** An open call: from announcement to contract. */
export type OpenCall = Node & {
  __typename?: 'OpenCall';
  /** The areas of work that it supports. */
  areas: Array<Area>;
  /** The areas in the words of the notice. */
  areasAsWritten: Array<Scalars['String']['output']>;
  /** All the money of the call; null where the notice does not say. */
  budget?: Maybe<Money>;
  /** Own contribution of the applicant, at least, in percent; null where none is asked. */
  coFundingPercent?: Maybe<Scalars['Int']['output']>;
  /** Office, address, hours; null where the notice does not say. */
  contact?: Maybe<LocalisedText>;
  /** What was changed after publication, oldest first. */
  corrections: Array<Correction>;
  /** Until when one can apply, and what became of it. */
  deadline: Deadline;
  /** What to read, to fill in and to bring. */
  documents: Array<CallDocument>;
  /** Who may apply; null where the notice does not say. */
  eligibility?: Maybe<LocalisedText>;
  /** Sessions and other dated events, in their order. */
  events: Array<CallEvent>;
  /** An exercise of a training, not a real call. Label it wherever you show it. */
  exercise: Scalars['Boolean']['output'];
  /** Opaque id, `call_…`. */
  id: Scalars['ID']['output'];
  /** What it is for. */
  kind: OpenCallKind;
  /** The law or decision it rests on; null where the notice does not say. */
  legalBasis?: Maybe<LocalisedText>;
  /** Parts with money of their own. */
  lots: Array<Lot>;
  /** The most that one project may ask; null where the notice does not say. */
  maxGrant?: Maybe<Money>;
  /** Longest project, in months; null where the notice does not say. */
  maxMonths?: Maybe<Scalars['Int']['output']>;
  /** The least that one project may ask; null where the notice does not say. */
  minGrant?: Maybe<Money>;
  /** Shortest project, in months; null where the notice does not say. */
  minMonths?: Maybe<Scalars['Int']['output']>;
  /** Whose call it is. */
  municipality: Municipality;
  /** Until when the preliminary list may be objected to; null where no days are set. */
  objectionsUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When applications start to be taken, if later than publication. */
  opensAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it can be read without any script, in the language that was asked for. */
  page: Scalars['Url']['output'];
  /** In which part of a list it is shown. */
  phase: OpenCallPhase;
  /** The day on the notice; null where it is not known. */
  publishedOn?: Maybe<Scalars['Date']['output']>;
  /** Until when questions are answered; null where the notice does not say. */
  questionsUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Number of the act; null where the notice does not say. */
  referenceNumber?: Maybe<Scalars['String']['output']>;
  /** When the list of results is promised; null where it is not. */
  resultsExpectedOn?: Maybe<Scalars['Date']['output']>;
  /** Where the notice was read; null where the call was written here. */
  sourceUrl?: Maybe<Scalars['Url']['output']>;
  /** Its state at the moment of the request. */
  status: OpenCallStatus;
  /** What it is about; null where nobody wrote that. */
  summary?: Maybe<LocalisedText>;
  /** As on the notice. */
  title: LocalisedText;
};

/** What became of a call. */
export type OpenCallChange =
  /** It is not what it was: a correction, a later deadline, a result. */
  | 'CHANGED'
  /** It can be read now and could not before. */
  | 'PUBLISHED'
  /** It cannot be read any more. */
  | 'WITHDRAWN';

/** A page of open calls, with the counts that surround it. */
export type OpenCallConnection = {
  __typename?: 'OpenCallConnection';
  /** The areas that occur in the list, with counts, whatever areas it was asked for. */
  areaCounts: Array<AreaCount>;
  /** A list of edges. */
  edges: Array<OpenCallEdge>;
  /** A list of nodes. */
  nodes: Array<OpenCall>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
  /** How many calls the list has in each part, whatever parts it was asked for. */
  phaseCounts: PhaseCounts;
};

/** An edge in a connection. */
export type OpenCallEdge = {
  __typename?: 'OpenCallEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: OpenCall;
};

/** Something happened to a call. */
export type OpenCallEvent = {
  __typename?: 'OpenCallEvent';
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** The call as it is now; null where it cannot be read any more. */
  call?: Maybe<OpenCall>;
  /** Id of the call, also of one that cannot be read any more. */
  callId: Scalars['ID']['output'];
  /** What became of the call. */
  change: OpenCallChange;
  /** Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time. */
  cursor: Scalars['String']['output'];
};

/** Which calls. Everything given must hold; within a list one is enough. */
export type OpenCallFilter = {
  /** Codes of areas of work. */
  areas?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What one project may get. A call that states no such sum does not match. */
  grant?: InputMaybe<GrantFilter>;
  /** Of one of these kinds. */
  kind?: InputMaybe<Array<OpenCallKind>>;
  /** Slug of the municipality. */
  municipality?: InputMaybe<Scalars['String']['input']>;
  /** In one of these parts of the list. */
  phase?: InputMaybe<Array<OpenCallPhase>>;
  /** In one of these states. */
  status?: InputMaybe<Array<OpenCallStatus>>;
  /**
   * Words, or beginnings of words, of title, summary and areas; in any script, with or without diacritics,
   * ijekavian or ekavian.
   */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What a call is for. */
export type OpenCallKind =
  /** Notice that a call will come. */
  | 'ANNOUNCEMENT'
  /** A call that is not, or not only, for organisations. */
  | 'OTHER'
  /** Money for projects of civil-society organisations. */
  | 'PROJECTS'
  /** A status of public or local interest; no money. */
  | 'STATUS';

/** The order of a list of calls. */
export type OpenCallOrder =
  /** The deadline that comes first, first; calls without a deadline last. */
  | 'DEADLINE_SOONEST'
  /** The most recently published first. */
  | 'NEWEST';

/** The three parts that a list of calls is shown in. More statuses may come; these three stay. */
export type OpenCallPhase =
  /** One will be able to apply. */
  | 'ANNOUNCED'
  /** One cannot apply any more. */
  | 'CLOSED'
  /** One can apply now. */
  | 'OPEN';

/** The state of a call now. It follows from time and from what officials decided; no job flips it. */
export type OpenCallStatus =
  /** Published; applications are not taken yet. */
  | 'ANNOUNCED'
  /** Cancelled. */
  | 'CANCELLED'
  /** The deadline has passed. */
  | 'CLOSED'
  /** Contracts are signed. */
  | 'CONTRACTED'
  /** A commission is at work. */
  | 'EVALUATING'
  /** Applications are taken, and the deadline was moved. */
  | 'EXTENDED'
  /** The final list is out. */
  | 'FINAL_LIST'
  /** The preliminary list is out and may be objected to. */
  | 'OBJECTIONS'
  /** Applications are taken. */
  | 'OPEN'
  /** Applications are taken until the money is spent. */
  | 'OPEN_UNTIL_SPENT'
  /** The preliminary list is out; objections are not taken (any more). */
  | 'PRELIMINARY_LIST'
  /** The source states no deadline: kept as a record, never shown as open. */
  | 'UNDATED';

/** A text exactly as its author wrote it. */
export type OriginalText = {
  __typename?: 'OriginalText';
  /** What they are in. */
  locale: Scalars['Locale']['output'];
  /** The words, with any wrong letters of the source. */
  text: Scalars['String']['output'];
};

/** Information about pagination in a connection */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** When paginating forwards, the cursor to continue. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** When paginating forwards, are there more items? */
  hasNextPage: Scalars['Boolean']['output'];
  /** When paginating backwards, are there more items? */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** When paginating backwards, the cursor to continue. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** One of the deadlines that a call has had. */
export type PastDeadline = {
  __typename?: 'PastDeadline';
  /** The last instant in time. */
  at: Scalars['DateTime']['output'];
  /** Whether an hour was stated. */
  hourStated: Scalars['Boolean']['output'];
  /** Why it replaced the one before. */
  reason?: Maybe<LocalisedText>;
  /** When it was set; null where that is not known. */
  setOn?: Maybe<Scalars['Date']['output']>;
};

/** How many calls a list has in each part, whatever parts it was asked for. */
export type PhaseCounts = {
  __typename?: 'PhaseCounts';
  /** One will be able to apply. */
  announced: Scalars['Int']['output'];
  /** One cannot apply any more. */
  closed: Scalars['Int']['output'];
  /** One can apply now. */
  open: Scalars['Int']['output'];
};

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** The areas of work that calls and organisations are filed under, in their order. */
  areas: Array<Area>;
  /** Municipalities, by slug. */
  municipalities: MunicipalityConnection;
  /** The municipality with this slug; null where there is none. */
  municipality?: Maybe<Municipality>;
  /** The thing with this id; null where there is none that you may see. */
  node?: Maybe<Node>;
  /**
   * The things with these ids, in their order; null where there is none that you may see. At most 100 (unless
   * this server is set otherwise).
   */
  nodes: Array<Maybe<Node>>;
  /** Open calls, of one municipality or of all. */
  openCalls: OpenCallConnection;
};


/** Everything that can be read. */
export type QueryAreasArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryMunicipalitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MunicipalityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryMunicipalityArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
  slug: Scalars['String']['input'];
};


/** Everything that can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryOpenCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OpenCallFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
  orderBy?: OpenCallOrder;
};

/** Why something is not possible as things stand, for programs: `extensions.reason` beside the code `REFUSED`. */
export type Reason =
  /** The file is damaged, did not come whole, or cannot be opened safely. */
  | 'FILE_DAMAGED'
  /** There is nothing in the file. */
  | 'FILE_EMPTY'
  /** There are programs (macros) in the file. Save it without. */
  | 'FILE_HAS_MACROS'
  /** The file is not of the kind that its name says. */
  | 'FILE_NOT_WHAT_IT_SAYS'
  /** The file is larger than a file may be here. */
  | 'FILE_TOO_LARGE'
  /** Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG. */
  | 'FILE_TYPE_NOT_ALLOWED'
  /** Too much has happened since then to be told, or this place is one of another history. Ask anew. */
  | 'RESUME_TOO_OLD';

/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type Subscription = {
  __typename?: 'Subscription';
  /** A call is published, changed or withdrawn. Each event carries the call as it is now. */
  openCallChanged: OpenCallEvent;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionOpenCallChangedArgs = {
  areas?: InputMaybe<Array<Scalars['String']['input']>>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
  municipality?: InputMaybe<Scalars['String']['input']>;
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};

export type OpenCallsQueryVariables = Exact<{
  filter?: InputMaybe<OpenCallFilter>;
  orderBy: OpenCallOrder;
  locale: Scalars['Locale']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type OpenCallsQuery = { __typename?: 'Query', openCalls: { __typename?: 'OpenCallConnection', phaseCounts: { __typename?: 'PhaseCounts', open: number, announced: number, closed: number }, areaCounts: Array<{ __typename?: 'AreaCount', count: number, area: { __typename?: 'Area', code: string, label: string } }>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'OpenCall', id: string, status: OpenCallStatus, phase: OpenCallPhase, exercise: boolean, publishedOn?: string | null, opensAt?: string | null, page: string, title: { __typename?: 'LocalisedText', text: string, locale: string }, deadline: { __typename?: 'Deadline', at?: string | null, hourStated: boolean, daysLeft?: number | null, elapsedPercent?: number | null, note?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, areas: Array<{ __typename?: 'Area', label: string }>, municipality: { __typename?: 'Municipality', name: string } }> } };

export type OpenCallQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  locale: Scalars['Locale']['input'];
}>;


export type OpenCallQuery = { __typename?: 'Query', node?:
    | { __typename?: 'Municipality' }
    | { __typename?: 'OpenCall', referenceNumber?: string | null, questionsUntil?: string | null, objectionsUntil?: string | null, resultsExpectedOn?: string | null, coFundingPercent?: number | null, maxMonths?: number | null, sourceUrl?: string | null, id: string, status: OpenCallStatus, phase: OpenCallPhase, exercise: boolean, publishedOn?: string | null, opensAt?: string | null, page: string, deadline: { __typename?: 'Deadline', at?: string | null, hourStated: boolean, daysLeft?: number | null, elapsedPercent?: number | null, history: Array<{ __typename?: 'PastDeadline', at: string, hourStated: boolean, reason?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, note?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, summary?: { __typename?: 'LocalisedText', text: string, locale: string } | null, eligibility?: { __typename?: 'LocalisedText', text: string, locale: string } | null, contact?: { __typename?: 'LocalisedText', text: string, locale: string } | null, legalBasis?: { __typename?: 'LocalisedText', text: string, locale: string } | null, lots: Array<{ __typename?: 'Lot', title: { __typename?: 'LocalisedText', text: string, locale: string }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, capPerApplicant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null }>, documents: Array<{ __typename?: 'CallDocument', role: DocumentRole, url?: string | null, format?: string | null, sizeBytes?: number | null, replacedOn?: string | null, name: { __typename?: 'LocalisedText', text: string, locale: string } }>, events: Array<{ __typename?: 'CallEvent', kind: CallEventKind, startsAt: string, hourStated: boolean, minutesUrl?: string | null, place?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, corrections: Array<{ __typename?: 'Correction', at: string, field: CallField, before?: string | null, after?: string | null, reason?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, title: { __typename?: 'LocalisedText', text: string, locale: string }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, areas: Array<{ __typename?: 'Area', label: string }>, municipality: { __typename?: 'Municipality', name: string } }
   | null };

export type OpenCallChangedSubscriptionVariables = Exact<{
  municipality?: InputMaybe<Scalars['String']['input']>;
}>;


export type OpenCallChangedSubscription = { __typename?: 'Subscription', openCallChanged: { __typename?: 'OpenCallEvent', cursor: string, change: OpenCallChange, callId: string } };

export type EntryFragment = { __typename?: 'OpenCall', id: string, status: OpenCallStatus, phase: OpenCallPhase, exercise: boolean, publishedOn?: string | null, opensAt?: string | null, page: string, title: { __typename?: 'LocalisedText', text: string, locale: string }, deadline: { __typename?: 'Deadline', at?: string | null, hourStated: boolean, daysLeft?: number | null, elapsedPercent?: number | null, note?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, areas: Array<{ __typename?: 'Area', label: string }>, municipality: { __typename?: 'Municipality', name: string } };

export type SumFragment = { __typename?: 'Money', amount: string, currency: CurrencyCode };

export const SumFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<SumFragment, unknown>;
export const EntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Entry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}},{"kind":"Field","name":{"kind":"Name","value":"elapsedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<EntryFragment, unknown>;
export const OpenCallsDocument = {"__meta__":{"hash":"31f3d311b48e1e89c0991214ed74096286969643e75255732522dc9b293236b3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenCalls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCallFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCallOrder"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openCalls"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phaseCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"announced"}},{"kind":"Field","name":{"kind":"Name","value":"closed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areaCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Entry"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Entry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}},{"kind":"Field","name":{"kind":"Name","value":"elapsedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<OpenCallsQuery, OpenCallsQueryVariables>;
export const OpenCallDocument = {"__meta__":{"hash":"50111c114a78dff0c6662ca34d745f48b8edf5fec958863c02865ccca7f2b2be"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenCall"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Entry"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"history"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligibility"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalBasis"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"referenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"questionsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"objectionsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"resultsExpectedOn"}},{"kind":"Field","name":{"kind":"Name","value":"coFundingPercent"}},{"kind":"Field","name":{"kind":"Name","value":"maxMonths"}},{"kind":"Field","name":{"kind":"Name","value":"sourceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capPerApplicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"replacedOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"place"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minutesUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corrections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Entry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}},{"kind":"Field","name":{"kind":"Name","value":"elapsedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<OpenCallQuery, OpenCallQueryVariables>;
export const OpenCallChangedDocument = {"__meta__":{"hash":"4d7cbaf9521d52e1cf9b99c130afac077062eb16086e7c63fe821f6e435faff9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OpenCallChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openCallChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"municipality"},"value":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"callId"}}]}}]}}]} as unknown as DocumentNode<OpenCallChangedSubscription, OpenCallChangedSubscriptionVariables>;