//! What is not translated where no browser looks: letters, the report on paper and as a page, a receipt, what one follows. In
//! sentences of no language (`Messages::pseudo`) all that stands outside of their brackets is what somebody wrote, a number,
//! an address, or a word that was forgotten among the sentences.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use entities::{comment, letter};
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use javno::error::Error;
use javno::locale::messages::Messages;
use javno::locale::script::to_cyrillic;
use javno::mail::{Composed, NewLetter};
use javno::scope::{Postman, Tx};
use roxmltree::Document;
use tests::Town;
use tests::given::{in_full, with_everything};
use url::Url;
use uuid::Uuid;

use crate::report::Hall;
use crate::tongues::letters;

/// What is called the same in every language.
const NAMES: [&str; 5] = ["Javno", "PDF", "CSV", "JSON", "КМ"];

/// The words of a text that are neither a sentence's nor content; `cut` and `off` where a sentence is not whole.
fn strays(text: &str, content: &[&str]) -> BTreeSet<String> {
    let (mut open, mut outside) = (Vec::new(), String::new());
    for letter in text.chars() {
        match letter {
            '⟦' | '⟨' => {
                open.push(letter);
                outside.push(' ');
            }
            '⟧' | '⟩' => {
                let whole = open.pop() == Some(if letter == '⟧' { '⟦' } else { '⟨' });
                outside += if whole { " " } else { " cut off " };
            }
            _ if open.last() != Some(&'⟦') => outside.push(letter),
            _ => {}
        }
    }
    if !open.is_empty() {
        outside += " cut off";
    }
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut outside = one_line(&outside);
    let mut content: Vec<_> = content.iter().map(|text| one_line(text)).collect();
    // A text may stand in a longer one.
    content.sort_by_key(|text| Reverse(text.len()));
    for text in &content {
        outside = outside.replace(text, " ");
    }
    let words = outside.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'));
    // Paths, names of hosts and of files.
    let address = |word: &str| word.starts_with('/') || (word.is_ascii() && word.contains(['.', '@']));
    let words = words.filter(|word| !address(word)).flat_map(|word| word.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| !word.is_empty() && !NAMES.contains(word)).map(str::to_owned).collect()
}

/// What marked up text shows, and what it tells those who do not see it.
fn shown(html: &str) -> String {
    let mut text = String::new();
    for (at, piece) in html.split('<').enumerate() {
        let (mark, behind) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        for name in ["aria-label", "title", "placeholder", "alt"] {
            let said = mark.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            if let Some((said, _)) = said {
                text += &format!(" {said} ");
            }
        }
        // What is typed at a machine is the same in every language.
        if !mark.starts_with("code") {
            text += &format!(" {behind}");
        }
    }
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands in the middle of a hosted page.
fn main_part(page: &str) -> &str {
    let inside = page.split_once("<main").and_then(|(_, rest)| rest.split_once('>')).map(|(_, rest)| rest);
    inside.and_then(|rest| rest.split_once("</main>")).expect("a page").0
}

fn none() -> BTreeSet<String> {
    BTreeSet::new()
}

#[test]
fn a_word_of_nobodys_is_found_wherever_it_stands() {
    let found = |text: &str| strays(text, &["Наша ријека"]).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(found("⟦Позив ⟨Наша ријека⟩ до ⟨1. 12. 2026.⟩⟧: ⟦још ⟨⟦два⟧⟩⟧ · https://javno.example/x (12 КМ)"), "");
    assert_eq!(found("⟦Позив ⟨Нова ријека⟩ до ⟨сутра⟩⟧ Rok"), "Rok Нова ријека сутра");
    assert_eq!(found("⟦Позив ⟨Наша ријека"), "cut off");
    assert_eq!(found(&shown("<p title=\"Rok\">⟦До⟧ &lt;b&gt; <code>javno verify</code></p>")), "Rok b");
}

/// Composes the letter with the number that the posted one is about, in sentences of no language.
fn numbered<'a>(
    _: &'a Tx<Postman>,
    letter: &'a letter::Model,
    home: &'a Url,
) -> BoxFuture<'a, Result<Option<Composed>, Error>> {
    let number = letter.subject_id.map_or(0, |id| id.as_u128());
    let mut all = letters(Messages::pseudo(), "Требиње", "Наша ријека");
    let composed = all.swap_remove(usize::try_from(number).expect("a small number"));
    let unsubscribe = home.join("odjava/x").ok();
    ready(Ok(Some(Composed { unsubscribe, ..composed }))).boxed()
}

#[tokio::test]
async fn no_letter_says_what_is_not_translated() {
    let town = Town::new().await;
    assert_eq!(town.letters().await, []);
    let many = letters(Messages::pseudo(), "Требиње", "Наша ријека").len();
    let posted = (0..many).map(|number| NewLetter {
        subject: Some(Uuid::from_u128(number as u128)),
        ..town.a_letter(&format!("ana{number}@trebinje.example"))
    });
    town.post_letters(posted.collect::<Vec<_>>()).await;
    let sent = crate::mail::deliver(&town, numbered).await;
    assert_eq!((sent.len(), town.letters().await.len()), (many, many));
    for letter in sent {
        assert!(letter.subject.contains('⟦') && letter.text.contains('⟦'), "{letter:#?}");
        let content = ["Требиње", "Наша ријека", "Ана Анић", "Није тачно."];
        for text in [&letter.subject, &letter.text] {
            assert_eq!(strays(text, &content), none(), "{text}");
        }
    }
}

/// What people wrote that the report tells (`Hall::told`), in the reader's script where it is not theirs.
const IN_THE_REPORT: [&str; 19] = [
    "Требиње",
    "Нацрт одлуке о комуналном реду",
    "Одлука",
    "Шалтер 3, до 15 часова",
    "Расправа је била жива.",
    "Хвала свима.",
    "У члан 2 унесен је рок.",
    "Мирко Ћурић, градоначелник",
    "Велика сала",
    "Мјесне заједнице",
    "Udruženje Čuvari šuma",
    "=HYPERLINK(\"http://zlo\")",
    "Није предмет.",
    "Члан 2.",
    "Ана Марић",
    "Члан треба допунити.",
    "Ђаци иду цестом.",
    "<b>#set page()</b> $x$ @ref *Џемат*",
    "Прихваћено за став 1.",
];

#[tokio::test]
async fn no_report_says_what_is_not_translated() {
    let hall = Hall::told().await;
    // A command and the name of a form are no words of a language.
    let content = [IN_THE_REPORT.as_slice(), &["@Ljubiša", "javno verify", "NDJSON"]].concat();
    let page = hall.read("?lang=sr-Cyrl-x-pseudo").await;
    assert_eq!(strays(&shown(main_part(&page)), &content), none(), "{page}");

    let pdf = hall.town.get(&hall.form(".pdf?lang=sr-Cyrl-x-pseudo")).await;
    let text = pdf_extract::extract_text_from_mem(&pdf.bytes).expect("text in a PDF");
    assert!(text.contains('⟦'), "{text}");
    assert_eq!(strays(&text, &content), none(), "{text}");
    let pdf = hall.town.get(&hall.form(".pdf?lang=sr-Cyrl")).await;
    let text = pdf_extract::extract_text_from_mem(&pdf.bytes).expect("text in a PDF");
    assert!(!text.contains('⟦'), "what a test looked at is kept for readers: {text}");

    let book = hall.read("-sifrarnik.csv?lang=sr-Cyrl-x-pseudo").await;
    let book = book.trim_start_matches('\u{feff}');
    let mut lines = csv::ReaderBuilder::new().delimiter(b';').from_reader(book.as_bytes());
    let head = lines.headers().expect("a head").iter().collect::<Vec<_>>().join(" ");
    let meanings = lines.records().map(|line| line.expect("a line")[2].to_owned());
    for said in meanings.chain([head]) {
        assert!(said.contains('⟦'), "{said}");
        assert_eq!(strays(&said, &[]), none(), "{said}");
    }

    let tx = hall.town.begin().await;
    let comments = tx.find::<comment::Entity>().all(tx.connection()).await.expect("comments");
    drop(tx);
    for row in comments {
        let receipt = hall.town.get(&format!("/trebinje/potvrda/{}?lang=sr-Cyrl-x-pseudo", row.code)).await;
        assert_eq!(receipt.status, 200);
        let text = receipt.text();
        let content = [content.as_slice(), &["TAJNO odbijeno", &row.code]].concat();
        assert_eq!(strays(&shown(main_part(&text)), &content), none(), "{text}");
    }
}

/// What a feed tells: titles, texts, names of areas and of authors.
fn told(feed: &str) -> String {
    let document = Document::parse(feed).unwrap_or_else(|error| panic!("{error}: {feed}"));
    let nodes = document.descendants().filter(|node| ["title", "content", "name"].contains(&node.tag_name().name()));
    let labels = document.descendants().filter_map(|node| node.attribute("label"));
    let texts = nodes.filter_map(|node| node.text()).map(shown);
    texts.chain(labels.map(str::to_owned)).collect::<Vec<_>>().join("\n")
}

/// What a calendar tells; a long line goes on in the next, behind a space.
fn dates(calendar: &str) -> String {
    let whole = calendar.replace("\r\n ", "");
    let said = whole.lines().filter_map(|line| line.split_once(':'));
    let said = said.filter(|(name, _)| ["SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "NAME"].contains(name));
    said.map(|(_, said)| said.replace("\\n", " ").replace('\\', "")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn nothing_that_is_followed_says_what_is_not_translated() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await.id;
    let debate = town.consultation(&trebinje, with_everything).await.id;
    let written = [
        "Trebinje",
        "Javni poziv za projekte udruženja",
        "Podržava se uređenje obala.",
        "Odluka skupštine.",
        "Velika sala",
        "Kultura i umjetnost",
        "Zaštita životne sredine",
        "Javna rasprava o Nacrtu odluke",
        "Riječi",
        "Ispravka",
    ];
    let written = written.map(to_cyrillic);
    let content: Vec<_> = written.iter().map(String::as_str).collect();
    for feed in [
        "/pozivi".to_owned(),
        "/rasprave".into(),
        "/trebinje/pozivi".into(),
        "/trebinje/rasprave".into(),
        format!("/trebinje/pozivi/{call}/novosti"),
        format!("/trebinje/rasprava/{debate}/novosti"),
    ] {
        let text = town.get(&format!("{feed}.atom?lang=sr-Cyrl-x-pseudo")).await.text();
        let said = told(&text);
        assert!(said.contains('⟦'), "{feed}: {said}");
        assert_eq!(strays(&said, &content), none(), "{feed}: {said}");
    }
    for calendar in [
        "/pozivi".to_owned(),
        "/rasprave".into(),
        "/trebinje/pozivi".into(),
        "/trebinje/rasprave".into(),
        format!("/trebinje/pozivi/{call}/kalendar"),
        format!("/trebinje/rasprava/{debate}/kalendar"),
    ] {
        let text = town.get(&format!("{calendar}.ics?lang=sr-Cyrl-x-pseudo")).await.text();
        let said = dates(&text);
        assert!(said.contains('⟦'), "{calendar}: {text}");
        assert_eq!(strays(&said, &content), none(), "{calendar}: {said}");
    }
}
