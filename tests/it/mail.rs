//! Letters, from the change that they tell of to the folder that takes the place of a mail server.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use chrono_tz::Europe::Sarajevo;
use entities::{LetterKind, Locale, letter};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use javno::error::Error;
use javno::mail::outbox::{Read, read};
use javno::mail::say::{self, Invitation};
use javno::mail::{Behind, CarrierKind, Compose, Composed, Mail, MailConfig, NewLetter};
use javno::scope::{Postman, Tx};
use javno::tasks::Tasks;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, Condition};
use tests::served::{Served, soon};
use tests::{HOME, Town, instant};
use url::Url;

use crate::tables::{rows, text};

/// Every row of the outbox in few words: kind, whether there is an address and a digest, tries, what became of it.
pub(crate) async fn outbox(town: &Town) -> String {
    let db = town.database().connect().await;
    let sql = "SELECT kind || CASE WHEN address IS NULL THEN '' ELSE ' address' END \
               || CASE WHEN address_hash IS NULL THEN '' ELSE ' digest' END || ' tries ' || tries \
               || CASE WHEN sent_at IS NULL THEN '' ELSE ' sent' END \
               || CASE WHEN failed_at IS NULL THEN '' ELSE ' given up' END || COALESCE(': ' || last_error, '') AS what \
               FROM letter ORDER BY id";
    let all = rows(&db, sql).await.iter().map(|row| text(row, "what")).collect::<Vec<_>>().join("\n");
    db.close().await.expect("closing");
    all
}

/// What became of letters so far, as the metrics tell.
pub(crate) fn counted(town: &Town) -> String {
    let all = town.app.metrics.text(&[]);
    let lines = all.lines().filter_map(|line| line.strip_prefix("javno_letters"));
    let mut lines: Vec<_> = lines.filter(|line| line.starts_with("_total") || line.starts_with("_waiting")).collect();
    lines.sort_unstable();
    lines.join("\n")
}

fn behind(town: &Town, compose: Compose) -> Behind {
    let app = &town.app;
    let (db, clock, metrics) = (app.db.clone(), Arc::clone(&app.clock), app.metrics.clone());
    Behind { db, clock, tasks: Tasks::default(), metrics, compose }
}

/// Sends what is due in this town, composed by somebody else; everything in the folder.
pub(crate) async fn deliver(town: &Town, compose: Compose) -> Vec<Read> {
    let home: Url = HOME.parse().expect("an address");
    let mail = Mail::new(&town.app.config.mail, &home, behind(town, compose)).expect("a sender");
    mail.deliver().await.expect("letters are sent");
    read(&town.app.config.mail.folder).expect("the outbox")
}

/// A town in which letters to these addresses were posted.
async fn town_with(letters: impl IntoIterator<Item = &str>) -> Town {
    let town = Town::new().await;
    town.post_letters(letters.into_iter().map(|to| town.a_letter(to)).collect::<Vec<_>>()).await;
    town
}

#[tokio::test]
async fn a_letter_goes_out_once_and_leaves_no_address() {
    let town = town_with(["ana@trebinje.example"]).await;
    let letters = town.unread().await;
    let [letter] = letters.as_slice() else { panic!("{letters:#?}") };
    let headers = letter.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
    let headers = headers.replace(letter.id.split('@').next().expect("an id"), "[letter]");
    insta::assert_snapshot!(format!("{headers}\n{}\n{}", letter.subject, letter.text), @"
    Message-ID: <[letter]@javno.example>
    Date: Tue, 24 Nov 2026 10:00:00 +0000
    From: Javno <javno@javno.example>
    To: ana@trebinje.example
    Subject: =?utf-8?b?0J/RgNC+0LHQvdCwINC/0L7RgNGD0LrQsA==?=
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: base64

    Пробна порука
    Ако ово читате, поруке стижу. Не треба ништа да урадите.

    -- 
    Ову поруку је послао сервер javno.example. На њу се не одговара.
    ");
    insta::assert_snapshot!(outbox(&town).await, @"test digest tries 1 sent");
    town.clock.advance(TimeDelta::days(2));
    assert_eq!(town.unread().await, [], "once and never again");
    insta::assert_snapshot!(outbox(&town).await, @"test tries 1 sent");
    insta::assert_snapshot!(counted(&town), @r#"
    _total{end="sent"} 1
    _waiting 0
    "#);
}

#[tokio::test]
async fn nothing_is_sent_of_what_did_not_happen() {
    let town = Town::new().await;
    let tx = town.begin().await;
    tx.post(town.a_letter("ana@trebinje.example"));
    drop(tx);
    assert_eq!(town.letters().await, []);
    assert_eq!(outbox(&town).await, "");

    // Posted with a change that the database refuses when it is too late to say so.
    let (tx, nobodys) = (town.begin().await, entities::MunicipalityId::new());
    tx.post(town.a_letter("ana@trebinje.example"));
    tx.emit(entities::Happening::MunicipalityChanged, nobodys, nobodys);
    tx.commit().await.expect_err("there is no such municipality");
    assert_eq!(town.letters().await, []);
}

#[tokio::test]
#[should_panic(expected = "letters that nobody read: 2")]
async fn a_test_that_leaves_letters_unread_fails() {
    let town = town_with(["ana@trebinje.example"]).await;
    town.letters().await;
    town.post_letters(["ana@trebinje.example"; 2].map(|to| town.a_letter(to))).await;
}

#[tokio::test]
async fn a_commit_wakes_the_sender() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = MailConfig { transport: CarrierKind::Outbox, folder: folder.path().into(), ..MailConfig::default() };
    let served = Served::app(|config| config.mail = mail).await;
    let app = served.app.clone().expect("an application");
    let letter = NewLetter {
        kind: LetterKind::Test,
        to: "ana@trebinje.example".parse().expect("an address"),
        locale: Locale::En,
        municipality: None,
        subject: None,
        useless_after: app.clock.now() + TimeDelta::hours(1),
        not_before: None,
    };
    // Far sooner than the sender looks by itself.
    for number in 1..=3 {
        let tx = javno::scope::at_the_console().begin(&app.db, app.clock.now()).await.expect("a transaction");
        tx.post(letter.clone());
        tx.commit().await.expect("a letter");
        let sent = async {
            while read(folder.path()).expect("the outbox").len() < number {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_millis(4_500), sent).await.expect("it was woken");
    }
    soon("the end", served.end()).await;
}

#[tokio::test]
async fn the_fourth_letter_of_an_hour_is_dropped_and_counted() {
    let town = town_with(["ana@trebinje.example"; 2]).await;
    assert_eq!(town.unread().await.len(), 2);
    town.clock.advance(TimeDelta::minutes(30));
    // In other letters it is the same box; another kind, and another address, are counted by themselves.
    let mut invitation = town.a_letter("ana@trebinje.example");
    invitation.kind = LetterKind::Invitation;
    town.post_letters(
        ["Ana@Trebinje.example", "ana@trebinje.example", "ivo@trebinje.example"].map(|to| town.a_letter(to)),
    )
    .await;
    town.post_letters([invitation]).await;
    let to: Vec<_> = town.unread().await.into_iter().map(|letter| letter.to).collect();
    assert_eq!(to, ["Ana@Trebinje.example", "ivo@trebinje.example"]);
    insta::assert_snapshot!(outbox(&town).await, @"
    test digest tries 1 sent
    test digest tries 1 sent
    test digest tries 1 sent
    test tries 0 given up: too many in an hour
    test digest tries 1 sent
    invitation tries 1 given up: nobody to write to
    ");
    insta::assert_snapshot!(counted(&town), @r#"
    _total{end="nobody"} 1
    _total{end="sent"} 4
    _total{end="too_many"} 1
    _waiting 0
    "#);

    // An hour after the first two there is room for two, and what was dropped does not come back.
    town.clock.advance(TimeDelta::minutes(30));
    town.post_letters(["ana@trebinje.example"; 3].map(|to| town.a_letter(to))).await;
    assert_eq!(town.unread().await.len(), 2);
    // When nothing more is counted no digest is kept.
    town.clock.advance(TimeDelta::hours(1));
    assert_eq!(town.unread().await, []);
    assert!(!outbox(&town).await.contains("digest"), "{}", outbox(&town).await);
}

#[tokio::test]
async fn a_letter_that_came_too_late_is_dropped() {
    let town = Town::configured(|config| config.mail.transport = CarrierKind::None).await;
    let mut short = town.a_letter("ana@trebinje.example");
    short.useless_after = town.app.clock.now() + TimeDelta::minutes(10);
    let long = NewLetter { useless_after: town.app.clock.now() + TimeDelta::days(7), ..short.clone() };
    town.post_letters([short, long]).await;
    assert_eq!(town.letters().await, []);
    insta::assert_snapshot!(outbox(&town).await, @"
    test address digest tries 0
    test address digest tries 0
    ");
    town.clock.advance(TimeDelta::minutes(10));
    assert_eq!(town.letters().await, []);
    insta::assert_snapshot!(outbox(&town).await, @"
    test tries 0 given up: too late
    test address digest tries 0
    ");
    // None is kept longer than a day, whatever it tells of.
    town.clock.advance(TimeDelta::hours(24));
    assert_eq!(town.letters().await, []);
    insta::assert_snapshot!(outbox(&town).await, @"
    test tries 0 given up: too late
    test tries 0 given up: too late
    ");
    insta::assert_snapshot!(counted(&town), @r#"
    _total{end="late"} 2
    _waiting 0
    "#);
}

/// Composes in a way that depends on what the letter is about: `1…` for nobody, `2…` fails, `3…` panics, after each has
/// written into the database what only a sent letter may leave there.
fn in_trouble<'a>(
    tx: &'a Tx<Postman>,
    letter: &'a letter::Model,
    home: &'a Url,
) -> BoxFuture<'a, Result<Option<Composed>, Error>> {
    async move {
        let minted = letter::ActiveModel { locale: Set(Locale::Hr), ..Default::default() };
        tx.change(Condition::all().add(letter::Column::Id.eq(letter.id)), minted, []).await?;
        match letter.subject_id.map_or(0, |id| id.as_u128()) {
            1 => Ok(None),
            2 => Err(Error::Busy),
            3 => panic!("as it was told to"),
            _ => {
                let link = home.join("desk?t=secret").map_err(Error::internal)?;
                Ok(Some(say::sign_in(Locale::En, link, TimeDelta::minutes(10))))
            }
        }
    }
    .boxed()
}

#[tokio::test]
async fn what_is_wrong_with_one_letter_does_not_keep_the_others() {
    let town = Town::new().await;
    assert_eq!(town.letters().await, []);
    let letters = [1, 2, 3, 0].map(|about| NewLetter {
        subject: Some(uuid::Uuid::from_u128(about)),
        ..town.a_letter(&format!("ana{about}@trebinje.example"))
    });
    town.post_letters(letters).await;
    let sent = deliver(&town, in_trouble).await;
    let [letter] = sent.as_slice() else { panic!("{sent:#?}") };
    insta::assert_snapshot!(format!("{}\n\n{}", letter.subject, letter.text), @"
    Your link to sign in to the desk

    The link to sign in to the desk is valid for 10 minutes and can be used only once.

    If you did not ask for it, ignore this message: without this link nobody can sign in.

    Sign in:
    https://javno.example/desk?t=secret

    -- 
    This message was sent by the server javno.example. Replies are not read.
    ");
    insta::assert_snapshot!(outbox(&town).await, @"
    test tries 1 given up: nobody to write to
    test address digest tries 1: it could not be composed
    test address digest tries 1: it could not be composed
    test digest tries 1 sent
    ");
    let db = town.database().connect().await;
    let minted: Vec<_> =
        rows(&db, "SELECT locale FROM letter ORDER BY id").await.iter().map(|row| text(row, "locale")).collect();
    assert_eq!(minted, ["hr", "sr-Cyrl", "sr-Cyrl", "hr"], "what a failure wrote is not kept");
    // What failed is tried again, later and later, and by the server's own composer it can be sent.
    assert_eq!(deliver(&town, in_trouble).await.len(), 1, "not yet");
    town.clock.advance(TimeDelta::minutes(1));
    assert_eq!(town.letters().await.len(), 3);
    insta::assert_snapshot!(outbox(&town).await, @"
    test tries 1 given up: nobody to write to
    test digest tries 2 sent
    test digest tries 2 sent
    test digest tries 1 sent
    ");
    insta::assert_snapshot!(counted(&town), @r#"
    _total{end="nobody"} 1
    _total{end="sent"} 3
    _waiting 0
    "#);
}

/// Composes what somebody wrote who would like to write headers.
fn injected<'a>(
    _: &'a Tx<Postman>,
    _: &'a letter::Model,
    home: &'a Url,
) -> BoxFuture<'a, Result<Option<Composed>, Error>> {
    let name = "Ana\r\nBcc: all@example.org\r\n\r\nDear all,\u{2028}\0";
    let composed = say::invitation(
        Locale::SrLatn,
        Invitation {
            inviter: name,
            place: name,
            roles: &[name, "urednik"],
            until: (instant("2026-12-01T10:00:00Z"), Sarajevo),
            link: home.clone(),
        },
    );
    let unsubscribe = home.join("off?t=1\r\nBcc: x").ok();
    async move { Ok(Some(Composed { subject: format!("{name}{}", composed.subject), unsubscribe, ..composed })) }
        .boxed()
}

#[tokio::test]
async fn no_name_can_become_a_header_or_a_paragraph() {
    let town = Town::configured(|config| config.mail.from_name = "Јавно\r\nBcc: all@example.org".into()).await;
    assert_eq!(town.letters().await, []);
    town.post_letters([town.a_letter("ana@trebinje.example")]).await;
    let sent = deliver(&town, injected).await;
    assert_eq!(town.letters().await.len(), 1);
    let letter = &sent[0];
    let names: Vec<_> = letter.headers.iter().map(|(name, _)| name.as_str()).collect();
    insta::assert_snapshot!(names.join(" "), @"Message-ID Date From To Subject Auto-Submitted List-Unsubscribe List-Unsubscribe-Post MIME-Version Content-Type Content-Transfer-Encoding");
    insta::assert_snapshot!(format!("{}\n{}\n{}", letter.from, letter.subject, letter.text), @"
    Јавно Bcc: all@example.org <javno@javno.example>
    Ana Bcc: all@example.org Dear all, Pozivnica za radni sto: Ana Bcc: all@example.org Dear all,
    Ana Bcc: all@example.org Dear all, Vas poziva na radni sto, gdje se uređuju javni pozivi i drugi sadržaji za građane.

    Opština ili grad: Ana Bcc: all@example.org Dear all,
    Uloge: Ana Bcc: all@example.org Dear all, , urednik

    Pozivnica važi do 1. 12. 2026. u 11.00 časova.

    Ako ovu poruku niste očekivali, zanemarite je.

    Prihvatite pozivnicu:
    https://javno.example/

    -- 
    Ovu poruku je poslao server javno.example. Na nju se ne odgovara.
    Odjavite se: https://javno.example/off?t=1Bcc:%20x
    ");
    insta::assert_snapshot!(
        [letter.header("list-unsubscribe"), letter.header("list-unsubscribe-post")].map(Option::unwrap_or_default).join("\n"),
        @"
    <https://javno.example/off?t=1Bcc:%20x>
    List-Unsubscribe=One-Click
    "
    );
}

#[test]
fn every_letter_can_be_said_in_every_locale() {
    let link: Url = "https://javno.example/desk?t=1".parse().expect("an address");
    let mut all = String::new();
    for locale in [Locale::SrLatn, Locale::SrCyrl, Locale::Bs, Locale::Hr, Locale::En] {
        let invitation = Invitation {
            inviter: "Ana Anić",
            place: "Trebinje",
            roles: &["administrator", "moderator"],
            until: (instant("2026-12-01T13:30:00Z"), Sarajevo),
            link: link.clone(),
        };
        for letter in [
            say::test(locale),
            say::sign_in(locale, link.clone(), TimeDelta::minutes(10)),
            say::invitation(locale, invitation),
        ] {
            let action = letter.action.map(|(label, link)| format!("[{label}: {link}]")).unwrap_or_default();
            all += &format!("# {}\n{}\n{action}\n\n", letter.subject, letter.text);
        }
    }
    insta::assert_snapshot!(all, @"
    # Probna poruka
    Ako ovo čitate, poruke stižu. Ne treba ništa da uradite.


    # Link za prijavu na radni sto
    Link za prijavu na radni sto važi 10 minuta i može se iskoristiti samo jednom.

    Ako ga niste tražili, zanemarite ovu poruku: bez ovog linka niko se ne može prijaviti.
    [Prijavite se: https://javno.example/desk?t=1]

    # Pozivnica za radni sto: Trebinje
    Ana Anić Vas poziva na radni sto, gdje se uređuju javni pozivi i drugi sadržaji za građane.

    Opština ili grad: Trebinje
    Uloge: administrator, moderator

    Pozivnica važi do 1. 12. 2026. u 14.30 časova.

    Ako ovu poruku niste očekivali, zanemarite je.
    [Prihvatite pozivnicu: https://javno.example/desk?t=1]

    # Пробна порука
    Ако ово читате, поруке стижу. Не треба ништа да урадите.


    # Линк за пријаву на радни сто
    Линк за пријаву на радни сто важи 10 минута и може се искористити само једном.

    Ако га нисте тражили, занемарите ову поруку: без овог линка нико се не може пријавити.
    [Пријавите се: https://javno.example/desk?t=1]

    # Позивница за радни сто: Trebinje
    Ana Anić Вас позива на радни сто, гдје се уређују јавни позиви и други садржаји за грађане.

    Општина или град: Trebinje
    Улоге: administrator, moderator

    Позивница важи до 1. 12. 2026. у 14.30 часова.

    Ако ову поруку нисте очекивали, занемарите је.
    [Прихватите позивницу: https://javno.example/desk?t=1]

    # Probna poruka
    Ako ovo čitate, poruke stižu. Ne trebate ništa uraditi.


    # Link za prijavu na radni sto
    Link za prijavu na radni sto vrijedi 10 minuta i može se iskoristiti samo jednom.

    Ako ga niste tražili, zanemarite ovu poruku: bez ovog linka niko se ne može prijaviti.
    [Prijavite se: https://javno.example/desk?t=1]

    # Pozivnica za radni sto: Trebinje
    Ana Anić Vas poziva na radni sto, gdje se uređuju javni pozivi i drugi sadržaji za građane.

    Općina ili grad: Trebinje
    Uloge: administrator, moderator

    Pozivnica vrijedi do 1. 12. 2026. u 14.30 sati.

    Ako ovu poruku niste očekivali, zanemarite je.
    [Prihvatite pozivnicu: https://javno.example/desk?t=1]

    # Probna poruka
    Ako ovo čitate, poruke stižu. Ne trebate ništa učiniti.


    # Poveznica za prijavu na radni stol
    Poveznica za prijavu na radni stol vrijedi 10 minuta i može se iskoristiti samo jednom.

    Ako je niste tražili, zanemarite ovu poruku: bez ove poveznice nitko se ne može prijaviti.
    [Prijavite se: https://javno.example/desk?t=1]

    # Pozivnica za radni stol: Trebinje
    Ana Anić Vas poziva na radni stol, gdje se uređuju javni pozivi i drugi sadržaji za građane.

    Općina ili grad: Trebinje
    Uloge: administrator, moderator

    Pozivnica vrijedi do 1. 12. 2026. u 14.30 sati.

    Ako ovu poruku niste očekivali, zanemarite je.
    [Prihvatite pozivnicu: https://javno.example/desk?t=1]

    # Test message
    If you read this, messages arrive. There is nothing you need to do.


    # Your link to sign in to the desk
    The link to sign in to the desk is valid for 10 minutes and can be used only once.

    If you did not ask for it, ignore this message: without this link nobody can sign in.
    [Sign in: https://javno.example/desk?t=1]

    # Invitation to the desk: Trebinje
    Ana Anić invites you to the desk, where open calls and other things for citizens are edited.

    Municipality or city: Trebinje
    Roles: administrator, moderator

    The invitation is valid until 1 Dec 2026, 14:30.

    If you did not expect this message, ignore it.
    [Accept the invitation: https://javno.example/desk?t=1]
    ");
}
