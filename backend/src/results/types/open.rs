//! What was awarded, as open data: one row for each award, under the names that the 360Giving Data Standard gives to its
//! fields (standard.threesixtygiving.org), so that tools made for it read these files as they are.

use entities::{LocalisedText, municipality, open_call, organisation, result_list, result_row};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use sea_orm::ActiveEnum as _;
use serde_json::{Value, json};
use url::Url;

use crate::locale::fold::fold;
use crate::organisations::types::open::identifier;

/// The columns, and what each holds. The names do not change; new ones come at the end.
pub const COLUMNS: [(&str, &str); 22] = [
    (
        "Identifier",
        "Stable id of the award: `javno`, the municipality's stable name and the application's id, which stays the same in every list of its call.",
    ),
    ("Title", "Name of the project; of the call where the list names no project."),
    ("Description", "The call, and the lot where it has lots."),
    ("Currency", "ISO 4217 code."),
    ("Amount Applied For", "What was asked; empty where the list does not say."),
    ("Amount Awarded", "What was approved in the final list."),
    ("Award Date", "Day on the final list, YYYY-MM-DD."),
    ("URL", "The call with its results."),
    (
        "Recipient Org:Identifier",
        "`BA-JIB-` and the tax number where it is known; else `javno` and the id of the record in the directory, as `identifier` there; else `javno`, the municipality's stable name and the name in plain letters.",
    ),
    ("Recipient Org:Name", "Name as the list writes it."),
    ("Funding Org:Identifier", "`javno-` and the stable name of the municipality."),
    ("Funding Org:Name", "Name of the municipality, in Latin letters."),
    ("Beneficiary Location:Name", "The municipality."),
    ("Beneficiary Location:Country Code", "ISO 3166-1 code of its country."),
    ("Grant Programme:Code", "Id of the call."),
    ("Grant Programme:Title", "Name of the call."),
    ("Grant Programme:URL", "The call."),
    ("From an open call?", "Always `Yes`."),
    ("Last modified", "Instant at which the list was published, RFC 3339."),
    ("Data Source", "Where this file is."),
    ("Decision", "Where the decision can be read; empty where nobody has said. Not a field of 360Giving."),
    (
        "Recipient Record",
        "Id of the recipient's record in the directory, `id` there; empty where it is not sure which it is. It stays when the tax number becomes known. Not a field of 360Giving.",
    ),
];

/// An award, with all that is told of it.
#[derive(Clone, Debug)]
pub struct Award {
    /// The row.
    pub row: result_row::Model,
    /// The final list in which it stands.
    pub list: result_list::Model,
    /// The call.
    pub call: open_call::Model,
    /// Whose it is, where that is known.
    pub recipient: Option<organisation::Model>,
    /// Who awarded it.
    pub owner: municipality::Model,
}

/// A row as it is written, before it becomes cells or an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told([String; COLUMNS.len()]);

impl Award {
    /// What is told of it in a file that is at this address.
    #[must_use]
    pub fn told(&self, home: &Url, source: &Url) -> Told {
        let text = |text: &LocalisedText| text.original.text.clone();
        let money = |minor: Option<i64>| minor.map(|minor| Decimal::new(minor, 2).to_string()).unwrap_or_default();
        let title = text(&self.call.title);
        let page = home.join(&format!("{}/pozivi/{}", self.owner.slug, self.call.id));
        let page = page.map(String::from).unwrap_or_default();
        let lot = self.row.lot.as_ref().map(|lot| format!(" – {}", text(lot))).unwrap_or_default();
        Told([
            format!("javno-{}-{}", self.owner.slug, self.row.entry_id),
            self.row.project.as_ref().map_or_else(|| title.clone(), text),
            format!("{title}{lot}"),
            self.call.currency.map(|currency| currency.to_value()).unwrap_or_default(),
            money(self.row.asked_minor),
            money(self.row.approved_minor),
            self.list.published_on.to_string(),
            format!("{page}#rezultati"),
            self.recipient_id(),
            text(&self.row.organisation),
            format!("javno-{}", self.owner.slug),
            self.owner.name_latin.clone(),
            self.owner.name_latin.clone(),
            self.owner.country.clone(),
            self.call.id.to_string(),
            title,
            page,
            "Yes".into(),
            self.list.published_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            source.to_string(),
            self.list.decision_url.clone().unwrap_or_default(),
            self.recipient.as_ref().map(|record| record.id.to_string()).unwrap_or_default(),
        ])
    }

    fn recipient_id(&self) -> String {
        match (&self.row.jib, &self.recipient) {
            (Some(jib), _) => format!("BA-JIB-{jib}"),
            (None, Some(record)) => identifier(record),
            (None, None) => {
                let plain = fold(&self.row.organisation.original.text);
                let plain = plain.split_whitespace().collect::<Vec<_>>().join("-");
                format!("javno-{}-{plain}", self.owner.slug)
            }
        }
    }
}

impl Told {
    /// As a row of a table, in the order of [`COLUMNS`].
    #[must_use]
    pub fn cells(self) -> [String; COLUMNS.len()] {
        self.0
    }

    /// As an object of the standard's JSON.
    #[must_use]
    pub fn object(&self) -> Value {
        let [
            id,
            title,
            description,
            currency,
            asked,
            awarded,
            on,
            url,
            recipient_id,
            recipient,
            funder_id,
            funder,
            place,
            country,
            code,
            programme,
            programme_url,
            open,
            modified,
            source,
            decision,
            record,
        ] = &self.0;
        // The standard has sums as numbers.
        let number = |text: &String| text.parse::<Decimal>().ok().and_then(|sum| sum.to_f64());
        let mut object = json!({
            "id": id,
            "title": title,
            "description": description,
            "currency": currency,
            "amountAwarded": number(awarded),
            "awardDate": on,
            "url": url,
            "recipientOrganization": [{ "id": recipient_id, "name": recipient }],
            "fundingOrganization": [{ "id": funder_id, "name": funder }],
            "beneficiaryLocation": [{ "name": place, "countryCode": country }],
            "grantProgramme": [{ "code": code, "title": programme, "url": programme_url }],
            "fromOpenCall": open,
            "dateModified": modified,
            "dataSource": source,
        });
        if let Some(fields) = object.as_object_mut() {
            if let Some(asked) = number(asked) {
                fields.insert("amountAppliedFor".into(), asked.into());
            }
            if !decision.is_empty() {
                let document = json!({ "title": "Decision", "url": decision });
                fields.insert("relatedDocument".into(), json!([document]));
            }
            if !record.is_empty() {
                fields.insert("recipientRecord".into(), record.as_str().into());
            }
        }
        object
    }
}
