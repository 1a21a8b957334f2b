<?php
/**
 * What readers get: the script, and links that it turns into widgets.
 *
 * @package Javno
 */

declare( strict_types=1 );

namespace Javno;

/**
 * Makes known the shortcode, the block, and what becomes of an address that stands alone on a line.
 */
function embed(): void {
	load_plugin_textdomain( 'javno', false, basename( dirname( __DIR__ ) ) . '/languages' );
	add_shortcode( 'javno', __NAMESPACE__ . '\shortcode' );
	if ( '' !== server() ) {
		$ours = '#^' . preg_quote( server(), '#' ) . '/[^\s]+$#i';
		// Without this, WordPress would ask the server and put the page into a frame, which is narrower than the theme.
		wp_embed_register_handler( 'javno', $ours, __NAMESPACE__ . '\pasted' );
	}
	wp_register_script(
		'javno-block',
		plugins_url( 'block.js', __DIR__ ),
		array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element' ),
		VERSION,
		true
	);
	$known = array(
		'server'       => server(),
		'municipality' => options()['municipality'],
		'widgets'      => WIDGETS,
		'names'        => names(),
		'settings'     => admin_url( 'options-general.php?page=javno' ),
		'words'        => array(
			'live'         => __( 'Readers see the live widget here.', 'javno' ),
			'what'         => __( 'What to show', 'javno' ),
			'municipality' => __( 'Municipality', 'javno' ),
			'slug'         => __( 'Its short name, such as “trebinje”.', 'javno' ),
			'one'          => __( 'Only one of them', 'javno' ),
			'id'           => __( 'Its id from the address of its page; empty for all.', 'javno' ),
			'missing'      => __( 'The municipality is missing, or the id does not belong to what is shown.', 'javno' ),
			'unset'        => __( 'The address of the server is not set yet.', 'javno' ),
			'settings'     => __( 'Settings → Javno', 'javno' ),
		),
	);
	wp_add_inline_script( 'javno-block', 'window.javno = ' . wp_json_encode( $known ), 'before' );
	register_block_type( dirname( __DIR__ ) );
}

/**
 * What each widget is called, for those who write.
 *
 * @return array<string, string>
 */
function names(): array {
	return array(
		'open-calls'   => __( 'Open calls', 'javno' ),
		'consultation' => __( 'Public debates', 'javno' ),
		'directory'    => __( 'Directory of organisations', 'javno' ),
	);
}

/**
 * Brings the script into every page: a link may stand in a menu, a footer or another plugin's box. It is 2 KB, and what
 * it needs it loads only where such a link comes near the screen.
 */
function bring_script(): void {
	if ( '' !== server() ) {
		// Its address is kept short by the server's own cache headers; a version of ours would only defeat them.
		wp_enqueue_script( 'javno', server() . '/w/v1/javno.js', array(), null, false ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	}
}

/**
 * Lets the page be read before the script is there, and optimisers leave it alone: it finds its server by its own
 * address, which is lost where scripts are put together, and is asynchronous anyway.
 */
function tag_script( string $tag, string $handle ): string {
	return 'javno' === $handle
		? str_replace( ' src=', ' async data-cfasync="false" data-no-optimize="1" data-no-defer="1" src=', $tag )
		: $tag;
}

/**
 * The link that becomes a widget. Those who could mend it are told what is missing; readers see the words alone.
 */
function link( string $widget, string $municipality, string $id, string $lang, string $text, string $usual = '' ): string {
	$address = address( $widget, $municipality, $id, $lang, $usual );
	$text    = '' === $text ? ( names()[ $widget ] ?? 'Javno' ) : $text;
	if ( '' !== $address ) {
		return sprintf( '<a href="%s">%s</a>', esc_url( $address ), esc_html( $text ) );
	}
	$said = esc_html( $text );
	if ( current_user_can( 'edit_posts' ) ) {
		$said .= ' <em>' . esc_html( wrong( $widget, $municipality ) ) . '</em>';
	}
	return $said;
}

/**
 * What keeps a widget from being shown, and what to do.
 */
function wrong( string $widget, string $municipality ): string {
	if ( '' === server() ) {
		return __( 'Javno: the address of the server is not set yet. An administrator enters it under Settings → Javno.', 'javno' );
	}
	if ( ! isset( WIDGETS[ $widget ] ) ) {
		/* translators: %s: names of widgets. */
		return sprintf( __( 'Javno: there is no such widget. Choose one of: %s.', 'javno' ), implode( ', ', array_keys( WIDGETS ) ) );
	}
	if ( ! is_slug( $municipality ) ) {
		return __( 'Javno: the municipality is missing. Its short name stands in the address of its page on the server, such as “trebinje”.', 'javno' );
	}
	return __( 'Javno: the id does not belong to this widget. Copy the address of the page of what you want to show, and paste it on a line of its own.', 'javno' );
}

/**
 * `[javno widget="open-calls" municipality="trebinje" id="" lang="" text=""]`
 *
 * @param array<string, string>|string $given As WordPress gives them: a string where there are none.
 */
function shortcode( $given ): string {
	$asked = shortcode_atts(
		array( 'widget' => 'open-calls', 'municipality' => options()['municipality'], 'id' => '', 'lang' => '', 'text' => '' ),
		$given,
		'javno'
	);
	return '<p>' . link( $asked['widget'], $asked['municipality'], $asked['id'], $asked['lang'], $asked['text'] ) . '</p>';
}

/**
 * What stands in the place of an address on a line of its own.
 *
 * @param string[] $found The address.
 */
function pasted( array $found ): string {
	$shown = shown_at( $found[0] );
	if ( null === $shown ) {
		return sprintf( '<p><a href="%1$s">%2$s</a></p>', esc_url( $found[0] ), esc_html( $found[0] ) );
	}
	list( $widget, $municipality, $id ) = $shown;
	parse_str( (string) wp_parse_url( $found[0], PHP_URL_QUERY ), $query );
	$asked = static fn ( string $name ): string => is_string( $query[ $name ] ?? null ) ? $query[ $name ] : '';
	return '<p>' . link( $widget, $municipality, $id, $asked( 'lang' ), '', $asked( 'usual-lang' ) ) . '</p>';
}
