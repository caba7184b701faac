package io.holdfast.csv;

import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.testkit.contract.RemoteFault;
import io.holdfast.testkit.contract.RemoteWorld;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lantern, as the checks of its connector want it. */
final class CsvWorld implements RemoteWorld {
    private final CsvServer server = new CsvServer();
    private final ProviderConnector connector = new CsvConnector(CsvOptions.at(server.base()));

    @Override
    public ProviderConnector connector() {
        return connector;
    }

    @Override
    public Credential credential() {
        return Credential.apiKey(CsvServer.KEY);
    }

    @Override
    public Credential otherCredential() {
        return Credential.apiKey(CsvServer.OTHER_KEY);
    }

    @Override
    public Credential refusedCredential() {
        return Credential.apiKey("lantern-refused-T0K3N");
    }

    @Override
    public RemoteRef remote() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of(CsvServer.EVENT));
    }

    @Override
    public RemoteRef missing() {
        return new RemoteRef(SubjectKind.EVENT, RemoteId.of("nowhere"));
    }

    @Override
    public Set<AttendeeId> attendees() {
        return IntStream.range(0, CsvServer.ATTENDEES)
                .mapToObj(i -> AttendeeId.of("att-" + i))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean produce(RemoteFault fault) {
        server.produce(fault);
        return true;
    }

    @Override
    public boolean strayed() {
        return server.strayed();
    }

    @Override
    public void close() {
        server.close();
    }
}
