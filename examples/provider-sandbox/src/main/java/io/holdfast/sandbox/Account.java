package io.holdfast.sandbox;

/** A user of the fake Eventbrite, with the one organization that is theirs. */
record Account(String id, String name, String organizationId) {
    private static final long FIRST_USER = 3_100_998_877_665L;
    private static final long FIRST_ORGANIZATION = 4_100_220_033_445L;

    static Account of(int serial, String name) {
        return new Account(Long.toString(FIRST_USER + serial), name, Long.toString(FIRST_ORGANIZATION + serial));
    }
}
