package io.holdfast.sandbox;

/** A user of the fake provider, with the one organization that is theirs. */
record Account(String id, String name, String organizationId) {}
