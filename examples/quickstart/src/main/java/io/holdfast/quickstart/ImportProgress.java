package io.holdfast.quickstart;

import io.holdfast.presentation.Progress;
import io.holdfast.presentation.StatusView;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How an import is shown while it runs: a bar on a terminal, plain lines elsewhere. */
interface ImportProgress extends AutoCloseable {
    /** Shows one view; those without progress are left to others. */
    void show(StatusView view);

    @Override
    void close();

    static ImportProgress on(Narration narration) {
        return Terminal.isInteractive() ? new Bar(narration.prefix()) : new Lines(narration);
    }

    /** A moving bar. */
    final class Bar implements ImportProgress {
        private final ProgressBar bar;

        Bar(String prefix) {
            bar = new ProgressBarBuilder()
                    .setTaskName(prefix + "Importing")
                    .setUnit(" attendees", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .showSpeed()
                    .build();
        }

        @Override
        public void show(StatusView view) {
            view.progress().ifPresent(this::show);
        }

        private void show(Progress progress) {
            bar.maxHint(progress.total().orElse(-1));
            bar.stepTo(progress.processed());
        }

        @Override
        public void close() {
            bar.stepTo(Math.max(bar.getCurrent(), bar.getMax()));
            bar.close();
        }
    }

    /** A line whenever another tenth is done, or another few hundred where the provider tells no total. */
    final class Lines implements ImportProgress {
        private static final long STEP = 200;

        private final Narration narration;
        private long steps;

        Lines(Narration narration) {
            this.narration = narration;
        }

        @Override
        public void show(StatusView view) {
            view.progress().ifPresent(this::show);
        }

        private void show(Progress progress) {
            long done = progress.processed();
            long now = progress.total().isPresent()
                    ? 10 * done / Math.max(1, progress.total().getAsLong())
                    : done / STEP;
            if (now > steps) {
                steps = now;
                narration.say("importing: " + progress.text().text(Locale.ENGLISH));
            }
        }

        @Override
        public void close() {}
    }
}
