/**
 * Holdfast in Spring Boot, to be copied into a product: its auto-configuration, its properties, and its numbers in Micrometer.
 */
@NullMarked
package io.holdfast.springboot;

import org.jspecify.annotations.NullMarked;
