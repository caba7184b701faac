package io.holdfast.absences;

import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps millions of moves out of the log of the tests, which is searched line by line; a log of another make is left as it is. */
public final class QuietMoves {
    private static final String MOVES = "io.holdfast.engine.gateway.MoveTeller";
    private static final int WARNINGS = 30;

    private QuietMoves() {}

    public static void during(Runnable worlds) {
        Logger moves = LoggerFactory.getLogger(MOVES);
        try {
            Field level = moves.getClass().getDeclaredField("currentLogLevel");
            level.setAccessible(true);
            int before = level.getInt(moves);
            level.setInt(moves, WARNINGS);
            try {
                worlds.run();
            } finally {
                level.setInt(moves, before);
            }
        } catch (ReflectiveOperationException otherMake) {
            worlds.run();
        }
    }
}
