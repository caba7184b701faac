package io.holdfast.benchmarks;

import io.holdfast.model.SyncLink;
import org.openjdk.jol.info.GraphLayout;

/** What the links of a full scan hold in memory: all that each reaches but texts, and enum constants, which all share. */
final class LinkMemory {
    static {
        // the JDK tells no offsets of a record's fields; the meter then finds them itself
        System.setProperty("jol.magicFieldOffset", "true");
    }

    private LinkMemory() {}

    /** The bytes of the heaviest. */
    static long ofHeaviest(RandomWalk walk) {
        return walk.decided().stream()
                .map(RandomWalk.Decided::link)
                .mapToLong(LinkMemory::of)
                .max()
                .orElseThrow();
    }

    private static long of(SyncLink link) {
        GraphLayout layout = GraphLayout.parseInstance(link);
        return layout.getClasses().stream()
                .filter(type -> type != String.class && type != byte[].class && !Enum.class.isAssignableFrom(type))
                .mapToLong(type -> layout.getClassSizes().count(type))
                .sum();
    }
}
