//! How many listen for one client. Behind a proxy all connections come from one address; what is counted here is whom they
//! are for.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The streams and sockets that are open, by client. Nobody is remembered who has none.
#[derive(Clone, Debug, Default)]
pub struct Crowd(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One who listens, as long as this lasts.
#[derive(Debug)]
pub(in crate::http) struct Seat {
    crowd: Crowd,
    client: IpAddr,
}

impl Crowd {
    /// A seat, unless this client has as many as one may have.
    pub(in crate::http) fn seat(&self, client: IpAddr, most: usize) -> Option<Seat> {
        let mut seats = self.lock();
        let taken = seats.entry(client).or_default();
        if *taken >= most {
            return None;
        }
        *taken += 1;
        Some(Seat { crowd: self.clone(), client })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.crowd.lock();
        if let Some(taken) = seats.get_mut(&self.client) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::Crowd;

    #[test]
    fn a_client_has_so_many_seats_and_is_forgotten_with_the_last() {
        let crowd = Crowd::default();
        let (one, other) = (Ipv4Addr::LOCALHOST.into(), Ipv4Addr::BROADCAST.into());
        let seats: Vec<_> = (0..3).map_while(|_| crowd.seat(one, 2)).collect();
        assert_eq!(seats.len(), 2);
        assert!(crowd.seat(one, 2).is_none() && crowd.seat(other, 2).is_some());
        drop(seats);
        assert!(crowd.lock().is_empty());
        assert!(crowd.seat(one, 0).is_none());
    }
}
