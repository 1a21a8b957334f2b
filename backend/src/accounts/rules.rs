//! Who may come in, for how long, and what may be done about people. Pure.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use email_address::{EmailAddress, Options};
use entities::{Role, invitation, session, sign_in_link};

use crate::error::{Error, Reason};
use crate::mend::{FieldError, Problem};

/// How long a link in a letter works.
pub const LINK_HOLDS: TimeDelta = TimeDelta::minutes(10);
/// How long an invitation can be accepted.
pub const INVITATION_HOLDS: TimeDelta = TimeDelta::days(14);
/// A session that nobody uses for so long is over: a working day.
pub const IDLE: TimeDelta = TimeDelta::hours(9);
/// A session is over after so long, however much it is used.
pub const LONGEST: TimeDelta = TimeDelta::days(7);
/// How exactly it is known when a session or a token was last used.
pub const SEEN: TimeDelta = TimeDelta::minutes(5);
/// How many recovery codes a person is given.
pub const RECOVERY_CODES: usize = 8;
/// So long after somebody represents no organisation any more, or could not accept an invitation any more, it is forgotten
/// who he was.
pub const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(30);
/// The longest name of a person, a passkey or a token, in characters.
pub const NAME: usize = 120;

/// Roles in their one order, each once: two lists of them say the same where they are alike then.
#[must_use]
pub fn ordered(roles: impl IntoIterator<Item = Role>) -> Vec<Role> {
    let mut roles: Vec<_> = roles.into_iter().collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// The address of a mailbox in its one spelling: small letters throughout, nothing around it.
///
/// # Errors
/// It is none.
pub fn address(text: &str) -> Result<String, Error> {
    let text = text.trim().to_lowercase();
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    if text.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new("email", Problem::Required)]));
    }
    EmailAddress::parse_with_options(&text, options).map(|_| text.clone()).map_err(|_| no_address())
}

/// What is said of an address that is none.
#[must_use]
pub fn no_address() -> Error {
    Error::Invalid(vec![FieldError::new("email", Problem::NotAnAddress)])
}

/// A name without what is only around it.
///
/// # Errors
/// It is empty or too long.
pub fn name(field: &str, text: &str) -> Result<String, Error> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    if text.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new(field, Problem::Required)]));
    }
    if text.chars().count() > NAME {
        return Err(Error::Invalid(vec![FieldError::new(field, Problem::TooLong).with([NAME.to_string()])]));
    }
    Ok(text)
}

/// A name that is no longer than one may be.
#[must_use]
pub fn shortened(text: &str) -> String {
    text.chars().take(NAME).collect()
}

/// Whether a link lets somebody in.
///
/// # Errors
/// It was used, or is too old.
pub fn link_opens(link: &sign_in_link::Model, now: DateTime<Utc>) -> Result<(), Error> {
    if link.spent_at.is_none() && now <= link.expires_at { Ok(()) } else { Err(spent()) }
}

/// Whether an invitation can be accepted.
///
/// # Errors
/// It was accepted or taken back, or is too old.
pub fn invitation_opens(invitation: &invitation::Model, now: DateTime<Utc>) -> Result<(), Error> {
    let waits = invitation.accepted_at.is_none() && invitation.revoked_at.is_none();
    if waits && now <= invitation.expires_at { Ok(()) } else { Err(spent()) }
}

/// Which of these invitations, newest first, an administrator is shown: those that can be accepted, and the last one to an
/// address where nobody came in time. Whoever was invited again, came, or was not to come any more needs no second look.
#[must_use]
pub fn shown(newest_first: Vec<invitation::Model>, now: DateTime<Utc>) -> Vec<invitation::Model> {
    let mut later = HashSet::new();
    let shown = |row: &invitation::Model| {
        let last = later.insert(row.email.clone());
        let waited = row.accepted_at.is_none() && row.revoked_at.is_none();
        invitation_opens(row, now).is_ok() || (last && waited)
    };
    newest_first.into_iter().filter(shown).collect()
}

/// What is said of every link that does not work, whatever the cause: a stranger learns nothing.
#[must_use]
pub fn spent() -> Error {
    Error::Refused(Reason::LinkSpentOrOld)
}

/// Whether a session still holds.
#[must_use]
pub fn holds(session: &session::Model, now: DateTime<Utc>) -> bool {
    session.ended_at.is_none() && now <= session.expires_at && now - session.seen_at <= IDLE
}

/// Whether these may be somebody's roles from now on, where `others` says how many other administrators there are.
///
/// # Errors
/// The last administrator would be gone.
pub fn may_have(before: &[Role], after: &[Role], others: usize) -> Result<(), Error> {
    let loses = before.contains(&Role::Admin) && !after.contains(&Role::Admin);
    if loses && others == 0 { Err(Error::Refused(Reason::LastAdmin)) } else { Ok(()) }
}

/// Whether somebody's roles may be set, who has these at the moment in which it is done. Whoever sets them was an
/// administrator when he asked; another may have been quicker.
///
/// # Errors
/// Whoever asks is none any more, or the other does not work here any more: nobody is brought back by an old page.
pub fn may_set(before: &[Role], asks: bool) -> Result<(), Error> {
    match (asks, before) {
        (true, [_, ..]) => Ok(()),
        (false, _) => Err(Error::Forbidden("You are not an administrator of this municipality any more.".into())),
        (true, []) => Err(Error::NotFound("This person does not work here.".into())),
    }
}

/// What binds somebody who represents no organisation any more.
#[derive(Clone, Copy, Debug)]
pub struct Former {
    /// He has a role at a desk.
    pub works: bool,
    /// He had one.
    pub worked: bool,
    /// The journal has something that he did.
    pub acted: bool,
}

/// How much is kept of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// Everything.
    All,
    /// That there was somebody, to whom the journal refers.
    Reference,
    /// Nothing.
    Nothing,
}

/// How much is kept of somebody who represents no organisation any more. Of officials and of those who were it stays who did
/// what.
#[must_use]
pub fn remains(former: Former) -> Remains {
    match former {
        Former { works: true, .. } | Former { worked: true, .. } => Remains::All,
        Former { acted: true, .. } => Remains::Reference,
        Former { .. } => Remains::Nothing,
    }
}

/// A recovery code as it is kept in mind: what somebody typed, without the dashes and in small letters.
#[must_use]
pub fn code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Browser and system in a few words, from what a browser says of itself.
#[must_use]
pub fn device(agent: &str) -> Option<String> {
    let browser =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (find(&browser), find(&system)) {
        (Some(browser), Some(system)) => Some(format!("{browser}, {system}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use entities::{InvitationId, Locale, MunicipalityId, PersonId, Role, Roles, SessionId, invitation, session};

    use super::{
        Former, IDLE, LONGEST, Remains, address, code, device, holds, may_have, may_set, name, remains, shown,
    };

    #[test]
    fn an_address_has_one_spelling() {
        for (text, taken) in [
            (" Mirjana.K@Teslic.RS.BA ", Some("mirjana.k@teslic.rs.ba")),
            ("m+javno@opstina.example", Some("m+javno@opstina.example")),
            ("Mirjana <m@teslic.rs.ba>", None),
            ("m@teslic", None),
            ("m@[127.0.0.1]", None),
            ("teslic.rs.ba", None),
            ("a@b.ba\r\nBcc: c@d.ba", None),
            ("", None),
        ] {
            assert_eq!(address(text).ok().as_deref(), taken, "{text}");
        }
    }

    #[test]
    fn an_invitation_is_shown_while_it_holds_and_the_last_to_an_address_also_after_that() {
        let now: DateTime<Utc> = "2026-12-01T10:00:00Z".parse().expect("an instant");
        let row = |name: &str, email: &str, days: i64| invitation::Model {
            id: InvitationId::new(),
            municipality_id: MunicipalityId::new(),
            email: email.into(),
            name: name.into(),
            roles: Roles(vec![Role::Editor]),
            locale: Locale::SrLatn,
            token_hash: None,
            invited_by: None,
            created_at: now,
            expires_at: now + TimeDelta::days(days),
            accepted_at: None,
            revoked_at: None,
        };
        // Newest first.
        let rows = vec![
            row("waits", "a@t.ba", 9),
            row("waits as well", "a@t.ba", 1),
            row("was invited again", "a@t.ba", -1),
            invitation::Model { accepted_at: Some(now), ..row("came", "b@t.ba", 5) },
            row("came later", "b@t.ba", -2),
            invitation::Model { revoked_at: Some(now), ..row("was taken back", "c@t.ba", 5) },
            row("was taken back later", "c@t.ba", -3),
            row("never came", "d@t.ba", -4),
            row("never came before", "d@t.ba", -20),
        ];
        let names: Vec<_> = shown(rows, now).into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["waits", "waits as well", "never came"]);
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(name("name", "  Мирјана \n Ковач ").ok().as_deref(), Some("Мирјана Ковач"));
        assert!(name("name", " \t ").is_err() && name("name", &"a".repeat(121)).is_err());
    }

    #[test]
    fn a_session_ends_by_rest_and_by_age() {
        let began: DateTime<Utc> = "2026-11-24T07:00:00Z".parse().expect("an instant");
        let session = |seen: TimeDelta| session::Model {
            id: SessionId::new(),
            person_id: PersonId::new(),
            created_at: began,
            token_hash: Vec::new(),
            seen_at: began + seen,
            expires_at: began + LONGEST,
            confirmed_at: None,
            ended_at: None,
            device: None,
            ceremony: None,
            linking: None,
        };
        assert!(holds(&session(TimeDelta::zero()), began + IDLE));
        assert!(!holds(&session(TimeDelta::zero()), began + IDLE + TimeDelta::seconds(1)));
        assert!(holds(&session(LONGEST), began + LONGEST));
        assert!(!holds(&session(LONGEST), began + LONGEST + TimeDelta::seconds(1)));
        let ended = session::Model { ended_at: Some(began), ..session(TimeDelta::zero()) };
        assert!(!holds(&ended, began));
    }

    #[test]
    fn somebody_stays_administrator() {
        assert!(may_have(&[Role::Admin], &[Role::Editor], 0).is_err());
        assert!(may_have(&[Role::Admin], &[], 0).is_err());
        assert!(may_have(&[Role::Admin], &[], 1).is_ok());
        assert!(may_have(&[Role::Admin], &[Role::Admin, Role::Editor], 0).is_ok());
        assert!(may_have(&[Role::Editor], &[], 0).is_ok());
    }

    #[test]
    fn roles_are_set_by_an_administrator_for_somebody_who_works_here() {
        assert!(may_set(&[Role::Editor], true).is_ok());
        assert!(matches!(may_set(&[Role::Editor], false), Err(crate::error::Error::Forbidden(_))));
        assert!(matches!(may_set(&[], true), Err(crate::error::Error::NotFound(_))));
        assert!(matches!(may_set(&[], false), Err(crate::error::Error::Forbidden(_))));
    }

    #[test]
    fn of_whoever_did_nothing_nothing_remains_and_of_officials_everything() {
        for (works, worked, acted, kept) in [
            (false, false, false, Remains::Nothing),
            (false, false, true, Remains::Reference),
            (false, true, false, Remains::All),
            (false, true, true, Remains::All),
            (true, false, false, Remains::All),
        ] {
            assert_eq!(remains(Former { works, worked, acted }), kept, "{works} {worked} {acted}");
        }
    }

    #[test]
    fn a_code_may_be_typed_as_people_type() {
        assert_eq!(code(" ABCD-efgh 2345 "), "abcdefgh2345");
    }

    #[test]
    fn a_device_is_known_by_a_few_words() {
        let firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(device(firefox).as_deref(), Some("Firefox, Windows"));
        assert_eq!(device("curl/8.1").as_deref(), None);
    }
}
