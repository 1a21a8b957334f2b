//! What calls of the demo came from: a real one from the debate in which its topics were chosen, and exercises from exercises.

use entities::{CallOrigin, OriginId, call_origin, consultation, municipality, open_call};
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};

use crate::calls::rules::origin;
use crate::error::Error;
use crate::scope::{Operator, Tx};

/// How a title begins, of a call or of a consultation.
enum Thing {
    Call(&'static str),
    Debate(&'static str),
}

/// Whose call it is, how its title begins, and what it came from.
const TIES: [(&str, &str, Thing); 4] = [
    (
        "trebinje",
        "Drugi javni poziv projekta ReLOaD",
        Thing::Debate("Javna rasprava za organizacije civilnog društva o odabiru tema"),
    ),
    ("trebinje", "Javni poziv za ljetne kampove", Thing::Call("Konkurs za omladinske inicijative")),
    ("teslic", "Javni poziv za ljetne kampove", Thing::Call("Konkurs za omladinske inicijative")),
    (
        "bijeljina",
        "Javni poziv organizacijama civilnog društva za zaštitu životne sredine",
        Thing::Debate("Javna rasprava o Nacrtu odluke o komunalnom redu"),
    ),
];

/// Says of the calls of this municipality what they came from.
pub(super) async fn tie(tx: &Tx<Operator>, owner: &municipality::Model) -> Result<(), Error> {
    for (_, title, thing) in TIES.iter().filter(|(of, ..)| *of == owner.slug) {
        let call = call(tx, owner, title).await?;
        let from = match thing {
            Thing::Call(title) => {
                let row = self::call(tx, owner, title).await?;
                CallOrigin { id: OriginId::Call(row.id), title: row.title }
            }
            Thing::Debate(title) => {
                let all = tx.find::<consultation::Entity>();
                let all = all.filter(consultation::Column::MunicipalityId.eq(owner.id)).all(tx.connection()).await?;
                let row = all.into_iter().find(|row| row.title.original.text.starts_with(title));
                let row = row.ok_or_else(|| gone(title))?;
                CallOrigin { id: OriginId::Consultation(row.id), title: row.title }
            }
        };
        tx.insert::<call_origin::ActiveModel>(origin::write(&from, &call).into_active_model()).await?;
    }
    Ok(())
}

async fn call(tx: &Tx<Operator>, owner: &municipality::Model, title: &str) -> Result<open_call::Model, Error> {
    let all = tx.find::<open_call::Entity>().filter(open_call::Column::MunicipalityId.eq(owner.id));
    let found = all.all(tx.connection()).await?.into_iter().find(|row| row.title.original.text.starts_with(title));
    found.ok_or_else(|| gone(title))
}

fn gone(title: &str) -> Error {
    Error::NotFound(format!("Nothing in the demo begins with “{title}” any more."))
}
