package io.holdfast.sandbox;

/**
 * Is told of each act at the moment it takes effect, in order.
 *
 * @param <P> who attends
 */
interface Witness<P> {
    /** Something happened to somebody, who is as they are now. */
    void person(Act act, P person);

    /** Something happened to the event itself. */
    void event(Act act);

    /** Nobody. */
    static <P> Witness<P> none() {
        return new Witness<>() {
            @Override
            public void person(Act act, P person) {}

            @Override
            public void event(Act act) {}
        };
    }
}
