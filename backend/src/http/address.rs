//! Whose request it is, as far as an address can say.
//!
//! An address is used to count and then forgotten: it is neither stored nor logged.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::app::App;

/// Who asks. Every request has one in its extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// His address.
    pub address: IpAddr,
}

impl Client {
    /// All of whom nothing is known. They share what one client may do.
    pub const UNKNOWN: Self = Self { address: IpAddr::V4(Ipv4Addr::UNSPECIFIED) };

    /// What is counted as this client.
    #[must_use]
    pub fn counted(self) -> IpAddr {
        prefix(self.address)
    }
}

/// Finds out who asks and puts him into the request.
pub async fn identify(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let client = peer.map_or(Client::UNKNOWN, |peer| client(peer, request.headers(), &app.config.trusted_proxies));
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// Who asks: the peer, unless it is a proxy of ours; then the last in `X-Forwarded-For` who is none. What stands further
/// left was written by whoever wanted to, and so was the whole header when the peer is no proxy of ours.
#[must_use]
pub fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> Client {
    let ours = |address: &IpAddr| proxies.iter().any(|net| net.contains(address));
    let mut address = peer.to_canonical();
    if !ours(&address) {
        return Client { address };
    }
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or("?")).collect();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        // A hop that is no address hides all that is left of it.
        let Some(hop) = parsed(hop.trim()) else { break };
        address = hop;
        if !ours(&address) {
            break;
        }
    }
    Client { address }
}

/// An address as proxies write it: bare, with a port, in brackets.
fn parsed(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()));
    let address = address.or_else(|| hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6));
    address.map(|address| address.to_canonical())
}

/// What is counted as one client: an IPv4 address; the network of 64 bits of an IPv6 address, because whoever has one
/// address of it has them all.
#[must_use]
pub fn prefix(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};
    use ipnet::IpNet;

    use super::{client, prefix};

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_what_it_wrote_itself() {
        let nets =
            |text: &str| text.split_whitespace().map(|net| net.parse::<IpNet>().expect("a net")).collect::<Vec<_>>();
        let none = "";
        let ours = "10.0.0.0/8 2001:db8:1::/48";
        for (peer, proxies, said, expected) in [
            // Nobody is trusted, or not this one.
            ("192.0.2.1", none, &["203.0.113.7"] as &[_], "192.0.2.1"),
            ("192.0.2.1", ours, &["203.0.113.7"], "192.0.2.1"),
            ("192.0.2.1", ours, &[], "192.0.2.1"),
            // A proxy of ours.
            ("10.0.0.1", ours, &["203.0.113.7"], "203.0.113.7"),
            ("10.0.0.1", ours, &["198.51.100.9, 203.0.113.7"], "203.0.113.7"),
            ("10.0.0.1", ours, &["198.51.100.9,203.0.113.7 , 10.0.0.2"], "203.0.113.7"),
            ("10.0.0.1", ours, &["198.51.100.9", "203.0.113.7"], "203.0.113.7"),
            ("10.0.0.1", ours, &["203.0.113.7", "10.0.0.2", "10.0.0.3"], "203.0.113.7"),
            ("2001:db8:1::5", ours, &["2001:db8:2::7"], "2001:db8:2::7"),
            ("::ffff:10.0.0.1", ours, &["203.0.113.7"], "203.0.113.7"),
            ("::ffff:192.0.2.1", ours, &["203.0.113.7"], "192.0.2.1"),
            // Forms.
            ("10.0.0.1", ours, &["203.0.113.7:51234"], "203.0.113.7"),
            ("10.0.0.1", ours, &["[2001:db8:2::7]:443"], "2001:db8:2::7"),
            ("10.0.0.1", ours, &["[2001:db8:2::7]"], "2001:db8:2::7"),
            ("10.0.0.1", ours, &["::ffff:203.0.113.7"], "203.0.113.7"),
            // Nothing to believe: then it counts for the proxy.
            ("10.0.0.1", ours, &[], "10.0.0.1"),
            ("10.0.0.1", ours, &[""], "10.0.0.1"),
            ("10.0.0.1", ours, &["unknown"], "10.0.0.1"),
            ("10.0.0.1", ours, &["203.0.113.7, unknown"], "10.0.0.1"),
            ("10.0.0.1", ours, &["203.0.113.7, unknown, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", ours, &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ] {
            let mut headers = HeaderMap::new();
            for line in said {
                headers.append("x-forwarded-for", HeaderValue::from_str(line).expect("a value"));
            }
            let found = client(peer.parse().expect("an address"), &headers, &nets(proxies));
            assert_eq!(found.address.to_string(), expected, "{peer} said {said:?}, trusted: {proxies}");
        }
    }

    #[test]
    fn an_ipv4_address_stands_for_itself_and_an_ipv6_address_for_its_network() {
        for (address, counted) in [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::", "2001:db8:1:2::"),
        ] {
            assert_eq!(prefix(address.parse().expect("an address")).to_string(), counted);
        }
    }
}
