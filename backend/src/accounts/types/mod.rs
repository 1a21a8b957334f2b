//! What the API shows of people and of what they do.

mod act;
mod desk;
mod own;

use std::sync::Arc;

use async_graphql::{Enum, ID, InputObject, InputType as _, SimpleObject};
use entities::{Role as StoredRole, TokenScope as StoredScope};

pub use self::act::{Act, ActChange, ActKind, acts, connection as act_connection};
pub(crate) use self::act::{Names, subject_id};
pub use self::desk::{DeskPeople, Invitation, Member, PersonOfDesk};
pub use self::own::{ApiToken, Membership, Passkey, Session, SignInOptions, ViewerObject};
pub(crate) use super::store::names as names_of;
use crate::error::Error;
use crate::mend::UserError;
use crate::scalars::{Date, LocaleTag};

/// What somebody does for a municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredRole")]
pub enum Role {
    /// Writes, publishes and corrects calls and consultations.
    Editor,
    /// Decides which comments are shown.
    Moderator,
    /// Scores applications.
    Evaluator,
    /// Keeps the directory of organisations.
    DirectoryKeeper,
    /// Puts widgets into the municipality's site, and says where its sites are and what they speak.
    Webmaster,
    /// Decides who may do what, reads the journal, and may do whatever an editor may.
    Admin,
}

/// What a token is good for. Whatever it is, its person must hold the role too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "StoredScope")]
pub enum TokenScope {
    /// Reads what the desk shows.
    ReadDesk,
    /// Writes and publishes calls, with their files, questions and results, and reads what the desk shows; of
    /// consultations it writes nothing.
    WriteCalls,
}

/// Somebody else has given other roles meanwhile: these.
pub(super) fn has_now(roles: &[StoredRole]) -> Error {
    let roles: Vec<Role> = roles.iter().map(|role| (*role).into()).collect();
    Error::Outrun(Arc::new(roles.to_value()))
}

/// Whom to invite.
#[derive(Clone, Debug, InputObject)]
pub struct InvitePersonInput {
    /// Slug of the municipality.
    pub municipality: String,
    /// Where the letter goes.
    pub email: String,
    /// What you call the person; he may change it when he comes.
    pub name: String,
    /// As what.
    pub roles: Vec<Role>,
    /// What the letter is written in.
    pub locale: LocaleTag,
}

/// Which invitation.
#[derive(Clone, Debug, InputObject)]
pub struct RevokeInvitationInput {
    /// Slug of the municipality.
    pub municipality: String,
    /// `inv_…`.
    pub id: ID,
}

/// Whose roles, and which from now on.
#[derive(Clone, Debug, InputObject)]
pub struct SetRolesInput {
    /// Slug of the municipality.
    pub municipality: String,
    /// `prs_…`.
    pub person: ID,
    /// All that the person had when you read it: nobody's decision is replaced unseen.
    pub before: Vec<Role>,
    /// All that the person has from now on; none ends the work here at once.
    pub roles: Vec<Role>,
}

/// What to change about yourself.
#[derive(Clone, Debug, InputObject)]
pub struct UpdateProfileInput {
    /// As others of the municipality see you.
    pub name: String,
    /// In which letters are written to you, and the desk speaks.
    pub locale: LocaleTag,
}

/// Which of your own things.
#[derive(Clone, Debug, InputObject)]
pub struct OwnThingInput {
    /// Its id.
    pub id: ID,
}

/// What a new token is to be good for.
#[derive(Clone, Debug, InputObject)]
pub struct CreateApiTokenInput {
    /// Slug of the one municipality that it is good for.
    pub municipality: String,
    /// As you call it.
    pub name: String,
    /// What it is good for.
    pub scopes: Vec<TokenScope>,
    /// The last day on which it works; at most a year from now.
    pub expires_on: Date,
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, SimpleObject)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: Option<$kind>,)*
            /// What you can mend; nothing was changed then.
            pub errors: Vec<UserError>,
        }
    )*};
}
payloads! {
    /// Somebody was invited.
    InvitePersonPayload {
        /// The invitation; its letter is on the way.
        invitation: Invitation
    }
    /// An invitation was taken back.
    RevokeInvitationPayload {
        /// Its id.
        revoked: ID
    }
    /// Somebody's roles were set.
    SetRolesPayload {
        /// The person, as he is now; null where he has no role any more.
        member: Member
    }
    /// Something of your own was changed.
    ViewerPayload {
        /// You, as you are now.
        viewer: ViewerObject
    }
    /// New recovery codes.
    RecoveryCodesPayload {
        /// All of them, shown this once; those of before do not work any more.
        codes: Vec<String>
    }
    /// A token was made.
    CreateApiTokenPayload {
        /// The token.
        token: ApiToken,
        /// What the program sends as `Authorization: Bearer …`; shown this once.
        secret: String
    }
}

/// An id of this kind.
pub(crate) fn id<T: std::str::FromStr<Err = entities::ids::NotThisId>>(id: &ID) -> Result<T, Error> {
    Ok(id.parse::<T>()?)
}
