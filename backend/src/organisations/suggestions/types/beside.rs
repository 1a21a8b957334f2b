//! Which record a proposal may be, though nobody has said so.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Context;
use entities::{
    LocalisedText, OrganisationContent, OrganisationId, SuggestionId, SuggestionKind, SuggestionState, municipality,
    organisation_suggestion,
};
use tokio::sync::OnceCell;

use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::organisations::rules::doubles::Traits;
use crate::organisations::rules::same::{Known, Registry};
use crate::organisations::store::desk;
use crate::organisations::suggestions::rules::facts::apply;
use crate::organisations::suggestions::rules::sayable;
use crate::organisations::types::{Bundle, DeskOrganisation};
use crate::scope::As;
use crate::viewer::DirectoryKeeper;

/// Proposals that are shown together: the directory is read once for all, when the first of them is asked for it.
#[derive(Debug)]
pub(super) struct Beside {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
    keeper: As<DirectoryKeeper>,
    proposals: Vec<(SuggestionId, OrganisationContent)>,
    found: OnceCell<HashMap<SuggestionId, DeskOrganisation>>,
}

impl Beside {
    /// Those of these rows that propose an organisation and wait.
    pub(super) fn of(
        owner: &Arc<municipality::Model>,
        locale: Option<Locale>,
        keeper: As<DirectoryKeeper>,
        rows: &[organisation_suggestion::Model],
    ) -> Arc<Self> {
        let proposed = |row: &organisation_suggestion::Model| {
            let mut content = OrganisationContent::default();
            for one in &sayable(row).0 {
                apply(&mut content, one, owner.default_locale);
            }
            (row.id, content)
        };
        let waits =
            rows.iter().filter(|row| row.kind == SuggestionKind::Proposal && row.state == SuggestionState::Waiting);
        let proposals = waits.map(proposed).collect();
        Arc::new(Self { owner: Arc::clone(owner), locale, keeper, proposals, found: OnceCell::new() })
    }

    /// The record that this one may be.
    pub(super) async fn get(&self, ctx: &Context<'_>, id: SuggestionId) -> Result<Option<DeskOrganisation>, Error> {
        if !self.proposals.iter().any(|(proposal, _)| *proposal == id) {
            return Ok(None);
        }
        let all = self.found.get_or_try_init(|| async {
            let turn = Turn::of(ctx);
            let known = registry(desk::traits(turn.scope(), &self.keeper).await?);
            let about: Vec<(SuggestionId, OrganisationId)> =
                self.proposals.iter().filter_map(|(id, content)| Some((*id, meant(&known, content)?))).collect();
            let ids: Vec<OrganisationId> = about.iter().map(|(_, found)| *found).collect();
            let rows = desk::by_ids(turn.scope(), &self.keeper, &ids).await?;
            let records = Bundle::of(&self.owner, self.locale, self.keeper, rows);
            let records: HashMap<_, _> = records.into_iter().map(|one| (one.key(), one)).collect();
            let beside = |(id, found): (SuggestionId, OrganisationId)| Some((id, records.get(&found)?.clone()));
            Ok::<_, Error>(about.into_iter().filter_map(beside).collect())
        });
        Ok(all.await?.get(&id).cloned())
    }
}

/// What is in a directory, by what a proposal is compared with.
fn registry(all: Vec<Traits>) -> Registry {
    let listed = |one: Traits| {
        let name = Some(LocalisedText::new(Locale::SrLatn, one.name));
        let content = OrganisationContent { name, jib: one.jib, email: one.email, ..OrganisationContent::default() };
        (one.id, content)
    };
    Registry::new(all.into_iter().map(listed), [])
}

fn meant(known: &Registry, content: &OrganisationContent) -> Option<OrganisationId> {
    match known.find(content) {
        Known::Is(id, _) | Known::MayBe(id) => Some(id),
        Known::Not => None,
    }
}

#[cfg(test)]
mod tests {
    use entities::{LocalisedText, OrganisationContent, OrganisationId};

    use super::{Traits, meant, registry};
    use crate::locale::Locale;

    #[test]
    fn a_proposal_is_compared_by_name_number_and_address() {
        let one = |name: &str, jib: Option<&str>, email: Option<&str>| Traits {
            id: OrganisationId::new(),
            name: name.into(),
            jib: jib.map(Into::into),
            email: email.map(Into::into),
            ..Traits::default()
        };
        let all = [
            one("Клуб Мост", None, None),
            one("Udruženje ljubitelja čiste rijeke", Some("4401017720006"), None),
            one("Hor Zora", None, Some("info@zora.example")),
        ];
        let known = registry(all.to_vec());
        for (name, jib, email, expected) in [
            ("Klub „Most“", None, None, Some(0)),
            ("Udruga ljubitelja čiste rijeke Trebinje", None, None, Some(1)),
            ("Sasvim drugo ime", Some("4401017720006"), None, Some(1)),
            ("Udruženje ljubitelja čiste rijeke", Some("4200211100005"), None, None),
            ("Pjevači", None, Some("INFO@zora.example"), Some(2)),
            ("Planinari", None, None, None),
        ] {
            let content = OrganisationContent {
                name: Some(LocalisedText::new(Locale::SrLatn, name)),
                jib: jib.map(Into::into),
                email: email.map(Into::into),
                ..OrganisationContent::default()
            };
            let found = meant(&known, &content);
            assert_eq!(found.and_then(|id| all.iter().position(|one| one.id == id)), expected, "{name}");
        }
    }
}
