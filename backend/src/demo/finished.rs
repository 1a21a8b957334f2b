//! A consultation that is over, as an exercise: what citizens said on every way, what was decided and answered, and the
//! report. It is done as people do it, step by step and dated as if they had: so its log holds like any other.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    AnswerId, AuthorKind, CommentId, CommentOrigin, CommentReason, CommentState, ConsultationId, Disposition, Locale,
    LocalisedText, PersonId, Role, act_anchor, comment, consultation, ids, municipality,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

use crate::comments::rules::Verdict;
use crate::comments::rules::seen::{Seen, Under};
use crate::comments::store::answers::{self, Answer};
use crate::comments::store::held::{self, Locked};
use crate::comments::store::save::{self, Coming, Keeps};
use crate::comments::store::settle;
use crate::db::Db;
use crate::error::Error;
use crate::reports::rules::Words;
use crate::reports::store::finish;
use crate::scope::{Scope, Tx, at_the_console};
use crate::viewer::{Moderator, Signed, Viewer};

/// Whose exercise it is.
pub(super) const WHERE: &str = "bijeljina";
/// From when until when comments were taken, and when it was finished: days from today.
pub(super) const DAYS: (i64, i64) = (-62, -32);
const FINISHED: i64 = -12;

/// What became of what somebody said.
enum Fate {
    /// Published and answered; those with the same number get one answer.
    Answered(usize),
    Refused(CommentReason),
    TakenBack,
}

struct Voice {
    /// When it came: days from today.
    day: i64,
    origin: CommentOrigin,
    author: (AuthorKind, Option<&'static str>),
    /// About which article.
    article: Option<&'static str>,
    /// What it replies to, by its place here.
    replies_to: Option<usize>,
    text: &'static str,
    fate: Fate,
}

const ONLINE: Voice = Voice {
    day: -60,
    origin: CommentOrigin::Online,
    author: (AuthorKind::Anonymous, None),
    article: None,
    replies_to: None,
    text: "",
    fate: Fate::TakenBack,
};

const VOICES: [Voice; 10] = [
    Voice {
        author: (AuthorKind::Citizen, Some("Mirjana K.")),
        article: Some("Član 2."),
        text: "Rano ujutro u parku nema djece. Predlažem da psi tada mogu bez povoca, od 6 do 8 časova.",
        fate: Fate::Answered(0),
        ..ONLINE
    },
    Voice {
        day: -59,
        author: (AuthorKind::Citizen, Some("Goran V.")),
        replies_to: Some(0),
        text: "Može, ako za svakim psom bude i očišćeno. U parku treba postaviti korpe i kesice.",
        fate: Fate::Answered(1),
        ..ONLINE
    },
    Voice {
        day: -57,
        author: (AuthorKind::Organisation, Some("Udruženje „Čista obala“")),
        article: Some("Član 3."),
        text: "Razvrstavanje neka bude obaveza, a posude neka se postave u svakoj mjesnoj zajednici do kraja godine.",
        fate: Fate::Answered(2),
        ..ONLINE
    },
    Voice {
        day: -55,
        article: Some("Član 3."),
        text: "Posude za razvrstavanje trebaju svakoj mjesnoj zajednici, a ne samo centru.",
        fate: Fate::Answered(2),
        ..ONLINE
    },
    Voice {
        day: -52,
        author: (AuthorKind::Citizen, Some("Stanko M.")),
        article: Some("Član 4."),
        text: "Kazna od 300 KM je cijela penzija nekome. Predlažem najviše 100 KM.",
        fate: Fate::Answered(3),
        ..ONLINE
    },
    Voice {
        day: -51,
        text: "Onaj ko je ovo pisao ne zna ni da čita.",
        fate: Fate::Refused(CommentReason::Insult),
        ..ONLINE
    },
    Voice {
        day: -50,
        author: (AuthorKind::Citizen, Some("Jelena T.")),
        text: "Šaljem ponovo sa ispravkom.",
        fate: Fate::TakenBack,
        ..ONLINE
    },
    Voice {
        day: -45,
        origin: CommentOrigin::Session,
        author: (AuthorKind::Citizen, Some("Dragan P.")),
        text: "Kada će biti asfaltirana Ulica braće Gavrić?",
        fate: Fate::Answered(4),
        ..ONLINE
    },
    Voice {
        day: -40,
        origin: CommentOrigin::Paper,
        author: (AuthorKind::Organisation, Some("Mjesna zajednica Centar")),
        article: Some("Član 1."),
        text: "Savjet mjesne zajednice podržava nacrt i predlaže da se odluka dostavi svim domaćinstvima.",
        fate: Fate::Answered(5),
        ..ONLINE
    },
    Voice {
        day: -34,
        author: (AuthorKind::Citizen, Some("Ljubica S.")),
        article: Some("Član 5."),
        text: "Neka se primjena kazni odloži tri mjeseca, da se ljudi upoznaju s odlukom.",
        fate: Fate::Answered(1),
        ..ONLINE
    },
];

const ANSWERS: [(Disposition, &str); 6] = [
    (
        Disposition::PartlyAccepted,
        "Psi će moći bez povoca od 6 do 7 časova, u parkovima koji nisu uz školu ili vrtić. Od 7 časova djeca već idu u školu.",
    ),
    (Disposition::Accepted, "Prijedlog je unesen u tekst odluke."),
    (
        Disposition::Accepted,
        "U član 3. dodat je rok: posude za razvrstavanje biće u svakoj mjesnoj zajednici do 31. decembra.",
    ),
    (
        Disposition::NotAccepted,
        "Raspon kazne propisan je zakonom, pa ga odluka ne može smanjiti. Za prvi prekršaj izriče se opomena.",
    ),
    (
        Disposition::OutOfScope,
        "Ulice se ne uređuju ovom odlukom. Pitanje je proslijeđeno Odjeljenju za komunalne poslove.",
    ),
    (Disposition::Noted, "Hvala na podršci. O dostavljanju odluke domaćinstvima odlučiće komunalno preduzeće."),
];

const SUMMARY: &str = "Rasprava je trajala trideset dana i održana je jedna sjednica. Od osam objavljenih komentara četiri \
    su prihvaćena u cjelini, jedan djelimično. Najviše se tražilo razvrstavanje otpada u svim mjesnim zajednicama, i to je \
    uneseno u konačni tekst odluke. Kazne su ostale kakve su u nacrtu, jer ih propisuje zakon.";

const CHANGES: &str = "Član 2: psi mogu bez povoca od 6 do 7 časova, u parkovima koji nisu uz školu ili vrtić.\n\
    Član 3: posude za razvrstavanje biće u svakoj mjesnoj zajednici do 31. decembra.\n\
    Član 5: kazne se primjenjuju tri mjeseca nakon stupanja odluke na snagu.";

const SIGNED: &str = "Načelnica Odjeljenja za komunalne poslove (vježba)";

#[derive(Debug, thiserror::Error)]
#[error("the exercise that is finished cannot be: {0}")]
struct NotFinished(String);

/// Lets citizens speak on the consultation, an official decide and answer, and finishes it.
pub(super) async fn live_through(
    db: &Db,
    owner: &municipality::Model,
    official: PersonId,
    of: ConsultationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let desk = Desk { db, owner, official, now };
    let (row, parts) = desk.found(of).await?;
    let mut said: Vec<comment::Model> = Vec::new();
    for voice in &VOICES {
        let at = now + TimeDelta::days(voice.day);
        let coming = coming(voice, row.clone(), &parts, &said)?;
        // An official enters what comes on paper; of everybody else nobody knows who he is.
        let row = if voice.origin == CommentOrigin::Online {
            let tx = at_the_console().begin(db, at).await?;
            came(tx, coming, matches!(voice.fate, Fate::TakenBack)).await?
        } else {
            came(desk.at(voice.day).await?, coming, false).await?
        };
        desk.decide(voice, &row).await?;
        said.push(row);
    }
    for (number, (disposition, reason)) in ANSWERS.into_iter().enumerate() {
        let these =
            VOICES.iter().zip(&said).filter(|(voice, _)| matches!(voice.fate, Fate::Answered(n) if n == number));
        let these: Vec<_> = these.map(|(_, row)| row).collect();
        let tx = desk.at(FINISHED - 3).await?;
        let locked = locked(&tx, &these).await?;
        let reason = LocalisedText::new(Locale::SrLatn, reason);
        answers::answer(&tx, locked, Answer { id: AnswerId::new(), disposition, reason }).await?;
        tx.commit().await?;
    }
    let tx = desk.at(FINISHED).await?;
    let text = |text| LocalisedText::new(Locale::SrLatn, text);
    let words = Words { summary: text(SUMMARY), changes: Some(text(CHANGES)), signed_by: Some(text(SIGNED)) };
    let done = finish(&tx, (of, row.version), words).await?;
    done.map_err(|in_the_way| Error::internal(NotFinished(format!("{in_the_way:?}"))))?;
    tx.commit().await
}

/// These comments, as they are.
async fn locked(tx: &Tx<Moderator>, rows: &[&comment::Model]) -> Result<Locked, Error> {
    let seen = |row: &&comment::Model| Seen { id: row.id, revision: row.revision, under: Under::Anything };
    let seen: Vec<_> = rows.iter().map(seen).collect();
    held::locked(tx, &seen).await?.map_err(|_| Error::Conflict)
}

async fn came<R: Keeps>(tx: Tx<R>, coming: Coming, taken_back: bool) -> Result<comment::Model, Error> {
    let mut row = save::receive(&tx, coming).await?;
    if taken_back {
        let held = save::held(&tx, &row).await?;
        row = save::withdraw(&tx, held).await?;
    }
    tx.commit().await?;
    Ok(row)
}

fn coming(
    voice: &Voice,
    consultation: consultation::Model,
    parts: &[act_anchor::Model],
    said: &[comment::Model],
) -> Result<Coming, Error> {
    let called = |part: &&act_anchor::Model| {
        part.label.as_ref().is_some_and(|label| Some(label.original.text.as_str()) == voice.article)
    };
    let online = voice.origin == CommentOrigin::Online;
    Ok(Coming {
        consultation,
        part: parts.iter().find(called).cloned(),
        reply_to: voice.replies_to.and_then(|at| said.get(at)).cloned(),
        id: CommentId::new(),
        author: (voice.author.0, voice.author.1.map(str::to_owned)),
        organisation: None,
        email: None,
        wrote_from_there: false,
        ask_at: None,
        origin: voice.origin,
        received_on: None,
        state: (if online { CommentState::Pending } else { CommentState::Published }, Vec::new()),
        locale: Locale::SrLatn,
        read_in: None,
        text: voice.text.to_owned(),
        code: ids::code().map_err(Error::internal)?,
    })
}

/// The official who decides and answers.
struct Desk<'a> {
    db: &'a Db,
    owner: &'a municipality::Model,
    official: PersonId,
    now: DateTime<Utc>,
}

impl Desk<'_> {
    /// Begins on this day, counted from today, as the moderator that the official is.
    async fn at(&self, day: i64) -> Result<Tx<Moderator>, Error> {
        let signed = Signed {
            person: self.official,
            session: None,
            confirmed: true,
            roles: vec![(self.owner.id, Role::Moderator)],
            token: None,
        };
        let at = self.now + TimeDelta::days(day);
        let scope = Scope::of(self.db.clone(), at, Viewer::Signed(Arc::new(signed)));
        scope.begin(scope.acting(self.owner.id)?).await
    }

    /// The consultation and the parts of its act.
    async fn found(&self, of: ConsultationId) -> Result<(consultation::Model, Vec<act_anchor::Model>), Error> {
        let scope = Scope::anyone(self.db.clone(), self.now);
        let parts = scope.published_beneath::<act_anchor::Entity>();
        let parts = parts.filter(act_anchor::Column::ConsultationId.eq(of)).all(scope.reader()).await?;
        Ok((crate::comments::store::consultation(&scope, of).await?, parts))
    }

    /// What came is looked at on the next day.
    async fn decide(&self, voice: &Voice, row: &comment::Model) -> Result<(), Error> {
        let verdict = match voice.fate {
            Fate::Refused(reason) => Verdict::Reject(reason),
            Fate::Answered(_) if row.state == CommentState::Pending => Verdict::Publish,
            Fate::Answered(_) | Fate::TakenBack => return Ok(()),
        };
        let tx = self.at(voice.day + 1).await?;
        let locked = locked(&tx, &[row]).await?;
        settle::settle(&tx, locked, verdict).await?;
        tx.commit().await
    }
}
