<?php
/**
 * Where things are on a Javno server.
 *
 * @package Javno
 */

declare( strict_types=1 );

namespace Javno;

/**
 * The widgets: the page of the list, the page of one thing, what the ids of such things begin with.
 */
const WIDGETS = array(
	'open-calls'   => array( 'pozivi', 'pozivi', 'call_' ),
	'consultation' => array( 'rasprave', 'rasprava', 'con_' ),
	'directory'    => array( 'organizacije', 'organizacija', 'org_' ),
);

/**
 * The server's address as it was set, without a slash at its end; empty where none was set.
 */
function server(): string {
	return options()['server'];
}

/**
 * What was set. Read from the database at most once a request.
 *
 * @return array{server: string, municipality: string}
 */
function options(): array {
	$set = get_option( 'javno', array() );
	return array_merge( array( 'server' => '', 'municipality' => '' ), is_array( $set ) ? $set : array() );
}

/**
 * A server's address as somebody typed it: with its scheme, without what follows the host. Empty where it is none.
 * Unencrypted only on this very machine, where a site is tried out.
 */
function tidy_server( string $typed ): string {
	$typed = trim( $typed );
	if ( ! preg_match( '#^https?://#i', $typed ) ) {
		$typed = 'https://' . $typed;
	}
	$parts = wp_parse_url( $typed );
	$host  = strtolower( $parts['host'] ?? '' );
	if ( ! preg_match( '/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/', $host ) || isset( $parts['user'] ) ) {
		return '';
	}
	$local  = in_array( $host, array( 'localhost', '127.0.0.1' ), true );
	$scheme = $local ? strtolower( $parts['scheme'] ) : 'https';
	return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
}

/**
 * Whether this can be the short name of a municipality in an address.
 */
function is_slug( string $slug ): bool {
	return 1 === preg_match( '/^[a-z0-9]+(-[a-z0-9]+)*$/', $slug );
}

/**
 * The address that becomes a widget; empty where something is missing or does not fit.
 *
 * @param string $widget       One of the keys of WIDGETS.
 * @param string $municipality Short name of the municipality.
 * @param string $id           One thing to show by itself; empty for the list.
 * @param string $lang         Language and script; empty for those of the page.
 * @param string $usual        What the municipality speaks, for a page that does not tell.
 */
function address( string $widget, string $municipality, string $id = '', string $lang = '', string $usual = '' ): string {
	if ( '' === server() || ! isset( WIDGETS[ $widget ] ) || ! is_slug( $municipality ) ) {
		return '';
	}
	list( $list, $one, $prefix ) = WIDGETS[ $widget ];
	if ( '' !== $id && ! preg_match( "/^{$prefix}[a-z0-9]+$/", $id ) ) {
		return '';
	}
	$path = '' === $id ? $list : "$one/$id";
	return add_query_arg(
		array_filter( array( 'embed' => $widget, 'lang' => rawurlencode( $lang ), 'usual-lang' => rawurlencode( $usual ) ) ),
		server() . "/$municipality/$path"
	);
}

/**
 * What a page's address on our server shows: widget, municipality and id; null where it is no such page.
 *
 * @return array{0: string, 1: string, 2: string}|null
 */
function shown_at( string $url ): ?array {
	$server = server();
	if ( '' === $server || 0 !== strpos( $url, "$server/" ) ) {
		return null;
	}
	$path = (string) wp_parse_url( $url, PHP_URL_PATH );
	if ( ! preg_match( '#^/([a-z0-9-]+)/([a-z]+)(?:/([a-z]+_[a-z0-9]+))?/?$#', $path, $found ) ) {
		return null;
	}
	$id = $found[3] ?? '';
	foreach ( WIDGETS as $widget => list( $list, $one, $prefix ) ) {
		$fits = '' === $id ? $found[2] === $list : $found[2] === $one && 0 === strpos( $id, $prefix );
		if ( $fits ) {
			return array( $widget, $found[1], $id );
		}
	}
	return null;
}
