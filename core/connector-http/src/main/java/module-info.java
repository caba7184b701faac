/** What connectors that speak HTTP and JSON have in common. */
module io.holdfast.http {
    requires com.fasterxml.jackson.core;
    requires transitive io.holdfast.core;
    requires transitive java.net.http;
    requires static org.immutables.value;
    requires static transitive org.jspecify;

    exports io.holdfast.http;
}
