//! The sentences of letters. Slices know when to write and to whom, and what the link is; how a person is spoken to is
//! said here, once. The words are with all others (`widgets/src/messages`, section `mail`); no widget is sent them. A letter
//! speaks a locale, or sentences of no language where a test looks for what is not translated (`Messages::pseudo`).

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

use super::compose::{Composed, one_line};
use crate::clock::Tz;
use crate::locale::messages::Messages;
use crate::locale::when::moment;

/// Whether letters arrive.
#[must_use]
pub fn test(say: impl Into<&'static Messages>) -> Composed {
    let say = say.into();
    Composed {
        say,
        subject: say.say("mail.testSubject").into(),
        text: say.say("mail.testText").into(),
        action: None,
        unsubscribe: None,
    }
}

/// A link with which somebody signs in, once, within so long.
#[must_use]
pub fn sign_in(say: impl Into<&'static Messages>, link: Url, valid: TimeDelta) -> Composed {
    let say = say.into();
    Composed {
        say,
        subject: say.say("mail.signInSubject").into(),
        text: format!("{}\n\n{}", say.count("mail.signInText", valid.num_minutes()), say.say("mail.signInIgnore")),
        action: Some((say.say("mail.signInAction").into(), link)),
        unsubscribe: None,
    }
}

/// Who invites whom to what. Names are others' words: they are kept to one line.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    /// The name of whoever invites.
    pub inviter: &'a str,
    /// The name of the municipality, in the letter's language.
    pub place: &'a str,
    /// The names of the roles, in the letter's language.
    pub roles: &'a [&'a str],
    /// Until when it can be accepted, and in which zone that is said.
    pub until: (DateTime<Utc>, Tz),
    /// Where it is accepted.
    pub link: Url,
}

/// Somebody is asked to work for a municipality.
#[must_use]
pub fn invitation(say: impl Into<&'static Messages>, invitation: Invitation<'_>) -> Composed {
    let say = say.into();
    let (place, roles) = (one_line(invitation.place), one_line(&invitation.roles.join(", ")));
    let (until, zone) = invitation.until;
    let until = moment(until, true, zone, say);
    let text = [
        say.fill("mail.invitationText", &[("inviter", &one_line(invitation.inviter))]),
        format!(
            "{}\n{}",
            say.fill("mail.invitationPlace", &[("place", &place)]),
            say.fill("mail.invitationRoles", &[("roles", &roles)])
        ),
        say.fill("mail.invitationUntil", &[("until", &until)]),
        say.say("mail.invitationIgnore").to_owned(),
    ];
    Composed {
        say,
        subject: say.fill("mail.invitationSubject", &[("place", &place)]),
        text: text.join("\n\n"),
        action: Some((say.say("mail.invitationAction").into(), invitation.link)),
        unsubscribe: None,
    }
}

/// A question about a call was answered. Names are others' words: they are kept to one line.
#[must_use]
pub fn answer(say: impl Into<&'static Messages>, place: &str, call: &str, link: Url) -> Composed {
    let say = say.into();
    let (place, call) = (one_line(place), one_line(call));
    let text = [
        say.fill("mail.answerText", &[("place", &place), ("call", &call)]),
        say.say("mail.answerForgotten").to_owned(),
        say.say("mail.answerIgnore").to_owned(),
    ];
    Composed {
        say,
        subject: say.fill("mail.answerSubject", &[("place", &place)]),
        text: text.join("\n\n"),
        action: Some((say.say("mail.answerAction").into(), link)),
        unsubscribe: None,
    }
}

/// Whoever commented is asked whether the address is his.
#[must_use]
pub fn comment_confirm(say: impl Into<&'static Messages>, place: &str, title: &str, link: Url) -> Composed {
    let text = &["mail.commentConfirmText", "mail.commentConfirmWhy", "mail.commentConfirmIgnore"];
    about(say, (place, title), "mail.commentConfirmSubject", text, ("mail.commentConfirmAction", link))
}

/// Whoever supports a comment is asked whether the address is his.
#[must_use]
pub fn support_confirm(say: impl Into<&'static Messages>, place: &str, title: &str, link: Url) -> Composed {
    let text = &["mail.supportConfirmText", "mail.supportConfirmIgnore"];
    about(say, (place, title), "mail.supportConfirmSubject", text, ("mail.supportConfirmAction", link))
}

/// A comment that came by e-mail was entered: what is kept of whoever wrote it, and what he does who did not.
#[must_use]
pub fn comment_entered(say: impl Into<&'static Messages>, place: &str, title: &str, link: Url) -> Composed {
    let text = &["mail.commentEnteredText", "mail.commentConfirmWhy", "mail.commentEnteredIgnore"];
    about(say, (place, title), "mail.commentEnteredSubject", text, ("mail.commentDecidedAction", link))
}

/// A comment was decided about.
#[must_use]
pub fn comment_decided(say: impl Into<&'static Messages>, place: &str, title: &str, link: Url) -> Composed {
    let text = &["mail.commentDecidedText"];
    about(say, (place, title), "mail.commentDecidedSubject", text, ("mail.commentDecidedAction", link))
}

/// A comment was answered.
#[must_use]
pub fn comment_answered(say: impl Into<&'static Messages>, place: &str, title: &str, link: Url) -> Composed {
    let text = &["mail.commentAnsweredText"];
    about(say, (place, title), "mail.commentAnsweredSubject", text, ("mail.commentAnsweredAction", link))
}

/// The report of a consultation is there.
#[must_use]
pub fn report(say: impl Into<&'static Messages>, place: &str, title: &str, link: Url) -> Composed {
    let text = &["mail.reportText", "mail.reportForgotten"];
    about(say, (place, title), "mail.reportSubject", text, ("mail.reportAction", link))
}

/// Whoever says something of a directory is asked whether the address is his, within so long. What he said is not told.
#[must_use]
pub fn suggestion_confirm(say: impl Into<&'static Messages>, place: &str, link: Url, valid: TimeDelta) -> Composed {
    let text = &["mail.suggestConfirmText", "mail.suggestConfirmWhy", "mail.suggestConfirmIgnore"];
    of_a_directory(say, (place, "", valid), "mail.suggestConfirmSubject", text, ("mail.suggestConfirmAction", link))
}

/// The link with which an organisation says what it is, for whom letters about it go to.
#[must_use]
pub fn suggestion_edit(
    say: impl Into<&'static Messages>,
    place: &str,
    title: &str,
    link: Url,
    valid: TimeDelta,
) -> Composed {
    let text = &["mail.suggestEditText", "mail.suggestEditOnce", "mail.suggestEditIgnore"];
    of_a_directory(say, (place, title, valid), "mail.suggestEditSubject", text, ("mail.suggestEditAction", link))
}

/// The same, for whom an official has agreed that the organisation is his, and where he signs in from now on.
#[must_use]
pub fn suggestion_is_yours(
    say: impl Into<&'static Messages>,
    place: &str,
    title: &str,
    (link, valid): (Url, TimeDelta),
    desk: &Url,
) -> Composed {
    let text = &["mail.suggestYoursText", "mail.suggestEditText", "mail.suggestEditOnce"];
    let action = ("mail.suggestEditAction", link);
    let composed = of_a_directory(say, (place, title, valid), "mail.suggestYoursSubject", text, action);
    with_the_desk(composed, desk)
}

/// An organisation is asked whether what stands of it is still true.
#[must_use]
pub fn suggestion_yearly(
    say: impl Into<&'static Messages>,
    place: &str,
    title: &str,
    link: Url,
    valid: TimeDelta,
) -> Composed {
    let text = &["mail.suggestYearlyText", "mail.suggestYearlyHow", "mail.suggestYearlyOnce"];
    of_a_directory(say, (place, title, valid), "mail.suggestYearlySubject", text, ("mail.suggestYearlyAction", link))
}

/// What somebody said of a directory is so now; where he signs in, if it is his organisation that came into it.
#[must_use]
pub fn suggestion_approved(
    say: impl Into<&'static Messages>,
    place: &str,
    title: &str,
    link: Url,
    desk: Option<&Url>,
) -> Composed {
    let action = ("mail.suggestApprovedAction", link);
    let of = |text| about(say, (place, title), "mail.suggestApprovedSubject", text, action);
    match desk {
        // Whose organisation it is is not forgotten.
        Some(desk) => with_the_desk(of(&["mail.suggestApprovedText"]), desk),
        None => of(&["mail.suggestApprovedText", "mail.suggestForgotten"]),
    }
}

/// Tells whoever represents an organisation where he signs in.
fn with_the_desk(mut composed: Composed, desk: &Url) -> Composed {
    composed.text = [composed.text, composed.say.fill("mail.suggestSignIn", &[("desk", desk.as_str())])].join("\n\n");
    composed
}

/// What somebody said of a directory was refused, for this reason. An official wrote it, so it may have paragraphs.
#[must_use]
pub fn suggestion_refused(say: impl Into<&'static Messages>, place: &str, reason: &str, link: Url) -> Composed {
    let say = say.into();
    let gaps = &[("place", &*one_line(place))];
    let text =
        [say.fill("mail.suggestRefusedText", gaps), reason.to_owned(), say.say("mail.suggestForgotten").to_owned()];
    Composed {
        say,
        subject: say.fill("mail.suggestRefusedSubject", gaps),
        text: text.join("\n\n"),
        action: Some((say.say("mail.suggestRefusedAction").into(), link)),
        unsubscribe: None,
    }
}

/// A letter about an organisation in the directory of this place, with a link that is good for so long.
fn of_a_directory(
    say: impl Into<&'static Messages>,
    (place, title, valid): (&str, &str, TimeDelta),
    subject: &'static str,
    text: &[&'static str],
    action: (&'static str, Url),
) -> Composed {
    let days = valid.num_days();
    written(say, (place, title), subject, text, action, |say, part, gaps| say.count_and_fill(part, days, gaps))
}

/// A letter about something of this place with this title.
fn about(
    say: impl Into<&'static Messages>,
    names: (&str, &str),
    subject: &'static str,
    text: &[&'static str],
    action: (&'static str, Url),
) -> Composed {
    written(say, names, subject, text, action, Messages::fill)
}

/// A letter whose parts are `said` with these names in them. Names are others' words: they are kept to one line.
fn written(
    say: impl Into<&'static Messages>,
    (place, title): (&str, &str),
    subject: &'static str,
    text: &[&'static str],
    (action, link): (&'static str, Url),
    said: impl Fn(&Messages, &'static str, &[(&str, &str)]) -> String,
) -> Composed {
    let say = say.into();
    let gaps = &[("place", &*one_line(place)), ("title", &*one_line(title))];
    let text: Vec<_> = text.iter().map(|part| said(say, part, gaps)).collect();
    Composed {
        say,
        subject: say.fill(subject, gaps),
        text: text.join("\n\n"),
        action: Some((say.say(action).into(), link)),
        unsubscribe: None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use entities::Locale;
    use url::Url;

    use super::{suggestion_confirm, suggestion_edit, suggestion_yearly};

    fn link() -> Url {
        "https://javno.example/p/1".parse().expect("an address")
    }

    #[test]
    fn days_are_counted_in_every_language() {
        for (locale, days, once) in [
            (Locale::SrLatn, 1, "Veza vrijedi 1 dan i"),
            (Locale::SrLatn, 3, "Veza vrijedi 3 dana i"),
            (Locale::SrCyrl, 21, "Веза вриједи 21 дан и"),
            (Locale::Bs, 21, "Veza vrijedi 21 dan i"),
            (Locale::Hr, 21, "Poveznica vrijedi 21 dan i"),
            (Locale::En, 1, "The link works for 1 day and"),
            (Locale::En, 21, "The link works for 21 days and"),
        ] {
            let text = suggestion_edit(locale, "Trebinje", "Most", link(), TimeDelta::days(days)).text;
            assert!(text.contains(once), "{once}: {text}");
        }
        let text = |days| suggestion_confirm(Locale::SrLatn, "Trebinje", link(), TimeDelta::days(days)).text;
        assert!(text(21).ends_with("sve se briše za 21 dan."), "{}", text(21));
        assert!(text(7).ends_with("sve se briše za 7 dana."), "{}", text(7));
        let text = suggestion_yearly(Locale::SrLatn, "Trebinje", "Most", link(), TimeDelta::days(21)).text;
        assert!(text.contains("Veza vrijedi 21 dan."), "{text}");
    }

    #[test]
    fn an_organisation_is_called_what_it_is_called() {
        let text = suggestion_edit(Locale::SrLatn, "{title}", "{n}", link(), TimeDelta::days(7)).text;
        assert!(
            text.starts_with("Ovom vezom potvrđujete ili mijenjate podatke organizacije „{n}“ u registru ({title}).")
        );
        assert!(text.contains("Veza vrijedi 7 dana"), "{text}");
    }
}
