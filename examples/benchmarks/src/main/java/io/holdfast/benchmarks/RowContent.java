package io.holdfast.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.model.Attendee;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How much an average row of some pages tells, so that what reading it costs can be compared.
 *
 * @param bytes of the page
 * @param values that are told: neither null nor empty
 * @param answers as the connector reads them
 * @param words of these answers
 * @param tickets as the connector reads them
 */
record RowContent(double bytes, double values, double answers, double words, double tickets) {
    static RowContent of(Measured provider, List<byte[]> pages) {
        List<Attendee> read = read(provider, pages);
        return new RowContent(
                pages.stream().mapToInt(page -> page.length).sum() / (double) read.size(),
                pages.stream()
                                .mapToInt(page -> values(Content.rows(provider, Content.tree(page))))
                                .sum()
                        / (double) read.size(),
                average(read, attendee -> attendee.answers().size()),
                average(
                        read,
                        attendee -> attendee.answers().stream()
                                .mapToInt(answer -> answer.answers().size())
                                .sum()),
                average(read, attendee -> attendee.admissions().size()));
    }

    private static List<Attendee> read(Measured provider, List<byte[]> pages) {
        var connector = provider.connector(new ClientFromMemory(pages), URI.create("http://127.0.0.1:9/"));
        List<Attendee> read = new ArrayList<>();
        pages.forEach(page -> read.addAll(ParseBenchmark.page(connector).attendees()));
        return read;
    }

    private static int values(JsonNode node) {
        if (node.isValueNode()) {
            return node.asText().isEmpty() || node.isNull() ? 0 : 1;
        }
        int values = 0;
        for (JsonNode part : node) {
            values += values(part);
        }
        return values;
    }

    private static double average(List<Attendee> read, ToIntFunction<Attendee> count) {
        return read.stream().mapToInt(count).average().orElseThrow();
    }
}
