package io.holdfast.quickstart;

import io.holdfast.presentation.Progress;
import io.holdfast.presentation.StatusView;
import java.io.PrintWriter;
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

    static ImportProgress on(PrintWriter out) {
        return Terminal.isInteractive() ? new Bar() : new Lines(out);
    }

    /** A moving bar. */
    final class Bar implements ImportProgress {
        private final ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Importing")
                .setUnit(" attendees", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .showSpeed()
                .build();

        @Override
        public void show(StatusView view) {
            view.progress().ifPresent(this::show);
        }

        private void show(Progress progress) {
            bar.maxHint(progress.expected().orElse(-1));
            bar.stepTo(progress.processed());
        }

        @Override
        public void close() {
            bar.stepTo(Math.max(bar.getCurrent(), bar.getMax()));
            bar.close();
        }
    }

    /** A line whenever another tenth is done. */
    final class Lines implements ImportProgress {
        private final PrintWriter out;
        private long tenths;

        Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void show(StatusView view) {
            view.progress().ifPresent(this::show);
        }

        private void show(Progress progress) {
            long expected = Math.max(1, progress.expected().orElse(progress.processed()));
            long now = 10 * progress.processed() / expected;
            if (now > tenths) {
                tenths = now;
                out.println("importing: " + progress.text().text(Locale.ENGLISH));
                out.flush();
            }
        }

        @Override
        public void close() {}
    }
}
