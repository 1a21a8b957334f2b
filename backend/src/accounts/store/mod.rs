//! Every query about people and their keys; who has which roles is in `memberships`.

mod memberships;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use entities::{
    Detail, Happening, MunicipalityId, PersonId, Role, SessionId, api_token, identity, invitation, journal, membership,
    municipality, organisation, organisation_representative, passkey, person, recovery_code, session, sign_in_link,
};
use futures_util::future::{BoxFuture, FutureExt as _};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _, Unchanged,
};
use uuid::Uuid;

pub use self::memberships::{MemberRow, NewInvitation};
pub(crate) use self::memberships::{
    grant, hold_roles, invitation, invitation_by_hash, invitations, invite, members, roles_detail, roles_here,
};
use crate::accounts::rules;
use crate::db::Db;
use crate::error::Error;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{As, Doorkeeper, Oneself, Operator, Scope, Tx, at_the_door};
use crate::viewer::{Admin, Credential, Occasion, Opens, Signed, Viewer};

/// Who shows this; anyone where it is nobody's, or not any more. Two statements.
#[must_use]
pub fn recognise(
    db: Db,
    credential: Credential,
    now: DateTime<Utc>,
    occasion: Occasion,
) -> BoxFuture<'static, Result<Viewer, Error>> {
    async move {
        let used = occasion == Occasion::Asks;
        match credential {
            Credential::Session(hash, page) => by_session(&db, (&*hash, page), now, used).await,
            Credential::Token(hash) => by_token(&db, &hash, now, used).await,
        }
    }
    .boxed()
}

/// Notes that somebody was here, if that can be done soon: nobody is kept from reading because nothing can be written.
async fn note(noted: impl Future<Output = Result<(), Error>>) {
    match tokio::time::timeout(NOTING, noted).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "when somebody was seen last could not be written"),
        Err(_) => tracing::warn!("when somebody was seen last could not be written in time"),
    }
}

/// How long somebody waits until it is noted that he is there.
const NOTING: Duration = Duration::from_secs(1);

async fn by_session(
    db: &Db,
    (hash, page): (&[u8], Option<PersonId>),
    now: DateTime<Utc>,
    used: bool,
) -> Result<Viewer, Error> {
    let door = at_the_door();
    let session = door.find::<session::Entity>().filter(session::Column::TokenHash.eq(hash));
    let his =
        |session: &session::Model| rules::holds(session, now) && page.is_none_or(|person| person == session.person_id);
    let Some(session) = session.one(db.reader()).await?.filter(his) else {
        return Ok(Viewer::Anyone);
    };
    let roles = roles(&door, db, session.person_id).await?;
    if used && now - session.seen_at > rules::SEEN {
        note(async {
            let tx = door.begin(db, now).await?;
            let seen = session::ActiveModel { id: Unchanged(session.id), seen_at: Set(now), ..Default::default() };
            tx.update(seen).await?;
            tx.commit().await
        })
        .await;
    }
    Ok(Viewer::Signed(Arc::new(Signed {
        person: session.person_id,
        session: Some(session.id),
        confirmed: session.confirmed_at.is_some(),
        roles,
        token: None,
    })))
}

async fn by_token(db: &Db, hash: &[u8], now: DateTime<Utc>, used: bool) -> Result<Viewer, Error> {
    let door = at_the_door();
    let token = door.find::<api_token::Entity>().filter(api_token::Column::TokenHash.eq(hash));
    let good = |token: &api_token::Model| token.ended_at.is_none() && now <= token.expires_at;
    let Some(token) = token.one(db.reader()).await?.filter(good) else { return Ok(Viewer::Anyone) };
    let mut roles = roles(&door, db, token.person_id).await?;
    roles.retain(|(municipality, _)| *municipality == token.municipality_id);
    if used && token.used_at.is_none_or(|used| now - used > rules::SEEN) {
        note(async {
            let tx = door.begin(db, now).await?;
            let used =
                api_token::ActiveModel { id: Unchanged(token.id), used_at: Set(Some(now)), ..Default::default() };
            tx.update(used).await?;
            tx.commit().await
        })
        .await;
    }
    Ok(Viewer::Signed(Arc::new(Signed {
        person: token.person_id,
        session: None,
        // Whoever made it had confirmed that it was he.
        confirmed: true,
        roles,
        token: Some(token.scopes.0),
    })))
}

async fn roles(door: &As<Doorkeeper>, db: &Db, person: PersonId) -> Result<Vec<(MunicipalityId, Role)>, Error> {
    let rows = door.find::<membership::Entity>().filter(membership::Column::PersonId.eq(person));
    let rows = rows.all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.municipality_id, row.role)).collect())
}

/// The municipalities in which somebody has a role, within a transaction that changes what belongs to him.
pub(crate) async fn at_home<R: Opens<membership::Entity>>(
    tx: &Tx<R>,
    person: PersonId,
) -> Result<Vec<MunicipalityId>, Error> {
    let rows = tx.find::<membership::Entity>().filter(membership::Column::PersonId.eq(person));
    let mut homes: Vec<_> = rows.all(tx.connection()).await?.into_iter().map(|row| row.municipality_id).collect();
    homes.sort_unstable();
    homes.dedup();
    Ok(homes)
}

/// Says at each of somebody's desks what happened to him.
pub(crate) async fn tell_at_home<R: Opens<membership::Entity>>(
    tx: &Tx<R>,
    kind: Happening,
    person: PersonId,
) -> Result<(), Error> {
    for home in at_home(tx, person).await? {
        tx.emit(kind, home, person);
    }
    Ok(())
}

/// The person with this address.
pub(crate) async fn person_by_email<R: Opens<person::Entity>>(
    tx: &Tx<R>,
    email: &str,
) -> Result<Option<person::Model>, Error> {
    let person = tx.find::<person::Entity>().filter(person::Column::Email.eq(email));
    // Whoever gives him roles at the same moment only wants to know that he is there, and is not kept waiting.
    let person = person.lock(LockType::NoKeyUpdate);
    Ok(person.one(tx.connection()).await?)
}

/// What an organisation is called that this address represents today; the one that it represents longest.
pub(crate) async fn represented_by<R>(tx: &Tx<R>, email: &str) -> Result<Option<String>, Error>
where
    R: Opens<organisation_representative::Entity> + Opens<organisation::Entity>,
{
    use organisation_representative::Column::{Email, EndedAt, Id};

    let row = tx.find::<organisation_representative::Entity>().filter(Email.eq(email)).filter(EndedAt.is_null());
    let Some(row) = row.order_by_asc(Id).one(tx.connection()).await? else { return Ok(None) };
    let its = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(row.organisation_id));
    Ok(its.one(tx.connection()).await?.map(|its| its.name.original.text))
}

/// The person with this id.
pub(crate) async fn person<R: Opens<person::Entity>>(tx: &Tx<R>, id: PersonId) -> Result<Option<person::Model>, Error> {
    let person = tx.find::<person::Entity>().filter(person::Column::Id.eq(id));
    Ok(person.one(tx.connection()).await?)
}

/// Holds a person, so that nobody else lets him in or writes him a link until the transaction ends.
pub(crate) async fn hold_person<R: Opens<person::Entity>>(tx: &Tx<R>, id: PersonId) -> Result<(), Error> {
    let person = tx.find::<person::Entity>().filter(person::Column::Id.eq(id)).lock(LockType::NoKeyUpdate);
    person.one(tx.connection()).await?.map(drop).ok_or_else(rules::spent)
}

/// Whether somebody was sent a link that still opens.
pub(crate) async fn has_a_link<R: Opens<sign_in_link::Entity>>(tx: &Tx<R>, person: PersonId) -> Result<bool, Error> {
    use sign_in_link::Column;

    let links = tx.find::<sign_in_link::Entity>().filter(Column::PersonId.eq(person)).filter(Column::SpentAt.is_null());
    let newest = links.order_by_desc(Column::CreatedAt).one(tx.connection()).await?;
    Ok(newest.is_some_and(|link| rules::link_opens(&link, tx.now()).is_ok()))
}

/// Whether somebody has a passkey.
pub(crate) async fn has_passkey<R: Opens<passkey::Entity>>(tx: &Tx<R>, person: PersonId) -> Result<bool, Error> {
    let passkey = tx.find::<passkey::Entity>().filter(passkey::Column::PersonId.eq(person));
    Ok(passkey.one(tx.connection()).await?.is_some())
}

/// What somebody is called.
pub(crate) async fn name<R: Opens<person::Entity>>(tx: &Tx<R>, id: PersonId) -> Result<Option<String>, Error> {
    Ok(person(tx, id).await?.map(|person| person.name))
}

/// A municipality, for a letter in its name.
pub(crate) async fn municipality<R: Opens<municipality::Entity>>(
    tx: &Tx<R>,
    id: MunicipalityId,
) -> Result<Option<municipality::Model>, Error> {
    let found = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(id));
    Ok(found.one(tx.connection()).await?)
}

/// Names of these people.
pub(crate) async fn names(scope: &Scope, ids: Vec<PersonId>) -> Result<HashMap<PersonId, String>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = at_the_door().find::<person::Entity>().filter(person::Column::Id.is_in(ids));
    Ok(people.all(scope.reader()).await?.into_iter().map(|person| (person.id, person.name)).collect())
}

/// What those are called to whom something was done by these rows of the journal, which keeps no name of them: people, as
/// long as they are there, and invitations, until they are forgotten. Three statements at most.
pub(crate) async fn called(scope: &Scope, rows: &[journal::Model]) -> Result<HashMap<Uuid, String>, Error> {
    use Happening::{InvitationAccepted, InvitationRevoked, PersonInvited, PersonRenamed, RolesChanged};

    let of = |kinds: &'static [Happening]| {
        let rows = rows.iter().filter(move |row| kinds.contains(&row.kind));
        rows.map(|row| row.subject_id).collect::<Vec<_>>()
    };
    let people = of(&[InvitationAccepted, RolesChanged, PersonRenamed]).into_iter().map(PersonId).collect();
    let people = names(scope, people).await?.into_iter().map(|(id, name)| (id.into(), name));
    let mut called: HashMap<Uuid, String> = people.collect();
    let invited = of(&[PersonInvited, InvitationRevoked]);
    if invited.is_empty() {
        return Ok(called);
    }
    let invited = at_the_door().find::<invitation::Entity>().filter(invitation::Column::Id.is_in(invited));
    let (came, waits): (Vec<_>, Vec<_>) =
        invited.all(scope.reader()).await?.into_iter().partition(|row| row.accepted_at.is_some());
    called.extend(waits.into_iter().map(|row| (row.id.0, row.name)));
    if came.is_empty() {
        return Ok(called);
    }
    // Whoever has come is called as he calls himself.
    let emails = came.iter().map(|row| &*row.email);
    let people = at_the_door().find::<person::Entity>().filter(person::Column::Email.is_in(emails));
    let people: HashMap<String, String> =
        people.all(scope.reader()).await?.into_iter().map(|person| (person.email, person.name)).collect();
    called.extend(came.iter().filter_map(|row| Some((row.id.0, people.get(&row.email)?.clone()))));
    Ok(called)
}

/// The order of the journal: newest first.
pub(crate) const NEWEST: &str = "journal";

/// A page of the journal of a municipality, newest first; of one subject where it is given.
pub(crate) async fn acts<R: Opens<journal::Entity>>(
    scope: &Scope,
    proof: &As<R>,
    subject: Option<Uuid>,
    page: &Page,
) -> Result<Slice<journal::Model>, Error> {
    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let mut rows = proof.find::<journal::Entity>();
    if let Some(subject) = subject {
        rows = rows.filter(journal::Column::SubjectId.eq(subject));
    }
    let sort = Sort { key: journal::Column::Position, id: journal::Column::SubjectId, descending: true };
    let rows = page.select(rows, sort, |key| Some(Expr::value(key.parse::<i64>().ok()?)))?;
    Ok(page.slice(rows.all(scope.reader()).await?))
}

/// What was done at a municipality after this position, in order.
pub(crate) async fn acts_after(
    scope: &Scope,
    admin: &As<Admin>,
    position: i64,
    at_once: u64,
) -> Result<Vec<journal::Model>, Error> {
    let rows = admin.find::<journal::Entity>().filter(journal::Column::Position.gt(position));
    Ok(rows.order_by_asc(journal::Column::Position).limit(at_once).all(scope.reader()).await?)
}

/// Where a row of the journal stands in it.
pub(crate) fn act_cursor(row: &journal::Model) -> Cursor {
    Cursor { order: NEWEST.into(), key: row.position.to_string(), id: row.subject_id }
}

/// What belongs to a person: himself, his sessions that hold, his passkeys, as whom directories know him, how many recovery
/// codes he has left, his tokens. Six statements.
#[derive(Clone, Debug)]
pub struct Own {
    /// Himself.
    pub person: person::Model,
    /// Sessions that hold, the newest first.
    pub sessions: Vec<session::Model>,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<passkey::Model>,
    /// As whom directories know him, the oldest first.
    pub identities: Vec<identity::Model>,
    /// Recovery codes that were not used.
    pub codes_left: u64,
    /// Tokens that work, the newest first.
    pub tokens: Vec<api_token::Model>,
}

impl Own {
    /// What of it is shown to somebody who has not given his passkey yet: himself.
    #[must_use]
    pub fn before_the_passkey(self) -> Self {
        let Self { person, .. } = self;
        Self {
            person,
            sessions: Vec::new(),
            passkeys: Vec::new(),
            identities: Vec::new(),
            codes_left: 0,
            tokens: Vec::new(),
        }
    }
}

/// Reads what belongs to whoever proves to be himself.
pub(crate) async fn own(scope: &Scope, me: &As<Oneself>) -> Result<Own, Error> {
    use sea_orm::PaginatorTrait as _;

    let reader = scope.reader();
    let person = me.find::<person::Entity>().one(reader);
    let sessions = me.find::<session::Entity>().filter(session::Column::EndedAt.is_null());
    let sessions = sessions.order_by_desc(session::Column::SeenAt).all(reader);
    let passkeys = me.find::<passkey::Entity>().order_by_asc(passkey::Column::Id).all(reader);
    let identities = me.find::<identity::Entity>().order_by_asc(identity::Column::Id).all(reader);
    let codes = me.find::<recovery_code::Entity>().filter(recovery_code::Column::SpentAt.is_null()).count(reader);
    let tokens = me
        .find::<api_token::Entity>()
        .filter(api_token::Column::EndedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gte(scope.now))
        .order_by_desc(api_token::Column::Id)
        .all(reader);
    let (person, sessions, passkeys, identities, codes_left, tokens) =
        futures_util::try_join!(person, sessions, passkeys, identities, codes, tokens)?;
    let person = person.ok_or_else(|| Error::NotFound("There is nobody here.".into()))?;
    let sessions = sessions.into_iter().filter(|session| rules::holds(session, scope.now)).collect();
    Ok(Own { person, sessions, passkeys, identities, codes_left, tokens })
}

/// Ends sessions of a person: this one, or all but this one.
pub(crate) async fn end_sessions<R>(tx: &Tx<R>, person: PersonId, which: Which) -> Result<(), Error>
where
    R: Opens<session::Entity> + Opens<membership::Entity>,
{
    let mut his = tx
        .find::<session::Entity>()
        .filter(session::Column::PersonId.eq(person))
        .filter(session::Column::EndedAt.is_null());
    his = match which {
        Which::This(id) => his.filter(session::Column::Id.eq(id)),
        Which::AllBut(id) => his.filter(session::Column::Id.ne(id)),
        Which::All => his,
    };
    for session in his.all(tx.connection()).await? {
        let ended =
            session::ActiveModel { id: Unchanged(session.id), ended_at: Set(Some(tx.now())), ..Default::default() };
        tx.update(ended).await?;
    }
    // Whoever listens in an ended session is told so.
    tell_at_home(tx, Happening::SessionEnded, person).await
}

/// Ends the tokens with which somebody's programs work at this municipality: whoever has no role here leaves none behind
/// that would work again with the next one.
pub(crate) async fn end_tokens(tx: &Tx<Admin>, person: PersonId) -> Result<(), Error> {
    let his = tx
        .find::<api_token::Entity>()
        .filter(api_token::Column::PersonId.eq(person))
        .filter(api_token::Column::EndedAt.is_null());
    for token in his.all(tx.connection()).await? {
        let ended =
            api_token::ActiveModel { id: Unchanged(token.id), ended_at: Set(Some(tx.now())), ..Default::default() };
        tx.update(ended).await?;
        let detail = Detail { title: Some(token.name), ..Detail::default() };
        tx.record(Happening::TokenRevoked, token.municipality_id, person, detail);
    }
    Ok(())
}

/// Ends all sessions of somebody who works nowhere any more.
pub(crate) async fn put_out(scope: &Scope, person: PersonId) -> Result<(), Error> {
    let tx = scope.begin(at_the_door()).await?;
    if !at_home(&tx, person).await?.is_empty() {
        return Ok(());
    }
    end_sessions(&tx, person, Which::All).await?;
    tx.commit().await
}

/// Says at each of somebody's desks that he is called otherwise from now on: the journal tells who did what by name. It
/// keeps neither of the names.
pub(crate) async fn record_renaming(tx: &Tx<Oneself>, person: PersonId, name: &str) -> Result<(), Error> {
    if self::name(tx, person).await?.as_deref() == Some(name) {
        return Ok(());
    }
    tell_at_home(tx, Happening::PersonRenamed, person).await
}

/// Forgets somebody's second factor, and ends all his sessions.
pub(crate) async fn forget_keys(tx: &Tx<Operator>, person: PersonId) -> Result<(), Error> {
    tx.delete::<passkey::Entity>(Condition::all().add(passkey::Column::PersonId.eq(person))).await?;
    tx.delete::<recovery_code::Entity>(Condition::all().add(recovery_code::Column::PersonId.eq(person))).await?;
    tx.delete::<identity::Entity>(Condition::all().add(identity::Column::PersonId.eq(person))).await?;
    tx.delete::<sign_in_link::Entity>(Condition::all().add(sign_in_link::Column::PersonId.eq(person))).await?;
    let tokens = Condition::all().add(api_token::Column::PersonId.eq(person)).add(api_token::Column::EndedAt.is_null());
    let ended = api_token::ActiveModel { ended_at: Set(Some(tx.now())), ..Default::default() };
    tx.change::<api_token::Entity, _>(tokens, ended, []).await?;
    tell_at_home(tx, Happening::PasskeysChanged, person).await?;
    end_sessions(tx, person, Which::All).await
}

/// Sessions of one person.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// This one.
    This(SessionId),
    /// All but this one.
    AllBut(SessionId),
    /// All.
    All,
}
