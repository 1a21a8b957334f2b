//! Anybody asks about a call: through the API and through the form, once, while it is time, and only the desk learns who.

use axum::body::Body;
use axum::http::{Request, header};
use chrono::TimeDelta;
use entities::{CallStage, QuestionState, Role, call_question, municipality, open_call};
use sea_orm::{ActiveValue::Set, Unchanged};
use serde_json::{Value, json};
use tests::given::latin;
use tests::{Answer, HOME, Town, instant, steady};

const ASK: &str = "mutation ($input: AskQuestionInput!) { askQuestion(input: $input) {
    question { id askedAt } errors { code reason field problem params } } }";
const AT_THE_DESK: &str = r#"query ($id: ID!) { desk(municipality: "trebinje") { today { kind }
    call(id: $id) { questions { id version asker question state } history { nodes { kind by } } } } }"#;
const ANSWER: &str = "mutation ($input: AnswerQuestionInput!) { answerQuestion(input: $input) {
    question { state version } errors { code } } }";

/// A town with an open call.
struct Square {
    town: Town,
    owner: municipality::Model,
    call: open_call::Model,
}

impl Square {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(shape: impl FnOnce(&mut open_call::Model)) -> Self {
        let town = Town::new().await;
        let owner = town.municipality("trebinje").await;
        let call = town.call(&owner, |new| shape(&mut new.call)).await;
        Self { town, owner, call }
    }

    async fn ask(&self, key: &str, more: Value) -> Value {
        let mut input = json!({ "call": self.call.id.to_string(), "text": "Kada?", "idempotencyKey": key });
        let (input_fields, more) = (input.as_object_mut().expect("an object"), more);
        input_fields.extend(more.as_object().expect("an object").clone());
        self.town.data(ASK, json!({ "input": input })).await["askQuestion"].take()
    }

    async fn rows(&self) -> Vec<call_question::Model> {
        let tx = self.town.begin().await;
        tx.find::<call_question::Entity>().all(tx.connection()).await.expect("questions")
    }

    fn form(&self) -> String {
        format!("/trebinje/pozivi/{}/pitanje", self.call.id)
    }

    /// Sends the form with these headers.
    async fn send(&self, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = Request::post(self.form()).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.town.request(request.body(Body::from(body)).expect("a request")).await
    }
}

/// What a browser says that shows our own form.
const OURS: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")];

/// The key in a form.
fn key_in(page: &Answer) -> String {
    let text = page.text();
    let rest = text.split_once(r#"name="key" value=""#).expect("a key").1;
    rest.split_once('"').expect("its end").0.to_owned()
}

#[tokio::test]
async fn a_question_waits_at_the_desk_and_is_nowhere_else() {
    let square = Square::new().await;
    let who =
        json!({ "text": "Mogu li se prijaviti dva projekta?", "name": "  Ana\n Anić ", "email": "ana@izvor.example" });
    let asked = square.ask("k", who).await;
    insta::assert_json_snapshot!(steady(asked), @r#"
    {
      "errors": [],
      "question": {
        "askedAt": "2026-11-24T10:00:00+00:00",
        "id": "[ask]"
      }
    }
    "#);
    let id = json!({ "id": square.call.id.to_string() });
    let shown = "query ($id: ID!) { node(id: $id) { ... on OpenCall { questionsAndAnswers { question { text } } } } }";
    assert_eq!(square.town.data(shown, id.clone()).await["node"]["questionsAndAnswers"], json!([]));
    let page = square.town.get(&format!("/trebinje/pozivi/{}", square.call.id)).await.text();
    assert!(!page.contains("dva projekta") && !page.contains("Ana"), "{page}");

    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    let mut desk = editor.data(AT_THE_DESK, id.clone()).await["desk"].take();
    insta::assert_json_snapshot!(steady(desk.clone()), @r#"
    {
      "call": {
        "history": {
          "nodes": [
            {
              "by": null,
              "kind": "QUESTION_ASKED"
            },
            {
              "by": null,
              "kind": "CALL_PUBLISHED"
            }
          ]
        },
        "questions": [
          {
            "asker": "Ana Anić",
            "id": "[ask]",
            "question": "Mogu li se prijaviti dva projekta?",
            "state": "WAITING",
            "version": 1
          }
        ]
      },
      "today": [
        {
          "kind": "QUESTION_WAITING"
        }
      ]
    }
    "#);

    // Answered, it is public, and whoever asked is told, once.
    let question = desk["call"]["questions"][0]["id"].take();
    let answer = |version| json!({ "input": { "id": question, "version": version, "answer": { "text": "Ne.", "locale": "sr-Latn" } } });
    editor.data(ANSWER, answer(1)).await;
    let letters = square.town.unread().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "ana@izvor.example");
    insta::assert_snapshot!(format!("{}\n\n{}", letters[0].subject, letters[0].text.replace(&square.call.id.to_string(), "[call]")), @"
    Odgovor na Vaše pitanje: Trebinje

    Na Vaše pitanje o pozivu „Javni poziv za projekte udruženja“ odgovoreno je (Trebinje). Pitanje i odgovor su objavljeni na stranici poziva.

    Ovo je jedina poruka o tom pitanju: Vaša adresa je izbrisana.

    Ako niste ništa pitali, neko je upisao Vašu adresu greškom. Zanemarite ovu poruku.

    Pročitajte odgovor:
    https://javno.example/trebinje/pozivi/[call]#pitanja

    -- 
    Ovu poruku je poslao server javno.example. Na nju se ne odgovara.
    ");
    assert_eq!(square.rows().await[0].email, None, "it was left for that letter");
    let public = square.town.data(shown, id).await["node"]["questionsAndAnswers"].to_string();
    assert_eq!(public, r#"[{"question":{"text":"Mogu li se prijaviti dva projekta?"}}]"#);
    editor.data(ANSWER, answer(2)).await;
    assert_eq!(square.town.unread().await.len(), 0, "a mended answer is no second letter");
}

#[tokio::test]
async fn an_answer_that_is_withheld_before_its_letter_is_sent_is_not_told() {
    let square = Square::new().await;
    square.ask("k", json!({ "email": "ana@izvor.example" })).await;
    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    let id = square.rows().await[0].id.to_string();
    let answer = json!({ "id": id, "version": 1, "answer": { "text": "Ne.", "locale": "sr-Latn" } });
    editor.data(ANSWER, json!({ "input": answer })).await;
    let withhold = "mutation ($input: WithholdQuestionInput!) { withholdQuestion(input: $input) { errors { code } } }";
    editor.data(withhold, json!({ "input": { "id": id, "version": 2 } })).await;
    assert_eq!(square.town.unread().await.len(), 0);
}

#[tokio::test]
async fn the_address_of_a_question_that_is_never_answered_is_not_kept() {
    let square = Square::new().await;
    square.ask("k", json!({ "email": "ana@izvor.example" })).await;
    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    let id = square.rows().await[0].id.to_string();
    let withhold = "mutation ($input: WithholdQuestionInput!) { withholdQuestion(input: $input) { errors { code } } }";
    editor.data(withhold, json!({ "input": { "id": id, "version": 1 } })).await;
    assert_eq!(square.rows().await[0].email, None);
}

#[tokio::test]
async fn the_same_question_sent_again_is_one_also_when_it_is_too_late_for_another() {
    let square = Square::new().await;
    let first = square.ask("k", json!({})).await;
    square.town.clock.advance(TimeDelta::days(30));
    assert_eq!(square.ask("k", json!({})).await, first, "he was in time");
    let other = square.ask("k", json!({ "text": "Gdje?" })).await;
    assert_eq!(other["errors"][0]["reason"], "KEY_USED_OTHERWISE");
    let late = square.ask("l", json!({})).await;
    assert_eq!(late["errors"][0]["reason"], "QUESTIONS_CLOSED");
    assert_eq!(square.rows().await.len(), 1);
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_at_once_and_leaves_the_key_free() {
    let square = Square::new().await;
    let long = "a".repeat(2_001);
    let wrong = json!({ "text": long, "name": "b".repeat(201), "email": "ana at izvor" });
    insta::assert_snapshot!(square.ask("k", wrong).await["errors"].to_string(), @r#"[{"code":"INVALID","field":"text","params":["2000"],"problem":"TOO_LONG","reason":null},{"code":"INVALID","field":"name","params":["200"],"problem":"TOO_LONG","reason":null},{"code":"INVALID","field":"email","params":[],"problem":"NOT_AN_ADDRESS","reason":null}]"#);
    insta::assert_snapshot!(square.ask("k", json!({ "text": " \n" })).await["errors"].to_string(), @r#"[{"code":"INVALID","field":"text","params":[],"problem":"REQUIRED","reason":null}]"#);
    assert_eq!(square.ask("k", json!({ "name": "", "email": " " })).await["errors"], json!([]));
    let row = &square.rows().await[0];
    assert_eq!((row.asker.clone(), row.email.clone()), (None, None));
    for key in ["", "a\tb", &"k".repeat(256)] {
        let input = json!({ "call": square.call.id.to_string(), "text": "Kada?", "idempotencyKey": key });
        let refusal = square.town.refusal(ASK, json!({ "input": input })).await;
        assert!(refusal.starts_with("BAD_REQUEST"), "{refusal}");
    }
}

#[tokio::test]
async fn questions_are_taken_about_open_calls_alone() {
    let draft = Square::with(|call| call.stage = CallStage::Draft).await;
    let input = json!({ "call": draft.call.id.to_string(), "text": "Kada?", "idempotencyKey": "k" });
    let refusal = draft.town.refusal(ASK, json!({ "input": input })).await;
    assert!(refusal.starts_with("NOT_FOUND"), "{refusal}");
    let over = Square::with(|call| call.questions_until = Some(instant("2026-11-24T09:59:59Z"))).await;
    assert_eq!(over.ask("k", json!({})).await["errors"][0]["reason"], "QUESTIONS_CLOSED");
    let form = over.town.get(&over.form()).await;
    assert!(!form.text().contains("<textarea") && form.text().contains("se više ne primaju"), "{}", form.text());
    let page = over.town.get(&format!("/trebinje/pozivi/{}", over.call.id)).await;
    assert!(!page.text().contains("/pitanje"), "the form is not offered");
}

#[tokio::test]
async fn a_queue_that_is_full_takes_no_more_until_something_is_answered() {
    let square = Square::new().await;
    for _ in 0..100 {
        square.town.question(&square.owner, square.call.id, |_| {}).await;
    }
    assert_eq!(square.ask("k", json!({})).await["errors"][0]["reason"], "TOO_MANY_QUESTIONS");
    let elsewhere = square.town.call(&square.owner, |_| {}).await;
    assert_eq!(square.ask("k", json!({ "call": elsewhere.id.to_string() })).await["errors"], json!([]), "each its own");
    let (one, tx) = (square.rows().await.remove(0), square.town.begin().await);
    let withheld =
        call_question::ActiveModel { id: Unchanged(one.id), state: Set(QuestionState::Withheld), ..Default::default() };
    tx.update(withheld).await.expect("withheld");
    tx.commit().await.expect("withheld");
    assert_eq!(square.ask("l", json!({})).await["errors"], json!([]));
}

#[tokio::test]
async fn the_form_asks_without_any_script_and_once() {
    let square = Square::new().await;
    let page = square.town.get(&format!("/trebinje/pozivi/{}", square.call.id)).await.text();
    assert!(page.contains(&format!(r#"href="{}""#, square.form())), "{page}");
    let form = square.town.get(&square.form()).await;
    assert_eq!(form.header("cache-control"), "no-store", "its key is for one reader");
    assert!(form.header("content-security-policy").contains("default-src 'none'"), "{form:?}");
    let main = form.text().split_once("<main").expect("a page").1.replace(&key_in(&form), "[key]");
    let main = main.split_once("</main>").expect("its end").0.replace(&square.call.id.to_string(), "[call]");
    insta::assert_snapshot!(main.replace("><", ">\n<"), @r#"
     id="sadrzaj">
    <p class="back">
    <a href="/trebinje/pozivi/[call]" lang="sr-Latn">← Javni poziv za projekte udruženja</a>
    </p>
    <h1>Postavite pitanje</h1>
    <form class="ask" id="pisem" method="post" action="/trebinje/pozivi/[call]/pitanje">
    <input type="hidden" name="key" value="[key]">
    <label for="text">Pitanje</label>
    <textarea id="text" name="text" rows="6" maxlength="2000" required aria-describedby="public">
    </textarea>
    <p class="hint" id="public">Kada stigne odgovor, pitanje i odgovor objavljuju se na stranici poziva, za sve. Zato u pitanju ne navodite lične podatke.</p>
    <label for="name">Ime ili organizacija (nije obavezno)</label>
    <input id="name" name="name" type="text" value="" autocomplete="name">
    <label for="email">E-pošta (nije obavezno)</label>
    <input id="email" name="email" type="email" value="" autocomplete="email">
    <p class="hint">Ime i e-pošta se nikada ne objavljuju. Ime vidi samo ko odgovara. Na e-poštu stiže jedna poruka, kada odgovor bude objavljen, i adresa se tada briše. Podatke obrađuje Trebinje, samo radi odgovora na pitanje.</p>
    <div class="trap">
    <label for="website">Ovo polje ostavite prazno</label>
    <input id="website" name="website" type="text" value="" autocomplete="off" tabindex="-1">
    </div>
    <button>Pošaljite pitanje</button>
    </form>
    "#);
    assert_ne!(key_in(&form), key_in(&square.town.get(&square.form()).await));

    let key = key_in(&form);
    let fields =
        [("key", &*key), ("text", "<b>Kada?</b>"), ("name", "Ana"), ("email", "ana@izvor.example"), ("website", "")];
    let receipt = square.send(&fields, &OURS).await;
    assert_eq!((receipt.status.as_u16(), receipt.header("cache-control")), (200, "no-store"));
    let rows = square.rows().await;
    let said = receipt.text();
    assert!(said.contains(&rows[0].id.to_string()) && said.contains("&lt;b&gt;Kada?&lt;/b&gt;"), "{said}");
    assert_eq!(rows[0].question, latin("<b>Kada?</b>"));
    let again = square.send(&fields, &OURS).await;
    assert_eq!(again.text(), said, "whoever loads it again asks nothing new");
    let other = square.send(&[("key", &*key), ("text", "Gdje?")], &OURS).await;
    assert_eq!(other.status, 409);
    assert!(other.text().contains("već poslato") && other.text().contains("Gdje?"), "{}", other.text());
    let fresh = key_in(&other);
    assert_eq!(square.send(&[("key", &*fresh), ("text", "Gdje?")], &OURS).await.status, 200);
    assert_eq!(square.rows().await.len(), 2);
}

#[tokio::test]
async fn the_answers_letter_speaks_as_the_page_on_which_was_asked() {
    let square = Square::new().await;
    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    for (lang, text, written, subject) in [
        ("hr", "Do kada traje poziv?", "hr", "Odgovor na Vaše pitanje: Trebinje"),
        ("en", "Until when is it open?", "en", "Your question was answered: Trebinje"),
        // Whatever it is written in: the letter is for whoever reads the page.
        ("en", "До када траје позив?", "sr-Cyrl", "Your question was answered: Trebinje"),
    ] {
        let body = [("key", text), ("text", text), ("email", "ana@izvor.example")];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(body).finish();
        let mut request = Request::post(format!("{}?lang={lang}", square.form()))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in OURS {
            request = request.header(name, value);
        }
        let asked = square.town.request(request.body(Body::from(body)).expect("a request")).await;
        assert_eq!(asked.status, 200, "{}", asked.text());
        // Through the API it is said. Nobody gets so many letters in one hour.
        let by_program = json!({ "text": text, "email": "iva@izvor.example", "locale": lang });
        let asked = square.ask(&format!("{text} by program"), by_program).await;
        assert_eq!(asked["errors"], json!([]));
        let rows = square.rows().await;
        let told = rows.iter().filter(|row| row.state == QuestionState::Waiting);
        for row in told {
            assert_eq!(row.question.original.locale.tag(), written);
            let answer =
                json!({ "id": row.id.to_string(), "version": 1, "answer": { "text": "Ne.", "locale": "sr-Latn" } });
            editor.data(ANSWER, json!({ "input": answer })).await;
        }
        let letters = square.town.unread().await;
        assert_eq!(letters.len(), 2);
        for letter in letters {
            assert_eq!(letter.subject, subject);
            assert!(letter.text.contains(&format!("?lang={lang}#pitanja")), "{}", letter.text);
        }
    }
}

#[tokio::test]
async fn a_question_is_kept_in_the_language_in_which_it_is_asked_whatever_its_page_speaks() {
    let square = Square::new().await;
    for (lang, text, written) in [
        ("en", "Može li se rok produžiti?", "sr-Latn"),
        ("en", "Who may apply?", "en"),
        ("sr-Latn", "When does the call close?", "en"),
        ("sr-Cyrl", "Where is the form?", "en"),
        ("sr-Cyrl", "Gdje je obrazac?", "sr-Latn"),
    ] {
        let asked = square.ask(text, json!({ "text": text, "locale": lang })).await;
        assert_eq!(asked["errors"], json!([]));
        let rows = square.rows().await;
        let row = rows.iter().find(|row| row.question.original.text == text).expect("the question");
        assert_eq!(row.question.original.locale.tag(), written, "{text}");
    }
}

/// Whoever mends an answer must meet what was written: letters made for a reader would replace it.
#[tokio::test]
async fn an_answer_is_edited_as_it_was_written() {
    let square = Square::new().await;
    square.ask("k", json!({ "text": "Mogu li dva?" })).await;
    let editor = square.town.official(&square.owner, &[Role::Editor]).await;
    let id = square.rows().await[0].id.to_string();
    let written = json!({ "text": "Može Teams.", "locale": "sr-Latn",
        "overrides": [{ "locale": "sr-Cyrl", "text": "Може Teams." }, { "locale": "en", "text": "Yes, Teams." }] });
    editor.data(ANSWER, json!({ "input": { "id": id, "version": 1, "answer": written } })).await;
    for spoken in ["sr-Cyrl", "en"] {
        let query = format!(
            r#"query ($id: ID!) {{ desk(municipality: "trebinje", locale: "{spoken}") {{
                call(id: $id) {{ questions {{ answer {{ text locale overrides {{ locale text }} }} }} }} }} }}"#
        );
        let found = editor.data(&query, json!({ "id": square.call.id.to_string() })).await;
        assert_eq!(found["desk"]["call"]["questions"][0]["answer"], written, "{spoken}");
    }
}

#[tokio::test]
async fn a_form_that_is_not_right_comes_back_as_it_was_filled_in() {
    let square = Square::new().await;
    let wrong = square.send(&[("key", "k"), ("text", " "), ("email", "ana at"), ("name", "Ana <3")], &OURS).await;
    assert_eq!(wrong.status, 400);
    let text = wrong.text();
    for part in ["Upišite pitanje.", "Ovo nije adresa e-pošte.", r#"value="ana at""#, r#"value="Ana &lt;3""#] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    // What a program fills in that sees every field.
    let trapped = square.send(&[("key", "k"), ("text", "Kupite"), ("website", "https://spam.example")], &OURS).await;
    assert_eq!(trapped.status, 400);
    assert_eq!(square.rows().await.len(), 0);
}

#[tokio::test]
async fn only_our_own_form_may_send() {
    let square = Square::new().await;
    let own = HOME.trim_end_matches('/');
    let mut table = String::new();
    for headers in [
        vec![("sec-fetch-site", "same-origin"), ("origin", own)],
        vec![("sec-fetch-site", "same-origin"), ("origin", "null")],
        vec![("origin", own)],
        vec![("sec-fetch-site", "cross-site"), ("origin", "https://other.example")],
        vec![("sec-fetch-site", "same-site"), ("origin", "https://sub.javno.example")],
        vec![("sec-fetch-site", "none")],
        vec![("sec-fetch-site", "cross-site"), ("origin", own)],
        vec![("origin", "https://other.example")],
        vec![("origin", "null")],
        vec![],
    ] {
        let key = format!("{headers:?}");
        let sent = square.send(&[("key", &*key), ("text", "Kada?")], &headers).await;
        table += &format!("{} {key}\n", sent.status.as_u16());
    }
    insta::assert_snapshot!(table, @r#"
    200 [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")]
    200 [("sec-fetch-site", "same-origin"), ("origin", "null")]
    200 [("origin", "https://javno.example")]
    403 [("sec-fetch-site", "cross-site"), ("origin", "https://other.example")]
    403 [("sec-fetch-site", "same-site"), ("origin", "https://sub.javno.example")]
    403 [("sec-fetch-site", "none")]
    403 [("sec-fetch-site", "cross-site"), ("origin", "https://javno.example")]
    403 [("origin", "https://other.example")]
    403 [("origin", "null")]
    403 []
    "#);
    let elsewhere = square.town.municipality("teslic").await;
    let theirs = square.form().replace("trebinje", &elsewhere.slug);
    assert_eq!(square.town.get(&theirs).await.status, 404);
}

#[tokio::test]
async fn who_only_looks_on_at_the_desk_does_not_learn_who_asked() {
    let square = Square::new().await;
    square.ask("k", json!({ "name": "Ana Anić" })).await;
    let id = json!({ "id": square.call.id.to_string() });
    let asked =
        r#"query ($id: ID!) { desk(municipality: "trebinje") { call(id: $id) { questions { asker question } } } }"#;
    for (role, asker) in [
        (Role::Editor, json!("Ana Anić")),
        (Role::Admin, json!("Ana Anić")),
        (Role::Moderator, json!(null)),
        (Role::Webmaster, json!(null)),
    ] {
        let person = square.town.official(&square.owner, &[role]).await;
        let seen = person.data(asked, id.clone()).await["desk"]["call"]["questions"].take();
        assert_eq!(seen, json!([{ "asker": asker, "question": "Kada?" }]), "{role:?}");
    }
}

#[tokio::test]
async fn one_client_does_not_fill_the_list_of_a_call() {
    let town = Town::configured(|config| config.rate.comments_per_minute = 3).await;
    let owner = town.municipality("trebinje").await;
    let call = town.call(&owner, |_| {}).await;
    let ask = async |key: &str| {
        let input = json!({ "call": call.id.to_string(), "text": "Kada?", "idempotencyKey": key });
        town.ask(ASK, json!({ "input": input })).await
    };
    for key in ["a", "b", "c"] {
        assert!(ask(key).await["errors"].is_null());
    }
    assert_eq!(ask("d").await["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    assert!(ask("a").await["errors"].is_null(), "what is sent again is not counted");
    town.clock.advance(TimeDelta::minutes(1));
    assert!(ask("d").await["errors"].is_null());
}

#[tokio::test]
async fn who_asked_about_a_call_that_is_long_over_is_forgotten() {
    let square = Square::with(|call| call.deadline_at = Some(instant("2026-12-01T10:00:00Z"))).await;
    square.ask("k", json!({ "email": "ana@izvor.example" })).await;
    let care = async || {
        use javno::clock::Clock as _;
        let now = square.town.clock.now();
        javno::calls::care::forget(&square.town.app.db, now).await.expect("care")
    };
    square.town.clock.advance(TimeDelta::days(90));
    assert_eq!(care().await, 0, "somebody may still answer");
    square.town.clock.advance(TimeDelta::days(8));
    assert_eq!(care().await, 1);
    assert_eq!(square.rows().await[0].email, None);
    assert_eq!(care().await, 0);
}
