//! What a call came from: in a row, in what an editor writes, and as a correction tells it. Pure.

use entities::{CallOrigin, OriginId, call_origin, open_call};

use crate::locale::messages::Messages;

/// What a row says.
#[must_use]
pub fn read(row: &call_origin::Model) -> Option<CallOrigin> {
    Some(CallOrigin { id: id(row)?, title: row.title.clone() })
}

/// Which thing a row names.
#[must_use]
pub fn id(row: &call_origin::Model) -> Option<OriginId> {
    row.consultation_id.map(OriginId::Consultation).or(row.earlier_id.map(OriginId::Call))
}

/// The row of what a call came from.
#[must_use]
pub fn write(origin: &CallOrigin, call: &open_call::Model) -> call_origin::Model {
    let (consultation_id, earlier_id) = match origin.id {
        OriginId::Consultation(id) => (Some(id), None),
        OriginId::Call(id) => (None, Some(id)),
    };
    call_origin::Model {
        call_id: call.id,
        municipality_id: call.municipality_id,
        consultation_id,
        earlier_id,
        title: origin.title.clone(),
    }
}

/// The key of what it is to the call, said before its title.
#[must_use]
pub const fn key(id: OriginId) -> &'static str {
    match id {
        OriginId::Consultation(_) => "page.originDebate",
        OriginId::Call(_) => "page.originCall",
    }
}

const CONSULTATION: &str = "(consultation) ";
const CALL: &str = "(call) ";

/// As a correction keeps it: which of the two it is, as a code, and its title.
#[must_use]
pub fn told(row: &call_origin::Model) -> String {
    let code = if row.consultation_id.is_some() { CONSULTATION } else { CALL };
    format!("{code}{}", row.title.original.text)
}

/// The same with what tells it from another of that title.
#[must_use]
pub fn whole(row: &call_origin::Model) -> String {
    let id = id(row).map(|id| match id {
        OriginId::Consultation(id) => id.to_string(),
        OriginId::Call(id) => id.to_string(),
    });
    format!("{} ({})", told(row), id.unwrap_or_default())
}

/// What a correction keeps, its code in words.
#[must_use]
pub fn in_words(told: &str, messages: &Messages) -> String {
    for (code, key) in [(CONSULTATION, "page.originDebate"), (CALL, "page.originCall")] {
        if let Some(title) = told.strip_prefix(code) {
            return format!("{}: {title}", messages.say(key));
        }
    }
    told.to_owned()
}

#[cfg(test)]
mod tests {
    use entities::{CallId, CallOrigin, ConsultationId, Locale, LocalisedText, OriginId};

    use super::{in_words, read, told, whole, write};
    use crate::calls::rules::content::blank;
    use crate::calls::rules::content::tests::owner;
    use crate::locale::messages::Messages;

    fn named(id: OriginId, title: &str) -> CallOrigin {
        CallOrigin { id, title: LocalisedText::new(Locale::SrLatn, title) }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        for id in [OriginId::Consultation(ConsultationId::new()), OriginId::Call(CallId::new())] {
            let origin = named(id, "Nacrt strategije");
            let row = write(&origin, &base.call);
            assert_eq!((row.call_id, row.municipality_id), (base.call.id, base.call.municipality_id));
            assert_eq!(read(&row), Some(origin));
        }
    }

    #[test]
    fn a_correction_says_in_words_what_it_was() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let debate = write(&named(OriginId::Consultation(ConsultationId::new()), "Nacrt (strategije)"), &base.call);
        let call = write(&named(OriginId::Call(CallId::new()), "Poziv"), &base.call);
        let latin = Messages::of(Locale::SrLatn);
        assert_eq!(in_words(&told(&debate), latin), "Nastao iz rasprave: Nacrt (strategije)");
        assert_eq!(in_words(&told(&call), latin), "Nastavak poziva: Poziv");
        assert_eq!(in_words(&told(&call), Messages::of(Locale::En)), "Follows the call: Poziv");
        assert_eq!(in_words("(call)", latin), "(call)", "what is no such code stays as it is");
    }

    #[test]
    fn two_of_one_title_are_told_apart() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let [one, other] =
            [CallId::new(), CallId::new()].map(|id| write(&named(OriginId::Call(id), "Poziv"), &base.call));
        assert_eq!(told(&one), told(&other));
        assert_ne!(whole(&one), whole(&other));
    }
}
