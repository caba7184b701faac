package io.holdfast.house;

import io.holdfast.engine.SyncEngine;
import io.holdfast.model.Credential;
import io.holdfast.model.FailureKind;
import io.holdfast.model.Integration;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.model.SyncSubject;
import io.holdfast.model.WorkspaceId;
import io.holdfast.port.ProviderException;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of its own that shows what it must not, once for each place that is named: the search has to find it. */
final class Leaks {
    private static final Logger log = LoggerFactory.getLogger(Leaks.class);

    private Leaks() {}

    public static void main(String[] places) {
        String failure = "expected access to the event";
        for (String place : places) {
            switch (place) {
                case "log" -> log.trace("attendee {} was read", "Ilse");
                case "exception" -> log.trace("caught {}", quoting("T0K3N").getClass());
                case "type" -> LoggerFactory.getLogger("canary").trace("type=a.Type text=\"Type{name=Zoë}\"");
                case "history" -> failure = "expected access for Noor";
                case "forged" -> log.trace("link={} was read", "a\rb");
                default -> throw new IllegalArgumentException("expected a place but found " + place);
            }
        }
        importAndFail(failure);
        throw new TestsOwn().quoting("Ilse");
    }

    private static IllegalStateException quoting(String secret) {
        return new IllegalStateException("expected a key that counts but " + secret + " is refused");
    }

    /** A connector that quotes a person breaks its promise: what it says stands in the history. */
    private static void importAndFail(String failure) {
        ScriptedConnector provider = new ScriptedConnector(ManualTime.at(Instant.EPOCH), 10);
        RemoteRef remote = new RemoteRef(SubjectKind.EVENT, RemoteId.of("1"));
        provider.event(RemoteSubject.builder().ref(remote).title("An event").build());
        WorkspaceId workspace = WorkspaceId.of("acme");
        try (SyncEngine engine = SyncEngine.builder().connector(provider).build()) {
            Integration integration = engine.integrations()
                    .connect(workspace, provider.provider(), Credential.apiKey("key"))
                    .orThrow();
            engine.links()
                    .importSubject(workspace, SyncSubject.event("1"), integration.id(), remote.id())
                    .orThrow();
            provider.failNext(ProviderException.of(FailureKind.PERMISSION, failure));
            engine.runDue();
        }
    }

    /** What the tests themselves say counts as no leak. */
    static final class TestsOwn {
        RuntimeException quoting(String person) {
            return new IllegalArgumentException(List.of(person).toString());
        }
    }
}
