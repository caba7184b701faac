/** Whether all that happens at a provider is in the store at last, told over whole worlds in which anything may go wrong. */
@NullMarked
package io.holdfast.convergence;

import org.jspecify.annotations.NullMarked;
