/** What waits for the commit of a host's transaction. */
@NullMarked
package io.holdfast.engine.commit;

import org.jspecify.annotations.NullMarked;
