package io.holdfast.testkit.contract;

/** What a provider is made to do, so that a check sees what its connector makes of it. */
public enum RemoteFault {
    /** {@link RemoteWorld#credential()} is refused, as one that was revoked: HTTP 401. */
    REVOKED,
    /** The account may no longer read {@link RemoteWorld#remote()}: HTTP 403. */
    FORBIDDEN,
    /** {@link RemoteWorld#remote()} is not there any more: HTTP 404. */
    GONE,
    /** It asks to wait {@link RemoteWorld#WAIT}, told in seconds: HTTP 429. */
    WAIT_IN_SECONDS,
    /** It asks to wait {@link RemoteWorld#WAIT}, told as the date until then: HTTP 429. */
    WAIT_UNTIL_DATE,
    /** It asks to wait and does not say how long: HTTP 429. */
    WAIT_UNTOLD,
    /** It fails: HTTP 500 and above. */
    OUTAGE,
    /** It answers with a success whose text breaks off in the middle, of a row if it is a list. */
    BROKEN,
    /** It redirects elsewhere; {@link RemoteWorld#strayed()} tells whether anybody went there. */
    REDIRECT,
    /** It takes the request and never answers. */
    SILENT,
    /** Its pages of attendees do not say whether the list ended. */
    OPEN_END,
    /** It refuses every place in a list but the beginning. */
    FORGOTTEN_PLACE,
    /** The first row of each page of attendees belongs to another event. */
    FOREIGN_ROW,
    /** Its clock stands at {@link RemoteWorld#ANOTHER_TIME}. */
    OTHER_CLOCK
}
