//! What changes while somebody writes in the hosted form: another text of the act is published, the consultation ends, what he
//! replies to goes. What he has written is on the text that he has read, and is never lost.

use chrono::TimeDelta;
use entities::{
    ActVersionId, AnchorId, ConsultationStage, Locale, Moderation, act_anchor, act_version, comment, consultation,
};
use javno::clock::Clock as _;
use javno::comments::store::texts;
use javno::locale::messages::Messages;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, Unchanged};
use serde_json::{Value, json};
use tests::given::{cyrillic, latin};

use crate::comments::{REJECT, Square};
use crate::debate_talk::{OURS, send, talk};
use crate::no_script::hidden;

impl Square {
    /// Publishes another text of the act: of its articles these, by their place, and all of them say this.
    async fn another_text(&self, articles: &[usize], says: &str) {
        let (of, owner) = (self.draft.row.id, self.owner.id);
        let tx = self.town.begin().await;
        let first = tx.find::<act_version::Entity>().filter(act_version::Column::ConsultationId.eq(of));
        let first = first.one(tx.connection()).await.expect("read").expect("a text");
        let published_at = Some(self.town.clock.now());
        let version = act_version::Model { id: ActVersionId::new(), number: first.number + 1, published_at, ..first };
        let id = version.id;
        tx.insert(version.into_active_model()).await.expect("another text");
        let article = |place: &usize| act_anchor::Model {
            id: AnchorId::new(),
            version_id: id,
            text: Some(cyrillic(says)),
            ..self.draft.articles[*place].clone()
        };
        let rows = articles.iter().map(article).map(act_anchor::Model::into_active_model);
        tx.insert_all(rows.collect()).await.expect("its articles");
        texts::record(&tx, owner, of).await.expect("it is recorded");
        tx.commit().await.expect("another text");
    }

    /// Puts the consultation into this stage.
    async fn now_at(&self, stage: ConsultationStage) {
        let row =
            consultation::ActiveModel { id: Unchanged(self.draft.row.id), stage: Set(stage), ..Default::default() };
        let tx = self.town.begin().await;
        tx.update(row).await.expect("a consultation");
        tx.commit().await.expect("a consultation");
    }

    /// A comment on the second article that everybody reads: what its writer was answered.
    async fn read_by_all(&self, key: &str) -> Value {
        let mut input = self.as_the_form(key, "Члан 2. треба брисати.").await;
        input["part"] = json!(self.draft.articles[1].id.to_string());
        let sent = self.send(input).await;
        assert_eq!(sent["receipt"]["state"], "PUBLISHED", "{sent}");
        sent["receipt"].clone()
    }
}

/// A sentence of the page in the language in which somebody reads, and that his text stands there.
fn kept(page: &str, locale: Locale, said: &'static str, text: &str) {
    let said = Messages::of(locale).say(said);
    assert!(page.contains(said) && page.contains(&format!(">{text}</textarea>")), "{said} {text}: {page}");
    assert_eq!(page.matches(" autofocus").count(), 1, "the page opens at one place: {page}");
}

#[tokio::test]
async fn a_comment_is_on_the_text_that_stood_in_the_form() {
    let square = Square::new(|_| {}).await;
    let read = &square.draft.articles[1];
    let there = talk(&square, &format!("?dio={}&pisem=1", read.key));
    let page = square.town.get(&there).await.text();
    assert!(page.contains("Tekst člana.") && !page.contains("ranija verzija"), "{page}");
    let (key, since, part) = (hidden(&page, "key"), hidden(&page, "since"), hidden(&page, "part"));
    assert_eq!(part, read.id.to_string());
    square.town.clock.advance(TimeDelta::minutes(2));
    square.another_text(&[0, 1, 2], "Нешто сасвим друго.").await;

    // Whoever is told that something is wrong, or changes the language, reads what he has read.
    let fields = [("key", &*key), ("since", &*since), ("part", &*part), ("text", ""), ("kind", "ANONYMOUS")];
    for (fields, status) in [(fields.to_vec(), 422), ([&fields[..], &[("jezik", "sr-Latn")]].concat(), 200)] {
        let again = send(&square, &there, &fields, &OURS).await;
        let page = again.text();
        assert_eq!((again.status.as_u16(), hidden(&page, "part")), (status, part.clone()), "{page}");
        assert!(page.contains("Tekst člana.") && !page.contains("Nešto sasvim drugo."), "{page}");
        assert!(page.contains("Najnovija je verzija 2."), "{page}");
    }
    let fields = [("key", &*key), ("since", &*since), ("part", &*part), ("text", "Допунити."), ("kind", "ANONYMOUS")];
    let sent = send(&square, &there, &fields, &OURS).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let rows = square.rows().await;
    let about = |row: &comment::Model| (row.version_id, row.anchor_id, row.anchor_key);
    assert_eq!(about(&rows[0]), (Some(read.version_id), Some(read.id), Some(read.key)));
    let again = send(&square, &there, &fields, &OURS).await;
    assert_eq!((again.status.as_u16(), again.header("location")), (303, sent.header("location")), "it is one");

    // Whoever opens the form now reads the new text, and writes about that.
    let page = square.town.get(&there).await.text();
    assert!(page.contains("Nešto sasvim drugo.") && !page.contains("ranija verzija"), "{page}");
    assert_ne!(hidden(&page, "part"), part);
}

#[tokio::test]
async fn a_part_that_the_new_text_has_no_more_is_read_and_written_about_as_it_was() {
    let square = Square::new(|_| {}).await;
    let gone = &square.draft.articles[2];
    let there = talk(&square, &format!("?dio={}&pisem=1", gone.key));
    let part = hidden(&square.town.get(&there).await.text(), "part");
    square.another_text(&[0, 1], "Нешто сасвим друго.").await;
    let fields = [("key", "k1"), ("part", &*part), ("text", "Члан 3. треба задржати."), ("kind", "ANONYMOUS")];
    let sent = send(&square, &there, &fields, &OURS).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(square.rows().await[0].anchor_id, Some(gone.id));
    let read = square.town.get(&talk(&square, &format!("?dio={}", gone.key))).await;
    assert_eq!(read.status, 200);
    let page = read.text();
    assert!(page.contains("Član 3.") && page.contains("Najnovija je verzija 2."), "{page}");
    // Neither a part of another consultation, nor one that there never was.
    let other = square.town.debate(&square.owner, |_| {}).await;
    for part in [other.articles[0].id.to_string(), AnchorId::new().to_string()] {
        let fields = [("key", "k2"), ("part", &*part), ("text", "Члан 3. треба задржати."), ("kind", "ANONYMOUS")];
        assert_ne!(send(&square, &there, &fields, &OURS).await.status, 303, "{part}");
    }
    assert_eq!(square.rows().await.len(), 1);
}

#[tokio::test]
async fn what_was_written_stays_when_comments_are_taken_no_more() {
    for cancelled in [false, true] {
        let square = Square::new(|row| {
            row.closes_at = Some(row.created_at + TimeDelta::minutes(1));
            row.contact = Some(latin("Kancelarija 21"));
        })
        .await;
        let there = talk(&square, &format!("?dio={}&pisem=1", square.draft.articles[1].key));
        let page = square.town.get(&there).await.text();
        let (key, since, part) = (hidden(&page, "key"), hidden(&page, "since"), hidden(&page, "part"));
        if cancelled {
            square.now_at(ConsultationStage::Cancelled).await;
        } else {
            square.town.clock.advance(TimeDelta::minutes(2));
        }
        let text = "Члан 2. треба допунити.";
        let fields = [("key", &*key), ("since", &*since), ("part", &*part), ("text", text), ("kind", "ANONYMOUS")];
        for locale in Locale::ALL {
            let here = format!("{there}&lang={}", locale.tag());
            let late = send(&square, &here, &fields, &OURS).await;
            assert_eq!(late.status, 422, "{cancelled} {}", late.text());
            let page = late.text();
            kept(&page, locale, "receipt.lateKept", text);
            assert!(page.contains("name=\"text\" rows=\"6\" readonly>"), "to be taken away: {page}");
            assert!(page.contains("21</span>") && !page.contains(Messages::of(locale).say("comment.send")), "{page}");
            // Whoever reads another language takes it with him.
            assert!(page.contains("formaction=") && page.contains("name=\"jezik\""), "{page}");
            let again = send(&square, &here, &[("text", text), ("jezik", locale.tag())], &OURS).await;
            assert_eq!(again.status, 200);
            kept(&again.text(), locale, "receipt.lateKept", text);
        }
        assert_eq!(square.rows().await.len(), 0);
        let page = square.town.get(&there).await.text();
        assert!(page.contains("Komentari se više ne primaju.") && !page.contains("<textarea"), "{page}");
    }
}

/// Whoever was in time stays in time.
#[tokio::test]
async fn whoever_sends_again_what_was_received_is_answered_as_then() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let above = square.read_by_all("key 1").await;
    let to = talk(&square, &format!("?odgovor={}", above["comment"]["id"].as_str().expect("an id")));
    let page = square.town.get(&to).await.text();
    let (key, part) = (hidden(&page, "key"), hidden(&page, "part"));
    let fields = [("key", &*key), ("part", &*part), ("text", "Слажем се."), ("kind", "ANONYMOUS")];
    let sent = send(&square, &to, &fields, &OURS).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    square.withdraw(&above["code"], "w1").await;
    for again in 0..2 {
        let answer = send(&square, &to, &fields, &OURS).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, sent.header("location")), "{again}");
        square.now_at(ConsultationStage::Cancelled).await;
    }
    assert_eq!(square.rows().await.len(), 2);
}

#[tokio::test]
async fn a_reply_to_what_has_gone_is_offered_as_a_comment_on_the_same_part() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let moderator = square.moderator().await;
    let article = &square.draft.articles[1];
    for (number, refused) in [true, false].into_iter().enumerate() {
        let above = square.read_by_all(&format!("above {number}")).await;
        let id = above["comment"]["id"].as_str().expect("an id");
        let to = talk(&square, &format!("?odgovor={id}"));
        let page = square.town.get(&to).await.text();
        let (key, since, part) = (hidden(&page, "key"), hidden(&page, "since"), hidden(&page, "part"));
        assert_eq!(part, article.id.to_string(), "what it is about stands in the form of a reply, too");
        if refused {
            moderator.data(REJECT, json!({ "comments": [{ "id": id, "revision": 1 }] })).await;
        } else {
            square.withdraw(&above["code"], &format!("w {number}")).await;
        }
        assert_eq!(square.town.get(&to).await.status, 404, "nobody begins to reply to it");
        square.town.clock.advance(TimeDelta::minutes(2));
        let text = "Слажем се с вама.";
        let fields = [("key", &*key), ("since", &*since), ("part", &*part), ("text", text), ("kind", "ANONYMOUS")];
        let before = square.rows().await.len();
        for locale in Locale::ALL {
            let gone = send(&square, &format!("{to}&lang={}", locale.tag()), &fields, &OURS).await;
            assert_eq!(gone.status, 422, "{}", gone.text());
            kept(&gone.text(), locale, "receipt.replyGone", text);
        }
        assert_eq!(square.rows().await.len(), before, "nothing is sent as what it was not meant as");
        let page = send(&square, &to, &fields, &OURS).await.text();
        assert!(page.contains("Vaš komentar: Član 2.") && !page.contains("readonly"), "{page}");
        let action = page.split_once("method=\"post\" action=\"").expect("a form").1;
        let action = action.split('"').next().expect("its end").replace("&amp;", "&");
        assert!(!action.contains("odgovor"), "{action}");
        let (key, since, part) = (hidden(&page, "key"), hidden(&page, "since"), hidden(&page, "part"));
        let fields = [("key", &*key), ("since", &*since), ("part", &*part), ("text", text), ("kind", "ANONYMOUS")];
        let sent = send(&square, &action, &fields, &OURS).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let last = square.rows().await.pop().expect("a comment");
        assert_eq!((last.parent_id, last.anchor_id, last.text.as_deref()), (None, Some(article.id), Some(text)));
        assert_eq!(last.signals.0, [entities::Signal::NoScript], "it was open for as long as he wrote");
    }
}

#[tokio::test]
async fn what_was_written_about_what_is_nowhere_is_offered_as_a_comment_on_the_whole() {
    let square = Square::new(|_| {}).await;
    let text = "Ово треба допунити.";
    let (id, key) = (AnchorId::new().to_string(), entities::AnchorKey::new());
    for (there, part) in [("?pisem=1".to_owned(), &*id), (format!("?dio={key}&pisem=1"), "")] {
        let fields = [("key", "k1"), ("part", part), ("text", text), ("kind", "ANONYMOUS")];
        let gone = send(&square, &talk(&square, &there), &fields, &OURS).await;
        assert_eq!(gone.status, 422, "{there}: {}", gone.text());
        let page = gone.text();
        kept(&page, Locale::SrLatn, "receipt.partGone", text);
        assert!(page.contains("Vaš komentar: nacrt u cjelini") && !page.contains("name=\"part\""), "{page}");
    }
    assert_eq!(square.rows().await.len(), 0);
}

#[tokio::test]
async fn what_was_written_is_there_also_where_the_consultation_is_not() {
    let square = Square::new(|_| {}).await;
    // As a list from elsewhere does that takes it back.
    square.now_at(ConsultationStage::Draft).await;
    let text = "Члан 2. треба допунити.";
    let fields = [("key", "k1"), ("text", text), ("kind", "ANONYMOUS")];
    for locale in Locale::ALL {
        let there = talk(&square, &format!("?lang={}", locale.tag()));
        let gone = send(&square, &there, &fields, &OURS).await;
        assert_eq!((gone.status.as_u16(), gone.header("cache-control")), (404, "no-store"));
        kept(&gone.text(), locale, "receipt.debateGone", text);
        let foreign = send(&square, &there, &fields, &[("sec-fetch-site", "cross-site")]).await;
        assert!(foreign.status == 403 && !foreign.text().contains(text), "another site puts nothing into our mouth");
    }
}
