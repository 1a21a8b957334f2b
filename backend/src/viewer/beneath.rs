//! What can be read because that can be read on which it hangs: links of rows of results, revisions of comments and whose
//! they are.

use entities::{comment, comment_organisation, comment_revision, result_recipient, result_row};
use sea_orm::sea_query::{DynIden, Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition};

use super::Published;

// Whose row of a list it is stands as long as the row; whether the record can be read is asked when it is shown.
impl Published for result_recipient::Entity {
    fn visible() -> Condition {
        let its_row = Query::select()
            .expr(Expr::Constant(1.into()))
            .from(result_row::Entity)
            .and_where(result_row::Column::Id.into_expr().equals(result_recipient::Column::RowId.as_column_ref()))
            .cond_where(result_row::Entity::visible())
            .to_owned();
        Condition::all().add(Expr::from(its_row).is_not_null())
    }
}

impl Published for comment_revision::Entity {
    fn visible() -> Condition {
        Condition::all().add(its_comment(comment_revision::Column::CommentId.as_column_ref()))
    }
}

impl Published for comment_organisation::Entity {
    fn visible() -> Condition {
        Condition::all().add(its_comment(comment_organisation::Column::CommentId.as_column_ref()))
    }
}

/// That the comment with the id in this column can be read.
fn its_comment(id: (DynIden, DynIden)) -> Expr {
    let its_comment = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(comment::Entity)
        .and_where(comment::Column::Id.into_expr().equals(id))
        .cond_where(comment::Entity::visible())
        .to_owned();
    Expr::from(its_comment).is_not_null()
}
