package io.holdfast.model;

/** Numbers that look random and depend on an id and a version alone. */
final class Seed {
    private Seed() {}

    /** FNV-1a of the id, mixed with the version. */
    static long of(String id, long version) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ version) * 0x9e3779b97f4a7c15L;
    }
}
