//! Whoever asks: `viewer` and `signIn`.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::types::{SignInOptions, ViewerObject};
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;

/// The roots of this slice. `desk` stands in `schema`, because every slice has a part of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// How one can sign in here, besides by letter.
    async fn sign_in(&self, ctx: &Context<'_>) -> SignInOptions {
        let config = ctx.data_unchecked::<Arc<Config>>();
        SignInOptions { oidc: config.oidc.as_ref().map(|directory| directory.name.clone()) }
    }

    /// You; null where nobody has signed in.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Result<ViewerObject, Error>> {
        ViewerObject::of(Turn::of(ctx).scope()).await.transpose()
    }
}
