package io.holdfast.csv;

import io.holdfast.http.ExchangeOptions;
import java.net.URI;
import java.net.http.HttpClient;

/**
 * What a host may choose of the connector.
 *
 * @param base where the lists are
 * @param httpClient what they are fetched with
 */
record CsvOptions(URI base, HttpClient httpClient) implements ExchangeOptions {
    static CsvOptions at(URI base) {
        return new CsvOptions(
                base,
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
    }

    @Override
    public String userAgent() {
        return "csv-connector";
    }
}
