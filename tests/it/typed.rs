//! Whoever changes the language of a page that answers what he sent finds its form in that language, and in it what he typed.

use axum::body::Body;
use axum::http::{Request, header};
use entities::{ConfirmEmail, Locale, Moderation};
use tests::{Answer, Town};

use crate::comments::Square;

/// What a browser says that shows our own form.
const OURS: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")];
const PAGE: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

async fn send(town: &Town, to: &str, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut request = Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in OURS.into_iter().chain([PAGE]) {
        request = request.header(name, value);
    }
    town.request(request.body(Body::from(body)).expect("a request")).await
}

/// Sends these fields, of which one is wrong, from the page in each language, and goes on from there in every other.
async fn kept(town: &Town, path: &str, chosen: &str, fields: &[(&str, &str)], typed: &[&str]) {
    for from in Locale::ALL.map(Locale::tag) {
        let wrong = send(town, &format!("{path}?lang={from}{chosen}"), fields).await;
        let text = wrong.text();
        assert!(wrong.status.is_client_error(), "{path} {from}: {} {text}", wrong.status);
        assert!(text.contains(&format!("<html lang=\"{from}\">")), "{path} {from}: {text}");
        let first = text.split_once("<button").expect("a button").1;
        assert!(first.starts_with(" form=\"pisem\" hidden>"), "Enter sends what was written: {first}");
        for to in Locale::ALL.map(Locale::tag) {
            let way = format!("{path}?lang={to}{chosen}");
            let button = format!(
                "<button form=\"pisem\" formaction=\"{}\" formnovalidate name=\"jezik\" value=\"{to}\"",
                way.replace('&', "&amp;")
            );
            assert_eq!(text.matches(&button).count(), 1, "{button} in {text}");
            let again = [fields, &[("jezik", to)]].concat();
            let shown = send(town, &way, &again).await;
            let there = shown.text();
            assert_eq!(shown.status, 200, "{way}: {there}");
            assert!(there.contains(&format!("<html lang=\"{to}\">")), "{way}: {there}");
            assert!(!there.contains("class=\"wrong\""), "nothing was sent, so nothing is wrong: {there}");
            for word in typed {
                assert!(there.contains(word), "{way}: {word} in {there}");
            }
            // Whoever opens the address by itself finds the form, too.
            let opened = town.get(&way).await;
            let form = opened.text();
            assert!(opened.status == 200 && form.contains("id=\"pisem\""), "{way}: {} {form}", opened.status);
        }
    }
}

#[tokio::test]
async fn a_question_stays_when_its_language_is_changed() {
    let town = Town::new().await;
    let owner = town.municipality("trebinje").await;
    let call = town.call(&owner, |_| {}).await;
    let path = format!("/trebinje/pozivi/{}/pitanje", call.id);
    let fields = [("key", "k"), ("text", "Kada je rok?"), ("name", "Ana Anić"), ("email", "nije adresa")];
    let typed = [">Kada je rok?</textarea>", "value=\"Ana Anić\"", "value=\"nije adresa\""];
    kept(&town, &path, "", &fields, &typed).await;
    let tx = town.begin().await;
    let asked = tx.find::<entities::call_question::Entity>().all(tx.connection()).await.expect("questions");
    assert!(asked.is_empty(), "a change of language asks nothing");
}

#[tokio::test]
async fn a_comment_stays_and_so_does_what_it_is_about() {
    let square =
        Square::new(|row| (row.moderation, row.confirm_email) = (Moderation::Post, ConfirmEmail::WhenGiven)).await;
    let path = format!("/trebinje/rasprava/{}/komentari", square.of());
    let part = format!("&dio={}&pisem=1", square.draft.articles[1].key);
    let fields = [("key", "k"), ("text", "Дрво мора остати."), ("kind", "CITIZEN"), ("email", "нема")];
    kept(&square.town, &path, &part, &fields, &[">Дрво мора остати.</textarea>", "value=\"нема\""]).await;

    let said = square.say("key 1", "Треба више клупа.").await;
    let id = said["receipt"]["comment"]["id"].as_str().expect("a comment that can be read").to_owned();
    let reply = format!("&pisem=1&odgovor={id}");
    kept(&square.town, &path, &reply, &fields, &[">Дрво мора остати.</textarea>"]).await;
    assert_eq!(square.rows().await.len(), 1, "a change of language says nothing");

    let report = format!("{path}/{id}/prijava");
    let fields = [("key", "k"), ("words", "Vrijeđa susjede.")];
    kept(&square.town, &report, "", &fields, &[">Vrijeđa susjede.</textarea>"]).await;
}

#[tokio::test]
async fn a_proposed_organisation_stays_when_its_language_is_changed() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let fields = [("facts.name", "Udruženje Izvor"), ("facts.website", "nemamo"), ("email", "ana"), ("key", "k")];
    let typed = ["value=\"Udruženje Izvor\"", "value=\"nemamo\"", "value=\"ana\"", "name=\"key\" value=\"k\""];
    kept(&town, "/trebinje/organizacije/predlozi", "", &fields, &typed).await;
}

/// A page that says nothing but that something does not work leads to its own address in another language, whatever was sent
/// there: nobody is told there that he may only send.
#[tokio::test]
async fn whoever_asks_where_a_file_is_sent_to_gets_the_page_of_its_form() {
    let square = Square::open(Moderation::Post).await;
    let sent = square.say("key 1", "Предлажем друго рјешење.").await;
    let receipt = format!("/trebinje/potvrda/{}", sent["receipt"]["code"].as_str().expect("a code"));
    let sha = "0".repeat(64);
    for there in [format!("{receipt}/prilog"), format!("{receipt}/prilog/{sha}/ukloni")] {
        for tag in Locale::ALL.map(Locale::tag) {
            // No form of ours sends this, so it fails; its links keep to the address.
            let request = Request::post(format!("{there}?lang={tag}")).header(PAGE.0, PAGE.1);
            let request = request.header("sec-fetch-site", "cross-site");
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let failed = square.town.request(request.body(Body::from("key=k")).expect("a request")).await;
            let text = failed.text();
            assert_eq!(failed.status, 403, "{there}: {text}");
            assert!(text.contains(&format!("<a href=\"?lang={tag}\"")), "{there}: {text}");
            let moved = square.town.get(&format!("{there}?lang={tag}")).await;
            assert_eq!(moved.status, 303, "{there}");
            assert_eq!(moved.header("location"), format!("{receipt}?lang={tag}#prilozi"));
            assert_eq!(moved.header("referrer-policy"), "no-referrer", "the address is the receipt's number");
            let form = square.town.get(moved.header("location").trim_end_matches("#prilozi")).await;
            assert!(form.text().contains(&format!("<html lang=\"{tag}\">")) && form.status == 200, "{there}");
        }
    }
}
