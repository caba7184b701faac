/**
 * Keeps credentials: only here the vault is touched, and only here a provider is asked who a credential is or for the next
 * one. Whatever severs a connection here also tells the links that are bound to it.
 *
 * <p>Not exported.
 */
@NullMarked
package io.holdfast.engine.credential;

import org.jspecify.annotations.NullMarked;
