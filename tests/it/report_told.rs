//! Who is told that a report is there, and which act was adopted.

use entities::{AuthorKind, CommentState, ConfirmEmail, Locale, comment, consultation};
use insta::assert_snapshot;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};

use crate::report::Hall;
use crate::report_forms::ADOPT;

#[tokio::test]
async fn whoever_left_an_address_is_told_once() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let mut said = Vec::new();
    for (email, confirmed, read_in) in [
        (Some("ana@adresa.example"), true, None),
        (Some("ANA@adresa.example"), true, None),
        (Some("nepotvrdena@adresa.example"), false, None),
        // The text is Cyrillic; the page on which it was written was not.
        (Some("vera@adresa.example"), true, Some(Locale::En)),
        (None, false, None),
    ] {
        let id = hall.paper(&moderator, json!({})).await;
        hall.make(&id, |row| {
            row.email = Set(email.map(str::to_owned));
            row.read_in = Set(read_in);
            row.email_confirmed_at = Set(confirmed.then(|| tests::instant("2026-11-24T10:00:00Z")));
        })
        .await;
        said.push(id);
    }
    let anonymous = hall.paper(&moderator, json!({ "authorKind": "ANONYMOUS", "name": null })).await;
    hall.make(&anonymous, |row| {
        row.author_kind = Set(AuthorKind::Anonymous);
        row.state = Set(CommentState::Withdrawn);
    })
    .await;
    hall.answer(&moderator, &said.iter().map(String::as_str).collect::<Vec<_>>(), "NOTED", "Примљено.").await;
    hall.close().await;
    assert_eq!(hall.finish(&moderator, "Све је речено.").await["errors"], json!([]));
    let letters = hall.town.unread().await;
    let told: Vec<_> = letters.iter().map(|letter| (letter.to.to_lowercase(), letter.subject.clone())).collect();
    assert_snapshot!(format!("{told:?}"), @r#"[("ana@adresa.example", "Извјештај о јавној расправи: Требиње"), ("vera@adresa.example", "Report on the public debate: Trebinje")]"#);
    let tx = hall.town.begin().await;
    let left = tx.find::<comment::Entity>().filter(comment::Column::Email.is_not_null());
    let left = left.all(tx.connection()).await.expect("comments");
    assert_eq!(left, [], "no address is kept when nobody is told anything any more");
    assert_snapshot!(letters[0].text.replace(&hall.of(), "con_…"), @"
    Објављен је извјештај о расправи „Нацрт одлуке о комуналном реду“ (Требиње), у којој сте и Ви учествовали. У њему су сви објављени коментари са одговорима и образложењима.

    Ово је посљедња порука о тој расправи: Ваша адреса је избрисана.

    Прочитајте извјештај:
    https://javno.example/trebinje/rasprava/con_…/izvjestaj?lang=sr-Cyrl

    -- 
    Ову поруку је послао сервер javno.example. На њу се не одговара.
    ");
}

#[tokio::test]
async fn whoever_wrote_by_e_mail_is_told_as_everybody_is() {
    let hall = Hall::new().await;
    let asks = consultation::ActiveModel {
        id: Unchanged(hall.draft.row.id),
        confirm_email: Set(ConfirmEmail::WhenGiven),
        ..Default::default()
    };
    let tx = hall.town.begin().await;
    tx.update(asks).await.expect("addresses are asked for");
    tx.commit().await.expect("addresses are asked for");
    let moderator = hall.moderator().await;
    let mailed = hall.paper(&moderator, json!({ "origin": "EMAIL", "email": "ana@adresa.example" })).await;
    assert_eq!(hall.town.unread().await.len(), 1);
    hall.answer(&moderator, &[&mailed], "NOTED", "Примљено.").await;
    assert_eq!(hall.town.unread().await.len(), 1);
    hall.close().await;
    assert_eq!(hall.finish(&moderator, "Све је речено.").await["errors"], json!([]));
    let letters = hall.town.unread().await;
    let told: Vec<_> = letters.iter().map(|letter| (&*letter.to, &*letter.subject)).collect();
    assert_eq!(told, [("ana@adresa.example", "Извјештај о јавној расправи: Требиње")]);
}

#[tokio::test]
async fn which_act_was_adopted_is_told_when_it_was() {
    let hall = Hall::told().await;
    let editor = hall.town.official(&hall.owner, &[entities::Role::Editor]).await;
    let print = hall.town.get(&hall.form(".pdf?lang=sr-Latn")).await.header("etag").to_owned();
    assert_eq!(
        hall.adopt(&editor, "nije adresa").await["errors"],
        json!([{ "reason": null, "field": "url", "problem": "NOT_AN_ADDRESS" }])
    );
    for url in ["https://grad.example/odluka-1", "https://grad.example/odluka-2"] {
        assert_eq!(hall.adopt(&editor, url).await["errors"], json!([]), "{url}");
        let page = hall.read("?lang=sr-Latn").await;
        assert!(page.contains(&format!("<a href=\"{url}\"")) && page.contains("Usvojeni akt"), "{page}");
        let whole: Value = serde_json::from_str(&hall.read(".json?lang=sr-Latn").await).expect("JSON");
        assert_eq!(
            whole["adopted"],
            json!([{ "name": "Odluka o komunalnom redu", "url": url }]),
            "one in place of the other"
        );
    }
    let again = hall.town.get(&hall.form(".pdf?lang=sr-Latn")).await;
    assert_ne!(again.header("etag"), print, "it is set anew");
    let text = pdf_extract::extract_text_from_mem(&again.bytes).expect("text in a PDF");
    assert!(text.contains("https://grad.example/odluka-2"), "{text}");
    // The consultation has it among its documents, and says that it is new.
    let consultation = hall.town.get(&format!("/trebinje/rasprava/{}?lang=sr-Latn", hall.of())).await.text();
    for said in ["https://grad.example/odluka-2", "usvojeni akt", "Skupština je usvojila odluku 17. 12. 2026."] {
        assert!(consultation.contains(said), "{said}: {consultation}");
    }
    let other = Hall::new().await;
    let editor = other.town.official(&other.owner, &[entities::Role::Editor]).await;
    let text = json!({ "text": "Odluka", "locale": "sr-Latn" });
    let input =
        json!({ "id": other.of(), "version": 1, "name": text, "url": "https://grad.example/1", "reason": text });
    let refused = editor.data(ADOPT, json!({ "input": input })).await;
    assert_eq!(refused["publishAdoptedAct"]["errors"][0]["reason"], "NOT_OVER");
}
