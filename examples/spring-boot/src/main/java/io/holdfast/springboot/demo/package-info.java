/** The product in one command, with a PostgreSQL and a provider of its own. */
@NullMarked
package io.holdfast.springboot.demo;

import org.jspecify.annotations.NullMarked;
