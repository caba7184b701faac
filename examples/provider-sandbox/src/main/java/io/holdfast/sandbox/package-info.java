/**
 * A faithful fake Eventbrite and a faithful fake Luma over real HTTP on loopback, each behind the same door.
 *
 * <p>It knows no Holdfast module, so that fakes and connectors can't share a mistake. All people in it are invented.
 */
@NullMarked
package io.holdfast.sandbox;

import org.jspecify.annotations.NullMarked;
