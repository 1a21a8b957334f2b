//! How often one client may ask, also where several instances serve: each decides alone and at once, and once a second
//! they tell each other who is busy.
//!
//! No address is kept. A client is counted under a hash of his address, the key of which is drawn anew every day and the
//! old one deleted; a count lives for a minute, that of a network's hosted forms for as long as its key. What is asked of the
//! database: nothing, while nobody comes near a tenth of the limit; otherwise one statement a second that adds and one that reads.

mod exchange;
mod forms;
mod letters;
mod opening;
mod tempo;
mod throng;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use entities::ids;
use hmac::{Hmac, KeyInit as _, Mac as _};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

pub use self::exchange::keep_exchanging;
use self::forms::Forms;
use self::letters::Letters;
pub use self::opening::{Opening, Over};
pub use self::tempo::Tempo;
use self::throng::Throng;
use crate::error::Error;

/// A client is busy, and told to the others, from this part of the limit on.
const BUSY: u32 = 10;
/// How many busy clients are told at most: three values each, and SQLite takes 32,766 in a statement.
const TOLD: usize = 5_000;
/// How long a client who asks nothing is remembered: the rest of his minute.
const REMEMBERED: Duration = Duration::from_secs(60);

/// How often one client may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateLimits {
    /// Requests of one client in a minute of the clock, all instances together. 0 is no limit.
    pub requests_per_minute: u32,
    /// How many clients are remembered at a time; of more, those who ask least are forgotten.
    pub clients: u64,
    /// Comments of one network (256 addresses of IPv4, 64 bits of IPv6) in a minute, on one instance, after which its are looked
    /// at later than others', none refused. Suggestions to directories, questions, reports of comments and files with comments are
    /// counted with those of their own address, and have to wait from then on. 0 is no limit.
    pub comments_per_minute: u32,
    /// Comments about which nothing else is odd to one consultation in a minute, on one instance, after which those that come
    /// are looked at later, none refused. 0 is no limit.
    pub consultation_comments_per_minute: u32,
    /// The same of all consultations together. So many letters as well that strangers cause, of all networks together, go in a
    /// minute, and beside them half as many of those that wait for their own network; of one network as many as it sends comments.
    /// More go later, none is lost.
    pub all_comments_per_minute: u32,
    /// Comments from hosted forms, which have no task, to one consultation from one network in a day, on one instance, after which
    /// officials see those that come apart from others'. They wait no longer for it. 0 is no limit.
    pub form_comments_per_day: u32,
    /// Pages of municipal sites that are fetched and looked at for one client in a minute, on one instance. 0 is no limit.
    pub checks_per_minute: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            requests_per_minute: 600,
            clients: 50_000,
            comments_per_minute: 10,
            consultation_comments_per_minute: 300,
            all_comments_per_minute: 1_200,
            form_comments_per_day: 30,
            checks_per_minute: 6,
        }
    }
}

/// How much a client may still ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Requests in a minute; 0 is no limit.
    pub limit: u32,
    /// How many are left in this one.
    pub remaining: u32,
    /// When the next minute begins.
    pub reset_at: DateTime<Utc>,
}

/// In a request's data: what is counted as its client. Used to count, and then forgotten.
#[derive(Clone, Copy, Debug)]
pub struct Asker(pub IpAddr);

/// How often one client does something that is counted on this instance alone.
#[derive(Debug)]
pub struct Clients(Rate);

impl Clients {
    /// Nobody has done it yet; each may so often in a minute.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn new(per_minute: u32, limits: RateLimits) -> Result<Self, Error> {
        Rate::new(RateLimits { requests_per_minute: per_minute, ..limits }).map(Self)
    }

    /// Counts that this client does it. Nobody tells this instance the key of the day: at the first count of a day it draws
    /// one of its own.
    ///
    /// # Errors
    /// He has done it too often in this minute, or the machine has no randomness to give.
    pub fn admit(&self, client: Asker, now: DateTime<Utc>) -> Result<(), Error> {
        self.of_today(now)?.admit(client.0, now)
    }

    /// The counts of this day, under its key.
    fn of_today(&self, now: DateTime<Utc>) -> Result<&Rate, Error> {
        let today = now.date_naive();
        if self.0.key().shared != Some(today) {
            self.0.count_under(Key { shared: Some(today), hash: drawn()? });
        }
        Ok(&self.0)
    }
}

/// How often one client sends what anybody may send, on this instance: of many in a minute comments are looked at later than
/// others', and all else has to wait.
#[derive(Debug)]
pub struct Writes {
    clients: Clients,
    networks: Clients,
    throng: Throng,
    forms: Forms,
    letters: Letters,
    /// What work opens for whoever is behind an address that asks too often.
    pub opening: Opening,
    /// How fast all of them send.
    pub tempo: Tempo,
}

impl Writes {
    /// Nobody has commented yet.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn new(limits: RateLimits) -> Result<Self, Error> {
        let clients = || Clients::new(limits.comments_per_minute, limits);
        Ok(Self {
            clients: clients()?,
            networks: clients()?,
            throng: Throng::new(limits),
            forms: Forms::new(limits),
            letters: Letters::new(limits),
            opening: Opening::default(),
            tempo: Tempo::default(),
        })
    }

    /// Counts something of this client that is no comment; whether he has sent too much.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn too_many(&self, client: Option<Asker>, now: DateTime<Utc>) -> Result<bool, Error> {
        client.map_or(Ok(false), |client| beyond(&self.clients, client, now))
    }

    /// Counts a comment to this consultation; whether too many come from where it does, or, where nothing else is odd about it,
    /// too many there or in all. What is odd anyway is not counted with those: a flood that can be told from people does not
    /// make people wait.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn too_many_comments(
        &self,
        client: Option<Asker>,
        of: impl Into<Uuid>,
        odd: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, Error> {
        // What else comes from this address has to wait for it; a network is never empty where an address of it is not.
        self.too_many(client, now)?;
        let from_there = match client {
            Some(Asker(address)) => beyond(&self.networks, Asker(network(address)), now)?,
            None => false,
        };
        Ok(from_there || (!odd && self.throng.count(of.into(), now)))
    }

    /// Counts a comment from a hosted form to this consultation; whether more of them came today from the network where it does than
    /// people mostly send.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn too_many_forms(
        &self,
        client: Option<Asker>,
        of: impl Into<Uuid>,
        now: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let Some(Asker(address)) = client else { return Ok(false) };
        let network = self.networks.of_today(now)?.who(network(address));
        Ok(self.forms.count(of.into(), network))
    }

    /// When the letter goes that this client causes, to whomever he names: later, where many are caused from where he is or in all,
    /// and behind all others where only a program causes such.
    pub fn letter(&self, client: Option<Asker>, of_programs: bool, now: DateTime<Utc>) -> DateTime<Utc> {
        let network = client.map(|Asker(address)| self.networks.0.who(network(address)));
        self.letters.next(network, of_programs, now)
    }
}

/// Counts it; whether that is too much.
fn beyond(clients: &Clients, client: Asker, now: DateTime<Utc>) -> Result<bool, Error> {
    match clients.admit(client, now) {
        Ok(()) => Ok(false),
        Err(Error::RateLimited { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}

/// The network that an address is in: whoever has one address of it can mostly have others. An IPv6 address is counted by its
/// network already ([`crate::http::address::prefix`]).
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & !0xFF)),
        IpAddr::V6(_) => address,
    }
}

/// A client, as he is counted.
type Who = [u8; 16];

/// What a client asked in a minute.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    minute: i64,
    /// Of this instance.
    mine: u32,
    /// The part of it that the others know of.
    told: u32,
    /// Of the others, as far as they have told.
    others: u32,
}

impl Tally {
    /// The count of this minute; what was before is over.
    fn of(&mut self, minute: i64) -> &mut Self {
        if self.minute != minute {
            *self = Self { minute, ..Self::default() };
        }
        self
    }

    fn all(self) -> u32 {
        self.mine.saturating_add(self.others)
    }
}

/// The key that clients are counted under.
struct Key {
    /// The day for which all instances have it; none while it is only this one's.
    shared: Option<NaiveDate>,
    hash: Hmac<Sha256>,
}

/// The counts of this instance. Cheap to ask: no request waits for the database.
pub struct Rate {
    limits: RateLimits,
    key: RwLock<Key>,
    tallies: Cache<Who, Arc<Mutex<Tally>>>,
    /// Those who are told to the others; each stays counted while he is here.
    busy: Mutex<BTreeMap<Who, Arc<Mutex<Tally>>>>,
    /// The last minute of which rows were written and not yet deleted.
    written: Mutex<Option<i64>>,
}

impl std::fmt::Debug for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the key.
        f.debug_struct("Rate").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Rate {
    /// Nobody has asked yet. Counts under a key of its own until [`Rate::exchange`] has found that of the day.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn new(limits: RateLimits) -> Result<Self, Error> {
        let key = Key { shared: None, hash: drawn()? };
        let tallies = Cache::builder().max_capacity(limits.clients).time_to_idle(REMEMBERED).build();
        let (busy, written) = (Mutex::default(), Mutex::default());
        Ok(Self { limits, key: RwLock::new(key), tallies, busy, written })
    }

    /// Counts a request of this client. He is named by what is counted as one client, see
    /// [`crate::http::address::Client::counted`].
    ///
    /// # Errors
    /// He has asked too often in this minute.
    pub fn admit(&self, client: IpAddr, now: DateTime<Utc>) -> Result<(), Error> {
        let limit = self.limits.requests_per_minute;
        if limit == 0 {
            return Ok(());
        }
        let who = self.who(client);
        // One whom the cache forgot may still be among the busy.
        let tally = self.tallies.get_with(who, || lock(&self.busy).get(&who).cloned().unwrap_or_default());
        let mine = {
            let mut tally = lock(&tally);
            let tally = tally.of(minute(now));
            if tally.all() >= limit {
                let second = now.timestamp().rem_euclid(60);
                return Err(Error::RateLimited { retry_after: u32::try_from(60 - second).unwrap_or(60) });
            }
            tally.mine += 1;
            tally.mine
        };
        if mine == (limit / BUSY).max(1) {
            let mut busy = lock(&self.busy);
            if busy.len() >= TOLD {
                busy.retain(|_, tally| lock(tally).minute == minute(now));
            }
            if busy.len() < TOLD {
                busy.insert(who, tally);
            }
        }
        Ok(())
    }

    /// How much this client may still ask. Asking this is not counted.
    #[must_use]
    pub fn state(&self, client: IpAddr, now: DateTime<Utc>) -> Standing {
        let limit = self.limits.requests_per_minute;
        let asked = self.tallies.get(&self.who(client)).map_or(0, |tally| lock(&tally).of(minute(now)).all());
        let next = DateTime::from_timestamp((minute(now) + 1) * 60, 0);
        Standing { limit, remaining: limit.saturating_sub(asked), reset_at: next.unwrap_or(now) }
    }

    fn who(&self, client: IpAddr) -> Who {
        let address = match client {
            IpAddr::V4(address) => address.to_ipv6_mapped(),
            IpAddr::V6(address) => address,
        };
        let hash = self.key().hash.clone().chain_update(address.octets()).finalize().into_bytes();
        let mut who = Who::default();
        who.copy_from_slice(&hash[..16]);
        who
    }

    /// Takes up another key. Nobody will be found again under his old name.
    fn count_under(&self, key: Key) {
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = key;
        self.tallies.invalidate_all();
        lock(&self.busy).clear();
    }

    fn key(&self) -> std::sync::RwLockReadGuard<'_, Key> {
        self.key.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn drawn() -> Result<Hmac<Sha256>, Error> {
    keyed(&ids::secret().map_err(Error::internal)?)
}

fn keyed(key: &[u8]) -> Result<Hmac<Sha256>, Error> {
    Hmac::new_from_slice(key).map_err(Error::internal)
}

fn minute(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use chrono::{DateTime, TimeDelta, Utc};

    use super::{Asker, Rate, RateLimits, Standing, TOLD, Writes};
    use crate::error::Error;

    fn now() -> DateTime<Utc> {
        "2026-11-24T10:00:10Z".parse().expect("an instant")
    }

    fn address(n: u32) -> IpAddr {
        IpAddr::from(n.to_be_bytes())
    }

    fn rate(requests_per_minute: u32, clients: u64) -> Rate {
        Rate::new(RateLimits { requests_per_minute, clients, ..RateLimits::default() }).expect("randomness")
    }

    #[test]
    fn a_client_may_ask_so_often_in_a_minute_and_others_do_not_suffer() {
        let rate = rate(3, 1_000);
        for remaining in [3, 2, 1] {
            let reset_at = "2026-11-24T10:01:00Z".parse().expect("an instant");
            assert_eq!(rate.state(address(1), now()), Standing { limit: 3, remaining, reset_at });
            rate.admit(address(1), now()).expect("one more");
        }
        for _ in 0..2 {
            let refused = rate.admit(address(1), now());
            assert!(matches!(refused, Err(Error::RateLimited { retry_after: 50 })), "{refused:?}");
        }
        assert_eq!(rate.state(address(1), now()).remaining, 0);
        rate.admit(address(2), now()).expect("somebody else");
        rate.admit(address(1), now() + TimeDelta::seconds(50)).expect("the next minute");
        assert_eq!(rate.state(address(1), now() + TimeDelta::seconds(50)).remaining, 2);
    }

    #[test]
    fn a_limit_of_nought_is_none() {
        let rate = rate(0, 1_000);
        for _ in 0..10_000 {
            rate.admit(address(1), now()).expect("as often as he likes");
        }
    }

    #[test]
    fn a_flood_of_addresses_takes_no_memory_and_does_not_free_whoever_asks_too_often() {
        let rate = rate(100, 500);
        let often = address(u32::MAX);
        while rate.admit(often, now()).is_ok() {}
        for n in 0..20_000 {
            rate.admit(address(n), now()).expect("a first request");
        }
        rate.tallies.run_pending_tasks();
        assert!(rate.tallies.entry_count() <= 500, "{}", rate.tallies.entry_count());
        assert!(super::lock(&rate.busy).len() == 1);
        assert!(rate.admit(often, now()).is_err());
    }

    #[test]
    fn comments_are_counted_under_another_key_every_day_and_old_minutes_make_room() {
        let writes = Writes::new(RateLimits { comments_per_minute: 1, ..RateLimits::default() }).expect("randomness");
        let (who, too_many) = (Some(Asker(address(1))), |asker, now| writes.too_many(asker, now).expect("randomness"));
        assert!(!too_many(who, now()) && too_many(who, now()));
        let first = writes.clients.0.who(address(1));
        assert_eq!(writes.clients.0.who(address(1)), first, "the same all day");
        let tomorrow = now() + TimeDelta::days(1);
        assert!(!too_many(who, tomorrow) && too_many(who, tomorrow));
        assert_ne!(writes.clients.0.who(address(1)), first);
        // As many as are remembered have been busy in this minute; in the next one others can be.
        for n in 0..u32::try_from(TOLD).expect("a number") {
            too_many(Some(Asker(address(n))), tomorrow);
        }
        let next = tomorrow + TimeDelta::minutes(1);
        too_many(who, next);
        assert_eq!(super::lock(&writes.clients.0.busy).len(), 1);
        assert!(!too_many(None, next));
    }

    #[test]
    fn comments_are_counted_by_network_and_what_has_to_wait_by_address() {
        let writes = Writes::new(RateLimits { comments_per_minute: 2, ..RateLimits::default() }).expect("randomness");
        let asker = |text: &str| Some(Asker(text.parse().expect("an address")));
        let of = uuid::Uuid::from_u128(1);
        let comment = |from, odd| writes.too_many_comments(asker(from), of, odd, now()).expect("randomness");
        // The third from one network is looked at later, from whatever address of it.
        let told = ["192.0.2.1", "192.0.2.77", "192.0.2.255", "192.0.3.1", "2001:db8::", "2001:db8:0:1::"];
        assert_eq!(told.map(|from| comment(from, false)), [false, false, true, false, false, false]);
        // A neighbour of whoever sends many waits for nothing.
        let other = |from| writes.too_many(asker(from), now()).expect("randomness");
        assert_eq!([other("192.0.2.1"), other("192.0.2.1"), other("192.0.2.200")], [false, true, false]);
    }

    #[test]
    fn a_flood_that_is_odd_does_not_make_people_wait_and_one_that_is_not_refuses_nobody() {
        let limits = RateLimits { consultation_comments_per_minute: 3, ..RateLimits::default() };
        let writes = Writes::new(limits).expect("randomness");
        let of = uuid::Uuid::from_u128(1);
        let comment = |n: u32, odd| {
            let from = Some(Asker(address(n << 8)));
            writes.too_many_comments(from, of, odd, now()).expect("randomness")
        };
        assert!((0..1_000).all(|n| !comment(n, true)), "of these something else is odd already");
        assert_eq!([2_000, 2_001, 2_002, 2_003].map(|n| comment(n, false)), [false, false, false, true]);
    }

    #[test]
    fn comments_from_hosted_forms_are_counted_for_a_day_by_network_and_consultation() {
        let limits = |form_comments_per_day| RateLimits { form_comments_per_day, ..RateLimits::default() };
        let writes = Writes::new(limits(2)).expect("randomness");
        let [one, other] = [1, 2].map(uuid::Uuid::from_u128);
        let form = |from: &str, of: uuid::Uuid, now: DateTime<Utc>| {
            let from = Some(Asker(from.parse().expect("an address")));
            writes.too_many_forms(from, of, now).expect("randomness")
        };
        let told = ["192.0.2.1", "192.0.2.77", "192.0.2.255", "192.0.3.1", "2001:db8::"];
        assert_eq!(told.map(|from| form(from, one, now())), [false, false, true, false, false]);
        assert!(!form("192.0.2.1", other, now()), "another consultation has its own");
        assert!(form("192.0.2.1", one, now() + TimeDelta::hours(3)), "all day");
        let tomorrow = now() + TimeDelta::days(1);
        assert!(!form("192.0.2.1", one, tomorrow), "a new day");
        let nobody = writes.too_many_forms(None, one, now()).expect("randomness");
        assert!(!nobody, "of whom nothing is known is no network");
        let writes = Writes::new(limits(0)).expect("randomness");
        let from = Some(Asker(address(1)));
        assert!(
            (0..1_000).all(|_| !writes.too_many_forms(from, one, now()).expect("randomness")),
            "nought is no limit"
        );
    }

    #[test]
    fn what_is_printed_of_it_holds_no_key() {
        assert_eq!(
            format!("{:?}", rate(5, 7)),
            "Rate { limits: RateLimits { requests_per_minute: 5, clients: 7, comments_per_minute: 10, consultation_comments_per_minute: 300, all_comments_per_minute: 1200, form_comments_per_day: 30, checks_per_minute: 6 }, .. }"
        );
    }
}
