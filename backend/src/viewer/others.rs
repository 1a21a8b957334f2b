//! What is open to whoever holds no office: the server itself, guests, people and organisations about themselves.

use entities::{
    api_token, call_question, comment, comment_band, comment_count, comment_flag, comment_organisation,
    comment_revision, comment_support, consultation, consultation_channel, consultation_document, consultation_file,
    consultation_session, idempotency, identity, invitation, journal, letter, log_entry, log_head, membership,
    municipality, open_call, organisation, organisation_area, organisation_change, organisation_import,
    organisation_import_row, organisation_representative, organisation_suggestion, passkey, person, rate_count,
    rate_key, recovery_code, report_print, session, sign_in_link, voice_key,
};

use super::{Opens, Rows, Tenant as _};
use crate::scope::{Bounds, Caretaker, Doorkeeper, Guest, Housekeeping, Oneself, Postman, Steward};

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
opens! { Housekeeping: idempotency rate_count rate_key report_print log_head }
// The outbox, whom a letter is to, and the hash of the secret that is in it.
opens! { Postman:
    letter person sign_in_link invitation municipality call_question open_call comment comment_support consultation
    organisation organisation_representative organisation_suggestion
}
// What is asked of organisations once a year, whether the letter went out, and what is forgotten of whoever says something of
// a directory or asks about a call.
opens! { Caretaker:
    organisation organisation_representative organisation_suggestion municipality letter open_call call_question
}
// What everybody reads of an organisation, so that no street is among it that nobody agreed to.
opens! { Caretaker: organisation_area organisation_change }
// What stood in a list, when nobody takes it back any more.
opens! { Caretaker: organisation_import organisation_import_row }
// Whoever comments, supports and reports: how he is told, and by what he is counted once.
opens! { Caretaker: consultation comment comment_flag comment_support voice_key }
// What everybody reads of a consultation, so that its log says it.
opens! { Caretaker:
    consultation_session consultation_channel consultation_document consultation_file log_head log_entry
}
// Who may be forgotten, having represented an organisation: what is kept of him, and whether the journal tells of him.
opens! { Caretaker: person membership invitation sign_in_link session passkey recovery_code api_token identity journal }
// Whoever lets people in must find them before it is known who they are; also whoever represents an organisation.
opens! { Doorkeeper:
    person membership invitation sign_in_link session passkey recovery_code api_token identity municipality organisation
    organisation_representative
}

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
of_guests! {
    call_question comment comment_band comment_count comment_flag comment_organisation comment_revision comment_support
    log_entry log_head organisation_suggestion voice_key
}

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
