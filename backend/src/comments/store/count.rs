//! How much can be read, counted when that changes, because nobody may wait for 200,000 to be counted: of each part how many
//! comments and answers, of each comment how many beneath it.

use std::collections::{BTreeMap, BTreeSet};

use entities::{AnchorKey, CommentId, CommentState, ConsultationId, MunicipalityId, comment, comment_count};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _};

use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Opens;

/// By how much what can be read has changed.
#[derive(Debug, Default)]
pub struct Tally {
    parts: BTreeMap<(ConsultationId, AnchorKey), (MunicipalityId, i32, i32)>,
    beneath: BTreeMap<CommentId, i32>,
}

impl Tally {
    /// A comment can be read, or cannot any more.
    pub fn comment(&mut self, row: &comment::Model, by: i32) {
        self.part(row, by, if row.answer_id.is_some() { by } else { 0 });
        if let Some(parent) = row.parent_id {
            *self.beneath.entry(parent).or_default() += by;
        }
    }

    /// A comment that can be read has an answer now.
    pub fn answer(&mut self, row: &comment::Model) {
        self.part(row, 0, 1);
    }

    fn part(&mut self, row: &comment::Model, published: i32, answered: i32) {
        let key = (row.consultation_id, row.anchor_key.unwrap_or(comment_count::Model::WHOLE));
        let part = self.parts.entry(key).or_insert((row.municipality_id, 0, 0));
        part.1 += published;
        part.2 += answered;
    }

    /// Keeps it. Whoever calls this holds the logs of these consultations, so that nobody counts at the same time.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep<R>(self, tx: &Tx<R>) -> Result<(), Error>
    where
        R: Opens<comment_count::Entity> + Opens<comment::Entity>,
    {
        let parts: Vec<_> =
            self.parts.into_iter().filter(|(_, (_, published, answered))| (*published, *answered) != (0, 0)).collect();
        begin(tx, &parts).await?;
        let changes: BTreeSet<_> =
            parts.iter().map(|((of, _), (_, published, answered))| (*of, *published, *answered)).collect();
        for (of, published, answered) in changes {
            let same = parts.iter().filter(|((its, _), (_, p, a))| (*its, *p, *a) == (of, published, answered));
            change(tx, of, same.map(|((_, part), _)| *part).collect(), published, answered).await?;
        }
        for (parent, by) in self.beneath {
            if by != 0 {
                beneath(tx, parent, by).await?;
            }
        }
        Ok(())
    }
}

type Part = ((ConsultationId, AnchorKey), (MunicipalityId, i32, i32));

/// Parts of which nothing was counted yet begin at nought.
async fn begin<R: Opens<comment_count::Entity>>(tx: &Tx<R>, parts: &[Part]) -> Result<(), Error> {
    use comment_count::{Column, Model};

    let row = |&((consultation_id, anchor_key), (municipality_id, ..)): &Part| {
        Model { consultation_id, anchor_key, municipality_id, published: 0, answered: 0 }.into_active_model()
    };
    let keys = [Column::ConsultationId, Column::AnchorKey];
    let there = OnConflict::columns(keys).update_column(Column::ConsultationId).to_owned();
    tx.put(parts.iter().map(row).collect(), there).await
}

async fn change<R: Opens<comment_count::Entity>>(
    tx: &Tx<R>,
    of: ConsultationId,
    parts: Vec<AnchorKey>,
    published: i32,
    answered: i32,
) -> Result<(), Error> {
    use comment_count::{ActiveModel, Column, Entity};

    let these = Condition::all().add(Column::ConsultationId.eq(of)).add(Column::AnchorKey.is_in(parts));
    let more = |column: Column, by: i32| (column, column.into_expr().add(by));
    let changes = [more(Column::Published, published), more(Column::Answered, answered)];
    tx.change::<Entity, _>(these, ActiveModel::default(), changes).await?;
    Ok(())
}

/// Whatever a reply stands under keeps its place while the reply can be read.
async fn beneath<R: Opens<comment::Entity>>(tx: &Tx<R>, parent: CommentId, by: i32) -> Result<(), Error> {
    use comment::{ActiveModel, Column, Entity};

    let above = Query::select().column(Column::ParentId).from(Entity).and_where(Column::Id.eq(parent)).to_owned();
    let these = Condition::any().add(Column::Id.eq(parent)).add(Column::Id.in_subquery(above));
    let more = Column::Replies.into_expr().add(by);
    let readable = Column::State.eq(CommentState::Published);
    let standing = Expr::expr(readable).or(more.clone().gt(0));
    tx.change::<Entity, _>(these, ActiveModel::default(), [(Column::Replies, more), (Column::Standing, standing)])
        .await?;
    Ok(())
}
