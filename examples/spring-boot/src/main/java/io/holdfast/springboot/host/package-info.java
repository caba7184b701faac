/** The smallest product that uses it: its own events, people with roles, and a door for deliveries. */
@NullMarked
package io.holdfast.springboot.host;

import org.jspecify.annotations.NullMarked;
