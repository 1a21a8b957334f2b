//! A mail server: Exim, alone in a folder, on a port of its own, putting whatever it takes into a maildir.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use javno::mail::outbox::Read;
use javno::mail::{CarrierKind, MailConfig, Secret, Security, SmtpConfig};
use tempfile::TempDir;

use crate::served::soon;

/// Nobody, and his group: as root, Exim works as him.
const NOBODY: u32 = 65_534;
const PASSWORD: &str = "pošta 4711";

/// The mail server. What it does with a letter, the recipient says: `unknown@…` is refused for good, `later@…` for now.
#[derive(Debug)]
pub struct PostOffice {
    folder: TempDir,
    port: u16,
    security: Security,
    running: Option<Child>,
}

impl PostOffice {
    /// A server that takes letters from everybody.
    pub async fn open() -> Self {
        Self::with(Security::None).await
    }

    /// A server that takes letters from those who speak TLS and have signed in, or from everybody where there is no TLS.
    ///
    /// # Panics
    /// It cannot be started.
    pub async fn with(security: Security) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut office = Self { folder, port: port(), security, running: None };
        office.furnish();
        office.start().await;
        office
    }

    /// Opens again after [`PostOffice::stop`], on the same port.
    ///
    /// # Panics
    /// It does not.
    pub async fn start(&mut self) {
        let mut exim = Command::new(exim());
        exim.arg("-C").arg(self.folder.path().join("exim.conf")).arg("-bdf");
        exim.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let (user, group) = self.owner();
        if is_root() {
            exim.uid(user).gid(group);
        }
        self.running =
            Some(exim.spawn().unwrap_or_else(|error| panic!("Debian's package exim4-daemon-light: {error}")));
        let there = async {
            while tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        soon("the mail server", there).await;
    }

    /// Is there no more, until it starts again.
    pub fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            // That it has ended already is no fault.
            let _ = running.kill();
            let _ = running.wait();
        }
    }

    /// How a town sends through it.
    #[must_use]
    pub fn config(&self) -> MailConfig {
        let signs_in = self.security != Security::None;
        MailConfig {
            transport: CarrierKind::Smtp,
            from: "javno@javno.example".into(),
            smtp: SmtpConfig {
                host: "localhost".into(),
                port: Some(self.port),
                security: self.security,
                user: signs_in.then(|| "javno".into()),
                password: signs_in.then(|| Secret::new(PASSWORD)),
                ca_file: signs_in.then(|| self.folder.path().join("cert.pem")),
                seconds: 10.0,
            },
            ..MailConfig::default()
        }
    }

    /// So many letters, once they are all in their box, in the order in which they were posted; no more may be there.
    ///
    /// # Panics
    /// They do not come.
    pub async fn letters(&self, number: usize) -> Vec<Read> {
        let arrived = async {
            while count(&self.folder.path().join("mail/new")) < number {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        soon("letters", arrived).await;
        let files = std::fs::read_dir(self.folder.path().join("mail/new")).into_iter().flatten().flatten();
        let parsed = files.filter_map(|file| Read::parse(&std::fs::read(file.path()).expect("a letter")));
        let mut letters: Vec<_> = parsed.collect();
        letters.sort_by(|one, other| one.id.cmp(&other.id));
        assert_eq!(letters.len(), number, "{letters:#?}");
        letters
    }

    /// What the server wrote down.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log/mainlog")).unwrap_or_default()
    }

    fn owner(&self) -> (u32, u32) {
        if is_root() {
            return (NOBODY, NOBODY);
        }
        let folder = self.folder.path().metadata().expect("a folder");
        (folder.uid(), folder.gid())
    }

    fn furnish(&self) {
        let home = self.folder.path();
        let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        std::fs::write(home.join("cert.pem"), certificate.cert.pem()).expect("a certificate");
        std::fs::write(home.join("key.pem"), certificate.signing_key.serialize_pem()).expect("a key");
        std::fs::write(home.join("exim.conf"), self.conf()).expect("a configuration");
        for folder in ["spool", "log", "mail"] {
            std::fs::create_dir(home.join(folder)).expect("a folder");
        }
        if is_root() {
            for path in ["", "cert.pem", "key.pem", "exim.conf", "spool", "log", "mail"] {
                chown(home.join(path), Some(NOBODY), Some(NOBODY)).expect("whose it is");
            }
        }
    }

    fn conf(&self) -> String {
        let (home, port, (user, group)) = (self.folder.path().display(), self.port, self.owner());
        let on_connect = if self.security == Security::Tls { self.port } else { 0 };
        let condition = if self.security == Security::None { "true" } else { "false" };
        format!(
            "exim_user = {user}\nexim_group = {group}\nspool_directory = {home}/spool\nlog_file_path = {home}/log/%slog\n\
             pid_file_path = {home}/pid\ndaemon_smtp_ports = {port}\nlocal_interfaces = 127.0.0.1\n\
             tls_on_connect_ports = {on_connect}\ntls_certificate = {home}/cert.pem\ntls_privatekey = {home}/key.pem\n\
             tls_advertise_hosts = *\nprimary_hostname = localhost\ndomainlist local_domains = *\nhost_lookup =\n\
             rfc1413_query_timeout = 0s\ndeliver_drop_privilege = true\nkeep_environment =\nnever_users =\n\
             log_selector = +tls_cipher\nacl_smtp_rcpt = rcpt\nacl_smtp_data = accept\n\
             begin acl\nrcpt:\n\
             deny message = 5.7.0 sign in first\n  !condition = {condition}\n  !authenticated = *\n\
             deny message = 5.7.0 not in plain\n  !condition = {condition}\n  !encrypted = *\n\
             deny message = 5.1.1 <$local_part@$domain>: nobody of that name\n  local_parts = unknown\n\
             defer message = 4.2.1 <$local_part@$domain>: come again\n  local_parts = later\n\
             accept\n\
             begin routers\nall:\n  driver = accept\n  transport = folder\n\
             begin transports\nfolder:\n  driver = appendfile\n  directory = {home}/mail\n  maildir_format\n\
               user = {user}\n  group = {group}\n\
             begin authenticators\nplain:\n  driver = plaintext\n  public_name = PLAIN\n\
               server_condition = ${{if and{{{{eq{{$auth2}}{{javno}}}}{{eq{{$auth3}}{{{PASSWORD}}}}}}}}}\n\
               server_set_id = $auth2\n"
        )
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Debian keeps it out of the path of everybody but root.
fn exim() -> &'static str {
    if Path::new("/usr/sbin/exim4").exists() { "/usr/sbin/exim4" } else { "exim" }
}

/// Whether we are root: then Exim would try to become somebody else, and may not with a configuration of ours.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn count(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

/// A port on which nobody listens, and which the system gives to nobody who asks for any: those begin at 32768. No two offices of
/// this process have the same.
fn port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let begin = u16::try_from(std::process::id() % 8_000).unwrap_or_default();
    loop {
        let port = 22_000 + (begin + NEXT.fetch_add(1, Ordering::Relaxed)) % 8_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
