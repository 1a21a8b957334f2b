//! Comments on hosted pages, without any script: reading them part by part, writing one, and its receipt.

use axum::body::Body;
use axum::http::{Request, header};
use chrono::TimeDelta;
use entities::ConfirmEmail;
use serde_json::json;
use tests::Answer;
use tests::given::latin;

use crate::comments::{ANSWER, PUBLISH, Square};

/// What a browser says that shows our own form.
pub(crate) const OURS: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")];

pub(crate) fn talk(square: &Square, more: &str) -> String {
    format!("/trebinje/rasprava/{}/komentari{more}", square.of())
}

pub(crate) async fn send(square: &Square, to: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut request = Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    square.town.request(request.body(Body::from(body)).expect("a request")).await
}

#[tokio::test]
async fn what_is_said_is_read_part_by_part_with_its_answer() {
    let square = Square::new(|_| {}).await;
    let part = &square.draft.articles[1];
    let moderator = square.moderator().await;
    for (key, text, about) in [("1", "О члану 2.", Some(part)), ("2", "О цјелини", None)] {
        let mut input = square.as_the_form(key, text).await;
        input["part"] = json!(about.map(|part| part.id.to_string()));
        square.send(input).await;
    }
    let page = square.town.get(&format!("/trebinje/rasprava/{}", square.of())).await.text();
    assert!(page.contains("pisem=1") && !page.contains("О члану 2."), "{page}");
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    moderator.data(ANSWER, json!({ "comments": [waiting[0]], "reason": "Прихваћено за став 1." })).await;

    let page = square.town.get(&format!("/trebinje/rasprava/{}", square.of())).await.text();
    assert!(page.contains(&format!("komentari?dio={}", part.key)), "{page}");
    assert!(page.contains("1 komentar · 1 odgovor") && page.contains("2 komentara · 1 odgovor"), "{page}");
    let all = square.town.get(&talk(&square, "")).await.text();
    assert!(all.contains("О члану 2.") && all.contains("О цјелини") && all.contains("Čeka odgovor"), "{all}");
    // Beside a comment stands what it is about, and leads there; on the page of that part it is said above all.
    let to_part = format!("<a href=\"/trebinje/rasprava/{}#{}\">", square.of(), part.key);
    assert_eq!(all.matches(&to_part).count(), 1, "{all}");
    let named = all.split_once(&to_part).and_then(|(_, rest)| rest.split_once("</a>")).expect("a link").0;
    assert!(named.contains("Član 2."), "{named}");
    let of_part = square.town.get(&talk(&square, &format!("?dio={}", part.key))).await.text();
    assert!(!of_part.contains(&to_part), "{of_part}");
    assert!(of_part.contains("О члану 2.") && of_part.contains("Prihvaćeno za stav 1."), "{of_part}");
    assert!(of_part.contains("djelimično prihvaćen") && !of_part.contains("О цјелини"), "{of_part}");
    for nowhere in ["?dio=anc_01h455vb4pex5vsknk084sn02q", "?dio=ж", "?odgovor=com_01h455vb4pex5vsknk084sn02q"] {
        assert_eq!(square.town.get(&talk(&square, nowhere)).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn whoever_writes_is_told_all_about_his_data() {
    let square = Square::new(|row| {
        row.confirm_email = ConfirmEmail::WhenGiven;
        row.contact = Some(latin("Kancelarija 21, telefon 059 000 000"));
        row.legal_basis = Some(latin("Statut Grada"));
    })
    .await;
    // Purpose, basis, contact, how long the address is kept and where to complain, in every language.
    for (lang, said) in [
        (
            "sr-Latn",
            [
                "uđe u izvještaj",
                "posao od javnog interesa",
                "Kontakt",
                "7 dana",
                "90 dana",
                "Agencija za zaštitu ličnih podataka",
            ],
        ),
        (
            "sr-Cyrl",
            [
                "уђе у извјештај",
                "посао од јавног интереса",
                "Контакт",
                "7 дана",
                "90 дана",
                "Агенција за заштиту личних података",
            ],
        ),
        (
            "bs",
            [
                "uđe u izvještaj",
                "javnog interesa",
                "Kontakt",
                "7 dana",
                "90 dana",
                "Agencija za zaštitu ličnih podataka",
            ],
        ),
        (
            "hr",
            [
                "uđe u izvješće",
                "javnog interesa",
                "Kontakt",
                "7 dana",
                "90 dana",
                "Agencija za zaštitu osobnih podataka",
            ],
        ),
        ("en", ["in the report", "public interest", "Contact", "7 days", "90 days", "Personal Data Protection Agency"]),
    ] {
        let page = square.town.get(&talk(&square, &format!("?pisem=1&lang={lang}"))).await.text();
        let told = page.split("id=\"privatnost\"").nth(1).expect("what is said of data").split("</section>").next();
        let told = told.expect("its end");
        for said in said.into_iter().chain(["059 000 000", "12/25", "javno.example"]) {
            assert!(told.contains(said), "{said} in {lang}: {told}");
        }
        assert!(page.contains("href=\"#privatnost\""), "whoever is about to send is led there: {page}");
    }
    // Where no address is asked for, nothing is said of one; where one must be confirmed, that is said.
    for (asked, kept, must) in [
        (ConfirmEmail::Never, false, false),
        (ConfirmEmail::WhenGiven, true, false),
        (ConfirmEmail::Always, true, true),
    ] {
        let square = Square::new(|row| row.confirm_email = asked).await;
        let page = square.town.get(&talk(&square, "?pisem=1&lang=en")).await.text();
        let said = ("until the report is published", "until you confirm it");
        assert_eq!((page.contains(said.0), page.contains(said.1)), (kept, must), "{asked:?}");
        // A widget leads to the consultation, and that to what is said of data.
        let of = format!("/trebinje/rasprava/{}?lang=en", square.of());
        assert!(square.town.get(&of).await.text().contains("pisem=1#privatnost"), "{asked:?}");
    }
}

#[tokio::test]
async fn a_page_of_comments_has_a_next_one() {
    let square = Square::new(|_| {}).await;
    let moderator = square.moderator().await;
    for number in 0..21 {
        square.say(&format!("key {number}"), &format!("Коментар број {number}.")).await;
    }
    // Who sends many is looked at later.
    for state in ["PENDING", "HELD"] {
        loop {
            let waiting = square.waiting(&moderator, state).await;
            if waiting.is_empty() {
                break;
            }
            moderator.data(PUBLISH, json!({ "comments": waiting })).await;
        }
    }
    let first = square.town.get(&talk(&square, "")).await.text();
    assert_eq!(first.matches("<li class=\"comment\"").count(), 20);
    let next = first.split_once("rel=\"next\" href=\"").expect("a next page").1.split_once('"').expect("its end").0;
    let second = square.town.get(&next.replace("&amp;", "&")).await.text();
    assert_eq!(second.matches("<li class=\"comment\"").count(), 1);
    assert!(second.contains("Коментар број 0."), "the oldest is last");
}

#[tokio::test]
async fn a_comment_without_script_waits_longer_and_has_a_receipt() {
    let square = Square::new(|_| {}).await;
    let part = &square.draft.articles[1];
    let form = square.town.get(&talk(&square, &format!("?dio={}&pisem=1", part.key))).await;
    assert_eq!(form.header("cache-control"), "no-store", "the key in it is for one");
    let text = form.text();
    let key = text.split_once(r#"name="key" value=""#).expect("a key").1.split_once('"').expect("its end").0;
    let there = talk(&square, &format!("?dio={}", part.key));

    let fields = [("key", key), ("text", ""), ("kind", "CITIZEN"), ("name", "")];
    let wrong = send(&square, &there, &fields, &OURS).await;
    assert_eq!(wrong.status, 422);
    let text = wrong.text();
    assert!(text.contains(r#"id="text-wrong""#) && text.contains(key), "{text}");
    assert!(text.contains("Nije poslato.") && text.matches(" autofocus").count() == 1, "{text}");
    assert!(
        text.contains(r#"aria-invalid="true" autofocus></textarea>"#),
        "the page opens at the first that is wrong: {text}"
    );

    let fields = [("key", key), ("text", "Члан 2. треба допунити."), ("kind", "CITIZEN"), ("name", "Ана Марић")];
    assert_eq!(send(&square, &there, &fields, &[("sec-fetch-site", "cross-site")]).await.status, 403);
    let sent = send(&square, &there, &fields, &OURS).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let again = send(&square, &there, &fields, &OURS).await;
    assert_eq!(again.header("location"), sent.header("location"), "sent twice, received once");
    let other = [("key", key), ("text", "Нешто друго."), ("kind", "CITIZEN"), ("name", "Ана Марић")];
    let other = send(&square, &there, &other, &OURS).await.text();
    assert!(other.contains("Komentar je već primljen.") && !other.contains(key), "{other}");

    let moderator = square.moderator().await;
    assert_eq!(square.waiting(&moderator, "HELD").await.len(), 1);
    let receipt = square.town.get(sent.header("location")).await;
    assert_eq!(receipt.status, 200);
    let headers = ["cache-control", "x-robots-tag", "referrer-policy"].map(|name| receipt.header(name).to_owned());
    assert_eq!(headers, ["no-store", "noindex", "no-referrer"]);
    assert!(
        receipt.text().contains("Čeka pregled prije objave.") && receipt.text().contains("Члан 2. треба допунити.")
    );
    let proof = square.town.get(&format!("{}/dokaz", sent.header("location"))).await;
    assert!(proof.text().starts_with("c2sp.org/tlog-proof"), "{}", proof.text());
    assert_eq!(proof.header("cache-control"), "no-store");
    // In another municipality, and of a code that nobody has, there is none.
    let theirs = sent.header("location").replace("trebinje", "teslic");
    square.town.municipality("teslic").await;
    for nowhere in [theirs.as_str(), "/trebinje/potvrda/aaaa-bbbb-cccc", "/trebinje/potvrda/aaaa-bbbb-cccc/dokaz"] {
        assert_eq!(square.town.get(nowhere).await.status, 404, "{nowhere}");
    }
    let waiting = square.waiting(&moderator, "HELD").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    moderator.data(ANSWER, json!({ "comments": waiting, "reason": "Прихваћено за став 1." })).await;
    let receipt = square.town.get(sent.header("location")).await.text();
    assert!(receipt.contains("Objavljen je.") && receipt.contains("djelimično prihvaćen"), "{receipt}");
}

#[tokio::test]
async fn who_comes_too_late_is_told_so_and_a_reply_is_one() {
    let square = Square::new(|_| {}).await;
    let moderator = square.moderator().await;
    square.say("key 1", "Први коментар.").await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let to = waiting[0]["id"].as_str().expect("an id");
    let form = square.town.get(&talk(&square, &format!("?odgovor={to}"))).await.text();
    assert!(form.contains("Vaš odgovor: Ана Марић"), "{form}");
    let fields = [("key", "a key"), ("text", "Слажем се."), ("kind", "ANONYMOUS"), ("name", "")];
    let sent = send(&square, &talk(&square, &format!("?odgovor={to}")), &fields, &OURS).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let held = square.waiting(&moderator, "HELD").await;
    moderator.data(PUBLISH, json!({ "comments": held })).await;
    let page = square.town.get(&talk(&square, "")).await.text();
    assert!(page.contains("Bez imena") && page.contains("Слажем се."), "{page}");

    let closed = Square::new(|row| row.closes_at = Some(row.created_at - TimeDelta::minutes(1))).await;
    let page = closed.town.get(&talk(&closed, "?pisem=1")).await.text();
    assert!(page.contains("Komentari se više ne primaju.") && !page.contains("<textarea"), "{page}");
    let late = send(&closed, &talk(&closed, ""), &fields, &OURS).await;
    assert_eq!(late.status, 422);
}

#[tokio::test]
async fn letters_about_a_comment_speak_as_the_page_on_which_it_was_written() {
    let square = Square::new(|row| row.confirm_email = ConfirmEmail::WhenGiven).await;
    for (lang, text, subject) in [
        ("hr", "Članak 2. treba dopuniti.", "Potvrdite adresu: Trebinje"),
        ("en", "Article 2 says too little.", "Confirm your address: Trebinje"),
        // Whatever a text is written in: letters are for whoever reads the page.
        ("en", "Члан 2. треба допунити.", "Confirm your address: Trebinje"),
        ("sr-Cyrl", "Clan 2. treba dopuniti.", "Потврдите адресу: Требиње"),
    ] {
        let there = talk(&square, &format!("?lang={lang}"));
        // To one address go three letters an hour.
        let email = format!("{}-{lang}@izvor.example", text.len());
        let fields = [("key", text), ("text", text), ("kind", "ANONYMOUS"), ("email", &*email)];
        let sent = send(&square, &there, &fields, &OURS).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        // It came past the form, so its letter goes behind all others.
        assert_eq!(square.town.unread().await, []);
        square.town.clock.advance(TimeDelta::minutes(11));
        let letters = square.town.unread().await;
        assert_eq!((letters.len(), &*letters[0].subject), (1, subject), "{lang}");
        let spoken = letters[0].text.contains(&format!("?lang={lang}"));
        assert!(spoken, "the link's page speaks as the letter does: {}", letters[0].text);
    }
}

/// What whoever holds the receipt writes is in the page that says why it was not taken.
#[tokio::test]
async fn a_change_that_cannot_be_taken_is_not_lost() {
    let square = Square::new(|_| {}).await;
    let sent = square.say("key 1", "Први текст коментара.").await;
    let receipt = format!("/trebinje/potvrda/{}", sent["receipt"]["code"].as_str().expect("a code"));
    let long = "Предуг текст. ".repeat(400);
    let refused = send(&square, &receipt, &[("key", "k1"), ("text", &long), ("name", "Ана Нова")], &OURS).await;
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains(long.trim()) && page.contains(r#"value="Ана Нова""#), "{page}");
    assert!(page.contains(r#"<p class="wrong" id="text-wrong">Najviše 5000 znakova."#), "{page}");
    square.town.clock.advance(TimeDelta::hours(3));
    let late = send(&square, &receipt, &[("key", "k2"), ("text", "Нешто боље."), ("name", "Ана")], &OURS).await;
    assert_eq!(late.status, 422);
    let page = late.text();
    assert!(page.contains("se više ne može mijenjati") && page.contains("Нешто боље."), "{page}");
    let shown = square.town.get(&receipt).await.text();
    assert!(shown.contains("Први текст коментара.") && !shown.contains("Нешто боље."), "{shown}");
}

#[tokio::test]
async fn of_many_replies_the_first_are_shown_and_there_is_a_way_to_the_others() {
    let square = Square::new(|row| row.moderation = entities::Moderation::Post).await;
    let first = square.say("key 1", "Први коментар.").await["receipt"]["comment"]["id"].take();
    let above = first.as_str().expect("an id");
    let tx = square.town.begin().await;
    let found = tx.find::<entities::comment::Entity>().one(tx.connection()).await;
    let row = found.expect("comments").expect("the one that was sent");
    let reply = |number: i64| {
        let id = entities::CommentId::new();
        let row = entities::comment::Model {
            id,
            code: id.to_string(),
            depth: 1,
            parent_id: Some(row.id),
            received_at: row.received_at + TimeDelta::seconds(number),
            text: Some(format!("Одговор број {number}.")),
            ..row.clone()
        };
        sea_orm::IntoActiveModel::into_active_model(row)
    };
    tx.insert_all((1..=130).map(reply).collect::<Vec<entities::comment::ActiveModel>>()).await.expect("replies");
    tx.commit().await.expect("replies");
    let page = square.town.get(&talk(&square, "")).await.text();
    assert!(page.contains("Одговор број 100.") && !page.contains("Одговор број 101."), "the first hundred");
    let way = talk(&square, &format!("?odgovori={above}"));
    assert!(page.contains(&format!("href=\"{way}\"")), "{page}");
    let mut read = Vec::new();
    let mut next = Some(way);
    while let Some(here) = next.take() {
        let page = square.town.get(&here).await.text();
        assert!(page.contains("Odgovori na komentar: Ана Марић") && page.contains("Први коментар."), "{page}");
        read.extend(page.match_indices("Одговор број ").map(|(at, _)| at));
        next = page
            .split_once("rel=\"next\" href=\"")
            .map(|(_, rest)| rest.split('"').next().unwrap_or_default().replace("&amp;", "&"));
    }
    assert_eq!(read.len(), 130, "every one, page by page");
    // A form has a key of its own: no cache keeps it.
    let form = square.town.get(&talk(&square, &format!("?odgovor={above}"))).await;
    assert_eq!(form.header("cache-control"), "no-store");
}
