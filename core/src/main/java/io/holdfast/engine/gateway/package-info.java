/**
 * The ways out of the engine: only here links and integrations are written and listeners called, and here connectors and
 * stores are called so that their failures come out as what they are.
 *
 * <p>Not exported.
 */
@NullMarked
package io.holdfast.engine.gateway;

import org.jspecify.annotations.NullMarked;
