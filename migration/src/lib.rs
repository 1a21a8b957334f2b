//! The history of the tables. A released migration never changes, and none imports the entities: what the code calls
//! things today must not rewrite what was done then.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait::async_trait};

mod columns;
mod m0001_calls;
mod m0002_journal;
mod m0003_rate;
mod m0004_accounts;
mod m0005_letters;
mod m0006_call_files;
mod m0007_desk;
mod m0008_once;
mod m0009_consultations;
mod m0010_comments;
mod m0011_threads;
mod m0012_organisations;
mod m0013_reports;
mod m0014_consultation_desk;
mod m0015_suggestions;
mod m0016_directory_desk;
mod m0017_alike;
mod m0018_attached;
mod m0019_untold;
mod m0020_representatives;
mod m0021_results;
mod m0022_waiting_acts;
mod m0023_identities;
mod m0024_unnamed;
mod m0025_directory_counts;
mod m0026_contacts;
mod m0027_came_on;
mod m0028_read_in;
mod m0029_consultation_areas;
mod m0030_acts_told;
mod m0031_origins;
mod m0032_report_contents;
mod m0033_usual_rules;
mod m0034_adopted_acts;
mod m0035_changed;
mod m0036_deeds;
mod m0037_settings;
mod m0038_addresses;
mod m0039_words;
mod m0040_words_at_once;
mod m0041_taken_away;
mod m0042_volumes;
mod m0043_address_consent;
mod m0044_entered_wrongly;
mod m0045_other_sheets;
mod m0046_facts;
mod m0047_voice_keys;
mod m0048_unnamed_changes;
mod m0049_unseen;
mod m0050_other_columns;
mod m0051_forgotten_lists;
mod m0052_first_end;
mod m0053_given_back;

/// Runs the migrations in order, on SQLite and PostgreSQL alike.
#[derive(Debug)]
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_calls::Migration),
            Box::new(m0002_journal::Migration),
            Box::new(m0003_rate::Migration),
            Box::new(m0004_accounts::Migration),
            Box::new(m0005_letters::Migration),
            Box::new(m0006_call_files::Migration),
            Box::new(m0007_desk::Migration),
            Box::new(m0008_once::Migration),
            Box::new(m0009_consultations::Migration),
            Box::new(m0010_comments::Migration),
            Box::new(m0011_threads::Migration),
            Box::new(m0012_organisations::Migration),
            Box::new(m0013_reports::Migration),
            Box::new(m0014_consultation_desk::Migration),
            Box::new(m0015_suggestions::Migration),
            Box::new(m0016_directory_desk::Migration),
            Box::new(m0017_alike::Migration),
            Box::new(m0018_attached::Migration),
            Box::new(m0019_untold::Migration),
            Box::new(m0020_representatives::Migration),
            Box::new(m0021_results::Migration),
            Box::new(m0022_waiting_acts::Migration),
            Box::new(m0023_identities::Migration),
            Box::new(m0024_unnamed::Migration),
            Box::new(m0025_directory_counts::Migration),
            Box::new(m0026_contacts::Migration),
            Box::new(m0027_came_on::Migration),
            Box::new(m0028_read_in::Migration),
            Box::new(m0029_consultation_areas::Migration),
            Box::new(m0030_acts_told::Migration),
            Box::new(m0031_origins::Migration),
            Box::new(m0032_report_contents::Migration),
            Box::new(m0033_usual_rules::Migration),
            Box::new(m0034_adopted_acts::Migration),
            Box::new(m0035_changed::Migration),
            Box::new(m0036_deeds::Migration),
            Box::new(m0037_settings::Migration),
            Box::new(m0038_addresses::Migration),
            Box::new(m0039_words::Migration),
            Box::new(m0040_words_at_once::Migration),
            Box::new(m0041_taken_away::Migration),
            Box::new(m0042_volumes::Migration),
            Box::new(m0043_address_consent::Migration),
            Box::new(m0044_entered_wrongly::Migration),
            Box::new(m0045_other_sheets::Migration),
            Box::new(m0046_facts::Migration),
            Box::new(m0047_voice_keys::Migration),
            Box::new(m0048_unnamed_changes::Migration),
            Box::new(m0049_unseen::Migration),
            Box::new(m0050_other_columns::Migration),
            Box::new(m0051_forgotten_lists::Migration),
            Box::new(m0052_first_end::Migration),
            Box::new(m0053_given_back::Migration),
        ]
    }
}
