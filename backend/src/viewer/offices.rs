//! The offices of a municipality: who holds which, and what is open to it.

use std::fmt::Debug;

use entities::{
    Role, TokenScope, act_anchor, act_version, api_token, call_area, call_correction, call_deadline, call_document,
    call_event, call_file, call_lot, call_origin, call_question, comment, comment_band, comment_count, comment_flag,
    comment_organisation, comment_revision, consultation, consultation_act, consultation_change, consultation_channel,
    consultation_document, consultation_file, consultation_report, consultation_session, invitation, journal,
    log_entry, log_head, membership, municipality, official_answer, open_call, organisation, organisation_area,
    organisation_change, organisation_distinct, organisation_import, organisation_import_row, organisation_merge,
    organisation_representative, organisation_spelling, organisation_status, organisation_suggestion, report_print,
    result_draft, result_list, result_recipient, result_row,
};

use super::{Opens, Rows, Tenant as _};
use crate::scope::Bounds;

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
        opens
            open_call call_area call_lot call_deadline call_document call_event call_file call_correction call_origin
            call_question
            consultation consultation_act act_version act_anchor consultation_session consultation_channel
            consultation_document consultation_file consultation_change
            comment comment_count
            membership;
    /// Writes, publishes and corrects calls and consultations; reads who did what to them. Of comments: how many there are.
    Editor held by [Editor Admin], token Some(TokenScope::WriteCalls),
        opens
            open_call call_area call_lot call_deadline call_document call_event call_file call_correction call_origin
            call_question
            result_draft result_list result_recipient result_row
            consultation consultation_act act_version act_anchor consultation_session consultation_channel
            consultation_document consultation_file consultation_change
            comment comment_count log_head log_entry
            membership journal;
    /// Decides which comments can be read, and answers them.
    Moderator held by [Moderator Admin], token None,
        opens
            consultation act_version consultation_session consultation_document consultation_file consultation_report
            report_print
            comment comment_band comment_count comment_flag comment_organisation comment_revision official_answer
            log_head log_entry;
    /// Keeps the directory: writes, imports, merges; reads who did what to it.
    DirectoryKeeper held by [DirectoryKeeper Admin], token None,
        opens
            organisation organisation_area organisation_change organisation_distinct organisation_import
            organisation_import_row organisation_merge organisation_representative organisation_spelling
            organisation_status organisation_suggestion
            result_recipient comment_organisation journal;
    /// Looks after the municipality's sites: says which they are, what they speak and whom their readers turn to.
    Webmaster held by [Webmaster Admin], token None, opens municipality;
    /// Decides who may do what, and holds his municipality while he does; reads the journal.
    Admin held by [Admin], token None, opens membership invitation journal api_token municipality;
}
