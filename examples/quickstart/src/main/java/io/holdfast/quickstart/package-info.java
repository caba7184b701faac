/** The main job in one command: import an event of each sandboxed provider, follow three changes, and compare. */
@NullMarked
package io.holdfast.quickstart;

import org.jspecify.annotations.NullMarked;
