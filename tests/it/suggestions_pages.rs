//! Saying something of a directory on hosted pages, without any script.

use chrono::TimeDelta;
use entities::Signal;
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
        ("own", "1"),
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

/// What stands in the hidden field of a page that is called so.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field");
    rest.split('"').next().expect("its end").to_owned()
}

#[tokio::test]
async fn a_form_without_a_script_says_when_it_was_handed_out() {
    let directory = Directory::new().await;
    let town = &directory.town;
    let known = directory.known.id;
    // To each address of his own: one gets three letters in an hour.
    for (path, email, facts) in [
        (format!("/trebinje/organizacije/{known}/ispravi"), "ana@izvor.example", vec![]),
        (format!("/trebinje/organizacije/{known}/preuzmi"), "ivo@izvor.example", vec![]),
        (PROPOSE.to_owned(), "mia@izvor.example", vec![("facts.name", "Udruženje Izvor")]),
    ] {
        let page = town.get(&path).await.text();
        let (key, since) = (hidden(&page, "key"), hidden(&page, "since"));
        town.clock.advance(TimeDelta::seconds(40));
        let fields = |key: &str, since: &str, email: &str| {
            let all = [("key", key), ("since", since), ("email", email), ("message", "Adresa je stara.")];
            let all = all.into_iter().chain(facts.iter().copied());
            all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
        };
        let send = async |fields: Vec<(String, String)>| {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
            directory.post(&path, &fields, &OURS).await
        };
        // Shown again because something was wrong, it was handed out when it was at first.
        let (status, again) = send(fields(&key, &since, "ana")).await;
        assert_eq!(status, 422, "{again}");
        assert_eq!((hidden(&again, "key"), hidden(&again, "since")), (key.clone(), since.clone()), "{path}");
        assert_eq!(send(fields(&key, &since, email)).await.0, 200);
        let last = async || directory.rows().await.into_iter().max_by_key(|row| row.id).expect("a row");
        assert_eq!(last().await.signals.0, [Signal::NoScript], "{path}");
        // Whoever has answered the letter is asked for no work any more.
        let link = directory.link().await;
        assert_eq!(directory.post(&link, &CONFIRM, &OURS).await.0, 200);
        assert_eq!(last().await.signals.0, [], "{path}");
        // What did not come from the form, or with a form for the second time, is told from it.
        for (key, since) in [("other", &*since), ("third", "")] {
            assert_eq!(send(fields(&format!("{key} {path}"), since, email)).await.0, 200);
            assert_eq!(last().await.signals.0, [Signal::NoChallenge, Signal::TooFast], "{key} {path}");
        }
        town.unread().await;
    }
}

#[tokio::test]
async fn a_form_of_somebody_elses_organisation_takes_no_address_and_says_so() {
    let directory = Directory::new().await;
    let form = directory.town.get(PROPOSE).await.text();
    assert_eq!(form.matches("navodite samo za svoju organizaciju").count(), 2, "it is said before: {form}");
    let typed = [
        ("facts.name", "Udruženje „Izvor“"),
        ("facts.address", ""),
        ("facts.phone", "059 111 222"),
        ("facts.contactConsent", "1"),
        ("facts.representative", ""),
        ("email", "ana@izvor.example"),
        ("key", "k"),
    ];
    let (status, page) = directory.post(PROPOSE, &typed, &OURS).await;
    assert!(status == 422 && page.contains("id=\"facts.phone-wrong\""), "{status} {page}");
    assert!(!page.contains("id=\"facts.address-wrong\""), "an empty field says nothing: {page}");
    let (status, page) = directory.post(PROPOSE, &[&typed[..], &[("own", "1")]].concat(), &OURS).await;
    assert_eq!(status, 200, "{page}");
    let without: Vec<_> = typed
        .into_iter()
        .map(|(key, value)| match key {
            "facts.phone" => (key, " "),
            "key" => (key, "other"),
            _ => (key, value),
        })
        .collect();
    let (status, page) = directory.post(PROPOSE, &without, &OURS).await;
    assert_eq!(status, 200, "{page}");
    directory.town.unread().await;
}
