package io.holdfast.quickstart;

import io.holdfast.message.Message;
import io.holdfast.presentation.StatusView;
import java.util.Locale;

/** What a host's page would show of a link, on one line. */
final class Page {
    private Page() {}

    static String of(StatusView view, int attendees) {
        StringBuilder line = new StringBuilder("[" + text(view.badge().label()));
        view.badge().qualifier().ifPresent(doing -> line.append(" · " + text(doing)));
        line.append("]");
        view.progress().ifPresent(progress -> line.append(" " + text(progress.text())));
        view.alert()
                .ifPresent(alert -> line.append(" " + text(alert.title()))
                        .append(": " + text(alert.text()) + " " + text(alert.helps()))
                        .append(" [" + text(alert.buttons().get(0).label()) + "]"));
        return line.append(String.format(Locale.ENGLISH, ", %,d guests in the host's list", attendees))
                .toString();
    }

    private static String text(Message message) {
        return message.text(Locale.ENGLISH);
    }
}
