//! The five locales on hosted pages, and that every sentence is wanted by somebody.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::TimeDelta;
use chrono_tz::Europe::Sarajevo;
use entities::Locale;
use javno::locale::messages::Messages;
use javno::mail::Composed;
use javno::mail::say::{self, Invitation};
use serde_json::Value;
use tests::given::cyrillic;
use tests::{Town, instant};
use url::Url;

/// What a page says of its language, and where its first call leads.
async fn spoken(town: &Town, path: &str, accepted: &str) -> String {
    let headers: &[_] = if accepted.is_empty() { &[] } else { &[("accept-language", accepted)] };
    let answer = town.get_with(path, headers).await;
    assert_eq!(answer.status, 200, "{path}");
    let varies = answer.headers.get_all("vary").iter().any(|value| value == "accept-language");
    assert!(varies, "a cache has to know that {path} depends on its reader");
    let (said, text) = (answer.header("content-language").to_owned(), answer.text());
    let between = |from: &str, to: &str| {
        text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(inside, _)| inside).to_owned()
    };
    assert_eq!(between("<html lang=\"", "\""), said, "{path}");
    let canonical = between("rel=\"canonical\" href=\"https://javno.example/pale/pozivi", "\"");
    let link = between("<h2", "</h2>");
    let kept = link.split_once("?lang=").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(lang, _)| lang);
    let title = link.split_once("</a>").and_then(|(before, _)| before.rsplit_once('>')).map_or("", |(_, title)| title);
    format!("{path} {accepted:?}: {said}, canonical {canonical:?}, links keep {kept:?}, {title}\n")
}

#[tokio::test]
async fn a_page_speaks_as_its_reader_chose_or_his_browser_asks_or_the_municipality_does() {
    let town = Town::new().await;
    let pale = town.municipality_like("pale", |row| row.default_locale = Locale::SrCyrl).await;
    town.call(&pale, |new| new.call.title = cyrillic("Позив за ријеке")).await;
    let mut all = String::new();
    for (path, accepted) in [
        ("/pale/pozivi", ""),
        ("/pale/pozivi", "hr-HR,hr;q=0.9,en;q=0.8"),
        ("/pale/pozivi", "en-US,en;q=0.9,bs;q=0.5"),
        ("/pale/pozivi", "en-US,en;q=0.9"),
        ("/pale/pozivi", "sr-BA,sr;q=0.9"),
        ("/pale/pozivi", "sr-Latn-BA"),
        ("/pale/pozivi?lang=en", "hr"),
        ("/pale/pozivi?lang=sr-Cyrl", "hr"),
        ("/pale/pozivi?stanje=otvoreni", "hr"),
        ("/pale/pozivi?lang=sh", ""),
        ("/pale/pozivi?lang=bs-BA", ""),
    ] {
        all += &spoken(&town, path, accepted).await;
    }
    insta::assert_snapshot!(all, @r#"
    /pale/pozivi "": sr-Cyrl, canonical "", links keep "", Позив за ријеке
    /pale/pozivi "hr-HR,hr;q=0.9,en;q=0.8": hr, canonical "?lang=hr", links keep "hr", Poziv za rijeke
    /pale/pozivi "en-US,en;q=0.9,bs;q=0.5": bs, canonical "?lang=bs", links keep "bs", Poziv za rijeke
    /pale/pozivi "en-US,en;q=0.9": sr-Cyrl, canonical "", links keep "", Позив за ријеке
    /pale/pozivi "sr-BA,sr;q=0.9": sr-Cyrl, canonical "", links keep "", Позив за ријеке
    /pale/pozivi "sr-Latn-BA": sr-Latn, canonical "?lang=sr-Latn", links keep "sr-Latn", Poziv za rijeke
    /pale/pozivi?lang=en "hr": en, canonical "?lang=en", links keep "en", Poziv za rijeke
    /pale/pozivi?lang=sr-Cyrl "hr": sr-Cyrl, canonical "", links keep "sr-Cyrl", Позив за ријеке
    /pale/pozivi?stanje=otvoreni "hr": hr, canonical "?lang=hr", links keep "hr", Poziv za rijeke
    /pale/pozivi?lang=sh "": sr-Latn, canonical "?lang=sr-Latn", links keep "sr-Latn", Poziv za rijeke
    /pale/pozivi?lang=bs-BA "": bs, canonical "?lang=bs", links keep "bs", Poziv za rijeke
    "#);
    for (path, accepted, said) in [
        ("/nigdje/pozivi", "hr", "Stranica nije pronađena."),
        ("/nema/ovakve/stranice", "hr", "Stranica nije pronađena."),
        ("/nema/ovakve/stranice?lang=en", "hr", "Page not found."),
        ("/?lang=en", "hr", "Open calls"),
        ("/", "bs", "Javni pozivi"),
    ] {
        let answer = town.get_with(path, &[("accept-language", accepted)]).await;
        let language = if path.contains("en") { "en" } else { accepted };
        assert_eq!(answer.header("content-language"), language, "{path}");
        assert!(answer.text().contains(said), "{path}");
    }
    // A form speaks like the page that it is on.
    let form = town.get_with("/pale/organizacije/predlozi", &[("accept-language", "hr-HR")]).await;
    assert_eq!(form.header("content-language"), "hr");
    assert!(form.text().contains("Predložite organizaciju za imenik"));
}

#[tokio::test]
async fn what_fails_speaks_like_the_pages_of_its_municipality() {
    let town = Town::new().await;
    for (slug, locale) in [("pale", Locale::SrCyrl), ("tesanj", Locale::Bs), ("livno", Locale::Hr)] {
        town.municipality_like(slug, |row| row.default_locale = locale).await;
    }
    let (call, debate) = ("call_01h455vb4pex5vsknk084sn02q", "con_01h455vb4pex5vsknk084sn02q");
    for place in [
        format!("pozivi/{call}"),
        "pozivi/zzz".to_owned(),
        format!("pozivi/{call}/novosti.atom"),
        format!("pozivi/{call}/kalendar.ics"),
        format!("pozivi/{call}/rezultati.csv"),
        format!("pozivi/{call}/pitanje"),
        "pozivi.rss?oblast=nema".to_owned(),
        format!("rasprava/{debate}"),
        format!("rasprava/{debate}/komentari"),
        format!("rasprava/{debate}/izvjestaj"),
        format!("rasprava/{debate}/izvjestaj-brojevi.csv"),
        format!("rasprava/{debate}/izvjestaj.pdf"),
        "potvrda/aaaa-bbbb-cccc".to_owned(),
        "potvrda/aaaa-bbbb-cccc/dokaz".to_owned(),
        "nema/ovakve/stranice".to_owned(),
    ] {
        for (slug, accepted, said) in [
            ("pale", "", "sr-Cyrl"),
            ("pale", "en-US,en;q=0.9", "sr-Cyrl"),
            ("pale", "hr", "hr"),
            ("tesanj", "", "bs"),
            ("livno", "", "hr"),
            ("nigdje", "", "sr-Latn"),
        ] {
            let path = format!("/{slug}/{place}");
            let answer = town.get_with(&path, &[("accept-language", accepted)]).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-language")), (404, said), "{path} {accepted:?}");
            assert!(answer.text().contains(&format!("<html lang=\"{said}\"")), "{path} {accepted:?}");
        }
        let chosen = format!("/pale/{place}{}lang=en", if place.contains('?') { '&' } else { '?' });
        assert_eq!(town.get(&chosen).await.header("content-language"), "en", "{chosen}");
    }
    assert!(town.get("/pale/pozivi/zzz").await.text().contains("Страница није пронађена."));
}

#[tokio::test]
async fn the_front_page_offers_its_languages_and_its_links_keep_the_choice() {
    let town = Town::new().await;
    town.municipality_like("pale", |row| row.default_locale = Locale::SrCyrl).await;
    for (path, accepted, spoken, kept) in [
        ("/", None, "sr-Latn", ""),
        ("/", Some("en-US,en;q=0.9"), "sr-Latn", ""),
        ("/", Some("hr"), "hr", "?lang=hr"),
        ("/?lang=en", None, "en", "?lang=en"),
        ("/?lang=sr-Latn", Some("hr"), "sr-Latn", "?lang=sr-Latn"),
    ] {
        let headers: Vec<_> = accepted.into_iter().map(|accepted| ("accept-language", accepted)).collect();
        let text = town.get_with(path, &headers).await.text();
        assert!(text.contains(&format!("<a href=\"/pale/pozivi{kept}\">")), "{path} {accepted:?}: {text}");
        for tag in Locale::ALL.map(Locale::tag) {
            let now = if tag == spoken { " aria-current=\"true\"" } else { "" };
            let way = format!("<a href=\"/?lang={tag}\" lang=\"{tag}\" hreflang=\"{tag}\"{now}>");
            assert_eq!(text.matches(&way).count(), 1, "{path} {accepted:?}: {way} in {text}");
        }
    }
    // The short address of a municipality keeps it, too.
    assert_eq!(town.get("/pale?lang=en").await.header("location"), "/pale/pozivi?lang=en");
}

#[tokio::test]
async fn words_are_in_the_readers_language_and_content_is_marked_as_what_it_is() {
    let town = Town::new().await;
    let pale = town.municipality_like("pale", |row| row.default_locale = Locale::SrCyrl).await;
    town.call(&pale, |new| new.call.title = cyrillic("Позив за ријеке")).await;
    for locale in Locale::ALL {
        let text = town.get(&format!("/pale/pozivi?lang={}", locale.tag())).await.text();
        assert!(text.contains(Messages::of(locale).say("page.language")), "{locale:?}");
        let title = match locale {
            Locale::SrCyrl => "lang=\"sr-Cyrl\"><a ",
            _ => "lang=\"sr-Latn\"><a ",
        };
        let heading =
            text.split_once("<h2").map_or("", |(_, rest)| rest).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(heading.starts_with(title), "{locale:?}: {heading}");
        for other in Locale::ALL {
            let way = format!("?lang={tag}\" lang=\"{tag}\" hreflang=\"{tag}\"", tag = other.tag());
            assert_eq!(text.matches(&way).count(), 1, "{other:?} from {locale:?}");
        }
        assert_eq!(text.matches("aria-current=\"true\"").count(), 2, "its section and its language");
    }
}

#[cfg(debug_assertions)]
#[tokio::test]
async fn a_page_of_no_language_is_for_tests() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let text = town.get("/trebinje/pozivi?lang=sr-Cyrl-x-pseudo").await.text();
    assert!(text.contains("⟦Прескочи на садржај оооо ооо⟧"), "{text}");
    assert!(!town.get("/trebinje/pozivi?lang=sr-Cyrl").await.text().contains('⟦'));
}

/// A letter of every kind, in these sentences: about this place and, where it is about one thing, this title.
pub(crate) fn letters(say: impl Into<&'static Messages>, place: &str, title: &str) -> Vec<Composed> {
    let say = say.into();
    let link: Url = "https://javno.example/x".parse().expect("an address");
    let days = TimeDelta::days(14);
    let invitation = Invitation {
        inviter: "Ана Анић",
        place,
        roles: &[say.say("mail.roleEditor"), say.say("mail.roleAdmin")],
        until: (instant("2026-12-01T10:00:00Z"), Sarajevo),
        link: link.clone(),
    };
    vec![
        say::test(say),
        say::sign_in(say, link.clone(), TimeDelta::minutes(10)),
        say::invitation(say, invitation),
        say::answer(say, place, title, link.clone()),
        say::comment_confirm(say, place, title, link.clone()),
        say::support_confirm(say, place, title, link.clone()),
        say::comment_entered(say, place, title, link.clone()),
        say::comment_decided(say, place, title, link.clone()),
        say::comment_answered(say, place, title, link.clone()),
        say::report(say, place, title, link.clone()),
        say::suggestion_confirm(say, place, link.clone(), days),
        say::suggestion_edit(say, place, title, link.clone(), days),
        say::suggestion_is_yours(say, place, title, (link.clone(), days), &link),
        say::suggestion_yearly(say, place, title, link.clone(), days),
        say::suggestion_approved(say, place, title, link.clone(), None),
        say::suggestion_approved(say, place, title, link.clone(), Some(&link)),
        say::suggestion_refused(say, place, "Није тачно.", link.clone()),
    ]
}

/// One that is not among them would be looked at by nobody.
#[test]
fn every_letter_there_is_is_among_them() {
    let (said, here) = (include_str!("../../backend/src/mail/say.rs"), include_str!("tongues.rs"));
    let names = said.lines().filter_map(|line| line.strip_prefix("pub fn ")?.split_once('('));
    let missing: Vec<_> = names.map(|(name, _)| name).filter(|name| !here.contains(&format!("say::{name}("))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What a letter says, all of it in the language that it says it is in, with no gap left open.
#[test]
fn every_letter_is_whole_in_every_locale() {
    let link: Url = "https://javno.example/x".parse().expect("an address");
    let (place, title) = ("Trebinje", "Nacrt odluke");
    for locale in Locale::ALL {
        for (at, letter) in letters(locale, place, title).into_iter().enumerate() {
            let label = letter.action.as_ref().map_or("", |(label, _)| label);
            let all = format!("{}\n{}\n{label}", letter.subject, letter.text);
            assert_eq!(letter.say.locale(), locale);
            // The first two are of no place, and the first asks for nothing.
            assert!(at < 2 || letter.subject.contains(place), "{all}");
            assert!(at == 0 || !label.is_empty(), "{all}");
            assert!(!all.contains(['{', '}']) && !all.contains("mail."), "{locale:?}: {all}");
        }
    }
    let told = Locale::ALL.map(|locale| say::report(locale, place, title, link.clone()).text);
    insta::assert_snapshot!(told.join("\n---\n"), @r#"
    Објављен је извјештај о расправи „Nacrt odluke“ (Trebinje), у којој сте и Ви учествовали. У њему су сви објављени коментари са одговорима и образложењима.

    Ово је посљедња порука о тој расправи: Ваша адреса је избрисана.
    ---
    Objavljen je izvještaj o raspravi „Nacrt odluke“ (Trebinje), u kojoj ste i Vi učestvovali. U njemu su svi objavljeni komentari sa odgovorima i obrazloženjima.

    Ovo je posljednja poruka o toj raspravi: Vaša adresa je izbrisana.
    ---
    Objavljen je izvještaj o raspravi „Nacrt odluke“ (Trebinje), u kojoj ste i Vi učestvovali. U njemu su svi objavljeni komentari s odgovorima i obrazloženjima.

    Ovo je posljednja poruka o toj raspravi: Vaša adresa je izbrisana.
    ---
    Objavljeno je izvješće o raspravi „Nacrt odluke” (Trebinje), u kojoj ste i Vi sudjelovali. U njemu su svi objavljeni komentari s odgovorima i obrazloženjima.

    Ovo je posljednja poruka o toj raspravi: Vaša adresa je izbrisana.
    ---
    The report on the debate “Nacrt odluke” (Trebinje), in which you took part, is published. It has all published comments with answers and reasons.

    This is the last letter about it: your address is deleted.
    "#);
}

/// All that says something: what is generated, and lists of keys, do not.
fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().replace('\\', "/");
        let inside = !["/gen", "/messages", "consultation/words.ts", "directory/words.ts", ".test.ts"]
            .iter()
            .any(|other| name.ends_with(other));
        if path.is_dir() && inside {
            sources(&path, all);
        } else if inside && [".rs", ".ts", ".tsx"].iter().any(|ending| name.ends_with(ending)) {
            *all += &std::fs::read_to_string(&path).expect("a source");
        }
    }
}

type Sections = BTreeMap<String, BTreeMap<String, Value>>;

/// Whether a word stands somewhere, not as a part of another, after one of these letters.
fn stands(code: &str, word: &str, after: &[char]) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let behind = code[at + word.len()..].chars().next();
        before.is_some_and(|c| after.contains(&c)) && !behind.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// Sections that widgets load: there a sentence goes by its key alone. On the server it goes by section and key, but for what
/// the first widget says.
const OF_WIDGETS: [&str; 8] = ["calls", "call", "debate", "directory", "results", "comment", "voices", "page"];

/// A sentence that nobody says is one that five people translate for nothing.
#[test]
fn every_sentence_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let (mut server, mut widgets) = (String::new(), String::new());
    sources(&root.join("backend/src"), &mut server);
    sources(&root.join("widgets/src"), &mut widgets);
    let build = std::fs::read_to_string(root.join("widgets/build.mjs")).expect("how widgets are built");
    let sections: Sections =
        serde_json::from_str(include_str!("../../widgets/src/gen/messages/sr-Latn.json")).expect("sentences");
    let said = |section: &str, key: &str| match section {
        "calls" | "call" if stands(&server, key, &['"']) => true,
        "loader" => stands(&build, key, &[' ']),
        _ if OF_WIDGETS.contains(&section) && stands(&widgets, key, &['.', '"']) => true,
        _ => stands(&server, &format!("{section}.{key}"), &['"']),
    };
    assert!(!said("page", "noSuchKey") && !said("report", "kind"), "what another section says is not said here");
    let keys = sections.iter().flat_map(|(section, keys)| keys.keys().map(move |key| (section, key)));
    let unused: Vec<_> = keys.filter(|(section, key)| !said(section, key)).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

/// Sections of the desk in which a sentence is taken by a name that something else has: a field, a code, a state.
const BY_NAME: [&str; 12] = [
    "acts",
    "debate",
    "field",
    "finish",
    "journal",
    "org",
    "questions",
    "results",
    "section",
    "town",
    "trouble",
    "warning",
];

/// The desk puts many names together, of a beginning and a value: `calls[`state${pascal(state)}`]`. Such a value is one of the
/// API's, a code of the server's, or a word that stands in the desk's own code.
#[test]
fn every_sentence_of_the_desk_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let (mut desk, mut server) = (String::new(), String::new());
    sources(&root.join("widgets/src/desk"), &mut desk);
    sources(&root.join("backend/src"), &mut server);
    let schema = include_str!("../../schema.graphql");
    let values: BTreeSet<&str> = schema
        .lines()
        .filter_map(|line| line.strip_prefix('\t'))
        .filter(|word| word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'))
        .collect();
    let sections: Sections =
        serde_json::from_str(include_str!("../../widgets/src/desk/messages/sr-Latn.json")).expect("sentences");
    // `changesWait` and `ChangesWait` are `CHANGES_WAIT`.
    let snake = |word: &str| {
        let parts = word.char_indices().flat_map(|(at, c)| {
            let gap = at > 0 && c.is_uppercase();
            gap.then_some('_').into_iter().chain([c.to_ascii_uppercase()])
        });
        parts.collect::<String>()
    };
    let camel = |word: &str| word[..1].to_lowercase() + &word[1..];
    let value = |word: &str| {
        let code = snake(word);
        values.contains(&*code)
            || [code.to_lowercase(), code.clone()].iter().any(|code| stands(&server, code, &['"']))
            || [code, camel(word)].iter().any(|word| stands(&desk, word, &['"']))
    };
    let composed = |key: &str| {
        let begins = key.char_indices().filter(|(at, c)| *at > 0 && c.is_uppercase());
        begins.map(|(at, _)| key.split_at(at)).any(|(before, after)| {
            let ends = ["", "Hint", "What"].iter().filter(|end| end.is_empty() || desk.contains(&format!("}}{end}`")));
            let mut words = ends.filter_map(|end| after.strip_suffix(end)).filter(|word| !word.is_empty());
            desk.contains(&format!("`{before}${{")) && words.any(&value)
        })
    };
    let whole = |section: &str, key: &str| {
        let ends = ["", "Hint", "What"].iter().filter(|end| end.is_empty() || desk.contains(&format!("}}{end}`")));
        let mut words = ends.filter_map(|end| key.strip_suffix(end)).filter(|word| !word.is_empty());
        BY_NAME.contains(&section) && words.any(|word| value(word) || stands(&desk, &format!("{word}:"), &[' ', '{']))
    };
    let said = |section: &str, key: &str| {
        let taken = desk.contains(&format!(".{section}["));
        let plain = [".", "?.", "\n    ."].iter().any(|dot| {
            let name = format!("{section}{dot}{key}");
            stands(&desk, &name, &['.'])
        });
        plain || (taken && (composed(key) || whole(section, key)))
    };
    assert!(!said("answers", "noSuchKey") && !said("answers", "title2") && !said("queue", "stateNoSuch"));
    assert!(!said("queue", "finish"), "what another section says is not said here");
    let keys = sections.iter().flat_map(|(section, keys)| keys.keys().map(move |key| (section, key)));
    let unused: Vec<_> = keys.filter(|(section, key)| !said(section, key)).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}
