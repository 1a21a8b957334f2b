//! What a report says, in the words of its reader: the same on the page, on paper and in the table.

use entities::{
    AttachedFile, AuthorKind, CommentId, CommentOrigin, CommentReason, Disposition, LocalisedText, comment,
    consultation_channel, consultation_document, consultation_session,
};

use crate::clock::{Tz, day, zone};
use crate::comments::rules::words::shown_name;
use crate::comments::types::file_address;
use crate::http::pages::debates::one::channel_key;
use crate::http::pages::{Context, say};
use crate::locale::messages::Messages;
use crate::locale::render;
use crate::reports::rules::order::Section;
use crate::reports::store::read::{Act, Said, Told};
use crate::scalars::web_address;

/// Name and value of a line of a table.
pub(super) type Row = (String, String);

/// A report and whoever reads it.
pub(super) struct Words<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) told: &'a Told,
    pub(super) say: &'static Messages,
    pub(super) zone: Tz,
}

impl<'a> Words<'a> {
    pub(super) fn of(context: &'a Context<'a>, told: &'a Told) -> Self {
        Self { context, told, say: context.say, zone: zone(&context.owner.time_zone) }
    }

    /// A text of the municipality, as its reader reads it.
    pub(super) fn text(&self, text: &LocalisedText) -> String {
        render(text, self.context.locale).text.into_owned()
    }

    /// What was sent with a comment, each file with its address.
    pub(super) fn files<'r>(&'r self, row: &'r comment::Model) -> impl Iterator<Item = (&'r AttachedFile, String)> {
        let public = &self.context.app.config.public_url;
        row.attached().iter().map(|file| (file, file_address(public, row.id, file).into()))
    }

    pub(super) fn title(&self) -> String {
        self.text(&self.told.consultation.title)
    }

    pub(super) fn date(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        say::date(day(at, self.zone), self.say.locale())
    }

    /// That it is not the whole truth: an exercise, or a draft.
    pub(super) fn badge(&self) -> Option<&'static str> {
        match (&self.told.report, self.told.consultation.exercise) {
            (None, _) => Some(self.say.say("report.reportDraft")),
            (Some(_), true) => Some(self.say.say("exercise")),
            (Some(_), false) => None,
        }
    }

    /// What is known of the consultation.
    pub(super) fn facts(&self) -> Vec<Row> {
        let row = &self.told.consultation;
        let on = |at| self.date(at);
        let period = match (row.opens_at, row.closes_at) {
            (Some(opens), Some(closes)) => Some(format!("{} – {}", on(opens), on(closes))),
            (None, Some(closes)) => Some(format!("– {}", on(closes))),
            (Some(opens), None) => Some(format!("{} –", on(opens))),
            (None, None) => None,
        };
        let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| self.text(text));
        let lines = |lines: Vec<String>| (!lines.is_empty()).then(|| lines.join("\n"));
        [
            ("report.reportAct", lines(self.told.acts.iter().map(|act| self.act(act)).collect())),
            ("report.reportAdopted", lines(self.told.adopted.iter().map(|paper| self.adopted(paper)).collect())),
            ("report.reportDuration", period),
            ("debate.responsibleBody", text(&row.responsible_body)),
            ("legalBasis", text(&row.legal_basis)),
            ("report.reportWays", lines(self.told.channels.iter().map(|way| self.way(way)).collect())),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((self.say.say(key).to_owned(), value?)))
        .collect()
    }

    /// A draft, with the version of its text that holds and the day on which everybody could read that.
    fn act(&self, act: &Act) -> String {
        let title = self.text(&act.row.title);
        let version = act.version.as_ref().and_then(|version| Some((version.number, version.published_at?)));
        match version {
            None => title,
            Some((number, at)) => {
                let (number, on) = (number.to_string(), self.date(at));
                format!("{title} · {}", self.say.fill("debate.actVersion", &[("n", &number), ("date", &on)]))
            }
        }
    }

    /// An act that was adopted, and on the next line where it can be read.
    fn adopted(&self, paper: &consultation_document::Model) -> String {
        let url = paper.url.as_deref().filter(|url| web_address(url).is_some());
        [Some(self.text(&paper.name)), url.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// A way beside the form.
    fn way(&self, way: &consultation_channel::Model) -> String {
        format!("{}: {}", self.say.say(channel_key(way.kind)), self.text(&way.text))
    }

    /// What the municipality says in its own words, each with what it is called.
    pub(super) fn texts(&self) -> Vec<Row> {
        let Some(report) = &self.told.report else { return Vec::new() };
        let texts = [
            ("report.reportSummary", Some(&report.summary)),
            ("report.reportChanges", report.changes.as_ref()),
            ("report.reportSigned", report.signed_by.as_ref()),
        ];
        let row = |(key, text): (_, Option<&LocalisedText>)| Some((self.say.say(key).to_owned(), self.text(text?)));
        texts.into_iter().filter_map(row).collect()
    }

    pub(super) fn summary(&self) -> Option<String> {
        self.told.report.as_ref().map(|report| self.text(&report.summary))
    }

    /// The numbers, by what they are about.
    pub(super) fn groups(&self) -> Vec<(&'static str, Vec<Row>)> {
        let all = &self.told.numbers;
        let row = |key, count: i64| (self.say.say(key).to_owned(), count.to_string());
        let some = |key, count: i64| (count > 0).then(|| row(key, count));
        let rejected = all.rejected.iter().map(|(reason, count)| {
            let reason = self.say.say(reason_key(*reason));
            (self.say.fill("report.fateRejected", &[("reason", reason)]), count.to_string())
        });
        let answered = all.answered.iter().map(|(said, count)| row(disposition_key(*said), *count));
        let mut groups = vec![
            (
                "report.received",
                vec![
                    row("report.receivedOnline", all.online),
                    row("report.receivedPaper", all.paper),
                    row("report.receivedSession", all.session),
                    row("report.receivedEmail", all.email),
                    row("report.together", all.received()),
                ],
            ),
            (
                "report.fateHeading",
                [
                    Some(row("report.fatePublished", all.published)),
                    some("report.fateWaiting", all.waiting),
                    some("report.fateWithdrawn", all.withdrawn),
                ]
                .into_iter()
                .flatten()
                .chain(rejected)
                .collect(),
            ),
            (
                "report.whoHeading",
                [
                    Some(row("report.whoCitizens", all.by_citizens)),
                    Some(row("report.whoAnonymous", all.anonymously)),
                    Some(row("report.whoOrganisations", all.by_organisations)),
                    Some(row("report.whoSoMany", all.organisations)),
                    all.addresses.map(|count| row("report.whoAddresses", count)),
                    all.without_address.and_then(|count| some("report.whoUncounted", count)),
                ]
                .into_iter()
                .flatten()
                .collect(),
            ),
            ("report.answersHeading", answered.chain(some("report.answeredNot", all.unanswered)).collect()),
        ];
        if all.sessions > 0 {
            let attendance = all.attendance.map(|came| row("report.meetingsAttendance", came));
            let held = std::iter::once(row("report.meetingsCount", all.sessions)).chain(attendance);
            groups.push(("report.meetingsHeading", held.collect()));
        }
        groups.retain(|(_, rows)| !rows.is_empty());
        groups.into_iter().map(|(key, rows)| (self.say.say(key), rows)).collect()
    }

    /// Each session on a line of its own.
    pub(super) fn meetings(&self) -> Vec<String> {
        let line = |(held, came): (String, Option<i32>)| match came {
            Some(n) => format!("{held} · {}", self.say.fill("debate.attendance", &[("n", &n.to_string())])),
            None => held,
        };
        self.sessions().into_iter().map(line).collect()
    }

    /// Each session: when, where and for whom; and how many came, where they were counted.
    pub(super) fn sessions(&self) -> Vec<(String, Option<i32>)> {
        let one = |row: &consultation_session::Model| {
            let on = say::moment(row.starts_at, row.hour_stated, self.zone, self.say);
            let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| self.text(text));
            let said = [Some(on), text(&row.place), text(&row.audience)];
            (said.into_iter().flatten().collect::<Vec<_>>().join(" · "), row.attendance)
        };
        self.told.meetings.iter().map(one).collect()
    }

    /// What the part of a section is called.
    pub(super) fn section(&self, section: &Section) -> String {
        let names: Vec<_> = section.names.iter().map(|name| self.text(name)).collect();
        let mut title = match (section.part, names.is_empty()) {
            (None, _) => self.say.say("report.aboutWhole").to_owned(),
            (Some(_), true) => self.say.say("report.aboutPart").to_owned(),
            (Some(_), false) => names.join(" "),
        };
        if let Some(version) = section.version {
            let version = self.say.fill("report.olderVersion", &[("n", &version.to_string())]);
            title = format!("{title} ({version})");
        }
        title
    }

    /// Who said it.
    pub(super) fn who(&self, row: &comment::Model) -> String {
        match (shown_name(row), row.author_kind) {
            (None, _) => self.say.say("report.nobody").to_owned(),
            (Some(name), AuthorKind::Organisation) => format!("{name}, {}", self.say.say("report.forOrganisation")),
            (Some(name), _) => name.into_owned(),
        }
    }

    /// When it was said, how it came where not by the form, and when it was written anew.
    fn when(&self, row: &comment::Model) -> String {
        let on = row.received_on.map_or_else(|| self.date(row.received_at), |on| say::date(on, self.say.locale()));
        let way = way_key(row.origin).map(|way| self.say.say(way).to_owned());
        let changed = row.changed_at.map(|at| format!("{} {}", self.say.say("debate.fateChanged"), self.date(at)));
        [Some(on), way, changed].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// When it was said, and to which of the others it replies.
    pub(super) fn when_said(&self, one: &Said) -> String {
        let when = self.when(&one.row);
        let to = one
            .row
            .parent_id
            .filter(|_| one.depth > 0)
            .and_then(|above| number_before(&self.told.sections, one, above));
        match to {
            Some(number) => format!("{when} · {}", self.say.fill("report.replyTo", &[("n", &number.to_string())])),
            None => when,
        }
    }

    /// What becomes of it, as the beginning of a sentence.
    pub(super) fn disposition(&self, said: Disposition) -> String {
        let word = self.say.say(disposition_key(said));
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// The number of what this replies to: it stands before it in the same section, and mostly not far.
fn number_before(sections: &[Section], one: &Said, above: CommentId) -> Option<usize> {
    let earlier: usize = sections.iter().take(one.section).map(|section| section.comments.len()).sum();
    let before = sections.get(one.section)?.comments.get(..one.number.checked_sub(earlier + 1)?)?;
    before.iter().rposition(|(id, _)| *id == above).map(|at| earlier + at + 1)
}

/// How a comment came, where not by the form.
pub(in crate::http::pages) const fn way_key(origin: CommentOrigin) -> Option<&'static str> {
    match origin {
        CommentOrigin::Online => None,
        CommentOrigin::Paper => Some("report.onPaper"),
        CommentOrigin::Session => Some("report.atSession"),
        CommentOrigin::Email => Some("report.byEmail"),
    }
}

pub(super) const fn disposition_key(said: Disposition) -> &'static str {
    match said {
        Disposition::Accepted => "report.dispositionAccepted",
        Disposition::PartlyAccepted => "report.dispositionPartly",
        Disposition::NotAccepted => "report.dispositionNot",
        Disposition::Noted => "report.dispositionNoted",
        Disposition::OutOfScope => "report.dispositionScope",
    }
}

pub(in crate::http::pages) const fn reason_key(reason: CommentReason) -> &'static str {
    match reason {
        CommentReason::OffTopic => "report.reasonOffTopic",
        CommentReason::Insult => "report.reasonInsult",
        CommentReason::Hate => "report.reasonHate",
        CommentReason::PersonalData => "report.reasonPersonal",
        CommentReason::Advertising => "report.reasonAdvertising",
        CommentReason::Duplicate => "report.reasonDuplicate",
        CommentReason::Unlawful => "report.reasonUnlawful",
        CommentReason::Unreadable => "report.reasonUnreadable",
        CommentReason::EnteredWrongly => "report.reasonEnteredWrongly",
    }
}
