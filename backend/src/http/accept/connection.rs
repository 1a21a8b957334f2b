//! One connection, from its first byte to its end.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use axum::response::IntoResponse as _;
use hyper::body::{Body as _, Incoming};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower::Service as _;

use super::House;
use super::body::{Answer, ExpectAFile, Paced};
use super::counts::Place;
use super::io::{Line, Timed};
use super::stays::{Framing, Stays, go_on};
use super::turn::{Phase, Turn};

/// Serves a connection until one side is done with it.
pub(super) async fn serve(house: Arc<House>, stream: TcpStream, peer: SocketAddr, place: Place) {
    let mut stopping = pin!(house.tasks.stopping());
    // Whoever connects and says nothing costs next to nothing.
    let mut first = [0];
    tokio::select! {
        biased;
        heard = tokio::time::timeout(house.times.idle, stream.peek(&mut first)) => {
            if !matches!(heard, Ok(Ok(1))) {
                return;
            }
        }
        () = &mut stopping => return,
    }
    let turn = Turn::new(Arc::clone(&house.times));
    let line = Line { stream, _place: place, _hold: house.tasks.hold() };
    let io = TokioIo::new(Timed::new(line, Arc::clone(&turn)));
    let service = Answering { router: house.router.clone(), peer, turn: Arc::clone(&turn) };
    // Boxed, so that the task of a silent connection does not carry the room for it.
    let mut connection = Box::pin(house.http.serve_connection(io, service).with_upgrades());
    let stopped = tokio::select! {
        biased;
        () = done(connection.as_mut(), &turn) => false,
        () = &mut stopping => true,
    };
    let rest = async {
        if stopped {
            connection.as_mut().graceful_shutdown();
            done(connection.as_mut(), &turn).await;
        }
        // hyper gives back what it has when it is dropped.
        drop(connection);
        Box::pin(go_on(Arc::clone(&turn))).await;
    };
    tokio::select! {
        biased;
        () = rest => {}
        () = house.cut.cancelled() => {}
    }
}

/// Until hyper is done with the connection, or has nothing more to do on it. What a client does wrong is his affair: nothing
/// to log, nothing to do.
async fn done(mut connection: Pin<&mut impl Future>, turn: &Turn) {
    poll_fn(|cx| match connection.as_mut().poll(cx) {
        Poll::Pending if !turn.is_left_to_us() => Poll::Pending,
        _ => Poll::Ready(()),
    })
    .await;
}

/// Answers the requests of one connection.
struct Answering {
    router: Router,
    peer: SocketAddr,
    turn: Arc<Turn>,
}

impl hyper::service::Service<Request<Incoming>> for Answering {
    type Response = Response<Answer>;
    type Error = Infallible;
    // Boxed, so that a connection without a request does not carry the room for one.
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let (turn, framing) = (Arc::clone(&self.turn), Framing::of(request.version()));
        turn.begin(Phase::Answering);
        turn.body_ends();
        let mut request = request.map(|body| {
            if body.is_end_stream() { Body::empty() } else { Body::new(Paced::new(body, Arc::clone(&turn))) }
        });
        request.extensions_mut().insert(ConnectInfo(self.peer));
        request.extensions_mut().insert(ExpectAFile::new(Arc::clone(&turn)));
        let answer = self.router.clone().call(request);
        Box::pin(async move {
            let mut response = answer.await.unwrap_or_else(|never| match never {});
            if turn.take_late() {
                // A handler knows only that the body ended badly.
                response = (StatusCode::REQUEST_TIMEOUT, "The body came too slowly.\n").into_response();
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            if response.status() == StatusCode::SWITCHING_PROTOCOLS {
                turn.begin(Phase::TakenOver);
            }
            let stays = response.extensions().get::<Stays>().map(|Stays| framing);
            if stays.is_some() {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response.map(|body| Answer::new(body, turn, stays)))
        })
    }
}
