//! What lies in the store: what may come in, that nothing else stays, and what is swept up.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use chrono::{TimeDelta, Utc};
use entities::DocumentId;
use futures_util::stream;
use javno::calls::store::files;
use javno::clock::{Clock as _, SystemClock};
use javno::storage::sweep::{everywhere, keep_sweeping};
use javno::storage::{NotTaken, Shelf};
use tests::files::{container, docx_with, pdf};
use tests::given::with_a_form;
use tests::served::soon;
use tests::{NOW, Town, instant};

/// Where something stands for the nth time, from 0.
fn find(bytes: &[u8], what: &[u8], n: usize) -> usize {
    let found = bytes.windows(what.len()).enumerate().filter(|(_, some)| *some == what).nth(n);
    found.expect("it is there").0
}

/// So much that packs a thousand times.
fn zeros(mebibytes: usize) -> Vec<u8> {
    vec![0; mebibytes << 20]
}

/// The container, after its directory was told that its third part is as large as this.
fn lying_about_its_size(mut docx: Vec<u8>, size: u32) -> Vec<u8> {
    let at = find(&docx, b"PK\x01\x02", 2) + 24;
    docx[at..at + 4].copy_from_slice(&size.to_le_bytes());
    docx
}

#[tokio::test]
async fn what_may_not_come_in_leaves_nothing_behind() {
    let town = Town::new().await;
    let text = "application/vnd.oasis.opendocument.text".as_bytes();
    let good = docx_with("docProps/app.xml", b"<app/>");
    let mut torn = good.clone();
    torn.truncate(torn.len() - 30);
    let mut bent = good.clone();
    let at = find(&bent, b"[Content_Types].xml", 0) + 21;
    bent[at] ^= 0x55;
    let mut two_names = good.clone();
    let at = find(&two_names, b"docProps/app.xml", 0);
    two_names[at..at + 4].copy_from_slice(b"word");
    // Whoever writes a zip well does not write such a name.
    let mut outside = docx_with("xx/xx/etc/passwd", b"root");
    for _ in 0..2 {
        let at = find(&outside, b"xx/xx/etc", 0);
        outside[at..at + 6].copy_from_slice(b"../../");
    }
    let bomb = docx_with("word/media/image.xml", &zeros(60));
    let lying = lying_about_its_size(docx_with("word/media/image.xml", &zeros(60)), 200_000);
    let html = b"<!doctype html><title>%PDF-1.7</title><script>alert(1)</script>".as_slice();
    let mut table = String::new();
    for (name, bytes) in [
        ("dobar.docx", &*good),
        ("dobar.odt", &container(&[("mimetype", text), ("content.xml", b"<a/>")])),
        ("dobar.pdf", &pdf(10)),
        ("dobar.png", b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82"),
        ("dobar.jpg", b"\xff\xd8\xff\xe0...."),
        ("prazan.pdf", b""),
        ("strana.pdf", html),
        ("strana.html", html),
        ("program.exe", b"MZ"),
        ("bez", b"%PDF-1.7 %%EOF"),
        ("pola.pdf", b"%PDF-1.7 and so on"),
        ("tabela.xlsx", &good),
        ("tekst.ods", &container(&[("mimetype", text), ("content.xml", b"<a/>")])),
        ("arhiva.docx", &container(&[("index.html", html)])),
        ("makro.docx", &docx_with("word/vbaProject.bin", b"Sub AutoOpen()")),
        ("pola.docx", &torn),
        ("kvar.docx", &bent),
        ("dva.docx", &two_names),
        ("van.docx", &outside),
        ("bomba.docx", &bomb),
        ("laž.docx", &lying),
    ] {
        let begun = Instant::now();
        let taken = town.take(name, bytes).await;
        assert!(begun.elapsed() < Duration::from_secs(5), "{name}: {:?}", begun.elapsed());
        let said = taken.as_ref().map_or_else(ToString::to_string, |stored| stored.media_type.to_owned());
        assert_eq!(town.lying().len(), usize::from(taken.is_ok()), "{name}: {said}");
        town.lying().iter().for_each(|file| std::fs::remove_file(file).expect("removed"));
        table += &format!("{name:<12} {said}\n");
    }
    insta::assert_snapshot!(table, @"
    dobar.docx   application/vnd.openxmlformats-officedocument.wordprocessingml.document
    dobar.odt    application/vnd.oasis.opendocument.text
    dobar.pdf    application/pdf
    dobar.png    image/png
    dobar.jpg    image/jpeg
    prazan.pdf   the file is refused: FILE_EMPTY
    strana.pdf   the file is refused: FILE_NOT_WHAT_IT_SAYS
    strana.html  the file is refused: FILE_TYPE_NOT_ALLOWED
    program.exe  the file is refused: FILE_TYPE_NOT_ALLOWED
    bez          the file is refused: FILE_TYPE_NOT_ALLOWED
    pola.pdf     the file is refused: FILE_DAMAGED
    tabela.xlsx  the file is refused: FILE_NOT_WHAT_IT_SAYS
    tekst.ods    the file is refused: FILE_NOT_WHAT_IT_SAYS
    arhiva.docx  the file is refused: FILE_NOT_WHAT_IT_SAYS
    makro.docx   the file is refused: FILE_HAS_MACROS
    pola.docx    the file is refused: FILE_DAMAGED
    kvar.docx    the file is refused: FILE_DAMAGED
    dva.docx     the file is refused: FILE_DAMAGED
    van.docx     the file is refused: FILE_DAMAGED
    bomba.docx   the file is refused: FILE_DAMAGED
    laž.docx     the file is refused: FILE_DAMAGED
    ");
}

/// Counts how many pieces of a file there are at once.
struct Piece(Arc<AtomicUsize>, Vec<u8>);

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        &self.1
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_as_soon_as_it_is_and_never_whole_in_memory() {
    const PIECE: usize = 64 << 10;
    let town = Town::new().await;
    let most = usize::try_from(town.app.storage.most).expect("a size");
    assert_eq!(most, 20 << 20);
    for (size, taken) in [(most, true), (most + 1, false), (most * 100, false)] {
        let (alive, at_once) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (counted, seen) = (Arc::clone(&alive), Arc::clone(&at_once));
        let read = Arc::new(AtomicUsize::new(0));
        let reading = Arc::clone(&read);
        let pieces = (0..size.div_ceil(PIECE)).map(move |n| {
            let mut bytes = vec![b' '; PIECE.min(size - n * PIECE)];
            if n == 0 {
                bytes[..8].copy_from_slice(b"%PDF-1.7");
            }
            if (n + 1) * PIECE >= size && bytes.len() > 5 {
                let end = bytes.len() - 5;
                bytes[end..].copy_from_slice(b"%%EOF");
            }
            reading.fetch_add(bytes.len(), Ordering::SeqCst);
            seen.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Ok::<_, NotTaken>(Bytes::from_owner(Piece(Arc::clone(&counted), bytes)))
        });
        let result =
            town.app.storage.take(Shelf::CallFiles, "a.pdf", stream::iter(pieces), town.app.storage.most).await;
        assert_eq!(result.is_ok(), taken, "{size}: {result:?}");
        assert!(taken || matches!(&result, Err(error) if error.to_string().contains("FILE_TOO_LARGE")), "{result:?}");
        assert!(read.load(Ordering::SeqCst) <= most + PIECE, "{size}: {read:?}");
        assert_eq!((at_once.load(Ordering::SeqCst), alive.load(Ordering::SeqCst)), (1, 0), "{size}: pieces at once");
        assert_eq!(town.lying().len(), usize::from(taken), "{size}");
        for lying in town.lying() {
            assert_eq!(std::fs::metadata(&lying).expect("a file").len(), size as u64);
            std::fs::remove_file(lying).expect("removed");
        }
    }
}

#[tokio::test]
async fn a_file_that_breaks_off_leaves_nothing_behind() {
    let town = Town::new().await;
    let pieces = [Ok(Bytes::from(pdf(100_000))), Err(std::io::Error::other("gone"))];
    let storage = &town.app.storage;
    let broken = storage.take(Shelf::CallFiles, "a.pdf", stream::iter(pieces), storage.most).await;
    assert!(matches!(broken, Err(NotTaken::BrokeOff(_))), "{broken:?}");
    // Whoever takes it goes away in the middle.
    let never = stream::once(async { Ok::<_, NotTaken>(Bytes::from(pdf(100_000))) });
    let never = futures_util::StreamExt::chain(never, stream::pending());
    let waiting = storage.take(Shelf::CallFiles, "a.pdf", never, storage.most);
    assert!(tokio::time::timeout(Duration::from_millis(100), waiting).await.is_err());
    assert_eq!(town.lying().len(), 0);
}

#[tokio::test]
async fn what_no_row_names_is_swept_up_after_a_day_and_nothing_else() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut form = DocumentId::default();
    town.call(&trebinje, |new| form = with_a_form(new)).await;
    let sweep = async |now| everywhere(&town.app.storage, &town.app.db, now).await.expect("swept");
    // When a file came the disk says, not the clock of the test.
    let today = SystemClock.now();
    let later: chrono::DateTime<Utc> = today + TimeDelta::hours(25);

    // The transaction fails after the file is in the store.
    let orphan = town.take("a.pdf", &pdf(1)).await.expect("a file");
    let tx = town.begin().await;
    files::add(&tx, form, orphan.clone()).await.expect("a row");
    drop(tx);
    assert_eq!(town.lying().len(), 1);
    assert_eq!(sweep(later).await, 0, "a database that names nothing is not believed");

    let old = town.file(form, "a.pdf", &pdf(2)).await;
    let new = town.next_file(form, "a.pdf", &pdf(3)).await;
    assert_eq!(sweep(today).await, 0, "it may still get its row");
    assert_eq!(town.lying().len(), 3);
    assert_eq!(sweep(later).await, 1);
    let mut names: Vec<_> = town.lying().iter().map(|file| file.file_name().expect("a name").to_owned()).collect();
    names.sort_unstable();
    let mut named = [old, new].map(|file| file.storage_key.trim_start_matches("call-files/").to_owned());
    named.sort_unstable();
    assert_eq!(names, named.map(Into::<std::ffi::OsString>::into));
    assert_eq!(sweep(later).await, 0);

    // What lies beside the shelf is not the server's to sweep.
    std::fs::write(town.database().files().join("mine.txt"), "mine").expect("written");
    assert_eq!(sweep(later).await, 0);
    assert_eq!(town.lying().len(), 3);
}

#[tokio::test]
async fn it_is_swept_when_the_server_starts() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut form = DocumentId::default();
    town.call(&trebinje, |new| form = with_a_form(new)).await;
    town.take("a.pdf", &pdf(1)).await.expect("a file that nothing names");
    let long_ago = std::time::SystemTime::from(instant(NOW) - TimeDelta::days(2));
    for lying in town.lying() {
        std::fs::File::open(lying).expect("a file").set_modified(long_ago).expect("an old file");
    }
    town.file(form, "a.pdf", &pdf(2)).await;
    let app = &town.app;
    app.tasks.spawn(keep_sweeping(app.storage.clone(), app.db.clone(), town.clock.clone(), app.tasks.clone()));
    soon("the sweep", async {
        while town.lying().len() > 1 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    assert!(app.tasks.finish(Duration::from_secs(5)).await, "it stops with the server");
}

/// Every table whose rows name files is known to the sweeper: one that is not would keep what nothing names for ever, and
/// one on the wrong shelf would lose its files.
#[tokio::test]
async fn every_table_that_names_files_has_its_shelf() {
    let town = Town::new().await;
    let db = town.database().connect().await;
    let named = crate::tables::with_column(&db, "storage_key").await;
    let known = ["call_file", "consultation_file", "report_print"];
    assert_eq!(named, known, "give a new one a shelf in `storage` and a line in `storage::sweep::everywhere`");
    db.close().await.expect("closing");
}
