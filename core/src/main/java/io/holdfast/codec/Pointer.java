package io.holdfast.codec;

import org.jspecify.annotations.Nullable;

/** A place in a JSON text. */
record Pointer(@Nullable Pointer parent, String token, boolean isClosed) {
    static final Pointer ROOT = new Pointer(null, "", false);

    /** {@return the place of a member, or this place if it is closed} */
    Pointer member(String name) {
        return isClosed ? this : new Pointer(this, name, false);
    }

    /** {@return the place of an array's item, or this place if it is closed} */
    Pointer item(int index) {
        return member(Integer.toString(index));
    }

    /** {@return this place for everything beneath it as well: names there may be what a person typed} */
    Pointer closed() {
        return new Pointer(parent, token, true);
    }

    /** {@return the JSON pointer (RFC 6901), empty for the whole text} */
    @Override
    public String toString() {
        return parent == null ? "" : join(parent.toString(), token);
    }

    /** {@return the pointer of a member} */
    static String join(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** {@return the name of the member that a pointer ends with} */
    static String nameOf(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** {@return the pointer of the object that holds the member} */
    static String parentOf(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }
}
