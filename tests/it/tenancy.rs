//! A row of one municipality cannot hang under another's: the database itself refuses it.

use entities::{
    CallEventKind, CallField, CallId, CorrectionId, DeadlineId, DocumentId, DocumentRole, EventId, FileId, LotId,
    MunicipalityId, QuestionId, QuestionState, call_area, call_correction, call_deadline, call_document, call_event,
    call_file, call_lot, call_origin, call_question,
};
use javno::error::Error;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel};
use tests::given::{latin, with_a_form};
use tests::{NOW, Town, instant};

/// Writes a row that says it belongs to `municipality` and hangs on `call`, alone in its transaction.
async fn write<A>(town: &Town, row: A) -> Result<(), Error>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let tx = town.begin().await;
    tx.insert(row).await?;
    tx.commit().await
}

/// Tries a child of a call under its own municipality and under another's.
async fn hangs_only_at_home<A>(child: impl Fn(MunicipalityId, CallId) -> A)
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let town = Town::new().await;
    let (home, neighbour) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let call = town.call(&home, |_| {}).await;
    let refused = write(&town, child(neighbour.id, call.id)).await.expect_err("the neighbour's row was taken");
    let said = format!("{refused:?}").to_lowercase();
    assert!(said.contains("foreign key"), "refused for another reason: {said}");
    write(&town, child(home.id, call.id)).await.expect("the same row at home");
}

#[tokio::test]
async fn an_area() {
    hangs_only_at_home(|municipality_id, call_id| {
        call_area::Model { municipality_id, call_id, area_code: "sport".into() }.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn a_lot() {
    hangs_only_at_home(|municipality_id, call_id| {
        let lot = call_lot::Model {
            id: LotId::new(),
            municipality_id,
            call_id,
            position: 1,
            title: latin("Lot"),
            area_code: None,
            budget_minor: None,
            min_grant_minor: None,
            max_grant_minor: None,
            cap_per_applicant_minor: None,
        };
        lot.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn a_deadline() {
    hangs_only_at_home(|municipality_id, call_id| {
        let deadline = call_deadline::Model {
            id: DeadlineId::new(),
            municipality_id,
            call_id,
            position: 2,
            at: instant(NOW),
            hour_stated: false,
            set_on: None,
            reason: None,
        };
        deadline.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn a_document() {
    hangs_only_at_home(|municipality_id, call_id| {
        let document = call_document::Model {
            id: DocumentId::new(),
            municipality_id,
            call_id,
            position: 1,
            role: DocumentRole::Read,
            name: latin("Smjernice"),
            url: None,
            media_type: None,
            size_bytes: None,
            version: 1,
            replaced_on: None,
            removed_on: None,
        };
        document.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn a_file() {
    let town = Town::new().await;
    let (home, neighbour) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let mut document_id = DocumentId::new();
    let call = town.call(&home, |new| document_id = with_a_form(new)).await;
    let theirs = town.call(&neighbour, |_| {}).await;
    // Their own call, and a document that is not theirs.
    let file = |municipality_id, call_id| call_file::Model {
        id: FileId::new(),
        municipality_id,
        call_id,
        document_id,
        version: 1,
        name: "a.pdf".into(),
        media_type: "application/pdf".into(),
        size_bytes: 1,
        sha256: String::new(),
        storage_key: FileId::new().to_string(),
        uploaded_at: instant(NOW),
        replaced_at: None,
    };
    let refused = write(&town, file(neighbour.id, theirs.id).into_active_model()).await.expect_err("taken");
    assert!(format!("{refused:?}").to_lowercase().contains("foreign key"), "{refused:?}");
    write(&town, file(home.id, call.id).into_active_model()).await.expect("the same row at home");
    write(&town, file(home.id, call.id).into_active_model()).await.expect_err("the same version twice");
}

#[tokio::test]
async fn an_event() {
    hangs_only_at_home(|municipality_id, call_id| {
        let event = call_event::Model {
            id: EventId::new(),
            municipality_id,
            call_id,
            kind: CallEventKind::Training,
            starts_at: instant(NOW),
            hour_stated: false,
            place: None,
            minutes_url: None,
        };
        event.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn a_question() {
    hangs_only_at_home(|municipality_id, call_id| {
        let question = call_question::Model {
            id: QuestionId::new(),
            municipality_id,
            call_id,
            asked_at: instant(NOW),
            asker: None,
            email: None,
            read_in: None,
            question: latin("Kada?"),
            state: QuestionState::Waiting,
            answer: None,
            answered_at: None,
            answered_by: None,
            version: 1,
        };
        question.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn a_correction() {
    hangs_only_at_home(|municipality_id, call_id| {
        let correction = call_correction::Model {
            id: CorrectionId::new(),
            municipality_id,
            call_id,
            at: instant(NOW),
            field: CallField::Title,
            before: None,
            after: None,
            reason: None,
        };
        correction.into_active_model()
    })
    .await;
}

#[tokio::test]
async fn what_a_call_came_from() {
    let town = Town::new().await;
    let (home, neighbour) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let (call, earlier) = (town.call(&home, |_| {}).await.id, town.call(&home, |_| {}).await.id);
    let (theirs, debate) = (town.call(&neighbour, |_| {}).await.id, town.consultation(&neighbour, |_| {}).await.id);
    let row = |of, consultation_id, earlier_id| {
        let row = call_origin::Model {
            call_id: call,
            municipality_id: of,
            consultation_id,
            earlier_id,
            title: latin("Poziv"),
        };
        row.into_active_model()
    };
    for (refused, why) in [
        (row(neighbour.id, None, Some(theirs)), "foreign key"),
        (row(home.id, None, Some(theirs)), "foreign key"),
        (row(home.id, Some(debate), None), "foreign key"),
        (row(home.id, Some(debate), Some(earlier)), "check"),
        (row(home.id, None, None), "check"),
        (row(home.id, None, Some(call)), "check"),
    ] {
        let refused = write(&town, refused).await.expect_err("no call comes from that");
        let said = format!("{refused:?}").to_lowercase();
        assert!(said.contains(why), "refused for another reason: {said}");
    }
    write(&town, row(home.id, None, Some(earlier))).await.expect("what comes from at home");
    write(&town, row(home.id, None, Some(earlier))).await.expect_err("a second thing");
}
