package io.holdfast.quickstart;

import io.holdfast.presentation.StatusView;
import java.util.Locale;

/** What a host's page would show of a link, on one line. */
final class Page {
    private Page() {}

    static String of(StatusView view, int attendees) {
        StringBuilder line = new StringBuilder("[" + view.badge().label().text(Locale.ENGLISH) + "]");
        view.indicator()
                .ifPresent(pill -> line.append(" (" + pill.label().text(Locale.ENGLISH))
                        .append(pill.delayed() ? ", delayed)" : ")"));
        view.progress().ifPresent(progress -> line.append(" " + progress.text().text(Locale.ENGLISH)));
        view.alert()
                .ifPresent(alert -> line.append(" " + alert.title().text(Locale.ENGLISH))
                        .append(": " + alert.text().text(Locale.ENGLISH))
                        .append(" [" + alert.button().text(Locale.ENGLISH) + "]"));
        return line.append(String.format(Locale.ENGLISH, ", %,d guests in the host's list", attendees))
                .toString();
    }
}
