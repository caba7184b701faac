package io.holdfast.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.sql.DataSource;

/** A server of a test's own, which is stopped and begins again over what it has stored. */
final class Restarted implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres running;

    Restarted(Path data) throws IOException {
        this.data = data;
        running = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    DataSource source() {
        return running.getPostgresDatabase();
    }

    /** Stops it, as an operator does or as a crash, and begins again at the same port. */
    void restart(boolean crash) {
        try {
            if (crash) {
                running.getProcess().destroyForcibly().onExit().join();
            }
            running.close();
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPort(running.getPort())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
