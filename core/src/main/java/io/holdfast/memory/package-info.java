/**
 * Every driven port kept in memory: the embedded default, gone when the process ends. Depends on {@code model}, {@code
 * transition} and {@code port}; of the engine, only the builder names it.
 */
@NullMarked
package io.holdfast.memory;

import org.jspecify.annotations.NullMarked;
