package io.holdfast.http;

import io.holdfast.model.Quota;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.function.Function;

/**
 * How the API of one provider is called in messages, and how it is asked.
 *
 * @param name the provider's name, as people know it
 * @param header the header in which a request bears its credential
 * @param prefix what stands before the credential in that header; may be empty
 * @param keyPlace where people find the credential at the provider, to copy it again
 * @param requestIds the headers that name a request, the provider's own first
 * @param quotas reads what the headers of an answer tell of budgets; what can't be read is nothing, and never an exception
 */
public record ApiProfile(
        String name,
        String header,
        String prefix,
        String keyPlace,
        List<String> requestIds,
        Function<HttpHeaders, List<Quota>> quotas) {
    /**
     * Copies the list.
     *
     * @param name the provider's name
     * @param header the header of a credential
     * @param prefix what stands before the credential
     * @param keyPlace where people find the credential
     * @param requestIds the headers that name a request
     * @param quotas reads budgets
     */
    public ApiProfile {
        requestIds = List.copyOf(requestIds);
    }

    /**
     * Makes the profile of an API whose answers tell nothing of budgets.
     *
     * @param name the provider's name
     * @param header the header of a credential
     * @param prefix what stands before the credential
     * @param keyPlace where people find the credential
     * @param requestIds the headers that name a request
     */
    public ApiProfile(String name, String header, String prefix, String keyPlace, List<String> requestIds) {
        this(name, header, prefix, keyPlace, requestIds, headers -> List.of());
    }
}
