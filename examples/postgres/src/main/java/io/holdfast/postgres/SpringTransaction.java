package io.holdfast.postgres;

import io.holdfast.port.HostTransaction;
import java.util.function.Consumer;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transaction that Spring has open on the calling thread, as {@code @Transactional} opens it. Give it to {@code
 * SyncEngine.builder().transactions(…)} beside the stores of a {@link PostgresStorage} that has the host's own transaction manager.
 */
public final class SpringTransaction implements HostTransaction {
    /** Makes one; it holds nothing. */
    public SpringTransaction() {}

    @Override
    public boolean isOpen() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** A transaction that names no level has that of the pool, which {@link PostgresStorage#of} has found to be READ COMMITTED. */
    @Override
    public boolean isReadCommitted() {
        Integer level = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        return level == null || level == TransactionDefinition.ISOLATION_READ_COMMITTED;
    }

    @Override
    public void whenEnded(Consumer<Ending> act) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                act.accept(
                        switch (status) {
                            case STATUS_COMMITTED -> Ending.COMMITTED;
                            case STATUS_ROLLED_BACK -> Ending.ROLLED_BACK;
                            default -> Ending.UNKNOWN;
                        });
            }
        });
    }
}
