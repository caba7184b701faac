package io.holdfast.testkit.contract;

import io.holdfast.memory.InMemoryRunQueue;
import io.holdfast.model.Attendance;
import io.holdfast.model.Attendee;
import io.holdfast.model.AttendeeId;
import io.holdfast.model.Credential;
import io.holdfast.model.RemoteId;
import io.holdfast.model.RemoteRef;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SubjectKind;
import io.holdfast.port.ProviderConnector;
import io.holdfast.port.RunQueue;
import io.holdfast.testkit.ManualTime;
import io.holdfast.testkit.ScriptedConnector;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The library's own implementations, as the checks want them. */
final class Embedded {
    private static final RemoteRef EVENT = new RemoteRef(SubjectKind.EVENT, RemoteId.of("event"));
    private static final int ATTENDEES = 25;

    private Embedded() {}

    static RunQueue queue(InstantSource time) {
        return new InMemoryRunQueue(
                2,
                work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                },
                time);
    }

    static RemoteWorld world() {
        return world(connector -> connector);
    }

    /** The scripted provider, seen through another connector. */
    static RemoteWorld world(UnaryOperator<ProviderConnector> seenThrough) {
        ManualTime time = ManualTime.at(LinkSamples.NOW);
        ScriptedConnector provider = new ScriptedConnector(time, 10);
        provider.event(RemoteSubject.builder().ref(EVENT).title("An event").build());
        Set<AttendeeId> attendees = new HashSet<>();
        for (int i = 0; i < ATTENDEES; i++) {
            Attendee attendee = Attendee.builder()
                    .id(AttendeeId.of("attendee-" + i))
                    .attendance(Attendance.ATTENDING)
                    .changedAt(LinkSamples.NOW)
                    .build();
            provider.put(EVENT, attendee);
            attendees.add(attendee.id());
        }
        Credential refused = Credential.apiKey("a key that no message may hold");
        provider.refuse(refused);
        ProviderConnector connector = seenThrough.apply(provider);
        return new RemoteWorld() {
            @Override
            public ProviderConnector connector() {
                return connector;
            }

            @Override
            public Credential credential() {
                return Credential.apiKey("key");
            }

            @Override
            public Credential refusedCredential() {
                return refused;
            }

            @Override
            public RemoteRef remote() {
                return EVENT;
            }

            @Override
            public Set<AttendeeId> attendees() {
                return attendees;
            }

            @Override
            public RemoteRef missing() {
                return new RemoteRef(SubjectKind.EVENT, RemoteId.of("missing"));
            }
        };
    }
}
