package io.holdfast.testkit.contract;

import io.holdfast.model.RemoteFacts;
import io.holdfast.model.SyncLink;
import io.holdfast.port.SyncListener;
import io.holdfast.transition.TransitionRecord;
import java.util.HashSet;
import java.util.Set;

/** Listeners that can't stand one thing each. */
class WrongListener implements SyncListener {
    /** Counts on something before each record. */
    static final class NeedsABefore extends WrongListener {
        @Override
        public void transitioned(SyncLink link, TransitionRecord record) {
            if (record.before().isEmpty()) {
                throw new IllegalStateException("expected a record with something before it but found a birth");
            }
        }
    }

    /** Counts on an event that changes once. */
    static final class ThrowsOnChangedBack extends WrongListener {
        private final Set<RemoteFacts> told = new HashSet<>();

        @Override
        public synchronized void remoteChanged(SyncLink link, RemoteFacts before) {
            if (!told.add(before)) {
                throw new IllegalStateException("told already");
            }
        }
    }

    /** Counts on being told all. */
    static final class NeedsToMissNothing extends WrongListener {
        @Override
        public void missed(SyncLink link, Missed missed) {
            throw new IllegalStateException("expected to miss nothing but found " + missed);
        }
    }

    /** Counts on being told once. */
    static final class ThrowsOnRepeats extends WrongListener {
        private final Set<Long> versions = new HashSet<>();

        @Override
        public synchronized void transitioned(SyncLink link, TransitionRecord record) {
            if (!versions.add(record.version())) {
                throw new IllegalStateException("told already");
            }
        }
    }
}
