<?php
/**
 * Plugin Name: Standfirst
 * Description: A summary of the post above its text, made in the reader's browser.
 * Requires at least: 6.5
 *
 * Put Standfirst's dist/ beside this file, as standfirst/. In a post use the
 * block "Shortcode", as block.html has it.
 */
add_shortcode( 'standfirst', function ( $attributes, $content = '' ) {
	$allowed    = array( 'type' => 'standfirst', 'length' => 'medium' );
	$attributes = shortcode_atts( $allowed, $attributes );
	wp_enqueue_script_module(
		'standfirst',
		plugins_url( 'standfirst/stand-first.js', __FILE__ )
	);
	return sprintf(
		'<stand-first type="%s" length="%s">%s</stand-first>',
		esc_attr( $attributes['type'] ),
		esc_attr( $attributes['length'] ),
		wp_kses_post( $content )
	);
} );
