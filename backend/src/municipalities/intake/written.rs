//! What a municipality says of itself and what is usual there, as its desk writes it into a file and reads it again. What the
//! server is run with (its mail, its keys) is none of it, and so is in no file.

use entities::{ConfirmEmail, Locale, LocalisedText, Moderation, OwnArea, OwnDay, UsualRules, municipality};
use serde::{Deserialize, Deserializer, Serialize};

use crate::municipalities::rules::settings::Settings;

/// A municipality as a file of its desk has it. Every field must be there: what is left out would be taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "what a desk has written of a municipality, `{…}`")]
pub struct WrittenMunicipality {
    municipality: String,
    settings: WrittenSettings,
    usual_rules: WrittenRules,
}

/// What it says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "what a municipality says of itself, `{…}`")]
struct WrittenSettings {
    #[serde(deserialize_with = "said")]
    website: Option<String>,
    default_locale: Locale,
    allowed_origins: Vec<String>,
    #[serde(deserialize_with = "said")]
    accessibility_contact: Option<String>,
    own_days: Vec<WrittenDay>,
    own_areas: Vec<WrittenArea>,
}

/// An area of work that it names or orders in its own way. Where it stands is said by the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an area of work, `{…}`")]
struct WrittenArea {
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<LocalisedText>,
}

/// A day on which its offices are closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a day, `{…}`")]
struct WrittenDay {
    day: u32,
    month: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    name: String,
}

/// When comments can usually be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "when comments can usually be read, `{…}`")]
struct WrittenRules {
    moderation: Moderation,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moderation_first: Option<i32>,
    confirm_email: ConfirmEmail,
}

/// What may be nothing, and must be said to be.
fn said<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(from)
}

impl WrittenMunicipality {
    /// What stands there.
    #[must_use]
    pub fn of(owner: &municipality::Model) -> Self {
        let Settings { website, default_locale, allowed_origins, accessibility_contact, own_days, own_areas } =
            owner.into();
        let day = |OwnDay { day, month, year, name }: OwnDay| WrittenDay { day, month, year, name };
        let own_days = own_days.into_iter().map(day).collect();
        let area = |OwnArea { code, label, .. }: OwnArea| WrittenArea { code, label };
        let own_areas = own_areas.into_iter().map(area).collect();
        let UsualRules { moderation, moderation_first, confirm_email } = owner.usual_rules.unwrap_or_default();
        Self {
            municipality: owner.slug.clone(),
            settings: WrittenSettings {
                website,
                default_locale,
                allowed_origins,
                accessibility_contact,
                own_days,
                own_areas,
            },
            usual_rules: WrittenRules { moderation, moderation_first, confirm_email },
        }
    }

    /// What the bytes of a file say.
    ///
    /// # Errors
    /// It is none of these files: which field cannot be read, and why.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let read: Self = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let (at, why) = (error.path().to_string(), error.inner());
            if at == "." { why.to_string() } else { format!("{at}: {why}") }
        })?;
        json.end().map_err(|error| error.to_string())?;
        Ok(read)
    }

    /// The municipality as the file names it.
    #[must_use]
    pub fn municipality(&self) -> &str {
        &self.municipality
    }

    /// What is to hold. It is looked through by whom each is for.
    #[must_use]
    pub fn parts(self) -> (Settings, UsualRules) {
        let WrittenSettings { website, default_locale, allowed_origins, accessibility_contact, own_days, own_areas } =
            self.settings;
        let day = |WrittenDay { day, month, year, name }: WrittenDay| OwnDay { day, month, year, name };
        let own_days = own_days.into_iter().map(day).collect();
        let area = |WrittenArea { code, label }: WrittenArea| OwnArea { code, label, position: 0 };
        let own_areas = own_areas.into_iter().map(area).collect();
        let WrittenRules { moderation, moderation_first, confirm_email } = self.usual_rules;
        let settings =
            Settings { website, default_locale, allowed_origins, accessibility_contact, own_days, own_areas };
        (settings, UsualRules { moderation, moderation_first, confirm_email })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::WrittenMunicipality;

    fn written() -> Value {
        json!({
            "municipality": "trebinje",
            "settings": {
                "website": "https://trebinje.example",
                "default_locale": "sr-Cyrl",
                "allowed_origins": ["https://usluge.trebinje.example"],
                "accessibility_contact": null,
                "own_days": [{ "day": 5, "month": 10, "name": "Dan grada" }],
                "own_areas": [{ "code": "sport" }],
            },
            "usual_rules": { "moderation": "FirstN", "moderation_first": 2, "confirm_email": "WhenGiven" },
        })
    }

    fn read(file: &Value) -> Result<WrittenMunicipality, String> {
        WrittenMunicipality::read(file.to_string().as_bytes())
    }

    #[test]
    fn what_is_read_is_written_again() {
        let file = read(&written()).expect("it can be read");
        assert_eq!(serde_json::to_value(&file).expect("JSON"), written());
        let (settings, usual) = file.parts();
        assert_eq!((settings.own_days.len(), usual.moderation_first), (1, Some(2)));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_field() {
        let with = |at: &str, value: Value| {
            let mut file = written();
            *file.pointer_mut(at).expect("a field") = value;
            read(&file).expect_err("it cannot be read")
        };
        let mut more = written();
        more["settings"]["smtp_password"] = json!("tajna");
        let mut less = written();
        less["settings"].as_object_mut().expect("settings").remove("website");
        for (said, beginning) in [
            (with("/settings/default_locale", json!("sr")), "settings.default_locale: unknown variant `sr`"),
            (with("/settings/allowed_origins", json!([1])), "settings.allowed_origins[0]: invalid type"),
            (with("/settings/own_days", json!([{ "day": -1 }])), "settings.own_days[0].day: invalid value"),
            (with("/usual_rules/moderation", json!("Never")), "usual_rules.moderation: unknown variant `Never`"),
            (read(&more).expect_err("nothing else is in it"), "settings.smtp_password: unknown field `smtp_password`"),
            (read(&less).expect_err("it would be taken away"), "settings: missing field `website`"),
            (read(&json!(7)).expect_err("no number"), "invalid type: integer `7`, expected what a desk has written"),
        ] {
            assert!(said.starts_with(beginning), "{said}");
        }
        assert!(WrittenMunicipality::read(b"{").is_err());
    }
}
