package io.holdfast.testkit.lifecycle;

import io.holdfast.message.Message;
import io.holdfast.presentation.Alert;
import io.holdfast.presentation.Badge;
import io.holdfast.presentation.Button;
import io.holdfast.presentation.Indicator;
import io.holdfast.presentation.Progress;
import io.holdfast.presentation.StatusView;
import io.holdfast.testkit.lifecycle.ViewLaws.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A fault of pages for each of their laws, which must find it. */
final class ViewFaults {
    private static final Indicator SYNCING =
            new Indicator(Indicator.Kind.SYNCING, Message.of("indicator.syncing"), Message.of("how.live"));

    static final Map<String, UnaryOperator<Seen>> ALL = all();

    private ViewFaults() {}

    private static Map<String, UnaryOperator<Seen>> all() {
        Map<String, UnaryOperator<Seen>> faults = new LinkedHashMap<>();
        faults.put(
                ViewLaws.ALERT,
                of(view -> view.toBuilder().alert(Optional.empty()).build()));
        faults.put(ViewLaws.PILL, of(view -> view.toBuilder().indicator(SYNCING).build()));
        faults.put(
                ViewLaws.TRUE_PILL,
                of(view -> view.toBuilder()
                        .indicator(view.indicator().map(pill -> SYNCING))
                        .build()));
        faults.put(
                ViewLaws.PROGRESS,
                of(view -> view.toBuilder().progress(Optional.empty()).build()));
        faults.put(
                ViewLaws.NEVER_COMPLETE,
                of(view -> view.toBuilder()
                        .progress(view.progress().map(ViewFaults::complete))
                        .build()));
        faults.put(
                ViewLaws.BADGE,
                of(view -> view.toBuilder()
                        .badge(new Badge(
                                view.status(),
                                view.badge().tone(),
                                view.badge().label(),
                                Optional.empty(),
                                view.onHold()))
                        .build()));
        faults.put(
                ViewLaws.LABEL,
                pressing(button -> new Button(button.command(), Message.of("button.retry"), button.whyNot())));
        faults.put(
                ViewLaws.HELPS,
                pressing(button ->
                        new Button(button.command(), button.label(), Optional.of(Message.of("button.not-allowed")))));
        faults.put(
                ViewLaws.BUTTONS, pressing(button -> new Button(button.command(), button.label(), Optional.empty())));
        faults.put(
                ViewLaws.RIGHTS, seen -> new Seen(seen.scene(), seen.told(), seen.view(), seen.view(), seen.dialog()));
        faults.put(
                ViewLaws.OVERLAYS,
                of(view -> view.toBuilder().overlays(List.of()).build()));
        faults.put(
                ViewLaws.WHO,
                of(view -> view.toBuilder().who(Message.of("who.nobody")).build()));
        faults.put(
                ViewLaws.DIALOG,
                seen -> new Seen(
                        seen.scene(),
                        seen.told(),
                        seen.view(),
                        seen.withoutRights(),
                        seen.dialog().toBuilder().preselected(Optional.empty()).build()));
        return faults;
    }

    private static UnaryOperator<Seen> of(UnaryOperator<StatusView> fault) {
        return seen ->
                new Seen(seen.scene(), seen.told(), fault.apply(seen.view()), seen.withoutRights(), seen.dialog());
    }

    private static UnaryOperator<Seen> pressing(UnaryOperator<Button> fault) {
        return of(view -> view.toBuilder()
                .buttons(view.buttons().stream().map(fault).toList())
                .alert(view.alert().map(alert -> pressed(alert, fault)))
                .build());
    }

    private static Alert pressed(Alert alert, UnaryOperator<Button> fault) {
        return alert.toBuilder()
                .buttons(alert.buttons().stream().map(fault).toList())
                .build();
    }

    private static Progress complete(Progress progress) {
        return progress.toBuilder().total(OptionalLong.of(progress.processed())).build();
    }
}
