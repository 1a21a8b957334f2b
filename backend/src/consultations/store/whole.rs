//! Consultations with all that hangs on them, for whoever holds an office: one statement for each table, however many.

use std::collections::HashMap;

use chrono_tz::Tz;
use entities::{
    ActVersionId, ConsultationId, act_anchor, act_version, consultation, consultation_act, consultation_change,
    consultation_channel, consultation_document, consultation_file, consultation_session,
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _};

use super::load::HangsOnConsultation;
use super::save::NewConsultation;
use crate::db::padded;
use crate::error::Error;
use crate::scope::As;
use crate::viewer::Opens;

/// Whoever opens a consultation and all that hangs on it.
pub trait ReadsConsultations:
    Opens<consultation::Entity>
    + Opens<consultation_act::Entity>
    + Opens<act_version::Entity>
    + Opens<act_anchor::Entity>
    + Opens<consultation_session::Entity>
    + Opens<consultation_channel::Entity>
    + Opens<consultation_document::Entity>
    + Opens<consultation_file::Entity>
    + Opens<consultation_change::Entity>
{
}

impl<R> ReadsConsultations for R where
    R: Opens<consultation::Entity>
        + Opens<consultation_act::Entity>
        + Opens<act_version::Entity>
        + Opens<act_anchor::Entity>
        + Opens<consultation_session::Entity>
        + Opens<consultation_channel::Entity>
        + Opens<consultation_document::Entity>
        + Opens<consultation_file::Entity>
        + Opens<consultation_change::Entity>
{
}

/// A consultation as it stands, with the versions of its acts, published or being made, by number.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The consultation with what hangs on it.
    pub new: NewConsultation,
    /// The versions of its acts.
    pub versions: Vec<act_version::Model>,
}

impl Whole {
    /// The text of an act that holds.
    #[must_use]
    pub fn published(&self, act: &consultation_act::Model) -> Option<&act_version::Model> {
        self.versions.iter().rfind(|version| version.act_id == act.id && version.published_at.is_some())
    }

    /// The text of an act that is being made.
    #[must_use]
    pub fn being_made(&self, act: &consultation_act::Model) -> Option<&act_version::Model> {
        self.versions.iter().rfind(|version| version.act_id == act.id && version.published_at.is_none())
    }
}

/// Rows of one table that hang on these consultations, by consultation.
async fn hanging<E, R, C>(
    proof: &As<R>,
    connection: &C,
    ids: &[ConsultationId],
) -> Result<HashMap<ConsultationId, Vec<E::Model>>, Error>
where
    E: EntityTrait + HangsOnConsultation,
    R: Opens<E>,
    C: ConnectionTrait,
{
    let rows = proof.find::<E>().filter(E::CONSULTATION.is_in(padded(ids))).order_by_asc(E::ORDER);
    let mut found: HashMap<ConsultationId, Vec<E::Model>> = HashMap::new();
    for row in rows.all(connection).await? {
        found.entry(E::consultation_of(&row)).or_default().push(row);
    }
    Ok(found)
}

/// These consultations, whole, by id. Six statements.
pub(crate) async fn wholes<R: ReadsConsultations, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    rows: Vec<consultation::Model>,
    zone: Tz,
) -> Result<HashMap<ConsultationId, Whole>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut acts = hanging::<consultation_act::Entity, _, _>(proof, connection, &ids).await?;
    let mut versions = hanging::<act_version::Entity, _, _>(proof, connection, &ids).await?;
    let mut sessions = hanging::<consultation_session::Entity, _, _>(proof, connection, &ids).await?;
    let mut channels = hanging::<consultation_channel::Entity, _, _>(proof, connection, &ids).await?;
    let mut documents = hanging::<consultation_document::Entity, _, _>(proof, connection, &ids).await?;
    let mut files = hanging::<consultation_file::Entity, _, _>(proof, connection, &ids).await?;
    let whole = |row: consultation::Model| {
        let id = row.id;
        let mut documents = documents.remove(&id).unwrap_or_default();
        documents.retain(|row| row.removed_on.is_none());
        let new = NewConsultation {
            consultation: row,
            zone,
            acts: acts.remove(&id).unwrap_or_default(),
            sessions: sessions.remove(&id).unwrap_or_default(),
            channels: channels.remove(&id).unwrap_or_default(),
            documents,
            files: files.remove(&id).unwrap_or_default(),
        };
        (id, Whole { new, versions: versions.remove(&id).unwrap_or_default() })
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// One consultation, whole.
pub(crate) async fn whole<R: ReadsConsultations, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    row: consultation::Model,
    zone: Tz,
) -> Result<Whole, Error> {
    let (id, mut found) = (row.id, wholes(proof, connection, vec![row], zone).await?);
    found.remove(&id).ok_or_else(|| Error::NotFound("There is no such consultation.".into()))
}

/// The parts of these versions, by version, in reading order.
pub(crate) async fn parts<R: Opens<act_anchor::Entity>, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    versions: &[ActVersionId],
) -> Result<HashMap<ActVersionId, Vec<act_anchor::Model>>, Error> {
    let mut found: HashMap<ActVersionId, Vec<act_anchor::Model>> = HashMap::new();
    if versions.is_empty() {
        return Ok(found);
    }
    let rows = proof.find::<act_anchor::Entity>().filter(act_anchor::Column::VersionId.is_in(padded(versions)));
    for row in rows.order_by_asc(act_anchor::Column::Position).all(connection).await? {
        found.entry(row.version_id).or_default().push(row);
    }
    Ok(found)
}
