package io.holdfast.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What the rows of measured pages tell. */
public enum Content {
    /** As the provider sends them: a guest of Luma's has answered eleven times as much as an attendee of Eventbrite's. */
    AS_SENT {
        @Override
        List<byte[]> of(Measured provider, List<byte[]> pages) {
            return pages;
        }
    },
    /** The same with either provider: one answer to one question, one ticket, and no company and no job title. */
    EQUAL {
        @Override
        List<byte[]> of(Measured provider, List<byte[]> pages) {
            return pages.stream().map(page -> equal(provider, page)).toList();
        }
    };

    private static final ObjectMapper TREES = new ObjectMapper();

    abstract List<byte[]> of(Measured provider, List<byte[]> pages);

    /** The rows of a page. */
    static JsonNode rows(Measured provider, JsonNode page) {
        return page.required(provider.rows());
    }

    static JsonNode tree(byte[] page) {
        try {
            return TREES.readTree(page);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] equal(Measured provider, byte[] page) {
        JsonNode tree = tree(page);
        rows(provider, tree).forEach(row -> provider.equalise((ObjectNode) row));
        try {
            return TREES.writeValueAsBytes(tree);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
