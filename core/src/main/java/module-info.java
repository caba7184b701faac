/** Keeps an imported event attached to the provider it came from, and says in one word how it is. */
module io.holdfast.core {
    requires static org.immutables.value;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.holdfast.codec;
    exports io.holdfast.engine;
    exports io.holdfast.memory;
    exports io.holdfast.message;
    exports io.holdfast.metrics;
    exports io.holdfast.model;
    exports io.holdfast.oauth;
    exports io.holdfast.policy;
    exports io.holdfast.port;
    exports io.holdfast.presentation;
    exports io.holdfast.recovery;
    exports io.holdfast.testkit;
    exports io.holdfast.testkit.contract;
    exports io.holdfast.testkit.faults;
    exports io.holdfast.testkit.lifecycle;
    exports io.holdfast.transition;
    exports io.holdfast.webhook;
}
