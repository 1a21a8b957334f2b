//! Fetching a page that somebody named. The name may be chosen to reach what only this machine can reach, so an address is
//! looked up, looked at, and then it and no other is connected to, anew at every redirect.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use ipnet::IpNet;
use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use url::{Host, Url};

use super::page::Fetched;

/// The longest page.
const LONGEST: usize = 2 << 20;
/// How long all of it may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a page may be elsewhere.
const REDIRECTS: usize = 5;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum NoPage {
    /// Neither http nor https.
    #[error("{0} is no address of the web")]
    NotOfTheWeb(Url),
    /// The name has no address.
    #[error("{0} has no address")]
    NoAddress(String),
    /// The address belongs to a network that is not public.
    #[error("{0} is at {1}, which is not public (`--allow-private` fetches it all the same)")]
    Private(String, IpAddr),
    /// Nobody answers.
    #[error("no answer")]
    NoAnswer(#[from] reqwest::Error),
    /// More than [`REDIRECTS`].
    #[error("the page is always elsewhere")]
    Elsewhere,
    /// Longer than [`LONGEST`].
    #[error("the page is longer than {LONGEST} bytes")]
    TooLong,
    /// Slower than [`PATIENCE`].
    #[error("the page took longer than {} seconds", PATIENCE.as_secs())]
    TooSlow,
    /// It is on no site whose pages are fetched.
    #[error("{0} is on another site")]
    OtherSite(Url),
}

/// How long a page may take, in words for people.
pub(super) const SECONDS: u64 = PATIENCE.as_secs();

/// What is fetched.
#[derive(Clone, Copy, Debug)]
pub struct May<'a> {
    /// Networks that are reached though they are not public.
    pub networks: &'a [IpNet],
    /// The sites, by their origins, whose pages alone are fetched; none where any page is.
    pub sites: Option<&'a [String]>,
}

/// Fetches a page.
///
/// # Errors
/// It cannot be had, or is where nobody may look.
pub async fn fetch(address: &Url, may: May<'_>) -> Result<Fetched, NoPage> {
    let reach = |ip: IpAddr| is_public(ip) || may.networks.iter().any(|net| net.contains(&ip.to_canonical()));
    let ours = |url: &Url| may.sites.is_none_or(|sites| sites.contains(&url.origin().ascii_serialization()));
    within(tokio::time::sleep(PATIENCE), follow(address.clone(), &reach, &ours)).await
}

/// All of a page, unless this ends before: its name, every redirect, and the last byte of it.
async fn within(
    limit: impl Future<Output = ()>,
    page: impl Future<Output = Result<Fetched, NoPage>>,
) -> Result<Fetched, NoPage> {
    tokio::select! {
        page = page => page,
        () = limit => Err(NoPage::TooSlow),
    }
}

/// Follows an address to a page, where each address on the way is of a site that counts and may be connected to.
async fn follow(
    mut address: Url,
    may: &(dyn Fn(IpAddr) -> bool + Sync),
    ours: &(dyn Fn(&Url) -> bool + Sync),
) -> Result<Fetched, NoPage> {
    // Whoever came first has chosen; all choose the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    for _ in 0..=REDIRECTS {
        if !ours(&address) {
            return Err(NoPage::OtherSite(address));
        }
        let (host, addresses) = looked_up(&address, may).await?;
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would look the name up once more.
            .no_proxy()
            .resolve_to_addrs(&host, &addresses)
            .user_agent("javno-doctor")
            .build()?;
        let mut answer = client.get(address.clone()).send().await?;
        let next = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        if let Some(next) = next.filter(|_| answer.status().is_redirection()) {
            address = address.join(next).map_err(|_| NoPage::Elsewhere)?;
            continue;
        }
        let policies = answer.headers().get_all(CONTENT_SECURITY_POLICY).iter();
        let policies = policies.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect();
        let media = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let charset = media.and_then(|media| media.split("charset=").nth(1)).map(|name| name.trim_matches(['"', ' ']));
        let encoding = charset.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await? {
            if body.len() + part.len() > LONGEST {
                return Err(NoPage::TooLong);
            }
            body.extend_from_slice(&part);
        }
        let body = encoding.unwrap_or(encoding_rs::UTF_8).decode(&body).0.into_owned();
        return Ok(Fetched { address, status, policies, body });
    }
    Err(NoPage::Elsewhere)
}

/// The addresses of a host, each of which may be connected to.
async fn looked_up(address: &Url, may: &(dyn Fn(IpAddr) -> bool + Sync)) -> Result<(String, Vec<SocketAddr>), NoPage> {
    let port = address.port_or_known_default().filter(|_| matches!(address.scheme(), "http" | "https"));
    let (Some(port), Some(host)) = (port, address.host()) else { return Err(NoPage::NotOfTheWeb(address.clone())) };
    let name = host.to_string();
    let found: Vec<SocketAddr> = match host {
        // An address that is written out is never looked up, by nobody: it is looked at here.
        Host::Ipv4(ip) => vec![(ip, port).into()],
        Host::Ipv6(ip) => vec![(ip, port).into()],
        Host::Domain(name) => match tokio::net::lookup_host((name, port)).await {
            Ok(found) => found.collect(),
            Err(_) => Vec::new(),
        },
    };
    if found.is_empty() {
        return Err(NoPage::NoAddress(name));
    }
    match found.iter().find(|found| !may(found.ip())) {
        Some(private) => Err(NoPage::Private(name, private.ip())),
        None => Ok((name, found)),
    }
}

/// Networks that nobody reaches over the Internet, or in which an address means another: IANA's registries of special
/// purpose addresses. Of IPv6 only 2000::/3 is given out.
const SPECIAL: [&str; 21] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3ffe::/16",
    "3fff::/20",
    "2620:4f:8000::/48",
];

/// Whether an address is one of the Internet.
fn is_public(ip: IpAddr) -> bool {
    let ip = ip.to_canonical();
    let given_out = match ip {
        IpAddr::V4(_) => true,
        IpAddr::V6(ip) => ip.segments()[0] & 0xe000 == 0x2000,
    };
    given_out && !SPECIAL.iter().filter_map(|net| net.parse::<IpNet>().ok()).any(|net| net.contains(&ip))
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, SocketAddr};

    use ipnet::IpNet;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use url::Url;

    use super::{LONGEST, May, NoPage, SPECIAL, fetch, follow, is_public, within};
    use crate::doctor::page::Fetched;

    /// Fetches from a server that gives these answers, one after the other, and may be connected to where the test says.
    async fn fetched(answers: &[String], may: &(dyn Fn(IpAddr) -> bool + Sync)) -> Result<Fetched, NoPage> {
        fetched_of(answers, may, &|_| true).await
    }

    /// The same of certain sites alone.
    async fn fetched_of(
        answers: &[String],
        may: &(dyn Fn(IpAddr) -> bool + Sync),
        ours: &(dyn Fn(&Url) -> bool + Sync),
    ) -> Result<Fetched, NoPage> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("a port").port();
        let serve = async {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.expect("a client");
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(answer.replace("PORT", &port.to_string()).as_bytes()).await;
            }
            std::future::pending::<()>().await;
        };
        let address = format!("http://127.0.0.1:{port}/").parse().expect("an address");
        tokio::select! {
            got = follow(address, may, ours) => got,
            () = serve => unreachable!("it serves for ever"),
        }
    }

    fn page(headers: &str, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
    }

    fn redirect(to: &str) -> String {
        format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    }

    #[tokio::test]
    async fn a_page_comes_with_its_policies_from_where_it_is_in_the_end() {
        let policy = "content-security-policy: default-src 'self'\r\ncontent-security-policy: img-src *\r\n";
        let got = fetched(&[redirect("/pozivi"), page(policy, "<p>x")], &|_| true).await.expect("a page");
        assert_eq!((got.address.path(), got.status, &*got.body), ("/pozivi", 200, "<p>x"));
        assert_eq!(got.policies, ["default-src 'self'", "img-src *"]);
    }

    #[tokio::test]
    async fn a_redirect_is_looked_at_like_the_address_that_was_named() {
        // What is public here is 127.0.0.1 alone.
        let first: IpAddr = "127.0.0.1".parse().expect("an address");
        let may = move |ip: IpAddr| ip == first;
        for inside in ["http://127.0.0.2:PORT/", "//127.0.0.3:PORT/", "http://[::1]:PORT/", "http://2130706434:PORT/"] {
            let got = fetched(&[redirect(inside), page("", "secret")], &may).await;
            assert!(matches!(got, Err(NoPage::Private(..))), "{inside}: {got:?}");
        }
        let got = fetched(&[redirect("file:///etc/passwd")], &may).await;
        assert!(matches!(got, Err(NoPage::NotOfTheWeb(_))), "{got:?}");
    }

    #[tokio::test]
    async fn a_redirect_to_another_site_is_not_followed() {
        let ours = |url: &Url| url.host_str() == Some("127.0.0.1");
        for elsewhere in ["http://localhost:PORT/", "//[::1]:PORT/", "http://127.0.0.1.example/"] {
            let got = fetched_of(&[redirect(elsewhere), page("", "secret")], &|_| true, &ours).await;
            assert!(matches!(got, Err(NoPage::OtherSite(_))), "{elsewhere}: {got:?}");
        }
        let got = fetched_of(&[redirect("/pozivi"), page("", "x")], &|_| true, &ours).await.expect("the same site");
        assert_eq!(got.address.path(), "/pozivi");
    }

    #[tokio::test]
    async fn no_end_of_redirects_and_no_end_of_a_page_is_waited_for() {
        let round: Vec<_> = (0..9).map(|_| redirect("/again")).collect();
        let got = fetched(&round, &|_| true).await;
        assert!(matches!(got, Err(NoPage::Elsewhere)), "{got:?}");
        let got = fetched(&[page("", &"x".repeat(LONGEST + 1))], &|_| true).await;
        assert!(matches!(got, Err(NoPage::TooLong)), "{:?}", got.map(|page| page.body.len()));
    }

    #[tokio::test]
    async fn a_page_that_comes_byte_by_byte_is_not_waited_for_for_ever() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address: Url = format!("http://{}/", listener.local_addr().expect("a port")).parse().expect("an address");
        let (run_out, limit) = tokio::sync::oneshot::channel::<()>();
        // It is all there in the end, only too late: whoever does not heed the limit has the page.
        let body = "x".repeat(200);
        let dribble = async {
            let (mut stream, _) = listener.accept().await.expect("a client");
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(page("", &body).split_once('x').expect("a head").0.as_bytes()).await;
            let mut run_out = Some(run_out);
            for at in 0..body.len() {
                if stream.write_all(b"x").await.is_err() {
                    break;
                }
                if at == body.len() / 2 {
                    let _ = run_out.take().map(|limit| limit.send(()));
                }
                tokio::task::yield_now().await;
            }
        };
        let limit = async { limit.await.expect("it runs out") };
        let fetched = within(limit, follow(address, &|_| true, &|_| true));
        let (got, ()) = tokio::join!(fetched, dribble);
        assert!(matches!(got, Err(NoPage::TooSlow)), "{got:?}");
    }

    #[tokio::test]
    async fn nothing_of_this_machine_is_fetched_unless_it_is_said() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address: SocketAddr = listener.local_addr().expect("a port");
        for host in ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]"] {
            let url = format!("http://{host}:{}/", address.port()).parse().expect("an address");
            let other = ["10.0.0.0/8".parse().expect("a network")];
            for networks in [&[][..], &other] {
                let got = fetch(&url, May { networks, sites: None }).await;
                assert!(matches!(got, Err(NoPage::Private(..))), "{host}: {got:?}");
            }
        }
    }

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        assert!(SPECIAL.iter().all(|net| net.parse::<IpNet>().is_ok()), "a network is misspelt");
        for (ip, public) in [
            ("8.8.8.8", true),
            ("93.184.216.34", true),
            ("172.15.255.255", true),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("127.0.0.1", false),
            ("127.255.0.1", false),
            ("10.1.2.3", false),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("0.0.0.0", false),
            ("255.255.255.255", false),
            ("224.0.0.1", false),
            ("198.18.0.1", false),
            ("2a00:1450:4001::1", true),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fc00::1", false),
            ("ff02::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::7f00:1", false),
            ("2002:7f00:1::", false),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_public(ip.parse().expect("an address")), public, "{ip}");
        }
    }
}
