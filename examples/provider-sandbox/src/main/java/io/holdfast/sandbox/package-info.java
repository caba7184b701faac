/**
 * A faithful fake Eventbrite over real HTTP on loopback.
 *
 * <p>It knows no Holdfast module, so that fake and connector can't share a mistake. All people in it are invented.
 */
@NullMarked
package io.holdfast.sandbox;

import org.jspecify.annotations.NullMarked;
