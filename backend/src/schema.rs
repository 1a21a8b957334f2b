//! Merges the slices into one schema. What a developer sees of it is `schema.graphql`, proven fresh by a test.

use std::sync::Arc;

use async_graphql::connection::Connection;
use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, Data, ID, Interface, MergedObject, MergedSubscription, Object, SDLExportOptions};
use entities::{CallId, CommentId, ConsultationId, MunicipalityId, OrganisationId, journal};
use futures_util::future::BoxFuture;
use rust_decimal::Decimal;

use crate::accounts::mutation::AccountMutation;
use crate::accounts::query::AccountQuery;
use crate::accounts::types::{Act, DeskPeople};
use crate::calls::mutation::CallMutation;
use crate::calls::query::CallQuery;
use crate::calls::store::{CallLoader, fill_calls};
use crate::calls::subscription::CallSubscription;
use crate::calls::types::{Calls, DeskCall, DeskCalls, OpenCall, Surroundings};
use crate::comments::mutation::CommentMutation;
use crate::comments::query::CommentQuery;
use crate::comments::store::{CommentLoader, fill_comments};
use crate::comments::subscription::CommentSubscription;
use crate::comments::types::{Comment, Comments, DeskComment, DeskComments};
use crate::config::Config;
use crate::consultations::mutation::ConsultationMutation;
use crate::consultations::query::ConsultationQuery;
use crate::consultations::store::{Comparisons, ConsultationLoader, fill_consultations};
use crate::consultations::subscription::ConsultationSubscription;
use crate::consultations::types::{
    Consultation, ConsultationSurroundings, Consultations, DeskConsultation, DeskConsultations,
};
use crate::error::{Error, ErrorCode, Reason};
use crate::events::Journal;
use crate::gate::{Batches, Turn};
use crate::ledger::LedgerKey;
use crate::locale::Locale;
use crate::municipalities::mutation::MunicipalityMutation;
use crate::municipalities::query::MunicipalityQuery;
use crate::municipalities::store::MunicipalityLoader;
use crate::municipalities::types::{DeskMunicipality, Municipalities, Municipality};
use crate::organisations::mutation::OrganisationMutation;
use crate::organisations::query::OrganisationQuery;
use crate::organisations::store::{OrganisationLoader, Tallies, fill_organisations};
use crate::organisations::subscription::OrganisationSubscription;
use crate::organisations::suggestions::mutation::SuggestionMutation;
use crate::organisations::suggestions::query::SuggestionQuery;
use crate::organisations::suggestions::types::{DeskOrganisationSuggestion, DeskSuggestions};
use crate::organisations::types::{
    DeskOrganisation, DeskOrganisationImport, DeskOrganisations, ImportRow, Organisation, OrganisationSurroundings,
    Organisations,
};
use crate::page::{Cursor, most_rows};
use crate::rate::Writes;
use crate::reports::mutation::ReportMutation;
use crate::reports::store::ReportLoader;
use crate::reports::types::{DeskReports, Reports, fill_reports};
use crate::results::mutation::ResultMutation;
use crate::results::store::load::ResultLoader;
use crate::results::types::{DeskResultLists, Results, fill_awards, fill_results};
use crate::scalars::LocaleTag;
use crate::scope::Scope;
use crate::storage::Storage;
use crate::viewer::Official;

/// Anything with an id.
#[derive(Clone, Debug, Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque id; its beginning tells the type."))]
pub enum Node {
    /// A municipality.
    Municipality(Municipality),
    /// An open call.
    OpenCall(OpenCall),
    /// A consultation.
    Consultation(Consultation),
    /// An organisation.
    Organisation(Organisation),
}

/// Looking things up by id.
#[derive(Clone, Copy, Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The thing with this id; null where there is none that you may see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An id that this API gave.")] id: ID,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Option<Result<Node, Error>> {
        load(ctx, &id, locale.map(|tag| tag.0)).await.transpose()
    }

    /// The things with these ids, in their order; null where there is none that you may see. At most 100 (unless
    /// this server is set otherwise).
    #[graphql(complexity = "ids.len().max(1) * child_complexity")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Ids that this API gave.")] ids: Vec<ID>,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Result<Vec<Option<Node>>, Error> {
        let most = most_rows(ctx);
        if u64::try_from(ids.len()).is_ok_and(|asked| asked > most) {
            return Err(Error::BadRequest(format!("Ask for at most {most} ids at once.")));
        }
        let loads = ids.iter().map(|id| load(ctx, id, locale.map(|tag| tag.0)));
        futures_util::future::try_join_all(loads).await
    }
}

async fn load(ctx: &Context<'_>, id: &ID, locale: Option<Locale>) -> Result<Option<Node>, Error> {
    match id.split_once('_').map(|(prefix, _)| prefix) {
        Some(MunicipalityId::PREFIX) => {
            let row = Turn::of(ctx).loader::<Municipalities>().load_one(id.parse::<MunicipalityId>()?).await?;
            Ok(row.map(|row| Municipality::new(row, locale).into()))
        }
        Some(CallId::PREFIX) => {
            let row = Turn::of(ctx).loader::<Calls>().load_one(id.parse::<CallId>()?).await?;
            Ok(row.map(|row| OpenCall::new(row, locale).into()))
        }
        Some(ConsultationId::PREFIX) => {
            let row = Turn::of(ctx).loader::<Consultations>().load_one(id.parse::<ConsultationId>()?).await?;
            Ok(row.map(|row| Consultation::new(row, locale).into()))
        }
        Some(OrganisationId::PREFIX) => {
            let row = Turn::of(ctx).loader::<Organisations>().load_one(id.parse::<OrganisationId>()?).await?;
            Ok(row.map(|row| Organisation::new(row, locale).into()))
        }
        _ => Err(Error::BadRequest(format!("“{}” is not an id of this API.", id.as_str()))),
    }
}

/// A municipality's desk: what only those see who work at it. Each slice has its part.
#[derive(Clone, Debug, MergedObject)]
pub struct Desk(
    DeskPeople,
    DeskCalls,
    DeskConsultations,
    DeskComments,
    DeskReports,
    DeskResultLists,
    DeskOrganisations,
    DeskSuggestions,
    DeskMunicipality,
);

/// Coming to a desk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeskQuery;

#[Object]
impl DeskQuery {
    /// The desk of this municipality, for those who work there; `NOT_FOUND` for all others, `UNAUTHENTICATED` before a
    /// passkey was given.
    async fn desk(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the municipality.")] municipality: String,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Result<Desk, Error> {
        let turn = Turn::of(ctx);
        turn.scope().viewer.signed()?;
        let owner = Arc::new(Municipality::named(turn.scope(), &municipality).await?);
        let official = turn.scope().acting::<Official>(owner.id)?;
        let locale = locale.map(|tag| tag.0);
        turn.loader::<Municipalities>().feed_one(owner.id, Arc::clone(&owner)).await;
        let people = DeskPeople::new(Arc::clone(&owner), locale, &official);
        let comments = DeskComments::new(Arc::clone(&owner), locale);
        let reports = DeskReports::new(Arc::clone(&owner), locale);
        let results = DeskResultLists::new(Arc::clone(&owner), locale);
        let organisations = DeskOrganisations::new(Arc::clone(&owner), locale);
        let suggestions = DeskSuggestions::new(Arc::clone(&owner), locale);
        let consultations = DeskConsultations::new(Arc::clone(&owner), locale, official);
        let municipality = DeskMunicipality::new(Arc::clone(&owner));
        let calls = DeskCalls::new(owner, locale, official);
        Ok(Desk(people, calls, consultations, comments, reports, results, organisations, suggestions, municipality))
    }
}

/// Everything that can be read.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct Query(
    MunicipalityQuery,
    CallQuery,
    ConsultationQuery,
    CommentQuery,
    OrganisationQuery,
    SuggestionQuery,
    NodeQuery,
    AccountQuery,
    DeskQuery,
);

/// Everything that can be changed.
#[derive(Clone, Copy, Debug, Default, MergedObject)]
pub struct Mutation(
    AccountMutation,
    CallMutation,
    ConsultationMutation,
    CommentMutation,
    ReportMutation,
    ResultMutation,
    OrganisationMutation,
    SuggestionMutation,
    MunicipalityMutation,
);

/// Everything that can be listened to. Each field carries the object itself and takes `resumeAfter`.
#[derive(Clone, Copy, Debug, Default, MergedSubscription)]
pub struct Subscription(CallSubscription, CommentSubscription, ConsultationSubscription, OrganisationSubscription);

/// The whole schema.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// What the schema needs of a server that runs.
#[derive(Debug)]
pub struct Running {
    /// What happens.
    pub journal: Journal,
    /// What the logs are signed with.
    pub key: Arc<LedgerKey>,
    /// How often one client comments.
    pub writes: Arc<Writes>,
    /// Where files are.
    pub storage: Storage,
    /// What is counted of the directories.
    pub tallies: Tallies,
    /// What became of texts of acts.
    pub comparisons: Comparisons,
}

/// Builds the schema. Without a server that runs it can be read, but nobody can listen or comment.
#[must_use]
pub fn build(config: Arc<Config>, running: Option<Running>) -> Schema {
    let schema = Schema::build(Query::default(), Mutation::default(), Subscription::default());
    let schema = match running {
        Some(Running { journal, key, writes, storage, tallies, comparisons }) => {
            schema.data(journal).data(key).data(writes).data(storage).data(tallies).data(comparisons)
        }
        None => schema,
    };
    schema
        .limit_complexity(config.operation.cost)
        .limit_directives(config.operation.directives)
        .data(config)
        // No field has them as its type; they stand in the `extensions` of errors, and here for whoever reads those.
        .register_output_type::<ErrorCode>()
        .register_output_type::<Reason>()
        // What has no comment of ours to take its description from.
        .override_output_type_description::<Decimal>("A number with decimals, as a string: `\"1000.50\"`.")
        .override_output_type_description::<Connection<Cursor, Municipality>>("A page of municipalities.")
        .override_output_type_description::<Connection<Cursor, Act>>("A page of the journal.")
        .override_output_type_description::<Connection<Cursor, DeskCall>>("A page of the desk's calls.")
        .override_output_type_description::<Connection<Cursor, DeskConsultation>>("A page of the desk's consultations.")
        .override_output_type_description::<Connection<Cursor, Comment>>("A page of comments.")
        .override_output_type_description::<Connection<Cursor, DeskComment>>("A page of the desk's comments.")
        .override_output_type_description::<Connection<Cursor, DeskOrganisation>>("A page of the desk's directory.")
        .override_output_type_description::<Connection<Cursor, DeskOrganisationImport>>("A page of imports.")
        .override_output_type_description::<Connection<Cursor, ImportRow>>("A page of the rows of an import.")
        .override_output_type_description::<Connection<Cursor, DeskOrganisationSuggestion>>(
            "A page of what people outside say of the directory.",
        )
        .override_output_type_description::<Connection<Cursor, OpenCall, Surroundings>>(
            "A page of open calls, with the counts that surround it.",
        )
        .override_output_type_description::<Connection<Cursor, Consultation, ConsultationSurroundings>>(
            "A page of consultations, with the counts that surround it.",
        )
        .override_output_type_description::<Connection<Cursor, Organisation, OrganisationSurroundings>>(
            "A page of organisations, with the counts that surround it.",
        )
        .finish()
}

/// Each slice's loaders, fresh for one turn. They remember what they have looked up: a turn sees one state of things.
#[must_use]
pub fn loaders(scope: &Scope, batches: &Batches) -> Data {
    let mut loaders = Data::default();
    let municipalities = MunicipalityLoader(scope.clone());
    let municipalities = DataLoader::with_cache(municipalities, batches.spawner(), HashMapCache::default());
    loaders.insert::<Municipalities>(municipalities.delay(std::time::Duration::ZERO));
    let calls = DataLoader::with_cache(CallLoader(scope.clone()), batches.spawner(), HashMapCache::default());
    loaders.insert::<Calls>(calls.delay(std::time::Duration::ZERO));
    let comments = DataLoader::with_cache(CommentLoader(scope.clone()), batches.spawner(), HashMapCache::default());
    loaders.insert::<Comments>(comments.delay(std::time::Duration::ZERO));
    let consultations = ConsultationLoader(scope.clone());
    let consultations = DataLoader::with_cache(consultations, batches.spawner(), HashMapCache::default());
    loaders.insert::<Consultations>(consultations.delay(std::time::Duration::ZERO));
    let organisations = OrganisationLoader(scope.clone());
    let organisations = DataLoader::with_cache(organisations, batches.spawner(), HashMapCache::default());
    loaders.insert::<Organisations>(organisations.delay(std::time::Duration::ZERO));
    let reports = DataLoader::with_cache(ReportLoader(scope.clone()), batches.spawner(), HashMapCache::default());
    loaders.insert::<Reports>(reports.delay(std::time::Duration::ZERO));
    let results = DataLoader::with_cache(ResultLoader(scope.clone()), batches.spawner(), HashMapCache::default());
    loaders.insert::<Results>(results.delay(std::time::Duration::ZERO));
    loaders
}

/// Looks up, for all who listen, whatever may be asked of these events.
#[must_use]
pub fn fill(turn: Arc<Turn>, rows: Arc<[journal::Model]>) -> BoxFuture<'static, Result<(), Error>> {
    Box::pin(async move {
        let owners = rows.iter().map(|row| row.municipality_id);
        let calls = rows.iter().filter(|row| CallSubscription::KINDS.contains(&row.kind));
        let calls: Vec<_> = calls.map(|row| CallId(row.subject_id)).collect();
        let consultations = rows.iter().filter(|row| ConsultationSubscription::KINDS.contains(&row.kind));
        let consultations: Vec<_> = consultations.map(|row| ConsultationId(row.subject_id)).collect();
        let comments = rows.iter().filter(|row| CommentSubscription::KINDS.contains(&row.kind));
        let comments = comments.map(|row| CommentId(row.subject_id)).collect();
        let organisations = rows.iter().filter(|row| OrganisationSubscription::KINDS.contains(&row.kind));
        let organisations: Vec<_> = organisations.map(|row| OrganisationId(row.subject_id)).collect();
        let owners = turn.loader::<Municipalities>().load_many(owners);
        let reports = fill_reports(turn.loader(), consultations.clone());
        let consultations = fill_consultations(turn.loader(), consultations);
        let results = fill_results(turn.loader(), calls.clone());
        let awards = fill_awards(turn.loader(), organisations.clone());
        let organisations = fill_organisations(turn.loader(), organisations);
        let (calls, comments) = (fill_calls(turn.loader(), calls), fill_comments(turn.loader(), comments));
        futures_util::try_join!(owners, calls, consultations, comments, organisations, reports, results, awards)?;
        Ok(())
    })
}

/// The schema in GraphQL's own language, as committed in `schema.graphql`.
#[must_use]
pub fn sdl() -> String {
    let schema = build(Arc::new(Config::default()), None);
    let sdl = schema.sdl_with_options(SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items());
    format!("# Generated by `cargo run -- schema`; do not edit.\n{sdl}")
}
