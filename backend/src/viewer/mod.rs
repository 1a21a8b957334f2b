//! Who may see and do what: the whole policy. What everybody may read stands in `published`, all else on this page.
//!
//! Reading by the public: [`Published`]. Who somebody is: [`Viewer`]. What an office may do: [`Office`] says who holds it,
//! [`Opens`] which tables it reads and writes, and which rows of them.

mod beneath;
mod files;
mod published;

use std::fmt::Debug;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{
    MunicipalityId, PersonId, Role, SessionId, TokenScope, act_anchor, act_version, api_token, call_area,
    call_correction, call_deadline, call_document, call_event, call_file, call_lot, call_origin, call_question,
    comment, comment_band, comment_count, comment_flag, comment_organisation, comment_revision, comment_support,
    consultation, consultation_act, consultation_change, consultation_channel, consultation_document,
    consultation_file, consultation_report, consultation_session, idempotency, identity, invitation, journal, letter,
    log_entry, log_head, membership, municipality, official_answer, open_call, organisation, organisation_area,
    organisation_change, organisation_distinct, organisation_import, organisation_import_row, organisation_merge,
    organisation_representative, organisation_spelling, organisation_status, organisation_suggestion, passkey, person,
    rate_count, rate_key, recovery_code, report_print, result_draft, result_list, result_recipient, result_row,
    session, sign_in_link,
};
use futures_util::future::BoxFuture;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait as _, Condition, EntityTrait, Value};
use uuid::Uuid;

pub use self::files::NamesFiles;
pub use self::published::{OfMunicipality, OnCall, OnConsultation, OnOrganisation, Published};
pub(crate) use self::published::{once_published, put_into_one, standing};
use crate::db::Db;
use crate::error::Error;
use crate::scope::{Bounds, Caretaker, Doorkeeper, Guest, Housekeeping, Oneself, Operator, Postman, Steward};

/// What a caller shows to be recognised: the hash of what his cookie or his token holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Credential {
    /// Of a browser.
    Session(Arc<[u8]>),
    /// Of a program.
    Token(Arc<[u8]>),
}

/// Finds out who shows a credential. The kernel knows of people only this.
pub type Recognise = fn(Db, Credential, DateTime<Utc>, Occasion) -> BoxFuture<'static, Result<Viewer, Error>>;

/// Why somebody is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// He asks for something: his session is in use.
    Asks,
    /// A stream of his is still open: that keeps no session alive, or a forgotten tab would.
    Listens,
}

/// Who asks.
#[derive(Clone, Debug, Default)]
pub enum Viewer {
    /// Somebody of whom nothing is known.
    #[default]
    Anyone,
    /// Somebody who has signed in, or a program of his.
    Signed(Arc<Signed>),
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub person: PersonId,
    /// In which browser; none where a program shows a token.
    pub session: Option<SessionId>,
    /// Whether the second factor was given. Before it, nothing official is seen or done.
    pub confirmed: bool,
    /// What he may do, and where.
    pub roles: Vec<(MunicipalityId, Role)>,
    /// What his program may do; everything where he asks himself.
    pub token: Option<Vec<TokenScope>>,
}

impl Viewer {
    /// Whoever has signed in.
    ///
    /// # Errors
    /// Nobody has.
    pub fn signed(&self) -> Result<&Signed, Error> {
        match self {
            Self::Signed(signed) => Ok(signed),
            Self::Anyone => Err(Error::Unauthenticated("This needs a person who has signed in.".into())),
        }
    }

    /// Wherever he has a role.
    #[must_use]
    pub fn homes(&self) -> Vec<MunicipalityId> {
        let Ok(signed) = self.signed() else { return Vec::new() };
        let mut homes: Vec<_> = signed.roles.iter().map(|(home, _)| *home).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    /// Who it is, where that is known.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.signed().ok().map(|signed| signed.person)
    }

    /// Whether this office is held there.
    ///
    /// # Errors
    /// Nobody has signed in, or the second factor is missing; whoever has nothing to do with this municipality is told
    /// that there is no such desk, and whoever has that this is not his office.
    pub(crate) fn holds<O: Office>(&self, municipality: MunicipalityId) -> Result<PersonId, Error> {
        let signed = self.signed()?;
        if !signed.confirmed {
            let what = "Confirm with your passkey that it is you; the desk asks for it at the beginning.";
            return Err(Error::Unauthenticated(what.into()));
        }
        let mut roles = signed.roles.iter().filter(|(of, _)| *of == municipality).map(|(_, role)| role).peekable();
        if roles.peek().is_none() {
            return Err(Error::NotFound("There is no such desk, or it is not yours.".into()));
        }
        // Whoever writes reads what he writes.
        let covers = |scope: &TokenScope, needed| *scope == needed || *scope == TokenScope::WriteCalls;
        let by_token =
            |scopes: &Vec<TokenScope>| O::TOKEN.is_some_and(|needed| scopes.iter().any(|scope| covers(scope, needed)));
        if !signed.token.as_ref().is_none_or(by_token) {
            return Err(Error::Forbidden("This token is not good for that.".into()));
        }
        if roles.any(|role| O::HELD_BY.contains(role)) {
            return Ok(signed.person);
        }
        Err(Error::Forbidden("Your role does not allow this; ask an administrator of your municipality.".into()))
    }
}

/// What somebody is to a municipality while he does something for it.
pub trait Office: Copy + Debug + Send + Sync + 'static {
    /// Whoever has one of these roles holds it.
    const HELD_BY: &'static [Role];
    /// With which scope a program holds it; none where no program may.
    const TOKEN: Option<TokenScope>;
}

macro_rules! offices {
    ($($(#[$doc:meta])* $name:ident held by [$($role:ident)*], token $token:expr, opens $($entity:ident)*;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Office for $name {
            const HELD_BY: &'static [Role] = &[$(Role::$role),*];
            const TOKEN: Option<TokenScope> = $token;
        }

        $(impl Opens<$entity::Entity> for $name {
            fn rows(bounds: &Bounds) -> Rows<$entity::Entity> {
                Rows::of($entity::Entity::MUNICIPALITY, bounds.municipality)
            }
        })*
    )*};
}

offices! {
    /// Whoever works at the desk, in whatever role: sees what is going on.
    Official held by [Editor Moderator Evaluator DirectoryKeeper Webmaster Admin], token Some(TokenScope::ReadDesk),
        opens open_call call_area call_lot call_deadline call_document call_event call_file call_correction call_origin call_question
        membership consultation consultation_act act_version act_anchor consultation_session consultation_channel
        consultation_document consultation_file consultation_change comment comment_count;
    /// Writes, publishes and corrects calls and consultations; reads who did what to them. Of comments: how many there are.
    Editor held by [Editor Admin], token Some(TokenScope::WriteCalls),
        opens open_call call_area call_lot call_deadline call_document call_event call_file call_correction call_origin call_question journal
        result_draft result_list result_recipient result_row membership consultation consultation_act act_version act_anchor consultation_session consultation_channel
        consultation_document consultation_file consultation_change comment comment_count log_head log_entry;
    /// Decides which comments can be read, and answers them.
    Moderator held by [Moderator Admin], token None,
        opens consultation act_version consultation_session consultation_document consultation_file consultation_report report_print comment comment_band comment_count comment_organisation
        comment_revision comment_flag official_answer log_head log_entry;
    /// Keeps the directory: writes, imports, merges; reads who did what to it.
    DirectoryKeeper held by [DirectoryKeeper Admin], token None,
        opens organisation organisation_area organisation_change organisation_distinct organisation_import organisation_import_row
        organisation_merge organisation_representative organisation_spelling organisation_status organisation_suggestion
        journal;
    /// Looks after the municipality's sites: says which they are, what they speak and whom their readers turn to.
    Webmaster held by [Webmaster Admin], token None, opens municipality;
    /// Decides who may do what, and holds his municipality while he does; reads the journal.
    Admin held by [Admin], token None, opens membership invitation journal api_token municipality;
}

/// A table each of whose rows belongs to one municipality, whether it is published or not.
pub trait Tenant: EntityTrait {
    /// The column that says which.
    const MUNICIPALITY: Self::Column;
}

/// A municipality belongs to itself.
impl Tenant for municipality::Entity {
    const MUNICIPALITY: Self::Column = municipality::Column::Id;
}

macro_rules! tenants {
    ($($entity:ident)*) => {$(
        impl Tenant for $entity::Entity {
            const MUNICIPALITY: Self::Column = $entity::Column::MunicipalityId;
        }
    )*};
}
tenants! {
    open_call call_area call_lot call_deadline call_document call_event call_file call_correction call_origin call_question membership
    invitation journal api_token consultation consultation_act act_version act_anchor consultation_session consultation_channel
    consultation_document consultation_file consultation_change comment comment_band comment_count comment_flag comment_revision
    comment_support consultation_report report_print official_answer log_entry log_head organisation organisation_area
    organisation_change organisation_import organisation_import_row organisation_merge organisation_representative
    organisation_spelling organisation_status organisation_suggestion comment_organisation organisation_distinct
    result_draft result_list result_recipient result_row
}

/// Which rows of a table a role may find, change, remove and write.
#[derive(Clone, Copy, Debug)]
pub enum Rows<E: EntityTrait> {
    /// All of them.
    All,
    /// Those that have this in this column.
    With(E::Column, Uuid),
    /// None.
    None,
}

impl<E: EntityTrait> Rows<E> {
    fn of(column: E::Column, id: Option<impl Into<Uuid>>) -> Self {
        id.map_or(Self::None, |id| Self::With(column, id.into()))
    }

    /// As a condition on what is there already.
    pub(crate) fn condition(&self) -> Condition {
        match self {
            Self::All => Condition::all(),
            Self::With(column, id) => Condition::all().add(column.eq(*id)),
            Self::None => Condition::all().add(Expr::value(false)),
        }
    }

    /// Whether this new row would be one of them. A row to be changed need not say whose it is.
    pub(crate) fn admit<A: ActiveModelTrait<Entity = E>>(&self, row: &A, new: bool) -> bool {
        match self {
            Self::All => true,
            Self::With(column, id) => match row.get(*column) {
                ActiveValue::Set(value) | ActiveValue::Unchanged(value) => value == Value::from(*id),
                ActiveValue::NotSet => !new,
            },
            Self::None => false,
        }
    }
}

/// A table that a role reads and writes.
pub trait Opens<E: EntityTrait> {
    /// Which rows of it.
    fn rows(bounds: &Bounds) -> Rows<E>;
}

/// Whoever sits at the console may do to a table what he may do to the file that it is in.
impl<E: EntityTrait> Opens<E> for Operator {
    fn rows(_: &Bounds) -> Rows<E> {
        Rows::All
    }
}

macro_rules! opens {
    ($role:ident: $($entity:ident)*) => {$(
        impl Opens<$entity::Entity> for $role {
            fn rows(_: &Bounds) -> Rows<$entity::Entity> {
                Rows::All
            }
        }
    )*};
}
// The server's own tables: nobody's data.
opens! { Housekeeping: idempotency rate_count rate_key report_print }
// The outbox, whom a letter is to, and the hash of the secret that is in it.
opens! { Postman: letter person sign_in_link invitation municipality call_question open_call comment comment_support consultation
organisation organisation_representative organisation_suggestion }
// What is asked of organisations once a year, whether the letter went out, and what is forgotten of whoever says something of a directory
// or asks about a call.
opens! { Caretaker: organisation organisation_representative organisation_suggestion municipality letter open_call
call_question }
// Whoever comments, supports and reports: how he is told, and by what he is counted once.
opens! { Caretaker: consultation comment comment_flag comment_support }
// Who may be forgotten, having represented an organisation: what is kept of him, and whether the journal tells of him.
opens! { Caretaker: person membership invitation sign_in_link session passkey recovery_code api_token identity journal }
// Whoever lets people in must find them before it is known who they are; also whoever represents an organisation.
opens! { Doorkeeper: person membership invitation sign_in_link session passkey recovery_code api_token identity municipality
organisation organisation_representative }

// Under which keys something was written already.
opens! { Guest: idempotency }

macro_rules! of_guests {
    ($($entity:ident)*) => {$(
        impl Opens<$entity::Entity> for Guest {
            fn rows(bounds: &Bounds) -> Rows<$entity::Entity> {
                Rows::of($entity::Entity::MUNICIPALITY, bounds.municipality)
            }
        }
    )*};
}
// What whoever has not signed in may write, to the municipality that he writes to.
of_guests! { call_question comment comment_band comment_count comment_flag comment_organisation comment_revision comment_support
log_entry log_head organisation_suggestion }

macro_rules! ones_own {
    ($($entity:ident by $column:ident)*) => {$(
        impl Opens<$entity::Entity> for Oneself {
            fn rows(bounds: &Bounds) -> Rows<$entity::Entity> {
                Rows::of($entity::Column::$column, bounds.actor)
            }
        }
    )*};
}
// What belongs to a person and to nobody else.
ones_own! {
    person by Id session by PersonId passkey by PersonId recovery_code by PersonId api_token by PersonId
    membership by PersonId identity by PersonId
}

macro_rules! of_one_organisation {
    ($($entity:ident by $column:ident)*) => {$(
        impl Opens<$entity::Entity> for Steward {
            fn rows(bounds: &Bounds) -> Rows<$entity::Entity> {
                Rows::of($entity::Column::$column, bounds.subject)
            }
        }
    )*};
}
// Whoever has the link of an organisation, or represents it, may say what it is; what everybody reads changes only when an
// official agrees.
of_one_organisation! {
    organisation by Id organisation_area by OrganisationId organisation_suggestion by OrganisationId
    organisation_representative by OrganisationId
}
