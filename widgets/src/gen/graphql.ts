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

/** Something that was done. */
export type Act = {
  __typename?: 'Act';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Who; null where it was done at the console or came from outside. */
  by?: Maybe<Scalars['String']['output']>;
  /** What became of what. Of what was saved and not published: which fields, and nothing of what is written in them. */
  changes: Array<ActChange>;
  /** Where it stands in the journal; also what `resumeAfter` takes. */
  cursor: Scalars['String']['output'];
  /** What. */
  kind: ActKind;
  /** Why; null where no reason was given. */
  reason?: Maybe<Scalars['String']['output']>;
  /** To what. */
  subjectId: Scalars['ID']['output'];
  /**
   * What that was called then; null where it has no name. Of somebody who was invited, has other roles or another name:
   * what he is called now, and null when it is not known any more who he was.
   */
  title?: Maybe<Scalars['String']['output']>;
};

/** A part of a version of an act: a chapter, an article, a paragraph. */
export type ActAnchor = {
  __typename?: 'ActAnchor';
  /** How many others it stands in. */
  depth: Scalars['Int']['output'];
  /** Its title; null where it has none. */
  heading?: Maybe<LocalisedText>;
  /** The part as it stands in this version, `part_…`: what a comment on it names. */
  id: Scalars['ID']['output'];
  /**
   * What it is known by, `anc_…`: the same in every version in which it lives on. Its address in the page is `#` and
   * this.
   */
  key: Scalars['ID']['output'];
  /** What part it is. */
  kind: AnchorKind;
  /** `Član 12.`, `GLAVA I`, `(2)`; null for a part without a number. */
  label?: Maybe<LocalisedText>;
  /** The key of the part that it stands in; null at the top. */
  parent?: Maybe<Scalars['ID']['output']>;
  /** Its place in the whole version, from 1. */
  position: Scalars['Int']['output'];
  /**
   * Its own words, without those of the parts in it; null where it has none. Points of a list stand on lines of their
   * own.
   */
  text?: Maybe<LocalisedText>;
};

/** One fact that was changed. */
export type ActChange = {
  __typename?: 'ActChange';
  /** What it is; null where there is nothing. */
  after?: Maybe<Scalars['String']['output']>;
  /** What it was; null where there was nothing. */
  before?: Maybe<Scalars['String']['output']>;
  /** Which: a code, such as `deadline` or `roles`. */
  field: Scalars['String']['output'];
};

/** A page of the journal. */
export type ActConnection = {
  __typename?: 'ActConnection';
  /** A list of edges. */
  edges: Array<ActEdge>;
  /** A list of nodes. */
  nodes: Array<Act>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type ActEdge = {
  __typename?: 'ActEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Act;
};

/** How the text of an act is written. */
export type ActFormat =
  /** With headings and lists marked. */
  | 'MARKDOWN'
  /** As somebody pastes it: from a page, a letter, or a PDF. */
  | 'TEXT';

/** What was done. */
export type ActKind =
  /** A published call will not be held. */
  | 'CALL_CANCELLED'
  /** A published call is not what it was. */
  | 'CALL_CHANGED'
  /** A call is being written; nobody outside sees it. */
  | 'CALL_DRAFTED'
  /** A draft was saved, or changes of a published call that are not published yet. */
  | 'CALL_EDITED'
  /** A published call has a later deadline. */
  | 'CALL_EXTENDED'
  /** A call can be read by everybody now. */
  | 'CALL_PUBLISHED'
  /** A call cannot be read any more. */
  | 'CALL_WITHDRAWN'
  /** The municipality answered comments. */
  | 'COMMENT_ANSWERED'
  /** Whoever wrote a comment wrote it anew. */
  | 'COMMENT_CHANGED'
  /** Whoever wrote a comment is forgotten, or the whole comment is. */
  | 'COMMENT_ERASED'
  /** Somebody says that a comment should not stand there. */
  | 'COMMENT_FLAGGED'
  /** A comment came that is odd, and waits longer. */
  | 'COMMENT_HELD'
  /** A comment can be read by everybody now. */
  | 'COMMENT_PUBLISHED'
  /** Somebody commented, and it is not published yet. */
  | 'COMMENT_RECEIVED'
  /** Part of a comment's text cannot be read any more. */
  | 'COMMENT_REDACTED'
  /** A comment is refused. */
  | 'COMMENT_REJECTED'
  /** More or fewer support a comment. */
  | 'COMMENT_SUPPORTED'
  /** Somebody took a comment back. */
  | 'COMMENT_WITHDRAWN'
  /** A published consultation will not be held, or not go on. */
  | 'CONSULTATION_CANCELLED'
  /** A published consultation is not what it was. */
  | 'CONSULTATION_CHANGED'
  /** A draft of a consultation was thrown away. */
  | 'CONSULTATION_DELETED'
  /** A consultation is being written; nobody outside sees it. */
  | 'CONSULTATION_DRAFTED'
  /** A draft of a consultation was saved, or changes of a published one that are not published yet. */
  | 'CONSULTATION_EDITED'
  /** A published consultation closes later. */
  | 'CONSULTATION_EXTENDED'
  /** The report of a consultation can be read by everybody. */
  | 'CONSULTATION_FINISHED'
  /** A consultation can be read by everybody now. */
  | 'CONSULTATION_PUBLISHED'
  /** A consultation cannot be read any more. */
  | 'CONSULTATION_WITHDRAWN'
  /** A file was added to a call. */
  | 'DOCUMENT_ADDED'
  /** A file of a call was replaced by a newer one. */
  | 'DOCUMENT_REPLACED'
  /** A draft was thrown away. */
  | 'DRAFT_DELETED'
  /** Somebody is known in a city's directory, or not any more. */
  | 'IDENTITIES_CHANGED'
  /** Somebody who was invited came. */
  | 'INVITATION_ACCEPTED'
  /** An invitation was taken back. */
  | 'INVITATION_REVOKED'
  /** A municipality is new, or its name, settings or areas are not what they were. */
  | 'MUNICIPALITY_CHANGED'
  /** A list of organisations was brought; nothing of it is in the directory yet. */
  | 'ORGANISATIONS_BROUGHT'
  /** Two records that look like one organisation are two. */
  | 'ORGANISATIONS_DISTINCT'
  /** A list of organisations was imported. */
  | 'ORGANISATIONS_IMPORTED'
  /** Such a list was thrown away. */
  | 'ORGANISATIONS_IMPORT_DISCARDED'
  /** It was said what the columns of such a list are, or what becomes of its rows. */
  | 'ORGANISATIONS_IMPORT_EDITED'
  /** What an import of organisations did was taken back. */
  | 'ORGANISATIONS_IMPORT_UNDONE'
  /** An organisation in the directory is not what it was. */
  | 'ORGANISATION_CHANGED'
  /** What stands in the directory of an organisation was confirmed. */
  | 'ORGANISATION_CONFIRMED'
  /** Something of an organisation in the directory was saved that only officials see. */
  | 'ORGANISATION_EDITED'
  /** An organisation is in the directory now. */
  | 'ORGANISATION_LISTED'
  /** Two records of one organisation became one. */
  | 'ORGANISATION_MERGED'
  /** Somebody proposed an organisation for the directory. */
  | 'ORGANISATION_PROPOSED'
  /** An organisation was taken out of the directory. */
  | 'ORGANISATION_WITHDRAWN'
  /** Somebody has more or fewer passkeys than before, or new recovery codes. */
  | 'PASSKEYS_CHANGED'
  /** Somebody was invited to the desk. */
  | 'PERSON_INVITED'
  /** Somebody is called otherwise. */
  | 'PERSON_RENAMED'
  /** A question was answered, for everybody to read. */
  | 'QUESTION_ANSWERED'
  /** Somebody asked about a call. */
  | 'QUESTION_ASKED'
  /** An official wrote down a question that came another way. */
  | 'QUESTION_ENTERED'
  /** A question is not published. */
  | 'QUESTION_WITHHELD'
  /** Somebody does not represent an organisation any more. */
  | 'REPRESENTATIVE_ENDED'
  /** Somebody represents an organisation from now on. */
  | 'REPRESENTATIVE_NAMED'
  /** A list of results that was being made was thrown away. */
  | 'RESULTS_DISCARDED'
  /** A list of results of a call can be read by everybody now. */
  | 'RESULTS_PUBLISHED'
  /** Somebody may do more or less than before. */
  | 'ROLES_CHANGED'
  /** A session was ended. */
  | 'SESSION_ENDED'
  /** Somebody signed in. */
  | 'SIGNED_IN'
  /** What somebody says of the directory is so now, or some of it. */
  | 'SUGGESTION_APPROVED'
  /** Somebody says something of the directory, and it waits for an official. */
  | 'SUGGESTION_RECEIVED'
  /** What somebody says of the directory was refused. */
  | 'SUGGESTION_REFUSED'
  /** Somebody took a file with what is not public away from a desk; `title` is what it is called. */
  | 'TAKEN_AWAY'
  /** A program got a token. */
  | 'TOKEN_CREATED'
  /** A program lost its token. */
  | 'TOKEN_REVOKED';

/** A part of an act, as it is mended. */
export type ActPart = {
  __typename?: 'ActPart';
  /** How many others it stands in. */
  depth: Scalars['Int']['output'];
  /** Its title. */
  heading?: Maybe<Scalars['String']['output']>;
  /** `part_…`, what a comment names; null where it is not kept yet. */
  id?: Maybe<Scalars['ID']['output']>;
  /** `anc_…`, the same in every version in which it lives on; null where it is not kept yet. */
  key?: Maybe<Scalars['ID']['output']>;
  /** What part it is. */
  kind: AnchorKind;
  /** `Član 12.`, `GLAVA I`, `(2)`. */
  label?: Maybe<Scalars['String']['output']>;
  /** What is written by hand beside it; null where it is not kept yet. */
  others?: Maybe<PartWordings>;
  /** Its own words. */
  text?: Maybe<Scalars['String']['output']>;
};

/** A part of an act, as an official sends it. */
export type ActPartInput = {
  /** How deep it is meant to stand. */
  depth?: Scalars['Int']['input'];
  /** Its title. */
  heading?: InputMaybe<Scalars['String']['input']>;
  /**
   * What it was known by; left out for a new one. Kept where it names a part of before: whatever is written into it, it
   * stays that part.
   */
  key?: InputMaybe<Scalars['ID']['input']>;
  /** What part it is. */
  kind: AnchorKind;
  /** `Član 12.`, `GLAVA I`, `(2)`. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** What is written by hand beside it. Left out, it stays beside whatever stands as it stood, and goes with what does not. */
  others?: InputMaybe<PartWordingsInput>;
  /** Its own words. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/**
 * The text of an act as it was published. As it was written it never changes: another text is another version. What is
 * read in the other script may be spelt better afterwards, in the same words.
 */
export type ActVersion = {
  __typename?: 'ActVersion';
  /** All its parts in reading order, each with its depth and its parent: one list, from which the whole act is drawn. */
  anchors: Array<ActAnchor>;
  /**
   * What became of the parts of the version before, in the order of this one, and then those that are gone. Parts that
   * stayed as they were are left out; of the first version there is nothing to say.
   */
  changes: Array<AnchorChange>;
  /** Opaque id, `ver_…`. */
  id: Scalars['ID']['output'];
  /** What it is written in. */
  locale: Scalars['Locale']['output'];
  /** Why there is another version; null of the first, and where nobody said. */
  note?: Maybe<LocalisedText>;
  /** First, second… version, from 1. */
  number: Scalars['Int']['output'];
  /** When everybody could read it. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Whether an organisation is known to do anything. */
export type Activity =
  /** It works. */
  | 'ACTIVE'
  /** It is no more. */
  | 'DISSOLVED'
  /** It is registered, and does nothing at present. */
  | 'DORMANT'
  /** Nobody has said. */
  | 'UNKNOWN';

/** A letter of the alphabet, or the digits, and how many names of a list stand under it. */
export type AlphabetLetter = {
  __typename?: 'AlphabetLetter';
  /** How many organisations; 0 where none stands under it. */
  count: Scalars['Int']['output'];
  /** The letter: `Lj`, `Њ`; of names that begin with a digit `0–9`. The filter takes it as it stands here. */
  letter: Scalars['String']['output'];
};

/** What became of a part from one version to the next. */
export type AnchorChange = {
  __typename?: 'AnchorChange';
  /** What became of it. */
  change: AnchorFate;
  /** The part. */
  key: Scalars['ID']['output'];
  /** What it is called, as written. */
  label?: Maybe<Scalars['String']['output']>;
  /** What it was called, as written; null where it was not there, or had no number. */
  labelBefore?: Maybe<Scalars['String']['output']>;
  /** What the article is called that it is a part of, as written; null for an article or a chapter. */
  within?: Maybe<Scalars['String']['output']>;
  /** Its title and its words, word by word, as written. */
  words: Array<WordChange>;
};

/** What became of a part of an act in a new version. */
export type AnchorFate =
  /** It is new. */
  | 'ADDED'
  /** Its words or its title are others. */
  | 'CHANGED'
  /** It has the same words under another number, or in another place. */
  | 'MOVED'
  /** It is gone. */
  | 'REMOVED';

/** What part of an act it is. */
export type AnchorKind =
  /** Član. */
  | 'ARTICLE'
  /** Glava: it holds articles or chapters. */
  | 'CHAPTER'
  /** Stav: a piece of an article, or text that stands outside of one. */
  | 'PARAGRAPH';

/** What a municipality says to comments. */
export type AnswerCommentsInput = {
  /**
   * At most 100, of one consultation: those that say the same get the same answer; more of them under the same
   * `idempotencyKey`. Where another text or another answer
   * stands there by now it is a `CONFLICT`: nothing is answered, and `extensions.now` names those comments, each with
   * what stands there.
   */
  comments: Array<CommentToAnswer>;
  /** What becomes of what they say. */
  disposition: Disposition;
  /**
   * Drawn by you for this answer, 1 to 255 characters. Further comments that you name under it later, with the same
   * disposition and reasons, get the same answer; one that has it already stays as it is, so it may be sent again. Left out,
   * it is an answer of its own.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why; everybody reads it. */
  reason: Scalars['String']['input'];
  /** What the reason is written in; read from its letters where it is left out. */
  reasonLocale?: InputMaybe<Scalars['Locale']['input']>;
  /** Other wordings of the reason, written by hand for readers of other locales. */
  reasonOverrides?: Array<OverrideInput>;
};

/** Comments are answered. */
export type AnswerCommentsPayload = {
  __typename?: 'AnswerCommentsPayload';
  /** As they are now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** An answer. */
export type AnswerQuestionInput = {
  /** What everybody reads. */
  answer: EditedTextInput;
  /** `ask_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A question was answered. */
export type AnswerQuestionPayload = {
  __typename?: 'AnswerQuestionPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  question?: Maybe<DeskQuestion>;
};

/** The token of a program that works for you. */
export type ApiToken = {
  __typename?: 'ApiToken';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Until when it works. */
  expiresAt: Scalars['DateTime']['output'];
  /** `tok_…`. */
  id: Scalars['ID']['output'];
  /** The one municipality that it is good for. */
  municipality: Municipality;
  /** As you call it. */
  name: Scalars['String']['output'];
  /** What it is good for. */
  scopes: Array<TokenScope>;
  /** When it was last used, give or take some minutes. */
  usedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What an official agrees to. */
export type ApproveOrganisationSuggestionInput = {
  /** Which of the facts become what is proposed; all where it is left out. Where there are facts, at least one of them. */
  fields?: InputMaybe<Array<SuggestedField>>;
  /** `sug_…`. */
  id: Scalars['ID']['input'];
  /** The `organisationVersion` that was seen beside it; left out where it is about no record. */
  organisationVersion?: InputMaybe<Scalars['Int']['input']>;
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

/** A question of anybody. */
export type AskQuestionInput = {
  /** `call_…`. */
  call: Scalars['ID']['input'];
  /** Where to write when it is answered; the public is never told, and it is forgotten then. */
  email?: InputMaybe<Scalars['String']['input']>;
  /**
   * Drawn by the client for this question, at most 255 characters; a fresh UUID will do. Sent again with the same
   * key, for at least a day, the same question is not asked twice.
   */
  idempotencyKey: Scalars['String']['input'];
  /**
   * In what you read. The letter that says that it is answered is in that; your text is taken to be, where its script
   * does not say otherwise.
   */
  locale?: InputMaybe<Scalars['Locale']['input']>;
  /** Who asks; the public is never told. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What is asked; at most 2000 characters. Everybody reads it once it is answered. */
  text: Scalars['String']['input'];
};

/** A question was asked. */
export type AskQuestionPayload = {
  __typename?: 'AskQuestionPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The receipt. */
  question?: Maybe<ReceivedQuestion>;
};

/** As what somebody comments. */
export type AuthorKind =
  /** Without a name. */
  | 'ANONYMOUS'
  /** Under the name that he gives. */
  | 'CITIZEN'
  /** For an organisation. */
  | 'ORGANISATION';

/** A fact of a published call that would become another. */
export type CallChange = {
  __typename?: 'CallChange';
  /** What it would be; null where it would be taken away. */
  after?: Maybe<Scalars['String']['output']>;
  /** What it is; null where nothing is stated. */
  before?: Maybe<Scalars['String']['output']>;
  /** Which fact. */
  field: CallField;
};

/** Everything of a call that an editor writes. Nothing but the kind must be there before it is published. */
export type CallContent = {
  __typename?: 'CallContent';
  /** Codes of areas of work. */
  areas: Array<Scalars['String']['output']>;
  /** All the money of the call. */
  budget?: Maybe<Scalars['Decimal']['output']>;
  /** Own contribution of the applicant, at least, in percent. */
  coFundingPercent?: Maybe<Scalars['Int']['output']>;
  /** Office, address, hours. */
  contact?: Maybe<EditedText>;
  /** Of every sum. */
  currency?: Maybe<CurrencyCode>;
  /** Until when applications are taken. */
  deadline?: Maybe<Moment>;
  /** What is said of the deadline in words. */
  deadlineNote?: Maybe<EditedText>;
  /** Documents, in their order; one that is left out is removed. */
  documents: Array<CallDocumentContent>;
  /** Who may apply, in words. */
  eligibility?: Maybe<EditedText>;
  /** What kind of organisation may apply; empty where the notice does not say. */
  eligibleForms: Array<LegalForm>;
  /** Dated events; one that is left out is removed. */
  events: Array<CallEventContent>;
  /** An exercise of a training, not a real call. */
  exercise: Scalars['Boolean']['output'];
  /** What it is for. */
  kind: OpenCallKind;
  /** The law or decision it rests on. */
  legalBasis?: Maybe<EditedText>;
  /** Parts with money of their own, in their order. */
  lots: Array<CallLotContent>;
  /** The most that one project may ask. */
  maxGrant?: Maybe<Scalars['Decimal']['output']>;
  /** Longest project, in months. */
  maxMonths?: Maybe<Scalars['Int']['output']>;
  /** The least that one project may ask. */
  minGrant?: Maybe<Scalars['Decimal']['output']>;
  /** Shortest project, in months. */
  minMonths?: Maybe<Scalars['Int']['output']>;
  /** Until when the preliminary list may be objected to. */
  objectionsUntil?: Maybe<Moment>;
  /** When applications start to be taken, if later than publication. */
  opens?: Maybe<Moment>;
  /**
   * What it came from: a consultation, `con_…`, or an earlier call, `call_…`, of the same municipality that everybody can
   * read.
   */
  origin?: Maybe<Scalars['ID']['output']>;
  /** The day on the notice; of a draft, the day on which it is published where it is left out. */
  publishedOn?: Maybe<Scalars['Date']['output']>;
  /** Until when questions are answered. */
  questionsUntil?: Maybe<Moment>;
  /** Number of the act. */
  referenceNumber?: Maybe<Scalars['String']['output']>;
  /** Before what day it must have been registered. */
  registeredBefore?: Maybe<Scalars['Date']['output']>;
  /** When the list of results is promised. */
  resultsExpectedOn?: Maybe<Scalars['Date']['output']>;
  /** Where it must have its seat. */
  seatIn?: Maybe<EditedText>;
  /** What it is about. */
  summary?: Maybe<EditedText>;
  /** As on the notice. */
  title?: Maybe<EditedText>;
  /** Open until the money is spent. */
  untilSpent: Scalars['Boolean']['output'];
};

/** Everything of a call that an editor writes. Nothing but the kind must be there before it is published. */
export type CallContentInput = {
  /** Codes of areas of work. */
  areas?: Array<Scalars['String']['input']>;
  /** All the money of the call. */
  budget?: InputMaybe<Scalars['Decimal']['input']>;
  /** Own contribution of the applicant, at least, in percent. */
  coFundingPercent?: InputMaybe<Scalars['Int']['input']>;
  /** Office, address, hours. */
  contact?: InputMaybe<EditedTextInput>;
  /** Of every sum. */
  currency?: InputMaybe<CurrencyCode>;
  /** Until when applications are taken. */
  deadline?: InputMaybe<MomentInput>;
  /** What is said of the deadline in words. */
  deadlineNote?: InputMaybe<EditedTextInput>;
  /** Documents, in their order; one that is left out is removed. */
  documents?: Array<CallDocumentContentInput>;
  /** Who may apply, in words. */
  eligibility?: InputMaybe<EditedTextInput>;
  /** What kind of organisation may apply; empty where the notice does not say. */
  eligibleForms?: Array<LegalForm>;
  /** Dated events; one that is left out is removed. */
  events?: Array<CallEventContentInput>;
  /** An exercise of a training, not a real call. */
  exercise?: Scalars['Boolean']['input'];
  /** What it is for. */
  kind: OpenCallKind;
  /** The law or decision it rests on. */
  legalBasis?: InputMaybe<EditedTextInput>;
  /** Parts with money of their own, in their order. */
  lots?: Array<CallLotContentInput>;
  /** The most that one project may ask. */
  maxGrant?: InputMaybe<Scalars['Decimal']['input']>;
  /** Longest project, in months. */
  maxMonths?: InputMaybe<Scalars['Int']['input']>;
  /** The least that one project may ask. */
  minGrant?: InputMaybe<Scalars['Decimal']['input']>;
  /** Shortest project, in months. */
  minMonths?: InputMaybe<Scalars['Int']['input']>;
  /** Until when the preliminary list may be objected to. */
  objectionsUntil?: InputMaybe<MomentInput>;
  /** When applications start to be taken, if later than publication. */
  opens?: InputMaybe<MomentInput>;
  /**
   * What it came from: a consultation, `con_…`, or an earlier call, `call_…`, of the same municipality that everybody can
   * read.
   */
  origin?: InputMaybe<Scalars['ID']['input']>;
  /** The day on the notice; of a draft, the day on which it is published where it is left out. */
  publishedOn?: InputMaybe<Scalars['Date']['input']>;
  /** Until when questions are answered. */
  questionsUntil?: InputMaybe<MomentInput>;
  /** Number of the act. */
  referenceNumber?: InputMaybe<Scalars['String']['input']>;
  /** Before what day it must have been registered. */
  registeredBefore?: InputMaybe<Scalars['Date']['input']>;
  /** When the list of results is promised. */
  resultsExpectedOn?: InputMaybe<Scalars['Date']['input']>;
  /** Where it must have its seat. */
  seatIn?: InputMaybe<EditedTextInput>;
  /** What it is about. */
  summary?: InputMaybe<EditedTextInput>;
  /** As on the notice. */
  title?: InputMaybe<EditedTextInput>;
  /** Open until the money is spent. */
  untilSpent?: Scalars['Boolean']['input'];
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

/** A document, as it is edited. Its file comes by upload. */
export type CallDocumentContent = {
  __typename?: 'CallDocumentContent';
  /** `doc_…`; null for a thing to bring, which has neither file nor address. One that is given keeps its file. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Its name; no letters while nobody has written it. */
  name: EditedText;
  /** What the applicant does with it. */
  role: DocumentRole;
  /** Where it can be had, if not here. */
  url?: Maybe<Scalars['String']['output']>;
};

/** A document, as it is edited. Its file comes by upload. */
export type CallDocumentContentInput = {
  /** `doc_…`; null for a thing to bring, which has neither file nor address. One that is given keeps its file. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Its name; no letters while nobody has written it. */
  name: EditedTextInput;
  /** What the applicant does with it. */
  role: DocumentRole;
  /** Where it can be had, if not here. */
  url?: InputMaybe<Scalars['String']['input']>;
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

/** A session or other dated event, as it is edited. */
export type CallEventContent = {
  __typename?: 'CallEventContent';
  /** `evt_…`; null for a new one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** What happens. */
  kind: CallEventKind;
  /** Minutes, so that those who were absent get the same information. */
  minutesUrl?: Maybe<Scalars['String']['output']>;
  /** Where. */
  place?: Maybe<EditedText>;
  /** When it begins. */
  starts: Moment;
};

/** A session or other dated event, as it is edited. */
export type CallEventContentInput = {
  /** `evt_…`; null for a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** What happens. */
  kind: CallEventKind;
  /** Minutes, so that those who were absent get the same information. */
  minutesUrl?: InputMaybe<Scalars['String']['input']>;
  /** Where. */
  place?: InputMaybe<EditedTextInput>;
  /** When it begins. */
  starts: MomentInput;
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
  /** Whether the call is held at all. */
  | 'CANCELLATION'
  /** Office, address, hours. */
  | 'CONTACT'
  /** Own contribution of the applicant. */
  | 'CO_FUNDING'
  /** The deadline. */
  | 'DEADLINE'
  /** What is said of the deadline in words. */
  | 'DEADLINE_NOTE'
  /** The documents. */
  | 'DOCUMENTS'
  /** How long a project may last. */
  | 'DURATION'
  /** Who may apply. */
  | 'ELIGIBILITY'
  /** What kind of organisation may apply. */
  | 'ELIGIBLE_FORMS'
  /** Sessions and other dated events. */
  | 'EVENTS'
  /** What it is for. */
  | 'KIND'
  /** The law or decision it rests on. */
  | 'LEGAL_BASIS'
  /** Parts with money of their own. */
  | 'LOTS'
  /** The most that a project may ask. */
  | 'MAX_GRANT'
  /** The least that a project may ask. */
  | 'MIN_GRANT'
  /** Until when the preliminary list may be objected to. */
  | 'OBJECTIONS_UNTIL'
  /** When applications start to be taken. */
  | 'OPENS'
  /** What it came from: a consultation, or an earlier call. */
  | 'ORIGIN'
  /** Anything else. */
  | 'OTHER'
  /** The day on the notice. */
  | 'PUBLISHED_ON'
  /** Until when questions are answered. */
  | 'QUESTIONS_UNTIL'
  /** The number of the act. */
  | 'REFERENCE_NUMBER'
  /** Before what day it must have been registered. */
  | 'REGISTERED_BEFORE'
  /** When the list of results is promised. */
  | 'RESULTS_EXPECTED'
  /** Where it must have its seat. */
  | 'SEAT_IN'
  /** The summary. */
  | 'SUMMARY'
  /** The title. */
  | 'TITLE'
  /** Whether it is open until the money is spent. */
  | 'UNTIL_SPENT';

/** A part with money of its own, as it is edited. */
export type CallLotContent = {
  __typename?: 'CallLotContent';
  /** Its area, where it has one of its own. */
  areaCode?: Maybe<Scalars['String']['output']>;
  /** All the money of the lot. */
  budget?: Maybe<Scalars['Decimal']['output']>;
  /** The most that one organisation may get over all its projects. */
  capPerApplicant?: Maybe<Scalars['Decimal']['output']>;
  /** The most that one project may ask. */
  maxGrant?: Maybe<Scalars['Decimal']['output']>;
  /** The least that one project may ask. */
  minGrant?: Maybe<Scalars['Decimal']['output']>;
  /** Its name. */
  title?: Maybe<EditedText>;
};

/** A part with money of its own, as it is edited. */
export type CallLotContentInput = {
  /** Its area, where it has one of its own. */
  areaCode?: InputMaybe<Scalars['String']['input']>;
  /** All the money of the lot. */
  budget?: InputMaybe<Scalars['Decimal']['input']>;
  /** The most that one organisation may get over all its projects. */
  capPerApplicant?: InputMaybe<Scalars['Decimal']['input']>;
  /** The most that one project may ask. */
  maxGrant?: InputMaybe<Scalars['Decimal']['input']>;
  /** The least that one project may ask. */
  minGrant?: InputMaybe<Scalars['Decimal']['input']>;
  /** Its name. */
  title?: InputMaybe<EditedTextInput>;
};

/** What a call came from. */
export type CallOrigin = {
  __typename?: 'CallOrigin';
  /** A consultation, `con_…`, or an earlier call, `call_…`; `node` gives the rest of it. */
  id: Scalars['ID']['output'];
  /** Which of the two. */
  kind: CallOriginKind;
  /** Where it can be read without any script. */
  page: Scalars['Url']['output'];
  /** What it is called now. */
  title: LocalisedText;
};

/** What kind of thing a call came from. */
export type CallOriginKind =
  /** An earlier call, which it follows. */
  | 'CALL'
  /** A consultation. */
  | 'CONSULTATION';

/** What became of one application. */
export type CallResult = {
  __typename?: 'CallResult';
  /** What was approved, which may be less than was asked; null where nothing was. */
  approved?: Maybe<Money>;
  /** What was asked; null where the list does not say. */
  asked?: Maybe<Money>;
  /** What the application is known by in every list of the call, `entry_…`. */
  entryId: Scalars['ID']['output'];
  /** Opaque id of the row, `row_…`. */
  id: Scalars['ID']['output'];
  /** Its tax number, where the list has it. */
  jib?: Maybe<Scalars['String']['output']>;
  /** Its lot, as it was called then; null where the call has none. */
  lot?: Maybe<LocalisedText>;
  /** What the list says beside it. */
  note?: Maybe<LocalisedText>;
  /** The same organisation in the directory; null where it is not sure which it is, or it cannot be read there. */
  organisation?: Maybe<Organisation>;
  /** Who applied, as the list writes it. */
  organisationName: LocalisedText;
  /** What became of it. */
  outcome: ResultOutcome;
  /** Points, with at most one decimal; null where the list has none. */
  points?: Maybe<Scalars['Decimal']['output']>;
  /** With what it applied; null where the list does not say. */
  project?: Maybe<LocalisedText>;
  /** Its rank; null where it has none. */
  rank?: Maybe<Scalars['Int']['output']>;
  /** Why it was not judged; null where it was. */
  reason?: Maybe<ResultReason>;
};

/** A list of the results of a call. It never changes; one that is wrong is replaced by another. */
export type CallResults = {
  __typename?: 'CallResults';
  /** Why it corrects a list of its own stage; null where it is the first of it. */
  correctedBecause?: Maybe<LocalisedText>;
  /** It as a table. */
  csv: Scalars['Url']['output'];
  /** Where the decision can be read; null where nobody has said. */
  decisionUrl?: Maybe<Scalars['Url']['output']>;
  /** Opaque id, `list_…`. */
  id: Scalars['ID']['output'];
  /** The last instant for objections, in the municipality's zone; null where none are taken, or no days are set. */
  objectionsUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When it was published here. */
  publishedAt: Scalars['DateTime']['output'];
  /** The day on the list. */
  publishedOn: Scalars['Date']['output'];
  /** When another took its place; null where it stands. */
  replacedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What became of each application, in the list's order. */
  rows: Array<CallResult>;
  /** Whether it may still be objected to. */
  stage: ResultStage;
};

/** Something to look at once more. */
export type CallWarning = {
  __typename?: 'CallWarning';
  /** What. */
  code: CallWarningCode;
  /** Which field, by its name in `CallContent`; of one in a list with its place: `lots.0.maxGrant`. */
  field: Scalars['String']['output'];
  /** On what day, where it is about one. */
  on?: Maybe<Scalars['Date']['output']>;
  /** What a sentence about it needs. */
  params: Array<Scalars['String']['output']>;
};

/** What an editor should look at once more. */
export type CallWarningCode =
  /** It comes before what must come first, which `params` names. */
  | 'DATES_OUT_OF_ORDER'
  /**
   * The deadline is on a weekend or a holiday. Where it is neither by law, `params` says what it is: `OWN` and what the
   * municipality calls its own day off; or `PERHAPS`, where believers may stay away or the government decides each year.
   */
  | 'DEADLINE_ON_DAY_OFF'
  /** The deadline has passed. */
  | 'DEADLINE_PAST'
  /** There are fewer days left than notices usually leave; `params`: how many, and how many are usual. */
  | 'DEADLINE_SOON'
  /** An event is when nobody can apply any more. */
  | 'EVENT_AFTER_DEADLINE'
  /** An event is on a weekend or a holiday; `params` as with `DEADLINE_ON_DAY_OFF`. */
  | 'EVENT_ON_DAY_OFF'
  /** An event has passed. */
  | 'EVENT_PAST'
  /** One project may get more than there is. */
  | 'GRANT_OVER_BUDGET'
  /** No hour is said: readers will not know until when that day. */
  | 'HOUR_MISSING'
  /** The lots together have more than there is. */
  | 'LOTS_OVER_BUDGET'
  /** Nobody finds it by area. */
  | 'NO_AREA'
  /** There is nothing to read, to fill in or to bring. */
  | 'NO_DOCUMENT';

/** Which call will not be held, and why. */
export type CancelCallInput = {
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A call was cancelled. */
export type CancelCallPayload = {
  __typename?: 'CancelCallPayload';
  /** As it is now. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which consultation will not be held or not go on, and why. */
export type CancelConsultationInput = {
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A consultation was cancelled. */
export type CancelConsultationPayload = {
  __typename?: 'CancelConsultationPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** A comment, written anew. */
export type ChangeCommentInput = {
  /** What is written on its receipt. */
  code: Scalars['String']['input'];
  /** Drawn by you for this change, 1 to 255 characters; whatever is sent again under it is done once. */
  idempotencyKey: Scalars['String']['input'];
  /** Under what name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What it says now: 3 to 5,000 characters. */
  text: Scalars['String']['input'];
};

/** A comment was written anew. */
export type ChangeCommentPayload = {
  __typename?: 'ChangeCommentPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  receipt?: Maybe<Receipt>;
};

/** A way on which a comment can be made. */
export type ChannelKind =
  /** At the counter of the administration. */
  | 'COUNTER'
  /** By e-mail. */
  | 'EMAIL'
  /** By a form of the municipality's own. */
  | 'FORM'
  /** Through the local community (mjesna zajednica). */
  | 'LOCAL_COMMUNITY'
  /** In the book that is laid out with the plan. */
  | 'NOTEBOOK'
  /** By letter. */
  | 'POST';

/**
 * What somebody says in a consultation. Everybody can read it; or it was refused or taken back, and keeps the place of the
 * replies beneath it.
 */
export type Comment = {
  __typename?: 'Comment';
  /** What the municipality says to it; null while it says nothing. */
  answer?: Maybe<OfficialAnswer>;
  /** The name under which it is said; null where it is said without one. */
  author?: Maybe<Scalars['String']['output']>;
  /** Whether whoever wrote it was forgotten: then `author` is a pseudonym. */
  authorErased: Scalars['Boolean']['output'];
  /** As what it is said; null where it cannot be read. */
  authorKind?: Maybe<AuthorKind>;
  /**
   * When it came, as readers are shown it, on the clocks of the municipality: `2026-11-24T11:02`, or the day alone,
   * `2026-11-20`, where an official entered later what had come on that day. Lists are in the order of `receivedAt`.
   */
  came: Scalars['String']['output'];
  /**
   * When whoever wrote it put other words in their place, or another name, last. Null where they are those that came, and where
   * it cannot be read.
   */
  changedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * How many files were sent with it: those that stand there, and those that were taken off since, of which there are marks. None
   * where it cannot be read.
   */
  fileCount: Scalars['Int']['output'];
  /** What was sent with it and stands there, as it came; empty where it cannot be read. */
  files: Array<CommentFile>;
  /** The marks of files that were sent with it and taken off; empty where it cannot be read. */
  filesTakenOff: Array<FileTakenOff>;
  /** Why it cannot be read; null where it can. */
  hidden?: Maybe<Hidden>;
  /** Opaque id; its beginning tells the type. */
  id: Scalars['ID']['output'];
  /** The language and script of the text. */
  locale: Scalars['Locale']['output'];
  /**
   * Which version of its act it is about, from 1, where another was published after it: the comment stays with the one
   * that it was written to. Null where that one holds, and where it is about the whole.
   */
  olderVersion?: Maybe<Scalars['Int']['output']>;
  /** On what way it came. */
  origin: CommentOrigin;
  /** The part of an act that it is about, `anc_…`, in whatever version; null where it is about the whole. */
  part?: Maybe<Scalars['ID']['output']>;
  /** What that part is called, such as `Član 12.`; null where it has no name. */
  partLabel?: Maybe<LocalisedText>;
  /** Since when everybody can read it. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was received; where an official entered it, when that was. */
  receivedAt: Scalars['DateTime']['output'];
  /** The day on which it came, where an official entered it later. Null where it came by itself; `came` has what is shown. */
  receivedOn?: Maybe<Scalars['Date']['output']>;
  /**
   * What replies to it, as it came. Replies stand at most three deep. Further ones: `comments(filter: {replyTo: …})` from
   * `endCursor` on, in the order `OLDEST`.
   */
  replies: CommentConnection;
  /** How many beneath it can be read, replies to replies among them. */
  replyCount: Scalars['Int']['output'];
  /** Which text it has now, from 1. */
  revision: Scalars['Int']['output'];
  /** How many support what it says now: it is counted anew where whoever wrote it says something else (`changedAt`). */
  supports: Scalars['Int']['output'];
  /**
   * The text, as written and with its line breaks; `■■■■` stands where something was covered. Null where it had to be
   * erased, and where it cannot be read.
   */
  text?: Maybe<Scalars['String']['output']>;
};


/**
 * What somebody says in a consultation. Everybody can read it; or it was refused or taken back, and keeps the place of the
 * replies beneath it.
 */
export type CommentRepliesArgs = {
  first?: Scalars['Int']['input'];
};

/** What the form for comments needs, and how much was said. */
export type CommentBox = {
  __typename?: 'CommentBox';
  /** How many zero bits. */
  bits: Scalars['Int']['output'];
  /**
   * What is to be solved: find a number so that SHA-256 of `challenge.idempotencyKey.number` begins with `bits` zero
   * bits, and send it as `solution`. Good for twelve hours.
   */
  challenge: Scalars['String']['output'];
  /** How many comments can be read. */
  counts: CommentCounts;
  /** Whether comments are taken now. */
  open: Scalars['Boolean']['output'];
  /** The same by part; parts without comments are left out. */
  parts: Array<PartCount>;
};

/** What became of a comment. */
export type CommentChange =
  /** The municipality answered it, or answered otherwise than before. */
  | 'ANSWERED'
  /** Its words are not what they were: whoever wrote it changed them, or some are covered or forgotten. */
  | 'CHANGED'
  /** It can be read now. */
  | 'PUBLISHED'
  /** An official refused it after it could be read. */
  | 'REJECTED'
  /** Somebody supports it. */
  | 'SUPPORTED'
  /** Whoever wrote it took it back. */
  | 'WITHDRAWN';

/** A page of comments. */
export type CommentConnection = {
  __typename?: 'CommentConnection';
  /** A list of edges. */
  edges: Array<CommentEdge>;
  /** A list of nodes. */
  nodes: Array<Comment>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** How many comments can be read. */
export type CommentCounts = {
  __typename?: 'CommentCounts';
  /** Those that the municipality has answered. */
  answered: Scalars['Int']['output'];
  /** All of them. */
  published: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type CommentEdge = {
  __typename?: 'CommentEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Comment;
};

/** Something happened to a comment. */
export type CommentEvent = {
  __typename?: 'CommentEvent';
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What became of the comment. */
  change: CommentChange;
  /** The comment as it is now; null where it cannot be read any more. */
  comment?: Maybe<Comment>;
  /** Id of the comment, also of one that cannot be read any more. */
  commentId: Scalars['ID']['output'];
  /** Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time. */
  cursor: Scalars['String']['output'];
  /** The part of an act that it is about, `anc_…`; null where it is about the whole. */
  part?: Maybe<Scalars['ID']['output']>;
  /** Id of the comment that it replies to; null where it is no reply. */
  replyTo?: Maybe<Scalars['ID']['output']>;
};

/** A file that was sent with a comment. */
export type CommentFile = {
  __typename?: 'CommentFile';
  /** Media type, such as `application/pdf`. */
  mediaType: Scalars['String']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** SHA-256 of its bytes, in hexadecimal digits: the log of the consultation commits to it. */
  sha256: Scalars['String']['output'];
  /** Size in bytes. A float, because it may pass what GraphQL's `Int` holds. */
  sizeBytes: Scalars['Float']['output'];
  /** Where it is read; of a comment that is not published, by those who decide about it. */
  url: Scalars['Url']['output'];
};

/** Which comments. */
export type CommentFilter = {
  /** Answered by the municipality, or not yet. */
  answered?: InputMaybe<Scalars['Boolean']['input']>;
  /** About this part of an act, `anc_…`, in whatever version. */
  part?: InputMaybe<Scalars['ID']['input']>;
  /** Replies to this comment, `com_…`; else those that reply to none. */
  replyTo?: InputMaybe<Scalars['ID']['input']>;
};

/** That somebody says a comment should not stand there. Who, nobody knows. */
export type CommentFlag = {
  __typename?: 'CommentFlag';
  /** When it was said. */
  at: Scalars['DateTime']['output'];
  /** Why it should not. */
  reason: CommentReason;
  /** The same in words. */
  words?: Maybe<Scalars['String']['output']>;
};

/** The order of a list of comments. */
export type CommentOrder =
  /** Those that most support first. */
  | 'MOST_SUPPORTED'
  /** The last that came first. */
  | 'NEWEST'
  /** As they came. */
  | 'OLDEST';

/** On what way a comment came. */
export type CommentOrigin =
  /** By e-mail; an official entered it. */
  | 'EMAIL'
  /** Through the form. */
  | 'ONLINE'
  /** On paper or by post; an official entered it. */
  | 'PAPER'
  /** Said at a session; an official entered it. */
  | 'SESSION';

/** What officials look through. A comment lies in one pile by its state, and perhaps in others by what is to be done. */
export type CommentPile =
  /** The same, and it has. */
  | 'ANSWERED'
  /** Somebody says that it should not stand there, and nobody has decided since. */
  | 'FLAGGED'
  /** Something about how it came is odd. */
  | 'HELD'
  /** Nobody has looked at it. */
  | 'PENDING'
  /** Everybody reads it. */
  | 'PUBLISHED'
  /** An official refused it. */
  | 'REJECTED'
  /** The same, and the municipality has not answered it. */
  | 'UNANSWERED'
  /** Whoever sent it has not shown that the address is his: nothing can be decided yet. */
  | 'UNCONFIRMED'
  /** Whoever wrote it took it back. */
  | 'WITHDRAWN';

/** Which comment, and which text of it was read. */
export type CommentRead = {
  /** `com_…`. */
  id: Scalars['ID']['input'];
  /** Which text you have read. */
  revision: Scalars['Int']['input'];
};

/** Why a comment is refused or reported. */
export type CommentReason =
  /** It advertises. */
  | 'ADVERTISING'
  /** The same was said by the same before. */
  | 'DUPLICATE'
  /** An official erred who entered it for somebody else. Only of what did not come `ONLINE`, and nobody reports it. */
  | 'ENTERED_WRONGLY'
  /** It incites hatred. */
  | 'HATE'
  /** It insults somebody. */
  | 'INSULT'
  /** Not about what is consulted on. */
  | 'OFF_TOPIC'
  /** It tells what is somebody's private affair. */
  | 'PERSONAL_DATA'
  /** It is against the law. */
  | 'UNLAWFUL'
  /** It cannot be understood. */
  | 'UNREADABLE';

/** A text that a comment has had. */
export type CommentRevision = {
  __typename?: 'CommentRevision';
  /**
   * Under what name. Null where there was none, where whoever wrote it was forgotten, and where an official made this text by
   * covering something.
   */
  author?: Maybe<Scalars['String']['output']>;
  /** The first, the second… */
  number: Scalars['Int']['output'];
  /** What it said. Null where it was forgotten: what is erased or covered stands in no text of before either. */
  text?: Maybe<Scalars['String']['output']>;
  /** When it was written. */
  writtenAt: Scalars['DateTime']['output'];
};

/** Whether a comment may be read. */
export type CommentState =
  /** Something about how it came is odd: it waits longer, and is never lost. */
  | 'HELD'
  /** An official has not looked at it. */
  | 'PENDING'
  /** Everybody reads it. */
  | 'PUBLISHED'
  /** An official refused it, and said why. */
  | 'REJECTED'
  /** Its address has not been confirmed; it is seen by nobody. */
  | 'UNCONFIRMED'
  /** Whoever wrote it took it back. */
  | 'WITHDRAWN';

/** Which comment is answered, and what of it was read. */
export type CommentToAnswer = {
  /** Which answer you have read under it, `ans_…`, and replace with yours; left out where none stood there. */
  answer?: InputMaybe<Scalars['ID']['input']>;
  /** `com_…`. */
  id: Scalars['ID']['input'];
  /** Which text you have read. */
  revision: Scalars['Int']['input'];
};

/** Whether whoever comments has to confirm an e-mail address. */
export type ConfirmEmail =
  /** Nothing is published before an address is confirmed. */
  | 'ALWAYS'
  /** No address is asked to be confirmed. */
  | 'NEVER'
  /** An address may be left out; one that is given has to be confirmed. */
  | 'WHEN_GIVEN';

/** Which organisation is as it stands here. */
export type ConfirmOrganisationInput = {
  /** `org_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** An organisation was confirmed. */
export type ConfirmOrganisationPayload = {
  __typename?: 'ConfirmOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  organisation?: Maybe<DeskOrganisation>;
};

/** That all is as it stands. */
export type ConfirmRepresentedOrganisationInput = {
  /** Of which, `org_…`. */
  organisation: Scalars['ID']['input'];
};

/** All is as it stands. */
export type ConfirmRepresentedOrganisationPayload = {
  __typename?: 'ConfirmRepresentedOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  organisation?: Maybe<RepresentedOrganisation>;
};

/** Who said last that a record is true. */
export type ConfirmedBy =
  /** An official of the municipality. */
  | 'MUNICIPALITY'
  /** The organisation itself. */
  | 'ORGANISATION';

/** A consultation: from announcement to report. */
export type Consultation = Node & {
  __typename?: 'Consultation';
  /** The draft acts that are consulted on. */
  acts: Array<DraftAct>;
  /** Until when every comment is to be answered; null where nobody set a day. */
  answerDueOn?: Maybe<Scalars['Date']['output']>;
  /** The areas of work that it is about. */
  areas: Array<Area>;
  /** The published calls that came from it, the newest first; at most 20. */
  calls: Array<OpenCall>;
  /** What was changed after publication, oldest first. */
  changes: Array<ConsultationCorrection>;
  /**
   * The other ways to comment. Unless `rules.onlineCounts`, they are the ones that the law knows: show them beside the
   * form.
   */
  channels: Array<ConsultationChannel>;
  /** Office, address, hours; null where the notice does not say. */
  contact?: Maybe<LocalisedText>;
  /** What can be read about it. */
  documents: Array<ConsultationDocument>;
  /** An exercise of a training, not a real consultation. Label it wherever you show it. */
  exercise: Scalars['Boolean']['output'];
  /** Opaque id, `con_…`. */
  id: Scalars['ID']['output'];
  /** In what form is asked. */
  kind: ConsultationKind;
  /** The law or decision it rests on; null where the notice does not say. */
  legalBasis?: Maybe<LocalisedText>;
  /** Whose consultation it is. */
  municipality: Municipality;
  /** Where it can be read without any script, in the language that was asked for. */
  page: Scalars['Url']['output'];
  /** From when and until when comments are taken. */
  period: ConsultationPeriod;
  /** The day on the notice; null where it is not known. */
  publishedOn?: Maybe<Scalars['Date']['output']>;
  /** What the municipality says of it when it is over; null before. Without it no consultation is finished. */
  report?: Maybe<Report>;
  /** The department or team that holds it; null where the notice does not say. */
  responsibleBody?: Maybe<LocalisedText>;
  /** By what rules one comments here. */
  rules: ConsultationRules;
  /** When and where people meet about it, in their order. */
  sessions: Array<ConsultationSession>;
  /** Where the notice was read; null where the consultation was written here. */
  sourceUrl?: Maybe<Scalars['Url']['output']>;
  /** Its state at the moment of the request. */
  status: ConsultationStatus;
  /** What it is about; null where nobody wrote that. */
  summary?: Maybe<LocalisedText>;
  /** As on the notice. */
  title: LocalisedText;
  /** How many comments everybody can read that have no answer yet. */
  unanswered: Scalars['Int']['output'];
};

/** What became of a consultation. */
export type ConsultationChange =
  /** It is not what it was: a correction, a new version, a later last day, a report. */
  | 'CHANGED'
  /** It can be read now and could not before. */
  | 'PUBLISHED'
  /** It cannot be read any more. */
  | 'WITHDRAWN';

/** A way to comment other than this form. */
export type ConsultationChannel = {
  __typename?: 'ConsultationChannel';
  /** Which way. */
  kind: ChannelKind;
  /** Where exactly, until when, marked with what. */
  text: LocalisedText;
};

/** A way to comment other than the form, as it is edited. */
export type ConsultationChannelContent = {
  __typename?: 'ConsultationChannelContent';
  /** Which way. */
  kind: ChannelKind;
  /** Where exactly, until when, marked with what; no letters while nobody has written it. */
  text: EditedText;
};

/** A way to comment other than the form, as it is edited. */
export type ConsultationChannelContentInput = {
  /** Which way. */
  kind: ChannelKind;
  /** Where exactly, until when, marked with what; no letters while nobody has written it. */
  text: EditedTextInput;
};

/** A page of consultations, with the counts that surround it. */
export type ConsultationConnection = {
  __typename?: 'ConsultationConnection';
  /** A list of edges. */
  edges: Array<ConsultationEdge>;
  /** A list of nodes. */
  nodes: Array<Consultation>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
  /** How many consultations the list has in each state, whatever states it was asked for. */
  statusCounts: ConsultationStatusCounts;
};

/**
 * Everything of a consultation that an editor writes, but the texts of its acts. Nothing but the kind must be there before
 * it is published.
 */
export type ConsultationContent = {
  __typename?: 'ConsultationContent';
  /** Whether somebody may comment without a name. */
  anonymousAllowed: Scalars['Boolean']['output'];
  /** Until when every comment is to be answered. */
  answerDueOn?: Maybe<Scalars['Date']['output']>;
  /** Codes of the areas of work that it is about. */
  areas: Array<Scalars['String']['output']>;
  /** Whether a file may be sent with a comment. */
  attachmentsAllowed: Scalars['Boolean']['output'];
  /** The other ways to comment, in their order. */
  channels: Array<ConsultationChannelContent>;
  /** Until when comments are taken. */
  closes?: Maybe<Moment>;
  /** What is said beside the form for comments. */
  commentNote?: Maybe<EditedText>;
  /** Whether an e-mail address has to be confirmed. */
  confirmEmail: ConfirmEmail;
  /** Office, address, hours. */
  contact?: Maybe<EditedText>;
  /** What is said of the dates in words. */
  datesNote?: Maybe<EditedText>;
  /** Documents, in their order; one that is left out is removed. */
  documents: Array<ConsultationDocumentContent>;
  /** An exercise of a training, not a real consultation. */
  exercise: Scalars['Boolean']['output'];
  /** In what form is asked. */
  kind: ConsultationKind;
  /** The law or decision it rests on. */
  legalBasis?: Maybe<EditedText>;
  /** When a comment can be read by everybody. */
  moderation: Moderation;
  /** How many of somebody are looked at first; goes with `FIRST_N`. */
  moderationFirst?: Maybe<Scalars['Int']['output']>;
  /** Whether a comment made here stands for one that came the way the law names. */
  onlineCounts: Scalars['Boolean']['output'];
  /** From when comments are taken, if later than publication. */
  opens?: Maybe<Moment>;
  /** The day on the notice; of a draft, the day on which it is published where it is left out. */
  publishedOn?: Maybe<Scalars['Date']['output']>;
  /** The department or team that holds it. */
  responsibleBody?: Maybe<EditedText>;
  /** When and where people meet; one that is left out is removed. */
  sessions: Array<ConsultationSessionContent>;
  /** What it is about, in a few sentences. */
  summary?: Maybe<EditedText>;
  /** Who may support a comment. */
  supports: Supports;
  /** As on the notice. */
  title?: Maybe<EditedText>;
};

/**
 * Everything of a consultation that an editor writes, but the texts of its acts. Nothing but the kind must be there before
 * it is published.
 */
export type ConsultationContentInput = {
  /** Whether somebody may comment without a name. */
  anonymousAllowed?: Scalars['Boolean']['input'];
  /** Until when every comment is to be answered. */
  answerDueOn?: InputMaybe<Scalars['Date']['input']>;
  /** Codes of the areas of work that it is about. */
  areas?: Array<Scalars['String']['input']>;
  /** Whether a file may be sent with a comment. */
  attachmentsAllowed?: Scalars['Boolean']['input'];
  /** The other ways to comment, in their order. */
  channels?: Array<ConsultationChannelContentInput>;
  /** Until when comments are taken. */
  closes?: InputMaybe<MomentInput>;
  /** What is said beside the form for comments. */
  commentNote?: InputMaybe<EditedTextInput>;
  /** Whether an e-mail address has to be confirmed. */
  confirmEmail?: ConfirmEmail;
  /** Office, address, hours. */
  contact?: InputMaybe<EditedTextInput>;
  /** What is said of the dates in words. */
  datesNote?: InputMaybe<EditedTextInput>;
  /** Documents, in their order; one that is left out is removed. */
  documents?: Array<ConsultationDocumentContentInput>;
  /** An exercise of a training, not a real consultation. */
  exercise?: Scalars['Boolean']['input'];
  /** In what form is asked. */
  kind: ConsultationKind;
  /** The law or decision it rests on. */
  legalBasis?: InputMaybe<EditedTextInput>;
  /** When a comment can be read by everybody. */
  moderation?: Moderation;
  /** How many of somebody are looked at first; goes with `FIRST_N`. */
  moderationFirst?: InputMaybe<Scalars['Int']['input']>;
  /** Whether a comment made here stands for one that came the way the law names. */
  onlineCounts?: Scalars['Boolean']['input'];
  /** From when comments are taken, if later than publication. */
  opens?: InputMaybe<MomentInput>;
  /** The day on the notice; of a draft, the day on which it is published where it is left out. */
  publishedOn?: InputMaybe<Scalars['Date']['input']>;
  /** The department or team that holds it. */
  responsibleBody?: InputMaybe<EditedTextInput>;
  /** When and where people meet; one that is left out is removed. */
  sessions?: Array<ConsultationSessionContentInput>;
  /** What it is about, in a few sentences. */
  summary?: InputMaybe<EditedTextInput>;
  /** Who may support a comment. */
  supports?: Supports;
  /** As on the notice. */
  title?: InputMaybe<EditedTextInput>;
};

/** A change of a published consultation. */
export type ConsultationCorrection = {
  __typename?: 'ConsultationCorrection';
  /** What it is now; null where it was taken away. */
  after?: Maybe<Scalars['String']['output']>;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What it was; null where nothing was stated. */
  before?: Maybe<Scalars['String']['output']>;
  /** Which fact. */
  field: ConsultationField;
  /** Why. */
  reason?: Maybe<LocalisedText>;
};

/** A document of a consultation. */
export type ConsultationDocument = {
  __typename?: 'ConsultationDocument';
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
  /** What it is. */
  role: ConsultationDocumentRole;
  /** Size in bytes. A float, because it may pass what GraphQL's `Int` holds. */
  sizeBytes?: Maybe<Scalars['Float']['output']>;
  /** Where it can be had: here where it is a file here; null where the notice only names it. */
  url?: Maybe<Scalars['Url']['output']>;
  /** Grows when the document is replaced. */
  version: Scalars['Int']['output'];
  /** Every file that the document has been, first to last; the last one holds. The others can still be had. */
  versions: Array<DocumentFile>;
};

/** A document, as it is edited. */
export type ConsultationDocumentContent = {
  __typename?: 'ConsultationDocumentContent';
  /** `cdoc_…`; null for a new one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Its name; no letters while nobody has written it. */
  name: EditedText;
  /** What it is. */
  role: ConsultationDocumentRole;
  /** Where it can be had. */
  url?: Maybe<Scalars['String']['output']>;
};

/** A document, as it is edited. */
export type ConsultationDocumentContentInput = {
  /** `cdoc_…`; null for a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Its name; no letters while nobody has written it. */
  name: EditedTextInput;
  /** What it is. */
  role: ConsultationDocumentRole;
  /** Where it can be had. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** What a document of a consultation is. */
export type ConsultationDocumentRole =
  /** The act that was adopted in the end. */
  | 'ADOPTED'
  /** The draft itself. */
  | 'DRAFT'
  /** Why it is drafted so. */
  | 'EXPLANATION'
  /** A form for remarks. */
  | 'FORM'
  /** Anything else. */
  | 'OTHER';

/** Something about a consultation that is due. */
export type ConsultationDue = {
  __typename?: 'ConsultationDue';
  /** When; null where it only waits. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** The consultation that it is about. */
  consultation?: Maybe<DeskConsultation>;
  /** How many, where they are many. */
  count?: Maybe<Scalars['Int']['output']>;
  /** How many midnights lie between now and then, there; negative where it is late. */
  daysLeft?: Maybe<Scalars['Int']['output']>;
  /** Whether the hour of it matters. */
  hourStated: Scalars['Boolean']['output'];
  /** What. */
  kind: ConsultationDueKind;
};

/** What is due about a consultation. */
export type ConsultationDueKind =
  /** Comments are to be answered. */
  | 'ANSWERS_DUE'
  /** Comments are not taken any more. */
  | 'CLOSES'
  /** Comments wait to be looked at. */
  | 'COMMENTS_WAITING'
  /** A draft waits. */
  | 'DRAFT_WAITING'
  /** Comments begin to be taken. */
  | 'OPENS'
  /** It is over and all is answered: the report is missing. */
  | 'REPORT_DUE'
  /** People meet. */
  | 'SESSION';

/** An edge in a connection. */
export type ConsultationEdge = {
  __typename?: 'ConsultationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Consultation;
};

/** Something happened to a consultation. */
export type ConsultationEvent = {
  __typename?: 'ConsultationEvent';
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What became of the consultation. */
  change: ConsultationChange;
  /** The consultation as it is now; null where it cannot be read any more. */
  consultation?: Maybe<Consultation>;
  /** Id of the consultation, also of one that cannot be read any more. */
  consultationId: Scalars['ID']['output'];
  /** Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time. */
  cursor: Scalars['String']['output'];
};

/** A fact of a published consultation that would become another. */
export type ConsultationFactChange = {
  __typename?: 'ConsultationFactChange';
  /** What it would be; null where it would be taken away. */
  after?: Maybe<Scalars['String']['output']>;
  /** What it is; null where nothing is stated. */
  before?: Maybe<Scalars['String']['output']>;
  /** Which fact. */
  field: ConsultationField;
};

/** A fact of a consultation that was changed. */
export type ConsultationField =
  /** The draft acts. */
  | 'ACTS'
  /** Until when comments are answered. */
  | 'ANSWER_DUE'
  /** The areas of work that it is about. */
  | 'AREAS'
  /** Whether it is held at all. */
  | 'CANCELLATION'
  /** The other ways to comment. */
  | 'CHANNELS'
  /** Until when comments are taken. */
  | 'CLOSES'
  /** What is said beside the form. */
  | 'COMMENT_NOTE'
  /** Office, address, hours. */
  | 'CONTACT'
  /** What is said of the dates in words. */
  | 'DATES_NOTE'
  /** The documents. */
  | 'DOCUMENTS'
  /** In what form is asked. */
  | 'KIND'
  /** The law or decision it rests on. */
  | 'LEGAL_BASIS'
  /** From when comments are taken. */
  | 'OPENS'
  /** Anything else. */
  | 'OTHER'
  /** The day on the notice. */
  | 'PUBLISHED_ON'
  /** Who holds it. */
  | 'RESPONSIBLE_BODY'
  /** Whether it counts for the law, who may comment and support, and what is looked at first. */
  | 'RULES'
  /** The sessions. */
  | 'SESSIONS'
  /** The summary. */
  | 'SUMMARY'
  /** The title. */
  | 'TITLE';

/** Which consultations. Everything given must hold; within a list one is enough. */
export type ConsultationFilter = {
  /** Codes of areas of work. */
  areas?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Of one of these kinds. */
  kind?: InputMaybe<Array<ConsultationKind>>;
  /** Slug of the municipality. */
  municipality?: InputMaybe<Scalars['String']['input']>;
  /** In one of these states. */
  status?: InputMaybe<Array<ConsultationStatus>>;
  /**
   * Words, or beginnings of words, of title, summary and the body that holds it; in any script, with or without
   * diacritics, ijekavian or ekavian.
   */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** In what form a municipality asks. */
export type ConsultationKind =
  /** A call for proposals before anything is drafted. */
  | 'CALL_FOR_PROPOSALS'
  /** Zbor građana: the citizens of a place meet. */
  | 'CITIZENS_ASSEMBLY'
  /** Any other way of asking. */
  | 'CONSULTATION'
  /** Javna rasprava: a draft is debated, at sessions and in writing. */
  | 'PUBLIC_DEBATE'
  /** Javni uvid: a plan is laid out, and remarks are written on the spot. */
  | 'PUBLIC_INSPECTION';

/** The order of a list of consultations. */
export type ConsultationOrder =
  /** What closes first, first; what has no last day, last. */
  | 'CLOSING_SOONEST'
  /** The most recently published first. */
  | 'NEWEST';

/** From when and until when comments are taken. */
export type ConsultationPeriod = {
  __typename?: 'ConsultationPeriod';
  /** The last instant that is still in time, in the municipality's zone; null where the notice states none. */
  closesAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the notice states an hour. Without one, `closesAt` is the end of that day: say so. */
  closesHourStated: Scalars['Boolean']['output'];
  /** How many midnights lie between now and then, there: 0 on the last day, negative when it has passed. */
  daysLeft?: Maybe<Scalars['Int']['output']>;
  /** What the source says of the dates where it does not state them. */
  note?: Maybe<LocalisedText>;
  /** The first instant, in the municipality's zone; null where the notice does not say: from publication on. */
  opensAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the notice states the hour of it. */
  opensHourStated: Scalars['Boolean']['output'];
};

/** By what rules one comments. */
export type ConsultationRules = {
  __typename?: 'ConsultationRules';
  /** Whether somebody may comment without a name. */
  anonymousAllowed: Scalars['Boolean']['output'];
  /** Whether a file may be sent with a comment. */
  attachmentsAllowed: Scalars['Boolean']['output'];
  /** Whether an e-mail address has to be confirmed. */
  confirmEmail: ConfirmEmail;
  /** When a comment can be read by everybody. */
  moderation: Moderation;
  /** How many of somebody are looked at first; there only with `FIRST_N`. */
  moderationFirst?: Maybe<Scalars['Int']['output']>;
  /** What is said beside the form; null where there is nothing more to say. */
  note?: Maybe<LocalisedText>;
  /**
   * Whether a comment made here stands for one that came the way the law names. Where it does not, say so, and show the
   * channels beside the form.
   */
  onlineCounts: Scalars['Boolean']['output'];
  /** Who may support a comment. */
  supports: Supports;
};

/** When and where people meet about a consultation. */
export type ConsultationSession = {
  __typename?: 'ConsultationSession';
  /** How many came; null where nobody counted, or it is still to come. */
  attendance?: Maybe<Scalars['Int']['output']>;
  /** For whom; null where it is for everybody. */
  audience?: Maybe<LocalisedText>;
  /** Whether an hour was stated. */
  hourStated: Scalars['Boolean']['output'];
  /** Minutes, so that those who were absent get the same information. */
  minutesUrl?: Maybe<Scalars['Url']['output']>;
  /** Where. */
  place?: Maybe<LocalisedText>;
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
};

/** When and where people meet, as it is edited. */
export type ConsultationSessionContent = {
  __typename?: 'ConsultationSessionContent';
  /** How many came. */
  attendance?: Maybe<Scalars['Int']['output']>;
  /** For whom; null where it is for everybody. */
  audience?: Maybe<EditedText>;
  /** `mtg_…`; null for a new one. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Minutes, so that those who were absent get the same information. */
  minutesUrl?: Maybe<Scalars['String']['output']>;
  /** Where. */
  place?: Maybe<EditedText>;
  /** When it begins. */
  starts: Moment;
};

/** When and where people meet, as it is edited. */
export type ConsultationSessionContentInput = {
  /** How many came. */
  attendance?: InputMaybe<Scalars['Int']['input']>;
  /** For whom; null where it is for everybody. */
  audience?: InputMaybe<EditedTextInput>;
  /** `mtg_…`; null for a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Minutes, so that those who were absent get the same information. */
  minutesUrl?: InputMaybe<Scalars['String']['input']>;
  /** Where. */
  place?: InputMaybe<EditedTextInput>;
  /** When it begins. */
  starts: MomentInput;
};

/** The state of a consultation now. It follows from time and from what officials decided; no job flips it. */
export type ConsultationStatus =
  /** Published; comments are not taken yet. */
  | 'ANNOUNCED'
  /** It will not be held, or did not go on. */
  | 'CANCELLED'
  /** The last day has passed; the report is not there yet. */
  | 'CLOSED'
  /** Comments are taken. */
  | 'OPEN'
  /** It is finished, and its report can be read. */
  | 'REPORT'
  /** The source states no last day: kept as a record, never shown as open. */
  | 'UNDATED';

/** How many consultations a list has in each state, whatever states it was asked for. */
export type ConsultationStatusCounts = {
  __typename?: 'ConsultationStatusCounts';
  /** Comments will be taken. */
  announced: Scalars['Int']['output'];
  /** Cancelled. */
  cancelled: Scalars['Int']['output'];
  /** The last day has passed. */
  closed: Scalars['Int']['output'];
  /** Comments are taken. */
  open: Scalars['Int']['output'];
  /** The report can be read. */
  report: Scalars['Int']['output'];
  /** No last day is stated. */
  undated: Scalars['Int']['output'];
};

/** Something to look at once more. */
export type ConsultationWarning = {
  __typename?: 'ConsultationWarning';
  /** What. */
  code: ConsultationWarningCode;
  /** Which field, by its name in `ConsultationContent`; of one in a list with its place: `sessions.0.starts`. */
  field: Scalars['String']['output'];
  /** On what day, where it is about one. */
  on?: Maybe<Scalars['Date']['output']>;
  /** What a sentence about it needs. */
  params: Array<Scalars['String']['output']>;
};

/** What to look at once more before a consultation is published. */
export type ConsultationWarningCode =
  /** Answers are promised before the last comment may come. */
  | 'ANSWER_DUE_EARLY'
  /** Nobody promises an answer by any day. */
  | 'ANSWER_DUE_MISSING'
  /**
   * The last day is a weekend or a holiday, when no office takes anything. Where it is neither by law, `params` says what
   * it is: `OWN` and what the municipality calls its own day off; or `PERHAPS`, where believers may stay away or the
   * government decides each year.
   */
  | 'CLOSES_ON_DAY_OFF'
  /** The last day has passed. */
  | 'CLOSES_PAST'
  /** There are fewer days than usual; `params` has how many, and how many are usual. */
  | 'CLOSES_SOON'
  /** One date comes before what must come first; `params` has the field that it should follow. */
  | 'DATES_OUT_OF_ORDER'
  /** Readers will not know until what hour. */
  | 'HOUR_MISSING'
  /** There is no act with a text to comment on. */
  | 'NO_ACT'
  /** An online comment does not count, and no way is named that does. */
  | 'NO_CHANNEL'
  /** Whoever comes to it can comment no more. */
  | 'SESSION_AFTER_CLOSING'
  /** A session on a weekend or a holiday; `params` as with `CLOSES_ON_DAY_OFF`. */
  | 'SESSION_ON_DAY_OFF'
  /** A session that has passed. */
  | 'SESSION_PAST';

/** Which call is to be written anew. */
export type CopyCallInput = {
  /** `call_…`. */
  id: Scalars['ID']['input'];
};

/** A call was begun from an old one. */
export type CopyCallPayload = {
  __typename?: 'CopyCallPayload';
  /** The draft. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Whose changes are to be published, and why. */
export type CorrectCallInput = {
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A published call was corrected. */
export type CorrectCallPayload = {
  __typename?: 'CorrectCallPayload';
  /** As it is now. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Whose changes are to be published, and why. */
export type CorrectConsultationInput = {
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A published consultation was corrected. */
export type CorrectConsultationPayload = {
  __typename?: 'CorrectConsultationPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

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

/** Of how many comments something becomes. */
export type CountByDisposition = {
  __typename?: 'CountByDisposition';
  /** How many. */
  count: Scalars['Int']['output'];
  /** What becomes of them. */
  disposition: Disposition;
};

/** How many were refused for a reason. */
export type CountByReason = {
  __typename?: 'CountByReason';
  /** How many. */
  count: Scalars['Int']['output'];
  /** The reason. */
  reason: CommentReason;
};

/** What a new token is to be good for. */
export type CreateApiTokenInput = {
  /** The last day on which it works; at most a year from now. */
  expiresOn: Scalars['Date']['input'];
  /** Slug of the one municipality that it is good for. */
  municipality: Scalars['String']['input'];
  /** As you call it. */
  name: Scalars['String']['input'];
  /** What it is good for. */
  scopes: Array<TokenScope>;
};

/** A token was made. */
export type CreateApiTokenPayload = {
  __typename?: 'CreateApiTokenPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** What the program sends as `Authorization: Bearer …`; shown this once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The token. */
  token?: Maybe<ApiToken>;
};

/** A new call. */
export type CreateCallInput = {
  /** What is written of it so far. */
  content: CallContentInput;
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
};

/** A call was begun. */
export type CreateCallPayload = {
  __typename?: 'CreateCallPayload';
  /** The draft. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** A new consultation. */
export type CreateConsultationInput = {
  /**
   * Whether comments on it can be read as is usual in the municipality (`usualRules`), whatever `content` says of
   * `moderation`, `moderationFirst` and `confirmEmail`.
   */
  asUsual?: Scalars['Boolean']['input'];
  /** What is written of it so far. */
  content: ConsultationContentInput;
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
};

/** A consultation was begun. */
export type CreateConsultationPayload = {
  __typename?: 'CreateConsultationPayload';
  /** The draft. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** A new organisation. */
export type CreateOrganisationInput = {
  /** All that is known of it. */
  content: OrganisationContentInput;
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
};

/** An organisation is in the directory. */
export type CreateOrganisationPayload = {
  __typename?: 'CreateOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** Its record. */
  organisation?: Maybe<DeskOrganisation>;
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

/** What is to become of rows that may be organisations that are there. */
export type DecideOrganisationImportInput = {
  /** What; null takes a decision back, while nothing of the list was taken. */
  choice?: InputMaybe<OrganisationImportChoice>;
  /** `imp_…`. */
  id: Scalars['ID']['input'];
  /** Their numbers; all that nobody has decided about where it is left out. */
  rows?: InputMaybe<Array<Scalars['Int']['input']>>;
};

/** It was decided about rows. */
export type DecideOrganisationImportPayload = {
  __typename?: 'DecideOrganisationImportPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  import?: Maybe<DeskOrganisationImport>;
};

/** Which draft is to be thrown away. */
export type DeleteConsultationInput = {
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A draft was thrown away. */
export type DeleteConsultationPayload = {
  __typename?: 'DeleteConsultationPayload';
  /** Its id. */
  deleted?: Maybe<Scalars['ID']['output']>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which draft is to be thrown away. */
export type DeleteDraftInput = {
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A draft was thrown away. */
export type DeleteDraftPayload = {
  __typename?: 'DeleteDraftPayload';
  /** Its id. */
  deleted?: Maybe<Scalars['ID']['output']>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type Desk = {
  __typename?: 'Desk';
  /** The call with this id; null where there is none at this desk. */
  call?: Maybe<DeskCall>;
  /** How many calls there are in each state. */
  callCounts: Array<DeskCallCount>;
  /** The results of a call, with the list that is being made. For editors. */
  callResults: DeskResults;
  /** All calls of this municipality, published or not; what was written last comes first. */
  calls: DeskCallConnection;
  /** How many comments there are, and how many carry which signal. For moderators. */
  commentCounts: DeskCommentCounts;
  /** Comments, replies among them, as they came. For moderators. */
  comments: DeskCommentConnection;
  /** The consultation with this id; null where there is none at this desk. */
  consultation?: Maybe<DeskConsultation>;
  /** How many consultations there are in each state. */
  consultationCounts: Array<DeskConsultationCount>;
  /** All consultations of this municipality, published or not; what was written last comes first. */
  consultations: DeskConsultationConnection;
  /** What is due about consultations in the next seven days, or late; the soonest first, and last what only waits. */
  consultationsDue: Array<ConsultationDue>;
  /**
   * Invitations that wait to be accepted, and those that nobody accepted in time, until they are forgotten a month later;
   * newest first. For administrators.
   */
  invitations: Array<Invitation>;
  /** Who did what, newest first. For administrators. */
  journal: ActConnection;
  /** Whose desk it is. */
  municipality: Municipality;
  /** The record with this id; null where there is none in this directory. For keepers of the directory. */
  organisation?: Maybe<DeskOrganisation>;
  /** How many records there are of each kind. For keepers of the directory. */
  organisationCounts: DeskOrganisationCounts;
  /**
   * Pairs of listed records that may be one organisation, those that have most in common first; at most 100. For keepers
   * of the directory.
   */
  organisationDoubles: Array<OrganisationDouble>;
  /**
   * The import with this id; null where there is none into this directory. A file is brought to
   * `POST /desk/import/organisations`. For keepers of the directory.
   */
  organisationImport?: Maybe<DeskOrganisationImport>;
  /** Lists that were brought into this directory, the newest first. For keepers of the directory. */
  organisationImports: DeskOrganisationImportConnection;
  /** What was said under this id; null where there is none here. For those who keep the directory. */
  organisationSuggestion?: Maybe<DeskOrganisationSuggestion>;
  /** What people outside say of the directory and have confirmed, as it came. For those who keep the directory. */
  organisationSuggestions: DeskOrganisationSuggestionConnection;
  /**
   * How much of what people outside say waits to be decided about, by kind; nothing for whoever does not keep the
   * directory.
   */
  organisationSuggestionsDue: Array<SuggestionsDue>;
  /** All records of the directory, listed or not; what was written last comes first. For keepers of the directory. */
  organisations: DeskOrganisationConnection;
  /**
   * What is due about the directory: statuses that end within 30 days, the soonest first, then what only waits. For
   * keepers of the directory.
   */
  organisationsDue: Array<OrganisationDue>;
  /**
   * Pairs of records of which somebody has said that they are two organisations, the last first; at most 100.
   * `keepOrganisationsApart` takes it back. For keepers of the directory.
   */
  organisationsKeptApart: Array<OrganisationPair>;
  /** Everybody who works here, by name. For administrators. */
  people: Array<Member>;
  /**
   * What is recognised in the text of an act: its chapters, articles and paragraphs. Nothing is kept; a file is sent to
   * `/desk/read/act`. For editors.
   */
  readAct: ReadAct;
  /** What the report of a consultation would say now, and what stands in its way. For moderators. */
  report: DeskReport;
  /** What you may do here. */
  roles: Array<Role>;
  /** What the municipality says of itself, as it is edited. For webmasters and administrators. */
  settings: MunicipalitySettings;
  /** What is due in the next seven days, or late; the soonest first, and last what only waits. */
  today: Array<Due>;
  /** When comments can usually be read here: what a new consultation begins with. */
  usualRules: UsualRules;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskCallArgs = {
  id: Scalars['ID']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskCallResultsArgs = {
  call: Scalars['ID']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskCallsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<Array<DeskCallState>>;
  text?: InputMaybe<Scalars['String']['input']>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskCommentCountsArgs = {
  filter?: InputMaybe<DeskCommentFilter>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DeskCommentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskConsultationArgs = {
  id: Scalars['ID']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskConsultationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<Array<DeskConsultationState>>;
  text?: InputMaybe<Scalars['String']['input']>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskJournalArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  subject?: InputMaybe<Scalars['ID']['input']>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskOrganisationArgs = {
  id: Scalars['ID']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskOrganisationImportArgs = {
  id: Scalars['ID']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskOrganisationImportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskOrganisationSuggestionArgs = {
  id: Scalars['ID']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskOrganisationSuggestionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kinds?: InputMaybe<Array<SuggestionKind>>;
  organisation?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<SuggestionState>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskOrganisationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DeskOrganisationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskReadActArgs = {
  format?: ActFormat;
  text: Scalars['String']['input'];
};


/** A municipality's desk: what only those see who work at it. Each slice has its part. */
export type DeskReportArgs = {
  consultation: Scalars['ID']['input'];
};

/** A draft act at the desk: with the text that is being made, where there is one. */
export type DeskAct = {
  __typename?: 'DeskAct';
  /** Whether the act itself waits with its first text, because it came to a published consultation. */
  added: Scalars['Boolean']['output'];
  /** What becomes of the text that holds, where another is being made. */
  changes: Array<AnchorChange>;
  /** `act_…`. */
  id: Scalars['ID']['output'];
  /** What it is written in. */
  locale: Scalars['Locale']['output'];
  /** Which version is shown here. */
  number: Scalars['Int']['output'];
  /** Its parts, in reading order. */
  parts: Array<ActPart>;
  /** The parts of the text that holds: what a comment of today is about. Empty where none is published. */
  publishedParts: Array<ActPart>;
  /** Its title. */
  title: EditedText;
  /** Whether that one is still being made: nobody outside sees it. */
  waits: Scalars['Boolean']['output'];
};

/** A call as its desk shows it, published or not. */
export type DeskCall = {
  __typename?: 'DeskCall';
  /** Of a published call: what would become of what if its changes were published. */
  changes: Array<CallChange>;
  /** What the editor edits: of a published call with the changes that are not published yet. */
  content: CallContent;
  /** Its documents as they are edited, with their files. */
  documents: Array<DeskDocument>;
  /** Who did what to it, newest first. For editors. */
  history: ActConnection;
  /** `call_…`, the same that the public has. */
  id: Scalars['ID']['output'];
  /** What stands in the way of publishing it. */
  missing: Array<FieldError>;
  /** Its public page; null for drafts. */
  page?: Maybe<Scalars['Url']['output']>;
  /** Exactly what the public would see if it were published now: the same type that the widget reads. */
  preview: OpenCall;
  /** Whether anybody can read it. */
  published: Scalars['Boolean']['output'];
  /** What was asked about it, oldest first. */
  questions: Array<DeskQuestion>;
  /** When anything of it was last written. */
  savedAt: Scalars['DateTime']['output'];
  /** By whom; null where it was done at the console. */
  savedBy?: Maybe<Scalars['String']['output']>;
  /** Where it is in the desk's list. */
  state: DeskCallState;
  /** Its state as the public sees it; of a draft, the one it would have. */
  status: OpenCallStatus;
  /** As it is edited, in the desk's script; no letters where nobody has written it. */
  title: Scalars['String']['output'];
  /** Grows with every change; give it back with what you change. */
  version: Scalars['Int']['output'];
  /** What to look at once more; nothing of it stands in the way. */
  warnings: Array<CallWarning>;
  /** What of its dates to look at once more if this became its deadline. */
  warningsUntil: Array<CallWarning>;
};


/** A call as its desk shows it, published or not. */
export type DeskCallChangesArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** A call as its desk shows it, published or not. */
export type DeskCallHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A call as its desk shows it, published or not. */
export type DeskCallPreviewArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** A call as its desk shows it, published or not. */
export type DeskCallTitleArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** A call as its desk shows it, published or not. */
export type DeskCallWarningsUntilArgs = {
  deadline: MomentInput;
};

/** A page of the desk's calls. */
export type DeskCallConnection = {
  __typename?: 'DeskCallConnection';
  /** A list of edges. */
  edges: Array<DeskCallEdge>;
  /** A list of nodes. */
  nodes: Array<DeskCall>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** How many calls are in a state. */
export type DeskCallCount = {
  __typename?: 'DeskCallCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** In which. */
  state: DeskCallState;
};

/** An edge in a connection. */
export type DeskCallEdge = {
  __typename?: 'DeskCallEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: DeskCall;
};

/** Where a call is in the desk's list. */
export type DeskCallState =
  /** Applications are not taken yet. */
  | 'ANNOUNCED'
  /** It will not be held. */
  | 'CANCELLED'
  /** The deadline has passed. */
  | 'CLOSED'
  /** Nobody outside sees it. */
  | 'DRAFT'
  /** A commission is at work. */
  | 'EVALUATION'
  /** Applications are taken. */
  | 'OPEN'
  /** Results are out. */
  | 'RESULTS'
  /** It states no deadline. */
  | 'UNDATED';

/** A comment as moderators see it. */
export type DeskComment = {
  __typename?: 'DeskComment';
  /**
   * Whether whoever wrote it has shown that the address which he gave is his; null where he gave none. The address itself
   * nobody sees.
   */
  addressConfirmed?: Maybe<Scalars['Boolean']['output']>;
  /** At least so many others in this consultation say nearly the same, in whatever script: list them with `likeTo`. */
  alike: Scalars['Int']['output'];
  /** What the municipality's answer says of its reasons, as it is edited; null where nothing is answered. */
  answerReason?: Maybe<EditedText>;
  /** What everybody sees once it is published. */
  comment: Comment;
  /** On what it was said, `con_…`. */
  consultation: Scalars['ID']['output'];
  /** When it was decided last whether it may be read. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is said against it and nobody has decided about since. */
  flags: Array<CommentFlag>;
  /** Why it was refused. */
  reason?: Maybe<CommentReason>;
  /** Each text that it has had, the last of which it has now: officials see what was read before it was written anew. */
  revisions: Array<CommentRevision>;
  /** What is odd about how it came. */
  signals: Array<Signal>;
  /** Whether it is. */
  state: CommentState;
};

/** A page of the desk's comments. */
export type DeskCommentConnection = {
  __typename?: 'DeskCommentConnection';
  /** A list of edges. */
  edges: Array<DeskCommentEdge>;
  /** A list of nodes. */
  nodes: Array<DeskComment>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** How many comments carry what. */
export type DeskCommentCounts = {
  __typename?: 'DeskCommentCounts';
  /** How many there are. */
  all: Scalars['Int']['output'];
  /** When that was: `asOf` of whoever decides about them all. */
  at: Scalars['DateTime']['output'];
  /**
   * Those that are odd in no way but that they came without scripts, late or fast, or where many came: that is true of people, too.
   * What lies together as `MANY_FORMS` is not among them.
   */
  perhapsPeople: Scalars['Int']['output'];
  /** Those that carry this, the most frequent first; what none carries is left out. */
  signals: Array<SignalCount>;
};

/** An edge in a connection. */
export type DeskCommentEdge = {
  __typename?: 'DeskCommentEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: DeskComment;
};

/** Which of the desk's comments. */
export type DeskCommentFilter = {
  /** Only those that the municipality has answered, or has not. */
  answered?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only on this consultation, `con_…`. */
  consultation?: InputMaybe<Scalars['ID']['input']>;
  /** Only those of which somebody says that they should not stand there, and nobody has decided since: the pile `FLAGGED`. */
  flagged?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that say nearly the same as this one, `com_…`, and it. */
  likeTo?: InputMaybe<Scalars['ID']['input']>;
  /** Only about this part of an act, `anc_…`. */
  part?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Only those that are odd in no way but that they came without scripts, late or fast, or where many came: that is true of people,
   * too. What lies together as `MANY_FORMS` is not among them.
   */
  perhapsPeople?: Scalars['Boolean']['input'];
  /** Only those in this pile. */
  pile?: InputMaybe<CommentPile>;
  /** Only those that carry one of these. */
  signals?: Array<Signal>;
  /** Only in this state. */
  state?: InputMaybe<CommentState>;
};

/** A consultation as its desk shows it, published or not. */
export type DeskConsultation = {
  __typename?: 'DeskConsultation';
  /** The acts, each with the text that is being made, or else with the one that holds. */
  acts: Array<DeskAct>;
  /** Until when every comment is to be answered, as it stands published. */
  answerDueOn?: Maybe<Scalars['Date']['output']>;
  /** Of a published consultation: what would become of what if its changes were published, its texts apart. */
  changes: Array<ConsultationFactChange>;
  /** How many comments everybody reads. */
  commentsPublished: Scalars['Int']['output'];
  /** What the editor edits: of a published consultation with the changes that are not published yet. */
  content: ConsultationContent;
  /** Its documents as they are edited, with their files. */
  documents: Array<DeskConsultationDocument>;
  /** Who did what to it, newest first. For editors. */
  history: ActConnection;
  /** `con_…`, the same that the public has. */
  id: Scalars['ID']['output'];
  /** What stands in the way of publishing it. */
  missing: Array<FieldError>;
  /** Its public page; null for drafts. */
  page?: Maybe<Scalars['Url']['output']>;
  /** Exactly what the public would see if it were published now: the same type that the widget reads. */
  preview: Consultation;
  /** Whether anybody can read it. */
  published: Scalars['Boolean']['output'];
  /** When anything of it was last written. */
  savedAt: Scalars['DateTime']['output'];
  /** By whom; null where it was done at the console. */
  savedBy?: Maybe<Scalars['String']['output']>;
  /** Where it is in the desk's list. */
  state: DeskConsultationState;
  /** Its state as the public sees it; of a draft, the one it would have. */
  status: ConsultationStatus;
  /** As it is edited, in the desk's script; no letters where nobody has written it. */
  title: Scalars['String']['output'];
  /** How many of these nobody has answered. */
  unanswered: Scalars['Int']['output'];
  /** Grows with every change; give it back with what you change. */
  version: Scalars['Int']['output'];
  /** How many comments nobody has looked at. */
  waiting: Scalars['Int']['output'];
  /** What to look at once more; nothing of it stands in the way. */
  warnings: Array<ConsultationWarning>;
  /** What of its dates to look at once more if this became its last day. */
  warningsUntil: Array<ConsultationWarning>;
};


/** A consultation as its desk shows it, published or not. */
export type DeskConsultationHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A consultation as its desk shows it, published or not. */
export type DeskConsultationPreviewArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** A consultation as its desk shows it, published or not. */
export type DeskConsultationTitleArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** A consultation as its desk shows it, published or not. */
export type DeskConsultationWarningsUntilArgs = {
  closes: MomentInput;
};

/** A page of the desk's consultations. */
export type DeskConsultationConnection = {
  __typename?: 'DeskConsultationConnection';
  /** A list of edges. */
  edges: Array<DeskConsultationEdge>;
  /** A list of nodes. */
  nodes: Array<DeskConsultation>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** How many consultations are in a state. */
export type DeskConsultationCount = {
  __typename?: 'DeskConsultationCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** In which. */
  state: DeskConsultationState;
};

/** A document of a consultation with its file. */
export type DeskConsultationDocument = {
  __typename?: 'DeskConsultationDocument';
  /** What its file is called; null where it has none. */
  fileName?: Maybe<Scalars['String']['output']>;
  /** `cdoc_…`. */
  id: Scalars['ID']['output'];
  /** Media type of its file. */
  mediaType?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  name: EditedText;
  /** What it is. */
  role: ConsultationDocumentRole;
  /** Size of its file in bytes. A float, because it may pass what GraphQL's `Int` holds. */
  size?: Maybe<Scalars['Float']['output']>;
  /** Where it can be had. */
  url?: Maybe<Scalars['Url']['output']>;
  /** Grows when its file is replaced. */
  version: Scalars['Int']['output'];
  /** Every file that it has had, newest first. */
  versions: Array<DocumentVersion>;
  /** Whether its file can be had by the public only when the other changes are published. */
  waits: Scalars['Boolean']['output'];
};

/** An edge in a connection. */
export type DeskConsultationEdge = {
  __typename?: 'DeskConsultationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: DeskConsultation;
};

/** Where a consultation is in the desk's list. */
export type DeskConsultationState =
  /** Comments are not taken yet. */
  | 'ANNOUNCED'
  /** It will not be held. */
  | 'CANCELLED'
  /** The last day has passed. */
  | 'CLOSED'
  /** Nobody outside sees it. */
  | 'DRAFT'
  /** Comments are taken. */
  | 'OPEN'
  /** Its report can be read. */
  | 'REPORT'
  /** It states no last day. */
  | 'UNDATED';

/** A document with its file. */
export type DeskDocument = {
  __typename?: 'DeskDocument';
  /** What its file is called; null where it has none. */
  fileName?: Maybe<Scalars['String']['output']>;
  /** `doc_…`. */
  id: Scalars['ID']['output'];
  /** Media type of its file. */
  mediaType?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  name: EditedText;
  /** What the applicant does with it. */
  role: DocumentRole;
  /** Size of its file in bytes. A float, because it may pass what GraphQL's `Int` holds. */
  size?: Maybe<Scalars['Float']['output']>;
  /** Where it can be had. */
  url?: Maybe<Scalars['Url']['output']>;
  /** Grows when its file is replaced. */
  version: Scalars['Int']['output'];
  /** Every file that it has had, newest first. */
  versions: Array<DocumentVersion>;
  /** Whether its file can be had by the public only when the other changes are published. */
  waits: Scalars['Boolean']['output'];
};

/** Something was done at a desk. */
export type DeskEvent = {
  __typename?: 'DeskEvent';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** By whom; null where it was done at the console or came from outside. */
  by?: Maybe<Scalars['String']['output']>;
  /** The call as it is now; null where it is gone, or where it is about none. */
  call?: Maybe<DeskCall>;
  /**
   * The consultation as it is now; null where it is gone, or where it is about none. Of a comment only its id is told,
   * because not everybody here may read it.
   */
  consultation?: Maybe<DeskConsultation>;
  /** Where to go on after a connection was lost: give it as `resumeAfter`. */
  cursor: Scalars['String']['output'];
  /** What. */
  kind: ActKind;
  /** To what. */
  subjectId: Scalars['ID']['output'];
};

/** A record of the directory as its keepers see it, listed or not. */
export type DeskOrganisation = {
  __typename?: 'DeskOrganisation';
  /** Who did. */
  confirmedBy?: Maybe<ConfirmedBy>;
  /** When somebody last said that it is true; null where nobody has. */
  confirmedOn?: Maybe<Scalars['Date']['output']>;
  /** All that is written of it, as it is edited. */
  content: OrganisationContent;
  /** When it was first written here. */
  createdAt: Scalars['DateTime']['output'];
  /** Other listed records that may be the same organisation; this one is the first of each pair. */
  doubles: Array<OrganisationDouble>;
  /** An exercise of a training, not a real organisation. */
  exercise: Scalars['Boolean']['output'];
  /** Who did what to it, newest first. */
  history: ActConnection;
  /** `org_…`, the same that the public has. */
  id: Scalars['ID']['output'];
  /** The import that wrote it last, `imp_…`; null where somebody has changed it since. */
  importId?: Maybe<Scalars['ID']['output']>;
  /** Records that were put into this one, oldest first. */
  mergedFrom: Array<MergedOrganisation>;
  /** The record into which this one was put; null where it was not. */
  mergedInto?: Maybe<Scalars['ID']['output']>;
  /** Its name, for reading. */
  name: LocalisedText;
  /** As everybody reads it; null where nobody outside does. */
  organisation?: Maybe<Organisation>;
  /** On what way it came here. */
  origin: OrganisationOrigin;
  /** Who represents it, or did, the newest first: says what it is, after signing in. */
  representatives: Array<DeskRepresentative>;
  /** When anything of it was last written. */
  savedAt: Scalars['DateTime']['output'];
  /** By whom; null where it was done at the console or came from outside. */
  savedBy?: Maybe<Scalars['String']['output']>;
  /** Whether nobody has confirmed it for more than a year. */
  stale: Scalars['Boolean']['output'];
  /** Whether it can be read, and why not. */
  state: OrganisationState;
  /** The last day of the status that holds and ends first; null where none that holds ends. */
  statusEndsOn?: Maybe<Scalars['Date']['output']>;
  /** Grows with every change; give it back with what you change. */
  version: Scalars['Int']['output'];
  /** What to look at once more. */
  warnings: Array<OrganisationWarning>;
};


/** A record of the directory as its keepers see it, listed or not. */
export type DeskOrganisationHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of the desk's directory. */
export type DeskOrganisationConnection = {
  __typename?: 'DeskOrganisationConnection';
  /** A list of edges. */
  edges: Array<DeskOrganisationEdge>;
  /** A list of nodes. */
  nodes: Array<DeskOrganisation>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** How many records of a directory there are of each kind. */
export type DeskOrganisationCounts = {
  __typename?: 'DeskOrganisationCounts';
  /** Listed, with a status that ends within 30 days. */
  expiring: Scalars['Int']['output'];
  /** In the directory. */
  listed: Scalars['Int']['output'];
  /** Put into another record. */
  merged: Scalars['Int']['output'];
  /** Proposed, and nobody has looked at them. */
  proposed: Scalars['Int']['output'];
  /** Listed, and nobody has confirmed them for more than a year. */
  stale: Scalars['Int']['output'];
  /** Taken out. */
  withdrawn: Scalars['Int']['output'];
  /** Listed, and in no area. */
  withoutArea: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type DeskOrganisationEdge = {
  __typename?: 'DeskOrganisationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: DeskOrganisation;
};

/** Which of the desk's organisations. Everything given must hold. */
export type DeskOrganisationFilter = {
  /** Listed, with a status that ends within 30 days. */
  expiring?: InputMaybe<Scalars['Boolean']['input']>;
  /** That this import brought or changed, `imp_…`, and nobody has changed since. */
  import?: InputMaybe<Scalars['ID']['input']>;
  /** Listed, and nobody has confirmed it for more than a year. */
  stale?: InputMaybe<Scalars['Boolean']['input']>;
  /** In one of these states. */
  state?: InputMaybe<Array<OrganisationState>>;
  /** Words, or beginnings of words, in any script, of names, seats, areas, descriptions; or a tax number. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Listed, and in no area. */
  withoutArea?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A list that was brought, as keepers of the directory see it. */
export type DeskOrganisationImport = {
  __typename?: 'DeskOrganisationImport';
  /** Its columns, from the left, with what each is taken to hold. */
  columns: Array<ImportColumn>;
  /** How many of its rows that can be taken carry an address, e-mail or a telephone. */
  contacts: Scalars['Int']['output'];
  /** What becomes of its rows. */
  counts: ImportCounts;
  /** When all its rows were taken for the first time, also where some are decided about since; null where they never were. */
  doneAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the file was called. */
  fileName: Scalars['String']['output'];
  /** When it was forgotten what stood in its rows; null where it is not. */
  forgottenAt?: Maybe<Scalars['DateTime']['output']>;
  /** `imp_…`. */
  id: Scalars['ID']['output'];
  /**
   * Until when it is kept whole, at least: so long one that is `DONE` can be taken back. Then it is forgotten what stood in
   * its rows and what organisations were before. It counts from the first end, also where rows are decided about since: what is
   * not taken by then is left out. Null while it is not ended, and when it is forgotten.
   */
  keptUntil?: Maybe<Scalars['DateTime']['output']>;
  /** When it was brought. */
  madeAt: Scalars['DateTime']['output'];
  /** By whom; null where it was done at the console. */
  madeBy?: Maybe<Scalars['String']['output']>;
  /** How many columns hold something right of the 60 that are read, and were not. */
  otherColumns: Scalars['Int']['output'];
  /**
   * What the other sheets of the workbook are called on which there is something too: only one is read, the first whose
   * headings are understood.
   */
  otherSheets: Array<Scalars['String']['output']>;
  /** Whether those come into the directory, where everybody reads them. They do not until somebody says so. */
  publishContacts: Scalars['Boolean']['output'];
  /** Its rows, in the order of the file. */
  rows: ImportRowConnection;
  /** How many of them are in the directory now, or were looked at and left out. */
  rowsDone: Scalars['Int']['output'];
  /** How many rows it has. */
  rowsTotal: Scalars['Int']['output'];
  /** How far it is. */
  state: OrganisationImportState;
  /** When it was taken back; null where it was not. */
  undoneAt?: Maybe<Scalars['DateTime']['output']>;
};


/** A list that was brought, as keepers of the directory see it. */
export type DeskOrganisationImportRowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  fate?: InputMaybe<Array<OrganisationImportFate>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  left?: Scalars['Boolean']['input'];
  remarked?: Scalars['Boolean']['input'];
};

/** A page of imports. */
export type DeskOrganisationImportConnection = {
  __typename?: 'DeskOrganisationImportConnection';
  /** A list of edges. */
  edges: Array<DeskOrganisationImportEdge>;
  /** A list of nodes. */
  nodes: Array<DeskOrganisationImport>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type DeskOrganisationImportEdge = {
  __typename?: 'DeskOrganisationImportEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: DeskOrganisationImport;
};

/** What somebody said of the directory, as whoever keeps it sees it. */
export type DeskOrganisationSuggestion = {
  __typename?: 'DeskOrganisationSuggestion';
  /** When whoever said it showed that the address is his. */
  confirmedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * What they would become, beside what stands in the record today; what is so already is left out. Of an organisation
   * that is not there everything becomes something.
   */
  differences: Array<SuggestedDifference>;
  /** His address; null thirty days after it was settled. */
  email?: Maybe<Scalars['String']['output']>;
  /** The facts as he wants them; none thirty days after it was settled. */
  facts: Array<SuggestedFact>;
  /** `sug_…`. */
  id: Scalars['ID']['output'];
  /** Whether letters about the record go to this address already. */
  keepsAlready: Scalars['Boolean']['output'];
  /** What is wanted. */
  kind: SuggestionKind;
  /**
   * Of a proposal that waits, the record that it may be already: it is called so in whatever letters, has most words of its
   * name in common with it, or the same address or tax number. Null where there is none.
   */
  mayBe?: Maybe<DeskOrganisation>;
  /** What he says in words; null where he says nothing, and thirty days after it was settled. */
  message?: Maybe<Scalars['String']['output']>;
  /** The organisation as everybody sees it; null where nobody does. */
  organisation?: Maybe<Organisation>;
  /** The record that it is about, `org_…`; null where there is none yet. */
  organisationId?: Maybe<Scalars['ID']['output']>;
  /** Its name, in the letters of its author. */
  organisationName?: Maybe<Scalars['String']['output']>;
  /** Its version: give it back when you agree, so that nothing is agreed to that you have not seen. */
  organisationVersion?: Maybe<Scalars['Int']['output']>;
  /** Whether he says that the organisation is his own: once you agree, letters about it go to him. */
  own: Scalars['Boolean']['output'];
  /** Why it was refused; forgotten with all else thirty days later. The journal keeps it. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it came. */
  receivedAt: Scalars['DateTime']['output'];
  /**
   * Whether letters about the record go to another address today, which gets none any more once you agree: somebody else
   * may keep it, who was not asked.
   */
  replacesKeeper: Scalars['Boolean']['output'];
  /** When it was decided about. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** By whom. */
  settledBy?: Maybe<Scalars['String']['output']>;
  /** What is odd about how it came. */
  signals: Array<Signal>;
  /** What became of it. */
  state: SuggestionState;
};

/** A page of what people outside say of the directory. */
export type DeskOrganisationSuggestionConnection = {
  __typename?: 'DeskOrganisationSuggestionConnection';
  /** A list of edges. */
  edges: Array<DeskOrganisationSuggestionEdge>;
  /** A list of nodes. */
  nodes: Array<DeskOrganisationSuggestion>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type DeskOrganisationSuggestionEdge = {
  __typename?: 'DeskOrganisationSuggestionEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: DeskOrganisationSuggestion;
};

/** A question about a call, for the desk. */
export type DeskQuestion = {
  __typename?: 'DeskQuestion';
  /** What was answered, as it was written. */
  answer?: Maybe<EditedText>;
  /** When it was answered last. */
  answeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked, or written down. */
  askedAt: Scalars['DateTime']['output'];
  /** Who asked; null where that is not known, and for those who do not answer. Never shown to the public. */
  asker?: Maybe<Scalars['String']['output']>;
  /** `ask_…`. */
  id: Scalars['ID']['output'];
  /** What was asked. */
  question: Scalars['String']['output'];
  /** What became of it. */
  state: QuestionState;
  /** Grows with every change; give it back with what you change. */
  version: Scalars['Int']['output'];
};

/** The report of a consultation before it is made. */
export type DeskReport = {
  __typename?: 'DeskReport';
  /** The consultation. */
  consultation: Consultation;
  /** What would be counted now. */
  numbers: ReportNumbers;
  /** What stands in the way; nothing where it may be finished. */
  obstacles: Array<ReportObstacle>;
  /** The whole as it would be read now, for this desk alone. */
  preview: Scalars['Url']['output'];
  /** Which version of it this is: `finishConsultation` wants to know what you have read. */
  version: Scalars['Int']['output'];
};

/** Somebody who represents an organisation, or did. */
export type DeskRepresentative = {
  __typename?: 'DeskRepresentative';
  /** The address with which he signs in; null thirty days after it has ended. */
  email?: Maybe<Scalars['String']['output']>;
  /** Since when not any more; null while he does. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** `rep_…`. */
  id: Scalars['ID']['output'];
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** The results of a call at the desk. */
export type DeskResults = {
  __typename?: 'DeskResults';
  /** The call, as a reader would see it. */
  call: OpenCall;
  /** The columns of the list that was brought, from the left; empty where none was. */
  columns: Array<ResultImportColumn>;
  /** What is written. */
  content: ResultsContent;
  /** What everybody reads now, as one would write it again: with this a correction begins. Null where none is published. */
  correction?: Maybe<ResultsContent>;
  /** In what the sums are; null where the call does not say, and then no list with sums can be published. */
  currency?: Maybe<CurrencyCode>;
  /** Whether a list is being made: something is written and not published. */
  drafted: Scalars['Boolean']['output'];
  /** Whose each row is. What is not sure is shown and leads nowhere, unless somebody says so. */
  matches: Array<ResultMatch>;
  /** What has to be filled in, or is wrong, before it can be published; the reason is asked for by `needsReason`. */
  missing: Array<FieldError>;
  /** Whether it corrects a list of its own stage, so that somebody has to say why. */
  needsReason: Scalars['Boolean']['output'];
  /** Why no such list can be published now; null where one can. */
  refused?: Maybe<Reason>;
  /** What is wrong with its cells. */
  remarks: Array<ResultRemark>;
  /** The list that everybody reads now; null where none is published. */
  standing?: Maybe<CallResults>;
  /**
   * Which version of the draft this is: whoever changes it says what he has read. 0 where nothing was ever written;
   * no number comes back when a draft was thrown away or published.
   */
  version: Scalars['Int']['output'];
  /** What should be looked at once more. */
  warnings: Array<ResultWarning>;
};

/** Which text that is being made is to be thrown away. */
export type DiscardActInput = {
  /** `act_…`. */
  act: Scalars['ID']['input'];
  /** `con_…`. */
  consultation: Scalars['ID']['input'];
  /** The version of the consultation that you have read. */
  version: Scalars['Int']['input'];
};

/** A text was thrown away. */
export type DiscardActPayload = {
  __typename?: 'DiscardActPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Whose changes are to be thrown away. */
export type DiscardCallChangesInput = {
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** Changes were thrown away. */
export type DiscardCallChangesPayload = {
  __typename?: 'DiscardCallChangesPayload';
  /** As it is now. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Whose changes are to be thrown away; texts that are being made stay. */
export type DiscardConsultationChangesInput = {
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** Changes were thrown away. */
export type DiscardConsultationChangesPayload = {
  __typename?: 'DiscardConsultationChangesPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which list is to be thrown away. */
export type DiscardOrganisationImportInput = {
  /** `imp_…`. */
  id: Scalars['ID']['input'];
};

/** A list was thrown away. */
export type DiscardOrganisationImportPayload = {
  __typename?: 'DiscardOrganisationImportPayload';
  /** Its id. */
  discarded?: Maybe<Scalars['ID']['output']>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which draft is to be thrown away. */
export type DiscardResultsInput = {
  /** Of which call, `call_…`. */
  call: Scalars['ID']['input'];
  /** The version of the draft that you have read. */
  version: Scalars['Int']['input'];
};

/** A draft was thrown away. */
export type DiscardResultsPayload = {
  __typename?: 'DiscardResultsPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it stands at the desk now. */
  results?: Maybe<DeskResults>;
};

/** Something happened to a consultation, or to a comment in it. */
export type DiscussionEvent = {
  __typename?: 'DiscussionEvent';
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What happened to a comment; null where it happened to the consultation. */
  comment?: Maybe<CommentEvent>;
  /** What happened to the consultation; null where it happened to a comment. */
  consultation?: Maybe<ConsultationEvent>;
  /** Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time. */
  cursor: Scalars['String']['output'];
};

/** What becomes of what was said. */
export type Disposition =
  /** It goes into the act. */
  | 'ACCEPTED'
  /** Primljeno na znanje: nothing in the act follows from it. */
  | 'NOTED'
  /** It does not go into the act. */
  | 'NOT_ACCEPTED'
  /** It is not about what is consulted on. */
  | 'OUT_OF_SCOPE'
  /** Some of it goes into the act. */
  | 'PARTLY_ACCEPTED';

/** A version of a document, as a file. It never changes. */
export type DocumentFile = {
  __typename?: 'DocumentFile';
  /** The format as readers know it: `PDF`, `DOCX`. */
  format: Scalars['String']['output'];
  /** Opaque id, `file_…`; of a document of a consultation `cfile_…`. */
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

/** A file that a document has had. */
export type DocumentVersion = {
  __typename?: 'DocumentVersion';
  /** Its size in bytes. */
  size: Scalars['Float']['output'];
  /** When it came. */
  uploadedAt: Scalars['DateTime']['output'];
  /** Where it can be had. */
  url: Scalars['Url']['output'];
  /** Which. */
  version: Scalars['Int']['output'];
};

/** A draft act that is consulted on. */
export type DraftAct = {
  __typename?: 'DraftAct';
  /** The text that holds: the last one; null where none is published yet. */
  current?: Maybe<ActVersion>;
  /** Opaque id, `act_…`. */
  id: Scalars['ID']['output'];
  /** Its place in the list, from 1. */
  position: Scalars['Int']['output'];
  /** Its title. */
  title: LocalisedText;
  /** Its texts, first to last. No word of them as written ever changes. */
  versions: Array<ActVersion>;
};

/** Something that is due. */
export type Due = {
  __typename?: 'Due';
  /** When; null where it only waits. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** The call that it is about. */
  call?: Maybe<DeskCall>;
  /** How many, where they are many. */
  count?: Maybe<Scalars['Int']['output']>;
  /** How many midnights lie between now and then, there; negative where it is late. */
  daysLeft?: Maybe<Scalars['Int']['output']>;
  /** Whether the hour of it matters. */
  hourStated: Scalars['Boolean']['output'];
  /** What. */
  kind: DueKind;
};

/** What is due. */
export type DueKind =
  /** Applications are not taken any more. */
  | 'DEADLINE'
  /** A draft that nobody has touched for days. */
  | 'DRAFT_WAITING'
  /** Objections are not taken any more. */
  | 'OBJECTIONS_UNTIL'
  /** Applications begin to be taken. */
  | 'OPENS'
  /** Questions are not answered any more. */
  | 'QUESTIONS_UNTIL'
  /** Questions wait for an answer. */
  | 'QUESTION_WAITING'
  /** Results were promised. */
  | 'RESULTS_EXPECTED'
  /** A session or other event. */
  | 'SESSION';

/** What your organisation is. */
export type EditRepresentedOrganisationInput = {
  /** What it is. A field that is left out stays what it is. */
  facts?: InputMaybe<OrganisationFactsInput>;
  /** What else there is to say: up to 2,000 characters. */
  message?: InputMaybe<Scalars['String']['input']>;
  /** Which, `org_…`. */
  organisation: Scalars['ID']['input'];
};

/** What your organisation is was said. */
export type EditRepresentedOrganisationPayload = {
  __typename?: 'EditRepresentedOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now, with what you have said; what is to become another waits for an official. */
  organisation?: Maybe<RepresentedOrganisation>;
};

/**
 * A text as it is edited: as its author wrote it, and what was written by hand for others. The other script is made from
 * it where nobody wrote it.
 */
export type EditedText = {
  __typename?: 'EditedText';
  /** What they are written in. */
  locale: Scalars['Locale']['output'];
  /** Other wordings, written by hand. */
  overrides: Array<Override>;
  /** The words. */
  text: Scalars['String']['output'];
};

/**
 * A text as it is edited: as its author wrote it, and what was written by hand for others. The other script is made from
 * it where nobody wrote it.
 */
export type EditedTextInput = {
  /** What they are written in. */
  locale: Scalars['Locale']['input'];
  /** Other wordings, written by hand. */
  overrides?: Array<OverrideInput>;
  /** The words. */
  text: Scalars['String']['input'];
};

/** Who is to represent his organisation no more. */
export type EndRepresentationInput = {
  /** `rep_…`. */
  id: Scalars['ID']['input'];
};

/** Somebody represents his organisation no more. */
export type EndRepresentationPayload = {
  __typename?: 'EndRepresentationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The record as it is now. */
  organisation?: Maybe<DeskOrganisation>;
};

/** A comment that came on paper or was said at a session. */
export type EnterCommentInput = {
  /** As what it is said. */
  authorKind: AuthorKind;
  /** `con_…`. */
  consultation: Scalars['ID']['input'];
  /**
   * From which address it came, where that was by e-mail and the consultation asks for addresses. Whoever wrote from there is
   * told that it stands there now, what becomes of it, and that the report is there. Nobody else sees the address; it is
   * deleted with the report, at the latest a year after the last day.
   */
  email?: InputMaybe<Scalars['String']['input']>;
  /**
   * Drawn by you for this comment, 1 to 255 characters; whatever you send again under it is entered once. Left out, it is
   * entered each time.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Under what name; everybody reads it. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** On what way it came; not `ONLINE`. */
  origin: CommentOrigin;
  /** Which part of which version of an act, `part_…`; about the whole where it is left out. */
  part?: InputMaybe<Scalars['ID']['input']>;
  /** The day on which it came; the day on which it is entered where it is left out. */
  receivedOn?: InputMaybe<Scalars['Date']['input']>;
  /** What is said. */
  text: Scalars['String']['input'];
};

/** A comment was entered. */
export type EnterCommentPayload = {
  __typename?: 'EnterCommentPayload';
  /** As they are now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** What whoever said it keeps: it is told here and nowhere else, so hand it over now. */
  receipt?: Maybe<Receipt>;
};

/** A question that came by telephone or letter. */
export type EnterQuestionInput = {
  /** Who asked; the public is never told. */
  asker?: InputMaybe<Scalars['String']['input']>;
  /** `call_…`. */
  call: Scalars['ID']['input'];
  /** What was asked. */
  question: Scalars['String']['input'];
  /** What the question is written in; read from its letters where it is left out. */
  questionLocale?: InputMaybe<Scalars['Locale']['input']>;
  /** Other wordings of the question, written by hand for readers of other locales. */
  questionOverrides?: Array<OverrideInput>;
};

/** A question was written down. */
export type EnterQuestionPayload = {
  __typename?: 'EnterQuestionPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  question?: Maybe<DeskQuestion>;
};

/** What is to be forgotten. */
export type EraseCommentInput = {
  /** Of which comment. */
  comment: CommentRead;
  /** How much. */
  what: Erased;
};

/** Something of a comment is forgotten. */
export type EraseCommentPayload = {
  __typename?: 'EraseCommentPayload';
  /** As they are now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** How much of a comment is forgotten. */
export type Erased =
  /** Whoever wrote it; his words stay, under a pseudonym. */
  | 'AUTHOR'
  /** All of it. */
  | 'WHOLE';

/** What kind of error, for programs: `extensions.code`. */
export type ErrorCode =
  /** The request is not well formed, does not fit the schema, or asks for more than it may. */
  | 'BAD_REQUEST'
  /**
   * Somebody else changed it in the meantime. Read it anew and decide again. Where several things were named,
   * `extensions.now` has those that are not as they were read, as they are now; where what was read was sent along, it has
   * what is there now.
   */
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

/** Until when applications are to be taken, and why. */
export type ExtendCallInput = {
  /** Later than it is now. */
  deadline: MomentInput;
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A deadline was moved. */
export type ExtendCallPayload = {
  __typename?: 'ExtendCallPayload';
  /** As it is now. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Until when comments are to be taken, and why. */
export type ExtendConsultationInput = {
  /** Later than it is now. */
  closes: MomentInput;
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A last day was moved. */
export type ExtendConsultationPayload = {
  __typename?: 'ExtendConsultationPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Something that was filled in and cannot be taken as it is. */
export type FieldError = {
  __typename?: 'FieldError';
  /** Which, by its name in the input; of one in a list with its place: `lots.0.title`. */
  field: Scalars['String']['output'];
  /** What the problem needs to be told. */
  params: Array<Scalars['String']['output']>;
  /** What is wrong. */
  problem: Problem;
};

/** The mark of a file that was taken off a comment. */
export type FileTakenOff = {
  __typename?: 'FileTakenOff';
  /** Why. */
  reason: CommentReason;
  /**
   * SHA-256 of its bytes, in hexadecimal digits: whoever has the file can show that it was this one. Null where whoever
   * sent it was forgotten.
   */
  sha256?: Maybe<Scalars['String']['output']>;
};

/** What finishes a consultation. */
export type FinishConsultationInput = {
  /** What was changed in the text because of it: 3 to 20,000 characters. Leave it out, or empty, where there is nothing to say. */
  changes?: InputMaybe<Scalars['String']['input']>;
  /** `con_…`. */
  consultation: Scalars['ID']['input'];
  /** Who signs it, with his office, on one line: 3 to 200 characters. Leave it out, or empty, where nobody does. */
  signedBy?: InputMaybe<Scalars['String']['input']>;
  /** What the municipality says of it all, as everybody reads it at the head of the report: 3 to 20,000 characters. */
  summary: Scalars['String']['input'];
  /** What the summary is written in; read from its letters where it is left out. */
  summaryLocale?: InputMaybe<Scalars['Locale']['input']>;
  /** Other wordings of the summary, written by hand for readers of other locales. */
  summaryOverrides?: Array<OverrideInput>;
  /** Which version of it you have read. */
  version: Scalars['Int']['input'];
};

/** A consultation is finished. */
export type FinishConsultationPayload = {
  __typename?: 'FinishConsultationPayload';
  /** As it is now; null where something stands in the way. */
  consultation?: Maybe<Consultation>;
  /**
   * What you can mend; nothing was changed then. Of what stands in the way everything is named, in `params` how many
   * comments it is about.
   */
  errors: Array<UserError>;
};

/** A range of money for one project. */
export type GrantFilter = {
  /** A project may get at least this much. */
  atLeast?: InputMaybe<Scalars['Decimal']['input']>;
  /** A project may get at most this much. */
  atMost?: InputMaybe<Scalars['Decimal']['input']>;
  /** The currency of both. */
  currency?: CurrencyCode;
};

/** Why a comment that keeps its place cannot be read. */
export type Hidden =
  /** An official refused it. */
  | 'REFUSED'
  /** Whoever wrote it took it back. */
  | 'TAKEN_BACK'
  /** It was written anew, and waits to be looked at. */
  | 'WAITS';

/** A name for an organisation in somebody's list, for programs. */
export type Identifier = {
  __typename?: 'Identifier';
  /** Whose list: `BA-JIB` is that of tax numbers in Bosnia and Herzegovina. */
  scheme: Scalars['String']['output'];
  /** The whole identifier as <https://org-id.guide> writes such: `BA-JIB-4400000000000`. */
  value: Scalars['String']['output'];
};

/** That a city's own directory knows you: you can sign in through it. */
export type Identity = {
  __typename?: 'Identity';
  /** `idy_…`. */
  id: Scalars['ID']['output'];
  /** Whose directory, as it calls itself (`iss`). */
  issuer: Scalars['String']['output'];
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** A column of a list. */
export type ImportColumn = {
  __typename?: 'ImportColumn';
  /** What stands above it. */
  heading: Scalars['String']['output'];
  /** What it is taken to hold; null where it is left out. */
  meaning?: Maybe<OrganisationColumn>;
  /** Some of its cells. */
  samples: Array<Scalars['String']['output']>;
};

/** What becomes of the rows of a list. */
export type ImportCounts = {
  __typename?: 'ImportCounts';
  /** That are there, and of which the list says more or something else. */
  changed: Scalars['Int']['output'];
  /**
   * How many stayed when all others were undone, because somebody has changed them since, or results, comments or
   * suggestions lead to them.
   */
  left: Scalars['Int']['output'];
  /** Organisations that were not in the directory. */
  new: Scalars['Int']['output'];
  /** That cannot be taken. */
  refused: Scalars['Int']['output'];
  /** That are there just so. */
  same: Scalars['Int']['output'];
  /** That may be there under another name, or were taken out. */
  suspect: Scalars['Int']['output'];
  /** How many of the suspect ones nobody has decided about: they are left out. */
  undecided: Scalars['Int']['output'];
};

/** What is to be said of a cell. */
export type ImportRemark = {
  __typename?: 'ImportRemark';
  /** The cell as a spreadsheet names it: `D17`. */
  cell: Scalars['String']['output'];
  /** A code for a sentence: `jib_check_digit`. */
  code: Scalars['String']['output'];
  /** What stands there; of `same_as_row` the number of the other row. */
  found: Scalars['String']['output'];
  /** The cell was taken all the same, and is only to be looked at; else it is left out. */
  kept: Scalars['Boolean']['output'];
  /** The whole row cannot be taken because of it. */
  refuses: Scalars['Boolean']['output'];
};

/** A row of a list. */
export type ImportRow = {
  __typename?: 'ImportRow';
  /** Its cells, as they stand in the file; none where the list is forgotten. */
  cells: Array<Scalars['String']['output']>;
  /** Public facts of that organisation that would become others, or did; nothing where it is new. */
  changes: Array<OrganisationFactChange>;
  /** What somebody decided; null where nobody has, or nothing is to be decided. */
  choice?: Maybe<OrganisationImportChoice>;
  /** What it says, read as its columns are taken to be. */
  content: OrganisationContent;
  /** What becomes of it. */
  fate: OrganisationImportFate;
  /**
   * Whether it stayed when all others were undone: somebody has changed the organisation since, or results, comments or
   * suggestions lead to it.
   */
  left: Scalars['Boolean']['output'];
  /** Its number, as a spreadsheet counts. */
  number: Scalars['Int']['output'];
  /** The organisation that it is, may be or became; null where it is new. */
  organisation?: Maybe<DeskOrganisation>;
  /** What is to be said of its cells. */
  remarks: Array<ImportRemark>;
  /** Whether it is in the directory now, or was looked at and left out. */
  taken: Scalars['Boolean']['output'];
};

/** A page of the rows of an import. */
export type ImportRowConnection = {
  __typename?: 'ImportRowConnection';
  /** A list of edges. */
  edges: Array<ImportRowEdge>;
  /** A list of nodes. */
  nodes: Array<ImportRow>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type ImportRowEdge = {
  __typename?: 'ImportRowEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: ImportRow;
};

/** Of whose interest an organisation is. */
export type InterestKind =
  /** Od interesa za opštinu ili grad: the assembly or the mayor gives it. */
  | 'LOCAL'
  /** Od javnog interesa: the government gives it. */
  | 'PUBLIC';

/** An invitation that waits to be accepted, or has waited for so long that it cannot be any more. */
export type Invitation = {
  __typename?: 'Invitation';
  /** Where the letter went. */
  email: Scalars['String']['output'];
  /** Until when it can be accepted. */
  expiresAt: Scalars['DateTime']['output'];
  /** `inv_…`. */
  id: Scalars['ID']['output'];
  /** Who invited; null where it was done at the console. */
  invitedBy?: Maybe<Scalars['String']['output']>;
  /** What whoever invited calls the person. */
  name: Scalars['String']['output'];
  /** As what. */
  roles: Array<Role>;
};

/** Whom to invite. */
export type InvitePersonInput = {
  /** Where the letter goes. */
  email: Scalars['String']['input'];
  /** What the letter is written in. */
  locale: Scalars['Locale']['input'];
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
  /** What you call the person; he may change it when he comes. */
  name: Scalars['String']['input'];
  /** As what. */
  roles: Array<Role>;
};

/** Somebody was invited. */
export type InvitePersonPayload = {
  __typename?: 'InvitePersonPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The invitation; its letter is on the way. */
  invitation?: Maybe<Invitation>;
};

/** Which two records look like one organisation and are two. */
export type KeepOrganisationsApartInput = {
  /** Whether they are two; false takes it back, and they may be shown as a pair again. */
  apart?: Scalars['Boolean']['input'];
  /** The one, `org_…`. */
  one: Scalars['ID']['input'];
  /** The other. */
  other: Scalars['ID']['input'];
};

/** It is noted whether two records are two. */
export type KeepOrganisationsApartPayload = {
  __typename?: 'KeepOrganisationsApartPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The one. */
  organisation?: Maybe<DeskOrganisation>;
};

/** What kind of organisation may apply. */
export type LegalForm =
  /** Udruženje. */
  | 'ASSOCIATION'
  /** Fondacija. */
  | 'FOUNDATION'
  /** A group that is not registered. */
  | 'INFORMAL_GROUP'
  /** Javna ustanova. */
  | 'INSTITUTION'
  /** Anybody else whom the notice names. */
  | 'OTHER'
  /** A church or religious community. */
  | 'RELIGIOUS_COMMUNITY'
  /** A sports club or federation. */
  | 'SPORTS_CLUB';

/** Whose a published row is. */
export type LinkResultInput = {
  /** Where it led when you read it, `org_…`; null where it led to none. */
  before?: InputMaybe<Scalars['ID']['input']>;
  /** `org_…`; null where it is none of the directory. */
  organisation?: InputMaybe<Scalars['ID']['input']>;
  /** `row_…`. */
  row: Scalars['ID']['input'];
};

/** A row leads to an organisation, or to none. */
export type LinkResultPayload = {
  __typename?: 'LinkResultPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The list in which it stands. */
  results?: Maybe<CallResults>;
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

/** Somebody who works here, and as what. */
export type Member = {
  __typename?: 'Member';
  /** Through whose directories the person signs in, as each calls itself (`iss`); none for whoever comes by letter alone. */
  directories: Array<Scalars['String']['output']>;
  /** When the person was last there, give or take some minutes; null where never. */
  lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who. */
  person: PersonOfDesk;
  /** As what. */
  roles: Array<Role>;
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** Where you work, and as what. */
export type Membership = {
  __typename?: 'Membership';
  /** Where. */
  municipality: Municipality;
  /** As what. */
  roles: Array<Role>;
};

/** Which two records are one organisation, and which facts are taken from which. */
export type MergeOrganisationsInput = {
  /** The record that goes; its id leads to the other from then on. */
  from: Scalars['ID']['input'];
  /** Its version that you have read. */
  fromVersion: Scalars['Int']['input'];
  /** The record that stays, `org_…`. */
  into: Scalars['ID']['input'];
  /** Its version that you have read. */
  intoVersion: Scalars['Int']['input'];
  /**
   * The facts that are taken from the record that goes, also where it says nothing; all others stay. Of `AREAS` and
   * `STATUSES` both records' are kept.
   */
  take: Array<OrganisationFact>;
};

/** Two records became one. */
export type MergeOrganisationsPayload = {
  __typename?: 'MergeOrganisationsPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The record that stays. */
  organisation?: Maybe<DeskOrganisation>;
};

/** A record that was put into another. */
export type MergedOrganisation = {
  __typename?: 'MergedOrganisation';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** By whom; null where it was done at the console. */
  by?: Maybe<Scalars['String']['output']>;
  /** Its id, which leads to the other. */
  id: Scalars['ID']['output'];
  /** What it was called. */
  name?: Maybe<LocalisedText>;
};

/** When a comment can be read by everybody. */
export type Moderation =
  /** At once, but for the first few of somebody: those after an official has looked at them. */
  | 'FIRST_N'
  /** At once; an official looks at it afterwards. */
  | 'POST'
  /** After an official has looked at it. */
  | 'PRE';

/** A day, and perhaps an hour of it. */
export type Moment = {
  __typename?: 'Moment';
  /** The day in the municipality's calendar. */
  day: Scalars['Date']['output'];
  /** `15:00`, in the municipality's zone; null where the whole day is meant, until its end. */
  hour?: Maybe<Scalars['String']['output']>;
};

/** A day, and perhaps an hour of it. */
export type MomentInput = {
  /** The day in the municipality's calendar. */
  day: Scalars['Date']['input'];
  /** `15:00`, in the municipality's zone; null where the whole day is meant, until its end. */
  hour?: InputMaybe<Scalars['String']['input']>;
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
  /** Where its consultations can be read without any script. */
  consultationsPage: Scalars['Url']['output'];
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
  /** Where its directory of organisations can be read without any script. */
  organisationsPage: Scalars['Url']['output'];
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

/** What a municipality says of itself. */
export type MunicipalityContent = {
  __typename?: 'MunicipalityContent';
  /**
   * Whom a reader tells that something cannot be read or used: an e-mail address or a telephone. The accessibility
   * statement names it.
   */
  accessibilityContact?: Maybe<Scalars['String']['output']>;
  /** Origins of its other sites whose pages may do the same: `https://usluge.trebinje.rs.ba`, without a path. At most 30. */
  allowedOrigins: Array<Scalars['String']['output']>;
  /** What a reader gets who asked for nothing else: on hosted pages, in letters and feeds. */
  defaultLocale: Scalars['Locale']['output'];
  /**
   * Areas of work that it names or orders in its own way. They stand first in its lists, in this order; those of the
   * shared list that are not here follow.
   */
  ownAreas: Array<OwnArea>;
  /**
   * On which days its offices are closed beside those that the law names. Used to warn of a deadline on such a day. At
   * most 60.
   */
  ownDays: Array<OwnDay>;
  /** Its official site, `https://…`; pages of its origin may write here and show ours in a frame. */
  website?: Maybe<Scalars['String']['output']>;
};

/** What a municipality says of itself. */
export type MunicipalityContentInput = {
  /**
   * Whom a reader tells that something cannot be read or used: an e-mail address or a telephone. The accessibility
   * statement names it.
   */
  accessibilityContact?: InputMaybe<Scalars['String']['input']>;
  /** Origins of its other sites whose pages may do the same: `https://usluge.trebinje.rs.ba`, without a path. At most 30. */
  allowedOrigins?: Array<Scalars['String']['input']>;
  /** What a reader gets who asked for nothing else: on hosted pages, in letters and feeds. */
  defaultLocale: Scalars['Locale']['input'];
  /**
   * Areas of work that it names or orders in its own way. They stand first in its lists, in this order; those of the
   * shared list that are not here follow.
   */
  ownAreas?: Array<OwnAreaInput>;
  /**
   * On which days its offices are closed beside those that the law names. Used to warn of a deadline on such a day. At
   * most 60.
   */
  ownDays?: Array<OwnDayInput>;
  /** Its official site, `https://…`; pages of its origin may write here and show ours in a frame. */
  website?: InputMaybe<Scalars['String']['input']>;
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

/** What a municipality says of itself. */
export type MunicipalitySettings = {
  __typename?: 'MunicipalitySettings';
  /** All of it. */
  content: MunicipalityContent;
  /** `mun_…`. */
  id: Scalars['ID']['output'];
  /** Who saved it last; null where that was done at the console or came with a file. */
  savedBy?: Maybe<Scalars['String']['output']>;
  /** Grows with every change; give it back with what you change. */
  version: Scalars['Int']['output'];
};

/** Everything that can be changed. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Answers comments: what becomes of what they say, and why. Everybody reads it under each of them. For moderators. */
  answerComments: AnswerCommentsPayload;
  /**
   * Answers a question; both can be read by everybody from then on. One that is answered already gets another answer.
   * For editors.
   */
  answerQuestion: AnswerQuestionPayload;
  /**
   * Makes what somebody outside said so: all of it, or chosen facts. A proposal comes into the directory, a claim gets
   * its link by letter. Whoever asked is told. For those who keep the directory.
   */
  approveOrganisationSuggestion: OrganisationSuggestionPayload;
  /**
   * Asks about an open call. Anybody may, while `questionsUntil`, or else the deadline, has not passed. Question and answer
   * can be read by everybody when an official has answered; the name and the address never.
   */
  askQuestion: AskQuestionPayload;
  /** Says that a published call will not be held. It stays to be read, with the reason. For editors. */
  cancelCall: CancelCallPayload;
  /**
   * Says that a published consultation will not be held or not go on. It stays to be read, with the reason. Where somebody
   * has said something that is not refused, a report is owed to him, and this is refused with `REPORT_OWED`. For editors.
   */
  cancelConsultation: CancelConsultationPayload;
  /**
   * Writes a comment anew. Whoever holds its receipt may, for an hour, while nobody has refused or answered it; then it
   * goes where it would go if it came now. Where officials have covered something of it, it always waits for them.
   */
  changeComment: ChangeCommentPayload;
  /**
   * Says that an organisation is as it stands in the directory, on the municipality's word, today. For keepers of the
   * directory.
   */
  confirmOrganisation: ConfirmOrganisationPayload;
  /** Says that all is as it stands, of an organisation that you represent. */
  confirmRepresentedOrganisation: ConfirmRepresentedOrganisationPayload;
  /**
   * Begins a call from an old one, without what belongs to its year: dates, events, the number of its act, what it came
   * from. For editors.
   */
  copyCall: CopyCallPayload;
  /**
   * Publishes the changes of a published call. What was changed, and why, stands beside it from then on. A deadline
   * that has passed is not moved with it to a later day nor taken away: that is refused as by `extendCall`. For editors.
   */
  correctCall: CorrectCallPayload;
  /**
   * Publishes the changes of a published consultation and the new texts of its acts. What was changed, and why, stands
   * beside it from then on. The time for comments that was published never becomes shorter: that is refused with
   * `SHORTENED`, and to open again what was over more than 366 days ago with `LONG_OVER`. For editors.
   */
  correctConsultation: CorrectConsultationPayload;
  /** Makes a token for a program that is to work for you at one municipality's desk. */
  createApiToken: CreateApiTokenPayload;
  /** Begins a call. Nobody outside sees it until it is published. For editors. */
  createCall: CreateCallPayload;
  /** Begins a consultation. Nobody outside sees it until it is published. For editors. */
  createConsultation: CreateConsultationPayload;
  /** Puts an organisation into the directory: everybody can read it from now on. For keepers of the directory. */
  createOrganisation: CreateOrganisationPayload;
  /**
   * Says of rows that may be organisations that are there whether they are. Once the list is being taken, or was, that can
   * still be said of those of which nobody has; then it is `RUNNING` again, until they are taken too. For keepers of the
   * directory.
   */
  decideOrganisationImport: DecideOrganisationImportPayload;
  /** Throws a draft away. For editors. */
  deleteConsultation: DeleteConsultationPayload;
  /** Throws a draft away. For editors. */
  deleteDraft: DeleteDraftPayload;
  /** Throws the text of an act away that is being made; with it the act, where it never had another. For editors. */
  discardAct: DiscardActPayload;
  /** Throws away the changes of a published call that are not published. For editors. */
  discardCallChanges: DiscardCallChangesPayload;
  /** Throws away the changes of a published consultation that are not published; texts that are being made stay. For editors. */
  discardConsultationChanges: DiscardConsultationChangesPayload;
  /** Throws a list away of which nothing was taken, or that was taken back, with all its rows. For keepers of the directory. */
  discardOrganisationImport: DiscardOrganisationImportPayload;
  /** Throws away the list that is written and not published. For editors. */
  discardResults: DiscardResultsPayload;
  /**
   * Says what an organisation is that you represent. What becomes another waits for an official, who sees it beside what
   * stands there; where nothing does, it is confirmed as it stands. Whose five edits wait gets `RATE_LIMITED`.
   */
  editRepresentedOrganisation: EditRepresentedOrganisationPayload;
  /** Ends all of your sessions but this one. */
  endOtherSessions: ViewerPayload;
  /**
   * Ends that somebody represents an organisation: he sees nothing of it any more, at once, and letters about it do not go
   * to him. For those who keep the directory.
   */
  endRepresentation: EndRepresentationPayload;
  /** Ends one of your sessions, perhaps this one. */
  endSession: ViewerPayload;
  /**
   * Enters a comment that came on paper or by e-mail, or was said at a session. Everybody can read it from then on. Whoever said it
   * gets a receipt as everybody does: it is yours to hand over. For moderators.
   */
  enterComment: EnterCommentPayload;
  /** Writes down a question that came by telephone or letter. For editors. */
  enterQuestion: EnterQuestionPayload;
  /**
   * Forgets whoever wrote a comment, with the files that he sent; his words stay, under a pseudonym, because they are a
   * public record. Or all of it, where the words themselves are somebody's private affair. The log stays valid. For
   * moderators.
   */
  eraseComment: EraseCommentPayload;
  /**
   * Moves the deadline of a published call to a later day or hour, at once; the one before stays to be seen. Where
   * another deadline was saved and waits to be published, it is refused with `CHANGES_WAIT`; where it has passed or a commission
   * is at work, with `CALL_OVER`; where a list of results is out, with `RESULTS_OUT`. For editors.
   */
  extendCall: ExtendCallPayload;
  /**
   * Moves the last day of a published consultation to a later day or hour, at once. What was over more than 366 days ago is
   * not opened again: that is refused with `LONG_OVER`. For editors.
   */
  extendConsultation: ExtendConsultationPayload;
  /**
   * Finishes a consultation with its report, for good. For moderators: the report says what they have decided and answered,
   * so it is theirs to stand for.
   */
  finishConsultation: FinishConsultationPayload;
  /**
   * Invites somebody to work at a municipality's desk. A letter with a link goes to the address; it can be accepted
   * for fourteen days. Where so many letters went there within the hour that this one would be dropped, it is refused with
   * `TOO_MANY_LETTERS`. For administrators.
   */
  invitePerson: InvitePersonPayload;
  /**
   * Says that two records are two organisations, however alike they look: `organisationDoubles` does not show them again.
   * For keepers of the directory.
   */
  keepOrganisationsApart: KeepOrganisationsApartPayload;
  /**
   * Says which organisation of the directory a published row is about. The row stays as it was published. Where it leads
   * elsewhere than you have read, nothing is changed: `extensions.now` has the `organisation` that it leads to and its
   * `name`, both null where to none. For editors.
   */
  linkResult: LinkResultPayload;
  /**
   * Makes two records of one organisation one. The id of the one that goes leads to the other. For keepers of the
   * directory.
   */
  mergeOrganisations: MergeOrganisationsPayload;
  /** Makes new recovery codes in place of those you have. */
  newRecoveryCodes: RecoveryCodesPayload;
  /**
   * Says what the columns of a list hold, and looks at it anew; what was decided about its rows is forgotten. The list
   * is brought to `POST /desk/import/organisations`. For keepers of the directory.
   */
  planOrganisationImport: PlanOrganisationImportPayload;
  /**
   * Says which act was adopted in the end, and where it can be read. Only of a consultation that has its report: before, it
   * stands among the documents that are edited (`NOT_OVER`). Said again, it stands in place of what was said before, and what
   * changed and why stands beside it. For editors.
   */
  publishAdoptedAct: PublishAdoptedActPayload;
  /** Publishes a draft: everybody can read it from now on. For editors. */
  publishCall: PublishCallPayload;
  /** Lets everybody read comments. For moderators. */
  publishComments: PublishCommentsPayload;
  /** Publishes a draft with the texts of its acts: everybody can read it from now on. For editors. */
  publishConsultation: PublishConsultationPayload;
  /**
   * Publishes the list that is written: it never changes after, and takes the place of the one that stands there. The
   * state of the call follows. For editors.
   */
  publishResults: PublishResultsPayload;
  /** Reads a list of results into the draft of a call, in the place of its rows. Nobody outside sees it. For editors. */
  readResults: ReadResultsPayload;
  /**
   * Covers parts of the reason of the answer that stands under a comment, with a mark that everybody sees; also when the report is
   * there. What stood there is forgotten here, and with it all other wordings of the reason. What becomes of what was said stays.
   * For moderators.
   */
  redactAnswer: RedactAnswerPayload;
  /**
   * Covers parts of a comment's text with a mark that everybody sees, or takes files off it, of which a mark stays as
   * well. What stood there is forgotten here; whoever holds the receipt can still prove it. For moderators.
   */
  redactComment: RedactCommentPayload;
  /** Refuses what somebody outside said, for a reason that he is told. For those who keep the directory. */
  refuseOrganisationSuggestion: OrganisationSuggestionPayload;
  /** Refuses comments, for a reason that whoever wrote them is told. For moderators. */
  rejectComments: RejectCommentsPayload;
  /**
   * Refuses comments that are held, by what they have in common: what programs send in thousands. Some at a time; ask again
   * until none is left, or stop in between. Each is refused as if it had been named: it stays, with the reason that whoever
   * wrote it is told. What carries nothing but what people leave as well (`perhapsPeople`) is not refused by its signals, and
   * to name no others is a `BAD_REQUEST`: whoever wrote it would be refused unread. For moderators.
   */
  rejectHeldComments: RejectHeldCommentsPayload;
  /** Puts an organisation that was taken out, or proposed, into the directory as it stands. For keepers of the directory. */
  relistOrganisation: RelistOrganisationPayload;
  /**
   * Forgets as whom a city's own directory knows you. A letter lets you in as before; whoever comes through the directory
   * with your address after that shows your passkey before he is you.
   */
  removeIdentity: ViewerPayload;
  /** Removes one of your passkeys, but not the last one. */
  removePasskey: ViewerPayload;
  /**
   * Tells officials that a comment should not stand there. It stays until one of them has looked; who said so, nobody
   * learns. Whoever sends many in a minute gets `RATE_LIMITED`: nobody was told of that one then, so send it again later.
   */
  reportComment: ReportCommentPayload;
  /** Ends one of your tokens. */
  revokeApiToken: ViewerPayload;
  /** Takes an invitation back. For administrators. */
  revokeInvitation: RevokeInvitationPayload;
  /**
   * Takes the next 200 rows of a list into the directory. Call it until the import is `DONE`; whoever was interrupted
   * goes on where it stopped. For keepers of the directory.
   */
  runOrganisationImport: RunOrganisationImportPayload;
  /**
   * Keeps the text of an act, mended by hand. What did not change keeps its keys, and with them its comments. Nobody
   * outside sees it until the consultation is published, or its changes are. For editors.
   */
  saveAct: SaveActPayload;
  /**
   * Saves what is written of a call, complete or not: of a draft at once, of a published call as changes that nobody
   * outside sees until `correctCall`. For editors.
   */
  saveCall: SaveCallPayload;
  /**
   * Saves what is written of a consultation, complete or not: of a draft at once, of a published one as changes that nobody
   * outside sees until `correctConsultation`. For editors.
   */
  saveConsultation: SaveConsultationPayload;
  /**
   * Saves what is written of an organisation. Of one in the directory everybody reads it at once, and what became of
   * what beside it. For keepers of the directory.
   */
  saveOrganisation: SaveOrganisationPayload;
  /** Saves what is written of a list of results, complete or not. Nobody outside sees it. For editors. */
  saveResults: SaveResultsPayload;
  /**
   * Says where a municipality's sites are, what it speaks, whom a reader tells that something cannot be used, on which days
   * its offices are closed, and how it calls and orders areas of work. It holds at once, also for who may write from where.
   * For webmasters and administrators.
   */
  setMunicipality: SetMunicipalityPayload;
  /**
   * Says what somebody may do from now on. It holds at once: what he has open that he may not see any more is closed.
   * Without any role his tokens for this desk end, and his sessions too if he works at no other.
   * Where somebody else was faster, nothing is changed, and `extensions.now` has what the person has. For administrators.
   */
  setRoles: SetRolesPayload;
  /**
   * Says when comments on the consultations of a municipality can usually be read. New ones begin with that where
   * `createConsultation` asks for it (`asUsual`); those that are there stay as they are. Where somebody else was faster,
   * nothing is changed, and `extensions.now` has what is usual. For administrators.
   */
  setUsualRules: SetUsualRulesPayload;
  /**
   * Says something in a consultation. Anybody may; nobody needs an account. What is odd about how it came makes it wait
   * longer, and is never a reason to lose it.
   */
  submitComment: SubmitCommentPayload;
  /**
   * Proposes an organisation for a directory, claims one's own, or tells of a mistake. Anybody may; nobody needs an
   * account. The answer is the same whosever address it is: what it leads to stands in the letter. A claim from the
   * address that the organisation's letters go to leads to a link to edit it at once; any other waits for an official.
   * Nobody is written to unless the task is solved and `website` is empty. Who sends many in a minute gets
   * `RATE_LIMITED`.
   */
  suggestOrganisation: SuggestOrganisationPayload;
  /**
   * Supports a comment, or takes that back; everybody once. Where the municipality counts addresses, it counts when the
   * letter is answered.
   */
  supportComment: SupportCommentPayload;
  /**
   * Takes the last 200 rows of a list back out of the directory, also one that was not taken to its end. Call it until
   * the import is `UNDONE`. What somebody has changed since stays. For keepers of the directory.
   */
  undoOrganisationImport: UndoOrganisationImportPayload;
  /** Changes your name or language. */
  updateProfile: ViewerPayload;
  /** Takes a comment back. Whoever holds its receipt may, as long as he may write it anew. The log keeps that it came. */
  withdrawComment: WithdrawCommentPayload;
  /** Takes an organisation out of the directory. Nothing of it is lost. For keepers of the directory. */
  withdrawOrganisation: WithdrawOrganisationPayload;
  /** Keeps a question, or one that was answered, from the public. For editors. */
  withholdQuestion: WithholdQuestionPayload;
  /**
   * Writes beside a part of an act what readers of other locales get: its other script where the one that makes itself
   * would not do, and translations. No word as it was written changes, so it is no other version; beside a published
   * text everybody reads it at once. There only the same words in the other script are taken, letter by letter: all else,
   * such as a translation or a name that is spelt otherwise, is `OTHER_WORDS` and belongs into another version with its
   * reason (`saveAct`, `correctConsultation`). What stands there can always be taken away. For editors.
   */
  wordActPart: WordActPartPayload;
};


/** Everything that can be changed. */
export type MutationAnswerCommentsArgs = {
  input: AnswerCommentsInput;
};


/** Everything that can be changed. */
export type MutationAnswerQuestionArgs = {
  input: AnswerQuestionInput;
};


/** Everything that can be changed. */
export type MutationApproveOrganisationSuggestionArgs = {
  input: ApproveOrganisationSuggestionInput;
};


/** Everything that can be changed. */
export type MutationAskQuestionArgs = {
  input: AskQuestionInput;
};


/** Everything that can be changed. */
export type MutationCancelCallArgs = {
  input: CancelCallInput;
};


/** Everything that can be changed. */
export type MutationCancelConsultationArgs = {
  input: CancelConsultationInput;
};


/** Everything that can be changed. */
export type MutationChangeCommentArgs = {
  input: ChangeCommentInput;
};


/** Everything that can be changed. */
export type MutationConfirmOrganisationArgs = {
  input: ConfirmOrganisationInput;
};


/** Everything that can be changed. */
export type MutationConfirmRepresentedOrganisationArgs = {
  input: ConfirmRepresentedOrganisationInput;
};


/** Everything that can be changed. */
export type MutationCopyCallArgs = {
  input: CopyCallInput;
};


/** Everything that can be changed. */
export type MutationCorrectCallArgs = {
  input: CorrectCallInput;
};


/** Everything that can be changed. */
export type MutationCorrectConsultationArgs = {
  input: CorrectConsultationInput;
};


/** Everything that can be changed. */
export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


/** Everything that can be changed. */
export type MutationCreateCallArgs = {
  input: CreateCallInput;
};


/** Everything that can be changed. */
export type MutationCreateConsultationArgs = {
  input: CreateConsultationInput;
};


/** Everything that can be changed. */
export type MutationCreateOrganisationArgs = {
  input: CreateOrganisationInput;
};


/** Everything that can be changed. */
export type MutationDecideOrganisationImportArgs = {
  input: DecideOrganisationImportInput;
};


/** Everything that can be changed. */
export type MutationDeleteConsultationArgs = {
  input: DeleteConsultationInput;
};


/** Everything that can be changed. */
export type MutationDeleteDraftArgs = {
  input: DeleteDraftInput;
};


/** Everything that can be changed. */
export type MutationDiscardActArgs = {
  input: DiscardActInput;
};


/** Everything that can be changed. */
export type MutationDiscardCallChangesArgs = {
  input: DiscardCallChangesInput;
};


/** Everything that can be changed. */
export type MutationDiscardConsultationChangesArgs = {
  input: DiscardConsultationChangesInput;
};


/** Everything that can be changed. */
export type MutationDiscardOrganisationImportArgs = {
  input: DiscardOrganisationImportInput;
};


/** Everything that can be changed. */
export type MutationDiscardResultsArgs = {
  input: DiscardResultsInput;
};


/** Everything that can be changed. */
export type MutationEditRepresentedOrganisationArgs = {
  input: EditRepresentedOrganisationInput;
};


/** Everything that can be changed. */
export type MutationEndRepresentationArgs = {
  input: EndRepresentationInput;
};


/** Everything that can be changed. */
export type MutationEndSessionArgs = {
  input: OwnThingInput;
};


/** Everything that can be changed. */
export type MutationEnterCommentArgs = {
  input: EnterCommentInput;
};


/** Everything that can be changed. */
export type MutationEnterQuestionArgs = {
  input: EnterQuestionInput;
};


/** Everything that can be changed. */
export type MutationEraseCommentArgs = {
  input: EraseCommentInput;
};


/** Everything that can be changed. */
export type MutationExtendCallArgs = {
  input: ExtendCallInput;
};


/** Everything that can be changed. */
export type MutationExtendConsultationArgs = {
  input: ExtendConsultationInput;
};


/** Everything that can be changed. */
export type MutationFinishConsultationArgs = {
  input: FinishConsultationInput;
};


/** Everything that can be changed. */
export type MutationInvitePersonArgs = {
  input: InvitePersonInput;
};


/** Everything that can be changed. */
export type MutationKeepOrganisationsApartArgs = {
  input: KeepOrganisationsApartInput;
};


/** Everything that can be changed. */
export type MutationLinkResultArgs = {
  input: LinkResultInput;
};


/** Everything that can be changed. */
export type MutationMergeOrganisationsArgs = {
  input: MergeOrganisationsInput;
};


/** Everything that can be changed. */
export type MutationPlanOrganisationImportArgs = {
  input: PlanOrganisationImportInput;
};


/** Everything that can be changed. */
export type MutationPublishAdoptedActArgs = {
  input: PublishAdoptedActInput;
};


/** Everything that can be changed. */
export type MutationPublishCallArgs = {
  input: PublishCallInput;
};


/** Everything that can be changed. */
export type MutationPublishCommentsArgs = {
  input: PublishCommentsInput;
};


/** Everything that can be changed. */
export type MutationPublishConsultationArgs = {
  input: PublishConsultationInput;
};


/** Everything that can be changed. */
export type MutationPublishResultsArgs = {
  input: PublishResultsInput;
};


/** Everything that can be changed. */
export type MutationReadResultsArgs = {
  input: ReadResultsInput;
};


/** Everything that can be changed. */
export type MutationRedactAnswerArgs = {
  input: RedactAnswerInput;
};


/** Everything that can be changed. */
export type MutationRedactCommentArgs = {
  input: RedactCommentInput;
};


/** Everything that can be changed. */
export type MutationRefuseOrganisationSuggestionArgs = {
  input: RefuseOrganisationSuggestionInput;
};


/** Everything that can be changed. */
export type MutationRejectCommentsArgs = {
  input: RejectCommentsInput;
};


/** Everything that can be changed. */
export type MutationRejectHeldCommentsArgs = {
  input: RejectHeldCommentsInput;
};


/** Everything that can be changed. */
export type MutationRelistOrganisationArgs = {
  input: RelistOrganisationInput;
};


/** Everything that can be changed. */
export type MutationRemoveIdentityArgs = {
  input: OwnThingInput;
};


/** Everything that can be changed. */
export type MutationRemovePasskeyArgs = {
  input: OwnThingInput;
};


/** Everything that can be changed. */
export type MutationReportCommentArgs = {
  input: ReportCommentInput;
};


/** Everything that can be changed. */
export type MutationRevokeApiTokenArgs = {
  input: OwnThingInput;
};


/** Everything that can be changed. */
export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


/** Everything that can be changed. */
export type MutationRunOrganisationImportArgs = {
  input: RunOrganisationImportInput;
};


/** Everything that can be changed. */
export type MutationSaveActArgs = {
  input: SaveActInput;
};


/** Everything that can be changed. */
export type MutationSaveCallArgs = {
  input: SaveCallInput;
};


/** Everything that can be changed. */
export type MutationSaveConsultationArgs = {
  input: SaveConsultationInput;
};


/** Everything that can be changed. */
export type MutationSaveOrganisationArgs = {
  input: SaveOrganisationInput;
};


/** Everything that can be changed. */
export type MutationSaveResultsArgs = {
  input: SaveResultsInput;
};


/** Everything that can be changed. */
export type MutationSetMunicipalityArgs = {
  input: SetMunicipalityInput;
};


/** Everything that can be changed. */
export type MutationSetRolesArgs = {
  input: SetRolesInput;
};


/** Everything that can be changed. */
export type MutationSetUsualRulesArgs = {
  input: SetUsualRulesInput;
};


/** Everything that can be changed. */
export type MutationSubmitCommentArgs = {
  input: SubmitCommentInput;
};


/** Everything that can be changed. */
export type MutationSuggestOrganisationArgs = {
  input: SuggestOrganisationInput;
};


/** Everything that can be changed. */
export type MutationSupportCommentArgs = {
  input: SupportCommentInput;
};


/** Everything that can be changed. */
export type MutationUndoOrganisationImportArgs = {
  input: UndoOrganisationImportInput;
};


/** Everything that can be changed. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** Everything that can be changed. */
export type MutationWithdrawCommentArgs = {
  input: WithdrawCommentInput;
};


/** Everything that can be changed. */
export type MutationWithdrawOrganisationArgs = {
  input: WithdrawOrganisationInput;
};


/** Everything that can be changed. */
export type MutationWithholdQuestionArgs = {
  input: WithholdQuestionInput;
};


/** Everything that can be changed. */
export type MutationWordActPartArgs = {
  input: WordActPartInput;
};

/** Anything with an id. */
export type Node = {
  /** Opaque id; its beginning tells the type. */
  id: Scalars['ID']['output'];
};

/** What a municipality says to a comment, or to many that say the same. */
export type OfficialAnswer = {
  __typename?: 'OfficialAnswer';
  /** When it was answered last. */
  answeredAt: Scalars['DateTime']['output'];
  /** What becomes of what was said. */
  disposition: Disposition;
  /** Opaque id. The same answer may stand under many comments. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason: LocalisedText;
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
  /** Lists of results that another took the place of, oldest first. */
  earlierResults: Array<CallResults>;
  /** Who may apply; null where the notice does not say. */
  eligibility?: Maybe<LocalisedText>;
  /** What kind of organisation may apply; empty where the notice does not say. */
  eligibleForms: Array<LegalForm>;
  /** Sessions and other dated events, in their order. */
  events: Array<CallEvent>;
  /** An exercise of a training, not a real call. Label it wherever you show it. */
  exercise: Scalars['Boolean']['output'];
  /** The published calls that follow it, the newest first; at most 20. */
  followUps: Array<OpenCall>;
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
  /**
   * What it came from: the consultation, or the earlier call that it follows; null where that is not said, or cannot be
   * read any more.
   */
  origin?: Maybe<CallOrigin>;
  /** Where it can be read without any script, in the language that was asked for. */
  page: Scalars['Url']['output'];
  /** In which part of a list it is shown. */
  phase: OpenCallPhase;
  /** The day on the notice; null where it is not known. */
  publishedOn?: Maybe<Scalars['Date']['output']>;
  /** What was asked about it and answered for everybody, oldest first. */
  questionsAndAnswers: Array<QuestionAndAnswer>;
  /** Until when questions are answered; null where the notice does not say. */
  questionsUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Number of the act; null where the notice does not say. */
  referenceNumber?: Maybe<Scalars['String']['output']>;
  /** Before what day an applicant must have been registered; null where the notice does not say. */
  registeredBefore?: Maybe<Scalars['Date']['output']>;
  /** What became of the applications, as the list says that stands now; null where none is published. */
  results?: Maybe<CallResults>;
  /** When the list of results is promised; null where it is not. */
  resultsExpectedOn?: Maybe<Scalars['Date']['output']>;
  /** Where an applicant must have its seat; null where the notice does not say. */
  seatIn?: Maybe<LocalisedText>;
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

/** An organisation of civil society, as a municipality's directory has it. */
export type Organisation = Node & {
  __typename?: 'Organisation';
  /** Whether it is known to do anything. */
  activity: Activity;
  /** The areas of work in which it is. */
  areas: Array<Area>;
  /** What it got: of its results those that were approved in a final list, the newest first. */
  awards: Array<OrganisationResult>;
  /** What was changed since it is in the directory, oldest first; also of records that were put into it. */
  changes: Array<OrganisationCorrection>;
  /**
   * What is said under its name in consultations and everybody can read, the newest first; at most 100. Whoever comments
   * types the name: nobody has verified that the organisation wrote it. Say so beside it.
   */
  comments: Array<Comment>;
  /** Who did. */
  confirmedBy?: Maybe<ConfirmedBy>;
  /** When somebody last said that this is true; null where nobody has. */
  confirmedOn?: Maybe<Scalars['Date']['output']>;
  /** How it is reached, as it publishes itself. */
  contact: OrganisationContact;
  /** What it does; null where nobody wrote that. */
  description?: Maybe<LocalisedText>;
  /** An exercise of a training, not a real organisation. Label it wherever you show it. */
  exercise: Scalars['Boolean']['output'];
  /** The year in which it was founded; null where nobody has said. */
  founded?: Maybe<Scalars['Int']['output']>;
  /** Opaque id, `org_…`. Of a record that was put into another, the id leads to that. */
  id: Scalars['ID']['output'];
  /** Its names in other lists, for programs: `BA-JIB-4400000000000`. */
  identifiers: Array<Identifier>;
  /**
   * Its tax number (JIB), thirteen digits of which the first is 4; null where nobody has said. That the last fits the others is
   * not promised: one that does not is a doubt for officials to look at, and stands here all the same.
   */
  jib?: Maybe<Scalars['String']['output']>;
  /** What the law calls it; null where nobody has said. */
  legalForm?: Maybe<OrganisationForm>;
  /**
   * Where the words that were sought stand in its texts, or what they are short for; empty where no words were sought.
   * Words that were found in an area's name, or by the first letters of a name, stand in no text.
   */
  matches: Array<OrganisationMatch>;
  /** Ids of other records of the same organisation that were put into this one. */
  mergedFrom: Array<Scalars['ID']['output']>;
  /** In whose directory it is. */
  municipality: Municipality;
  /** Its name, as it is registered. */
  name: LocalisedText;
  /** Where it can be read without any script, in the language that was asked for. */
  page: Scalars['Url']['output'];
  /** Where, under what number and when it was registered. */
  registration: Registration;
  /** Who may represent it; null unless that person agreed to be named here. */
  representative?: Maybe<Scalars['String']['output']>;
  /** What the lists of results that stand now say of it, the newest first, whether it got anything or not. */
  results: Array<OrganisationResult>;
  /** The place where it has its seat; null where nobody has said. */
  seat?: Maybe<LocalisedText>;
  /** Its short name or abbreviation; null where it has none. */
  shortName?: Maybe<LocalisedText>;
  /** Where it was read; null where it was written here. */
  sourceUrl?: Maybe<Scalars['Url']['output']>;
  /** Whether nobody has confirmed it for more than a year: say so beside it. */
  stale: Scalars['Boolean']['output'];
  /** Its statuses of public and local interest, also those that do not hold any more, the oldest first. */
  statuses: Array<OrganisationStatus>;
  /** Where it works; null where nobody has said. */
  territory?: Maybe<LocalisedText>;
};

/** How many of a list are in a state of activity. */
export type OrganisationActivityCount = {
  __typename?: 'OrganisationActivityCount';
  /** The state. */
  activity: Activity;
  /** How many organisations. */
  count: Scalars['Int']['output'];
};

/** How many of a list are in an area. */
export type OrganisationAreaCount = {
  __typename?: 'OrganisationAreaCount';
  /** The area. */
  area: Area;
  /** How many organisations. */
  count: Scalars['Int']['output'];
};

/** What became of an organisation in the directory. */
export type OrganisationChange =
  /** It is not what it was. */
  | 'CHANGED'
  /** Somebody said that it is still true. */
  | 'CONFIRMED'
  /** It is in the directory now. */
  | 'LISTED'
  /** It was taken out, or put into another record of the same organisation. */
  | 'WITHDRAWN';

/** What a column of a list holds. */
export type OrganisationColumn =
  /** Whether it works. */
  | 'ACTIVITY'
  /** Street and number. */
  | 'ADDRESS'
  /** The areas in which it works. */
  | 'AREAS'
  /** What it does. */
  | 'DESCRIPTION'
  /** The e-mail address. */
  | 'EMAIL'
  /** The year in which it was founded. */
  | 'FOUNDED'
  /** The tax number. */
  | 'JIB'
  /** The legal form. */
  | 'LEGAL_FORM'
  /** The name. */
  | 'NAME'
  /** What officials note for each other. */
  | 'NOTE'
  /** The telephone. */
  | 'PHONE'
  /** The day on which it was registered. */
  | 'REGISTERED_ON'
  /** Who registered it. */
  | 'REGISTERING_BODY'
  /** Its number there. */
  | 'REGISTER_NUMBER'
  /** Who may represent it; never published by a list. */
  | 'REPRESENTATIVE'
  /** The place of its seat. */
  | 'SEAT'
  /** The short name. */
  | 'SHORT_NAME'
  /** Of whose interest it is. */
  | 'STATUS'
  /** Until when. */
  | 'STATUS_UNTIL'
  /** Where it works. */
  | 'TERRITORY'
  /** The site. */
  | 'WEBSITE';

/** A page of organisations, with the counts that surround it. */
export type OrganisationConnection = {
  __typename?: 'OrganisationConnection';
  /**
   * The alphabet of the asked locale with how many names of the list stand under each letter, whatever letter was asked
   * for. Foreign letters, and `0–9` before all letters, are there where a name begins with them.
   */
  alphabet: Array<AlphabetLetter>;
  /**
   * Whether nothing was found by the words as they were typed, and words with a letter wrong were read as others: say
   * so.
   */
  corrected: Scalars['Boolean']['output'];
  /** A list of edges. */
  edges: Array<OrganisationEdge>;
  /** What the organisations of the list have, with counts. */
  facets: OrganisationFacets;
  /** A list of nodes. */
  nodes: Array<Organisation>;
  /** Information to aid in pagination. */
  pageInfo: PageInfo;
  /** How many organisations the list has. */
  totalCount: Scalars['Int']['output'];
};

/** How an organisation is reached, as it publishes itself. */
export type OrganisationContact = {
  __typename?: 'OrganisationContact';
  /** Street and number; null where nobody has agreed that everybody reads them. */
  address?: Maybe<LocalisedText>;
  /** E-mail address. */
  email?: Maybe<Scalars['String']['output']>;
  /** Telephone. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Its site. */
  website?: Maybe<Scalars['Url']['output']>;
};

/** Everything of an organisation that a keeper writes. Only the name must be there. */
export type OrganisationContent = {
  __typename?: 'OrganisationContent';
  /** Whether it does anything. */
  activity: Activity;
  /** Street and number; published only with `addressPublic`. */
  address?: Maybe<EditedText>;
  /** Whether it agreed that everybody reads them, or publishes them itself. */
  addressPublic: Scalars['Boolean']['output'];
  /** Codes of areas of work. */
  areas: Array<Scalars['String']['output']>;
  /** What it does. */
  description?: Maybe<EditedText>;
  /** The e-mail address that it publishes. */
  email?: Maybe<Scalars['String']['output']>;
  /** The year in which it was founded. */
  founded?: Maybe<Scalars['Int']['output']>;
  /** What officials note for each other; never published. */
  internalNote?: Maybe<Scalars['String']['output']>;
  /** Its tax number (JIB), thirteen digits, however they are spaced. */
  jib?: Maybe<Scalars['String']['output']>;
  /** To whom the municipality writes about the record; never published. */
  keeperEmail?: Maybe<Scalars['String']['output']>;
  /** What the law calls it. */
  legalForm?: Maybe<OrganisationForm>;
  /** Its name, as it is registered. */
  name?: Maybe<EditedText>;
  /** The telephone that it publishes. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Its number there. */
  registerNumber?: Maybe<Scalars['String']['output']>;
  /** The day on which it was registered. */
  registeredOn?: Maybe<Scalars['Date']['output']>;
  /** The court, ministry or office that registered it. */
  registeringBody?: Maybe<EditedText>;
  /** Who may represent it; published only with `representativePublic`. */
  representative?: Maybe<Scalars['String']['output']>;
  /** Whether that person agreed to be named. */
  representativePublic: Scalars['Boolean']['output'];
  /**
   * The place of its seat. A street that is written here goes into `address`, without `addressPublic`; where another one
   * stands there, what was written here goes into `internalNote`.
   */
  seat?: Maybe<EditedText>;
  /** Its short name or abbreviation. */
  shortName?: Maybe<EditedText>;
  /** Where its facts were read. */
  sourceUrl?: Maybe<Scalars['String']['output']>;
  /** Its statuses; one that is left out is removed. */
  statuses: Array<OrganisationStatusContent>;
  /** Where it works. */
  territory?: Maybe<EditedText>;
  /** Its site. */
  website?: Maybe<Scalars['String']['output']>;
};

/** Everything of an organisation that a keeper writes. Only the name must be there. */
export type OrganisationContentInput = {
  /** Whether it does anything. */
  activity?: Activity;
  /** Street and number; published only with `addressPublic`. */
  address?: InputMaybe<EditedTextInput>;
  /** Whether it agreed that everybody reads them, or publishes them itself. */
  addressPublic?: Scalars['Boolean']['input'];
  /** Codes of areas of work. */
  areas?: Array<Scalars['String']['input']>;
  /** What it does. */
  description?: InputMaybe<EditedTextInput>;
  /** The e-mail address that it publishes. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The year in which it was founded. */
  founded?: InputMaybe<Scalars['Int']['input']>;
  /** What officials note for each other; never published. */
  internalNote?: InputMaybe<Scalars['String']['input']>;
  /** Its tax number (JIB), thirteen digits, however they are spaced. */
  jib?: InputMaybe<Scalars['String']['input']>;
  /** To whom the municipality writes about the record; never published. */
  keeperEmail?: InputMaybe<Scalars['String']['input']>;
  /** What the law calls it. */
  legalForm?: InputMaybe<OrganisationForm>;
  /** Its name, as it is registered. */
  name?: InputMaybe<EditedTextInput>;
  /** The telephone that it publishes. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Its number there. */
  registerNumber?: InputMaybe<Scalars['String']['input']>;
  /** The day on which it was registered. */
  registeredOn?: InputMaybe<Scalars['Date']['input']>;
  /** The court, ministry or office that registered it. */
  registeringBody?: InputMaybe<EditedTextInput>;
  /** Who may represent it; published only with `representativePublic`. */
  representative?: InputMaybe<Scalars['String']['input']>;
  /** Whether that person agreed to be named. */
  representativePublic?: Scalars['Boolean']['input'];
  /**
   * The place of its seat. A street that is written here goes into `address`, without `addressPublic`; where another one
   * stands there, what was written here goes into `internalNote`.
   */
  seat?: InputMaybe<EditedTextInput>;
  /** Its short name or abbreviation. */
  shortName?: InputMaybe<EditedTextInput>;
  /** Where its facts were read. */
  sourceUrl?: InputMaybe<Scalars['String']['input']>;
  /** Its statuses; one that is left out is removed. */
  statuses?: Array<OrganisationStatusContentInput>;
  /** Where it works. */
  territory?: InputMaybe<EditedTextInput>;
  /** Its site. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** A change of what stands in the directory. */
export type OrganisationCorrection = {
  __typename?: 'OrganisationCorrection';
  /** What it is; null where nothing is known, and of `REPRESENTATIVE` and `CONTACT`. */
  after?: Maybe<Scalars['String']['output']>;
  /** When, in the municipality's zone. */
  at: Scalars['DateTime']['output'];
  /**
   * What it was; null where nothing was known, and always of `REPRESENTATIVE` and `CONTACT`: of persons and how they
   * are reached only what stands there now is told.
   */
  before?: Maybe<Scalars['String']['output']>;
  /** Which fact. */
  field: OrganisationField;
  /** Why; null where no reason was given. */
  reason?: Maybe<LocalisedText>;
  /** What the record was called of which it is, where that was put into this one; null where it is of this one. */
  record?: Maybe<LocalisedText>;
};

/** Two records that may be one organisation. */
export type OrganisationDouble = {
  __typename?: 'OrganisationDouble';
  /** The one. */
  first: DeskOrganisation;
  /** The other. */
  second: DeskOrganisation;
  /** What they have in common. */
  signs: Array<OrganisationDoubleSign>;
};

/** What two records have in common that may be one organisation. */
export type OrganisationDoubleSign =
  /** Most of the words that tell one name from another. */
  | 'LIKE_NAME'
  /** The e-mail address. */
  | 'SAME_EMAIL'
  /** The name, however it is spelt. */
  | 'SAME_NAME'
  /** The telephone. */
  | 'SAME_PHONE'
  /** The site. */
  | 'SAME_WEBSITE';

/** Something about the directory that is due. */
export type OrganisationDue = {
  __typename?: 'OrganisationDue';
  /** How many, where they are many. */
  count?: Maybe<Scalars['Int']['output']>;
  /** How many days are left until then. */
  daysLeft?: Maybe<Scalars['Int']['output']>;
  /** What. */
  kind: OrganisationDueKind;
  /** The last day; null where it only waits. */
  on?: Maybe<Scalars['Date']['output']>;
  /** The record that it is about; null where it is about many. */
  organisation?: Maybe<DeskOrganisation>;
};

/** What is due about the directory. */
export type OrganisationDueKind =
  /** Lists of which some rows are taken, or taken back, and others not. */
  | 'IMPORT_UNFINISHED'
  /** A status of public or local interest ends. */
  | 'STATUS_ENDS'
  /** Records that nobody has confirmed for more than a year. */
  | 'UNCONFIRMED'
  /** Records in no area: whoever looks by areas does not find them. */
  | 'WITHOUT_AREA';

/** An edge in a connection. */
export type OrganisationEdge = {
  __typename?: 'OrganisationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Organisation;
};

/** Something happened to an organisation. */
export type OrganisationEvent = {
  __typename?: 'OrganisationEvent';
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What became of the organisation. */
  change: OrganisationChange;
  /** Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time. */
  cursor: Scalars['String']['output'];
  /** The organisation as it is now; null where it cannot be read any more. */
  organisation?: Maybe<Organisation>;
  /** Id of the organisation, also of one that cannot be read any more. */
  organisationId: Scalars['ID']['output'];
};

/** What the organisations of a list have, with counts; of each kind as if nothing of that kind had been asked for. */
export type OrganisationFacets = {
  __typename?: 'OrganisationFacets';
  /** The states of activity that occur, the most frequent first. */
  activities: Array<OrganisationActivityCount>;
  /** The areas that occur, in the municipality's order. */
  areas: Array<OrganisationAreaCount>;
  /** The legal forms that occur, the most frequent first. */
  legalForms: Array<OrganisationFormCount>;
  /** The places that occur, the most frequent first; at most 50. */
  seats: Array<OrganisationSeatCount>;
  /** The statuses that hold today. */
  statuses: Array<OrganisationStatusCount>;
};

/** A fact of an organisation that is written by itself. */
export type OrganisationFact =
  /** Whether it does anything. */
  | 'ACTIVITY'
  /** Street and number. */
  | 'ADDRESS'
  /** The areas in which it works. */
  | 'AREAS'
  /** When and by whom it was last confirmed. */
  | 'CONFIRMATION'
  /** What it does. */
  | 'DESCRIPTION'
  /** The e-mail address. */
  | 'EMAIL'
  /** The year in which it was founded. */
  | 'FOUNDED'
  /** What officials note for each other. */
  | 'INTERNAL_NOTE'
  /** The tax number. */
  | 'JIB'
  /** To whom the municipality writes. */
  | 'KEEPER_EMAIL'
  /** What the law calls it. */
  | 'LEGAL_FORM'
  /** The name. */
  | 'NAME'
  /** The telephone. */
  | 'PHONE'
  /** The day on which it was registered. */
  | 'REGISTERED_ON'
  /** Who registered it. */
  | 'REGISTERING_BODY'
  /** Its number there. */
  | 'REGISTER_NUMBER'
  /** Who may represent it, and whether that is published. */
  | 'REPRESENTATIVE'
  /** The place of its seat. */
  | 'SEAT'
  /** The short name. */
  | 'SHORT_NAME'
  /** Where its facts were read. */
  | 'SOURCE_URL'
  /** Its statuses. */
  | 'STATUSES'
  /** Where it works. */
  | 'TERRITORY'
  /** The site. */
  | 'WEBSITE';

/** A public fact of an organisation that would become another. */
export type OrganisationFactChange = {
  __typename?: 'OrganisationFactChange';
  /** What it would be; null where nothing would be known. */
  after?: Maybe<Scalars['String']['output']>;
  /** What it is; null where nothing is known. */
  before?: Maybe<Scalars['String']['output']>;
  /** Which fact. */
  field: OrganisationField;
};

/** What an organisation is. A field that is left out stays what it is; an empty text becomes nothing. */
export type OrganisationFactsInput = {
  /** Whether it does anything. */
  activity?: InputMaybe<Activity>;
  /** Street and number. They are published, so only with `contactConsent`. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** Codes of areas of work. */
  areas?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Street and number, telephone and e-mail address may be read by everybody, and whoever they are of agrees. */
  contactConsent?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it does, in its own words: up to 2,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** An e-mail address. It is published, so only with `contactConsent`. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The year in which it was founded. */
  founded?: InputMaybe<Scalars['Int']['input']>;
  /** The tax number, thirteen digits that begin with 4. */
  jib?: InputMaybe<Scalars['String']['input']>;
  /** What the law calls it. */
  legalForm?: InputMaybe<OrganisationForm>;
  /** The name, as it is registered: 3 to 200 characters. Whoever proposes an organisation must give it. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** A telephone. It is published, so only with `contactConsent`. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Its number there. */
  registerNumber?: InputMaybe<Scalars['String']['input']>;
  /** The day of registration. */
  registeredOn?: InputMaybe<Scalars['Date']['input']>;
  /** The court, ministry or office that registered it. */
  registeringBody?: InputMaybe<Scalars['String']['input']>;
  /** Who may represent it. Only officials read it, unless `representativeConsent` is given. */
  representative?: InputMaybe<Scalars['String']['input']>;
  /** The person who represents it agrees that everybody reads his name here. */
  representativeConsent?: InputMaybe<Scalars['Boolean']['input']>;
  /** The place of its seat. */
  seat?: InputMaybe<Scalars['String']['input']>;
  /** The short name or abbreviation. */
  shortName?: InputMaybe<Scalars['String']['input']>;
  /** Where it works. */
  territory?: InputMaybe<Scalars['String']['input']>;
  /** Its site. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** A public fact of an organisation. */
export type OrganisationField =
  /** Whether it does anything. */
  | 'ACTIVITY'
  /** The areas in which it works. */
  | 'AREAS'
  /** Street and number, telephone, e-mail, site. */
  | 'CONTACT'
  /** What it does. */
  | 'DESCRIPTION'
  /** The year in which it was founded. */
  | 'FOUNDED'
  /** The tax number. */
  | 'JIB'
  /** The legal form. */
  | 'LEGAL_FORM'
  /** Another record of it was put into this one. */
  | 'MERGED'
  /** The name. */
  | 'NAME'
  /** Who registered it, under what number and when. */
  | 'REGISTRATION'
  /** Who may represent it, where that is published. */
  | 'REPRESENTATIVE'
  /** The place of its seat. */
  | 'SEAT'
  /** The short name. */
  | 'SHORT_NAME'
  /** Its statuses. */
  | 'STATUSES'
  /** Where it works. */
  | 'TERRITORY';

/** Which organisations. Everything given must hold; within a list one is enough. */
export type OrganisationFilter = {
  /** In one of these states of activity. */
  activity?: InputMaybe<Array<Activity>>;
  /** Codes of areas of work. */
  areas?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Of one of these legal forms. */
  legalForm?: InputMaybe<Array<OrganisationForm>>;
  /** With a name under this letter of the alphabet of the asked locale: `Lj`, `Њ`; or that begins with a digit: `0–9`. */
  letter?: InputMaybe<Scalars['String']['input']>;
  /** Slug of the municipality in whose directory they are. */
  municipality?: InputMaybe<Scalars['String']['input']>;
  /** With the seat in one of these places, in any script. */
  seat?: InputMaybe<Array<Scalars['String']['input']>>;
  /** With one of these statuses today. */
  status?: InputMaybe<Array<InterestKind>>;
  /**
   * Words, in whatever case, or beginnings of words, of the name, the short name, the description, the seat and the areas; in any script,
   * with or without diacritics, ijekavian or ekavian, short or written out (`KUD`). A tax number or a register number
   * will do. Where nothing is found so, words with a letter wrong are tried.
   */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What the law, or its own statute, calls an organisation. */
export type OrganisationForm =
  /** Udruženje. */
  | 'ASSOCIATION'
  /** Kulturno-umjetničko društvo. */
  | 'CULTURAL_SOCIETY'
  /** Savez: a federation of associations. */
  | 'FEDERATION'
  /** Fondacija. */
  | 'FOUNDATION'
  /** Neformalna grupa: not registered. */
  | 'INFORMAL_GROUP'
  /** Mreža ili koalicija. */
  | 'NETWORK'
  /** Anything else. */
  | 'OTHER'
  /** Crveni krst ili križ. */
  | 'RED_CROSS'
  /** A church or religious community. */
  | 'RELIGIOUS_COMMUNITY'
  /** Sportski klub ili društvo. */
  | 'SPORTS_CLUB';

/** How many of a list have a legal form. */
export type OrganisationFormCount = {
  __typename?: 'OrganisationFormCount';
  /** How many organisations. */
  count: Scalars['Int']['output'];
  /** The form; null where nobody has said. */
  legalForm?: Maybe<OrganisationForm>;
};

/** What somebody decides about a row that may be an organisation that is there. */
export type OrganisationImportChoice =
  /** It is another organisation, and is added. */
  | 'ADD'
  /** It is that one; one that was taken out comes back. */
  | 'CHANGE'
  /** It is left out. */
  | 'SKIP';

/** What becomes of a row of a list. */
export type OrganisationImportFate =
  /** It is in the directory, and the list says more or something else of it. */
  | 'CHANGED'
  /** It is added. */
  | 'NEW'
  /** It cannot be taken; its remarks say why. */
  | 'REFUSED'
  /** It is in the directory just so. */
  | 'SAME'
  /** It may be one that is there under another name, or was taken out; somebody has to say. */
  | 'SUSPECT';

/** How far a list is that is brought into a directory. */
export type OrganisationImportState =
  /** All its rows are taken. */
  | 'DONE'
  /** It was looked at; nothing of it is in the directory. */
  | 'PREVIEWED'
  /** Some of its rows are taken. */
  | 'RUNNING'
  /** Some of its rows are taken back. */
  | 'UNDOING'
  /** It was taken back. */
  | 'UNDONE';

/** A text of an organisation in which words were found. */
export type OrganisationMatch = {
  __typename?: 'OrganisationMatch';
  /** Which fact. */
  field: OrganisationField;
  /** Where in `text` the words are, in their order. */
  ranges: Array<TextRange>;
  /** The text, as the organisation's own field gives it. */
  text: LocalisedText;
};

/** The order of a list of organisations. */
export type OrganisationOrder =
  /** What was changed last comes first. */
  | 'LAST_CHANGED'
  /** By name, in the order of the alphabet of the asked locale: the Cyrillic one for `sr-Cyrl`, else the Latin one. */
  | 'NAME';

/** On what way a record came here. */
export type OrganisationOrigin =
  /** An official wrote it. */
  | 'DESK'
  /** In a list that somebody imported. */
  | 'IMPORTED'
  /** The organisation proposed itself. */
  | 'PROPOSED';

/** Two records of which somebody has said that they are two organisations. */
export type OrganisationPair = {
  __typename?: 'OrganisationPair';
  /** When it was said. */
  at: Scalars['DateTime']['output'];
  /** The one. */
  first: DeskOrganisation;
  /** The other. */
  second: DeskOrganisation;
};

/** What a list of results says of an organisation. */
export type OrganisationResult = {
  __typename?: 'OrganisationResult';
  /** Whether it is an award: approved in a final list. */
  award: Scalars['Boolean']['output'];
  /** For what it applied. */
  call: OpenCall;
  /** The day on the list. */
  publishedOn: Scalars['Date']['output'];
  /** What became of it. */
  result: CallResult;
  /** Whether the list may still be objected to. */
  stage: ResultStage;
};

/** How many of a list have their seat in a place. */
export type OrganisationSeatCount = {
  __typename?: 'OrganisationSeatCount';
  /** How many organisations. */
  count: Scalars['Int']['output'];
  /** The place, in the script of the asked locale; the filter takes it as it stands here. */
  seat: Scalars['String']['output'];
};

/** Whether a record can be read, and why not. */
export type OrganisationState =
  /** It is in the directory. */
  | 'LISTED'
  /** It is another record now. */
  | 'MERGED'
  /** Somebody proposed it, and no official has looked at it yet. */
  | 'PROPOSED'
  /** It was taken out. */
  | 'WITHDRAWN';

/** That an organisation is of public or of local interest. */
export type OrganisationStatus = {
  __typename?: 'OrganisationStatus';
  /** The act that gave it; null where nobody has said. */
  act?: Maybe<LocalisedText>;
  /** Where the act can be read. */
  actUrl?: Maybe<Scalars['Url']['output']>;
  /** Whether it holds today. */
  holds: Scalars['Boolean']['output'];
  /** Of whose interest. */
  kind: InterestKind;
  /** The first day; null where the source does not say. */
  validFrom?: Maybe<Scalars['Date']['output']>;
  /** The last day; null where it does not end, or the source does not say. */
  validUntil?: Maybe<Scalars['Date']['output']>;
};

/** A status of public or local interest, as it is edited. */
export type OrganisationStatusContent = {
  __typename?: 'OrganisationStatusContent';
  /** The act that gave it, with its number. */
  act?: Maybe<EditedText>;
  /** Where the act can be read. */
  actUrl?: Maybe<Scalars['String']['output']>;
  /** Of whose interest the organisation is. */
  kind: InterestKind;
  /** The first day; null where nobody knows. */
  validFrom?: Maybe<Scalars['Date']['output']>;
  /** The last day; null where it does not end, or nobody knows. */
  validUntil?: Maybe<Scalars['Date']['output']>;
};

/** A status of public or local interest, as it is edited. */
export type OrganisationStatusContentInput = {
  /** The act that gave it, with its number. */
  act?: InputMaybe<EditedTextInput>;
  /** Where the act can be read. */
  actUrl?: InputMaybe<Scalars['String']['input']>;
  /** Of whose interest the organisation is. */
  kind: InterestKind;
  /** The first day; null where nobody knows. */
  validFrom?: InputMaybe<Scalars['Date']['input']>;
  /** The last day; null where it does not end, or nobody knows. */
  validUntil?: InputMaybe<Scalars['Date']['input']>;
};

/** How many of a list have a status. */
export type OrganisationStatusCount = {
  __typename?: 'OrganisationStatusCount';
  /** How many organisations have it today. */
  count: Scalars['Int']['output'];
  /** The status. */
  status: InterestKind;
};

/** What became of it. */
export type OrganisationSuggestionPayload = {
  __typename?: 'OrganisationSuggestionPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  suggestion?: Maybe<DeskOrganisationSuggestion>;
};

/** What to look at once more in a record. */
export type OrganisationWarning =
  /** The last digit of the tax number does not fit the others: it may be mistyped. */
  | 'JIB_DOUBTFUL'
  /** Nobody can be asked whether it is still true: there is no address to write to. */
  | 'NOBODY_TO_WRITE_TO'
  /** Who may represent it is known and not published, because that person has not agreed. */
  | 'REPRESENTATIVE_NOT_PUBLISHED'
  /** It is in no area: whoever looks by areas does not find it. */
  | 'WITHOUT_AREA';

/** A text exactly as its author wrote it. */
export type OriginalText = {
  __typename?: 'OriginalText';
  /** What they are in. */
  locale: Scalars['Locale']['output'];
  /** The words, with any wrong letters of the source. */
  text: Scalars['String']['output'];
};

/** A wording for one locale, written by hand where the one made from the text would not do. */
export type Override = {
  __typename?: 'Override';
  /** For readers of this locale. */
  locale: Scalars['Locale']['output'];
  /** What they read. */
  text: Scalars['String']['output'];
};

/** A wording for one locale, written by hand where the one made from the text would not do. */
export type OverrideInput = {
  /** For readers of this locale. */
  locale: Scalars['Locale']['input'];
  /** What they read. */
  text: Scalars['String']['input'];
};

/** An area of work as a municipality names it. */
export type OwnArea = {
  __typename?: 'OwnArea';
  /** Its code in the shared list: `environment`. */
  code: Scalars['String']['output'];
  /** What the municipality calls it; null where it is called as in the shared list. */
  label?: Maybe<EditedText>;
};

/** An area of work as a municipality names it. */
export type OwnAreaInput = {
  /** Its code in the shared list: `environment`. */
  code: Scalars['String']['input'];
  /** What the municipality calls it; null where it is called as in the shared list. */
  label?: InputMaybe<EditedTextInput>;
};

/** A day on which a municipality's offices are closed. */
export type OwnDay = {
  __typename?: 'OwnDay';
  /** Day of the month, from 1. */
  day: Scalars['Int']['output'];
  /** Month, from 1. */
  month: Scalars['Int']['output'];
  /** What the municipality calls it. */
  name: Scalars['String']['output'];
  /** In this year alone; in every year where it is left out. */
  year?: Maybe<Scalars['Int']['output']>;
};

/** A day on which a municipality's offices are closed. */
export type OwnDayInput = {
  /** Day of the month, from 1. */
  day: Scalars['Int']['input'];
  /** Month, from 1. */
  month: Scalars['Int']['input'];
  /** What the municipality calls it. */
  name: Scalars['String']['input'];
  /** In this year alone; in every year where it is left out. */
  year?: InputMaybe<Scalars['Int']['input']>;
};

/** Which of your own things. */
export type OwnThingInput = {
  /** Its id. */
  id: Scalars['ID']['input'];
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

/** How many comments about one part of an act can be read. */
export type PartCount = {
  __typename?: 'PartCount';
  /** How many. */
  counts: CommentCounts;
  /** `anc_…`; null for comments about no part. */
  part?: Maybe<Scalars['ID']['output']>;
};

/**
 * What is written by hand beside a part of an act, for readers of other locales than the text's own: its other script
 * where the one that makes itself would not do, and translations.
 */
export type PartWordings = {
  __typename?: 'PartWordings';
  /** Beside its title. */
  heading: Array<Override>;
  /** Beside what it is called. */
  label: Array<Override>;
  /** Beside its own words. */
  text: Array<Override>;
};

/**
 * What is written by hand beside a part of an act, for readers of other locales than the text's own: its other script
 * where the one that makes itself would not do, and translations.
 */
export type PartWordingsInput = {
  /** Beside its title. */
  heading?: Array<OverrideInput>;
  /** Beside what it is called. */
  label?: Array<OverrideInput>;
  /** Beside its own words. */
  text?: Array<OverrideInput>;
};

/** One of your passkeys. */
export type Passkey = {
  __typename?: 'Passkey';
  /** Since when you have it. */
  createdAt: Scalars['DateTime']['output'];
  /** `key_…`. */
  id: Scalars['ID']['output'];
  /** As you call it. */
  name: Scalars['String']['output'];
  /** When it was last used. */
  usedAt?: Maybe<Scalars['DateTime']['output']>;
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

/** Somebody who works here. */
export type PersonOfDesk = {
  __typename?: 'PersonOfDesk';
  /** Where letters go. */
  email: Scalars['String']['output'];
  /** `prs_…`. */
  id: Scalars['ID']['output'];
  /** As the journal calls the person. */
  name: Scalars['String']['output'];
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

/** What each column of a list holds. */
export type PlanOrganisationImportInput = {
  /** For each column, from the left; null where it is to be left out. One holds the name, and no two the same. */
  columns: Array<InputMaybe<OrganisationColumn>>;
  /** `imp_…`. */
  id: Scalars['ID']['input'];
  /**
   * Whether addresses, e-mail and telephones come into the directory: say so only of those that the organisations
   * publish themselves, or have agreed to. As it was where it is left out.
   */
  publishContacts?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A list was looked at anew. */
export type PlanOrganisationImportPayload = {
  __typename?: 'PlanOrganisationImportPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  import?: Maybe<DeskOrganisationImport>;
};

/** What is wrong with something that was filled in. */
export type Problem =
  /** It is less than the least. */
  | 'LESS_THAN_MINIMUM'
  /**
   * Whoever has commented before is known by an address that he confirmed: ask for one (`WHEN_GIVEN` or `ALWAYS`), or choose
   * another `moderation` than `FIRST_N`.
   */
  | 'NEEDS_ADDRESS'
  /** It is not allowed here. */
  | 'NOT_ALLOWED'
  /** It is no address of a mailbox or of the web. */
  | 'NOT_AN_ADDRESS'
  /** It is no hour of a day, such as `15:00`. */
  | 'NOT_AN_HOUR'
  /** It is no origin: `https://` (or `http://`), a name and perhaps a port, and nothing behind them. */
  | 'NOT_AN_ORIGIN'
  /** It is neither an e-mail address nor a telephone. */
  | 'NOT_A_CONTACT'
  /** There is no such day in the calendar. */
  | 'NOT_A_DAY'
  /** It is no tax number (JIB): it has not thirteen digits. */
  | 'NOT_A_TAX_NUMBER'
  /** It must be later than it is now: a deadline is extended, never shortened. */
  | 'NOT_LATER'
  /** It must be more than nothing. */
  | 'NOT_POSITIVE'
  /**
   * Everybody reads the text already, and these are other words: beside it stand only the same words in another script.
   * `params` has for which locale. Write them beside the next version of the text, which is published with its reason.
   */
  | 'OTHER_WORDS'
  /** It is not between what `params` has. */
  | 'OUT_OF_RANGE'
  /** It must lie in the future. */
  | 'PAST'
  /** It must be filled in. */
  | 'REQUIRED'
  /** It is there already. */
  | 'TAKEN'
  /** It is longer than it may be; `params` has the most characters. */
  | 'TOO_LONG'
  /** It is shorter than it must be; `params` has the fewest characters. */
  | 'TOO_SHORT'
  /** There is no such code or thing. */
  | 'UNKNOWN';

/** The act that was adopted in the end. */
export type PublishAdoptedActInput = {
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** What it is called. */
  name: EditedTextInput;
  /** What is told beside it: when it was adopted, and by whom. */
  reason: EditedTextInput;
  /** Where it can be read. */
  url: Scalars['String']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** It was said which act was adopted. */
export type PublishAdoptedActPayload = {
  __typename?: 'PublishAdoptedActPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which draft is to be published. */
export type PublishCallInput = {
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A call was published. */
export type PublishCallPayload = {
  __typename?: 'PublishCallPayload';
  /** As it is now. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which comments may be read by everybody. */
export type PublishCommentsInput = {
  /** At most 100. */
  comments: Array<CommentRead>;
};

/** Comments can be read by everybody. */
export type PublishCommentsPayload = {
  __typename?: 'PublishCommentsPayload';
  /** As they are now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which draft is to be published. */
export type PublishConsultationInput = {
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A consultation was published. */
export type PublishConsultationPayload = {
  __typename?: 'PublishConsultationPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which list is to be published. */
export type PublishResultsInput = {
  /** Of which call, `call_…`. */
  call: Scalars['ID']['input'];
  /** Why, where it corrects a list of its own stage; everybody reads it. */
  reason?: InputMaybe<EditedTextInput>;
  /** The version of the draft that you have read. */
  version: Scalars['Int']['input'];
};

/** A list was published. */
export type PublishResultsPayload = {
  __typename?: 'PublishResultsPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As everybody reads it. */
  results?: Maybe<CallResults>;
};

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** The areas of work that calls and organisations are filed under, in their order. */
  areas: Array<Area>;
  /** What the form for comments needs, and how much was said about which part. */
  commentBox: CommentBox;
  /** What is said in a consultation, without replies, which stand with what they reply to. */
  comments: CommentConnection;
  /** The consultation with this id; null where there is none that you may see. */
  consultation?: Maybe<Consultation>;
  /** Consultations, of one municipality or of all. */
  consultations: ConsultationConnection;
  /**
   * The desk of this municipality, for those who work there; `NOT_FOUND` for all others, `UNAUTHENTICATED` before a
   * passkey was given.
   */
  desk: Desk;
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
  /** The organisation with this id, or the one that its record was put into; null where there is none that you may see. */
  organisation?: Maybe<Organisation>;
  /** Organisations, of one municipality's directory or of all. */
  organisations: OrganisationConnection;
  /** What became of a comment, for whoever has its receipt; null where there is none with this code. */
  receipt?: Maybe<Receipt>;
  /**
   * An organisation that you represent, with what stands of it that not everybody reads and what became of what you said
   * of it; `NOT_FOUND` where you do not represent it, `UNAUTHENTICATED` before a passkey was given.
   */
  representedOrganisation: RepresentedOrganisation;
  /** How one can sign in here, besides by letter. */
  signIn: SignInOptions;
  /** What a form needs with which anybody proposes an organisation, claims his own, or tells of a mistake. */
  suggestionBox: SuggestionBox;
  /** You; null where nobody has signed in. */
  viewer?: Maybe<Viewer>;
};


/** Everything that can be read. */
export type QueryAreasArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryCommentBoxArgs = {
  consultation: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  consultation: Scalars['ID']['input'];
  filter?: InputMaybe<CommentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
  orderBy?: CommentOrder;
};


/** Everything that can be read. */
export type QueryConsultationArgs = {
  id: Scalars['ID']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryConsultationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConsultationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
  orderBy?: ConsultationOrder;
};


/** Everything that can be read. */
export type QueryDeskArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
  municipality: Scalars['String']['input'];
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


/** Everything that can be read. */
export type QueryOrganisationArgs = {
  id: Scalars['ID']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryOrganisationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganisationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
  orderBy?: OrganisationOrder;
};


/** Everything that can be read. */
export type QueryReceiptArgs = {
  code: Scalars['String']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QueryRepresentedOrganisationArgs = {
  id: Scalars['ID']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Everything that can be read. */
export type QuerySuggestionBoxArgs = {
  municipality: Scalars['String']['input'];
};

/** What was asked about a call, and the answer. */
export type QuestionAndAnswer = {
  __typename?: 'QuestionAndAnswer';
  /** What was answered. */
  answer: LocalisedText;
  /** When it was answered last. */
  answeredAt: Scalars['DateTime']['output'];
  /** When it was asked. */
  askedAt: Scalars['DateTime']['output'];
  /** What was asked. */
  question: LocalisedText;
};

/** What became of a question. */
export type QuestionState =
  /** Question and answer can be read by everybody. */
  | 'ANSWERED'
  /** It is not published. */
  | 'NOT_PUBLISHED'
  /** Nobody has answered it. */
  | 'WAITING';

/** What was recognised in a text. Nothing of it is kept. */
export type ReadAct = {
  __typename?: 'ReadAct';
  /** What it is written in. */
  locale: Scalars['Locale']['output'];
  /** Its parts, in reading order. */
  parts: Array<ActPart>;
};

/** A list that is pasted, or how the columns of the one that was brought are to be read. */
export type ReadResultsInput = {
  /** Of which call, `call_…`. */
  call: Scalars['ID']['input'];
  /** What each column holds, from the left; guessed from the headings where it is left out. */
  columns?: InputMaybe<Array<InputMaybe<ResultColumn>>>;
  /** The list, as it is copied from a spreadsheet or as CSV; null reads anew what was brought. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** The version of the draft that you have read; 0 where there is none yet. */
  version: Scalars['Int']['input'];
};

/** A list was read. */
export type ReadResultsPayload = {
  __typename?: 'ReadResultsPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it stands at the desk now. */
  results?: Maybe<DeskResults>;
};

/** Why something is not possible as things stand, for programs: `extensions.reason` beside the code `REFUSED`. */
export type Reason =
  /** Applications are taken still, or will be: results come when they are not any more. */
  | 'CALL_NOT_OVER'
  /** Its deadline has passed or a commission is at work: it is not moved any more. */
  | 'CALL_OVER'
  /** It was changed as often as a comment can be. Take it back and write another. */
  | 'CHANGED_TOO_OFTEN'
  /** Changes of it were saved and not published. */
  | 'CHANGES_WAIT'
  /** This recovery code was used already, or never was. */
  | 'CODE_NOT_ACCEPTED'
  /** Comments are not taken: it has not begun yet, is over or was cancelled. */
  | 'COMMENTS_NOT_TAKEN'
  /** Comments that everybody can read have no answer; `params` has how many. */
  | 'COMMENTS_UNANSWERED'
  /** Comments wait to be decided about; `params` has how many. */
  | 'COMMENTS_WAIT'
  /** Only what everybody can read is answered. */
  | 'COMMENT_NOT_PUBLISHED'
  /** The file is damaged, did not come whole, or cannot be opened safely. */
  | 'FILE_DAMAGED'
  /** There is nothing in the file. */
  | 'FILE_EMPTY'
  /** There are programs (macros) in the file. Save it without. */
  | 'FILE_HAS_MACROS'
  /** The file is not of the kind that its name says. */
  | 'FILE_NOT_WHAT_IT_SAYS'
  /** The workbook is an old one (`.xls`), or only a password opens it. Save it as `.xlsx` without a password. */
  | 'FILE_OLD_WORKBOOK'
  /** The file is larger than a file may be here. */
  | 'FILE_TOO_LARGE'
  /** Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG. */
  | 'FILE_TYPE_NOT_ALLOWED'
  /** The final list is published: what is wrong in it is corrected in a final list. */
  | 'FINAL_LIST_OUT'
  /** Its report is there already. */
  | 'FINISHED_ALREADY'
  /** This list is being taken into the directory, or was: what its columns hold and what becomes of its rows is settled. */
  | 'IMPORT_BEGUN'
  /** What stood in this list is forgotten, some weeks after it was taken: nothing of it can be taken back or decided. */
  | 'IMPORT_FORGOTTEN'
  /** Nothing of this list was taken into the directory yet. */
  | 'IMPORT_NOT_BEGUN'
  /** This idempotency key was used before, to write something else. Draw a new one. */
  | 'KEY_USED_OTHERWISE'
  /** A municipality must keep one administrator. */
  | 'LAST_ADMIN'
  /** The last passkey stays: without one nothing official could be done. */
  | 'LAST_PASSKEY'
  /** A link or an invitation was used already, is too old, was taken back or never was. */
  | 'LINK_SPENT_OR_OLD'
  /** It is in the directory already. */
  | 'LISTED_ALREADY'
  /** It was over more than a year ago and is not opened again: who supported what is forgotten, and would be counted twice. */
  | 'LONG_OVER'
  /** There are no changes that wait to be published. */
  | 'NOTHING_CHANGED'
  /** That is how it is already, or whoever wrote it took it back. */
  | 'NOTHING_TO_DECIDE'
  /** Only a draft can be published or thrown away; this is none any more. */
  | 'NOT_A_DRAFT'
  /** It is not in the directory: it was proposed and nobody has looked at it, was taken out, or is another record now. */
  | 'NOT_LISTED'
  /** It has not begun yet or is not over: its report is made when nothing can come any more. */
  | 'NOT_OVER'
  /** Only what is published can be corrected, extended or cancelled; this is not, or was cancelled. */
  | 'NOT_PUBLISHED'
  /** These are one record already, or one of them is not in the directory: they cannot be put together. */
  | 'NOT_TWO_RECORDS'
  /** No files are taken with comments here. */
  | 'NO_FILES'
  /** Nobody supports comments here, or not in this way. */
  | 'NO_SUPPORTS'
  /** This is not the passkey that was asked for. */
  | 'PASSKEY_NOT_ACCEPTED'
  /** Questions about this call are not taken, or not any more. */
  | 'QUESTIONS_CLOSED'
  /** Somebody has said something and is owed a report: it cannot be cancelled, only finished with its report. */
  | 'REPORT_OWED'
  /** Who gets what is published: the deadline of this call is not moved any more. */
  | 'RESULTS_OUT'
  /** Too much has happened since then to be told, or this place is one of another history. Ask anew. */
  | 'RESUME_TOO_OLD'
  /** There would be less time for comments than was published. It may be extended, or cancelled and held anew. */
  | 'SHORTENED'
  /** Texts of its acts are being made and were not published; `params` has how many. */
  | 'TEXTS_WAIT'
  /** Replies stand at most three deep. */
  | 'TOO_DEEP'
  /** A comment can be changed for an hour, and while nobody has decided about it or answered it. */
  | 'TOO_LATE_TO_CHANGE'
  /** So many files as may stand with a comment do. */
  | 'TOO_MANY_FILES'
  /** So many letters of this kind went to this address within an hour that another would not be sent. Try again in an hour. */
  | 'TOO_MANY_LETTERS'
  /** Many questions about this call wait for an answer. Ask again in a few days, or turn to the contact of the call. */
  | 'TOO_MANY_QUESTIONS';

/** What whoever has commented holds: the proof that it was recorded, and what became of it. */
export type Receipt = {
  __typename?: 'Receipt';
  /** Whether you have shown that the address which you gave is yours; null where you gave none. */
  addressConfirmed?: Maybe<Scalars['Boolean']['output']>;
  /** Under what name you wrote it. */
  author?: Maybe<Scalars['String']['output']>;
  /** Until when you may write it anew or take it back; null where you cannot any more. */
  changeUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What leads back here; only whoever has it can. */
  code: Scalars['String']['output'];
  /** The comment itself, while everybody can read it. */
  comment?: Maybe<Comment>;
  /**
   * What to keep: first the proof, in the form of `c2sp.org/tlog-proof`, then what you wrote with what opens it.
   * `javno verify` shows with it, without asking this server, that your comment was recorded, word for word, and since
   * when. Whoever has it can show it of you: it is yours alone.
   */
  proof: Scalars['String']['output'];
  /** Why it cannot, where an official refused it. */
  reason?: Maybe<CommentReason>;
  /** When it was received. */
  receivedAt: Scalars['DateTime']['output'];
  /** Whether it can be read. */
  state: CommentState;
  /** What you wrote, whether everybody can read it or not; null where it was erased. */
  text?: Maybe<Scalars['String']['output']>;
};

/** That a question was received. It waits for an official. */
export type ReceivedQuestion = {
  __typename?: 'ReceivedQuestion';
  /** When it came. */
  askedAt: Scalars['DateTime']['output'];
  /** `ask_…`. */
  id: Scalars['ID']['output'];
};

/** New recovery codes. */
export type RecoveryCodesPayload = {
  __typename?: 'RecoveryCodesPayload';
  /** All of them, shown this once; those of before do not work any more. */
  codes?: Maybe<Array<Scalars['String']['output']>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** What is to be covered in an answer. */
export type RedactAnswerInput = {
  /** The comment under which it stands, `com_…`. Under others with the same answer it is covered, too. */
  comment: Scalars['ID']['input'];
  /**
   * The reason as you have read it, in the words in which it was written (`DeskComment.answerReason`). Where another stands there
   * by now it is a `CONFLICT`.
   */
  read: Scalars['String']['input'];
  /** Why; it stands in the log. */
  reason: CommentReason;
  /** Which parts of that; none of them runs into another. All of it may be one. */
  spans: Array<SpanInput>;
};

/** Something of an answer is covered. */
export type RedactAnswerPayload = {
  __typename?: 'RedactAnswerPayload';
  /** The comment that was named, as it is now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** What is to be covered. */
export type RedactCommentInput = {
  /** Of which comment. */
  comment: CommentRead;
  /** Which files are taken off, each named by its `sha256`. */
  files?: Array<Scalars['String']['input']>;
  /** Why; it stands in the log, and beside the mark of a file. */
  reason: CommentReason;
  /** Which parts; none of them runs into another. */
  spans?: Array<SpanInput>;
};

/** Part of a comment is covered. */
export type RedactCommentPayload = {
  __typename?: 'RedactCommentPayload';
  /** As they are now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** What an official refuses. */
export type RefuseOrganisationSuggestionInput = {
  /** `sug_…`. */
  id: Scalars['ID']['input'];
  /** Why: 3 to 2,000 characters. Whoever asked is told in these words. */
  reason: Scalars['String']['input'];
};

/** How an organisation is registered. */
export type Registration = {
  __typename?: 'Registration';
  /** The court, ministry or office; null where nobody has said. */
  body?: Maybe<LocalisedText>;
  /** Its number there; null where nobody has said. */
  number?: Maybe<Scalars['String']['output']>;
  /** The day; null where nobody has said. */
  on?: Maybe<Scalars['Date']['output']>;
};

/** Which comments may not, and why. */
export type RejectCommentsInput = {
  /** At most 100. */
  comments: Array<CommentRead>;
  /** Whoever wrote it is told. */
  reason: CommentReason;
};

/** Comments cannot be read. */
export type RejectCommentsPayload = {
  __typename?: 'RejectCommentsPayload';
  /** As they are now. */
  comments?: Maybe<Array<DeskComment>>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Which comments that are held may not be read, by what they have in common, and why. */
export type RejectHeldCommentsInput = {
  /**
   * When you were told how many they are, `DeskCommentCounts.at`. What came later, or was written anew since, is not
   * decided about.
   */
  asOf: Scalars['DateTime']['input'];
  /** On which consultation, `con_…`. */
  consultation: Scalars['ID']['input'];
  /** Those that say nearly the same as this one, `com_…`, and it. */
  likeTo?: InputMaybe<Scalars['ID']['input']>;
  /** Whoever wrote it is told. */
  reason: CommentReason;
  /**
   * Those that carry one of these that people do not leave as well: `NO_SCRIPT`, `STALE_CHALLENGE`, `TOO_FAST` and `TOO_MANY`
   * they do, and named beside others these take nobody along. Say this or `likeTo`, or both: then those of which both is
   * true, whichever of the signals they carry.
   */
  signals?: Array<Signal>;
};

/** Some of them cannot be read now. */
export type RejectHeldCommentsPayload = {
  __typename?: 'RejectHeldCommentsPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** How many are left: ask again, until none is. */
  left: Scalars['Int']['output'];
  /** How many were refused now. */
  rejected: Scalars['Int']['output'];
};

/** Which organisation is to be put into the directory. */
export type RelistOrganisationInput = {
  /** `org_…`. */
  id: Scalars['ID']['input'];
  /** Why; it stands in the journal. */
  reason?: InputMaybe<EditedTextInput>;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** An organisation is in the directory. */
export type RelistOrganisationPayload = {
  __typename?: 'RelistOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  organisation?: Maybe<DeskOrganisation>;
};

/** What a municipality says of a consultation that is over. It never changes. */
export type Report = {
  __typename?: 'Report';
  /** What was changed in the text because of it; null where the municipality has not written it. */
  changes?: Maybe<LocalisedText>;
  /**
   * The comments as a table; what its columns and codes mean is in `izvjestaj-sifrarnik.csv` beside it, numbers and sessions are in
   * `izvjestaj-brojevi.csv`.
   */
  csv: Scalars['Url']['output'];
  /** Opaque id, `rep_…`. */
  id: Scalars['ID']['output'];
  /** All of it for programs, with the ids of this API. */
  json: Scalars['Url']['output'];
  /** How many entries the log had when it was made: what was logged later is not in the numbers. */
  logSize: Scalars['Int']['output'];
  /** When it was made. */
  madeAt: Scalars['DateTime']['output'];
  /** What was counted when it was made. */
  numbers: ReportNumbers;
  /** All of it as a page, to be read and printed: every comment with its article, its answer and the reason. */
  page: Scalars['Url']['output'];
  /**
   * All of it as a PDF. Of more than 2,000 comments, or 8 MiB of text, it is in volumes: this address has the first then, which
   * says in which of the others what is said of each part of the act stands; they are at `svezak=2` and so on. One that is not
   * made yet may be answered with 503: it is being made, and is there in some seconds.
   */
  pdf: Scalars['Url']['output'];
  /** Who signed it, with his office; null where the municipality has not written it. */
  signedBy?: Maybe<LocalisedText>;
  /** What the municipality says of it all. */
  summary: LocalisedText;
};

/** A comment that should not stand there. */
export type ReportCommentInput = {
  /** Which, `com_…`. */
  comment: Scalars['ID']['input'];
  /** Drawn by you for this, 1 to 255 characters; whatever is sent again under it is done once. */
  idempotencyKey: Scalars['String']['input'];
  /** Why it should not. */
  reason: CommentReason;
  /** The same in your words, at most 500 characters. Only officials see it. */
  words?: InputMaybe<Scalars['String']['input']>;
};

/** A comment was reported. */
export type ReportCommentPayload = {
  __typename?: 'ReportCommentPayload';
  /** What you can mend; nobody was told then. */
  errors: Array<UserError>;
  /** Whether officials were told. */
  received: Scalars['Boolean']['output'];
};

/** What is counted in a report. A reply counts as a comment; one whose address was never confirmed does not. */
export type ReportNumbers = {
  __typename?: 'ReportNumbers';
  /**
   * Of what everybody can read: so many different addresses of mailboxes were confirmed by those who said it. That is all
   * that is known of how many people they are; null in a report that was made before this was counted.
   */
  addresses?: Maybe<Scalars['Int']['output']>;
  /** Of what everybody can read: without a name. */
  anonymously: Scalars['Int']['output'];
  /** Of what everybody can read: what becomes of it; what becomes of nothing is left out. */
  answered: Array<CountByDisposition>;
  /** How many came to them; null where nobody counted at any. */
  attendance?: Maybe<Scalars['Int']['output']>;
  /** Of what everybody can read: by citizens under a name. */
  byCitizens: Scalars['Int']['output'];
  /** Of what everybody can read: for organisations. */
  byOrganisations: Scalars['Int']['output'];
  /** Of that: by e-mail. */
  email: Scalars['Int']['output'];
  /** Of that: through the form. */
  online: Scalars['Int']['output'];
  /** So many organisations. */
  organisations: Scalars['Int']['output'];
  /** Of that: on paper or by post. */
  paper: Scalars['Int']['output'];
  /** Of what came: everybody can read it. */
  published: Scalars['Int']['output'];
  /** Everything that came. */
  received: Scalars['Int']['output'];
  /** Of what came: refused, by reason; reasons that nothing was refused for are left out. */
  rejected: Array<CountByReason>;
  /** Of that: said at sessions. */
  session: Scalars['Int']['output'];
  /** Sessions. */
  sessions: Scalars['Int']['output'];
  /** Of what everybody can read: without an answer. In a report nothing. */
  unanswered: Scalars['Int']['output'];
  /** Of what came: nobody has decided about it. In a report nothing. */
  waiting: Scalars['Int']['output'];
  /** Of what came: taken back. */
  withdrawn: Scalars['Int']['output'];
  /**
   * Of what everybody can read: said by whoever left no address that he confirmed, or was forgotten since. Of how many
   * people, nobody knows.
   */
  withoutAddress?: Maybe<Scalars['Int']['output']>;
};

/** What stands between a consultation and its report. */
export type ReportObstacle = {
  __typename?: 'ReportObstacle';
  /** How many comments or texts it is about; 0 where it is about none. */
  count: Scalars['Int']['output'];
  /**
   * What: `NOT_OVER`, `COMMENTS_WAIT`, `COMMENTS_UNANSWERED`, `CHANGES_WAIT`, `TEXTS_WAIT`, `NOT_PUBLISHED` or
   * `FINISHED_ALREADY`.
   */
  reason: Reason;
};

/** An organisation that you represent. */
export type Representation = {
  __typename?: 'Representation';
  /** Which, as everybody sees it. */
  organisation: Organisation;
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** An organisation that you represent, with what stands of it that not everybody reads. */
export type RepresentedOrganisation = {
  __typename?: 'RepresentedOrganisation';
  /** What stands there of each fact that you may say is another. */
  facts: Array<StatedFact>;
  /** As everybody sees it. */
  organisation: Organisation;
  /** Whether everybody reads who represents it: the person has agreed to that. */
  representativeConsent: Scalars['Boolean']['output'];
  /** What you have said of it, the newest first; forgotten thirty days after it was settled. */
  sent: Array<SentSuggestion>;
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** What a column of a list of results holds. */
export type ResultColumn =
  /** What was approved. */
  | 'APPROVED'
  /** What was asked. */
  | 'ASKED'
  /** The tax number. */
  | 'JIB'
  /** The lot, by its number or name. */
  | 'LOT'
  /** Why, or whatever else is said beside it. */
  | 'NOTE'
  /** Who applied. */
  | 'ORGANISATION'
  /** What became of it. */
  | 'OUTCOME'
  /** Points. */
  | 'POINTS'
  /** With what. */
  | 'PROJECT'
  /** The rank. */
  | 'RANK';

/** One application in a list that is being made. */
export type ResultEntryContent = {
  __typename?: 'ResultEntryContent';
  /** What was approved. */
  approved?: Maybe<Scalars['Decimal']['output']>;
  /** What was asked, in the call's currency. */
  asked?: Maybe<Scalars['Decimal']['output']>;
  /** Its tax number. */
  jib?: Maybe<Scalars['String']['output']>;
  /** Which organisation of the directory it is, where somebody has said so; null leaves it to what is sure. */
  linked?: Maybe<Scalars['ID']['output']>;
  /** Its lot, by the lot's place in the call, from 1. */
  lot?: Maybe<Scalars['Int']['output']>;
  /** What is said beside it. */
  note?: Maybe<Scalars['String']['output']>;
  /** Who applied, as the list writes it. */
  organisation?: Maybe<Scalars['String']['output']>;
  /**
   * What is written by hand beside its words. Left out, it stays beside whatever stands as it stood in this place, and goes
   * with what does not.
   */
  others?: Maybe<ResultWordings>;
  /** What became of it. */
  outcome?: Maybe<ResultOutcome>;
  /** Points, with at most one decimal. */
  points?: Maybe<Scalars['Decimal']['output']>;
  /** With what. */
  project?: Maybe<Scalars['String']['output']>;
  /** Its rank. */
  rank?: Maybe<Scalars['Int']['output']>;
  /** Why it was not judged. */
  reason?: Maybe<ResultReason>;
  /** It is none of the directory. */
  unlinked: Scalars['Boolean']['output'];
};

/** One application in a list that is being made. */
export type ResultEntryInput = {
  /** What was approved. */
  approved?: InputMaybe<Scalars['Decimal']['input']>;
  /** What was asked, in the call's currency. */
  asked?: InputMaybe<Scalars['Decimal']['input']>;
  /** Its tax number. */
  jib?: InputMaybe<Scalars['String']['input']>;
  /** Which organisation of the directory it is, where somebody has said so; null leaves it to what is sure. */
  linked?: InputMaybe<Scalars['ID']['input']>;
  /** Its lot, by the lot's place in the call, from 1. */
  lot?: InputMaybe<Scalars['Int']['input']>;
  /** What is said beside it. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Who applied, as the list writes it. */
  organisation?: InputMaybe<Scalars['String']['input']>;
  /**
   * What is written by hand beside its words. Left out, it stays beside whatever stands as it stood in this place, and goes
   * with what does not.
   */
  others?: InputMaybe<ResultWordingsInput>;
  /** What became of it. */
  outcome?: InputMaybe<ResultOutcome>;
  /** Points, with at most one decimal. */
  points?: InputMaybe<Scalars['Decimal']['input']>;
  /** With what. */
  project?: InputMaybe<Scalars['String']['input']>;
  /** Its rank. */
  rank?: InputMaybe<Scalars['Int']['input']>;
  /** Why it was not judged. */
  reason?: InputMaybe<ResultReason>;
  /** It is none of the directory. */
  unlinked?: Scalars['Boolean']['input'];
};

/** A column of a list that was brought. */
export type ResultImportColumn = {
  __typename?: 'ResultImportColumn';
  /** What stands above it. */
  heading: Scalars['String']['output'];
  /** What it is taken to hold; null where nothing of it is taken. */
  meaning?: Maybe<ResultColumn>;
  /** Some of its filled cells. */
  samples: Array<Scalars['String']['output']>;
};

/** Whose a row is. */
export type ResultMatch = {
  __typename?: 'ResultMatch';
  /** How that is known. */
  kind: ResultMatchKind;
  /** The organisation of the directory; null where there is none. */
  organisation?: Maybe<Organisation>;
  /** The place of the row, from 0. */
  row: Scalars['Int']['output'];
};

/** How a row came to lead to an organisation of the directory, or why it does not. */
export type ResultMatchKind =
  /** Somebody has said that it is this one. */
  | 'CHOSEN'
  /** Nobody of the directory is called so. */
  | 'NOBODY'
  /** Somebody has said that it is none of the directory. */
  | 'NONE'
  /** It may be this one; the row leads nowhere unless somebody says so. */
  | 'PERHAPS'
  /** Its tax number is the organisation's, or only that one is called exactly so. */
  | 'SURE';

/** What became of an application. */
export type ResultOutcome =
  /** It gets money. */
  | 'APPROVED'
  /** It has fewer points than are asked. */
  | 'BELOW_THRESHOLD'
  /** It was not judged; the reason says why. */
  | 'DISQUALIFIED'
  /** It gets money where another does not take it. */
  | 'RESERVE'
  /** Whoever applied took it back. */
  | 'WITHDRAWN';

/** Why an application was not judged. */
export type ResultReason =
  /** It asks less or more than may be asked. */
  | 'BUDGET_LIMITS'
  /** A document is missing. */
  | 'DOCUMENT_MISSING'
  /** It came too late. */
  | 'LATE'
  /** The organisation has not worked all along. */
  | 'NO_CONTINUITY'
  /** Anything else; the note says what. */
  | 'OTHER'
  /** The project is elsewhere, or for people elsewhere. */
  | 'OUTSIDE_AREA'
  /** Whoever applied is not registered as was asked. */
  | 'REGISTRATION'
  /** Money of an earlier call was not accounted for. */
  | 'UNREPORTED'
  /** The project is too short or too long. */
  | 'WRONG_DURATION'
  /** It is not on the form that was asked for. */
  | 'WRONG_FORM';

/** What is wrong with a cell of a list that was brought, or was put right in it. */
export type ResultRemark = {
  __typename?: 'ResultRemark';
  /** The cell as a spreadsheet names it: `D17`. */
  cell: Scalars['String']['output'];
  /** A code for a sentence: `sum_unreadable`. */
  code: Scalars['String']['output'];
  /** What stands there. */
  found: Scalars['String']['output'];
  /** Whether what stands there was taken all the same: it is only to be looked at. */
  kept: Scalars['Boolean']['output'];
  /** Whether its row was left out because of it. */
  refuses: Scalars['Boolean']['output'];
};

/** Whether a list of results may still be objected to. */
export type ResultStage =
  /** What was decided. */
  | 'FINAL'
  /** What the commission proposes. */
  | 'PRELIMINARY';

/** What an editor should look at once more. It forbids nothing. */
export type ResultWarning = {
  __typename?: 'ResultWarning';
  /** What. */
  code: ResultWarningCode;
  /** The place of the row, from 0, where it is about one. */
  row?: Maybe<Scalars['Int']['output']>;
};

/** What an editor should look at once more. */
export type ResultWarningCode =
  /** Until when it may be objected to is not said. */
  | 'NO_OBJECTIONS'
  /** More is approved than was asked. */
  | 'OVER_ASKED'
  /** More is approved than the call has. */
  | 'OVER_BUDGET'
  /** The day on the list has not come yet. */
  | 'PUBLISHED_LATER'
  /** The rank stands in the list before. */
  | 'RANK_TWICE'
  /** The same organisation with the same project stands in the list before. */
  | 'ROW_TWICE';

/**
 * What is written by hand beside the words of a row, for readers of other locales than its own: its other script where the
 * one that makes itself would not do, and translations.
 */
export type ResultWordings = {
  __typename?: 'ResultWordings';
  /** Beside what is said. */
  note: Array<Override>;
  /** Beside who applied. */
  organisation: Array<Override>;
  /** Beside the project. */
  project: Array<Override>;
};

/**
 * What is written by hand beside the words of a row, for readers of other locales than its own: its other script where the
 * one that makes itself would not do, and translations.
 */
export type ResultWordingsInput = {
  /** Beside what is said. */
  note?: Array<OverrideInput>;
  /** Beside who applied. */
  organisation?: Array<OverrideInput>;
  /** Beside the project. */
  project?: Array<OverrideInput>;
};

/** A list that is being made. */
export type ResultsContent = {
  __typename?: 'ResultsContent';
  /** Where the decision can be read. */
  decisionUrl?: Maybe<Scalars['String']['output']>;
  /** Until when it may be objected to; only of a preliminary list. */
  objections?: Maybe<Moment>;
  /** The day on the list; that of publication where it is left out. */
  publishedOn?: Maybe<Scalars['Date']['output']>;
  /** Its rows, in their order. */
  rows: Array<ResultEntryContent>;
  /** Which kind of list. */
  stage?: Maybe<ResultStage>;
};

/** A list that is being made. */
export type ResultsContentInput = {
  /** Where the decision can be read. */
  decisionUrl?: InputMaybe<Scalars['String']['input']>;
  /** Until when it may be objected to; only of a preliminary list. */
  objections?: InputMaybe<MomentInput>;
  /** The day on the list; that of publication where it is left out. */
  publishedOn?: InputMaybe<Scalars['Date']['input']>;
  /** Its rows, in their order. */
  rows?: Array<ResultEntryInput>;
  /** Which kind of list. */
  stage?: InputMaybe<ResultStage>;
};

/** Which invitation. */
export type RevokeInvitationInput = {
  /** `inv_…`. */
  id: Scalars['ID']['input'];
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
};

/** An invitation was taken back. */
export type RevokeInvitationPayload = {
  __typename?: 'RevokeInvitationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** Its id. */
  revoked?: Maybe<Scalars['ID']['output']>;
};

/** What somebody does for a municipality. */
export type Role =
  /** Decides who may do what, reads the journal, and may do whatever an editor may. */
  | 'ADMIN'
  /** Keeps the directory of organisations. */
  | 'DIRECTORY_KEEPER'
  /** Writes, publishes and corrects calls and consultations. */
  | 'EDITOR'
  /** Scores applications. */
  | 'EVALUATOR'
  /** Decides which comments are shown. */
  | 'MODERATOR'
  /** Puts widgets into the municipality's site, and says where its sites are and what they speak. */
  | 'WEBMASTER';

/** Which list is to be taken into the directory. */
export type RunOrganisationImportInput = {
  /** `imp_…`. */
  id: Scalars['ID']['input'];
};

/** Some rows of a list were taken. */
export type RunOrganisationImportPayload = {
  __typename?: 'RunOrganisationImportPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now: while it is `RUNNING`, run it again for the next rows. */
  import?: Maybe<DeskOrganisationImport>;
};

/** The text of an act. */
export type SaveActInput = {
  /**
   * `act_…`; left out for a new one. In a published consultation that waits, and nobody else sees it, until changes are
   * published (`correctConsultation`).
   */
  act?: InputMaybe<Scalars['ID']['input']>;
  /** `con_…`. */
  consultation: Scalars['ID']['input'];
  /** What the text is written in. */
  locale: Scalars['Locale']['input'];
  /** All its parts, in reading order. */
  parts: Array<ActPartInput>;
  /** Its title; it stays what it is once it is published. */
  title: EditedTextInput;
  /** The version of the consultation that you have read. */
  version: Scalars['Int']['input'];
};

/** The text of an act was kept. */
export type SaveActPayload = {
  __typename?: 'SaveActPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** What is written of a call. */
export type SaveCallInput = {
  /** All of it. */
  content: CallContentInput;
  /** `call_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A call was saved. */
export type SaveCallPayload = {
  __typename?: 'SaveCallPayload';
  /** As it is now. */
  call?: Maybe<DeskCall>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** What is written of a consultation. */
export type SaveConsultationInput = {
  /** All of it, but the texts of its acts. */
  content: ConsultationContentInput;
  /** `con_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A consultation was saved. */
export type SaveConsultationPayload = {
  __typename?: 'SaveConsultationPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** What is written of an organisation. */
export type SaveOrganisationInput = {
  /** All of it. */
  content: OrganisationContentInput;
  /** `org_…`. */
  id: Scalars['ID']['input'];
  /** Why; everybody reads it beside what was changed, where it is in the directory. */
  reason?: InputMaybe<EditedTextInput>;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** An organisation was saved. */
export type SaveOrganisationPayload = {
  __typename?: 'SaveOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  organisation?: Maybe<DeskOrganisation>;
};

/** What is written of a list. */
export type SaveResultsInput = {
  /** Of which call, `call_…`. */
  call: Scalars['ID']['input'];
  /** All of it. */
  content: ResultsContentInput;
  /** The version of the draft that you have read; 0 where there is none yet. */
  version: Scalars['Int']['input'];
};

/** A list was saved. */
export type SaveResultsPayload = {
  __typename?: 'SaveResultsPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it stands at the desk now. */
  results?: Maybe<DeskResults>;
};

/** What you have said of an organisation that you represent. */
export type SentSuggestion = {
  __typename?: 'SentSuggestion';
  /** What is to become what. */
  facts: Array<SuggestedFact>;
  /** `sug_…`. */
  id: Scalars['ID']['output'];
  /** What you want. */
  kind: SuggestionKind;
  /** What you said in words. */
  message?: Maybe<Scalars['String']['output']>;
  /** Why it was refused. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When you sent it. */
  receivedAt: Scalars['DateTime']['output'];
  /** When it was decided about; null while it waits. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** What became of it. */
  state: SuggestionState;
};

/** A browser in which you have signed in. */
export type Session = {
  __typename?: 'Session';
  /** It is the one in which you ask. */
  current: Scalars['Boolean']['output'];
  /** Browser and system in a few words; null where they are not known. */
  device?: Maybe<Scalars['String']['output']>;
  /** `ses_…`. */
  id: Scalars['ID']['output'];
  /** When it was last used, give or take some minutes. */
  seenAt: Scalars['DateTime']['output'];
  /** When you signed in. */
  startedAt: Scalars['DateTime']['output'];
};

/** What a municipality says of itself. */
export type SetMunicipalityInput = {
  /** All of it. */
  content: MunicipalityContentInput;
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** What became of it. */
export type SetMunicipalityPayload = {
  __typename?: 'SetMunicipalityPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now; null where something has to be mended first. */
  settings?: Maybe<MunicipalitySettings>;
};

/** Whose roles, and which from now on. */
export type SetRolesInput = {
  /** All that the person had when you read it: nobody's decision is replaced unseen. */
  before: Array<Role>;
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
  /** `prs_…`. */
  person: Scalars['ID']['input'];
  /** All that the person has from now on; none ends the work here at once. */
  roles: Array<Role>;
};

/** Somebody's roles were set. */
export type SetRolesPayload = {
  __typename?: 'SetRolesPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** The person, as he is now; null where he has no role any more. */
  member?: Maybe<Member>;
};

/** When comments can usually be read. */
export type SetUsualRulesInput = {
  /** What was usual when you read it: nobody's decision is replaced unseen. */
  before: UsualRulesInput;
  /** Whether an e-mail address has to be confirmed. `NEVER` does not go with `FIRST_N`. */
  confirmEmail: ConfirmEmail;
  /** When a comment can be read by everybody. */
  moderation: Moderation;
  /** How many of somebody are looked at first, from 1 to 100; goes with `FIRST_N`, and is left out with all else. */
  moderationFirst?: InputMaybe<Scalars['Int']['input']>;
  /** Slug of the municipality. */
  municipality: Scalars['String']['input'];
};

/** It was said what is usual. */
export type SetUsualRulesPayload = {
  __typename?: 'SetUsualRulesPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  usualRules?: Maybe<UsualRules>;
};

/** How one can sign in here, besides by letter. */
export type SignInOptions = {
  __typename?: 'SignInOptions';
  /** What the city's own directory is called, at `/desk/oidc`; null where there is none. */
  oidc?: Maybe<Scalars['String']['output']>;
};

/** What is odd about how a comment came. None of these refuses it. */
export type Signal =
  /** A field was filled in that nobody sees. */
  | 'HONEYPOT'
  /**
   * It came from the hosted form as many others did that day from where it came, more than people mostly send: a program that
   * fetches the form, or a hall full of people behind one address. It is held for `NO_SCRIPT`, and not for that either once its
   * address is confirmed; this only says what lies together.
   */
  | 'MANY_FORMS'
  /** It came without the task that the form gets with the consultation. */
  | 'NO_CHALLENGE'
  /**
   * It came from the hosted form, which works without scripts and so has no task. It is not held for that once its address is
   * confirmed.
   */
  | 'NO_SCRIPT'
  /** The task was not solved. */
  | 'NO_WORK'
  /**
   * The task was solved, but it was of half a day ago, or cheaper than tasks were by then: whoever reads for long before he writes
   * leaves that, too.
   */
  | 'STALE_CHALLENGE'
  /** It was written faster than anybody writes. */
  | 'TOO_FAST'
  /**
   * It came where many did within a minute: from its network; or, where nothing else about it is odd, to its consultation or to all
   * of them together. Or so much else was asked from its address that only the work which it took let it in.
   */
  | 'TOO_MANY';

/** How many comments carry a signal. */
export type SignalCount = {
  __typename?: 'SignalCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** Which. */
  signal: Signal;
};

/** A part of a text. */
export type SpanInput = {
  /** From which character, counted from 0 in Unicode code points. */
  from: Scalars['Int']['input'];
  /** Before which character. */
  to: Scalars['Int']['input'];
};

/** What stands of a fact of an organisation that you represent. */
export type StatedFact = {
  __typename?: 'StatedFact';
  /** Which. */
  field: SuggestedField;
  /** What stands there, as it is filled in; null where nothing does. */
  value?: Maybe<Scalars['String']['output']>;
};

/** What somebody says, and what the form sends with it. */
export type SubmitCommentInput = {
  /** As what it is said. */
  authorKind: AuthorKind;
  /** The task that came with the consultation. */
  challenge?: InputMaybe<Scalars['String']['input']>;
  /** `con_…`. */
  consultation: Scalars['ID']['input'];
  /**
   * Where you want to be told what becomes of it: you get a letter that asks whether the address is yours. Nobody else
   * sees it. Where the municipality wants it, nothing is published before that. It is deleted when the report is published, at
   * the latest a year after the last day: whoever has not got the report by then gets no letter about it.
   */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Drawn by you for this comment, 1 to 255 characters; whatever is sent again under it is done once. */
  idempotencyKey: Scalars['String']['input'];
  /** In what you read. Letters about it are in that; your text is taken to be, where its script does not say otherwise. */
  locale?: InputMaybe<Scalars['Locale']['input']>;
  /** Under what name; everybody reads it. Left out where it is said without one. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** How long the form was open, in milliseconds. */
  openFor?: InputMaybe<Scalars['Int']['input']>;
  /** Which part of which version of an act, `part_…`; about the whole where it is left out. */
  part?: InputMaybe<Scalars['ID']['input']>;
  /** Which comment it replies to, `com_…`. */
  replyTo?: InputMaybe<Scalars['ID']['input']>;
  /** The number that solves it. */
  solution?: InputMaybe<Scalars['String']['input']>;
  /** What is said: 3 to 5,000 characters. */
  text: Scalars['String']['input'];
  /** Stays empty. Programs that fill in whatever there is fill in this. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** A comment was received. */
export type SubmitCommentPayload = {
  __typename?: 'SubmitCommentPayload';
  /** What you can mend; nothing was kept then. */
  errors: Array<UserError>;
  /** What you keep. */
  receipt?: Maybe<Receipt>;
};

/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * A comment in a consultation can be read, is answered, supported or not what it was, or cannot be read any more. Each
   * event carries the comment as it is now; of one that nobody could ever read nothing is told.
   */
  commentChanged: CommentEvent;
  /** A consultation is published, changed or withdrawn. Each event carries the consultation as it is now. */
  consultationChanged: ConsultationEvent;
  /**
   * Something is done at this municipality's desk: to a call, a consultation, a comment. For those who work there; whoever does not any more is told
   * so at once, and nothing after. Whoever gets other roles is told that as well.
   */
  deskChanged: DeskEvent;
  /**
   * A consultation is changed or withdrawn, or something happens to a comment in it: what `consultationChanged` and
   * `commentChanged` tell of this one, in one. For whoever shows both and can keep few connections open: a browser keeps six
   * to a server that speaks HTTP/1.1, for all that is on a page.
   */
  discussionChanged: DiscussionEvent;
  /** A call is published, changed or withdrawn. Each event carries the call as it is now. */
  openCallChanged: OpenCallEvent;
  /** An organisation comes into a directory, is changed, confirmed or taken out. Each event carries it as it is now. */
  organisationChanged: OrganisationEvent;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionCommentChangedArgs = {
  consultation: Scalars['ID']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionConsultationChangedArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
  municipality?: InputMaybe<Scalars['String']['input']>;
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionDeskChangedArgs = {
  municipality: Scalars['String']['input'];
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionDiscussionChangedArgs = {
  consultation: Scalars['ID']['input'];
  locale?: InputMaybe<Scalars['Locale']['input']>;
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionOpenCallChangedArgs = {
  areas?: InputMaybe<Array<Scalars['String']['input']>>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
  municipality?: InputMaybe<Scalars['String']['input']>;
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`. */
export type SubscriptionOrganisationChangedArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
  municipality?: InputMaybe<Scalars['String']['input']>;
  resumeAfter?: InputMaybe<Scalars['String']['input']>;
};

/** What somebody says of a directory, and what the form sends with it. */
export type SuggestOrganisationInput = {
  /**
   * The task that came with `suggestionBox`. Without it, or without its solution, no letter goes out, so that nobody has
   * strangers written to at no cost.
   */
  challenge?: InputMaybe<Scalars['String']['input']>;
  /**
   * Where you are written to. You get a letter that asks whether the address is yours; before that nobody sees what you
   * said, and after seven days it is deleted. Only who keeps the directory sees the address, and it is forgotten thirty
   * days after what you said was settled, unless letters about your organisation go there since.
   */
  email: Scalars['String']['input'];
  /**
   * What it is, or should be. Of a `CLAIM` nothing: that comes with the link. A `CORRECTION`, and a `PROPOSAL` that is
   * not `own`, say nothing of persons, streets, telephones and addresses of mailboxes (`NOT_ALLOWED`); whoever finds a
   * mistake there tells of it in `message`.
   */
  facts?: InputMaybe<OrganisationFactsInput>;
  /** Drawn by you, 1 to 255 characters; whatever is sent again under it is done once. */
  idempotencyKey: Scalars['String']['input'];
  /** `PROPOSAL`, `CLAIM` or `CORRECTION`. */
  kind: SuggestionKind;
  /** In what language you are written to; as the municipality speaks where it is left out. */
  locale?: InputMaybe<Scalars['Locale']['input']>;
  /** The same in words, or who you are: up to 2,000 characters. Needed where there are no facts. */
  message?: InputMaybe<Scalars['String']['input']>;
  /** Slug of the municipality, of a `PROPOSAL`. */
  municipality?: InputMaybe<Scalars['String']['input']>;
  /** How long the form was open, in milliseconds. */
  openFor?: InputMaybe<Scalars['Int']['input']>;
  /** Which organisation, `org_…`, of a `CLAIM` or `CORRECTION`. */
  organisation?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Whether it is your own organisation. Of a `PROPOSAL` that is agreed to, letters about it come to `email` then; of a
   * `CLAIM` it is understood.
   */
  own?: InputMaybe<Scalars['Boolean']['input']>;
  /** The number that solves it. */
  solution?: InputMaybe<Scalars['String']['input']>;
  /** Stays empty. Programs that fill in whatever there is fill in this. The site of an organisation is `facts.website`. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** What somebody said was received. */
export type SuggestOrganisationPayload = {
  __typename?: 'SuggestOrganisationPayload';
  /**
   * What you can mend; nothing was kept then. `TAKEN` of `facts.jib` has in `params` the id of the organisation that has
   * this number.
   */
  errors: Array<UserError>;
  /** Whether it was: if the task was solved, there is a letter at the address that was given, whatever is in it. */
  received: Scalars['Boolean']['output'];
};

/** What a fact would become, beside what it is today. */
export type SuggestedDifference = {
  __typename?: 'SuggestedDifference';
  /** Of a person, and of street and number: whether it was agreed that everybody reads it. Without it only officials do. */
  consent: Scalars['Boolean']['output'];
  /** Which. */
  field: SuggestedField;
  /** Whether somebody has changed it since the form was filled in: whoever did that did not know what stands there today. */
  moved: Scalars['Boolean']['output'];
  /** What stands there today; null where nothing does. */
  now?: Maybe<Scalars['String']['output']>;
  /** What is to stand there; null where nothing is. */
  proposed?: Maybe<Scalars['String']['output']>;
};

/** A fact as somebody wants it to be. */
export type SuggestedFact = {
  __typename?: 'SuggestedFact';
  /** What stood there when he filled in the form; null where nothing did. */
  before?: Maybe<Scalars['String']['output']>;
  /** Of a person, and of street and number: whether it was agreed that everybody reads it. Without it only officials do. */
  consent: Scalars['Boolean']['output'];
  /** Which. */
  field: SuggestedField;
  /** What is to stand there; null where nothing is. */
  value?: Maybe<Scalars['String']['output']>;
};

/** A fact of an organisation, one for each field of the form. */
export type SuggestedField =
  /** Whether it does anything, by its code: `active`. */
  | 'ACTIVITY'
  /** Street and number. */
  | 'ADDRESS'
  /** The areas in which it works, by their codes, with commas between them. */
  | 'AREAS'
  /** What it does. */
  | 'DESCRIPTION'
  /** An e-mail address that everybody may read. */
  | 'EMAIL'
  /** The year in which it was founded. */
  | 'FOUNDED'
  /** The tax number. */
  | 'JIB'
  /** The legal form, by its code: `association`. */
  | 'LEGAL_FORM'
  /** The name. */
  | 'NAME'
  /** A telephone that everybody may read. */
  | 'PHONE'
  /** On what day. */
  | 'REGISTERED_ON'
  /** Who registered it. */
  | 'REGISTERING_BODY'
  /** Under what number. */
  | 'REGISTER_NUMBER'
  /** Who may represent it. */
  | 'REPRESENTATIVE'
  /** The place of its seat. */
  | 'SEAT'
  /** The short name. */
  | 'SHORT_NAME'
  /** Where it works. */
  | 'TERRITORY'
  /** Its site. */
  | 'WEBSITE';

/** What a form needs with which somebody says something of a directory. */
export type SuggestionBox = {
  __typename?: 'SuggestionBox';
  /** How many zero bits. */
  bits: Scalars['Int']['output'];
  /**
   * What is to be solved: find a number so that SHA-256 of `challenge.idempotencyKey.number` begins with `bits` zero
   * bits, and send it as `solution`. Good for twelve hours.
   */
  challenge: Scalars['String']['output'];
};

/** What somebody wants of a directory. */
export type SuggestionKind =
  /** That letters about an organisation go to him, because it is his. */
  | 'CLAIM'
  /** That a mistake in somebody else's record is mended. */
  | 'CORRECTION'
  /** That his own organisation's record becomes another; it comes by the link in a letter. */
  | 'EDIT'
  /** That an organisation comes into it. */
  | 'PROPOSAL'
  /** The server asks whether all is still true; nobody sends this. */
  | 'YEARLY';

/** What became of it. */
export type SuggestionState =
  /** It is so now, or as much of it as was agreed to. */
  | 'APPROVED'
  /** It was refused. */
  | 'REFUSED'
  /** Its letter has not been answered: nobody sees it, and it is deleted after seven days. */
  | 'UNCONFIRMED'
  /** It waits for an official. */
  | 'WAITING';

/** What waits to be decided about, of one kind. */
export type SuggestionsDue = {
  __typename?: 'SuggestionsDue';
  /** How many. */
  count: Scalars['Int']['output'];
  /** Which. */
  kind: SuggestionKind;
  /** Since when the first of them waits. */
  since: Scalars['DateTime']['output'];
};

/** A support. */
export type SupportCommentInput = {
  /** That you take it back. Only where clients are counted. */
  back?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of which comment, `com_…`. */
  comment: Scalars['ID']['input'];
  /** Your address, where the municipality counts addresses (`Consultation.rules.supports`): you get a letter. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Drawn by you for this, 1 to 255 characters; whatever is sent again under it is done once. */
  idempotencyKey: Scalars['String']['input'];
  /** In what you read, and the letter is; left out, it is as the comment is. */
  locale?: InputMaybe<Scalars['Locale']['input']>;
  /**
   * Which text of it you have read. Where another stands there by now it is a `CONFLICT`: nothing is counted, and
   * `extensions.now` has what stands there. Left out, you support whatever that is.
   */
  revision?: InputMaybe<Scalars['Int']['input']>;
};

/** A comment is supported. */
export type SupportCommentPayload = {
  __typename?: 'SupportCommentPayload';
  /** What you can mend; nothing was kept then. */
  errors: Array<UserError>;
  /** What became of it. */
  state?: Maybe<SupportState>;
};

/** What became of a support. */
export type SupportState =
  /** It counts once you have answered the letter. */
  | 'ASKED_BY_LETTER'
  /** It counts. */
  | 'COUNTED'
  /** It was taken back. */
  | 'TAKEN_BACK';

/** Who may support a comment, each once. */
export type Supports =
  /** Every client of the network, known by a keyed hash. */
  | 'CLIENT'
  /** Whoever confirms an e-mail address. */
  | 'CONFIRMED_EMAIL'
  /** Nobody: comments are not counted against each other. */
  | 'NONE';

/** A part of a text, in UTF-16 units, as JavaScript counts. */
export type TextRange = {
  __typename?: 'TextRange';
  /** Where it ends. */
  end: Scalars['Int']['output'];
  /** Where it begins. */
  start: Scalars['Int']['output'];
};

/** What a token is good for. Whatever it is, its person must hold the role too. */
export type TokenScope =
  /** Reads what the desk shows. */
  | 'READ_DESK'
  /**
   * Writes and publishes calls, with their files, questions and results, and reads what the desk shows; of
   * consultations it writes nothing.
   */
  | 'WRITE_CALLS';

/** Which list is to be taken back out of the directory. */
export type UndoOrganisationImportInput = {
  /** `imp_…`. */
  id: Scalars['ID']['input'];
};

/** Some rows of a list were taken back. */
export type UndoOrganisationImportPayload = {
  __typename?: 'UndoOrganisationImportPayload';
  /**
   * How many organisations of these rows were left as they are, because somebody has changed them since,
   * or results, comments or suggestions lead to them.
   */
  changedSince: Scalars['Int']['output'];
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now: while it is `UNDOING`, undo it again for the next rows. */
  import?: Maybe<DeskOrganisationImport>;
};

/** What to change about yourself. */
export type UpdateProfileInput = {
  /** In which letters are written to you, and the desk speaks. */
  locale: Scalars['Locale']['input'];
  /** As others of the municipality see you. */
  name: Scalars['String']['input'];
};

/** Something that a person can mend: nothing was changed. */
export type UserError = {
  __typename?: 'UserError';
  /** `INVALID` or `REFUSED`. */
  code: ErrorCode;
  /** Which field, where it is one. */
  field?: Maybe<Scalars['String']['output']>;
  /** For a developer; what a person reads is the client's own sentence for `problem` or `reason`. */
  message: Scalars['String']['output'];
  /** What the problem or reason needs to be told. */
  params: Array<Scalars['String']['output']>;
  /** What is wrong with it. */
  problem?: Maybe<Problem>;
  /** Why it is not possible as things stand. */
  reason?: Maybe<Reason>;
};

/** When comments can usually be read in a municipality: what a new consultation begins with. Each may differ. */
export type UsualRules = {
  __typename?: 'UsualRules';
  /** Whether an e-mail address has to be confirmed. */
  confirmEmail: ConfirmEmail;
  /** When a comment can be read by everybody. */
  moderation: Moderation;
  /** How many of somebody are looked at first; there only with `FIRST_N`. */
  moderationFirst?: Maybe<Scalars['Int']['output']>;
};

/** When comments can usually be read, as it was when you read it. */
export type UsualRulesInput = {
  /** Whether an e-mail address has to be confirmed. */
  confirmEmail: ConfirmEmail;
  /** When a comment can be read by everybody. */
  moderation: Moderation;
  /** How many of somebody are looked at first; there only with `FIRST_N`. */
  moderationFirst?: InputMaybe<Scalars['Int']['input']>;
};

/** You. */
export type Viewer = {
  __typename?: 'Viewer';
  /** Tokens of programs that work for you; none before a passkey was given. */
  apiTokens: Array<ApiToken>;
  /** Whether a passkey or a recovery code was given in this session. Before that the desk is closed. */
  confirmed: Scalars['Boolean']['output'];
  /** Where letters to you go. */
  email: Scalars['String']['output'];
  /** Whether you have a passkey to confirm with; else you make one now. */
  hasPasskey: Scalars['Boolean']['output'];
  /** `prs_…`. */
  id: Scalars['ID']['output'];
  /** As whom cities' own directories know you; none before a passkey was given. */
  identities: Array<Identity>;
  /** In which letters are written to you, and the desk speaks. */
  locale: Scalars['Locale']['output'];
  /** Where you work, and as what. */
  memberships: Array<Membership>;
  /** As others of the municipality see you, also in the journal. */
  name: Scalars['String']['output'];
  /** Organisations that you represent, as far as anybody may read them; none before a passkey was given. */
  organisations: Array<Representation>;
  /** Your passkeys; none before one was given, see `hasPasskey`. */
  passkeys: Array<Passkey>;
  /** How many of your recovery codes were not used; 0 before a passkey was given. */
  recoveryCodesLeft: Scalars['Int']['output'];
  /** Browsers in which you have signed in; none before a passkey was given. */
  sessions: Array<Session>;
};

/** Something of your own was changed. */
export type ViewerPayload = {
  __typename?: 'ViewerPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** You, as you are now. */
  viewer?: Maybe<Viewer>;
};

/** A comment that is taken back. */
export type WithdrawCommentInput = {
  /** What is written on its receipt. */
  code: Scalars['String']['input'];
  /** Drawn by you for this, 1 to 255 characters; whatever is sent again under it is done once. */
  idempotencyKey: Scalars['String']['input'];
};

/** A comment was taken back. */
export type WithdrawCommentPayload = {
  __typename?: 'WithdrawCommentPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  receipt?: Maybe<Receipt>;
};

/** Which organisation is to be taken out, and why. */
export type WithdrawOrganisationInput = {
  /** `org_…`. */
  id: Scalars['ID']['input'];
  /** Why; it stands in the journal. */
  reason: EditedTextInput;
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** An organisation was taken out. */
export type WithdrawOrganisationPayload = {
  __typename?: 'WithdrawOrganisationPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  organisation?: Maybe<DeskOrganisation>;
};

/** Which question is not to be published. */
export type WithholdQuestionInput = {
  /** `ask_…`. */
  id: Scalars['ID']['input'];
  /** The version that you have read. */
  version: Scalars['Int']['input'];
};

/** A question is not published. */
export type WithholdQuestionPayload = {
  __typename?: 'WithholdQuestionPayload';
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
  /** As it is now. */
  question?: Maybe<DeskQuestion>;
};

/** What is written beside a part of an act for readers of other locales. */
export type WordActPartInput = {
  /** `con_…`. */
  consultation: Scalars['ID']['input'];
  /**
   * All of it: what is left out is made by the machine again, or not translated any more. Beside a text that everybody
   * reads, what is new must be the same words.
   */
  others: PartWordingsInput;
  /** `part_…`, of a text that holds or of one that is being made. */
  part: Scalars['ID']['input'];
  /** The version of the consultation that you have read. */
  version: Scalars['Int']['input'];
};

/** Something was written beside a part of an act. */
export type WordActPartPayload = {
  __typename?: 'WordActPartPayload';
  /** As it is now. */
  consultation?: Maybe<DeskConsultation>;
  /** What you can mend; nothing was changed then. */
  errors: Array<UserError>;
};

/** Words and what became of them. */
export type WordChange = {
  __typename?: 'WordChange';
  /** What became of them. */
  change: WordFate;
  /** The words, with the spaces between them. */
  text: Scalars['String']['output'];
};

/** What became of words in a new version. */
export type WordFate =
  /** They came. */
  | 'ADDED'
  /** They stayed. */
  | 'KEPT'
  /** They went. */
  | 'REMOVED';

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
    | { __typename?: 'Consultation' }
    | { __typename?: 'Municipality' }
    | { __typename?: 'OpenCall', referenceNumber?: string | null, questionsUntil?: string | null, objectionsUntil?: string | null, resultsExpectedOn?: string | null, coFundingPercent?: number | null, minMonths?: number | null, maxMonths?: number | null, sourceUrl?: string | null, id: string, status: OpenCallStatus, phase: OpenCallPhase, exercise: boolean, publishedOn?: string | null, opensAt?: string | null, page: string, deadline: { __typename?: 'Deadline', at?: string | null, hourStated: boolean, daysLeft?: number | null, elapsedPercent?: number | null, history: Array<{ __typename?: 'PastDeadline', at: string, hourStated: boolean, reason?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, note?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, summary?: { __typename?: 'LocalisedText', text: string, locale: string } | null, eligibility?: { __typename?: 'LocalisedText', text: string, locale: string } | null, contact?: { __typename?: 'LocalisedText', text: string, locale: string } | null, legalBasis?: { __typename?: 'LocalisedText', text: string, locale: string } | null, results?: { __typename?: 'CallResults', id: string } | null, lots: Array<{ __typename?: 'Lot', title: { __typename?: 'LocalisedText', text: string, locale: string }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, capPerApplicant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null }>, documents: Array<{ __typename?: 'CallDocument', role: DocumentRole, url?: string | null, format?: string | null, sizeBytes?: number | null, replacedOn?: string | null, name: { __typename?: 'LocalisedText', text: string, locale: string } }>, events: Array<{ __typename?: 'CallEvent', kind: CallEventKind, startsAt: string, hourStated: boolean, minutesUrl?: string | null, place?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, corrections: Array<{ __typename?: 'Correction', at: string, field: CallField, before?: string | null, after?: string | null, reason?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, title: { __typename?: 'LocalisedText', text: string, locale: string }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, areas: Array<{ __typename?: 'Area', label: string }>, municipality: { __typename?: 'Municipality', name: string } }
    | { __typename?: 'Organisation' }
   | null };

export type OpenCallChangedSubscriptionVariables = Exact<{
  municipality?: InputMaybe<Scalars['String']['input']>;
}>;


export type OpenCallChangedSubscription = { __typename?: 'Subscription', openCallChanged: { __typename?: 'OpenCallEvent', cursor: string, change: OpenCallChange, callId: string } };

export type EntryFragment = { __typename?: 'OpenCall', id: string, status: OpenCallStatus, phase: OpenCallPhase, exercise: boolean, publishedOn?: string | null, opensAt?: string | null, page: string, title: { __typename?: 'LocalisedText', text: string, locale: string }, deadline: { __typename?: 'Deadline', at?: string | null, hourStated: boolean, daysLeft?: number | null, elapsedPercent?: number | null, note?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, budget?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, minGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, maxGrant?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null, areas: Array<{ __typename?: 'Area', label: string }>, municipality: { __typename?: 'Municipality', name: string } };

export type SumFragment = { __typename?: 'Money', amount: string, currency: CurrencyCode };

export type ConsultationsQueryVariables = Exact<{
  municipality?: InputMaybe<Scalars['String']['input']>;
  locale: Scalars['Locale']['input'];
}>;


export type ConsultationsQuery = { __typename?: 'Query', consultations: { __typename?: 'ConsultationConnection', nodes: Array<{ __typename?: 'Consultation', id: string, status: ConsultationStatus, exercise: boolean, page: string, title: { __typename?: 'LocalisedText', text: string, locale: string }, period: { __typename?: 'ConsultationPeriod', opensAt?: string | null, closesAt?: string | null, closesHourStated: boolean, daysLeft?: number | null } }> } };

export type ConsultationQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  locale: Scalars['Locale']['input'];
}>;


export type ConsultationQuery = { __typename?: 'Query', consultation?: { __typename?: 'Consultation', answerDueOn?: string | null, id: string, status: ConsultationStatus, exercise: boolean, page: string, summary?: { __typename?: 'LocalisedText', text: string, locale: string } | null, report?: { __typename?: 'Report', page: string } | null, municipality: { __typename?: 'Municipality', name: string, timeZone: string }, rules: { __typename?: 'ConsultationRules', confirmEmail: ConfirmEmail, attachmentsAllowed: boolean, onlineCounts: boolean, anonymousAllowed: boolean, supports: Supports, note?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, channels: Array<{ __typename?: 'ConsultationChannel', kind: ChannelKind, text: { __typename?: 'LocalisedText', text: string, locale: string } }>, sessions: Array<{ __typename?: 'ConsultationSession', startsAt: string, hourStated: boolean, place?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, acts: Array<{ __typename?: 'DraftAct', id: string, title: { __typename?: 'LocalisedText', text: string, locale: string }, current?: { __typename?: 'ActVersion', number: number, publishedAt?: string | null, anchors: Array<{ __typename?: 'ActAnchor', id: string, key: string, parent?: string | null, depth: number, kind: AnchorKind, label?: { __typename?: 'LocalisedText', text: string } | null, heading?: { __typename?: 'LocalisedText', text: string } | null, text?: { __typename?: 'LocalisedText', text: string, locale: string } | null }> } | null }>, title: { __typename?: 'LocalisedText', text: string, locale: string }, period: { __typename?: 'ConsultationPeriod', opensAt?: string | null, closesAt?: string | null, closesHourStated: boolean, daysLeft?: number | null } } | null, commentBox: { __typename?: 'CommentBox', open: boolean, challenge: string, bits: number, counts: { __typename?: 'CommentCounts', published: number, answered: number }, parts: Array<{ __typename?: 'PartCount', part?: string | null, counts: { __typename?: 'CommentCounts', published: number, answered: number } }> } };

export type CommentsQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  part?: InputMaybe<Scalars['ID']['input']>;
  locale: Scalars['Locale']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type CommentsQuery = { __typename?: 'Query', commentBox: { __typename?: 'CommentBox', open: boolean, challenge: string, bits: number, counts: { __typename?: 'CommentCounts', published: number, answered: number }, parts: Array<{ __typename?: 'PartCount', part?: string | null, counts: { __typename?: 'CommentCounts', published: number, answered: number } }> }, comments: { __typename?: 'CommentConnection', pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'Comment', olderVersion?: number | null, id: string, author?: string | null, authorKind?: AuthorKind | null, text?: string | null, locale: string, part?: string | null, receivedAt: string, came: string, changedAt?: string | null, fileCount: number, supports: number, replies: { __typename?: 'CommentConnection', pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean }, nodes: Array<{ __typename?: 'Comment', id: string, author?: string | null, authorKind?: AuthorKind | null, text?: string | null, locale: string, part?: string | null, receivedAt: string, came: string, changedAt?: string | null, fileCount: number, supports: number, replies: { __typename?: 'CommentConnection', pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean }, nodes: Array<{ __typename?: 'Comment', id: string, author?: string | null, authorKind?: AuthorKind | null, text?: string | null, locale: string, part?: string | null, receivedAt: string, came: string, changedAt?: string | null, fileCount: number, supports: number, partLabel?: { __typename?: 'LocalisedText', text: string } | null, answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null }> }, partLabel?: { __typename?: 'LocalisedText', text: string } | null, answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null }> }, partLabel?: { __typename?: 'LocalisedText', text: string } | null, answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null }> } };

export type CommentReceiptQueryVariables = Exact<{
  code: Scalars['String']['input'];
  locale: Scalars['Locale']['input'];
}>;


export type CommentReceiptQuery = { __typename?: 'Query', receipt?: { __typename?: 'Receipt', state: CommentState, comment?: { __typename?: 'Comment', answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null } | null } | null };

export type SubmitCommentMutationVariables = Exact<{
  input: SubmitCommentInput;
}>;


export type SubmitCommentMutation = { __typename?: 'Mutation', submitComment: { __typename?: 'SubmitCommentPayload', receipt?: { __typename?: 'Receipt', code: string, proof: string, state: CommentState, comment?: { __typename?: 'Comment', answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null } | null } | null, errors: Array<{ __typename?: 'UserError', code: ErrorCode, field?: string | null, problem?: Problem | null, reason?: Reason | null, params: Array<string> }> } };

export type DiscussionChangedSubscriptionVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type DiscussionChangedSubscription = { __typename?: 'Subscription', discussionChanged: { __typename?: 'DiscussionEvent', comment?: { __typename?: 'CommentEvent', commentId: string } | null } };

export type NoticeFragment = { __typename?: 'Consultation', id: string, status: ConsultationStatus, exercise: boolean, page: string, title: { __typename?: 'LocalisedText', text: string, locale: string }, period: { __typename?: 'ConsultationPeriod', opensAt?: string | null, closesAt?: string | null, closesHourStated: boolean, daysLeft?: number | null } };

export type BoxFragment = { __typename?: 'CommentBox', open: boolean, challenge: string, bits: number, counts: { __typename?: 'CommentCounts', published: number, answered: number }, parts: Array<{ __typename?: 'PartCount', part?: string | null, counts: { __typename?: 'CommentCounts', published: number, answered: number } }> };

export type SpokenFragment = { __typename?: 'Comment', id: string, author?: string | null, authorKind?: AuthorKind | null, text?: string | null, locale: string, part?: string | null, receivedAt: string, came: string, changedAt?: string | null, fileCount: number, supports: number, partLabel?: { __typename?: 'LocalisedText', text: string } | null, answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null };

export type FateFragment = { __typename?: 'Receipt', state: CommentState, comment?: { __typename?: 'Comment', answer?: { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } } | null } | null };

export type AnswerFragment = { __typename?: 'OfficialAnswer', disposition: Disposition, answeredAt: string, reason: { __typename?: 'LocalisedText', text: string, locale: string } };

export type OrganisationsQueryVariables = Exact<{
  filter?: InputMaybe<OrganisationFilter>;
  locale: Scalars['Locale']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type OrganisationsQuery = { __typename?: 'Query', organisations: { __typename?: 'OrganisationConnection', totalCount: number, corrected: boolean, alphabet: Array<{ __typename?: 'AlphabetLetter', letter: string, count: number }>, facets: { __typename?: 'OrganisationFacets', areas: Array<{ __typename?: 'OrganisationAreaCount', count: number, area: { __typename?: 'Area', code: string, label: string } }>, legalForms: Array<{ __typename?: 'OrganisationFormCount', legalForm?: OrganisationForm | null, count: number }>, seats: Array<{ __typename?: 'OrganisationSeatCount', seat: string, count: number }>, statuses: Array<{ __typename?: 'OrganisationStatusCount', status: InterestKind, count: number }> }, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null }, nodes: Array<{ __typename?: 'Organisation', id: string, legalForm?: OrganisationForm | null, activity: Activity, exercise: boolean, confirmedOn?: string | null, stale: boolean, page: string, name: { __typename?: 'LocalisedText', text: string, locale: string }, shortName?: { __typename?: 'LocalisedText', text: string, locale: string } | null, matches: Array<{ __typename?: 'OrganisationMatch', field: OrganisationField, text: { __typename?: 'LocalisedText', text: string, locale: string }, ranges: Array<{ __typename?: 'TextRange', start: number, end: number }> }>, seat?: { __typename?: 'LocalisedText', text: string, locale: string } | null, areas: Array<{ __typename?: 'Area', label: string }>, statuses: Array<{ __typename?: 'OrganisationStatus', kind: InterestKind, holds: boolean }>, municipality: { __typename?: 'Municipality', name: string } }> } };

export type OrganisationQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  locale: Scalars['Locale']['input'];
}>;


export type OrganisationQuery = { __typename?: 'Query', organisation?: { __typename?: 'Organisation', representative?: string | null, founded?: number | null, jib?: string | null, confirmedOn?: string | null, confirmedBy?: ConfirmedBy | null, sourceUrl?: string | null, id: string, legalForm?: OrganisationForm | null, activity: Activity, exercise: boolean, stale: boolean, page: string, description?: { __typename?: 'LocalisedText', text: string, locale: string } | null, territory?: { __typename?: 'LocalisedText', text: string, locale: string } | null, registration: { __typename?: 'Registration', number?: string | null, on?: string | null, body?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, contact: { __typename?: 'OrganisationContact', phone?: string | null, email?: string | null, website?: string | null, address?: { __typename?: 'LocalisedText', text: string, locale: string } | null }, statuses: Array<{ __typename?: 'OrganisationStatus', actUrl?: string | null, validFrom?: string | null, validUntil?: string | null, kind: InterestKind, holds: boolean, act?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, changes: Array<{ __typename?: 'OrganisationCorrection', at: string, field: OrganisationField, before?: string | null, after?: string | null, reason?: { __typename?: 'LocalisedText', text: string, locale: string } | null, record?: { __typename?: 'LocalisedText', text: string, locale: string } | null }>, results: Array<{ __typename?: 'OrganisationResult', award: boolean, publishedOn: string, call: { __typename?: 'OpenCall', page: string, exercise: boolean, title: { __typename?: 'LocalisedText', text: string, locale: string } }, result: { __typename?: 'CallResult', approved?: { __typename?: 'Money', amount: string, currency: CurrencyCode } | null } }>, comments: Array<{ __typename?: 'Comment', id: string }>, name: { __typename?: 'LocalisedText', text: string, locale: string }, shortName?: { __typename?: 'LocalisedText', text: string, locale: string } | null, matches: Array<{ __typename?: 'OrganisationMatch', field: OrganisationField, text: { __typename?: 'LocalisedText', text: string, locale: string }, ranges: Array<{ __typename?: 'TextRange', start: number, end: number }> }>, seat?: { __typename?: 'LocalisedText', text: string, locale: string } | null, areas: Array<{ __typename?: 'Area', label: string }>, municipality: { __typename?: 'Municipality', name: string } } | null };

export type OrganisationChangedSubscriptionVariables = Exact<{
  municipality?: InputMaybe<Scalars['String']['input']>;
}>;


export type OrganisationChangedSubscription = { __typename?: 'Subscription', organisationChanged: { __typename?: 'OrganisationEvent', cursor: string, change: OrganisationChange, organisationId: string } };

export type ListedFragment = { __typename?: 'Organisation', id: string, legalForm?: OrganisationForm | null, activity: Activity, exercise: boolean, confirmedOn?: string | null, stale: boolean, page: string, name: { __typename?: 'LocalisedText', text: string, locale: string }, shortName?: { __typename?: 'LocalisedText', text: string, locale: string } | null, matches: Array<{ __typename?: 'OrganisationMatch', field: OrganisationField, text: { __typename?: 'LocalisedText', text: string, locale: string }, ranges: Array<{ __typename?: 'TextRange', start: number, end: number }> }>, seat?: { __typename?: 'LocalisedText', text: string, locale: string } | null, areas: Array<{ __typename?: 'Area', label: string }>, statuses: Array<{ __typename?: 'OrganisationStatus', kind: InterestKind, holds: boolean }>, municipality: { __typename?: 'Municipality', name: string } };

export const SumFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<SumFragment, unknown>;
export const EntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Entry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}},{"kind":"Field","name":{"kind":"Name","value":"elapsedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<EntryFragment, unknown>;
export const NoticeFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Notice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Consultation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"closesAt"}},{"kind":"Field","name":{"kind":"Name","value":"closesHourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<NoticeFragment, unknown>;
export const BoxFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Box"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentBox"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"bits"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}}]}}]}}]}}]} as unknown as DocumentNode<BoxFragment, unknown>;
export const AnswerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Answer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialAnswer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disposition"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}}]}}]} as unknown as DocumentNode<AnswerFragment, unknown>;
export const SpokenFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Spoken"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Comment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"authorKind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"partLabel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"came"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fileCount"}},{"kind":"Field","name":{"kind":"Name","value":"supports"}},{"kind":"Field","name":{"kind":"Name","value":"answer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Answer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Answer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialAnswer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disposition"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}}]}}]} as unknown as DocumentNode<SpokenFragment, unknown>;
export const FateFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Receipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"answer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Answer"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Answer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialAnswer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disposition"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}}]}}]} as unknown as DocumentNode<FateFragment, unknown>;
export const ListedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Listed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organisation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"shortName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"text"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ranges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalForm"}},{"kind":"Field","name":{"kind":"Name","value":"seat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statuses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"holds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activity"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedOn"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<ListedFragment, unknown>;
export const OpenCallsDocument = {"__meta__":{"hash":"31f3d311b48e1e89c0991214ed74096286969643e75255732522dc9b293236b3"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenCalls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCallFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCallOrder"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openCalls"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phaseCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"announced"}},{"kind":"Field","name":{"kind":"Name","value":"closed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areaCounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Entry"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Entry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}},{"kind":"Field","name":{"kind":"Name","value":"elapsedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<OpenCallsQuery, OpenCallsQueryVariables>;
export const OpenCallDocument = {"__meta__":{"hash":"bf1908400513b440a1ae65c51e7c2c40a573ac9d1584acf933939dec6177e0ae"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OpenCall"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Entry"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"history"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eligibility"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalBasis"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"referenceNumber"}},{"kind":"Field","name":{"kind":"Name","value":"questionsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"objectionsUntil"}},{"kind":"Field","name":{"kind":"Name","value":"resultsExpectedOn"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"coFundingPercent"}},{"kind":"Field","name":{"kind":"Name","value":"minMonths"}},{"kind":"Field","name":{"kind":"Name","value":"maxMonths"}},{"kind":"Field","name":{"kind":"Name","value":"sourceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"lots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"capPerApplicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"sizeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"replacedOn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"place"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minutesUrl"}}]}},{"kind":"Field","name":{"kind":"Name","value":"corrections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Entry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OpenCall"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"deadline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}},{"kind":"Field","name":{"kind":"Name","value":"elapsedPercent"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"minGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"maxGrant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<OpenCallQuery, OpenCallQueryVariables>;
export const OpenCallChangedDocument = {"__meta__":{"hash":"4d7cbaf9521d52e1cf9b99c130afac077062eb16086e7c63fe821f6e435faff9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OpenCallChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openCallChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"municipality"},"value":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"callId"}}]}}]}}]} as unknown as DocumentNode<OpenCallChangedSubscription, OpenCallChangedSubscriptionVariables>;
export const ConsultationsDocument = {"__meta__":{"hash":"364c699b8d9027881e40f12ae8a214d5457170c21387ae10040463c28410ef3d"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Consultations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consultations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"municipality"},"value":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"EnumValue","value":"NEWEST"}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Notice"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Notice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Consultation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"closesAt"}},{"kind":"Field","name":{"kind":"Name","value":"closesHourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<ConsultationsQuery, ConsultationsQueryVariables>;
export const ConsultationDocument = {"__meta__":{"hash":"c36921928ad2675ce954a77e19da19105ddba1c8ca2eb0c010ed252b58570731"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Consultation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consultation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Notice"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answerDueOn"}},{"kind":"Field","name":{"kind":"Name","value":"report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"page"}}]}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmEmail"}},{"kind":"Field","name":{"kind":"Name","value":"attachmentsAllowed"}},{"kind":"Field","name":{"kind":"Name","value":"onlineCounts"}},{"kind":"Field","name":{"kind":"Name","value":"anonymousAllowed"}},{"kind":"Field","name":{"kind":"Name","value":"supports"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"channels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"hourStated"}},{"kind":"Field","name":{"kind":"Name","value":"place"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"acts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"anchors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"parent"}},{"kind":"Field","name":{"kind":"Name","value":"depth"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"label"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"heading"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"text"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"commentBox"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"consultation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Box"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Notice"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Consultation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"period"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opensAt"}},{"kind":"Field","name":{"kind":"Name","value":"closesAt"}},{"kind":"Field","name":{"kind":"Name","value":"closesHourStated"}},{"kind":"Field","name":{"kind":"Name","value":"daysLeft"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Box"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentBox"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"bits"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}}]}}]}}]}}]} as unknown as DocumentNode<ConsultationQuery, ConsultationQueryVariables>;
export const CommentsDocument = {"__meta__":{"hash":"2ca1a7191821338d6e35d9e22fa80486090efa8253427a6a62efbc4afed92356"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Comments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"part"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"commentBox"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"consultation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Box"}}]}},{"kind":"Field","name":{"kind":"Name","value":"comments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"consultation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"part"},"value":{"kind":"Variable","name":{"kind":"Name","value":"part"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Spoken"}},{"kind":"Field","name":{"kind":"Name","value":"olderVersion"}},{"kind":"Field","name":{"kind":"Name","value":"replies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Spoken"}},{"kind":"Field","name":{"kind":"Name","value":"replies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Spoken"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Answer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialAnswer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disposition"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Box"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentBox"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"challenge"}},{"kind":"Field","name":{"kind":"Name","value":"bits"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"published"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Spoken"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Comment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"author"}},{"kind":"Field","name":{"kind":"Name","value":"authorKind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"part"}},{"kind":"Field","name":{"kind":"Name","value":"partLabel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"came"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fileCount"}},{"kind":"Field","name":{"kind":"Name","value":"supports"}},{"kind":"Field","name":{"kind":"Name","value":"answer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Answer"}}]}}]}}]} as unknown as DocumentNode<CommentsQuery, CommentsQueryVariables>;
export const CommentReceiptDocument = {"__meta__":{"hash":"9ada53245343255256b4c6fe80e8cdcf85024d20efcba636d1f2bea8ddc9ed48"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CommentReceipt"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receipt"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Answer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialAnswer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disposition"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Receipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"answer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Answer"}}]}}]}}]}}]} as unknown as DocumentNode<CommentReceiptQuery, CommentReceiptQueryVariables>;
export const SubmitCommentDocument = {"__meta__":{"hash":"9ec0b41cc11ea1e5d3a1c68447101b1003dd531855082e2910e15bece1778a2e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitComment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitCommentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitComment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"proof"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Fate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"params"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Answer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialAnswer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disposition"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Fate"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Receipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"answer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Answer"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitCommentMutation, SubmitCommentMutationVariables>;
export const DiscussionChangedDocument = {"__meta__":{"hash":"d5bd7994ca084e48f1880f3fc5e53bb46008721caa98d97a64235fda5c1ccf43"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"DiscussionChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"discussionChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"consultation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"comment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"commentId"}}]}}]}}]}}]} as unknown as DocumentNode<DiscussionChangedSubscription, DiscussionChangedSubscriptionVariables>;
export const OrganisationsDocument = {"__meta__":{"hash":"9967790cd4095de898aa57a1bb8a4bbacce07cbce299a4028eea854062fc378c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Organisations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganisationFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"corrected"}},{"kind":"Field","name":{"kind":"Name","value":"alphabet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"facets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalForms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"legalForm"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"seats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seat"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statuses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Listed"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Listed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organisation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"shortName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"text"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ranges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalForm"}},{"kind":"Field","name":{"kind":"Name","value":"seat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statuses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"holds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activity"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedOn"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}}]} as unknown as DocumentNode<OrganisationsQuery, OrganisationsQueryVariables>;
export const OrganisationDocument = {"__meta__":{"hash":"3566d5ea4587771ecdcd166d712b7b3bbc143c490dc60fae07ede97124ef6117"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Organisation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Listed"}},{"kind":"Field","name":{"kind":"Name","value":"description"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"territory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"representative"}},{"kind":"Field","name":{"kind":"Name","value":"founded"}},{"kind":"Field","name":{"kind":"Name","value":"jib"}},{"kind":"Field","name":{"kind":"Name","value":"registration"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"body"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"on"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"website"}}]}},{"kind":"Field","name":{"kind":"Name","value":"confirmedOn"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedBy"}},{"kind":"Field","name":{"kind":"Name","value":"statuses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"act"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actUrl"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validUntil"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"award"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"call"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"approved"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Sum"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"comments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sourceUrl"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Listed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Organisation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"shortName"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"text"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ranges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"legalForm"}},{"kind":"Field","name":{"kind":"Name","value":"seat"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}}]}},{"kind":"Field","name":{"kind":"Name","value":"areas"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"statuses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"holds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activity"}},{"kind":"Field","name":{"kind":"Name","value":"exercise"}},{"kind":"Field","name":{"kind":"Name","value":"confirmedOn"}},{"kind":"Field","name":{"kind":"Name","value":"stale"}},{"kind":"Field","name":{"kind":"Name","value":"municipality"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"page"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Sum"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Money"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]} as unknown as DocumentNode<OrganisationQuery, OrganisationQueryVariables>;
export const OrganisationChangedDocument = {"__meta__":{"hash":"316a96aed1619e6f70922f7fa7e0a17ca3e193f9478c04df5e9116e3ca8fd5a9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OrganisationChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"municipality"},"value":{"kind":"Variable","name":{"kind":"Name","value":"municipality"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"change"}},{"kind":"Field","name":{"kind":"Name","value":"organisationId"}}]}}]}}]} as unknown as DocumentNode<OrganisationChangedSubscription, OrganisationChangedSubscriptionVariables>;