//! What changes while somebody writes in the hosted form: another text of the act is published.

use entities::{ActVersionId, AnchorId, act_anchor, act_version};
use javno::clock::Clock as _;
use javno::comments::store::texts;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};
use tests::given::cyrillic;

use crate::comments::Square;
use crate::debate_talk::{OURS, send, talk};
use crate::no_script::hidden;

impl Square {
    /// Publishes another text of the act: of its articles these, by their place, and all of them say this.
    async fn another_text(&self, articles: &[usize], says: &str) -> act_version::Model {
        let (of, owner) = (self.draft.row.id, self.owner.id);
        let tx = self.town.begin().await;
        let first = tx.find::<act_version::Entity>().filter(act_version::Column::ConsultationId.eq(of));
        let first = first.one(tx.connection()).await.expect("read").expect("a text");
        let published_at = Some(self.town.clock.now());
        let version = act_version::Model { id: ActVersionId::new(), number: first.number + 1, published_at, ..first };
        tx.insert(version.clone().into_active_model()).await.expect("another text");
        let article = |place: &usize| act_anchor::Model {
            id: AnchorId::new(),
            version_id: version.id,
            text: Some(cyrillic(says)),
            ..self.draft.articles[*place].clone()
        };
        let rows = articles.iter().map(article).map(act_anchor::Model::into_active_model);
        tx.insert_all(rows.collect()).await.expect("its articles");
        texts::record(&tx, owner, of).await.expect("it is recorded");
        tx.commit().await.expect("another text");
        version
    }
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
    square.town.clock.advance(chrono::TimeDelta::minutes(2));
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
    let about = |row: &entities::comment::Model| (row.version_id, row.anchor_id, row.anchor_key);
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
