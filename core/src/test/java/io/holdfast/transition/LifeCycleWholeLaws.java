package io.holdfast.transition;

import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;

/** The same laws, held against ten times as many stories. */
@Tag("proof")
@PropertyDefaults(tries = 1_000)
final class LifeCycleWholeLaws extends LifeCycleLaws {}
