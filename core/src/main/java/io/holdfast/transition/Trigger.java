package io.holdfast.transition;

/** Something that happens to a link: a request of a person, a report of a run, or a fact. A closed family. */
public sealed interface Trigger permits UserRequest, WorkerReport, Fact {
    /** {@return which row of the table it asks} */
    TriggerKind kind();
}
