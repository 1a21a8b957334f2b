//! The letters of this slice, composed when they are sent: the secret in each is drawn then.

use entities::{InvitationId, Role, letter};
use url::Url;

use super::door::Try;
use super::{door, rules, store};
use crate::clock::zone;
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::mail::{Composed, say};
use crate::municipalities::types::Municipality;
use crate::scope::{Postman, Tx};

/// A link to sign in with; none where there is nobody at this address, or where the last one holds.
///
/// # Errors
/// The database fails.
pub async fn sign_in(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(address) = &letter.address else { return Ok(None) };
    let tried = if letter.tries > 1 { Try::Again } else { Try::First };
    let Some(secret) = door::mint_link(tx, address, letter.locale, tried).await? else { return Ok(None) };
    let link = door::link(home, "desk/prijava", &secret)?;
    // In the script in which it was asked for: whoever reads that page reads this.
    Ok(Some(say::sign_in(letter.locale, link, rules::LINK_HOLDS)))
}

/// An invitation; none where it cannot be accepted any more.
///
/// # Errors
/// The database fails.
pub async fn invitation(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(id) = letter.subject_id else { return Ok(None) };
    let Some((row, secret)) = door::mint_invitation(tx, InvitationId(id)).await? else { return Ok(None) };
    let Some(owner) = store::municipality(tx, row.municipality_id).await? else { return Ok(None) };
    let inviter = match row.invited_by {
        Some(by) => store::name(tx, by).await?,
        None => None,
    };
    let place = Municipality::name_for(&owner, Some(row.locale));
    let words = Messages::of(row.locale);
    let roles: Vec<&str> = row.roles.0.iter().map(|role| words.say(word(*role))).collect();
    let invitation = say::Invitation {
        inviter: inviter.as_deref().unwrap_or(place),
        place,
        roles: &roles,
        until: (row.expires_at, zone(&owner.time_zone)),
        link: door::link(home, "desk/poziv", &secret)?,
    };
    Ok(Some(say::invitation(row.locale, invitation)))
}

fn word(role: Role) -> &'static str {
    match role {
        Role::Editor => "mail.roleEditor",
        Role::Moderator => "mail.roleModerator",
        Role::Evaluator => "mail.roleEvaluator",
        Role::DirectoryKeeper => "mail.roleDirectoryKeeper",
        Role::Webmaster => "mail.roleWebmaster",
        Role::Admin => "mail.roleAdmin",
    }
}
