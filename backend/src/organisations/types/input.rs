//! What the mutations of the directory's desk take and give back.

use async_graphql::{ID, SimpleObject};

use super::{
    ColumnMeaning, DeskOrganisation, DeskOrganisationImport, OrganisationContent, OrganisationFact, RowChoice,
};
use crate::edited::EditedText;
use crate::mend::{UserError, inputs, payloads};

inputs! {
    /// A new organisation.
    CreateOrganisationInput {
        /// Slug of the municipality.
        municipality: String,
        /// All that is known of it.
        content: OrganisationContent
    }
    /// What is written of an organisation.
    SaveOrganisationInput {
        /// `org_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// All of it.
        content: OrganisationContent,
        /// Why; everybody reads it beside what was changed, where it is in the directory.
        reason: Option<EditedText>
    }
    /// Which organisation is to be taken out, and why.
    WithdrawOrganisationInput {
        /// `org_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Why; it stands in the journal.
        reason: EditedText
    }
    /// Which organisation is to be put into the directory.
    RelistOrganisationInput {
        /// `org_…`.
        id: ID,
        /// The version that you have read.
        version: i32,
        /// Why; it stands in the journal.
        reason: Option<EditedText>
    }
    /// Which organisation is as it stands here.
    ConfirmOrganisationInput {
        /// `org_…`.
        id: ID,
        /// The version that you have read.
        version: i32
    }
    /// Which two records are one organisation, and which facts are taken from which.
    MergeOrganisationsInput {
        /// The record that stays, `org_…`.
        into: ID,
        /// Its version that you have read.
        into_version: i32,
        /// The record that goes; its id leads to the other from then on.
        from: ID,
        /// Its version that you have read.
        from_version: i32,
        /// The facts that are taken from the record that goes, also where it says nothing; all others stay. Of `AREAS` and
        /// `STATUSES` both records' are kept.
        take: Vec<OrganisationFact>
    }
    /// Which two records look like one organisation and are two.
    KeepOrganisationsApartInput {
        /// The one, `org_…`.
        one: ID,
        /// The other.
        other: ID,
        /// Whether they are two; false takes it back, and they may be shown as a pair again.
        #[graphql(default = true)]
        apart: bool
    }
    /// What each column of a list holds.
    PlanOrganisationImportInput {
        /// `imp_…`.
        id: ID,
        /// For each column, from the left; null where it is to be left out. One holds the name, and no two the same.
        columns: Vec<Option<ColumnMeaning>>,
        /// Whether addresses, e-mail and telephones come into the directory: say so only of those that the organisations
        /// publish themselves, or have agreed to. As it was where it is left out.
        publish_contacts: Option<bool>
    }
    /// What is to become of rows that may be organisations that are there.
    DecideOrganisationImportInput {
        /// `imp_…`.
        id: ID,
        /// Their numbers; all that nobody has decided about where it is left out.
        rows: Option<Vec<i32>>,
        /// What; null takes a decision back, while nothing of the list was taken.
        choice: Option<RowChoice>
    }
    /// Which list is to be taken into the directory.
    RunOrganisationImportInput {
        /// `imp_…`.
        id: ID
    }
    /// Which list is to be taken back out of the directory.
    UndoOrganisationImportInput {
        /// `imp_…`.
        id: ID
    }
    /// Which list is to be thrown away.
    DiscardOrganisationImportInput {
        /// `imp_…`.
        id: ID
    }
}

payloads! {
    /// An organisation is in the directory.
    CreateOrganisationPayload {
        /// Its record.
        organisation: DeskOrganisation
    }
    /// An organisation was saved.
    SaveOrganisationPayload {
        /// As it is now.
        organisation: DeskOrganisation
    }
    /// An organisation was taken out.
    WithdrawOrganisationPayload {
        /// As it is now.
        organisation: DeskOrganisation
    }
    /// An organisation is in the directory.
    RelistOrganisationPayload {
        /// As it is now.
        organisation: DeskOrganisation
    }
    /// An organisation was confirmed.
    ConfirmOrganisationPayload {
        /// As it is now.
        organisation: DeskOrganisation
    }
    /// Two records became one.
    MergeOrganisationsPayload {
        /// The record that stays.
        organisation: DeskOrganisation
    }
    /// It is noted whether two records are two.
    KeepOrganisationsApartPayload {
        /// The one.
        organisation: DeskOrganisation
    }
    /// A list was looked at anew.
    PlanOrganisationImportPayload {
        /// As it is now.
        import: DeskOrganisationImport
    }
    /// It was decided about rows.
    DecideOrganisationImportPayload {
        /// As it is now.
        import: DeskOrganisationImport
    }
    /// Some rows of a list were taken.
    RunOrganisationImportPayload {
        /// As it is now: while it is `RUNNING`, run it again for the next rows.
        import: DeskOrganisationImport
    }
    /// A list was thrown away.
    DiscardOrganisationImportPayload {
        /// Its id.
        discarded: ID
    }
}

/// Some rows of a list were taken back.
#[derive(Clone, Debug, SimpleObject)]
pub struct UndoOrganisationImportPayload {
    /// As it is now: while it is `UNDOING`, undo it again for the next rows.
    pub import: Option<DeskOrganisationImport>,
    /// How many organisations of these rows were left as they are, because somebody has changed them since,
    /// or results, comments or suggestions lead to them.
    pub changed_since: usize,
    /// What you can mend; nothing was changed then.
    pub errors: Vec<UserError>,
}
