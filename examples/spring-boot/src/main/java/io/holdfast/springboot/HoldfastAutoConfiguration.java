package io.holdfast.springboot;

import io.holdfast.engine.SyncEngine;
import io.holdfast.engine.SyncEngineBuilder;
import io.holdfast.metrics.Vitals;
import io.holdfast.policy.SyncPolicy;
import io.holdfast.port.Authorizer;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.port.SyncListener;
import io.holdfast.postgres.DatabaseClock;
import io.holdfast.postgres.PostgresStorage;
import io.holdfast.postgres.SecretKeys;
import io.holdfast.postgres.SpringTransaction;
import io.holdfast.postgres.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * An engine on the host's own database and in its own transactions, and its queue there too. It needs a bean of each {@link
 * ProviderConnector}; a {@link SyncListener} and an {@link Authorizer} are used if they are there, and whatever is made here gives way to a
 * bean of the host's.
 */
@AutoConfiguration
@EnableConfigurationProperties(HoldfastProperties.class)
public class HoldfastAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(HoldfastAutoConfiguration.class);

    /** Made by Spring. */
    public HoldfastAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SecretKeys holdfastKeys(HoldfastProperties properties) {
        return SecretKeys.of(
                properties.keyId(), new SecretKeySpec(Base64.getDecoder().decode(properties.key()), "AES"));
    }

    @Bean
    @ConditionalOnMissingBean
    PostgresStorage holdfastStorage(
            DataSource source,
            PlatformTransactionManager transactions,
            HoldfastProperties properties,
            SecretKeys keys) {
        PostgresStorage storage =
                PostgresStorage.of(source, transactions, new Tables(properties.schema(), properties.prefix()), keys);
        storage.migrate();
        return storage;
    }

    /** One clock for all nodes. */
    @Bean
    @ConditionalOnMissingBean
    DatabaseClock holdfastClock(DataSource source) {
        return DatabaseClock.of(source);
    }

    /** All nodes share it; a node that has died leaves its work to the others. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    RunQueue holdfastQueue(PostgresStorage storage, DatabaseClock clock, HoldfastProperties properties) {
        return storage.runs(properties.workers(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    HoldfastMeters holdfastMeters(MeterRegistry registry) {
        return new HoldfastMeters(registry);
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    SyncEngine holdfast(
            PostgresStorage storage,
            DatabaseClock clock,
            List<ProviderConnector> connectors,
            ObjectProvider<SyncListener> listener,
            ObjectProvider<Authorizer> authorizer,
            RunQueue queue,
            HoldfastMeters meters,
            HoldfastProperties properties) {
        SyncEngineBuilder builder = SyncEngine.builder()
                .links(storage.links())
                .integrations(storage.integrations())
                .vault(storage.vault())
                .attendees(storage.attendees())
                .transactions(new SpringTransaction())
                .time(clock)
                .queue(queue)
                .policy(SyncPolicy.builder()
                        .sweepInterval(properties.sweepInterval())
                        .build())
                .metrics(meters)
                .onPortFailure((reference, thrown) -> log.error("holdfast {}", reference, thrown));
        connectors.forEach(builder::connector);
        listener.ifAvailable(builder::listener);
        authorizer.ifAvailable(builder::authorizer);
        if (properties.webhooksAt() != null) {
            builder.webhooksAt(properties.webhooksAt());
        }
        SyncEngine engine = builder.build();
        meters.watch(engine);
        return engine;
    }

    @Bean
    SmartLifecycle holdfastLifecycle(SyncEngine engine, DatabaseClock clock) {
        return new HoldfastLifecycle(engine, clock);
    }

    @Bean
    HealthIndicator holdfastHealthIndicator(SyncEngine engine) {
        return () -> {
            Vitals vitals = engine.vitals();
            Health.Builder health = vitals.isReady() ? Health.up() : Health.outOfService();
            return health.withDetail("obstacles", vitals.obstacles())
                    .withDetail("busyWorkers", vitals.busyWorkers())
                    .withDetail("quarantined", vitals.quarantined())
                    .build();
        };
    }
}
