package io.holdfast.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Credential;
import io.holdfast.model.Secret;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A credential comes out of its secret slot as it was put in, and nothing else comes out as one. */
final class CredentialTextLaws {
    @Property
    void aCredentialComesBackAsItWas(@ForAll("credentials") Credential credential) {
        assertThat(CredentialText.read(CredentialText.write(credential))).contains(credential);
    }

    @Property
    void anyOtherTextIsNone(@ForAll String text) {
        CredentialText.read(Secret.of("other\n" + text)).ifPresent(none -> {
            throw new AssertionError("expected no credential");
        });
        assertThat(CredentialText.read(Secret.of("oauth\n" + text + "\n\n\n\n")))
                .isEmpty();
    }

    @Example
    void aTextOfTheFirstReleaseStillReads() {
        assertThat(CredentialText.read(Secret.of("api-key\nabc"))).contains(Credential.apiKey("abc"));
    }

    @Example
    void tokensThatWereCutShortAreNone() {
        assertThat(CredentialText.read(Secret.of("oauth\n%%%\n\n"))).isEmpty();
        assertThat(CredentialText.read(Secret.of("oauth\nYQ==\n\nyesterday"))).isEmpty();
        assertThat(CredentialText.read(Secret.of("oauth\nYQ=="))).isEmpty();
    }

    @Provide
    Arbitrary<Credential> credentials() {
        Arbitrary<Secret> secrets = Arbitraries.strings()
                .all()
                .map(text -> text.codePoints()
                        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .map(Secret::of);
        Arbitrary<Optional<Instant>> ends = Arbitraries.longs()
                .between(0, 4_000_000_000L)
                .map(Instant::ofEpochSecond)
                .optional();
        Arbitrary<Credential> tokens = Combinators.combine(secrets, secrets.optional(), ends)
                .as((access, refresh, end) ->
                        new Credential.OauthTokens(access, refresh.filter(s -> !s.isBlank()), end));
        Arbitrary<Credential> keys = secrets.map(secret -> Credential.apiKey(secret.reveal()));
        return Arbitraries.oneOf(tokens, keys);
    }
}
