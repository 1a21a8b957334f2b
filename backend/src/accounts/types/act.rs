//! What was done, by whom: the journal as officials read it.

use std::collections::HashMap;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{
    CallId, CommentId, ConsultationId, Happening, ImportId, InvitationId, MunicipalityId, OrganisationId, PersonId,
    SuggestionId, journal,
};
use uuid::Uuid;

use crate::accounts::store;
use crate::error::Error;
use crate::events::Place;
use crate::gate::Turn;
use crate::page::{Cursor, Page};
use crate::scope::{As, Scope};
use crate::viewer::Opens;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Happening")]
pub enum ActKind {
    /// A call is being written; nobody outside sees it.
    CallDrafted,
    /// A draft was saved, or changes of a published call that are not published yet.
    CallEdited,
    /// A call can be read by everybody now.
    CallPublished,
    /// A published call is not what it was.
    CallChanged,
    /// A published call has a later deadline.
    CallExtended,
    /// A published call will not be held.
    CallCancelled,
    /// A call cannot be read any more.
    CallWithdrawn,
    /// A draft was thrown away.
    DraftDeleted,
    /// A file was added to a call.
    DocumentAdded,
    /// A file of a call was replaced by a newer one.
    DocumentReplaced,
    /// Somebody asked about a call.
    QuestionAsked,
    /// An official wrote down a question that came another way.
    QuestionEntered,
    /// A question was answered, for everybody to read.
    QuestionAnswered,
    /// A question is not published.
    QuestionWithheld,
    /// A list of results of a call can be read by everybody now.
    ResultsPublished,
    /// A list of results that was being made was thrown away.
    ResultsDiscarded,
    /// A consultation is being written; nobody outside sees it.
    ConsultationDrafted,
    /// A draft of a consultation was saved, or changes of a published one that are not published yet.
    ConsultationEdited,
    /// A consultation can be read by everybody now.
    ConsultationPublished,
    /// A published consultation is not what it was.
    ConsultationChanged,
    /// A published consultation closes later.
    ConsultationExtended,
    /// A published consultation will not be held, or not go on.
    ConsultationCancelled,
    /// The report of a consultation can be read by everybody.
    ConsultationFinished,
    /// A consultation cannot be read any more.
    ConsultationWithdrawn,
    /// A draft of a consultation was thrown away.
    ConsultationDeleted,
    /// Somebody commented, and it is not published yet.
    CommentReceived,
    /// A comment can be read by everybody now.
    CommentPublished,
    /// A comment is refused.
    CommentRejected,
    /// A comment came that is odd, and waits longer.
    CommentHeld,
    /// Somebody took a comment back.
    CommentWithdrawn,
    /// The municipality answered comments.
    CommentAnswered,
    /// Whoever wrote a comment wrote it anew.
    CommentChanged,
    /// Part of a comment's text cannot be read any more.
    CommentRedacted,
    /// Whoever wrote a comment is forgotten, or the whole comment is.
    CommentErased,
    /// Somebody says that a comment should not stand there.
    CommentFlagged,
    /// More or fewer support a comment.
    CommentSupported,
    /// Somebody proposed an organisation for the directory.
    OrganisationProposed,
    /// An organisation is in the directory now.
    OrganisationListed,
    /// An organisation in the directory is not what it was.
    OrganisationChanged,
    /// Something of an organisation in the directory was saved that only officials see.
    OrganisationEdited,
    /// What stands in the directory of an organisation was confirmed.
    OrganisationConfirmed,
    /// An organisation was taken out of the directory.
    OrganisationWithdrawn,
    /// Two records of one organisation became one.
    OrganisationMerged,
    /// Two records that look like one organisation are two.
    OrganisationsDistinct,
    /// A list of organisations was brought; nothing of it is in the directory yet.
    OrganisationsBrought,
    /// It was said what the columns of such a list are, or what becomes of its rows.
    OrganisationsImportEdited,
    /// Such a list was thrown away.
    OrganisationsImportDiscarded,
    /// A list of organisations was imported.
    OrganisationsImported,
    /// What an import of organisations did was taken back.
    OrganisationsImportUndone,
    /// Somebody was invited to the desk.
    PersonInvited,
    /// An invitation was taken back.
    InvitationRevoked,
    /// Somebody who was invited came.
    InvitationAccepted,
    /// Somebody may do more or less than before.
    RolesChanged,
    /// Somebody says something of the directory, and it waits for an official.
    SuggestionReceived,
    /// What somebody says of the directory is so now, or some of it.
    SuggestionApproved,
    /// What somebody says of the directory was refused.
    SuggestionRefused,
    /// Somebody represents an organisation from now on.
    RepresentativeNamed,
    /// Somebody does not represent an organisation any more.
    RepresentativeEnded,
    /// Somebody is called otherwise.
    PersonRenamed,
    /// A program got a token.
    TokenCreated,
    /// A program lost its token.
    TokenRevoked,
    /// Somebody signed in.
    SignedIn,
    /// A session was ended.
    SessionEnded,
    /// Somebody has more or fewer passkeys than before, or new recovery codes.
    PasskeysChanged,
    /// Somebody is known in a city's directory, or not any more.
    IdentitiesChanged,
    /// A municipality is new, or its name, settings or areas are not what they were.
    MunicipalityChanged,
    /// Somebody took a file with what is not public away from a desk; `title` is what it is called.
    TakenAway,
}

/// Something that was done.
#[derive(Clone, Debug, SimpleObject)]
pub struct Act {
    /// Where it stands in the journal; also what `resumeAfter` takes.
    pub cursor: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; null where it was done at the console or came from outside.
    pub by: Option<String>,
    /// What.
    pub kind: ActKind,
    /// To what.
    pub subject_id: ID,
    /// What that was called then; null where it has no name. Of somebody who was invited, has other roles or another name:
    /// what he is called now, and null when it is not known any more who he was.
    pub title: Option<String>,
    /// What became of what. Of what was saved and not published: which fields, and nothing of what is written in them.
    pub changes: Vec<ActChange>,
    /// Why; null where no reason was given.
    pub reason: Option<String>,
}

/// One fact that was changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct ActChange {
    /// Which: a code, such as `deadline` or `roles`.
    pub field: String,
    /// What it was; null where there was nothing.
    pub before: Option<String>,
    /// What it is; null where there is nothing.
    pub after: Option<String>,
}

/// The names that some rows of the journal are told with.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    people: HashMap<PersonId, String>,
    called: HashMap<Uuid, String>,
}

impl Names {
    /// Those of these rows. Four statements at most.
    pub(crate) async fn of(scope: &Scope, rows: &[journal::Model]) -> Result<Self, Error> {
        let people = store::names(scope, rows.iter().filter_map(|row| row.actor_id).collect()).await?;
        Ok(Self { people, called: store::called(scope, rows).await? })
    }
}

impl Act {
    /// A row of the journal, told.
    pub(crate) fn new(row: journal::Model, names: &Names) -> Self {
        let detail = row.detail.unwrap_or_default();
        let by = row.actor_id.and_then(|by| names.people.get(&by).cloned());
        let change =
            |change: entities::Change| ActChange { field: change.field, before: change.before, after: change.after };
        Self {
            cursor: Place(row.position).to_string(),
            at: row.at,
            by,
            kind: row.kind.into(),
            subject_id: subject_id(row.kind, row.subject_id).into(),
            title: detail.title.or_else(|| names.called.get(&row.subject_id).cloned()),
            changes: detail.changes.into_iter().map(change).collect(),
            reason: detail.reason,
        }
    }
}

/// The id of what something happened to, as the API writes it.
pub(crate) fn subject_id(kind: Happening, id: Uuid) -> String {
    match kind {
        Happening::PersonInvited | Happening::InvitationRevoked => InvitationId(id).to_string(),
        Happening::InvitationAccepted
        | Happening::RolesChanged
        | Happening::PersonRenamed
        | Happening::TokenCreated
        | Happening::TokenRevoked
        | Happening::SignedIn
        | Happening::SessionEnded
        | Happening::PasskeysChanged
        | Happening::IdentitiesChanged => PersonId(id).to_string(),
        Happening::OrganisationProposed
        | Happening::OrganisationListed
        | Happening::OrganisationChanged
        | Happening::OrganisationEdited
        | Happening::OrganisationConfirmed
        | Happening::OrganisationWithdrawn
        | Happening::OrganisationsDistinct
        | Happening::OrganisationMerged
        | Happening::RepresentativeNamed
        | Happening::RepresentativeEnded => OrganisationId(id).to_string(),
        Happening::OrganisationsBrought
        | Happening::OrganisationsImportEdited
        | Happening::OrganisationsImportDiscarded
        | Happening::OrganisationsImported
        | Happening::OrganisationsImportUndone => ImportId(id).to_string(),
        Happening::SuggestionReceived | Happening::SuggestionApproved | Happening::SuggestionRefused => {
            SuggestionId(id).to_string()
        }
        Happening::MunicipalityChanged | Happening::TakenAway => MunicipalityId(id).to_string(),
        Happening::ConsultationDrafted
        | Happening::ConsultationEdited
        | Happening::ConsultationPublished
        | Happening::ConsultationChanged
        | Happening::ConsultationExtended
        | Happening::ConsultationCancelled
        | Happening::ConsultationFinished
        | Happening::ConsultationWithdrawn
        | Happening::ConsultationDeleted => ConsultationId(id).to_string(),
        Happening::CommentReceived
        | Happening::CommentPublished
        | Happening::CommentRejected
        | Happening::CommentHeld
        | Happening::CommentWithdrawn
        | Happening::CommentAnswered
        | Happening::CommentChanged
        | Happening::CommentRedacted
        | Happening::CommentErased
        | Happening::CommentFlagged
        | Happening::CommentSupported => CommentId(id).to_string(),
        _ => CallId(id).to_string(),
    }
}

/// A page of the journal, newest first. Five statements at most.
pub async fn acts<R: Opens<journal::Entity>>(
    ctx: &Context<'_>,
    proof: &As<R>,
    subject: Option<Uuid>,
    page: &Page,
) -> Result<Connection<Cursor, Act, EmptyFields>, Error> {
    let turn = Turn::of(ctx);
    let slice = store::acts(turn.scope(), proof, subject, page).await?;
    let names = Names::of(turn.scope(), &slice.rows).await?;
    let mut connection = connection(slice.has_previous, slice.has_next);
    connection.edges.extend(
        slice
            .rows
            .into_iter()
            .map(|row| Edge::with_additional_fields(store::act_cursor(&row), Act::new(row, &names), EmptyFields)),
    );
    Ok(connection)
}

/// An empty page of the journal.
pub fn connection(has_previous: bool, has_next: bool) -> Connection<Cursor, Act, EmptyFields> {
    Connection::new(has_previous, has_next)
}
