//! Draft acts, their versions, and the parts that a comment points at.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{ActVersionId, AnchorId, AnchorKey, act_anchor, act_version, consultation_act};
use futures_util::future::try_join;

use super::{AnchorFate, AnchorKind, Consultation, Consultations, WordFate};
use crate::consultations::rules::act::versions::Changed;
use crate::consultations::store::{AnchorsOf, Comparisons};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::scalars::{LocaleTag, Localised, localised};

/// A draft act that is consulted on.
#[derive(Clone, Debug)]
pub struct DraftAct {
    pub(super) row: consultation_act::Model,
    pub(super) versions: Vec<act_version::Model>,
    pub(super) consultation: Consultation,
}

impl DraftAct {
    fn version(&self, row: &act_version::Model) -> ActVersion {
        let before = self.versions.iter().rfind(|before| before.number < row.number);
        ActVersion { row: row.clone(), before: before.map(|row| row.id), locale: self.consultation.locale }
    }
}

/// A draft act that is consulted on.
#[Object]
impl DraftAct {
    /// Opaque id, `act_…`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Its place in the list, from 1.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// Its title.
    async fn title(&self) -> Localised {
        localised(&self.row.title, self.consultation.locale)
    }

    /// Its texts, first to last. No word of them as written ever changes.
    async fn versions(&self) -> Vec<ActVersion> {
        self.versions.iter().map(|row| self.version(row)).collect()
    }

    /// The text that holds: the last one; null where none is published yet.
    async fn current(&self) -> Option<ActVersion> {
        self.versions.last().map(|row| self.version(row))
    }
}

/// The text of an act as it was published.
#[derive(Clone, Debug)]
pub struct ActVersion {
    row: act_version::Model,
    before: Option<ActVersionId>,
    locale: Option<Locale>,
}

async fn anchors(ctx: &Context<'_>, version: ActVersionId) -> Result<Arc<Vec<act_anchor::Model>>, Error> {
    Ok(Turn::of(ctx).loader::<Consultations>().load_one(AnchorsOf(version)).await?.unwrap_or_default())
}

/// The text of an act as it was published. As it was written it never changes: another text is another version. What is
/// read in the other script may be spelt better afterwards, in the same words.
#[Object]
impl ActVersion {
    /// Opaque id, `ver_…`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// First, second… version, from 1.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// What it is written in.
    async fn locale(&self) -> LocaleTag {
        LocaleTag(self.row.locale)
    }

    /// When everybody could read it.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.row.published_at
    }

    /// Why there is another version; null of the first, and where nobody said.
    async fn note(&self) -> Option<Localised> {
        self.row.note.as_ref().map(|note| localised(note, self.locale))
    }

    /// All its parts in reading order, each with its depth and its parent: one list, from which the whole act is drawn.
    async fn anchors(&self, ctx: &Context<'_>) -> Result<Vec<ActAnchor>, Error> {
        let rows = anchors(ctx, self.row.id).await?;
        let keys: HashMap<AnchorId, AnchorKey> = rows.iter().map(|row| (row.id, row.key)).collect();
        let anchor = |row: &act_anchor::Model| ActAnchor {
            parent: row.parent_id.and_then(|parent| keys.get(&parent)).copied(),
            row: row.clone(),
            locale: self.locale,
        };
        Ok(rows.iter().map(anchor).collect())
    }

    /// What became of the parts of the version before, in the order of this one, and then those that are gone. Parts that
    /// stayed as they were are left out; of the first version there is nothing to say.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<AnchorChange>, Error> {
        let Some(of) = self.before else { return Ok(Vec::new()) };
        let (before, now) = try_join(anchors(ctx, of), anchors(ctx, self.row.id)).await?;
        let compared = ctx.data_unchecked::<Comparisons>().of((of, &before), (self.row.id, &now)).await?;
        Ok(compared.iter().cloned().map(AnchorChange::from).collect())
    }
}

/// A part of a version of an act.
#[derive(Clone, Debug)]
pub struct ActAnchor {
    row: act_anchor::Model,
    parent: Option<AnchorKey>,
    locale: Option<Locale>,
}

impl ActAnchor {
    fn text(&self, text: Option<&entities::LocalisedText>) -> Option<Localised> {
        text.map(|text| localised(text, self.locale))
    }
}

/// A part of a version of an act: a chapter, an article, a paragraph.
#[Object]
impl ActAnchor {
    /// The part as it stands in this version, `part_…`: what a comment on it names.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// What it is known by, `anc_…`: the same in every version in which it lives on. Its address in the page is `#` and
    /// this.
    async fn key(&self) -> ID {
        self.row.key.to_string().into()
    }

    /// The key of the part that it stands in; null at the top.
    async fn parent(&self) -> Option<ID> {
        self.parent.map(|key| key.to_string().into())
    }

    /// How many others it stands in.
    async fn depth(&self) -> i32 {
        self.row.depth
    }

    /// Its place in the whole version, from 1.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// What part it is.
    async fn kind(&self) -> AnchorKind {
        self.row.kind.into()
    }

    /// `Član 12.`, `GLAVA I`, `(2)`; null for a part without a number.
    async fn label(&self) -> Option<Localised> {
        self.text(self.row.label.as_ref())
    }

    /// Its title; null where it has none.
    async fn heading(&self) -> Option<Localised> {
        self.text(self.row.heading.as_ref())
    }

    /// Its own words, without those of the parts in it; null where it has none. Points of a list stand on lines of their
    /// own.
    #[graphql(name = "text")]
    async fn written(&self) -> Option<Localised> {
        self.text(self.row.text.as_ref())
    }
}

/// What became of a part from one version to the next.
#[derive(Clone, Debug, SimpleObject)]
pub struct AnchorChange {
    /// The part.
    pub key: ID,
    /// What became of it.
    pub change: AnchorFate,
    /// What the article is called that it is a part of, as written; null for an article or a chapter.
    pub within: Option<String>,
    /// What it was called, as written; null where it was not there, or had no number.
    pub label_before: Option<String>,
    /// What it is called, as written.
    pub label: Option<String>,
    /// Its title and its words, word by word, as written.
    pub words: Vec<WordChange>,
}

/// Words and what became of them.
#[derive(Clone, Debug, SimpleObject)]
pub struct WordChange {
    /// What became of them.
    pub change: WordFate,
    /// The words, with the spaces between them.
    pub text: String,
}

impl From<Changed> for AnchorChange {
    fn from(changed: Changed) -> Self {
        let Changed { key, fate, within, label_before, label, words } = changed;
        let words = words.into_iter().map(|piece| WordChange { change: piece.fate.into(), text: piece.text });
        Self { key: key.to_string().into(), change: fate.into(), within, label_before, label, words: words.collect() }
    }
}
