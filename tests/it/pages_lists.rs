//! Hosted lists: in the reader's letters, searched, narrowed and walked through by links alone.

use chrono::TimeDelta;
use entities::Locale;
use tests::given::{a_call, cyrillic};
use tests::{Town, instant};

use crate::pages::{between, page, titled, titles};

#[tokio::test]
async fn municipalities_stand_in_the_order_of_the_readers_alphabet() {
    let town = Town::new().await;
    for (slug, latin, cyrillic) in [
        ("celinac", "Čelinac", "Челинац"),
        ("centar-sarajevo", "Centar Sarajevo", "Центар Сарајево"),
        ("sekovici", "Šekovići", "Шековићи"),
        ("sokolac", "Sokolac", "Соколац"),
        ("teslic", "Teslić", "Теслић"),
        ("tesanj", "Tešanj", "Тешањ"),
    ] {
        town.municipality_like(slug, |row| (row.name_latin, row.name_cyrillic) = (latin.into(), cyrillic.into())).await;
    }
    let listed = |text: &str| {
        let list = between(text, "<ul class=\"places\">", "</ul>").concat();
        between(&list, "\">", "</a>").join(", ")
    };
    let latin = "Centar Sarajevo, Čelinac, Sokolac, Šekovići, Teslić, Tešanj";
    assert_eq!(listed(&page(&town, "/").await), latin);
    assert_eq!(listed(&page(&town, "/?lang=en").await), latin);
    let cyrillic = "Соколац, Теслић, Тешањ, Центар Сарајево, Челинац, Шековићи";
    assert_eq!(listed(&page(&town, "/?lang=sr-Cyrl").await), cyrillic);
    let offered = page(&town, "/studio").await;
    let (_, offered) = offered.split_once("name=\"opstina\"").expect("a list");
    assert!(offered.find("Teslić").is_some_and(|at| at < offered.find("Tešanj").expect("the other")), "{offered}");
}

#[tokio::test]
async fn the_letters_are_the_readers_choice() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let pale = town.municipality_like("pale", |row| row.default_locale = Locale::SrCyrl).await;
    for owner in [&trebinje, &pale] {
        town.call(owner, |new| new.call.title = cyrillic("Позив за ријеке")).await;
    }
    let mut table = String::new();
    for path in [
        "/trebinje/pozivi",
        "/trebinje/pozivi?lang=sr-Cyrl",
        "/trebinje/pozivi?lang=en",
        "/trebinje/pozivi?lang=hr",
        "/trebinje/pozivi?lang=xx",
        "/pale/pozivi",
        "/pale/pozivi?lang=sr-Latn",
    ] {
        let text = page(&town, path).await;
        let lang = between(&text, "<html lang=\"", "\"").concat();
        let heading = between(&text, "<h1>", "</h1>").concat();
        let link = between(&text, "<h2", "</h2>").concat();
        let link = between(&link, "href=\"", "\"").concat();
        let kept = link.split_once('?').map_or("", |(_, query)| query);
        table += &format!("{path}\n    {lang} | {heading} | {} | ?{kept}\n", titles(&text).join(", "));
    }
    insta::assert_snapshot!(table, @"
    /trebinje/pozivi
        sr-Latn | Javni pozivi | Poziv za rijeke | ?
    /trebinje/pozivi?lang=sr-Cyrl
        sr-Cyrl | Јавни позиви | Позив за ријеке | ?lang=sr-Cyrl
    /trebinje/pozivi?lang=en
        en | Open calls | Poziv za rijeke | ?lang=en
    /trebinje/pozivi?lang=hr
        hr | Javni pozivi | Poziv za rijeke | ?lang=hr
    /trebinje/pozivi?lang=xx
        sr-Latn | Javni pozivi | Poziv za rijeke | ?
    /pale/pozivi
        sr-Cyrl | Јавни позиви | Позив за ријеке | ?
    /pale/pozivi?lang=sr-Latn
        sr-Latn | Javni pozivi | Poziv za rijeke | ?lang=sr-Latn
    ");
}

#[tokio::test]
async fn a_list_is_searched_narrowed_and_divided_by_links_alone() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let named = |title: &str, areas: &[&str]| {
        let mut new = titled(a_call(&trebinje), title);
        new.areas = areas.iter().map(|&code| code.to_owned()).collect();
        new
    };
    let mut closed = named("Stari poziv", &["sport"]);
    closed.call.deadline_at = Some(instant("2026-11-01T14:00:00Z"));
    let mut announced = named("Poziv koji dolazi", &["sport"]);
    announced.call.opens_at = Some(instant("2026-12-01T07:00:00Z"));
    let mut exercise = named("Poziv klubovima", &["sport"]);
    exercise.call.exercise = true;
    exercise.call.deadline_at = Some(instant("2026-12-20T14:00:00Z"));
    town.calls([named("Rješenja za rijeke", &["environment"]), exercise, closed, announced]).await;
    let mut table = String::new();
    for path in [
        "/trebinje/pozivi",
        "/trebinje/pozivi?q=resenja",
        "/trebinje/pozivi?q=%D1%80%D1%98%D0%B5%D1%88",
        "/trebinje/pozivi?oblast=sport",
        "/trebinje/pozivi?oblast=sport&q=rijeke",
        "/trebinje/pozivi?stanje=najavljeni",
        "/trebinje/pozivi?stanje=zatvoreni",
        "/trebinje/pozivi?stanje=nesto&q=&oblast=",
    ] {
        let text = page(&town, path).await;
        let counts = between(&text, "<small>", "</small>").join("/");
        let found = titles(&text);
        let nothing: Vec<_> = between(&text, "<p class=\"nothing\">", "</p>");
        let nothing = nothing.concat();
        let said = if found.is_empty() { nothing.split('<').next().unwrap_or_default() } else { &found.join(", ") };
        table += &format!("{path}\n    {counts} {said}\n");
    }
    insta::assert_snapshot!(table, @"
    /trebinje/pozivi
        2/1/1 Rješenja za rijeke, Vježba Poziv klubovima
    /trebinje/pozivi?q=resenja
        1/0/0 Rješenja za rijeke
    /trebinje/pozivi?q=%D1%80%D1%98%D0%B5%D1%88
        1/0/0 Rješenja za rijeke
    /trebinje/pozivi?oblast=sport
        1/1/1 Vježba Poziv klubovima
    /trebinje/pozivi?oblast=sport&q=rijeke
        0/0/0 Nema rezultata. Provjerite riječ ili poništite filtere. 
    /trebinje/pozivi?stanje=najavljeni
        2/1/1 Poziv koji dolazi
    /trebinje/pozivi?stanje=zatvoreni
        2/1/1 Stari poziv
    /trebinje/pozivi?stanje=nesto&q=&oblast=
        2/1/1 Rješenja za rijeke, Vježba Poziv klubovima
    ");
}

#[tokio::test]
async fn a_long_list_is_walked_there_and_back_by_its_links() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.calls((0..45).map(|number| {
        let mut new = titled(a_call(&trebinje), &format!("Poziv {number:02}"));
        new.call.deadline_at = new.call.deadline_at.map(|at| at + TimeDelta::days(number / 4));
        new
    }))
    .await;
    let link = |text: &str, rel: &str| {
        let links = between(text, &format!("rel=\"{rel}\" href=\""), "\"");
        links.first().map(|link| link.replace("&amp;", "&"))
    };
    let mut seen = Vec::new();
    let mut path = "/trebinje/pozivi?q=poziv".to_owned();
    let mut sizes = Vec::new();
    let last = loop {
        let text = page(&town, &path).await;
        sizes.push(titles(&text).len());
        seen.extend(titles(&text));
        match link(&text, "next") {
            Some(next) => path = next,
            None => break text,
        }
    };
    assert_eq!(sizes, [20, 20, 5]);
    assert_eq!(seen, (0..45).map(|number| format!("Poziv {number:02}")).collect::<Vec<_>>());
    let back = page(&town, &link(&last, "prev").expect("a way back")).await;
    assert_eq!(titles(&back), seen[20..40]);
    let first = page(&town, &link(&back, "prev").expect("a way back")).await;
    assert_eq!(titles(&first), seen[..20]);
    assert_eq!(link(&first, "prev"), None);
}

#[tokio::test]
async fn the_front_page_lists_the_municipalities() {
    let town = Town::new().await;
    for slug in ["trebinje", "banja-luka"] {
        town.municipality(slug).await;
    }
    let text = page(&town, "/?lang=sr-Cyrl").await;
    let row = |slug, name| format!("<a href=\"/{slug}/pozivi?lang=sr-Cyrl\">{name}</a>");
    assert_eq!(between(&text, "<li>", "</li>"), [row("banja-luka", "Бања Лука"), row("trebinje", "Требиње")]);
}
