//! How many connections the operating system lets this process have.
//!
//! Chosen crate: `rlimit`, because asking and raising a limit is unsafe C otherwise.

use crate::config::ConnectionLimits;

/// What is open beside the connections: the database, its log, files that are read.
const OTHERS: u64 = 100;

/// Raises the number of open files to what the operating system allows, and says where that is too few for the connections
/// that the configuration allows: then some would be refused without a word.
pub fn make_room(limits: &ConnectionLimits) {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(handles) => {
            if let Some(wanted) = lacking(handles, limits.in_all) {
                tracing::warn!(
                    handles,
                    wanted,
                    "this process may open fewer files than `connections.in_all` needs; raise its limit (`LimitNOFILE=` of \
                     systemd, `ulimit -n`) or lower the setting"
                );
            }
        }
        Err(error) => tracing::warn!(%error, "how many files this process may open is not known"),
    }
}

/// How many handles would be enough, where these are not.
fn lacking(handles: u64, connections: usize) -> Option<u64> {
    let wanted = u64::try_from(connections).unwrap_or(u64::MAX).saturating_add(OTHERS);
    (handles < wanted).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, lacking, make_room};
    use crate::config::ConnectionLimits;

    #[test]
    fn so_many_connections_need_so_many_handles() {
        for (handles, connections, expected) in
            [(1_024, 10_000, Some(10_000 + OTHERS)), (10_100, 10_000, None), (u64::MAX, usize::MAX, None)]
        {
            assert_eq!(lacking(handles, connections), expected, "{handles} for {connections}");
        }
    }

    #[test]
    fn the_limit_is_raised_to_what_is_allowed() {
        make_room(&ConnectionLimits::default());
        let (soft, hard) = rlimit::Resource::NOFILE.get().expect("a limit");
        assert_eq!(soft, hard);
    }
}
