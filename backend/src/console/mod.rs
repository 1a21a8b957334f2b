//! What an operator does at the console about municipalities, people and lists of organisations.

pub mod municipalities;
pub mod organisations;

use entities::{Locale, MunicipalityId, MunicipalityKind, OwnAreas, OwnDays, Role, Words, municipality};
use url::Url;

use crate::accounts::store::{self, NewInvitation};
use crate::accounts::{door, rules};
use crate::app::App;
use crate::error::Error;
use crate::locale::fold::fold;
use crate::locale::script::to_cyrillic;
use crate::mend::FieldError;
use crate::municipalities::rules::slug;
use crate::municipalities::store::{everything, save};
use crate::scope::at_the_console;

/// Who is invited, and to what.
#[derive(Clone, Debug, clap::Args)]
pub struct Invite {
    /// Where the letter goes.
    pub email: String,
    /// Slug of the municipality: `trebinje`.
    #[arg(long)]
    municipality: String,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// As what; may be given several times.
    #[arg(long = "role", value_enum, default_values_t = [RoleName::Admin])]
    roles: Vec<RoleName>,
    /// What the letter is written in.
    #[arg(long, default_value = "sr-Latn")]
    locale: String,
    /// Print the link instead of sending a letter: for the first administrator, before there is a mail server. Whoever has
    /// the link is the person; hand it over in person.
    #[arg(long)]
    print_link: bool,
}

/// A role, as it is written at the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum RoleName {
    Editor,
    Moderator,
    Evaluator,
    DirectoryKeeper,
    Webmaster,
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Editor => Self::Editor,
            RoleName::Moderator => Self::Moderator,
            RoleName::Evaluator => Self::Evaluator,
            RoleName::DirectoryKeeper => Self::DirectoryKeeper,
            RoleName::Webmaster => Self::Webmaster,
            RoleName::Admin => Self::Admin,
        }
    }
}

/// A municipality that is not here yet.
#[derive(Clone, Debug, clap::Args)]
pub struct Add {
    /// The stable name in addresses: small Latin letters and dashes.
    slug: String,
    /// Its name in the nominative, Latin script.
    #[arg(long)]
    name: String,
    /// Its name in Cyrillic script; made from the Latin one where it is left out.
    #[arg(long)]
    cyrillic: Option<String>,
    /// `municipality`, `city`, `city_part` or `district`.
    #[arg(long, default_value = "municipality")]
    kind: String,
    /// `RS`, `FBiH` or `BD`.
    #[arg(long)]
    entity: Option<String>,
    /// Its official site; its pages may write here.
    #[arg(long)]
    website: Option<Url>,
    /// Origin of another site of its own whose pages may write here: `https://usluge.foca.ba`; may be given several times.
    #[arg(long = "origin", value_parser = municipalities::origin_of)]
    origins: Vec<String>,
    /// What a reader gets who asked for nothing else.
    #[arg(long, default_value = "sr-Latn")]
    locale: String,
}

/// Invites somebody. What to say to the operator.
///
/// # Errors
/// There is no such municipality, or something about the person is wrong.
pub async fn invite(app: &App, invite: Invite) -> Result<String, Error> {
    let now = app.clock.now();
    let locale = locale(&invite.locale)?;
    let owner = crate::municipalities::types::Municipality::named(&app.gate.anyone(), &invite.municipality).await?;
    let new = NewInvitation {
        municipality: owner.id,
        email: invite.email,
        name: invite.name,
        roles: invite.roles.into_iter().map(Role::from).collect(),
        locale,
    };
    let row = new.row(None, now).map_err(plainly)?;
    let until = row.expires_at.format("%Y-%m-%d").to_string();
    let said = format!("{} <{}> is invited to {} until {until}.", row.name, row.email, owner.slug);
    let tx = at_the_console().begin(&app.db, now).await?;
    let id = row.id;
    let by_letter = (!invite.print_link).then_some(app.config.mail.per_hour);
    store::invite(&tx, row, by_letter).await?;
    tx.commit().await?;
    if !invite.print_link {
        return Ok(format!("{said} The letter is on the way."));
    }
    let link = door::link_for(&app.db, now, id, &app.config.public_url).await?;
    Ok(format!("{said} Hand this over in person; whoever has it is the person:\n{link}"))
}

/// Whose keys are forgotten.
#[derive(Clone, Debug, clap::Args)]
pub struct Forget {
    /// The person's address.
    pub email: String,
}

/// Forgets the passkeys and recovery codes of somebody who has lost them, and ends his sessions: at the next sign-in he
/// registers a new passkey. Make sure first that it is he who asks. What to say to the operator.
///
/// # Errors
/// There is nobody with this address, or the database fails.
pub async fn forget_keys(app: &App, forget: Forget) -> Result<String, Error> {
    let email = rules::address(&forget.email).map_err(plainly)?;
    let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
    let person = store::person_by_email(&tx, &email).await?;
    let person = person.ok_or_else(|| Error::NotFound(format!("Nobody has the address {email}.")))?;
    store::forget_keys(&tx, person.id).await?;
    tx.commit().await?;
    Ok(format!(
        "{} has no passkey, no link, no account of a directory and no session any more, and registers a new passkey at the next sign-in.",
        person.name
    ))
}

/// Adds a municipality. What to say to the operator.
///
/// # Errors
/// Something about it is wrong.
pub async fn add(app: &App, add: Add) -> Result<String, Error> {
    let row = row(add)?;
    let slug = row.slug.clone();
    let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
    if everything(&tx).await?.iter().any(|known| known.slug == slug) {
        return Err(Error::BadRequest(format!(
            "There is a municipality “{slug}” already. Its sites and its language are changed by `javno municipality set \
             {slug}`, its other facts by `javno import`."
        )));
    }
    save(&tx, row).await?;
    tx.commit().await?;
    Ok(format!("{slug} is there. Next: javno user invite EMAIL --municipality {slug} --name NAME"))
}

fn row(add: Add) -> Result<municipality::Model, Error> {
    slug(&add.slug).map_err(|wrong| Error::BadRequest(wrong.to_string()))?;
    let kind = match add.kind.as_str() {
        "municipality" => MunicipalityKind::Municipality,
        "city" => MunicipalityKind::City,
        "city_part" => MunicipalityKind::CityPart,
        "district" => MunicipalityKind::District,
        other => {
            return Err(Error::BadRequest(format!(
                "“{other}” is no kind; take municipality, city, city_part or district."
            )));
        }
    };
    let cyrillic = add.cyrillic.unwrap_or_else(|| to_cyrillic(&add.name));
    Ok(municipality::Model {
        id: MunicipalityId::new(),
        search_text: format!("{} {}", fold(&add.name), fold(&cyrillic)),
        slug: add.slug,
        name_latin: add.name,
        name_cyrillic: cyrillic,
        kind,
        entity: add.entity,
        country: "BA".into(),
        website: add.website.map(Into::into),
        allowed_origins: Words(add.origins),
        time_zone: "Europe/Sarajevo".into(),
        default_locale: locale(&add.locale)?,
        partner: false,
        own_areas: OwnAreas::default(),
        usual_rules: None,
        accessibility_contact: None,
        own_days: OwnDays::default(),
        version: 1,
        settled: false,
        saved_by: None,
        source_url: None,
    })
}

/// The locale with this tag.
fn locale(tag: &str) -> Result<Locale, Error> {
    let tags = Locale::ALL.map(Locale::tag).join(", ");
    Locale::from_tag(tag).ok_or_else(|| Error::BadRequest(format!("“{tag}” is no locale; take one of {tags}.")))
}

/// What is wrong with something, for whoever reads a terminal.
fn plainly(error: Error) -> Error {
    let Error::Invalid(fields) = error else { return error };
    let said = |field: &FieldError| format!("{}: {:?}", field.field, field.problem);
    Error::BadRequest(fields.iter().map(said).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::{Add, row};

    fn add(slug: &str) -> Add {
        let name = "Trebinje".to_owned();
        let (kind, locale) = ("city".to_owned(), "sr-Latn".to_owned());
        let origins = vec!["https://usluge.trebinje.example".to_owned()];
        Add { slug: slug.to_owned(), name, cyrillic: None, kind, entity: None, website: None, origins, locale }
    }

    #[test]
    fn a_municipality_gets_no_address_of_the_server_s_own() {
        assert_eq!(row(add("trebinje")).map(|row| row.slug).ok().as_deref(), Some("trebinje"));
        let said = |slug| row(add(slug)).map(|row| row.slug).expect_err("it is refused").to_string();
        assert!(said("desk").contains("“desk” is the beginning of an address of the server's own"), "{}", said("desk"));
        assert!(said("Trebinje").contains("use a–z, 0–9 and -"), "{}", said("Trebinje"));
    }

    #[test]
    fn a_municipality_comes_with_its_sites() {
        let sites = row(add("trebinje")).map(|row| row.allowed_origins.0).ok();
        assert_eq!(sites, Some(vec!["https://usluge.trebinje.example".to_owned()]));
    }
}
