//! Letters by a real mail server: Exim.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use entities::Locale;
use javno::app::App;
use javno::mail::{self, MailConfig, Security, say};
use sea_orm::ConnectionTrait as _;
use tests::post_office::PostOffice;
use tests::{HOME, Town, config, instant};
use tokio::net::TcpListener;

use crate::mail::{counted, outbox};

async fn town(mail: MailConfig) -> Town {
    Town::configured(|config| config.mail = mail).await
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let office = PostOffice::open().await;
    let town = town(office.config()).await;
    town.post_letters([town.a_letter("ana@trebinje.example")]).await;
    town.letters().await;
    let letter = office.letters(1).await.remove(0);
    insta::assert_snapshot!(format!("{}\n{}\n{}\n{}", letter.from, letter.to, letter.subject, letter.text), @"
    Javno <javno@javno.example>
    ana@trebinje.example
    Пробна порука
    Ако ово читате, поруке стижу. Не треба ништа да урадите.

    -- 
    Ову поруку је послао сервер javno.example. На њу се не одговара.
    ");
    let raw = letter.header("subject").expect("a subject");
    assert!(raw.is_ascii() && raw.starts_with("=?utf-8?"), "{raw}");
    insta::assert_snapshot!(outbox(&town).await, @"test digest tries 1 sent");
    // Once, however often it is looked for more.
    for _ in 0..3 {
        town.clock.advance(TimeDelta::hours(1));
        town.letters().await;
    }
    office.letters(1).await;
}

#[tokio::test]
async fn with_tls_and_a_password_and_never_without() {
    for security in [Security::Starttls, Security::Tls] {
        let office = PostOffice::with(security).await;
        let town = town(office.config()).await;
        town.post_letters([town.a_letter("ana@trebinje.example")]).await;
        town.letters().await;
        office.letters(1).await;
        assert!(office.log().contains("X=TLS1.3"), "{}", office.log());

        // To a server whose certificate is nobody's, nothing is said; where it does not know us, the letter waits.
        let stranger =
            MailConfig { smtp: mail::SmtpConfig { ca_file: None, ..office.config().smtp }, ..office.config() };
        let mut wrong = office.config();
        wrong.smtp.password = Some(mail::Secret::new("guessed"));
        for (config, why) in [(stranger, "no connection"), (wrong, "the server said 535")] {
            let town = self::town(config).await;
            town.post_letters([town.a_letter("ana@trebinje.example")]).await;
            town.letters().await;
            assert_eq!(outbox(&town).await, format!("test address digest tries 1: {why}"), "{security:?}");
        }
        office.letters(1).await;
    }
    // Where TLS is asked for and the server has none, nothing is sent in plain.
    let office = PostOffice::open().await;
    let mut insists = office.config();
    insists.smtp.security = Security::Tls;
    let town = town(insists).await;
    town.post_letters([town.a_letter("ana@trebinje.example")]).await;
    town.letters().await;
    assert!(outbox(&town).await.starts_with("test address digest tries 1: "), "{}", outbox(&town).await);
    office.letters(0).await;
}

#[tokio::test]
async fn what_could_not_be_sent_is_sent_when_the_server_is_back() {
    let mut office = PostOffice::open().await;
    let town = town(office.config()).await;
    office.stop();
    town.post_letters([town.a_letter("ana@trebinje.example"), town.a_letter("ivo@trebinje.example")]).await;
    town.letters().await;
    insta::assert_snapshot!(outbox(&town).await, @"
    test address digest tries 1: no connection
    test address digest tries 1: no connection
    ");
    // Not before its time, and less and less often.
    for (minutes, tries) in [(0, 1), (1, 2), (4, 2), (1, 3)] {
        town.clock.advance(TimeDelta::minutes(minutes));
        town.letters().await;
        assert!(outbox(&town).await.contains(&format!("tries {tries}")), "{minutes}: {}", outbox(&town).await);
    }
    office.start().await;
    town.clock.advance(TimeDelta::minutes(15));
    town.letters().await;
    office.letters(2).await;
    insta::assert_snapshot!(outbox(&town).await, @"
    test digest tries 4 sent
    test digest tries 4 sent
    ");
    insta::assert_snapshot!(counted(&town), @r#"
    _total{end="sent"} 2
    _waiting 0
    "#);
}

#[tokio::test]
async fn a_refusal_for_good_is_taken_for_one() {
    let office = PostOffice::open().await;
    let town = town(office.config()).await;
    town.post_letters(
        ["unknown@trebinje.example", "later@trebinje.example", "ana@trebinje.example"].map(|to| town.a_letter(to)),
    )
    .await;
    town.letters().await;
    office.letters(1).await;
    // The server repeats the address in what it says; here it is not repeated.
    insta::assert_snapshot!(outbox(&town).await, @"
    test tries 1 given up: the server said 550
    test address digest tries 1: the server said 451
    test digest tries 1 sent
    ");
    for _ in 0..5 {
        town.clock.advance(TimeDelta::minutes(15));
        town.letters().await;
    }
    insta::assert_snapshot!(outbox(&town).await, @"
    test tries 1 given up: the server said 550
    test tries 4 given up: the server said 451
    test tries 1 sent
    ");
    insta::assert_snapshot!(counted(&town), @r#"
    _total{end="failed"} 2
    _total{end="sent"} 1
    _waiting 0
    "#);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let mut config = PostOffice::open().await.config();
    config.smtp.port = Some(silent.local_addr().expect("a port").port());
    config.smtp.seconds = 0.3;
    let town = town(config).await;
    town.post_letters([town.a_letter("ana@trebinje.example")]).await;
    let begun = Instant::now();
    town.letters().await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    insta::assert_snapshot!(outbox(&town).await, @"test address digest tries 1: it took too long");
}

#[tokio::test]
async fn two_instances_send_each_letter_once() {
    const LETTERS: usize = 100;
    let office = PostOffice::open().await;
    let town = town(office.config()).await;
    let mut config = config(town.database());
    config.mail = office.config();
    let other = App::start(config, town.clock.clone(), None).await.expect("another instance");
    town.post_letters((0..LETTERS).map(|nth| town.a_letter(&format!("ana{nth}@trebinje.example")))).await;
    let (_, delivered) = tokio::join!(town.letters(), other.mail.deliver());
    delivered.expect("letters are sent");
    let letters = office.letters(LETTERS).await;
    let mut to: Vec<_> = letters.iter().map(|letter| letter.to.clone()).collect();
    to.sort();
    to.dedup();
    assert_eq!(to.len(), LETTERS);
    let mine = |app: &Arc<App>| {
        let metrics = app.metrics.text(&[]);
        let sent = metrics.lines().find_map(|line| line.strip_prefix("javno_letters_total{end=\"sent\"} "));
        sent.map_or(0, |sent| sent.parse::<usize>().expect("a number"))
    };
    assert_eq!(mine(&town.app) + mine(&other), LETTERS);
    assert!(mine(&town.app) > 0 && mine(&other) > 0, "both had something to do");

    // They count together as well: of twenty letters to one address three go out, whoever sends them.
    town.post_letters(["ivo@trebinje.example"; 20].map(|to| town.a_letter(to))).await;
    let (_, delivered) = tokio::join!(town.letters(), other.mail.deliver());
    delivered.expect("letters are sent");
    office.letters(LETTERS + 3).await;
    other.close().await.expect("closing");
}

#[tokio::test]
async fn the_letter_of_an_instance_that_died_is_sent_by_another() {
    let office = PostOffice::open().await;
    let town = town(office.config()).await;
    town.post_letters([town.a_letter("ana@trebinje.example")]).await;
    // As somebody leaves it who claimed it and is no more.
    let db = town.database().connect().await;
    let until = "2026-11-24T10:01:00+00:00";
    db.execute_unprepared(&format!("UPDATE letter SET tries = 1, next_try_at = '{until}'")).await.expect("a claim");
    db.close().await.expect("closing");
    town.letters().await;
    assert_eq!(outbox(&town).await, "test address digest tries 1", "it is somebody else's");
    town.clock.advance(TimeDelta::minutes(1));
    town.letters().await;
    assert_eq!(outbox(&town).await, "test digest tries 2 sent");
    office.letters(1).await;
}

#[tokio::test]
async fn an_operator_is_told_what_the_server_answered() {
    let mut office = PostOffice::open().await;
    let (home, now, letter) = (HOME.parse().expect("an address"), instant(tests::NOW), say::test(Locale::SrLatn));
    let send = async |config: MailConfig, to: &str| {
        let to = to.parse().expect("an address");
        mail::send_now(&config, &home, &to, &letter, now).await.map_err(|error| error.to_string())
    };
    let answer = send(office.config(), "ana@trebinje.example").await.expect("it was taken");
    assert!(answer.starts_with("250 OK id="), "{answer}");
    office.letters(1).await;
    let mut unsaid = office.config();
    unsaid.smtp.host = String::new();
    let mut plain = office.config();
    plain.smtp = mail::SmtpConfig {
        host: "mail.example".into(),
        user: Some("javno".into()),
        password: Some(mail::Secret::new("x")),
        ..plain.smtp
    };
    let mut nobody = office.config();
    nobody.from = "Javno".into();
    let refused = send(office.config(), "unknown@trebinje.example").await.expect_err("refused");
    office.stop();
    let away = send(office.config(), "ana@trebinje.example").await.expect_err("away");
    let mut said = vec![refused, away];
    for config in [unsaid, plain, nobody, MailConfig::default()] {
        said.push(send(config, "ana@trebinje.example").await.expect_err("wrong"));
    }
    insta::assert_snapshot!(said.join("\n"), @r#"
    permanent error (550): 5.1.1 <unknown@trebinje.example>: nobody of that name
    Connection error: Connection refused (os error 111)
    mail.smtp.host is not said
    mail.smtp.password would be sent in plain; smtp.security may be "starttls" or "tls"
    mail.from is not an e-mail address
    nobody carries letters: mail.transport is "none"
    "#);
}
