//! The task that a form gets which anybody may fill in without having signed in, and what its solution costs.
//!
//! A task is made for what the form is about (a consultation, a directory) and a minute, says how dear it is, and is signed;
//! so it may be kept and handed out with the page to everybody who reads it in that minute. What is solved is task **and**
//! idempotency key: each sending has a key of its own, which is known for longer than a task is good, so no solution is good
//! twice and none need be remembered.
//!
//! Solving is finding a number with which the hash begins with so many zero bits: half a second on a slow phone, and a
//! processor for whoever wants to send thousands. Where much comes, it takes more ([`crate::rate::Tempo`]).
//!
//! A hosted form works without scripts, so it can solve nothing. It carries when it was handed out, signed together with its
//! key, which is good for one sending: so it is told from what was sent past it, it is known how long it was open, and whoever
//! wants to send thousands fetches as many forms.

use crate::ledger::LedgerKey;
use crate::once::KNOWN;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use entities::Signal;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// For so long a task is good: whoever reads the draft all morning may comment in the evening. Shorter than an
/// idempotency key is known ([`KNOWN`]): until then one that was solved is good for one sending, and it is only late.
pub const GOOD_FOR: TimeDelta = TimeDelta::hours(12);
/// Zero bits that a solution needs: 131,072 hashes on average.
pub const BITS: u32 = 17;
/// For so long a task stays good though tasks have become dearer: whoever had begun to write then writes on.
pub const STILL_GOOD: TimeDelta = TimeDelta::minutes(30);
/// Nobody fills in a form in less.
pub const FASTEST: TimeDelta = TimeDelta::seconds(3);

/// What a task is signed with.
#[derive(Clone)]
pub struct ChallengeKey([u8; 32]);

impl std::fmt::Debug for ChallengeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChallengeKey(…)")
    }
}

impl ChallengeKey {
    /// Made of the server's key, so that all its instances have the same.
    #[must_use]
    pub fn of(key: &LedgerKey) -> Self {
        Self(key.derived("challenge"))
    }

    fn sign(&self, of: Uuid, minute: i64, bits: u8) -> [u8; 16] {
        self.signed(&[of.as_bytes(), &minute.to_be_bytes(), &[bits]])
    }

    /// Longer than what is signed of any task, whatever was drawn: neither passes for the other.
    fn sign_form(&self, of: Uuid, at: i64, drawn: &str) -> [u8; 16] {
        self.signed(&[b"hosted form", of.as_bytes(), &at.to_be_bytes(), drawn.as_bytes()])
    }

    fn signed(&self, parts: &[&[u8]]) -> [u8; 16] {
        #[expect(clippy::expect_used, reason = "a key may have any length")]
        let mut mac = <Hmac<Sha256>>::new_from_slice(&self.0).expect("any length");
        for part in parts {
            mac.update(part);
        }
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        std::array::from_fn(|at| full[at])
    }

    /// The task for this and for this minute, whose solution needs so many zero bits.
    #[must_use]
    pub fn challenge(&self, of: impl Into<Uuid>, now: DateTime<Utc>, bits: u32) -> String {
        let of = of.into();
        let (minute, bits) = (now.timestamp().div_euclid(60), u8::try_from(bits).unwrap_or(u8::MAX));
        let bytes = [minute.to_be_bytes().as_slice(), &[bits], &self.sign(of, minute, bits)].concat();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// When a task was made and how dear it is, if it was made here for this.
    fn made(&self, challenge: &str, of: Uuid) -> Option<(DateTime<Utc>, u32)> {
        let bytes = URL_SAFE_NO_PAD.decode(challenge).ok()?;
        let (minute, rest) = bytes.split_first_chunk::<8>()?;
        let (bits, signature) = rest.split_first()?;
        let minute = i64::from_be_bytes(*minute);
        // In constant time it need not be: nothing is refused for it, and only a task is gained.
        let ours = signature == self.sign(of, minute, *bits);
        let made = ours.then(|| DateTime::from_timestamp(minute.checked_mul(60)?, 0)).flatten()?;
        Some((made, (*bits).into()))
    }

    /// What a hosted form about this carries that is handed out now, with the key that was drawn for it.
    #[must_use]
    pub fn hand_out(&self, of: impl Into<Uuid>, drawn: &str, now: DateTime<Utc>) -> String {
        let at = now.timestamp_millis();
        let bytes = [at.to_be_bytes().as_slice(), &self.sign_form(of.into(), at, drawn)].concat();
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The same for a form that is shown again to whoever has sent it, with `since` and the key as they came: it was handed out when
    /// it was for the first time, also where it is shown under another key; unless that is so long ago that the form would
    /// count as an old one, or it never was.
    #[must_use]
    pub fn hand_out_again(
        &self,
        of: impl Into<Uuid>,
        (since, sent): (&str, &str),
        drawn: &str,
        now: DateTime<Utc>,
    ) -> String {
        let of = of.into();
        let first = self.handed_out(since, of, sent).filter(|at| now - *at <= GOOD_FOR);
        self.hand_out(of, drawn, first.unwrap_or(now))
    }

    /// When a hosted form was handed out, if that was done here for this and with this key.
    #[must_use]
    pub fn handed_out(&self, since: &str, of: impl Into<Uuid>, drawn: &str) -> Option<DateTime<Utc>> {
        let bytes = URL_SAFE_NO_PAD.decode(since).ok()?;
        let (at, signature) = bytes.split_first_chunk::<8>()?;
        let at = i64::from_be_bytes(*at);
        let ours = signature == self.sign_form(of.into(), at, drawn);
        ours.then(|| DateTime::from_timestamp_millis(at)).flatten()
    }
}

/// What came with something that was sent.
#[derive(Clone, Debug, Default)]
pub struct Proof<'a> {
    /// The task.
    pub challenge: Option<&'a str>,
    /// The number that solves it.
    pub solution: Option<&'a str>,
    /// How long the form was open, in milliseconds.
    pub open_for: Option<i32>,
    /// What stands in the field that nobody sees.
    pub honeypot: Option<&'a str>,
    /// When the form was handed out, from a hosted form, which has no task ([`ChallengeKey::hand_out`]).
    pub since: Option<&'a str>,
}

/// What is odd about it, where tasks need so many bits now.
#[must_use]
pub fn signals(
    proof: &Proof<'_>,
    (key, bits): (&ChallengeKey, u32),
    of: impl Into<Uuid>,
    drawn: &str,
    now: DateTime<Utc>,
) -> Vec<Signal> {
    let of = of.into();
    let mut signals = Vec::new();
    // One minute ahead may be another instance's clock.
    let stale = |made: DateTime<Utc>| now - made > GOOD_FOR || made - now > TimeDelta::minutes(1);
    let handed_out = proof.since.and_then(|since| key.handed_out(since, of, drawn));
    let task = proof.challenge.and_then(|challenge| key.made(challenge, of).map(|made| (challenge, made)));
    signals.extend(match (handed_out, task) {
        // The key that it was for is forgotten: it could be sent again and again.
        (Some(made), _) | (None, Some((_, (made, _)))) if now - made > KNOWN => Some(Signal::NoChallenge),
        (Some(_), _) => Some(Signal::NoScript),
        // What was not made here for this is no task.
        (None, None) => Some(Signal::NoChallenge),
        (None, Some((challenge, (made, asked)))) => {
            let work = proof.solution.map_or(0, |solution| zeros(challenge, drawn, solution));
            let cheap = now - made > STILL_GOOD && work < bits;
            if work < asked {
                Some(Signal::NoWork)
            } else {
                // Whoever read for long has done what his form asked for.
                (cheap || stale(made)).then_some(Signal::StaleChallenge)
            }
        }
    });
    // However long it lay there it is from a hosted form, and is counted with those.
    if signals == [Signal::NoScript] && handed_out.is_some_and(stale) {
        signals.push(Signal::StaleChallenge);
    }
    let open_for = match handed_out {
        Some(at) => Some(now - at),
        None => proof.open_for.map(|open| TimeDelta::milliseconds(open.into())),
    };
    if open_for.is_none_or(|open| open < FASTEST) {
        signals.push(Signal::TooFast);
    }
    if proof.honeypot.is_some_and(|filled| !filled.is_empty()) {
        signals.push(Signal::Honeypot);
    }
    signals
}

/// What is odd about it still, once whoever sent it has read a letter and answered it. Whoever has no scripts does no work, and has
/// done that instead: no program sends thousands so. How many others came from the hosted form says nothing of him then, either.
#[must_use]
pub fn once_answered(odd: &[Signal]) -> Vec<Signal> {
    odd.iter().copied().filter(|one| !matches!(one, Signal::NoScript | Signal::ManyForms)).collect()
}

/// Whether the work was done that a task asks for. Only that makes tasks dearer for others, and costs whoever sends many.
#[must_use]
pub fn worked(odd: &[Signal]) -> bool {
    use Signal::{NoChallenge, NoScript, NoWork, StaleChallenge};

    !odd.iter().any(|one| matches!(one, NoChallenge | StaleChallenge | NoWork | NoScript))
}

/// The zero bits that the hash begins with. A solution is a number and nothing else: what is hashed could be divided
/// otherwise, and one solution would be good for many keys.
fn zeros(challenge: &str, drawn: &str, solution: &str) -> u32 {
    if !(1..=20).contains(&solution.len()) || !solution.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let hash: [u8; 32] = Sha256::digest(format!("{challenge}.{drawn}.{solution}")).into();
    let leading = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(leading).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(leading).unwrap_or(0) * 8 + rest
}

/// Solves a task of so many bits as a browser does; for tests and tools.
#[must_use]
pub fn solve(challenge: &str, drawn: &str, bits: u32) -> String {
    let mut tries = (0_u64..).map(|number| number.to_string());
    tries.find(|number| zeros(challenge, drawn, number) >= bits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use entities::ConsultationId;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-24T10:00:30Z".parse().expect("an instant")
    }

    #[test]
    fn whoever_does_as_the_form_does_is_not_odd() {
        let (key, of) = (ChallengeKey([7; 32]), ConsultationId::new());
        let challenge = key.challenge(of, now(), BITS);
        assert_eq!(challenge, key.challenge(of, now() + TimeDelta::seconds(20), BITS), "all of a minute get the same");
        let solution = solve(&challenge, "key 1", BITS);
        let proof = Proof {
            challenge: Some(&challenge),
            solution: Some(&solution),
            open_for: Some(9_000),
            honeypot: Some(""),
            ..Proof::default()
        };
        assert_eq!(signals(&proof, (&key, BITS), of, "key 1", now()), []);
        assert_eq!(signals(&proof, (&key, BITS), of, "key 1", now() + GOOD_FOR - TimeDelta::minutes(1)), []);

        assert_eq!(
            signals(&proof, (&key, BITS), of, "key 2", now()),
            [Signal::NoWork],
            "a solution is good for one comment"
        );
        assert_eq!(signals(&proof, (&key, BITS), of, "key 1", now() - TimeDelta::minutes(5)), [Signal::StaleChallenge]);
        assert_eq!(signals(&proof, (&key, BITS), ConsultationId::new(), "key 1", now()), [Signal::NoChallenge]);
        assert_eq!(signals(&proof, (&ChallengeKey([8; 32]), BITS), of, "key 1", now()), [Signal::NoChallenge]);
    }

    #[test]
    fn a_task_that_was_rightly_solved_and_is_only_old_is_told_from_one_that_was_not() {
        let (key, of) = (ChallengeKey([7; 32]), ConsultationId::new());
        let challenge = key.challenge(of, now(), 4);
        let solution = solve(&challenge, "k", 4);
        let wrong = (0_u64..).map(|number| number.to_string()).find(|number| zeros(&challenge, "k", number) < 4);
        let wrong = wrong.expect("fifteen in sixteen");
        let after = |solution: &str, later: TimeDelta, bits| {
            let proof = Proof {
                challenge: Some(&challenge),
                solution: Some(solution),
                open_for: Some(9_000),
                ..Proof::default()
            };
            signals(&proof, (&key, bits), of, "k", now() + later)
        };
        let minute = TimeDelta::minutes(1);
        for (what, later, bits, expected) in [
            ("he has written at once", minute, 30, None),
            ("a flood has come while he read", STILL_GOOD + minute, 30, Some(Signal::StaleChallenge)),
            ("none has", STILL_GOOD + minute, 4, None),
            ("he has slept over it", GOOD_FOR + minute, 4, Some(Signal::StaleChallenge)),
            ("and a flood has come", GOOD_FOR + minute, 30, Some(Signal::StaleChallenge)),
            ("it may have been sent before, and nobody knows", KNOWN + minute, 4, Some(Signal::NoChallenge)),
        ] {
            assert_eq!(after(&solution, later, bits), Vec::from_iter(expected), "{what}");
            let expected = if expected == Some(Signal::NoChallenge) { Signal::NoChallenge } else { Signal::NoWork };
            assert_eq!(after(&wrong, later, bits), [expected], "not solved: {what}");
        }
        assert!(!worked(&[Signal::StaleChallenge]), "it opens nothing that is to be worked for");
    }

    #[test]
    fn a_task_says_how_dear_it_is_and_a_cheap_one_of_long_ago_buys_nothing_in_a_flood() {
        let (key, of) = (ChallengeKey([7; 32]), ConsultationId::new());
        let (easy, hard) = (key.challenge(of, now(), 4), key.challenge(of, now(), 8));
        // Of the tries, one that is good enough for the easy task and not for a hard one.
        let mut tries = (0_u64..).map(|number| number.to_string());
        let solution = tries.find(|number| (4..8).contains(&zeros(&easy, "k", number))).expect("one in sixteen");
        let proof = |challenge| Proof {
            challenge: Some(challenge),
            solution: Some(&*solution),
            open_for: Some(9_000),
            honeypot: None,
            since: None,
        };
        let later = now() + STILL_GOOD + TimeDelta::minutes(1);
        assert_eq!(signals(&proof(&easy), (&key, 4), of, "k", later), []);
        assert_eq!(signals(&proof(&easy), (&key, 8), of, "k", now()), [], "whoever writes just now writes on");
        assert_eq!(signals(&proof(&easy), (&key, 8), of, "k", later), [Signal::StaleChallenge]);
        let solved = solve(&hard, "k", 8);
        let proof = Proof { solution: Some(&*solved), ..proof(&hard) };
        assert_eq!(signals(&proof, (&key, 8), of, "k", later), []);
        // Of 256 numbers one happens to be a solution.
        let wrong = (0_u32..).map(|number| number.to_string()).find(|number| zeros(&hard, "k", number) < 8);
        assert_eq!(
            signals(&Proof { solution: wrong.as_deref(), ..proof }, (&key, 4), of, "k", later),
            [Signal::NoWork]
        );
        // Nobody makes a task cheaper: what it costs is signed with it.
        let mut bytes = URL_SAFE_NO_PAD.decode(&hard).expect("a task");
        bytes[8] = 0;
        let cheaper = URL_SAFE_NO_PAD.encode(bytes);
        let proof = Proof { challenge: Some(&cheaper), solution: Some("0"), open_for: Some(9_000), ..Proof::default() };
        assert_eq!(signals(&proof, (&key, 4), of, "k", now()), [Signal::NoChallenge]);
    }

    #[test]
    fn one_solution_is_not_divided_among_many_keys() {
        let (key, of) = (ChallengeKey([7; 32]), ConsultationId::new());
        let challenge = key.challenge(of, now(), BITS);
        let solution = solve(&challenge, "...", BITS);
        for (drawn, rest) in [(".", "..".to_owned() + &solution), ("..", ".".to_owned() + &solution)] {
            let proof =
                Proof { challenge: Some(&challenge), solution: Some(&rest), open_for: Some(9_000), ..Proof::default() };
            assert_eq!(signals(&proof, (&key, BITS), of, drawn, now()), [Signal::NoWork], "{drawn}");
        }
    }

    #[test]
    fn all_that_is_odd_is_said() {
        let (key, of) = (ChallengeKey([7; 32]), ConsultationId::new());
        let nothing = Proof::default();
        assert_eq!(signals(&nothing, (&key, BITS), of, "k", now()), [Signal::NoChallenge, Signal::TooFast]);
        let challenge = key.challenge(of, now(), BITS);
        let hasty = Proof {
            challenge: Some(&challenge),
            solution: Some("x"),
            open_for: Some(-1),
            honeypot: Some("spam"),
            since: None,
        };
        assert_eq!(signals(&hasty, (&key, BITS), of, "k", now()), [Signal::NoWork, Signal::TooFast, Signal::Honeypot]);
        for junk in ["", "AAAA", "ж", &"A".repeat(10_000)] {
            let proof = Proof { challenge: Some(junk), ..hasty.clone() };
            assert_eq!(signals(&proof, (&key, BITS), of, "k", now())[0], Signal::NoChallenge, "{junk:.9}");
        }
    }

    #[test]
    fn a_form_that_is_shown_again_was_handed_out_at_first() {
        let (key, of, later) = (ChallengeKey([7; 32]), ConsultationId::new(), now() + TimeDelta::minutes(5));
        let since = key.hand_out(of, "key 1", now());
        for (what, since, sent, drawn, at) in [
            ("it comes for the first time", "", "", "key 1", later),
            ("the same again", &*since, "key 1", "key 1", now()),
            ("under another key", &*since, "key 1", "key 2", now()),
            ("with a time of another key", &*since, "key 3", "key 2", later),
            ("with a time of nobody", "AAAA", "key 1", "key 2", later),
        ] {
            let again = key.hand_out_again(of, (since, sent), drawn, later);
            assert_eq!(key.handed_out(&again, of, drawn), Some(at), "{what}");
        }
        let night = now() + GOOD_FOR + TimeDelta::minutes(1);
        let again = key.hand_out_again(of, (&since, "key 1"), "key 1", night);
        assert_eq!(key.handed_out(&again, of, "key 1"), Some(night), "after a night it begins anew");
    }

    #[test]
    fn whoever_has_answered_a_letter_is_odd_for_no_lack_of_scripts() {
        use Signal::{Honeypot, ManyForms, NoScript, NoWork, TooFast, TooMany};

        for (odd, still) in [
            (&[NoScript, TooFast, TooMany, ManyForms][..], &[TooFast, TooMany][..]),
            (&[NoScript], &[]),
            (&[NoScript, ManyForms], &[]),
            (&[NoWork, Honeypot], &[NoWork, Honeypot]),
            (&[], &[]),
        ] {
            assert_eq!(once_answered(odd), still, "{odd:?}");
        }
    }

    #[test]
    fn a_hosted_form_says_when_it_was_handed_out_and_is_good_for_one_sending() {
        let (key, of) = (ChallengeKey([7; 32]), ConsultationId::new());
        let since = key.hand_out(of, "key 1", now());
        assert_eq!(key.handed_out(&since, of, "key 1"), Some(now()));
        let told = |since: &str, of: ConsultationId, drawn: &str, after: TimeDelta| {
            let proof = Proof { since: Some(since), honeypot: Some(""), ..Proof::default() };
            signals(&proof, (&key, BITS), of, drawn, now() + after)
        };
        let (a_while, none) = (TimeDelta::minutes(2), [Signal::NoChallenge, Signal::TooFast]);
        assert_eq!(told(&since, of, "key 1", FASTEST), [Signal::NoScript]);
        assert_eq!(told(&since, of, "key 1", a_while), [Signal::NoScript]);
        assert_eq!(
            told(&since, of, "key 1", FASTEST - TimeDelta::milliseconds(1)),
            [Signal::NoScript, Signal::TooFast]
        );
        let night = GOOD_FOR + TimeDelta::minutes(1);
        assert_eq!(told(&since, of, "key 1", night), [Signal::NoScript, Signal::StaleChallenge]);
        let forgotten = KNOWN + TimeDelta::minutes(1);
        assert_eq!(told(&since, of, "key 1", forgotten), [Signal::NoChallenge], "its key is forgotten in the end");
        assert_eq!(told(&since, of, "key 2", a_while), none, "for another comment one fetches another form");
        assert_eq!(told(&since, ConsultationId::new(), "key 1", a_while), none);
        // Neither a task passes for it, nor what somebody else signs, nor an earlier time than was signed.
        let task = key.challenge(of, now(), BITS);
        let theirs = ChallengeKey([8; 32]).hand_out(of, "key 1", now());
        let mut earlier = URL_SAFE_NO_PAD.decode(&since).expect("a form");
        earlier[7] ^= 1;
        for forged in ["", "AAAA", "ж", &*task, &*theirs, &*URL_SAFE_NO_PAD.encode(earlier)] {
            assert_eq!(told(forged, of, "key 1", a_while), none, "{forged}");
        }
        let passed_off = Proof { challenge: Some(&since), open_for: Some(9_000), ..Proof::default() };
        assert_eq!(signals(&passed_off, (&key, BITS), of, "key 1", now()), [Signal::NoChallenge]);
        assert!(!worked(&[Signal::NoScript]), "it opens nothing that is to be worked for");
    }
}
