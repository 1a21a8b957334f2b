//! What a connection is told for which there is no place.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

use crate::tasks::Tasks;

const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\
                      content-type: text/plain; charset=utf-8\r\ncontent-length: 51\r\n\r\n\
                      Too many connections. Try again in a few seconds.\r\n";
/// How many are told at a time. When more come they are only closed: refusing must stay cheaper than asking.
const AT_A_TIME: usize = 64;
/// How long a client may take to hear it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Those who are just being told.
#[derive(Debug)]
pub(super) struct Refusals(Arc<Semaphore>);

impl Default for Refusals {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }
}

impl Refusals {
    /// Says that there is no place, and closes.
    pub(super) fn refuse(&self, tasks: &Tasks, mut stream: TcpStream) {
        let Ok(permit) = Arc::clone(&self.0).try_acquire_owned() else { return };
        let stopping = tasks.stopping();
        tasks.spawn(async move {
            let told = async {
                stream.write_all(FULL).await?;
                stream.shutdown().await?;
                // Closed with the request unread the connection would be reset, and the answer lost on the way.
                let mut scrap = [0; 1024];
                for _ in 0..16 {
                    if stream.read(&mut scrap).await? == 0 {
                        break;
                    }
                }
                std::io::Result::Ok(())
            };
            tokio::select! {
                _ = tokio::time::timeout(PATIENCE, told) => {}
                () = stopping => {}
            }
            drop(permit);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::FULL;

    #[test]
    fn the_length_that_is_said_is_the_length_that_is_sent() {
        let text = String::from_utf8_lossy(FULL);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(head.contains(&format!("content-length: {}", body.len())), "{}", body.len());
    }
}
