/** The token requests and responses of RFC 6749, for authors of connectors. */
@NullMarked
package io.holdfast.oauth;

import org.jspecify.annotations.NullMarked;
