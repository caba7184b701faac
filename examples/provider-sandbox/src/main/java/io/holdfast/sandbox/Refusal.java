package io.holdfast.sandbox;

/** An answer that is an error of the provider: a status, its constant and its description. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String description;

    Refusal(int status, String error, String description) {
        super(error, null, false, false);
        this.status = status;
        this.error = error;
        this.description = description;
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "NOT_FOUND", "The " + what + " you requested does not exist.");
    }

    static Refusal notAuthorized() {
        return new Refusal(403, "NOT_AUTHORIZED", "You do not have permission to access the resource you requested.");
    }

    static Refusal argument(String name) {
        return new Refusal(400, "ARGUMENTS_ERROR", "There are errors with your arguments: " + name + " - INVALID");
    }
}
