/** What people are told, as keys with arguments, and our words for them in English and German. Pure. Depends on nothing. */
@NullMarked
package io.holdfast.message;

import org.jspecify.annotations.NullMarked;
