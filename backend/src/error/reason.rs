//! Why something is not possible as things stand: for programs a code, for people what to do about it.

use async_graphql::Enum;

/// Why something is not possible as things stand, for programs: `extensions.reason` beside the code `REFUSED`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Reason {
    /// The file is damaged, did not come whole, or cannot be opened safely.
    FileDamaged,
    /// There is nothing in the file.
    FileEmpty,
    /// There are programs (macros) in the file. Save it without.
    FileHasMacros,
    /// The file is not of the kind that its name says.
    FileNotWhatItSays,
    /// The workbook is an old one (`.xls`), or only a password opens it. Save it as `.xlsx` without a password.
    FileOldWorkbook,
    /// The file is larger than a file may be here.
    FileTooLarge,
    /// Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG.
    FileTypeNotAllowed,
    /// Too much has happened since then to be told, or this place is one of another history. Ask anew.
    ResumeTooOld,
    /// A municipality must keep one administrator.
    LastAdmin,
    /// The last passkey stays: without one nothing official could be done.
    LastPasskey,
    /// A link or an invitation was used already, is too old, was taken back or never was.
    LinkSpentOrOld,
    /// This is not the passkey that was asked for.
    PasskeyNotAccepted,
    /// This recovery code was used already, or never was.
    CodeNotAccepted,
    /// Only a draft can be published or thrown away; this is none any more.
    NotADraft,
    /// Only what is published can be corrected, extended or cancelled; this is not, or was cancelled.
    NotPublished,
    /// There are no changes that wait to be published.
    NothingChanged,
    /// Comments are not taken: it has not begun yet, is over or was cancelled.
    CommentsNotTaken,
    /// Replies stand at most three deep.
    TooDeep,
    /// A comment can be changed for an hour, and while nobody has decided about it or answered it.
    TooLateToChange,
    /// It was changed as often as a comment can be. Take it back and write another.
    ChangedTooOften,
    /// Nobody supports comments here, or not in this way.
    NoSupports,
    /// That is how it is already, or whoever wrote it took it back.
    NothingToDecide,
    /// Only what everybody can read is answered.
    CommentNotPublished,
    /// It has not begun yet or is not over: its report is made when nothing can come any more.
    NotOver,
    /// Comments wait to be decided about; `params` has how many.
    CommentsWait,
    /// Comments that everybody can read have no answer; `params` has how many.
    CommentsUnanswered,
    /// Changes of it were saved and not published.
    ChangesWait,
    /// No files are taken with comments here.
    NoFiles,
    /// So many files as may stand with a comment do.
    TooManyFiles,
    /// Its report is there already.
    FinishedAlready,
    /// This idempotency key was used before, to write something else. Draw a new one.
    KeyUsedOtherwise,
    /// Questions about this call are not taken, or not any more.
    QuestionsClosed,
    /// So many letters of this kind went to this address within an hour that another would not be sent. Try again in an hour.
    TooManyLetters,
    /// Many questions about this call wait for an answer. Ask again in a few days, or turn to the contact of the call.
    TooManyQuestions,
    /// This list is being taken into the directory, or was: what its columns hold and what becomes of its rows is settled.
    ImportBegun,
    /// Nothing of this list was taken into the directory yet.
    ImportNotBegun,
    /// What stood in this list is forgotten, some weeks after it was taken: nothing of it can be taken back or decided.
    ImportForgotten,
    /// It is not in the directory: it was proposed and nobody has looked at it, was taken out, or is another record now.
    NotListed,
    /// It is in the directory already.
    ListedAlready,
    /// These are one record already, or one of them is not in the directory: they cannot be put together.
    NotTwoRecords,
    /// Applications are taken still, or will be: results come when they are not any more.
    CallNotOver,
    /// Its deadline has passed or a commission is at work: it is not moved any more.
    CallOver,
    /// The final list is published: what is wrong in it is corrected in a final list.
    FinalListOut,
    /// Who gets what is published: the deadline of this call is not moved any more.
    ResultsOut,
    /// There would be less time for comments than was published. It may be extended, or cancelled and held anew.
    Shortened,
    /// It was over more than a year ago and is not opened again: who supported what is forgotten, and would be counted twice.
    LongOver,
    /// Somebody has said something and is owed a report: it cannot be cancelled, only finished with its report.
    ReportOwed,
    /// Texts of its acts are being made and were not published; `params` has how many.
    TextsWait,
}

impl Reason {
    /// As it stands in `extensions.reason`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FileDamaged => "FILE_DAMAGED",
            Self::FileEmpty => "FILE_EMPTY",
            Self::FileHasMacros => "FILE_HAS_MACROS",
            Self::FileNotWhatItSays => "FILE_NOT_WHAT_IT_SAYS",
            Self::FileOldWorkbook => "FILE_OLD_WORKBOOK",
            Self::FileTooLarge => "FILE_TOO_LARGE",
            Self::FileTypeNotAllowed => "FILE_TYPE_NOT_ALLOWED",
            Self::ResumeTooOld => "RESUME_TOO_OLD",
            Self::LastAdmin => "LAST_ADMIN",
            Self::LastPasskey => "LAST_PASSKEY",
            Self::LinkSpentOrOld => "LINK_SPENT_OR_OLD",
            Self::PasskeyNotAccepted => "PASSKEY_NOT_ACCEPTED",
            Self::CodeNotAccepted => "CODE_NOT_ACCEPTED",
            Self::NotADraft => "NOT_A_DRAFT",
            Self::NotPublished => "NOT_PUBLISHED",
            Self::NothingChanged => "NOTHING_CHANGED",
            Self::CommentsNotTaken => "COMMENTS_NOT_TAKEN",
            Self::TooDeep => "TOO_DEEP",
            Self::TooLateToChange => "TOO_LATE_TO_CHANGE",
            Self::ChangedTooOften => "CHANGED_TOO_OFTEN",
            Self::NoSupports => "NO_SUPPORTS",
            Self::NothingToDecide => "NOTHING_TO_DECIDE",
            Self::CommentNotPublished => "COMMENT_NOT_PUBLISHED",
            Self::NotOver => "NOT_OVER",
            Self::CommentsWait => "COMMENTS_WAIT",
            Self::CommentsUnanswered => "COMMENTS_UNANSWERED",
            Self::ChangesWait => "CHANGES_WAIT",
            Self::NoFiles => "NO_FILES",
            Self::TooManyFiles => "TOO_MANY_FILES",
            Self::FinishedAlready => "FINISHED_ALREADY",
            Self::KeyUsedOtherwise => "KEY_USED_OTHERWISE",
            Self::QuestionsClosed => "QUESTIONS_CLOSED",
            Self::TooManyLetters => "TOO_MANY_LETTERS",
            Self::TooManyQuestions => "TOO_MANY_QUESTIONS",
            Self::ImportBegun => "IMPORT_BEGUN",
            Self::ImportNotBegun => "IMPORT_NOT_BEGUN",
            Self::ImportForgotten => "IMPORT_FORGOTTEN",
            Self::NotListed => "NOT_LISTED",
            Self::ListedAlready => "LISTED_ALREADY",
            Self::NotTwoRecords => "NOT_TWO_RECORDS",
            Self::CallNotOver => "CALL_NOT_OVER",
            Self::CallOver => "CALL_OVER",
            Self::FinalListOut => "FINAL_LIST_OUT",
            Self::ResultsOut => "RESULTS_OUT",
            Self::Shortened => "SHORTENED",
            Self::LongOver => "LONG_OVER",
            Self::ReportOwed => "REPORT_OWED",
            Self::TextsWait => "TEXTS_WAIT",
        }
    }

    /// For a developer; what a citizen reads is in the widgets' messages.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::FileDamaged => "The file is damaged, did not come whole, or cannot be opened safely.",
            Self::FileEmpty => "There is nothing in the file.",
            Self::FileHasMacros => "There are programs (macros) in the file. Save it without.",
            Self::FileNotWhatItSays => "The file is not of the kind that its name says.",
            Self::FileOldWorkbook => {
                "The workbook is an old one (.xls), or only a password opens it. Save it as .xlsx without a password."
            }
            Self::FileTooLarge => "The file is larger than a file may be here.",
            Self::FileTypeNotAllowed => {
                "Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG."
            }
            Self::ResumeTooOld => {
                "Too much has happened since then to be told, or this place is one of another history. Ask anew."
            }
            Self::LastAdmin => "A municipality must keep one administrator. Make somebody else one first.",
            Self::LastPasskey => "The last passkey stays. Add another one first.",
            Self::LinkSpentOrOld => "This link was used already or is too old. Ask for a new one.",
            Self::PasskeyNotAccepted => "This passkey was not accepted. Try again, or take another one.",
            Self::CodeNotAccepted => "This code was used already or is not one of yours.",
            Self::NotADraft => "This is no draft any more.",
            Self::NotPublished => "This is not published, or was cancelled.",
            Self::NothingChanged => "There are no changes that wait to be published.",
            Self::CommentsNotTaken => {
                "Comments are not taken: this consultation has not begun yet, is over or was cancelled."
            }
            Self::TooLateToChange => {
                "It cannot be changed any more: an hour is over, or somebody has refused or answered it. Write another."
            }
            Self::ChangedTooOften => "It was changed as often as a comment can be. Take it back and write another.",
            Self::NoSupports => "Supports are not counted here.",
            Self::TooDeep => "Replies stand at most three deep. Reply to the comment above.",
            Self::NothingToDecide => "That is how it is already, or whoever wrote it took it back.",
            Self::CommentNotPublished => "Only what everybody can read is answered. Publish the comment first.",
            Self::NotOver => "It has not begun yet or is not over. Its report is made when nothing can come any more.",
            Self::CommentsWait => "Comments wait to be decided about. Publish or reject them first.",
            Self::CommentsUnanswered => "Comments that everybody can read have no answer. Answer them first.",
            Self::NoFiles => "No files are taken with comments here.",
            Self::TooManyFiles => "No more files may stand with this comment. Take one back first.",
            Self::ChangesWait => "Changes of it were saved and not published. Publish them or take them back first.",
            Self::FinishedAlready => "Its report is there already.",
            Self::QuestionsClosed => "Questions about this call are not taken, or not any more.",
            Self::TooManyLetters => "Several letters went to this address within the hour. Try again in an hour.",
            Self::TooManyQuestions => {
                "Many questions about this call wait for an answer. Ask again in a few days, or turn to its contact."
            }
            Self::ImportBegun => "This list is being taken already, or was. Bring the file again to plan it anew.",
            Self::ImportNotBegun => "Nothing of this list was taken yet: there is nothing to take back.",
            Self::ImportForgotten => {
                "What stood in this list is forgotten, and what was there before. Change the organisations themselves."
            }
            Self::NotListed => "This organisation is not in the directory.",
            Self::ListedAlready => "This organisation is in the directory already.",
            Self::NotTwoRecords => "Only two records that are both in the directory can become one.",
            Self::CallNotOver => "Applications are taken still, or will be. Results come when they are not any more.",
            Self::CallOver => {
                "The deadline of this call has passed or a commission is at work, and it is not moved any more. Publish another call."
            }
            Self::FinalListOut => "The final list is published. What is wrong in it is corrected in a final list.",
            Self::ResultsOut => "Who gets what is published. The deadline of this call is not moved any more.",
            Self::Shortened => {
                "There would be less time for comments than was published. Leave it or extend it; or cancel and hold another."
            }
            Self::LongOver => "It was over more than a year ago and is not opened again. Publish another.",
            Self::ReportOwed => {
                "Comments were sent, and whoever sent them is owed a report. Answer them, and finish it with its report."
            }
            Self::TextsWait => "Texts of its acts were made and not published. Publish them or discard them first.",
            Self::KeyUsedOtherwise => {
                "This idempotency key was used before, to write something else. Draw a new one for every write."
            }
        }
    }
}
