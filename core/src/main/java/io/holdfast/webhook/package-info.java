/** What comes in by itself: deliveries of a provider, what they say, and what stands at the provider so that they come. */
@NullMarked
package io.holdfast.webhook;

import org.jspecify.annotations.NullMarked;
