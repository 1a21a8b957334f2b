//! `journal`: what happened, in the order in which it was committed.
//!
//! A row is written in the transaction of the change itself, so there is no change without its row and no row without
//! its change. It is the record of who did what, and what live pages and kept answers are made from; letters stand in
//! `letter`. Rows are never removed, and never changed but by migrations that take people's names out of them.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{MunicipalityId, PersonId};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))")]
pub enum Happening {
    /// A call is being written; nobody outside sees it.
    #[sea_orm(string_value = "call_drafted")]
    CallDrafted,
    /// A draft was saved, or changes of a published call that are not published yet.
    #[sea_orm(string_value = "call_edited")]
    CallEdited,
    /// A call can be read by everybody now.
    #[sea_orm(string_value = "call_published")]
    CallPublished,
    /// A published call is not what it was.
    #[sea_orm(string_value = "call_changed")]
    CallChanged,
    /// A published call has a later deadline.
    #[sea_orm(string_value = "call_extended")]
    CallExtended,
    /// A published call will not be held.
    #[sea_orm(string_value = "call_cancelled")]
    CallCancelled,
    /// A call cannot be read any more.
    #[sea_orm(string_value = "call_withdrawn")]
    CallWithdrawn,
    /// A draft was thrown away.
    #[sea_orm(string_value = "draft_deleted")]
    DraftDeleted,
    /// A file was added to a call.
    #[sea_orm(string_value = "document_added")]
    DocumentAdded,
    /// A file of a call was replaced by a newer one.
    #[sea_orm(string_value = "document_replaced")]
    DocumentReplaced,
    /// Somebody asked about a call.
    #[sea_orm(string_value = "question_asked")]
    QuestionAsked,
    /// An official wrote down a question that came another way.
    #[sea_orm(string_value = "question_entered")]
    QuestionEntered,
    /// A question was answered, for everybody to read.
    #[sea_orm(string_value = "question_answered")]
    QuestionAnswered,
    /// A question is not published.
    #[sea_orm(string_value = "question_withheld")]
    QuestionWithheld,
    /// A list of results of a call can be read by everybody now.
    #[sea_orm(string_value = "results_published")]
    ResultsPublished,
    /// A list of results that was being made was thrown away.
    #[sea_orm(string_value = "results_discarded")]
    ResultsDiscarded,
    /// A consultation is being written; nobody outside sees it.
    #[sea_orm(string_value = "consultation_drafted")]
    ConsultationDrafted,
    /// A draft of a consultation was saved, or changes of a published one that are not published yet.
    #[sea_orm(string_value = "consultation_edited")]
    ConsultationEdited,
    /// A consultation can be read by everybody now.
    #[sea_orm(string_value = "consultation_published")]
    ConsultationPublished,
    /// A published consultation is not what it was.
    #[sea_orm(string_value = "consultation_changed")]
    ConsultationChanged,
    /// A published consultation closes later.
    #[sea_orm(string_value = "consultation_extended")]
    ConsultationExtended,
    /// A published consultation will not be held, or not go on.
    #[sea_orm(string_value = "consultation_cancelled")]
    ConsultationCancelled,
    /// The report of a consultation can be read by everybody.
    #[sea_orm(string_value = "consultation_finished")]
    ConsultationFinished,
    /// A consultation cannot be read any more.
    #[sea_orm(string_value = "consultation_withdrawn")]
    ConsultationWithdrawn,
    /// A draft of a consultation was thrown away.
    #[sea_orm(string_value = "consultation_deleted")]
    ConsultationDeleted,
    /// Somebody was invited to the desk.
    #[sea_orm(string_value = "person_invited")]
    PersonInvited,
    /// An invitation was taken back.
    #[sea_orm(string_value = "invitation_revoked")]
    InvitationRevoked,
    /// Somebody who was invited came.
    #[sea_orm(string_value = "invitation_accepted")]
    InvitationAccepted,
    /// Somebody may do more or less than before.
    #[sea_orm(string_value = "roles_changed")]
    RolesChanged,
    /// Somebody commented, and it is not published yet.
    #[sea_orm(string_value = "comment_received")]
    CommentReceived,
    /// A comment can be read by everybody now.
    #[sea_orm(string_value = "comment_published")]
    CommentPublished,
    /// A comment is refused.
    #[sea_orm(string_value = "comment_rejected")]
    CommentRejected,
    /// A comment came that is odd, and waits longer.
    #[sea_orm(string_value = "comment_held")]
    CommentHeld,
    /// Somebody took a comment back.
    #[sea_orm(string_value = "comment_withdrawn")]
    CommentWithdrawn,
    /// The municipality answered comments.
    #[sea_orm(string_value = "comment_answered")]
    CommentAnswered,
    /// Whoever wrote a comment wrote it anew.
    #[sea_orm(string_value = "comment_changed")]
    CommentChanged,
    /// Part of a comment's text cannot be read any more.
    #[sea_orm(string_value = "comment_redacted")]
    CommentRedacted,
    /// Whoever wrote a comment is forgotten, or the whole comment is.
    #[sea_orm(string_value = "comment_erased")]
    CommentErased,
    /// Somebody says that a comment should not stand there.
    #[sea_orm(string_value = "comment_flagged")]
    CommentFlagged,
    /// More or fewer support a comment.
    #[sea_orm(string_value = "comment_supported")]
    CommentSupported,
    /// Somebody proposed an organisation for the directory.
    #[sea_orm(string_value = "organisation_proposed")]
    OrganisationProposed,
    /// An organisation is in the directory now.
    #[sea_orm(string_value = "organisation_listed")]
    OrganisationListed,
    /// An organisation in the directory is not what it was.
    #[sea_orm(string_value = "organisation_changed")]
    OrganisationChanged,
    /// Something of an organisation in the directory was saved that only officials see.
    #[sea_orm(string_value = "organisation_edited")]
    OrganisationEdited,
    /// What stands in the directory of an organisation was confirmed.
    #[sea_orm(string_value = "organisation_confirmed")]
    OrganisationConfirmed,
    /// An organisation was taken out of the directory.
    #[sea_orm(string_value = "organisation_withdrawn")]
    OrganisationWithdrawn,
    /// Two records of one organisation became one.
    #[sea_orm(string_value = "organisation_merged")]
    OrganisationMerged,
    /// Two records that look like one organisation are two.
    #[sea_orm(string_value = "organisations_distinct")]
    OrganisationsDistinct,
    /// A list of organisations was brought; nothing of it is in the directory yet.
    #[sea_orm(string_value = "organisations_brought")]
    OrganisationsBrought,
    /// It was said what the columns of such a list are, or what becomes of its rows.
    #[sea_orm(string_value = "organisations_import_edited")]
    OrganisationsImportEdited,
    /// Such a list was thrown away.
    #[sea_orm(string_value = "organisations_import_discarded")]
    OrganisationsImportDiscarded,
    /// A list of organisations was imported.
    #[sea_orm(string_value = "organisations_imported")]
    OrganisationsImported,
    /// What an import of organisations did was taken back.
    #[sea_orm(string_value = "organisations_import_undone")]
    OrganisationsImportUndone,
    /// Somebody says something of the directory, and it waits for an official.
    #[sea_orm(string_value = "suggestion_received")]
    SuggestionReceived,
    /// What somebody says of the directory is so now, or some of it.
    #[sea_orm(string_value = "suggestion_approved")]
    SuggestionApproved,
    /// What somebody says of the directory was refused.
    #[sea_orm(string_value = "suggestion_refused")]
    SuggestionRefused,
    /// Somebody represents an organisation from now on.
    #[sea_orm(string_value = "representative_named")]
    RepresentativeNamed,
    /// Somebody does not represent an organisation any more.
    #[sea_orm(string_value = "representative_ended")]
    RepresentativeEnded,
    /// Somebody is called otherwise.
    #[sea_orm(string_value = "person_renamed")]
    PersonRenamed,
    /// A program got a token.
    #[sea_orm(string_value = "token_created")]
    TokenCreated,
    /// A program lost its token.
    #[sea_orm(string_value = "token_revoked")]
    TokenRevoked,
    /// Somebody signed in.
    #[sea_orm(string_value = "signed_in")]
    SignedIn,
    /// A session was ended.
    #[sea_orm(string_value = "session_ended")]
    SessionEnded,
    /// Somebody has more or fewer passkeys than before, or new recovery codes.
    #[sea_orm(string_value = "passkeys_changed")]
    PasskeysChanged,
    /// Somebody is known in a city's directory, or not any more.
    #[sea_orm(string_value = "identities_changed")]
    IdentitiesChanged,
    /// A municipality is new, or its name, settings or areas are not what they were.
    #[sea_orm(string_value = "municipality_changed")]
    MunicipalityChanged,
    /// Somebody took a file with what is not public away from a desk.
    #[sea_orm(string_value = "taken_away")]
    TakenAway,
}

impl Happening {
    /// Whether anybody can see that it happened: what is kept of answers to the public is out of date then.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(
            self,
            Self::CallPublished
                | Self::CallChanged
                | Self::CallExtended
                | Self::CallCancelled
                | Self::CallWithdrawn
                | Self::QuestionAnswered
                | Self::QuestionWithheld
                | Self::ResultsPublished
                | Self::ConsultationPublished
                | Self::ConsultationChanged
                | Self::ConsultationExtended
                | Self::ConsultationCancelled
                | Self::ConsultationFinished
                | Self::ConsultationWithdrawn
                | Self::CommentPublished
                | Self::CommentRejected
                | Self::CommentWithdrawn
                | Self::CommentAnswered
                | Self::CommentChanged
                | Self::CommentRedacted
                | Self::CommentErased
                | Self::CommentSupported
                | Self::OrganisationListed
                | Self::OrganisationChanged
                | Self::OrganisationConfirmed
                | Self::OrganisationWithdrawn
                | Self::OrganisationMerged
                | Self::MunicipalityChanged
        )
    }
}

/// What exactly was done, for those who may read the journal. Never shown to the public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Detail {
    /// What the thing was called then. Of somebody who was invited, has other roles or another name nothing is kept but his id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What became of what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Why, in the words of whoever did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One fact that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which: a code, such as `deadline` or `roles`.
    pub field: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal")]
pub struct Model {
    /// Grows with every commit: whoever has seen a position has seen all before it. Positions may be missing.
    #[sea_orm(primary_key)]
    pub position: i64,
    /// When it happened.
    pub at: DateTimeUtc,
    /// Whose thing it happened to.
    pub municipality_id: MunicipalityId,
    /// What happened.
    pub kind: Happening,
    /// The id of what it happened to; the kind tells of what table.
    pub subject_id: Uuid,
    /// Who did it; none where it was done at the console or came from outside.
    pub actor_id: Option<PersonId>,
    /// What exactly was done.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub detail: Option<Detail>,
}

/// No relation is declared: the kind tells what a row is about.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
