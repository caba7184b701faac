package io.holdfast.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the product over HTTP as a person, and counts what was answered as expected. */
final class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI product;
    private int exchanges;
    private int asExpected;

    Client(URI product) {
        this.product = product;
    }

    /** Asks; the answer must have that status. */
    String ask(String person, String method, String path, String body, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(product.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!person.isEmpty()) {
            byte[] known = (person + ":" + ProductTest.PASSWORD).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(known));
        }
        exchanges++;
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s of %s: %s", method, path, person, answer.body())
                .isEqualTo(status);
        asExpected++;
        return answer.body();
    }

    String get(String person, String path, int status) throws Exception {
        return ask(person, "GET", path, "", status);
    }

    String post(String person, String path, String body, int status) throws Exception {
        return ask(person, "POST", path, body, status);
    }

    /** The product must not answer any more. */
    void isGone() {
        exchanges++;
        HttpRequest request = HttpRequest.newBuilder(product.resolve("/actuator/health"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            throw new AssertionError("expected nobody to answer but found " + answer.statusCode());
        } catch (IOException gone) {
            asExpected++;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    int exchanges() {
        return exchanges;
    }

    int asExpected() {
        return asExpected;
    }

    /** What a member of a JSON object says. */
    static String member(String json, String name) {
        Matcher found =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\]]+)").matcher(json);
        assertThat(found.find()).as("%s in %s", name, json).isTrue();
        return found.group(1);
    }
}
