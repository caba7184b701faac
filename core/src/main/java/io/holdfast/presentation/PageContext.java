package io.holdfast.presentation;

import io.holdfast.message.Message;
import io.holdfast.model.Command;
import io.holdfast.model.Integration;
import io.holdfast.model.ProviderId;
import io.holdfast.model.RemoteFacts;
import io.holdfast.model.RemoteSubject;
import io.holdfast.model.SyncLink;
import io.holdfast.model.SyncPhase;
import io.holdfast.model.SyncStatus;
import io.holdfast.recovery.Explanation;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What the parts of a page are made from: a link, how it is, the accounts of its provider, and what whoever looks may do. */
record PageContext(SyncLink link, Explanation told, Collection<Integration> siblings, Predicate<Command> may) {
    Optional<Integration> bound() {
        return siblings.stream()
                .filter(one -> one.id().equals(link.binding().integration()))
                .findFirst();
    }

    /** Whether an import is queued or running, and nothing is severed. */
    boolean imports() {
        return told.status() == SyncStatus.PENDING && link.phase() == SyncPhase.IMPORTING;
    }

    boolean onHold() {
        return told.onHold();
    }

    /** The host's own reason why it does not serve the workspace for now. */
    Optional<String> lapse() {
        return told.lapse();
    }

    /** Why nothing is read at all, as a word; a lapse goes first, because Resume does not lift it. */
    Optional<Message> paused() {
        return lapse().map(why -> Message.of("indicator.not-served"))
                .or(() -> onHold() ? Optional.of(Message.of("indicator.on-hold")) : Optional.empty());
    }

    Optional<RemoteSubject> remote() {
        return link.remote().map(RemoteFacts::subject);
    }

    /** What people call the provider. */
    String provider() {
        return providerName(link.key().provider());
    }

    static String providerName(ProviderId provider) {
        String id = provider.value();
        return id.isEmpty() ? id : id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }
}
