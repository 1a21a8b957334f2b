<?php
/**
 * Plugin Name: Javno
 * Description: Open calls, public debates and the directory of civil-society organisations, from your municipality's Javno server, inside your pages.
 * Version: 1.0.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * Author: Javno
 * License: GPL-2.0-or-later
 * License URI: https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain: javno
 * Domain Path: /languages
 *
 * The plugin puts one script into the site's pages and helps to write links. Everything else a link does: where the
 * script is, it becomes the widget; where it is not, in a feed, a letter or after the plugin is gone, it opens the page
 * on the Javno server. So nothing that was written is ever lost.
 *
 * @package Javno
 */

declare( strict_types=1 );

namespace Javno;

defined( 'ABSPATH' ) || exit;

const VERSION = '1.0.0';

require __DIR__ . '/includes/address.php';
require __DIR__ . '/includes/embed.php';
require __DIR__ . '/includes/settings.php';

add_action( 'init', __NAMESPACE__ . '\embed' );
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\bring_script' );
add_filter( 'script_loader_tag', __NAMESPACE__ . '\tag_script', 10, 2 );
add_action( 'admin_init', __NAMESPACE__ . '\settings' );
add_action( 'admin_menu', __NAMESPACE__ . '\menu' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), __NAMESPACE__ . '\action_links' );
