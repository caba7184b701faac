/**
 * What a page shows of a link: badge, alert, indicator, progress, and the words. Pure. Depends on {@code model} and {@code
 * recovery}.
 */
@NullMarked
package io.holdfast.presentation;

import org.jspecify.annotations.NullMarked;
