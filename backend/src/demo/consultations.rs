//! Exercise consultations: invented, labelled as exercises wherever they are shown, dated around today. A draft decision
//! that is open, one that is closed and has a second version, one that is announced, and one that is finished.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use entities::{
    ActId, ChannelId, ChannelKind, ConfirmEmail, ConsultationDocumentId, ConsultationDocumentRole, ConsultationId,
    ConsultationKind, ConsultationSessionId, ConsultationStage, Locale, LocalisedText, Moderation, Supports, Words,
    consultation, consultation_act, consultation_channel, consultation_document, consultation_session, municipality,
};

use super::finished;
use crate::clock::{Tz, at_hour, day, end_of_day, zone};
use crate::consultations::rules::act::{read, tree};
use crate::consultations::rules::{closes_key, published_key};
use crate::consultations::store::save::{NewConsultation, NewText, add_version, save};
use crate::db::Db;
use crate::error::Error;
use crate::locale::fold::fold;
use crate::scope::{Operator, Tx, at_the_console};

const ORDER: &str = include_str!("../../data/demo/nacrt-bijeljina.txt");
const PARKS: &str = include_str!("../../data/demo/nacrt-trebinje.txt");
const HOURS: [&str; 2] =
    [include_str!("../../data/demo/nacrt-teslic-1.txt"), include_str!("../../data/demo/nacrt-teslic-2.txt")];

/// Writes the exercises of this municipality; returns how many.
pub(super) async fn write(tx: &Tx<Operator>, owner: &municipality::Model, now: DateTime<Utc>) -> Result<usize, Error> {
    let place = Place { owner, now, zone: zone(&owner.time_zone) };
    match owner.slug.as_str() {
        "trebinje" => {
            Box::pin(place.put(tx, place.parks(), Locale::SrCyrl, &[PARKS])).await?;
            Ok(1)
        }
        "teslic" => {
            Box::pin(place.put(tx, place.hours(), Locale::SrLatn, &HOURS)).await?;
            Box::pin(place.put(tx, place.budget(), Locale::SrLatn, &[])).await?;
            Ok(2)
        }
        _ => Ok(0),
    }
}

/// Writes the exercise that is going to be finished, as it was when it was published.
pub(super) async fn begin(db: &Db, owner: &municipality::Model, now: DateTime<Utc>) -> Result<ConsultationId, Error> {
    let place = Place { owner, now, zone: zone(&owner.time_zone) };
    let tx = at_the_console().begin(db, place.at(finished::DAYS.0, 7)).await?;
    let new = place.order();
    let id = new.consultation.id;
    Box::pin(place.put(&tx, new, Locale::SrLatn, &[ORDER])).await?;
    tx.commit().await?;
    Ok(id)
}

struct Place<'a> {
    owner: &'a municipality::Model,
    now: DateTime<Utc>,
    zone: Tz,
}

fn cyrillic(text: &str) -> LocalisedText {
    LocalisedText::new(Locale::SrCyrl, text)
}

fn latin(text: &str) -> LocalisedText {
    LocalisedText::new(Locale::SrLatn, text)
}

impl Place<'_> {
    fn at(&self, days: i64, hour: u32) -> DateTime<Utc> {
        let hour = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        at_hour(day(self.now + TimeDelta::days(days), self.zone), hour, self.zone)
    }

    /// Writes it with the versions of its one act.
    async fn put(&self, tx: &Tx<Operator>, new: NewConsultation, locale: Locale, texts: &[&str]) -> Result<(), Error> {
        let acts = new.acts.clone();
        save(tx, new).await?;
        for (act, text) in acts.iter().flat_map(|act| texts.iter().map(move |text| (act, text))) {
            let note = (*text == HOURS[1]).then(|| latin("Poslije prve rasprave dodat je član o muzici na otvorenom."));
            let parts = tree(&read::plain(text));
            add_version(tx, act, NewText { locale, parts, note }).await?;
        }
        Ok(())
    }

    /// With nothing on it but its dates, which are days from today.
    fn blank(&self, title: LocalisedText, act: Option<LocalisedText>, opens: i64, closes: i64) -> NewConsultation {
        let id = ConsultationId::new();
        let (opens_at, published_on) = (self.at(opens, 8), day(self.now + TimeDelta::days(opens.min(-1)), self.zone));
        let closes_at = end_of_day(day(self.now + TimeDelta::days(closes), self.zone), self.zone);
        let consultation = consultation::Model {
            id,
            municipality_id: self.owner.id,
            source_key: format!("exercise {}", title.original.text),
            source_hash: format!("{published_on:?}"),
            version: 1,
            kind: ConsultationKind::PublicDebate,
            stage: ConsultationStage::Published,
            exercise: true,
            search_text: fold(&title.original.text),
            title,
            summary: None,
            responsible_body: None,
            areas: Words::default(),
            legal_basis: None,
            contact: None,
            comment_note: None,
            published_on: Some(published_on),
            opens_at: Some(opens_at),
            opens_hour_stated: true,
            closes_at: Some(closes_at),
            closes_hour_stated: false,
            dates_note: None,
            answer_due_on: Some(day(self.now + TimeDelta::days(closes + 15), self.zone)),
            online_counts: false,
            moderation: Moderation::Pre,
            moderation_first: None,
            anonymous_allowed: true,
            attachments_allowed: true,
            confirm_email: ConfirmEmail::WhenGiven,
            supports: Supports::Client,
            source_url: None,
            closes_key: closes_key(Some(closes_at)),
            published_key: published_key(Some(published_on), None, None),
            pending: None,
            created_at: self.now,
            saved_at: self.now,
            saved_by: None,
        };
        let act = act.map(|title| consultation_act::Model {
            id: ActId::new(),
            municipality_id: self.owner.id,
            consultation_id: id,
            position: 1,
            title,
            waits: false,
        });
        NewConsultation {
            zone: self.zone,
            consultation,
            acts: act.into_iter().collect(),
            sessions: Vec::new(),
            channels: Vec::new(),
            documents: Vec::new(),
            files: Vec::new(),
        }
    }

    fn session(
        &self,
        starts_at: DateTime<Utc>,
        place: LocalisedText,
        audience: LocalisedText,
    ) -> consultation_session::Model {
        consultation_session::Model {
            id: ConsultationSessionId::new(),
            municipality_id: self.owner.id,
            consultation_id: ConsultationId::default(),
            starts_at,
            hour_stated: true,
            place: Some(place),
            audience: Some(audience),
            minutes_url: None,
            attendance: (starts_at < self.now).then_some(27),
        }
    }

    fn channels(&self, channels: Vec<(ChannelKind, LocalisedText)>) -> Vec<consultation_channel::Model> {
        let channel = |((kind, text), position)| consultation_channel::Model {
            id: ChannelId::new(),
            municipality_id: self.owner.id,
            consultation_id: ConsultationId::default(),
            position,
            kind,
            text,
        };
        channels.into_iter().zip(1..).map(channel).collect()
    }

    /// Open now: the one to comment on.
    fn parks(&self) -> NewConsultation {
        let act = cyrillic("Нацрт одлуке о уређењу и коришћењу паркова и дјечијих игралишта");
        let title = cyrillic("Јавна расправа о Нацрту одлуке о уређењу и коришћењу паркова и дјечијих игралишта");
        let mut new = self.blank(title, Some(act), -6, 14);
        let row = &mut new.consultation;
        row.summary = Some(cyrillic(
            "Скупштина је утврдила нацрт и упутила га на јавну расправу. Предлаже се ко одржава паркове, када су отворена \
             игралишта, гдје пси могу без поводца и како се пријављује оштећење.",
        ));
        row.responsible_body = Some(cyrillic("Одјељење за комуналне послове"));
        row.areas = Words(vec!["environment".into(), "youth_children".into()]);
        row.legal_basis = Some(cyrillic("Закон о локалној самоуправи и Статут Града"));
        row.contact = Some(cyrillic("Градска управа, канцеларија 21, радним даном од 8.00 до 15.00"));
        row.comment_note = Some(cyrillic("Наведите члан на који се примједба односи и како би он требало да гласи."));
        row.search_text += &fold("Паркови, дјечија игралишта, пси, дрвеће");
        new.sessions = vec![
            self.session(self.at(3, 17), cyrillic("Велика сала, први спрат"), cyrillic("Грађани и мјесне заједнице")),
            self.session(self.at(8, 12), cyrillic("Мала сала"), cyrillic("Удружења грађана и школе")),
        ];
        new.channels = self.channels(vec![
            (ChannelKind::Counter, cyrillic("Шалтер сала Градске управе, радним даном од 8.00 до 15.00")),
            (ChannelKind::Post, cyrillic("На адресу Градске управе, са назнаком „Јавна расправа – паркови“")),
            (ChannelKind::LocalCommunity, cyrillic("У својој мјесној заједници, до дана друге сједнице")),
        ]);
        new.documents = [
            (ConsultationDocumentRole::Explanation, "Образложење нацрта"),
            (ConsultationDocumentRole::Form, "Образац за примједбе"),
        ]
        .into_iter()
        .zip(1..)
        .map(|((role, name), position)| consultation_document::Model {
            id: ConsultationDocumentId::new(),
            municipality_id: self.owner.id,
            consultation_id: ConsultationId::default(),
            position,
            role,
            name: cyrillic(name),
            url: None,
            media_type: None,
            size_bytes: None,
            version: 1,
            replaced_on: None,
            removed_on: None,
        })
        .collect();
        new
    }

    /// Closed, with two versions of its act.
    fn hours(&self) -> NewConsultation {
        let title = latin("Javna rasprava o Nacrtu odluke o radnom vremenu ugostiteljskih objekata");
        let act = latin("Nacrt odluke o radnom vremenu ugostiteljskih objekata");
        let mut new = self.blank(title, Some(act), -35, -5);
        new.consultation.summary =
            Some(latin("Predlaže se do kada rade ugostiteljski objekti, ljetne bašte i muzika na otvorenom."));
        new.consultation.responsible_body = Some(latin("Odjeljenje za privredu"));
        new.consultation.areas = Words(vec!["economy_rural".into(), "tourism".into()]);
        new.sessions = vec![self.session(self.at(-20, 17), latin("Mala sala opštine"), latin("Ugostitelji i stanari"))];
        new.channels = self.channels(vec![(ChannelKind::Counter, latin("Šalter sala, radnim danom od 8.00 do 15.00"))]);
        new
    }

    /// Over, with all that was said on it.
    fn order(&self) -> NewConsultation {
        let title = latin("Javna rasprava o Nacrtu odluke o komunalnom redu");
        let act = latin("Nacrt odluke o komunalnom redu");
        let (opens, closes) = finished::DAYS;
        let mut new = self.blank(title, Some(act), opens, closes);
        let row = &mut new.consultation;
        row.summary = Some(latin(
            "Nacrt uređuje vođenje pasa, odlaganje i razvrstavanje otpada, i kazne. Rasprava je završena: uz svaki komentar \
             stoji odgovor, a izvještaj kaže šta je od svega usvojeno.",
        ));
        row.responsible_body = Some(latin("Odjeljenje za komunalne poslove"));
        row.areas = Words(vec!["environment".into()]);
        row.legal_basis = Some(latin("Zakon o lokalnoj samoupravi i Statut Grada"));
        let mut session = self.session(self.at(-45, 17), latin("Velika sala Gradske uprave"), latin("Svi građani"));
        session.attendance = Some(34);
        new.sessions = vec![session];
        new.channels = self.channels(vec![
            (ChannelKind::Counter, latin("Šalter sala Gradske uprave, radnim danom od 8.00 do 15.00")),
            (ChannelKind::Post, latin("Na adresu Gradske uprave, sa naznakom „Javna rasprava – komunalni red“")),
        ]);
        new
    }

    /// Announced: it opens next week, and its draft is not published yet.
    fn budget(&self) -> NewConsultation {
        let mut new = self.blank(latin("Javna rasprava o Nacrtu budžeta opštine za narednu godinu"), None, 7, 28);
        new.consultation.summary = Some(latin("Nacrt budžeta biće objavljen na dan otvaranja rasprave."));
        new.consultation.responsible_body = Some(latin("Odjeljenje za finansije"));
        new.sessions =
            vec![self.session(self.at(14, 11), latin("Velika sala opštine"), latin("Budžetski korisnici i građani"))];
        new
    }
}
