/** What connectors are proven with over HTTP, in tests alone: the adapters use it as this module's test jar. */
@NullMarked
package io.holdfast.proving;

import org.jspecify.annotations.NullMarked;
