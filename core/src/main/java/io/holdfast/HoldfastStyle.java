package io.holdfast;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How every value of this library is generated: a hidden implementation behind the interface, with a builder.
 *
 * <p>Kept out of class files, and its defaults stand here rather than on each value: the processor's annotations would
 * otherwise reach a host's compiler, which doesn't have them, as warnings.
 */
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        jdkOnly = true,
        deferCollectionAllocation = true,
        jdk9Collections = true,
        redactedMask = "***",
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
@interface HoldfastStyle {}
