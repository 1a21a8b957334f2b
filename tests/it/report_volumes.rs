//! A report that is too long for one PDF is printed in volumes: every comment in one of them, and none in two.

use std::time::Duration;

use javno::config::PrintLimits;
use tests::Town;

use crate::report::Hall;

impl Hall {
    /// A hall of which little goes into a volume, with so many comments beside the three that it always has.
    async fn with_little_paper(most: PrintLimits, more: usize) -> Self {
        let town = Town::configured(|config| config.print = most).await;
        let hall = Self::in_town(town).await.tell().await;
        hall.crowd(more).await;
        hall
    }

    /// What is printed in a volume, without spaces that no reader sees.
    async fn volume(&self, number: usize) -> String {
        let answer = self.town.get(&self.form(&format!(".pdf?svezak={number}&lang=sr-Cyrl"))).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/pdf"), "{number}");
        let name = format!("attachment; filename*=UTF-8''izvjestaj-trebinje-{number}.pdf");
        assert_eq!(answer.header("content-disposition"), name);
        let text = pdf_extract::extract_text_from_mem(&answer.bytes).expect("text in a PDF");
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" : ", ": ")
    }
}

fn few(comments: usize) -> PrintLimits {
    PrintLimits { comments, ..PrintLimits::default() }
}

#[tokio::test]
async fn every_comment_of_a_long_report_is_printed_once() {
    let hall = Hall::with_little_paper(few(5), 10).await;
    let mut volumes = Vec::new();
    for number in 1..=4 {
        volumes.push(hall.volume(number).await);
    }
    let said = (0..10).map(|n| format!("Приједлог број {n}."));
    let others = ["Ђаци иду цестом.", "Џемат", "HYPERLINK"].map(str::to_owned);
    for said in said.chain(others) {
        let found: Vec<_> = volumes.iter().map(|text| text.matches(&said).count()).collect();
        assert_eq!(found.iter().sum::<usize>(), 1, "{said} {found:?}");
        assert_eq!(found[0], 0, "{said}: the first has none");
    }
    // Each is answered where it stands, and counted on.
    let answers: Vec<_> = volumes.iter().map(|text| text.matches("Прихваћено за став 1.").count()).collect();
    assert_eq!(answers, [0, 4, 5, 3], "all but the one that is out of scope: {volumes:?}");
    assert!(volumes[3].contains("13. "), "{}", volumes[3]);
    // The first has all but the comments, and says where they are.
    for said in ["Расправа је била жива.", "Бројеви", "Присутно: 34", "Мирко Ћурић, градоначелник", "Дио 1 од 4"]
    {
        assert!(volumes[0].contains(said), "{said}: {}", volumes[0]);
    }
    for said in
        ["Дио 2 од 4: коментари 1–5", "Дио 4 од 4: коментари 11–13", "О нацрту у цјелини коментар 1 · Дио 2 од 4"]
    {
        assert!(volumes[0].contains(said), "{said}: {}", volumes[0]);
    }
    for (at, text) in volumes.iter().enumerate().skip(1) {
        assert!(!text.contains("Расправа је била жива."), "{text}");
        for near in [1, at, at + 1, (at + 2).min(4)] {
            assert!(text.contains(&format!("Дио {near} од 4")), "{near}: {text}");
        }
    }
    // The page leads to each, and to no other.
    let page = hall.read("?lang=sr-Cyrl").await;
    let address = |volume: &str| format!("href=\"{}\"", hall.form(&format!(".pdf?{volume}lang=sr-Cyrl")));
    assert!(page.contains(&address("")), "{page}");
    for number in 2..=4 {
        assert!(page.contains(&address(&format!("svezak={number}&amp;"))), "{number}: {page}");
    }
    assert!(!page.contains("svezak=5"), "{page}");
    for nowhere in ["5", "0", "x", "-1"] {
        assert_eq!(hall.town.get(&hall.form(&format!(".pdf?svezak={nowhere}"))).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn a_report_of_long_comments_is_divided_too_and_one_that_is_not_is_whole() {
    let hall = Hall::with_little_paper(PrintLimits { bytes: 4_000, ..PrintLimits::default() }, 4).await;
    assert!(hall.volume(1).await.contains("Дио 1 од"), "each of the four has more than a thousand bytes");
    assert!(hall.volume(2).await.contains("Ђаци иду цестом."));
    let whole = Hall::with_little_paper(few(7), 4).await;
    let answer = whole.town.get(&whole.form(".pdf?lang=sr-Cyrl")).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename*=UTF-8''izvjestaj-trebinje.pdf");
    let text = pdf_extract::extract_text_from_mem(&answer.bytes).expect("text in a PDF");
    assert!(text.contains("Приједлог број 3.") && !text.contains("Дио 1 од"), "{text}");
    assert!(!whole.read("").await.contains("svezak="));
    assert_eq!(whole.town.get(&whole.form(".pdf?svezak=2")).await.status, 404);
}

#[tokio::test]
async fn whoever_waits_too_long_is_told_that_it_is_being_made_and_finds_it_later() {
    let hall = Hall::with_little_paper(PrintLimits { patience_seconds: 0.05, ..few(5) }, 10).await;
    hall.town.expecting_errors();
    let turn = hall.town.app.printing.turn().await.expect("a turn");
    let href = |way: &str| format!("href=\"{}\"", way.replace('&', "&amp;"));
    let volumes = ["?", "?svezak=3&"];
    for volume in volumes {
        let asked = hall.form(&format!(".pdf{volume}lang=sr-Latn"));
        let told = hall.town.get(&asked).await;
        assert_eq!((told.status.as_u16(), told.header("retry-after")), (503, "5"));
        assert_eq!(told.header("cache-control"), "no-store");
        let page = told.text();
        assert!(page.contains("PDF se priprema za štampu ili čeka na red."), "{page}");
        assert!(page.contains(&href(&asked)), "{page}");
        // Whoever chooses another language waits for the same volume.
        assert!(page.contains(&href(&format!("{volume}lang=en"))), "{page}");
    }
    drop(turn);
    // It is made although nobody waits for it.
    for volume in volumes {
        let made = async || {
            for _ in 0..400 {
                tokio::time::sleep(Duration::from_millis(50)).await;
                let answer = hall.town.get(&hall.form(&format!(".pdf{volume}lang=sr-Latn"))).await;
                if answer.status == 200 {
                    return answer.bytes.starts_with(b"%PDF");
                }
                assert_eq!(answer.status, 503);
            }
            false
        };
        assert!(made().await, "it was never made: {volume}");
    }
}
