//! A report as it is read: a page, a table, a file for programs, a PDF. Each tells the same, to everybody, and of nobody what
//! he keeps to himself.

use chrono::TimeDelta;
use entities::{AttachedFile, AttachedFiles, CommentId, CommentOrigin, CommentReason, comment};
use insta::assert_snapshot;
use sea_orm::ActiveValue::Set;
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};
use tests::people::Person;

use crate::report::Hall;

pub(crate) const ADOPT: &str = "mutation($input: PublishAdoptedActInput!) { publishAdoptedAct(input: $input) {
    consultation { version } errors { reason field problem } } }";

impl Hall {
    pub(crate) fn form(&self, ending: &str) -> String {
        format!("/trebinje/rasprava/{}/izvjestaj{ending}", self.of())
    }

    pub(crate) async fn read(&self, ending: &str) -> String {
        let answer = self.town.get(&self.form(ending)).await;
        assert_eq!(answer.status, 200, "{ending}");
        answer.text()
    }

    /// A consultation with all that a report tells of: an article, the whole, a reply, an organisation, an answer for two, a
    /// session, a way beside the form, what was changed and who signed it.
    pub(crate) async fn told() -> Self {
        Self::new().await.tell().await
    }

    /// The same in this hall.
    pub(crate) async fn tell(self) -> Self {
        let hall = self;
        hall.meet().await;
        let moderator = hall.moderator().await;
        let part = hall.draft.articles[1].id.to_string();
        let first =
            hall.paper(&moderator, json!({ "part": part, "text": "Члан треба допунити.\n\nЂаци иду цестом." })).await;
        let formula = json!({ "text": "=HYPERLINK(\"http://zlo\")", "authorKind": "ORGANISATION", "name": "Udruženje Čuvari šuma",
            "origin": "SESSION" });
        let second = hall.paper(&moderator, formula).await;
        let third =
            hall.paper(&moderator, json!({ "text": "<b>#set page()</b> $x$ @ref *Џемат*", "name": "@Ljubiša" })).await;
        hall.make(&third, |row| {
            row.parent_id = Set(Some(first.parse().expect("an id")));
            row.depth = Set(1);
            row.anchor_key = Set(Some(hall.draft.articles[1].key));
        })
        .await;
        hall.make(&first, |row| row.replies = Set(1)).await;
        let refused = hall.paper(&moderator, json!({ "text": "TAJNO odbijeno", "name": "Tajni Autor" })).await;
        hall.answer(&moderator, &[&first, &third], "PARTLY_ACCEPTED", "Прихваћено за став 1.").await;
        hall.answer(&moderator, &[&second], "OUT_OF_SCOPE", "+ Није предмет.").await;
        const REJECT: &str = "mutation($c: [CommentRead!]!) { rejectComments(input: {comments: $c, reason: INSULT}) { errors { code } } }";
        moderator.data(REJECT, json!({ "c": [{ "id": refused, "revision": 1 }] })).await;
        hall.close().await;
        let words = json!({ "summary": "Расправа је била жива.\n\nХвала свима.", "changes": "У члан 2 унесен је рок.",
            "signedBy": "Мирко Ћурић,  градоначелник" });
        let done = hall.finish_with(&moderator, words).await;
        assert_eq!(done["errors"], json!([]));
        drop(moderator);
        hall
    }

    /// Says that an act was adopted, and that it can be read here.
    pub(crate) async fn adopt(&self, by: &Person<'_>, url: &str) -> Value {
        const AT_DESK: &str =
            "query($of: ID!) { desk(municipality: \"trebinje\") { consultation(id: $of) { version } } }";
        let version = by.data(AT_DESK, json!({ "of": self.of() })).await["desk"]["consultation"]["version"].clone();
        let text = |text: &str| json!({ "text": text, "locale": "sr-Latn" });
        let input = json!({ "id": self.of(), "version": version, "name": text("Odluka o komunalnom redu"), "url": url,
            "reason": text("Skupština je usvojila odluku 17. 12. 2026.") });
        by.data(ADOPT, json!({ "input": input })).await["publishAdoptedAct"].take()
    }

    /// So many more comments, as if they had come through the form and been answered with the first.
    pub(crate) async fn crowd(&self, count: usize) {
        let tx = self.town.begin().await;
        let some = tx.find::<comment::Entity>();
        let first = sea_orm::QueryOrder::order_by_asc(some, comment::Column::Id).one(tx.connection()).await;
        let first = first.expect("a comment").expect("one is there");
        let rows = (0..count).map(|n| {
            let (id, at) = (CommentId::new(), first.received_at + TimeDelta::seconds(i64::try_from(n).expect("few")));
            let article = &self.draft.articles[n % 3];
            comment::Model {
                id,
                code: id.to_string(),
                received_at: at,
                anchor_id: Some(article.id),
                anchor_key: Some(article.key),
                text: Some(format!("Приједлог број {n}. {}", "Ријечи о члану. ".repeat(40))),
                ..first.clone()
            }
            .into_active_model()
        });
        for some in rows.collect::<Vec<_>>().chunks(200) {
            tx.insert_all(some.to_vec()).await.expect("comments");
        }
        tx.commit().await.expect("comments");
    }
}

/// Text as it stands on the page, without marks and spaces.
fn plain(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in page.chars() {
        match letter {
            '<' => inside = true,
            '>' => (inside, text) = (false, text + " "),
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_page_tells_everything_in_the_order_of_the_act() {
    let hall = Hall::told().await;
    let page = hall.read("?lang=sr-Cyrl").await;
    let article = page.split("<article").nth(1).expect("an article");
    assert_snapshot!(plain(&article.split("</article>").next().expect("its end").replace(&hall.of(), "con_…")), @r#"class="report" Требиње Извјештај о јавној расправи Нацрт одлуке о комуналном реду Извјештај објављен 24. 11. 2026. Нацрт Одлука · Верзија 1, објављена 24. 11. 2026. Трајање расправе 24. 11. 2026. – 24. 11. 2026. Други начини слања примједби На шалтеру: Шалтер 3, до 15 часова Преузмите извјештај: PDF за штампу · Табела (CSV) · Објашњење колона и шифара · Бројеви и сједнице (CSV) · За програме (JSON) Извјештај је уписан у записник расправе. Провјера записника (javno verify) показује да ли је послије објаве промијењена иједна ријеч или број. Записник расправе : сваки коментар, одлука и одговор, редом како су уписани. Преузмите га (NDJSON) · кључ којим је потписан Осврт на расправу Расправа је била жива. Хвала свима. Шта је измијењено због расправе У члан 2 унесен је рок. Извјештај потписује Мирко Ћурић, градоначелник Бројеви Примљено коментара преко интернета 0 на папиру или поштом 3 на сједницама 1 е-поштом 0 укупно 4 Шта је било са примљеним објављено 3 одбијено: увреда 1 Ко је коментарисао грађани под именом 2 без имена 0 у име организација 1 број организација 1 различитих потврђених адреса е-поште 0 коментари без потврђене адресе: број људи није познат 3 Одговори на објављене дјелимично прихваћен 2 не односи се на предмет расправе 1 Сједнице број сједница 1 присутно укупно 34 Сједнице 3. 12. 2026. у 17.00 часова · Велика сала · Мјесне заједнице · Присутно: 34 Коментари и одговори О нацрту у цјелини 1. Udruženje Čuvari šuma, организација 24. 11. 2026. · на сједници =HYPERLINK(&quot;http://zlo&quot;) Не односи се на предмет расправе + Није предмет. Члан 2. 2. Ана Марић 24. 11. 2026. · на папиру Члан треба допунити. Ђаци иду цестом. Дјелимично прихваћен Прихваћено за став 1. 3. @Ljubiša 24. 11. 2026. · на папиру · одговор на 2 &lt;b&gt;#set page()&lt;/b&gt; $x$ @ref *Џемат* Дјелимично прихваћен Прихваћено за став 1."#);
    assert!(page.contains("name=\"robots\" content=\"noindex\""));
    assert!(page.ends_with("</html>"), "{}", &page[page.len() - 60..]);
    let latin = plain(&hall.read("?lang=sr-Latn").await);
    assert!(latin.contains("Prihvaćeno za stav 1.") && latin.contains("Djelimično prihvaćen"), "{latin}");
    assert!(latin.contains("Члан треба допунити."), "what somebody wrote stays as he wrote it");
    for (lang, said) in [
        (
            "bs",
            ["Izvještaj o javnoj raspravi", "Ko je komentarisao", "Djelimično prihvaćen", "Šta je bilo s primljenim"],
        ),
        ("hr", ["Izvješće o savjetovanju", "Tko je komentirao", "Djelomično prihvaćen", "Zaprimljeno komentara"]),
        ("en", ["Report on the public debate", "Who commented", "Partially accepted", "Comments received"]),
    ] {
        let text = hall.read(&format!("?lang={lang}")).await;
        let told = plain(&text);
        for said in said.into_iter().chain(["Udruženje Čuvari šuma", "Prihvaćeno za stav 1."]) {
            assert!(told.contains(said), "{said} in {lang}: {told}");
        }
        // What the municipality wrote is Serbian still, in the letters that this reader reads.
        assert!(text.contains(&format!("<html lang=\"{lang}\">")) && text.contains("lang=\"sr-Latn\""), "{text}");
    }
    let consultation = hall.town.get(&format!("/trebinje/rasprava/{}", hall.of())).await.text();
    assert!(consultation.contains("/izvjestaj"), "the consultation leads to its report");
}

#[tokio::test]
async fn the_table_is_read_by_excel_and_runs_nothing() {
    let hall = Hall::told().await;
    let answer = hall.town.get(&hall.form(".csv?lang=sr-Cyrl")).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"izvjestaj.csv\"");
    let text = answer.text();
    assert!(text.starts_with('\u{feff}'), "Excel needs to be told");
    let steady = text.split(';').map(|cell| match cell.split_once('_') {
        Some(("com" | "anc", rest)) if rest.len() == 26 => "…",
        _ => cell,
    });
    assert_snapshot!(steady.collect::<Vec<_>>().join(";").replace(['\u{feff}', '\r'], ""), @r#"
    number;comment;reply_to;part;part_name;author_kind;author;origin;received_at;language;text;supports;disposition;reason;answered_at;files;files_taken_off;received_on;changed_at
    1;…;;;О нацрту у цјелини;ORGANISATION;Udruženje Čuvari šuma;SESSION;2026-11-24T11:00:00+01:00;sr-Latn;"'=HYPERLINK(""http://zlo"")";0;OUT_OF_SCOPE;'+ Није предмет.;2026-11-24T11:00:00+01:00;;;;
    2;…;;…;Члан 2.;CITIZEN;Ана Марић;PAPER;2026-11-24T11:00:00+01:00;sr-Cyrl;"Члан треба допунити.

    Ђаци иду цестом.";0;PARTLY_ACCEPTED;Прихваћено за став 1.;2026-11-24T11:00:00+01:00;;;;
    3;…;…;…;Члан 2.;CITIZEN;'@Ljubiša;PAPER;2026-11-24T11:00:00+01:00;sr-Latn;<b>#set page()</b> $x$ @ref *Џемат*;0;PARTLY_ACCEPTED;Прихваћено за став 1.;2026-11-24T11:00:00+01:00;;;;
    "#);
    let codebook = hall.read("-sifrarnik.csv?lang=sr-Cyrl").await;
    for code in ["PARTLY_ACCEPTED", "дјелимично прихваћен", "author_kind", "ORGANISATION"] {
        assert!(codebook.contains(code), "{codebook}");
    }
    let columns = text.lines().next().expect("a head").trim_start_matches('\u{feff}').split(';');
    for column in columns {
        assert!(codebook.contains(column), "{column} is not explained");
    }
}

#[tokio::test]
async fn table_and_program_tell_of_files_that_were_taken_off() {
    let hall = Hall::told().await;
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let id = whole["comments"][1]["id"].as_str().expect("an id");
    let mark = |sha256: &str, reason| AttachedFile {
        sha256: sha256.to_owned(),
        taken_off: Some(reason),
        ..AttachedFile::default()
    };
    let marks = vec![mark("00ff", CommentReason::PersonalData), mark("", CommentReason::Insult)];
    hall.make(id, |row| row.files = Set(Some(AttachedFiles(marks)))).await;
    let table = hall.read(".csv").await;
    assert!(table.contains(";;PERSONAL_DATA:00ff INSULT;;\r\n"), "{table}");
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let told = json!([{ "reason": "PERSONAL_DATA", "sha256": "00ff" }, { "reason": "INSULT", "sha256": null }]);
    assert_eq!(whole["comments"][1]["filesTakenOff"], told);
    let codebook = hall.read("-sifrarnik.csv?lang=sr-Latn").await;
    for code in [
        "files_taken_off;;\"prilozi koje je službenik uklonio",
        "files_taken_off;PERSONAL_DATA;",
        "files_taken_off;INSULT;",
    ] {
        assert!(codebook.contains(code), "{code}: {codebook}");
    }
}

#[tokio::test]
async fn every_form_says_that_a_comment_was_written_anew() {
    let hall = Hall::told().await;
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let id = whole["comments"][1]["id"].as_str().expect("an id");
    hall.make(id, |row| row.changed_at = Set(Some(tests::instant("2026-11-24T10:30:00Z")))).await;
    let page = plain(&hall.read("?lang=sr-Cyrl").await);
    assert!(page.contains("24. 11. 2026. · на папиру · измијењено 24. 11. 2026."), "{page}");
    assert_eq!(page.matches("измијењено 24. 11.").count(), 1, "{page}");
    let table = hall.read(".csv").await;
    assert_eq!(table.matches(";2026-11-24T11:30:00+01:00\r\n").count(), 1, "{table}");
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let told: Vec<_> =
        whole["comments"].as_array().expect("comments").iter().map(|one| one["changedAt"].clone()).collect();
    assert_eq!(json!(told), json!([null, "2026-11-24T10:30:00Z", null]));
    let pdf = hall.town.get(&hall.form(".pdf?lang=sr-Cyrl")).await;
    let text = pdf_extract::extract_text_from_mem(&pdf.bytes).expect("text in a PDF");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("на папиру · измијењено 24. 11. 2026."), "{words}");
}

#[tokio::test]
async fn programs_get_the_ids_of_the_api_and_the_same_numbers() {
    let hall = Hall::told().await;
    let whole: Value = serde_json::from_str(&hall.read(".json?lang=sr-Latn").await).expect("JSON");
    let numbers = "query($of: ID!) { consultation(id: $of) { report { id logSize numbers { received published } } } }";
    let asked = hall.town.data(numbers, json!({ "of": hall.of() })).await;
    let asked = &asked["consultation"]["report"];
    assert_eq!((&whole["id"], &whole["logSize"]), (&asked["id"], &asked["logSize"]));
    assert_eq!(whole["numbers"]["published"], asked["numbers"]["published"]);
    assert_eq!(whole["numbers"]["rejected"], json!([{ "reason": "INSULT", "count": 1 }]));
    let comments = whole["comments"].as_array().expect("comments");
    let told: Vec<_> = comments.iter().map(|one| (one["number"].clone(), one["partName"].clone())).collect();
    assert_eq!(json!(told), json!([[1, "O nacrtu u cjelini"], [2, "Član 2."], [3, "Član 2."]]));
    assert_eq!(comments[2]["replyTo"], comments[1]["id"]);
    assert_eq!(comments[1]["answer"]["reason"], "Prihvaćeno za stav 1.");
    assert_eq!(
        (&whole["changes"], &whole["signedBy"]),
        (&json!("U član 2 unesen je rok."), &json!("Mirko Ćurić, gradonačelnik"))
    );
    let act = &whole["acts"][0];
    assert_eq!((&act["title"], &act["version"]), (&json!("Odluka"), &json!(1)));
    assert!(act["publishedAt"].as_str().is_some_and(|at| at.starts_with("2026-11-24")), "{act}");
    assert_eq!(whole["channels"], json!([{ "kind": "COUNTER", "text": "Šalter 3, do 15 časova" }]));
    let session = json!([{ "startsAt": "2026-12-03T16:00:00Z", "hourStated": true, "place": "Velika sala",
        "audience": "Mjesne zajednice", "attendance": 34 }]);
    assert_eq!(whole["sessions"], session);
    assert_eq!((&whole["numbers"]["sessions"], &whole["numbers"]["attendance"]), (&json!(1), &json!(34)));
}

#[tokio::test]
async fn people_are_counted_as_far_as_anybody_can() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let mut said = Vec::new();
    // Whoever writes his address with other capitals is the same; an address that was never confirmed may be anybody's, and so may
    // one that an official entered.
    for (address, confirmed, origin) in [
        (Some("ana@adresa.example"), true, CommentOrigin::Online),
        (Some("Ana@Adresa.example"), true, CommentOrigin::Online),
        (Some("vera@adresa.example"), true, CommentOrigin::Online),
        (Some("ivo@adresa.example"), true, CommentOrigin::Email),
        (Some("niko@adresa.example"), false, CommentOrigin::Online),
        (None, false, CommentOrigin::Online),
    ] {
        let one = hall.paper(&moderator, json!({})).await;
        hall.make(&one, |row| {
            row.origin = Set(origin);
            row.email = Set(address.map(str::to_owned));
            row.email_confirmed_at = Set(confirmed.then(|| tests::instant("2026-11-24T10:00:00Z")));
        })
        .await;
        said.push(one);
    }
    let said: Vec<_> = said.iter().map(String::as_str).collect();
    hall.answer(&moderator, &said, "NOTED", "Примљено к знању.").await;
    assert_eq!(hall.town.unread().await.len(), 4, "about the answer to each comment whose address is confirmed");
    const DRAFT: &str = "query($of: ID!) { desk(municipality: \"trebinje\") { report(consultation: $of) { numbers {
        published addresses withoutAddress } } } }";
    let before = moderator.data(DRAFT, json!({ "of": hall.of() })).await["desk"]["report"]["numbers"].clone();
    hall.close().await;
    assert_eq!(hall.finish(&moderator, "Хвала.").await["errors"], json!([]));
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let counted = json!({ "published": 6, "addresses": 2, "withoutAddress": 3 });
    for (when, numbers) in [("before", &before), ("for good", &whole["numbers"])] {
        for (name, count) in counted.as_object().expect("numbers") {
            assert_eq!(&numbers[name], count, "{name} {when}");
        }
    }
    assert_eq!(hall.town.unread().await.len(), 3, "about the report to each address");
    // What nobody has written stands nowhere, not even as a heading.
    assert_eq!((&whole["changes"], &whole["signedBy"]), (&Value::Null, &Value::Null));
    let page = plain(&hall.read("?lang=en").await);
    assert!(page.contains("different confirmed e-mail addresses 2"), "{page}");
    assert!(!page.contains("What was changed") && !page.contains("signed by"), "{page}");
}

#[tokio::test]
async fn what_is_said_beside_the_summary_is_looked_at_too() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    hall.close().await;
    let words = json!({ "summary": "", "changes": "да", "signedBy": "а".repeat(201) });
    let refused = hall.finish_with(&moderator, words).await;
    let told = refused["errors"].as_array().expect("errors").iter();
    let told: Vec<_> =
        told.map(|error| format!("{} {} {}", error["field"], error["problem"], error["params"])).collect();
    assert_snapshot!(told.join("\n"), @r#"
    "changes" "TOO_SHORT" ["3"]
    "signedBy" "TOO_LONG" ["200"]
    "summary" "REQUIRED" []
    "#);
    let done = hall.finish_with(&moderator, json!({ "summary": "Хвала.", "changes": " ", "signedBy": "" })).await;
    assert_eq!(done["errors"], json!([]));
}

#[tokio::test]
async fn the_pdf_is_made_once_and_has_its_letters() {
    let hall = Hall::told().await;
    let first = hall.town.get(&hall.form(".pdf?lang=sr-Cyrl")).await;
    assert_eq!((first.status.as_u16(), first.header("content-type")), (200, "application/pdf"));
    let text = pdf_extract::extract_text_from_mem(&first.bytes).expect("text in a PDF");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Извјештај о јавној расправи",
        "Ђаци иду цестом.",
        "Udruženje Čuvari šuma, организација",
        "Дјелимично прихваћен",
        "<b>#set page()</b> $x$ @ref *Џемат*",
        "=HYPERLINK(\"http://zlo\")",
        "Члан 2.",
        "на папиру · одговор на 2",
        "Одлука · Верзија 1, објављена 24. 11. 2026.",
        "На шалтеру: Шалтер 3, до 15 часова",
        "У члан 2 унесен је рок.",
        "Мирко Ћурић, градоначелник",
        "3. 12. 2026. у 17.00 часова · Велика сала · Мјесне заједнице · Присутно: 34",
    ] {
        assert!(words.contains(said), "{said} is not in {words}");
    }
    assert!(!words.contains("TAJNO"), "{words}");
    // So that it can be read to somebody who does not see it.
    let raw = String::from_utf8_lossy(&first.bytes);
    assert!(raw.contains("/StructTreeRoot") && raw.contains("pdfuaid"), "it is not tagged");

    hall.town.statements();
    let again = hall.town.get(&hall.form(".pdf?lang=sr-Cyrl")).await;
    assert_eq!(again.header("etag"), first.header("etag"));
    assert!(!hall.town.statements().iter().any(|sql| sql.contains("INSERT")), "it was made again");
    let latin = hall.town.get(&hall.form(".pdf?lang=sr-Latn")).await;
    assert_ne!(latin.header("etag"), first.header("etag"));
    for (lang, heading) in [
        ("bs", "Izvještaj o javnoj raspravi"),
        ("hr", "Izvješće o savjetovanju"),
        ("en", "Report on the public debate"),
    ] {
        let other = hall.town.get(&hall.form(&format!(".pdf?lang={lang}"))).await;
        let text = pdf_extract::extract_text_from_mem(&other.bytes).expect("text in a PDF");
        assert!(text.contains(heading) && text.contains("Udruženje Čuvari šuma"), "{lang}: {text}");
    }
    // Somebody's words had to go: what was made of them is not shown any more.
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    hall.make(whole["comments"][1]["id"].as_str().expect("an id"), |row| {
        row.text = Set(None);
        row.erased_at = Set(Some(tests::instant("2026-12-20T10:00:00Z")));
        row.author_name = Set(Some("Марко Марић".into()));
    })
    .await;
    let erased = hall.town.get(&hall.form(".pdf?lang=sr-Cyrl")).await;
    let text = pdf_extract::extract_text_from_mem(&erased.bytes).expect("text in a PDF");
    assert!(!text.contains("цестом") && text.contains("Особа"), "{text}");
    // Nor is a name that somebody has put into the table since, in whatever form.
    let mut forms = vec![text];
    for form in ["?lang=sr-Cyrl", ".csv", ".json"] {
        forms.push(hall.read(form).await);
    }
    for text in forms {
        assert!(!text.contains("Марко Марић"), "{text}");
    }
}
