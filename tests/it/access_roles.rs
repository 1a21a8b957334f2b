//! What everybody there is learns of what is private: each role, program, representative and neighbour asks all that the
//! schema offers of a world full of canaries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::access_actors::{Actor, everybody};
use crate::access_world::{Asked, HIDDEN, ROOTS, SAID, SHOWN, World, stands, word};
use crate::{access, access_comments};

impl World {
    /// What of these tables each learns by whatever shows this field; a line of actors for each set of them, and below it
    /// the columns.
    async fn table(&self, actors: &[(&'static str, Actor<'_>)], showing: &str, of: impl Fn(&str) -> bool) -> String {
        let mut asked: Vec<_> = ROOTS.iter().map(|(field, of)| Asked::of_all(field, of)).collect();
        asked.extend(self.fields("Desk").iter().map(|field| Asked::of_desk("trebinje", field)));
        // By its id something may be asked for at another desk.
        let there = self.fields("Desk").iter().map(|field| Asked::of_desk("teslic", field));
        asked.extend(there.filter(|root| root.before.contains('$')));
        asked.retain(|root| self.selection(root.of, &root.way, &[], &BTreeSet::new()).contains(showing));
        let about = |name: &str| word(&self.about[name]).to_owned();
        let (call, consultation, organisation) = (about("call"), about("consultation"), about("organisation"));
        let paths = [
            "/desk/export/calls.json?municipality=trebinje".to_owned(),
            "/desk/export/consultations.json?municipality=trebinje".into(),
            "/desk/export/organisations.json?municipality=trebinje".into(),
            "/desk/export/journal.csv?municipality=trebinje".into(),
            "/desk/export/journal.json?municipality=trebinje".into(),
            "/desk/export/settings.json?municipality=trebinje".into(),
            format!("/desk/izvjestaj/{consultation}"),
            "/trebinje/pozivi".into(),
            format!("/trebinje/pozivi/{call}"),
            format!("/trebinje/pozivi/{call}/rezultati.csv"),
            "/trebinje/rasprave".into(),
            format!("/trebinje/rasprava/{consultation}"),
            format!("/trebinje/rasprava/{consultation}/komentari"),
            format!("/trebinje/rasprava/{consultation}/izvjestaj"),
            format!("/trebinje/rasprava/{consultation}/zapisnik"),
            format!("/log/{consultation}.ndjson"),
            "/trebinje/organizacije".into(),
            format!("/trebinje/organizacija/{organisation}"),
            "/data/trebinje/organisations.json".into(),
            "/data/trebinje/grants.json".into(),
            "/trebinje/pozivi.json".into(),
            "/trebinje/rasprave.json".into(),
        ];
        let mut who: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, actor) in actors {
            let mut learnt = String::new();
            for root in &asked {
                learnt += &self.learnt(name, actor, root).await;
            }
            for path in &paths {
                learnt += &actor.get(path).await.text();
            }
            for (at, canary) in &self.planted {
                let who = who.entry(at).or_default();
                if stands(&learnt, canary) {
                    who.push(name);
                }
            }
        }
        let mut sets: BTreeMap<Vec<&str>, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
        for (at, who) in who {
            let (table, column) = at.split_once('.').expect("a table and a column");
            if of(table) {
                sets.entry(who).or_default().entry(table).or_default().push(column);
            }
        }
        let mut out = String::new();
        for (who, tables) in sets {
            let who = match who.len() {
                0 => "nobody".to_owned(),
                all if all == actors.len() => "everybody".to_owned(),
                _ => who.join(", "),
            };
            let _ = writeln!(out, "{who}");
            for (table, columns) in tables {
                let _ = writeln!(out, "    {table}: {}", columns.join(" "));
            }
        }
        out
    }
}

#[tokio::test]
async fn of_what_is_private_each_learns_what_is_his_to_know() {
    let world = World::new().await;
    let town = &world.town;
    let mut asked: BTreeSet<_> = ROOTS.iter().map(|(field, _)| field.split('(').next().unwrap_or(field)).collect();
    asked.insert("desk");
    let known = access::roots(town, "queryType").await;
    assert_eq!(asked, known.iter().map(String::as_str).collect(), "each root field needs a row here");
    let teslic = town.municipality("teslic").await;
    let actors = everybody(town, &world.trebinje, &teslic).await;

    world.change(&HIDDEN).await;
    insta::assert_snapshot!(world.table(&actors, "", |_| true).await, @"
    nobody
        api_token: name
        call_deadline: reason
        call_document: media_type
        call_file: media_type name sha256 storage_key
        call_question: email
        comment: code email files.storage_key search_text
        comment_revision: author_salt salt
        consultation: pending search_text source_hash
        consultation_change: after before reason
        consultation_document: media_type
        consultation_file: media_type name sha256 storage_key
        identity: subject
        letter: address last_error
        official_answer: reason salt
        open_call: search_text source_hash
        organisation: cyrillic_key latin_key search_text seat_key source_hash source_key
        organisation_change: after before reason
        organisation_import_row: before_hash
        passkey: credential name
        result_list: reason
        result_row: jib lot note organisation project
        session: ceremony device linking
    admin
        identity: issuer
        invitation: email name
        person: email
    editor, admin, WRITE_CALLS
        call_question: asker
        result_list: decision_url
    editor, keeper, admin, WRITE_CALLS
        journal: detail
    editor, moderator, evaluator, keeper, webmaster, admin, READ_DESK, WRITE_CALLS
        act_anchor: heading label text
        act_version: note
        call_correction: after before reason
        call_document: name url
        call_event: minutes_url place
        call_lot: title
        call_origin: title
        call_question: answer question
        consultation: areas comment_note contact dates_note legal_basis responsible_body source_key source_url summary title
        consultation_act: title
        consultation_channel: text
        consultation_document: name url
        consultation_session: audience minutes_url place
        open_call: areas_as_written contact deadline_note eligibility legal_basis pending reference_number seat_in source_key source_url summary title
        person: name
    keeper, admin
        organisation: address description email internal_note jib keeper_email name phone register_number registering_body representative seat short_name source_url territory website
        organisation_import: file_name headings other_sheets
        organisation_import_row: before cells complaints
        organisation_status: act act_url
        organisation_suggestion: email facts message reason
    moderator, admin
        comment: author_name files text
        comment_flag: words
        comment_revision: author content
    representative, keeper, admin
        organisation_representative: email
    ");

    // A comment still waits.
    world.change(&SHOWN).await;
    insta::assert_snapshot!(world.table(&actors, "", |_| true).await, @"
    nobody
        api_token: name
        call_file: storage_key
        call_question: email
        comment: code email files.storage_key search_text
        comment_revision: author_salt salt
        consultation: pending search_text source_hash
        consultation_file: storage_key
        identity: subject
        letter: address last_error
        open_call: search_text source_hash
        organisation: cyrillic_key latin_key search_text seat_key source_hash source_key
        organisation_import_row: before_hash
        passkey: credential name
        session: ceremony device linking
    admin
        identity: issuer
        invitation: email name
        person: email
    everybody
        act_anchor: heading label text
        act_version: note
        call_correction: after before reason
        call_deadline: reason
        call_document: media_type name url
        call_event: minutes_url place
        call_file: media_type name sha256
        call_lot: title
        call_question: answer question
        consultation: areas comment_note contact dates_note legal_basis responsible_body source_url summary title
        consultation_act: title
        consultation_change: after before reason
        consultation_channel: text
        consultation_document: media_type name url
        consultation_file: media_type name sha256
        consultation_session: audience minutes_url place
        official_answer: reason salt
        open_call: areas_as_written contact deadline_note eligibility legal_basis reference_number seat_in source_url summary title
        organisation: address description email jib name phone register_number registering_body representative seat short_name source_url territory website
        organisation_change: after before reason
        organisation_status: act act_url
        result_list: decision_url reason
        result_row: jib lot note organisation project
    editor, admin, WRITE_CALLS
        call_question: asker
    editor, keeper, admin, WRITE_CALLS
        journal: detail
    editor, moderator, evaluator, keeper, webmaster, admin, READ_DESK, WRITE_CALLS
        call_origin: title
        consultation: source_key
        open_call: pending source_key
        person: name
    keeper, admin
        organisation: internal_note keeper_email
        organisation_import: file_name headings other_sheets
        organisation_import_row: before cells complaints
        organisation_suggestion: email facts message reason
    moderator, admin
        comment: author_name files text
        comment_flag: words
        comment_revision: author content
    representative, keeper, admin
        organisation_representative: email
    ");

    world.change(&[SAID]).await;
    let of_comments = |table: &str| access_comments::PLANTED.contains(&table);
    insta::assert_snapshot!(world.table(&actors, "authorErased", of_comments).await, @"
    nobody
        comment: code email files.storage_key search_text
    everybody
        comment: author_name files text
        comment_revision: author_salt salt
        official_answer: reason salt
    moderator, admin
        comment_flag: words
        comment_revision: author content
    ");
}
