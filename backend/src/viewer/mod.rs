//! Who may see and do what: the whole policy.
//!
//! Reading by the public: [`Published`]. Who somebody is: [`Viewer`], in `who`. What an office may do: `offices` says who
//! holds each and which tables are open to it, [`Opens`] in `rows` which rows of them. What is open to whoever holds none
//! stands in `others`.

mod beneath;
mod files;
mod offices;
mod others;
mod published;
mod rows;
mod who;

pub use self::files::NamesFiles;
pub use self::offices::{Admin, DirectoryKeeper, Editor, Moderator, Office, Official, Webmaster};
pub use self::published::{OfMunicipality, OnCall, OnConsultation, OnOrganisation, Published};
pub(crate) use self::published::{once_published, put_into_one, standing};
pub use self::rows::{Opens, Rows, Tenant};
pub use self::who::{Credential, Occasion, Recognise, Signed, Viewer};
