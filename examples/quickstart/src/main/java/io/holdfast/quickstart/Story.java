package io.holdfast.quickstart;

/** One run of the quickstart, of one source. */
interface Story {
    /** Tells the story; its summary, or an exception that says what is not as it should be. */
    String tell(Source source, Narration narration);
}
