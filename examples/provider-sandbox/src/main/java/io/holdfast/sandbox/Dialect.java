package io.holdfast.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** How one provider words errors and pages of people: what a fault, which is the same for all of them, needs of each. */
interface Dialect {
    /** The header by which the network in front names each request. */
    String requestIdHeader();

    /** An error of the provider's own. */
    Reply error(int status, String error);

    /** A page for people, of the network in front. */
    Reply page(int status);

    /** The headers by which a block of the network in front is known. */
    Map<String, String> edge();

    /** The parameter that says where a list goes on. */
    String place();

    /** Lets a page announce more. */
    void goOn(ObjectNode page, String place);

    /** Lets a page announce more and not say where. */
    void goOnNowhere(ObjectNode page);

    /** Takes from a page whether more follows. */
    void withoutPagination(ObjectNode page);

    /** The rows of a page of people. */
    ArrayNode rows(ObjectNode page);

    /** Lets a row belong to another event. */
    void foreign(ObjectNode row);

    /** Gives whom a row names another given name. */
    void firstName(ObjectNode row, String firstName);
}
