package io.holdfast.http;

import java.util.List;

/**
 * How the API of one provider is called in messages, and how it is asked.
 *
 * @param name the provider's name, as people know it
 * @param header the header in which a request bears its credential
 * @param prefix what stands before the credential in that header; may be empty
 * @param keyPlace where people find the credential at the provider, to copy it again
 * @param requestIds the headers that name a request, the provider's own first
 */
public record ApiProfile(String name, String header, String prefix, String keyPlace, List<String> requestIds) {
    /**
     * Copies the list.
     *
     * @param name the provider's name
     * @param header the header of a credential
     * @param prefix what stands before the credential
     * @param keyPlace where people find the credential
     * @param requestIds the headers that name a request
     */
    public ApiProfile {
        requestIds = List.copyOf(requestIds);
    }
}
