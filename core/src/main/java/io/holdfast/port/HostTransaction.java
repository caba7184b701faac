package io.holdfast.port;

import java.util.function.Consumer;

/**
 * The transaction that a host has open on the calling thread. A host that calls commands inside of its own transactions gives one to
 * {@code SyncEngine.builder().transactions(…)}: nobody is told and nothing is begun then before the commit, and nothing after a
 * rollback. Its stores must take part: {@link SyncLinkStore#takesPartIn}. Several threads call at once.
 */
public interface HostTransaction {
    /** A host that calls no command inside of a transaction. */
    HostTransaction NONE = new HostTransaction() {
        @Override
        public boolean isOpen() {
            return false;
        }

        @Override
        public boolean isReadCommitted() {
            return true;
        }

        @Override
        public void whenEnded(Consumer<Ending> act) {
            throw new IllegalStateException("expected a transaction that is open but found none; ask isOpen first");
        }
    };

    /** {@return whether the calling thread is inside of a transaction} */
    boolean isOpen();

    /**
     * {@return whether the transaction that is open reads what others have committed meanwhile} Each command reads again what another
     * writer was faster to write; from a snapshot it would read the same for ever, so it is refused there.
     */
    boolean isReadCommitted();

    /**
     * Has something done once the transaction that is open has ended, whichever way, and once alone. It does not throw and is soon
     * through. Until the engine is started it reads and writes by the stores there and then, so they must be able to begin another
     * transaction.
     *
     * @param act told how the transaction has ended
     */
    void whenEnded(Consumer<Ending> act);

    /** How a transaction has ended. */
    enum Ending {
        /** What was written in it stands, except what was rolled back to a savepoint. */
        COMMITTED,
        /** Nothing of it stands. */
        ROLLED_BACK,
        /** Nobody knows: the answer to its commit was lost. */
        UNKNOWN
    }
}
