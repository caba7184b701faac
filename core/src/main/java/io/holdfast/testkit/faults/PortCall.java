package io.holdfast.testkit.faults;

/**
 * One call that an engine made of a port.
 *
 * @param number which one of its telling, from 1
 * @param port the port's simple name, such as {@code AttendeeStore}
 * @param method the method's name, such as {@code upsert}
 */
public record PortCall(int number, String port, String method) {
    /**
     * {@return whether it is a call of a method}
     *
     * @param ofPort the port's simple name
     * @param ofMethod the method's name
     */
    public boolean is(String ofPort, String ofMethod) {
        return port.equals(ofPort) && method.equals(ofMethod);
    }

    @Override
    public String toString() {
        return "call " + number + ", " + port + "." + method;
    }
}
