//! Pages of municipal sites with one mistake each, as webmasters, editors and plugins make them.

use url::Url;

use super::{Bundles, Known, MARK, Mistake, Place, bundles, findings};
use crate::doctor::page::{Fetched, Parts};

const SCRIPT: &str = "<script defer src=\"https://javno.example/w/v1/javno.js\"></script>";
const WIDGET: &str = "<javno-open-calls municipality=\"trebinje\"><a href=\"https://javno.example/trebinje/pozivi\">Pozivi</a></javno-open-calls>";

fn known() -> Known {
    let place = |slug: &str, site: &str| Place::new(slug.into(), Some(site), &["https://drugi.example".into()]);
    Known {
        home: "https://javno.example/".parse().expect("an address"),
        releases: vec!["1-0123456789".into(), "1-aaaaaaaaaa".into()],
        scripts: ["javno.js", "base.js", "calls.sr-Cyrl.js", "open-calls.js"].map(Into::into).into(),
        places: vec![place("trebinje", "https://trebinje.example/pocetna"), place("teslic", "https://teslic.example")],
    }
}

fn page(body: &str) -> Fetched {
    let body =
        format!("<!doctype html>\n<html>\n<head>\n{}\n</head>\n<body>\n{body}\n</body>\n</html>", "<title>x</title>");
    let address = "https://trebinje.example/pozivi".parse().expect("an address");
    Fetched { address, status: 200, policies: Vec::new(), body }
}

fn found(page: &Fetched) -> Vec<(Option<usize>, Mistake)> {
    found_with(page, &Bundles::new())
}

fn found_with(page: &Fetched, bundles: &Bundles) -> Vec<(Option<usize>, Mistake)> {
    let parts = Parts::of(&page.body);
    findings(page, &parts, &known(), bundles).into_iter().map(|finding| (finding.line, finding.mistake)).collect()
}

#[test]
fn a_page_that_is_right_has_nothing_said_of_it() {
    let box_of = "<div data-javno=\"directory\" data-municipality=\"trebinje\"><a href=\"https://javno.example/trebinje/organizacije\">O</a></div>";
    let link = "<a href=\"https://javno.example/trebinje/rasprave?embed=consultation\">Rasprave</a>";
    let frame = "<iframe sandbox=\"allow-scripts\" src=\"https://javno.example/trebinje/pozivi?frame=1\"></iframe>";
    for body in [
        format!("{SCRIPT}\n{WIDGET}"),
        format!("{SCRIPT}\n{WIDGET}{box_of}<p>{link}</p>"),
        format!("{SCRIPT}\n<a href=\"https://www.youtube.com/embed?embed=1\">x</a>{link}"),
        frame.to_owned(),
        "<p><a href=\"https://javno.example/trebinje/pozivi\">Javni pozivi</a></p>".to_owned(),
        // What the studio gave before an update to whoever wanted the same release for ever.
        format!(
            "<script defer src=\"https://javno.example/w/1-aaaaaaaaaa/javno.js\" integrity=\"sha384-x\" crossorigin=\"anonymous\"></script>{WIDGET}"
        ),
        // What the studio gives to whoever wants the same release for ever.
        format!(
            "<script defer src=\"https://javno.example/w/1-0123456789/javno.js\" integrity=\"sha384-x\" crossorigin=\"anonymous\"></script>{WIDGET}"
        ),
    ] {
        assert_eq!(found(&page(&body)), [], "{body}");
    }
    for policy in [
        "default-src 'none'; script-src https://javno.example; connect-src https://javno.example",
        "default-src 'self' https://javno.example",
        "img-src 'self'",
        "require-trusted-types-for 'script'; script-src https:; connect-src *",
    ] {
        let page = Fetched { policies: vec![policy.into()], ..page(&format!("{SCRIPT}{WIDGET}")) };
        assert_eq!(found(&page), [], "{policy}");
    }
}

#[test]
fn every_seeded_mistake_is_named_with_its_line() {
    use Mistake as Is;

    let src = |attributes: &str| format!("<script {attributes}></script>\n{WIDGET}");
    let right = "https://javno.example/w/v1/javno.js";
    let name = |name: &str| name.to_owned();
    for (body, line, mistake) in [
        (name("<p>Vijesti</p>"), None, Is::Nothing),
        (WIDGET.into(), Some(7), Is::NoScript),
        (
            "<p>\n<a href=\"https://javno.example/trebinje/pozivi?embed=open-calls\">Pozivi</a>".into(),
            Some(8),
            Is::NoScript,
        ),
        (format!("{WIDGET}\n<!-- {SCRIPT} -->"), Some(8), Is::Commented),
        (
            format!("{WIDGET}\n<script src=\"/wp-content/cache/autoptimize/js/autoptimize_1a2b.js\"></script>"),
            Some(7),
            Is::MaybeBundled { by: "Autoptimize" },
        ),
        (
            format!("<script src=\"https://trebinje.example/wp-content/cache/min/1/x.js\"></script>\n{WIDGET}"),
            Some(8),
            Is::MaybeBundled { by: "WP Rocket" },
        ),
        (SCRIPT.into(), Some(7), Is::NoEmbed),
        (src("src=\"https://JAVNO/w/v1/javno.js\""), Some(7), Is::Placeholder),
        (src(&format!("type=\"4f1c2d3e4f5a6b7c8d9e0f1a-text/javascript\" src=\"{right}\"")), Some(7), Is::RocketLoader),
        (
            src(&format!("type=\"rocketlazyloadscript\" data-rocket-src=\"{right}\"")),
            Some(7),
            Is::Delayed { by: "WP Rocket" },
        ),
        (
            src(&format!("type=\"litespeed/javascript\" data-src=\"{right}\"")),
            Some(7),
            Is::Delayed { by: "LiteSpeed Cache" },
        ),
        (
            src(&format!("type=\"text/plain\" data-cookieconsent=\"marketing\" src=\"{right}\"")),
            Some(7),
            Is::Consent { attribute: "data-cookieconsent".into() },
        ),
        (
            src("src=\"/wp-content/uploads/javno.js\""),
            Some(7),
            Is::OtherServer { address: "https://trebinje.example/wp-content/uploads/javno.js".into() },
        ),
        (
            src("src=\"https://javno.example/w/v2/javno.js\""),
            Some(7),
            Is::Version { address: "https://javno.example/w/v2/javno.js".into() },
        ),
        (
            src("src=\"https://javno.example/w/1-9999999999/javno.js\" integrity=\"sha384-x\""),
            Some(7),
            Is::Version { address: "https://javno.example/w/1-9999999999/javno.js".into() },
        ),
        (src("src=\"http://javno.example/w/v1/javno.js\""), Some(7), Is::Mixed),
        (src(&format!("integrity=\"sha384-x\" src=\"{right}\"")), Some(7), Is::Integrity),
        (src(&format!("type=\"module\" src=\"{right}\"")), Some(7), Is::Module),
        (format!("{SCRIPT}\n{WIDGET}\n{SCRIPT}"), Some(9), Is::Twice { first: 7 }),
        (
            format!("{SCRIPT}\n<javno-calls><a href=\"/x\">x</a></javno-calls>"),
            Some(8),
            Is::UnknownEmbed { name: "<javno-calls>".into() },
        ),
        (
            format!("{SCRIPT}\n<div data-javno=\"pozivi\"><a href=\"/x\">x</a></div>"),
            Some(8),
            Is::UnknownEmbed { name: "data-javno=\"pozivi\"".into() },
        ),
        (
            format!("{SCRIPT}\n<a href=\"https://javno.example/trebinje/pozivi?embed=calls\">x</a>"),
            Some(8),
            Is::UnknownEmbed { name: "embed=calls".into() },
        ),
        (
            format!("{SCRIPT}\n<javno-directory municipality=\"trebinje\"></javno-directory>"),
            Some(8),
            Is::NoLink { name: "<javno-directory>".into() },
        ),
        (
            format!("{SCRIPT}\n<javno-directory municipality=\"trebinje\"/>"),
            Some(8),
            Is::SelfClosed { name: "<javno-directory>".into() },
        ),
        (
            format!("{SCRIPT}\n{}", WIDGET.replace("municipality=\"trebinje\"", "municipality=\"trebinjee\"")),
            Some(8),
            Is::UnknownPlace { slug: "trebinjee".into() },
        ),
        (
            format!("{SCRIPT}\n<a href=\"https://javno.example/teslic/rasprave?embed=consultation\">x</a>"),
            Some(8),
            Is::Origin { slug: "teslic".into(), origin: "https://trebinje.example".into() },
        ),
        (
            format!("{SCRIPT}\n<a href=\"http://javno.example/trebinje/pozivi?embed=open-calls\">x</a>"),
            Some(8),
            Is::Scheme,
        ),
        (
            format!("{SCRIPT}\n<a href=\"https://stari.example/trebinje/pozivi?embed=open-calls\">x</a>"),
            Some(8),
            Is::OtherServer { address: "https://stari.example/trebinje/pozivi?embed=open-calls".into() },
        ),
        (name("<iframe src=\"https://javno.example/trebinje/pozivi\"></iframe>"), Some(7), Is::FrameMode),
        (name("<iframe src=\"http://javno.example/trebinje/pozivi?frame=1\"></iframe>"), Some(7), Is::MixedFrame),
        (
            name("<frameset>\n<frame src=\"http://javno.example/trebinje/pozivi?frame=1\"></frameset>"),
            Some(8),
            Is::MixedFrame,
        ),
        (name("<embed src=\"http://javno.example/trebinje/pozivi?frame=1\">"), Some(7), Is::MixedFrame),
        (name("<object data=\"http://javno.example/trebinje/pozivi?frame=1\"></object>"), Some(7), Is::MixedFrame),
        (name("<iframe sandbox src=\"https://javno.example/trebinje/pozivi?frame=1\"></iframe>"), Some(7), Is::Sandbox),
        (
            name("<iframe src=\"https://javno.example/teslic/pozivi?frame=1\"></iframe>"),
            Some(7),
            Is::Origin { slug: "teslic".into(), origin: "https://trebinje.example".into() },
        ),
        (format!("{SCRIPT}\n<p>&lt;javno-open-calls municipality=\"trebinje\"&gt;</p>"), Some(8), Is::Escaped),
    ] {
        assert_eq!(found(&page(&body)), [(line, mistake)], "{body}");
    }
    let lost = Fetched { status: 404, ..page("") };
    assert_eq!(found(&lost), [(None, Is::Status { status: 404 })]);
}

#[test]
fn a_plugin_is_blamed_only_for_a_file_that_has_our_script_in_it() {
    let script = include_str!("../../../../widgets/dist/javno.js");
    assert!(script.contains(MARK), "what our script is known by is in it");
    let [mine, other] = ["autoptimize_1.js", "autoptimize_2.js"]
        .map(|file| Url::parse(&format!("https://trebinje.example/cache/autoptimize/{file}")).expect("an address"));
    let page = page(&format!(
        "{WIDGET}\n<script src=\"{other}\"></script>\n<script src=\"{mine}\"></script>\n<script src=\"/theme.js\"></script>"
    ));
    assert_eq!(bundles(&page, &Parts::of(&page.body), &known()), [mine.clone(), other.clone()]);
    for (looked, line, mistake) in [
        (vec![(&mine, true), (&other, false)], 9, Mistake::Bundled { by: "Autoptimize" }),
        (vec![(&mine, true)], 9, Mistake::Bundled { by: "Autoptimize" }),
        (vec![(&mine, false), (&other, false)], 7, Mistake::NoScript),
        (vec![(&mine, false)], 7, Mistake::MaybeBundled { by: "Autoptimize" }),
        (vec![], 7, Mistake::MaybeBundled { by: "Autoptimize" }),
    ] {
        let looked: Bundles = looked.into_iter().map(|(file, ours)| (file.clone(), ours)).collect();
        assert_eq!(found_with(&page, &looked), [(Some(line), mistake)], "{looked:?}");
    }
    // Where nothing is to be shown, or our script stands by itself, nothing is to be looked into.
    for body in
        [format!("{SCRIPT}\n{WIDGET}<script src=\"{mine}\"></script>"), format!("<script src=\"{mine}\"></script>")]
    {
        let page = self::page(&body);
        assert_eq!(bundles(&page, &Parts::of(&page.body), &known()), [], "{body}");
    }
}

#[test]
fn what_a_page_asks_for_by_https_by_itself_is_not_mixed() {
    let plain = SCRIPT.replace("https", "http");
    let body = format!("{plain}\n{WIDGET}\n<iframe src=\"http://javno.example/trebinje/pozivi?frame=1\"></iframe>");
    assert_eq!(found(&page(&body)), [(Some(7), Mistake::Mixed), (Some(9), Mistake::MixedFrame)]);
    for policy in
        ["upgrade-insecure-requests", "img-src *; Upgrade-Insecure-Requests;", "img-src *, upgrade-insecure-requests"]
    {
        assert_eq!(found(&Fetched { policies: vec![policy.into()], ..page(&body) }), [], "{policy}");
    }
    let meta = "<meta http-equiv=\"content-security-policy\" content=\"upgrade-insecure-requests\">";
    assert_eq!(found(&page(&format!("{meta}{body}"))), []);
    // A page without https has nothing to mix.
    let address = "http://trebinje.example/pozivi".parse().expect("an address");
    let places = |mistake: &(Option<usize>, Mistake)| !matches!(mistake.1, Mistake::Origin { .. });
    let mut there = found(&Fetched { address, ..page(&body) });
    there.retain(places);
    assert_eq!(there, []);
    // What an old element shows falls under another rule.
    let old = page("<object data=\"https://javno.example/trebinje/pozivi?frame=1\"></object>");
    let rule = "object-src https://javno.example".into();
    let blocked = [(None, Mistake::FrameBlocked { rule })];
    assert_eq!(found(&Fetched { policies: vec!["object-src 'none'".into()], ..old }), blocked);
}

#[test]
fn a_policy_is_read_as_a_browser_reads_it() {
    let blocked = |file: &str| {
        let rule = "script-src https://javno.example".into();
        Mistake::ScriptBlocked { file: file.into(), rule }
    };
    let script = || blocked("javno.js");
    let connect = || Mistake::ConnectBlocked { rule: "connect-src https://javno.example".into() };
    for (policies, expected) in [
        (vec!["default-src 'self'"], vec![(None, script()), (None, connect())]),
        (vec!["script-src 'self' https://javno.example; connect-src 'self'"], vec![(None, connect())]),
        (vec!["script-src 'self'; connect-src *"], vec![(None, script())]),
        // Two policies: both have to agree.
        (vec!["default-src *", "script-src 'none'"], vec![(None, script())]),
        (vec!["default-src *, script-src 'none'"], vec![(None, script())]),
        // With a nonce nobody asks for the host.
        (vec!["script-src 'nonce-abc' https://javno.example 'strict-dynamic'"], vec![(None, script())]),
        // A browser takes what is safer than what was allowed.
        (vec!["script-src http://javno.example"], vec![]),
        (vec!["script-src *.example"], vec![]),
        // Who names files has to name all of them, and who names a folder has named them.
        (vec!["script-src https://javno.example/w/v1/javno.js"], vec![(None, blocked("base.js"))]),
        (
            vec![
                "script-src https://javno.example/w/v1/javno.js https://javno.example/w/v1/base.js \
                  https://javno.example/w/v1/open-calls.js",
            ],
            vec![(None, blocked("calls.sr-Cyrl.js"))],
        ),
        (vec!["script-src https://javno.example/w/v1/"], vec![]),
        (vec!["script-src https://javno.example/w/1-0123456789/"], vec![(None, script())]),
    ] {
        let policies: Vec<String> = policies.into_iter().map(str::to_owned).collect();
        let page = Fetched { policies: policies.clone(), ..page(&format!("{SCRIPT}{WIDGET}")) };
        assert_eq!(found(&page), expected, "{policies:?}");
    }
    let pinned = SCRIPT.replace("/v1/", "/1-0123456789/");
    let its_own = Fetched {
        policies: vec!["script-src https://javno.example/w/1-0123456789/".into()],
        ..page(&format!("{pinned}{WIDGET}"))
    };
    assert_eq!(found(&its_own), [], "it asks for files of its own release");
    let with_nonce = SCRIPT.replace("defer", "nonce=\"abc\"");
    let page_of = |body: &str, policy: &str| Fetched { policies: vec![policy.into()], ..page(body) };
    assert_eq!(found(&page_of(&format!("{with_nonce}{WIDGET}"), "script-src 'nonce-abc' 'strict-dynamic'")), []);
    let written = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;self&#39;\">\n{SCRIPT}{WIDGET}"
    );
    assert_eq!(found(&page(&written)), [(Some(7), script()), (Some(7), connect())]);
    let framed = "<iframe src=\"https://javno.example/trebinje/pozivi?frame=1\"></iframe>";
    let frame = Mistake::FrameBlocked { rule: "frame-src https://javno.example".into() };
    assert_eq!(found(&page_of(framed, "default-src 'self'")), [(None, frame)]);
}

#[test]
fn only_pages_of_a_municipality_s_own_sites_are_read_from_what_is_typed() {
    let others = ["https://usluge.trebinje.example".into(), "http://localhost:8090".into(), "javascript:x".into()];
    let place = Place::new("trebinje".into(), Some("http://Trebinje.example/pocetna"), &others);
    assert_eq!(place.sites(), ["http://trebinje.example", "https://usluge.trebinje.example", "http://localhost:8090"]);
    for (typed, page) in [
        ("http://trebinje.example/pozivi?a=1", Some("http://trebinje.example/pozivi?a=1")),
        (" trebinje.example/pozivi ", Some("http://trebinje.example/pozivi")),
        ("usluge.trebinje.example", Some("https://usluge.trebinje.example/")),
        ("localhost:8090/x", Some("http://localhost:8090/x")),
        ("https://trebinje.example/", None),
        ("http://trebinje.example:8080/", None),
        ("http://trebinje.example.evil.example/", None),
        ("http://trebinje.example@evil.example/", None),
        ("http://a:b@trebinje.example/", None),
        ("http://10.0.0.1/", None),
        ("file:///etc/passwd", None),
        ("javascript:x", None),
        ("", None),
    ] {
        assert_eq!(place.page(typed).as_ref().map(Url::as_str), page, "{typed}");
    }
}
