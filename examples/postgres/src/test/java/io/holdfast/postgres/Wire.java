package io.holdfast.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The wire to a server, which a test cuts: at one of the statements and commits that go over it, on its way there or back. */
final class Wire extends DelegatingDataSource {
    /** What becomes of the statement or commit at which it is cut. */
    enum Cut {
        /** The server never hears of it. */
        BEFORE,
        /** The server has done it, and nobody hears of that. */
        AFTER,
        /** No cut, but a server that says it has done it and forgets it. */
        FORGOTTEN
    }

    private Cut cut = Cut.BEFORE;
    private int at;
    private int passed;
    private boolean ended;
    private boolean stays;

    Wire(DataSource source) {
        super(source);
    }

    /** Cuts it once, at this one from now on, the first being 1. */
    synchronized void cut(int number, Cut how) {
        at = number;
        cut = how;
        passed = 0;
        ended = false;
        stays = false;
    }

    /** Lets each that comes after the cut fail too. */
    synchronized void staysCut() {
        stays = true;
    }

    /** Cuts it no more; whether it was cut is still known. */
    synchronized void end() {
        ended = true;
    }

    /** Whether as many have passed, so that it was cut. */
    synchronized boolean isCut() {
        return passed >= at;
    }

    /** How it is cut at the one that passes now. */
    private synchronized @Nullable Cut passes() {
        if (ended) {
            return null;
        }
        passed++;
        return passed == at || (stays && passed > at) ? cut : null;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return face(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                return pass(real, true, () -> method.invoke(real, arguments));
            }
            Object answer = invoked(() -> method.invoke(real, arguments));
            return answer instanceof PreparedStatement statement ? statement(real, statement) : answer;
        });
    }

    private PreparedStatement statement(Connection real, PreparedStatement statement) {
        return face(
                PreparedStatement.class,
                (proxy, method, arguments) -> method.getName().startsWith("execute")
                        ? pass(real, false, () -> method.invoke(statement, arguments))
                        : invoked(() -> method.invoke(statement, arguments)));
    }

    private interface Call {
        @Nullable
        Object call() throws Exception;
    }

    private @Nullable Object pass(Connection real, boolean commits, Call call) throws Exception {
        Cut now = passes();
        if (now == Cut.BEFORE) {
            throw severed(real);
        }
        if (now == Cut.FORGOTTEN) {
            return forgotten(real, commits, call);
        }
        Object answer = invoked(call);
        if (now == Cut.AFTER) {
            throw severed(real);
        }
        return answer;
    }

    /** A commit, or a statement that is a transaction of its own; inside of one the next is forgotten in its place. */
    private @Nullable Object forgotten(Connection real, boolean commits, Call call) throws Exception {
        if (commits) {
            real.rollback();
            return null;
        }
        if (!real.getAutoCommit()) {
            postpone();
            return invoked(call);
        }
        real.setAutoCommit(false);
        Object answer = invoked(call);
        real.rollback();
        real.setAutoCommit(true);
        return answer;
    }

    private synchronized void postpone() {
        at++;
    }

    private static SQLException severed(Connection real) throws SQLException {
        real.abort(Runnable::run);
        return new SQLException("the wire was cut", "08006");
    }

    private static @Nullable Object invoked(Call call) throws Exception {
        try {
            return call.call();
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw thrown;
        }
    }

    private static <T> T face(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Wire.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
