//! What a server allows that nobody has configured. A limit that is lost here is lost everywhere.

use javno::config::Config;

#[test]
fn the_limits_that_hold_where_nothing_is_set() {
    let Config { document, operation, live, body_bytes, in_flight, connections, rate, .. } = Config::default();
    insta::assert_snapshot!(format!("{document:#?}\n{operation:#?}\n{live:#?}\n{connections:#?}\n{rate:#?}"), @"
    DocumentLimits {
        bytes: 65536,
        tokens: 4000,
        nesting: 64,
        values: 4000,
    }
    OperationLimits {
        depth: 12,
        aliases: 100,
        root_fields: 20,
        directives: 5,
        cost: 10000,
        fields: 2000,
        page_rows: 100,
        seconds: 5,
        errors: 20,
        batch: 10,
    }
    LiveLimits {
        keep_alive_seconds: 15,
        init_seconds: 5,
        ping_seconds: 20,
        message_bytes: 65536,
        operations: 20,
        per_client: 100,
        questions: 1000,
    }
    ConnectionLimits {
        header_seconds: 10.0,
        header_bytes: 16384,
        body_seconds: 30.0,
        file_seconds: 900.0,
        body_bytes_per_second: 500,
        body_grace_seconds: 5.0,
        idle_seconds: 75.0,
        stalled_write_seconds: 30.0,
        per_address: 100,
        in_all: 10000,
        shutdown_seconds: 20.0,
    }
    RateLimits {
        requests_per_minute: 600,
        clients: 50000,
        comments_per_minute: 10,
        consultation_comments_per_minute: 300,
        all_comments_per_minute: 1200,
        form_comments_per_day: 30,
        checks_per_minute: 6,
    }
    ");
    assert_eq!((body_bytes, in_flight), (1 << 20, 256));
}
