//! Facts of a consultation in its log: whenever one is published, all of them as they are by then.
//!
//! Of what was published before there were such entries, or before these said all that they say now, the daily care records
//! what stands then ([`untold`], [`record_untold`]), each by itself: so nobody who comments waits for more than one.

use entities::{
    ConsultationId, ConsultationStage, MunicipalityId, consultation, consultation_channel, consultation_document,
    consultation_file, consultation_session, log_entry, log_head,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Order, Query};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};

use super::log;
use crate::comments::rules::facts::{Facts, Rows, Shown};
use crate::comments::rules::log::Entry;
use crate::error::Error;
use crate::scope::{As, Scope, Tx};
use crate::viewer::Opens;

/// That an entry tells of facts: what stands behind `{"what":"`. The words are those of `log_entry_facts`, an index.
const TELLS_OF_FACTS: &str = "substr(body, 10, 6) = 'facts\"'";
/// How far one is read to see how much it says, and how it reads where it says all ([`crate::comments::rules::facts::FORM`]).
const BEGINNING: &str = "substr(body, 10, 15)";
const SAYS_ALL: &str = r#"facts","form":2"#;

/// A role that publishes what a consultation is about, each time with an entry or not at all.
pub trait Tells:
    Opens<consultation::Entity>
    + Opens<consultation_session::Entity>
    + Opens<consultation_channel::Entity>
    + Opens<consultation_document::Entity>
    + Opens<consultation_file::Entity>
    + Opens<log_head::Entity>
    + Opens<log_entry::Entity>
{
}

impl<R> Tells for R where
    R: Opens<consultation::Entity>
        + Opens<consultation_session::Entity>
        + Opens<consultation_channel::Entity>
        + Opens<consultation_document::Entity>
        + Opens<consultation_file::Entity>
        + Opens<log_head::Entity>
        + Opens<log_entry::Entity>
{
}

/// Records what is said of a consultation now.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record<R: Tells>(tx: &Tx<R>, municipality: MunicipalityId, of: ConsultationId) -> Result<(), Error> {
    let mut held = log::hold(tx, municipality, of).await?;
    let (_, said) = said(tx, of).await?.ok_or_else(gone)?;
    append(tx, &mut held, &said).await
}

/// Records what is said of a consultation now, if it is another than was said before. For whoever holds the consultation, so
/// that it stays what it is until the log is held, too.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record_others<R: Tells>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    of: ConsultationId,
    before: &Shown,
) -> Result<(), Error> {
    let (_, said) = said(tx, of).await?.ok_or_else(gone)?;
    if said == *before {
        return Ok(());
    }
    let mut held = log::hold(tx, municipality, of).await?;
    append(tx, &mut held, &said).await
}

/// Consultations that everybody reads and whose logs do not say all yet that is said of them: the next ones after this, in the
/// order of their ids.
///
/// # Errors
/// The database fails.
pub async fn untold<R: Opens<consultation::Entity>>(
    proof: &As<R>,
    db: &impl ConnectionTrait,
    after: Option<ConsultationId>,
    most: u64,
) -> Result<Vec<(ConsultationId, MunicipalityId)>, Error> {
    use consultation::Column::{Id, MunicipalityId as Owner, Stage};

    let last = Query::select()
        .expr(Expr::cust(BEGINNING))
        .from(log_entry::Entity)
        .and_where(log_entry::Column::ConsultationId.into_expr().equals(Id.as_column_ref()))
        .and_where(Expr::cust(TELLS_OF_FACTS))
        .order_by(log_entry::Column::Number.as_column_ref(), Order::Desc)
        .limit(1)
        .to_owned();
    let says = Expr::from(Func::coalesce([Expr::from(last), Expr::val("")]));
    let which = Condition::all().add_option(after.map(|after| Id.gt(after))).add(says.ne(SAYS_ALL));
    let next = proof.find::<consultation::Entity>().filter(Stage.ne(ConsultationStage::Draft)).filter(which);
    let next = next.order_by_asc(Id).limit(most).select_only().columns([Id, Owner]).into_tuple();
    Ok(next.all(db).await?)
}

/// Records what is said of a consultation now, where its log does not say all of that yet; whether it did not.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record_untold<R: Tells>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    of: ConsultationId,
) -> Result<bool, Error> {
    let mut held = log::hold(tx, municipality, of).await?;
    // Whoever held it before may have done so.
    let last = tx.find::<log_entry::Entity>().filter(log_entry::Column::ConsultationId.eq(of));
    let last = last.filter(Expr::cust(TELLS_OF_FACTS)).order_by_desc(log_entry::Column::Number);
    let last = last.one(tx.connection()).await?;
    let last = last.map(|row| serde_json::from_str::<Entry>(&row.body).map_err(Error::internal)).transpose()?;
    if let Some(Entry::Facts(facts)) = &last
        && facts.says_all()
    {
        return Ok(false);
    }
    match said(tx, of).await? {
        // Of one that was withdrawn meanwhile nothing is said.
        None | Some((ConsultationStage::Draft, _)) => Ok(false),
        Some((_, said)) => append(tx, &mut held, &said).await.map(|()| true),
    }
}

/// What everybody reads of a consultation, if its log says what that is: that of one which still waits for its first such entry
/// does not.
///
/// # Errors
/// The database fails.
pub async fn shown(scope: &Scope, db: &impl ConnectionTrait, of: ConsultationId) -> Result<Option<Shown>, Error> {
    let told = scope.published_beneath::<log_entry::Entity>().filter(log_entry::Column::ConsultationId.eq(of));
    let told = told.filter(Expr::cust(TELLS_OF_FACTS)).select_only().column(log_entry::Column::Number).limit(1);
    if told.into_tuple::<i64>().one(db).await?.is_none() {
        return Ok(None);
    }
    let tables = Tables {
        consultation: scope.published_beneath(),
        sessions: scope.published_beneath(),
        channels: scope.published_beneath(),
        documents: scope.published_beneath(),
        files: scope.published_beneath(),
    };
    Ok(Box::pin(tables.read(db, of)).await?.map(|(_, said)| said))
}

/// What is said of a consultation now, and how far it is; none where it is gone.
async fn said<R: Tells>(tx: &Tx<R>, of: ConsultationId) -> Result<Option<(ConsultationStage, Shown)>, Error> {
    let tables = Tables {
        consultation: tx.find(),
        sessions: tx.find(),
        channels: tx.find(),
        documents: tx.find(),
        files: tx.find(),
    };
    Box::pin(tables.read(tx.connection(), of)).await
}

async fn append<R: Tells>(tx: &Tx<R>, held: &mut log::Held, said: &Shown) -> Result<(), Error> {
    log::append(tx, held, &[Entry::Facts(Facts::of(said, tx.now()))]).await?;
    Ok(())
}

fn gone() -> Error {
    Error::NotFound("There is no such consultation any more.".into())
}

/// Where the rows are found, for whoever may see them.
struct Tables {
    consultation: Select<consultation::Entity>,
    sessions: Select<consultation_session::Entity>,
    channels: Select<consultation_channel::Entity>,
    documents: Select<consultation_document::Entity>,
    files: Select<consultation_file::Entity>,
}

impl Tables {
    /// As many statements as there are tables, however much is said.
    async fn read(
        self,
        db: &impl ConnectionTrait,
        of: ConsultationId,
    ) -> Result<Option<(ConsultationStage, Shown)>, Error> {
        let row = self.consultation.filter(consultation::Column::Id.eq(of)).one(db).await?;
        let Some(row) = row else { return Ok(None) };
        let sessions = self.sessions.filter(consultation_session::Column::ConsultationId.eq(of)).all(db).await?;
        let channels = self.channels.filter(consultation_channel::Column::ConsultationId.eq(of)).all(db).await?;
        let documents = self.documents.filter(consultation_document::Column::ConsultationId.eq(of)).all(db).await?;
        let files = self.files.filter(consultation_file::Column::ConsultationId.eq(of)).all(db).await?;
        let rows =
            Rows { consultation: &row, sessions: &sessions, channels: &channels, documents: &documents, files: &files };
        Ok(Some((row.stage, Shown::of(rows).map_err(Error::internal)?)))
    }
}
