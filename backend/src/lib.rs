//! # Javno
//!
//! A municipality publishes **open calls**, consults its citizens and keeps a directory of its civil-society
//! organisations *inside the website it already has*: one server with a GraphQL API, and small widgets that a webmaster
//! pastes. This page is the map of the server.
//!
//! ## Bird's eye
//!
//! ```text
//!   main ─▶ app ─▶ edges ─────────▶ slices ─────────────▶ kernel ───────────▶ entities
//!                  http, schema,    accounts,             about challenge      tables, ids,
//!                  letters,         calls,                clock config db      closed sets
//!                  console, doctor, comments,             documents edited     of codes
//!                  import, demo     consultations,        error events gate
//!                                   municipalities,       ledger locale logs
//!                                   organisations,        mail mend metrics
//!                                   reports, results      notices oidc once
//!                                                         page rate remarks
//!                                                         scalars scope secret
//!                                                         storage table tasks
//!                                                         viewer
//! ```
//!
//! An arrow means "may use". The kernel names no slice; a slice uses only another slice's `types`; `tests/it/tidy.rs`
//! reads the `use` lines and fails otherwise. A slice's files have the same names everywhere: `types` is what a client
//! sees, `query` and `subscription` the roots, `rules` the decisions as pure functions (where there are any), `store` every query to the
//! database, `intake` what takes rows of files.
//!
//! ## The life of a read
//!
//! A citizen opens his municipality's page, and in it `<javno-open-calls municipality="trebinje">` nears the viewport.
//!
//! 0. [`http::accept`] has taken the connection, and will wait for this client no longer than for anybody; [`rate`]
//!    counts the request. Where the answer is kept ([`http::answers`]), it goes out here, past all that follows.
//! 1. The widget sends `GET /graphql?documentId=sha256:…&variables={…}`: no header of its own, so the browser asks no
//!    permission first. At the edge ([`http::edge`]) the request gets the id that its answer and every line of the log
//!    bear, and a place among those that are answered at once; where there is none, it is told to come again.
//!    [`http::graphql`] finds the document that the hash names ([`http::widgets::Documents`]).
//! 2. [`gate`], the one door to the schema, begins a [`gate::Turn`]: a fresh [`scope::Scope`] (what time it is, what may
//!    be read) and fresh loaders, where resolvers find them.
//! 3. The root [`calls::query`] checks the page ([`page`]), turns the filter into criteria (words are folded by
//!    [`locale::fold`], so that any script finds any script) and asks [`calls::store`].
//! 4. The store starts from [`scope::Scope::published`] or a narrower neighbour: a select in which drafts do not exist,
//!    and which notes whose rows are read ([`about`]). Whether a call is open
//!    is a condition on its dates and `now`, the same that [`calls::rules::status`] decides in Rust.
//! 5. Edges (areas, municipality, documents …) put their keys into loaders. When the request can go no further, the gate
//!    releases the batches: one statement per edge, however many calls the page has.
//! 6. Text comes in the script that was asked for ([`locale::render`]); the original stays beside it.
//! 7. Going out, errors are sealed ([`error`]): ours with their code, all others as `INTERNAL` with a request id. A good
//!    answer gets an `ETag`; whoever has it already gets `304`. It is kept until something happens to the municipalities
//!    that it is about, or the minute ends.
//!
//! ## The life of a write
//!
//! Whoever may write holds a proof, [`scope::As`]. It opens a [`scope::Tx`], and only a `Tx` can insert, update or see
//! what is not published; store functions name the office they need in their signature ([`viewer`] has them on one page).
//! [`import`] and [`demo`] write as [`scope::Operator`], the person at the machine's console.
//!
//! An editor types, and the desk saves by itself ([`calls::mutation`]). It is looked up at which desk the call is and
//! whether he is an editor there; the row is held; what he has read must be what stands there, else he is told of the
//! conflict. What he wrote is looked through (`calls::types::CallContent`), put into rows ([`calls::rules::content`]) and
//! written. Of a published call it only waits, in `open_call.pending`, until it is published with its reason: then each
//! fact that became another stands beside the call for everybody.
//!
//! A consultation is written the same way ([`consultations::mutation`]); the texts of its acts are versions of their own. What
//! is pasted or brought is read into a tree that nobody keeps; mended by hand it becomes the version that is being made,
//! replaced as often as it is mended, in which a part that lives on keeps its key, and with it its comments. It is published
//! with the consultation, or with its other changes and their reason, and never changes after.
//!
//! Whoever has not signed in writes under a key that his client drew, and only [`once`] opens a transaction for him: what
//! is sent twice is done once.
//!
//! What happens is said with [`scope::Tx::emit`] and stands in the journal when, and only when, the transaction is kept.
//!
//! ## The life of a sign-in
//!
//! 1. Somebody gives an address at the desk (`http::session`). A letter is posted whether anybody has that address or not,
//!    so the answer and its time are the same for all.
//! 2. When the letter is composed ([`accounts::letters`]) it is looked up who that is; for nobody it is dropped, and
//!    for whom the last one still opens the door. For somebody a secret is drawn, and its hash is kept. It stands behind `#` in the link: browsers send that to nobody.
//! 3. The page takes it from the address and sends it when the person presses the button: a scanner of mail that fetches
//!    links spends nothing ([`accounts::door`]). A session begins, which may do nothing but confirm itself.
//!    Where the city has a directory of its own, [`oidc`] sends the person there and checks what comes back, and
//!    [`accounts::directory`] decides who that is: somebody invited or working here, or nobody.
//! 4. A passkey or a code on paper confirms it ([`accounts::passkeys`]). From then on [`viewer::Viewer`] says who asks and what
//!    he may do, looked up anew at every request and before every event of a stream; [`scope::Scope::acting`] makes a proof
//!    of it.
//!
//! ## The life of a comment
//!
//! 1. `<javno-consultation>` gets the act, the counts and a signed task ([`challenge`]) in one question. At the
//!    first letter that somebody types it draws a key for his comment and begins to solve the task, a few milliseconds at a
//!    time.
//! 2. He sends it ([`comments::mutation`]): kept once for its key, with a receipt that proves its entry in the log. What came
//!    without a solution, as from the hosted page's form, waits longer.
//! 3. An official publishes and answers it. Whoever listens ([`comments::subscription`]) is told that something became of a
//!    comment that everybody can read or could; his widget asks for the counts and for what it shows, and keeps what is new
//!    behind a button, so that nothing moves.
//!
//! ## The life of a suggestion
//!
//! 1. Somebody proposes an organisation, says that one is his, or tells of a mistake ([`organisations::suggestions`]). The
//!    answer is the same whosever address he gives; what it leads to stands in the letter to it.
//! 2. Its link shows that the address is his, by a button, and an official sees what he said; or, where it is the address
//!    that letters about the organisation go to, it opens what stands of the organisation. Such a link proves
//!    [`scope::Steward`]: that one organisation, and nothing else.
//! 3. The official sees fact by fact what would become of what stands there now, and agrees to all, some or none of it. What
//!    is agreed to is written as everything is that she writes herself, with what it was beside it for everybody.
//! 4. Once a year the server asks ([`organisations::suggestions::care`]); that all is still true counts at one button.
//! 5. Whose organisation it is, by her word, represents it ([`organisations::suggestions::represent`]): he signs in as
//!    officials do, proves [`scope::Steward`] without a letter, and opens no desk. She ends it, and he sees nothing of it.
//!
//! ## The life of an event
//!
//! 1. `Tx::commit` writes the journal's rows as its last statement and wakes whoever follows the journal: here at once, on
//!    other instances by `NOTIFY`, and by the clock where neither is heard ([`events`]).
//! 2. Each instance reads what stands behind the last position that it told, and notes whose revision has changed: from
//!    now on nothing kept about them holds.
//! 3. Where somebody listens, one [`gate::Turn`] is filled with all that may be asked of the event: a handful of
//!    statements, however many listen.
//! 4. Each different question is answered once ([`gate::live`]); all who ask it are sent the same bytes, by server-sent
//!    events or WebSocket (`http::live`).
//! 5. A widget marks the call that changed and asks for its list again, with `since=` the event's place: whatever instance
//!    answers is at least as new. Whoever lost his connection comes back with the place he knows and is told what he
//!    missed, from the journal.
//!
//! ## The life of a letter
//!
//! 1. [`scope::Tx::post`] says to whom, what for and until when. It stands in the outbox when, and only when, the
//!    transaction is kept; no text and no token stands there.
//! 2. The sender ([`mail`]), woken by the commit or by the clock, claims it for this instance, so that no other sends it,
//!    unless its address had three of this kind within the hour.
//! 3. [`letters::compose`] asks the slice that knows: it makes the token of the link, and says what is written, or that
//!    there is nobody to write to.
//! 4. A mail server takes it, refuses it for good, or is asked again, later and later. Then the address is gone.
//!
//! ## The life of a file
//!
//! 1. It comes as the whole body of a request ([`http::files`]), in its own time, and is streamed to a file without a name,
//!    counted and hashed. [`storage`] finds out whether it is what its name says, and puts it into the store under a random
//!    key.
//! 2. Only then a transaction begins, and a row names it ([`calls::store::files`], [`consultations::store::files`]; what
//!    they have in common is in [`documents`]). Where that fails, nothing names the bytes, and a day later they are swept
//!    up ([`storage::sweep`]).
//!    A file for a published call or consultation gets its row only when it is published with the other changes, with their
//!    reason; until then `pending` of what it is for names it, and it is not swept up.
//! 3. Whoever asks for it is looked up like any reader: what hangs on a draft does not exist. A version never changes, so
//!    whoever has it may keep it.
//!
//! ## Invariants
//!
//! * What follows from time is computed, never stored: no job flips a status.
//! * A row of one municipality cannot hang under another's: children reference `(municipality_id, id)`.
//! * Time, ids, the environment and spawning have one place each; `clippy.toml` bans them elsewhere and says why.
//! * Text is text: no HTML from anybody is stored, and none is written but by templates.
//! * Nobody's address is stored or logged; who asks too often is known by a hash that a day's key makes, who supports or reports a
//!   comment by one that the consultation's key makes. An e-mail address stands in the outbox until its letter is sent, and
//!   nowhere in a log.
//! * Nothing published changes in silence: a changed call records what it was.

pub mod about;
pub mod accounts;
pub mod app;
pub mod calls;
pub mod challenge;
pub mod clock;
pub mod comments;
pub mod config;
pub mod console;
pub mod consultations;
pub mod db;
pub mod demo;
pub mod doctor;
pub mod documents;
pub mod edited;
pub mod error;
pub mod events;
pub mod gate;
pub mod http;
pub mod import;
pub mod ledger;
pub mod letters;
pub mod locale;
pub mod logs;
pub mod mail;
pub mod mend;
pub mod metrics;
pub mod municipalities;
pub mod notices;
pub mod oidc;
pub mod once;
pub mod organisations;
pub mod page;
pub mod rate;
pub mod remarks;
pub mod reports;
pub mod results;
pub mod scalars;
pub mod schema;
pub mod scope;
pub mod secret;
pub mod storage;
pub mod table;
pub mod tasks;
pub mod viewer;

/// Answers are many small texts made by one thread and dropped by another, which glibc's allocator is slow at: a fifth of
/// the list that is made anew was spent in it (docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
