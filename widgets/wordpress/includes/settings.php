<?php
/**
 * Settings → Javno: the server's address and the municipality that is meant where none is named.
 *
 * @package Javno
 */

declare( strict_types=1 );

namespace Javno;

/**
 * What can be set, and what becomes of what was typed.
 */
function settings(): void {
	register_setting( 'javno', 'javno', array( 'type' => 'array', 'sanitize_callback' => __NAMESPACE__ . '\taken' ) );
	add_settings_section( 'javno', '', '__return_null', 'javno' );
	$fields = array(
		'server'       => array(
			__( 'Address of the server', 'javno' ),
			__( 'Such as https://javno.example.org. Whoever runs Javno for your municipality knows it.', 'javno' ),
		),
		'municipality' => array(
			__( 'Your municipality', 'javno' ),
			__( 'Its short name, as in the addresses of its pages on the server: “trebinje”.', 'javno' ),
		),
	);
	foreach ( $fields as $name => list( $label, $help ) ) {
		add_settings_field(
			"javno-$name",
			$label,
			function () use ( $name, $help ) {
				// No field of type "url": a browser would refuse an address without "https://", which we can put there.
				printf(
					'<input id="javno-%1$s" name="javno[%1$s]" type="text" class="regular-text code" value="%2$s" aria-describedby="javno-%1$s-help">' .
					'<p id="javno-%1$s-help" class="description">%3$s</p>',
					esc_attr( $name ),
					esc_attr( options()[ $name ] ),
					esc_html( $help )
				);
			},
			'javno',
			'javno',
			array( 'label_for' => "javno-$name" )
		);
	}
}

/**
 * What is kept of what was typed. What cannot be used is said, and what was there before stays.
 *
 * @param mixed $typed The form, as it was sent.
 * @return array{server: string, municipality: string}
 */
function taken( $typed ): array {
	$kept   = options();
	$typed  = is_array( $typed ) ? array_map( 'sanitize_text_field', $typed ) : array();
	$server = tidy_server( $typed['server'] ?? '' );
	if ( '' === trim( $typed['server'] ?? '' ) || '' !== $server ) {
		$kept['server'] = $server;
	} else {
		/* translators: %s: what was typed. */
		$said = sprintf( __( '“%s” is no address of a server. It looks like https://javno.example.org.', 'javno' ), $typed['server'] );
		add_settings_error( 'javno', 'server', $said );
	}
	$slug = strtolower( trim( $typed['municipality'] ?? '', " \t/" ) );
	if ( '' === $slug || is_slug( $slug ) ) {
		$kept['municipality'] = $slug;
	} else {
		/* translators: %s: what was typed. */
		$said = sprintf( __( '“%s” is no short name: it has only the letters a to z, digits and hyphens, such as “banja-luka”.', 'javno' ), $slug );
		add_settings_error( 'javno', 'municipality', $said );
	}
	return $kept;
}

/**
 * Puts the page into the menu of settings.
 */
function menu(): void {
	add_options_page( 'Javno', 'Javno', 'manage_options', 'javno', __NAMESPACE__ . '\settings_page' );
}

/**
 * The page: the form, and how to go on.
 */
function settings_page(): void {
	?>
	<div class="wrap">
		<h1>Javno</h1>
		<form method="post" action="options.php">
			<?php
			settings_fields( 'javno' );
			do_settings_sections( 'javno' );
			submit_button();
			?>
		</form>
		<?php if ( '' !== server() ) { ?>
			<h2><?php esc_html_e( 'How to show it', 'javno' ); ?></h2>
			<ul class="ul-disc">
				<li><?php esc_html_e( 'Paste the address of a page of the server on a line of its own.', 'javno' ); ?></li>
				<li><?php esc_html_e( 'Or choose the block “Javno”.', 'javno' ); ?></li>
				<li><?php esc_html_e( 'Or write a shortcode:', 'javno' ); ?>
					<code>[javno widget="open-calls"]</code> <code>[javno widget="consultation"]</code> <code>[javno widget="directory"]</code>
				</li>
			</ul>
		<?php } ?>
	</div>
	<?php
}

/**
 * A way to the settings, beside "Deactivate".
 *
 * @param string[] $links What stands there already.
 * @return string[]
 */
function action_links( array $links ): array {
	$ours = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=javno' ) ), esc_html__( 'Settings' ) );
	return array_merge( array( $ours ), $links );
}
