package io.holdfast.hostfields;

import io.holdfast.model.Attendance;
import io.holdfast.model.ImportMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the host's page should show: a model written by hand, which knows neither links, reads nor versions. */
final class Expected {
    private final List<Line> lines = new ArrayList<>();
    private final Map<Person, Line> of = new HashMap<>();
    private final Set<Person> erased = new HashSet<>();

    /** One line of the page. */
    static final class Line {
        private final String email;
        private String company;
        private Attendance attendance = Attendance.ATTENDING;
        private boolean checkedInThere;
        private boolean byHand = true;
        boolean checkedInHere;
        boolean vip;

        private Line(String email, String company) {
            this.email = email;
            this.company = company;
        }

        private String shown() {
            return email + " " + company + " " + attendance + (checkedInThere ? " in-there" : "")
                    + (checkedInHere ? " in-here" : "") + (vip ? " vip" : "");
        }
    }

    void entered(String email, String company) {
        lines.add(new Line(email, company));
    }

    void erased(Person person) {
        erased.add(person);
        Optional.ofNullable(of.remove(person)).ifPresent(lines::remove);
    }

    /** Everything that the provider lists has been read. */
    void read(List<Person> all, ImportMode mode) {
        for (Person person : all) {
            if (person.listed && !erased.contains(person)) {
                Line line = of.computeIfAbsent(person, this::matched);
                if (!line.byHand || mode == ImportMode.UPDATE_EXISTING) {
                    line.byHand = false;
                    line.company = person.company;
                    line.attendance = person.attendance;
                    line.checkedInThere = person.checkedIn;
                }
            } else {
                Optional.ofNullable(of.get(person))
                        .filter(line -> !line.byHand)
                        .ifPresent(line -> line.attendance = Attendance.NOT_ATTENDING);
            }
        }
    }

    private Line matched(Person person) {
        return lines.stream()
                .filter(line -> line.byHand && line.email.equals(person.email) && !of.containsValue(line))
                .findFirst()
                .orElseGet(() -> added(person));
    }

    private Line added(Person person) {
        Line line = new Line(person.email, "");
        line.byHand = false;
        lines.add(line);
        return line;
    }

    /** The lines of an e-mail, in the order in which they were made. */
    List<Line> lines(String email) {
        return lines.stream().filter(line -> line.email.equals(email)).toList();
    }

    List<String> shown() {
        return lines.stream().map(Line::shown).sorted().toList();
    }
}
