package io.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A number that no arithmetic bears is refused when a policy is built, and says which. */
final class HugeNumbersTest {
    private static final List<Duration> HUGE =
            List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE), Duration.ofDays(36_501));

    private static final List<Supplier<Object>> BUILDERS = List.of(
            SyncPolicy::builder,
            RetryPolicy::builder,
            AutoRetryPolicy::builder,
            AbsencePolicy::builder,
            CredentialPolicy::builder,
            LookPolicy::builder,
            () -> BackOff.builder().first(Duration.ofSeconds(1)).cap(Duration.ofSeconds(2)));

    @Test
    void noTimeIsLongerThanAHundredYears() throws ReflectiveOperationException {
        int tried = 0;
        for (Supplier<Object> builder : BUILDERS) {
            for (Method setter : setters(builder.get())) {
                for (Duration huge : HUGE) {
                    Object begun = builder.get();
                    boolean isList = setter.getParameterTypes()[0].equals(Iterable.class);
                    setter.invoke(begun, isList ? List.of(huge) : huge);
                    assertThatThrownBy(() -> build(begun))
                            .as("%s of %s", setter.getName(), huge)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(huge.toString());
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void aHundredYearsAreBorneEverywhere() {
        Duration longest = Duration.ofDays(36_500);

        SyncPolicy patient = SyncPolicy.builder()
                .fullScanInterval(longest)
                .pollIntervalAfterEnd(longest)
                .pollAfterEnd(longest)
                .delayedAfter(longest)
                .retry(RetryPolicy.builder()
                        .maxPageless(longest)
                        .spread(longest)
                        .build())
                .build();

        assertThat(patient.longestUntilFullScan()).isEqualTo(longest);
        assertThat(patient.retry().spreadOf(longest)).isEqualTo(longest);
    }

    @Test
    void aBackOffGrowsByAFiniteFactor() {
        for (double factor : new double[] {Double.POSITIVE_INFINITY, Double.NaN, 0.99}) {
            assertThatThrownBy(() -> BackOff.builder()
                            .first(Duration.ofSeconds(1))
                            .cap(Duration.ofHours(1))
                            .factor(factor)
                            .build())
                    .hasMessage("expected a factor of 1 or more but found " + factor);
        }
        BackOff steep = BackOff.builder()
                .first(Duration.ofSeconds(1))
                .cap(Duration.ofHours(1))
                .factor(Double.MAX_VALUE)
                .jitter(0)
                .build();
        assertThat(steep.after(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofHours(1));
    }

    private static List<Method> setters(Object builder) {
        return Stream.<Class<?>>iterate(builder.getClass(), type -> type.getSuperclass() != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getParameterCount() == 1
                        && !method.isSynthetic()
                        && (method.getParameterTypes()[0].equals(Duration.class)
                                || method.getParameterTypes()[0].equals(Iterable.class))
                        && !method.getName().startsWith("add"))
                .peek(method -> method.setAccessible(true))
                .toList();
    }

    private static void build(Object builder) throws Throwable {
        Method build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        try {
            build.invoke(builder);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
