//! Files on their way in, over real connections: in their own time, and refused while they come.

use std::time::{Duration, Instant};

use entities::{CallId, CallStage, ConsultationStage, DocumentId, Role, open_call};
use javno::calls::store::save::NewCall;
use javno::config::ConnectionLimits;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};
use tests::Town;
use tests::files::pdf;
use tests::given::{Given, with_a_form};
use tests::served::{Served, soon};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::accept::{is, quick};

/// A town whose desk takes files, the path to a document, and what an editor's browser says with a file.
async fn taking(limits: ConnectionLimits) -> (Town, Served, String, String) {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let mut form = DocumentId::default();
    let draft = |new: &mut NewCall| (form, new.call.stage) = (with_a_form(new), CallStage::Draft);
    let call = town.call(&trebinje, draft).await;
    let named = format!("{NAMED}\r\n{}", town.official(&trebinje, &[Role::Editor]).await.says());
    let served = Served::router(town.app.router(), limits).await;
    (town, served, format!("/desk/calls/{}/documents/{form}", call.id), named)
}

fn head(method: &str, path: &str, more: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/pdf\r\n{more}\r\n\r\n"
    )
}

/// A name as `X-File-Name` has it.
const NAMED: &str =
    "x-file-name: %D0%9E%D0%B1%D1%80%D0%B0%D0%B7%D0%B0%D1%86%20%D0%BF%D1%80%D0%B8%D1%98%D0%B0%D0%B2%D0%B5.pdf";

async fn sent(served: &Served, method: &str, path: &str, more: &str, bytes: &[u8]) -> String {
    let mut client = served.client().await;
    client.say(&head(method, path, &format!("{more}\r\ncontent-length: {}", bytes.len()))).await;
    client.say_bytes(bytes).await;
    client.hear().await
}

#[tokio::test]
async fn a_file_comes_in_and_goes_out_under_its_cyrillic_name() {
    let (town, served, path, named) = taking(quick()).await;
    let (first, second) = (pdf(300_000), pdf(10));
    let answer = sent(&served, "POST", &path, &named, &first).await;
    assert!(is(&answer, 201) && answer.contains(r#""name":"Образац пријаве.pdf""#), "{answer}");
    let url = answer.split("/desk/files/").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
    let next = sent(&served, "POST", &path, &named, &second).await;
    assert!(is(&next, 201) && next.contains(r#""version":2"#), "{next}");
    publish(&town, &path).await;
    let out = town.get(&format!("/files/{url}")).await;
    assert_eq!(out.bytes, first, "the first is what it was");
    let sent_as = out.header("content-disposition").strip_prefix("attachment; filename*=UTF-8''").expect("a name");
    assert_eq!(sent_as, NAMED.trim_start_matches("x-file-name: "));
}

/// Publishes the call that this path is of.
async fn publish(town: &Town, path: &str) {
    let id: CallId = path.split('/').nth(3).and_then(|id| id.parse().ok()).expect("a call");
    let tx = town.begin().await;
    let row = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(id)).one(tx.connection()).await;
    let mut row = row.expect("an answer").expect("a call").into_active_model();
    row.stage = Set(CallStage::Published);
    tx.update(row).await.expect("a call");
    tx.commit().await.expect("a call");
}

#[tokio::test]
async fn what_is_refused_says_why() {
    let (town, served, path, named) = taking(quick()).await;
    let mut table = String::new();
    let says = named.split_once("\r\n").expect("more lines").1;
    let called = |name: &str| format!("x-file-name: {name}\r\n{says}");
    let html = b"<!doctype html><title>%PDF-1.7</title>".as_slice();
    for (what, path, headers, bytes) in [
        ("a page", &*path, &*named, html),
        ("nothing", &path, &named, b""),
        ("a program", &path, &called("a.exe"), b"MZ"),
        ("no name", &path, says, b"%PDF-"),
        ("no UTF-8", &path, &called("%FF.pdf"), b"%PDF-"),
        ("a stranger", &path, NAMED, &pdf(1)),
        ("of none", &format!("{}/{}", &path[..path.rfind('/').expect("a path")], DocumentId::new()), &named, &pdf(1)),
    ] {
        let answer = sent(&served, "POST", path, headers, bytes).await;
        let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
        let said = answer.rsplit("\r\n").next().unwrap_or_default();
        let said = said.split(",\"requestId\"").next().unwrap_or_default();
        table += &format!("{what:<10} {status} {said}\n");
    }
    insta::assert_snapshot!(table, @r#"
    a page     409 {"code":"FILE_NOT_WHAT_IT_SAYS","message":"The file is not of the kind that its name says."
    nothing    409 {"code":"FILE_EMPTY","message":"There is nothing in the file."
    a program  415 {"code":"FILE_TYPE_NOT_ALLOWED","message":"Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG."
    no name    400 {"code":"BAD_REQUEST","message":"The name of the file belongs into the header X-File-Name, as percent-encoded UTF-8."
    no UTF-8   400 {"code":"BAD_REQUEST","message":"The name of the file belongs into the header X-File-Name, as percent-encoded UTF-8."
    a stranger 401 {"code":"UNAUTHENTICATED","message":"This needs a person who has signed in."
    of none    404 {"code":"NOT_FOUND","message":"There is no such document."
    "#);
    // The one that nobody's document could have is in the store, and will be swept up.
    assert_eq!(town.lying().len(), 1);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_while_it_comes() {
    let (town, served, path, named) = taking(quick()).await;
    let tx = town.begin().await;
    let trebinje = javno::municipalities::store::everything(&tx).await.expect("municipalities").remove(0);
    tx.commit().await.expect("nothing");
    let draft = |given: &mut Given| given.new.consultation.stage = ConsultationStage::Draft;
    let others = format!("/desk/consultations/{}/documents", town.consultation(&trebinje, draft).await.id);
    let most = 20 << 20;
    for (path, chunked) in [(&path, false), (&path, true), (&others, false), (&others, true)] {
        let mut client = served.client().await;
        let begun = Instant::now();
        let length =
            if chunked { "transfer-encoding: chunked".into() } else { format!("content-length: {}", most + 1) };
        client.say(&head("POST", path, &format!("{named}\r\n{length}"))).await;
        let (mut read, mut write) = client.stream.split();
        let (mut said, mut answer) = (0, Vec::new());
        let sending = async {
            // Endless, for whoever believes the chunks.
            let piece = vec![b' '; 64 << 10];
            let piece = if chunked { [b"10000\r\n", &*piece, b"\r\n"].concat() } else { piece };
            while (chunked || said <= most) && write.write_all(&piece).await.is_ok() {
                said += 64 << 10;
            }
        };
        let hearing = read.read_to_end(&mut answer);
        let _ = soon("the answer", async { tokio::join!(sending, hearing) }).await;
        let answer = String::from_utf8_lossy(&answer);
        assert!(is(&answer, 413) && answer.contains("FILE_TOO_LARGE"), "chunked {chunked}: {answer}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        // What lies between the two processes counts as well, and is not the server's.
        assert!(said < 48 << 20, "chunked {chunked}: {said}");
    }
    assert_eq!(town.lying().len(), 0);
}

#[tokio::test]
async fn a_file_has_a_time_of_its_own_and_the_same_least_speed() {
    let limits = ConnectionLimits { body_seconds: 0.6, file_seconds: 3.0, ..quick() };
    let (town, served, path, named) = taking(limits).await;
    // Longer than any other body may take, and always fast enough.
    let file = pdf(12_000);
    let mut steady = served.client().await;
    steady.say(&head("POST", &path, &format!("{named}\r\ncontent-length: {}", file.len()))).await;
    let begun = Instant::now();
    for piece in file.chunks(1_000) {
        steady.say_bytes(piece).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let answer = steady.hear().await;
    assert!(is(&answer, 201), "{answer}");
    assert!(begun.elapsed() > Duration::from_millis(1_000));
    // Too slow.
    let mut slow = served.client().await;
    slow.say(&head("POST", &path, &format!("{named}\r\ncontent-length: 100000"))).await;
    let answer = slow.dribble(Duration::from_millis(50)).await;
    assert!(is(&answer, 408), "{answer}");
    // Fast enough, and without an end.
    let mut long = served.client().await;
    long.say(&head("POST", &path, &format!("{named}\r\ncontent-length: 10000000"))).await;
    long.say(&"%PDF-1.7 ".repeat(2_000)).await;
    let begun = Instant::now();
    let answer = long.dribble(Duration::from_millis(5)).await;
    assert!(is(&answer, 408), "{answer}");
    assert!((2..6).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    assert_eq!(town.lying().len(), 1);
}

#[tokio::test]
async fn nobody_waits_to_write_while_a_file_comes() {
    let (town, served, path, named) = taking(ConnectionLimits::default()).await;
    let mut slow = served.client().await;
    slow.say(&head("POST", &path, &format!("{named}\r\ncontent-length: 100000"))).await;
    slow.say("%PDF-1.7").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let trebinje = town.municipality("teslic");
    soon("somebody else writes", trebinje).await;
    drop(slow);
}
