/**
 * What connectors that speak HTTP and JSON have in common: {@link io.holdfast.http.Transport} asks within a deadline and
 * a byte limit, {@link io.holdfast.http.Response} is read while it arrives, {@link io.holdfast.http.Json} takes only what
 * is asked for.
 *
 * <p>Names no provider: how one is called and asked stands in its {@link io.holdfast.http.ApiProfile}. May use {@code
 * model} and {@code port} of core alone.
 */
@NullMarked
package io.holdfast.http;

import org.jspecify.annotations.NullMarked;
