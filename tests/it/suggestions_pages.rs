//! Saying something of a directory on hosted pages, without any script.

use chrono::TimeDelta;
use tests::given::latin;

use crate::suggestions::{CONFIRM, Directory, OURS};

const PROPOSE: &str = "/trebinje/organizacije/predlozi";

#[tokio::test]
async fn the_pages_lead_to_the_forms_and_back_in_every_locale() {
    let directory = Directory::new().await;
    let (town, id) = (&directory.town, directory.known.id);
    let teslic = town.municipality("teslic").await;
    let foreign = town.organisation(&teslic, |content| content.name = Some(latin("Susjedi"))).await.id;
    let list = town.get("/trebinje/organizacije").await.text();
    assert!(list.contains(PROPOSE), "{list}");
    let page = town.get(&format!("/trebinje/organizacija/{id}")).await.text();
    for (locale, claim, correct, propose) in [
        ("sr-Latn", "Ovo je naša organizacija", "Nešto nije tačno", "Predložite organizaciju"),
        ("sr-Cyrl", "Ово је наша организација", "Нешто није тачно", "Предложите организацију"),
        ("bs", "Ovo je naša organizacija", "Nešto nije tačno", "Predložite organizaciju"),
        ("hr", "Ovo je naša organizacija", "Nešto nije točno", "Predložite organizaciju"),
        ("en", "This is our organisation", "Something is wrong here", "Propose an organisation"),
    ] {
        for (path, title) in [
            (format!("/trebinje/organizacije/{id}/preuzmi"), claim),
            (format!("/trebinje/organizacije/{id}/ispravi"), correct),
            (PROPOSE.to_owned(), propose),
        ] {
            assert!(path == PROPOSE || page.contains(&path), "{path}");
            let form = town.get(&format!("{path}?lang={locale}")).await;
            assert_eq!((form.status.as_u16(), form.header("cache-control")), (200, "no-store"), "{path}");
            let text = form.text();
            assert!(text.contains(title) && text.contains("noindex") && !text.contains("<script"), "{path} {text}");
        }
    }
    for nowhere in [
        format!("/trebinje/organizacije/{foreign}/preuzmi"),
        format!("/trebinje/organizacije/{id}/obrisi"),
        "/trebinje/organizacije/x/preuzmi".to_owned(),
        "/nigdje/organizacije/predlozi".to_owned(),
    ] {
        assert_eq!(town.get(&nowhere).await.status, 404, "{nowhere}");
    }
    for spent in ["/trebinje/organizacije/veza/x", "/teslic/organizacije/veza/x"] {
        assert_eq!(town.get(spent).await.status, 410, "{spent}");
    }
}

#[tokio::test]
async fn nothing_that_was_filled_in_is_lost_when_something_is_wrong() {
    let directory = Directory::new().await;
    let typed = [
        ("facts.name", "Udruženje <b>„Izvor“</b>"),
        ("facts.description", "Čuva izvore.\nI rijeke."),
        ("areas-shown", "1"),
        ("facts.areas", "culture"),
        ("facts.legalForm", "foundation"),
        ("facts.jib", "4401017720006"),
        ("facts.phone", "059 111 222"),
        ("facts.website", "nemamo"),
        ("facts.registeredOn", "2030-01-01"),
        ("facts.representative", "Ana Anić"),
        ("facts.representativeConsent", "1"),
        ("message", "Pozdrav."),
        ("email", "ana"),
        ("key", "k"),
    ];
    let (status, page) = directory.post(PROPOSE, &typed, &OURS).await;
    assert_eq!(status, 422, "{page}");
    for kept in [
        "value=\"Udruženje &lt;b&gt;„Izvor“&lt;/b&gt;\"",
        ">Čuva izvore.\nI rijeke.</textarea>",
        "value=\"culture\" checked",
        "value=\"foundation\" selected",
        "value=\"059 111 222\"",
        "value=\"nemamo\"",
        "value=\"2030-01-01\"",
        "value=\"Ana Anić\"",
        "name=\"facts.representativeConsent\" value=\"1\" checked",
        ">Pozdrav.</textarea>",
        "value=\"ana\"",
        "name=\"key\" value=\"k\"",
    ] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    for wrong in ["facts.jib", "facts.contactConsent", "facts.website", "facts.registeredOn", "email"] {
        assert!(page.contains(&format!("id=\"{wrong}-wrong\"")), "{wrong}: {page}");
    }
    assert!(page.contains(&format!("/trebinje/organizacija/{}", directory.known.id)), "it leads to whose number it is");
    assert_eq!(page.matches(" autofocus").count(), 1, "{page}");
    let first = page.split_once("id=\"facts.website\"").expect("a field").1;
    assert!(first.split_once('>').is_some_and(|(field, _)| field.ends_with(" autofocus")), "the first that is wrong");
    assert_eq!(directory.post(PROPOSE, &typed, &[("sec-fetch-site", "cross-site")]).await.0, 403);

    let mended: Vec<_> = typed
        .into_iter()
        .filter(|(key, _)| !["facts.jib", "facts.website", "facts.registeredOn", "email"].contains(key))
        .chain([("facts.contactConsent", "1"), ("email", "ana@izvor.example")])
        .collect();
    for _ in 0..2 {
        let (status, page) = directory.post(PROPOSE, &mended, &OURS).await;
        assert!(status == 200 && page.contains("ana@izvor.example"), "{status} {page}");
        assert!(
            page.contains("<p role=\"status\" tabindex=\"-1\" autofocus>"),
            "what is to be done next is heard: {page}"
        );
    }
    let path = directory.link().await;
    let (status, page) = directory.post(&path, &CONFIRM, &OURS).await;
    assert!(status == 200 && page.contains("Hvala"), "{status} {page}");
}

#[tokio::test]
async fn a_link_is_of_one_place_and_good_for_so_long() {
    let directory = Directory::new().await;
    let town = &directory.town;
    let known = directory.known.id;
    let claim = format!("/trebinje/organizacije/{known}/preuzmi?lang=sr-Cyrl");
    let said = [("message", "Предсједница."), ("email", "ana@rijeka.example"), ("key", "k")];
    assert_eq!(directory.post(&claim, &said, &OURS).await.0, 200);
    let path = directory.link().await;
    assert!(path.contains("?lang=sr-Cyrl"), "he is written to in the language that he reads: {path}");
    town.municipality("teslic").await;
    assert_eq!(town.get(&path.replace("/trebinje/", "/teslic/")).await.status, 410, "of another place");
    let page = town.get(&path).await.text();
    assert!(page.contains("Подаци Ваше организације"), "{page}");
    town.clock.advance(TimeDelta::days(7));
    assert_eq!(town.get(&path).await.status, 200);
    town.clock.advance(TimeDelta::seconds(1));
    assert_eq!(town.get(&path).await.status, 410);
    assert_eq!(directory.post(&path, &[("do", "true")], &OURS).await.0, 410);
}
