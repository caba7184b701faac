package io.holdfast.springboot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a host sets of Holdfast, as {@code holdfast.…} in its properties.
 *
 * @param schema where the tables lie
 * @param prefix what their names begin with
 * @param keyId the name of the key by which secrets are encrypted
 * @param key the key itself, 32 bytes in Base64: from a secret store, never from a file of the repository
 * @param workers how many links this node works at once
 * @param sweepInterval how often this node looks for what is due
 * @param webhooksAt the public address of {@code /hooks/}, behind which providers deliver; without it, polls bring all
 */
@ConfigurationProperties("holdfast")
public record HoldfastProperties(
        @DefaultValue("public") String schema,
        @DefaultValue("holdfast_") String prefix,
        String keyId,
        String key,
        @DefaultValue("4") int workers,
        @DefaultValue("30s") Duration sweepInterval,
        @Nullable String webhooksAt) {
    /** Shows no key. */
    @Override
    public String toString() {
        return "HoldfastProperties[schema=" + schema + ", prefix=" + prefix + ", keyId=" + keyId + "]";
    }
}
