//! How many connections there are, of each address and altogether.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::http::address::prefix;

/// The connections that are open.
#[derive(Debug)]
pub(super) struct Counts {
    per_address: usize,
    in_all: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

impl Counts {
    pub(super) fn new(per_address: usize, in_all: usize) -> Arc<Self> {
        Arc::new(Self { per_address, in_all, open: Mutex::default() })
    }

    /// A place for a connection, if there is one. Of whom `trusted` is said only the whole is counted.
    pub(super) fn enter(self: &Arc<Self>, peer: IpAddr, trusted: bool) -> Option<Place> {
        let address = (!trusted).then(|| prefix(peer));
        let mut open = self.lock();
        if open.all >= self.in_all {
            return None;
        }
        if let Some(address) = address {
            let has = open.by_address.get(&address).copied().unwrap_or_default();
            if has >= self.per_address {
                return None;
            }
            open.by_address.insert(address, has + 1);
        }
        open.all += 1;
        Some(Place { counts: Arc::clone(self), address })
    }

    fn leave(&self, address: Option<IpAddr>) {
        let mut open = self.lock();
        open.all -= 1;
        if let Some(address) = address
            && let Entry::Occupied(mut has) = open.by_address.entry(address)
        {
            *has.get_mut() -= 1;
            // An address that has left is forgotten.
            if *has.get() == 0 {
                has.remove();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection; free again when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    counts: Arc<Counts>,
    address: Option<IpAddr>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.counts.leave(self.address);
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn an_address_and_the_whole_have_their_numbers_and_a_place_comes_back() {
        let counts = Counts::new(2, 4);
        let enter = |address: &str, trusted| counts.enter(address.parse().expect("an address"), trusted);
        let first = enter("192.0.2.1", false).expect("a place");
        let _second = enter("192.0.2.1", false).expect("a place");
        assert!(enter("192.0.2.1", false).is_none(), "its two are taken");
        drop(first);
        let _again = enter("192.0.2.1", false).expect("the place that came back");
        // Whoever has an IPv6 network has all addresses in it.
        let _six = enter("2001:db8::1", false).expect("a place");
        let _seven = enter("2001:db8::2", false).expect("a place");
        assert!(enter("2001:db8::3", false).is_none());
        assert!(enter("2001:db9::3", false).is_none(), "all four are taken");
        assert!(enter("192.0.2.9", true).is_none(), "a proxy's too");
    }

    #[test]
    fn a_trusted_proxy_may_have_any_number_and_nothing_is_remembered() {
        let counts = Counts::new(1, 100);
        let proxy = "10.0.0.1".parse().expect("an address");
        let places: Vec<_> = (0..50).map(|_| counts.enter(proxy, true).expect("a place")).collect();
        let one = counts.enter(proxy, false).expect("a place");
        assert!(counts.enter(proxy, false).is_none());
        drop((places, one));
        assert!(counts.lock().by_address.is_empty() && counts.lock().all == 0);
    }
}
