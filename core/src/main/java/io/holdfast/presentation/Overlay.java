package io.holdfast.presentation;

import io.holdfast.message.Message;
import java.util.List;
import java.util.Objects;

/**
 * Why nothing of a link is read for now, whatever its status: it lies over the page and changes no word of it.
 *
 * @param kind what it is
 * @param title its headline
 * @param text what is so, and what helps
 * @param buttons what lifts it; empty where nothing on this page does
 */
public record Overlay(Kind kind, Message title, Message text, List<Button> buttons) {
    /** What keeps a link from being read. */
    public enum Kind {
        /** The host does not serve the workspace for now; everything goes on by itself once it does. */
        NOT_SERVED,
        /** A person has put it on hold; only Resume lifts that. */
        ON_HOLD
    }

    public Overlay {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        buttons = List.copyOf(buttons);
    }
}
