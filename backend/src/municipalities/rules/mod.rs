//! What a municipality may be called in an address, and ([`settings`]) what it may say of itself. Pure.

pub mod settings;

/// First words of addresses that are the server's own: a municipality of that name would never be reached. A test compares
/// them with the routes.
pub const OURS: [&str; 12] =
    ["data", "desk", "files", "graphql", "healthz", "log", "metrics", "oembed", "outbox", "readyz", "studio", "w"];

/// Why a text cannot be the slug of a municipality.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSlug {
    /// It has letters that no slug has, or none at all.
    #[error("“{0}” cannot stand in an address: use a–z, 0–9 and -")]
    NotPlain(String),
    /// It is one of [`OURS`].
    #[error("“{0}” is the beginning of an address of the server's own: take another word, `{0}-grad`")]
    Ours(String),
}

/// Whether a municipality can have this slug.
///
/// # Errors
/// It cannot, see [`NoSlug`].
pub fn slug(text: &str) -> Result<(), NoSlug> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if text.is_empty() || !text.chars().all(plain) {
        return Err(NoSlug::NotPlain(text.to_owned()));
    }
    if OURS.contains(&text) { Err(NoSlug::Ours(text.to_owned())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{NoSlug, slug};

    #[test]
    fn a_slug_is_plain_and_not_an_address_of_the_server() {
        for good in ["trebinje", "banja-luka", "9-jugovica", "desk-grad", "ww"] {
            assert_eq!(slug(good), Ok(()), "{good}");
        }
        for other in ["", "Trebinje", "banja luka", "foča", "robots.txt", "a/b", "desk/"] {
            assert_eq!(slug(other), Err(NoSlug::NotPlain(other.to_owned())), "{other}");
        }
        for ours in ["desk", "studio", "w", "graphql"] {
            assert_eq!(slug(ours), Err(NoSlug::Ours(ours.to_owned())), "{ours}");
        }
    }
}
