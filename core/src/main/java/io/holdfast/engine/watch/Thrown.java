package io.holdfast.engine.watch;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a host's own exception may stand in a log: its class and those of its causes, and a database's code. Messages may quote rows. */
public final class Thrown {
    private static final int DEEPEST = 10;
    private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

    private Thrown() {}

    /** Such as {@code org.example.DataException of org.example.DriverException (SQLState 40P01)}. */
    public static String named(Throwable thrown) {
        List<String> names = new ArrayList<>();
        Throwable next = thrown;
        for (int deep = 0; next != null && deep < DEEPEST; deep++) {
            names.add(next.getClass().getName()
                    + sqlState(next).map(state -> " (SQLState " + state + ")").orElse(""));
            next = next.getCause();
        }
        return String.join(" of ", names);
    }

    /** Asked for by name: core does without {@code java.sql}, and whoever throws one of its exceptions has it. */
    private static Optional<String> sqlState(Throwable thrown) {
        Class<?> type = thrown.getClass();
        while (type != Throwable.class && !type.getName().equals("java.sql.SQLException")) {
            type = type.getSuperclass();
        }
        try {
            return Optional.ofNullable(type.getMethod("getSQLState").invoke(thrown))
                    .map(Object::toString)
                    .filter(SQL_STATE.asMatchPredicate());
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
            return Optional.empty();
        }
    }
}
