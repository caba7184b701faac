/** Reads events, their guests, and the people of calendars from Luma. */
module io.holdfast.luma {
    requires transitive io.holdfast.core;
    requires transitive io.holdfast.http;
    requires transitive java.net.http;
    requires static org.immutables.value;
    requires static transitive org.jspecify;

    exports io.holdfast.luma;
}
