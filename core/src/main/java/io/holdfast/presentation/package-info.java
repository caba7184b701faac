/** What a page shows of a link, and the words of it. Pure. Depends on {@code model} and {@code recovery}. */
@NullMarked
package io.holdfast.presentation;

import org.jspecify.annotations.NullMarked;
