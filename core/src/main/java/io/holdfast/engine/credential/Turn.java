package io.holdfast.engine.credential;

import java.util.HashMap;
import java.util.Map;

/**
 * What was looked at in one turn, so that the turn ends: what is listed as due again without a move since, by a lagging replica
 * or a store that rounds instants, is left to a later turn. Not safe for use by several threads.
 */
public final class Turn {
    private final Map<String, Long> versions = new HashMap<>();

    /** Whether a link or an integration is seen for the first time, or in a later version than ever before in this turn. */
    public boolean isNew(String name, long version) {
        Long before = versions.get(name);
        boolean later = before == null || version > before;
        if (later) {
            versions.put(name, version);
        }
        return later;
    }
}
