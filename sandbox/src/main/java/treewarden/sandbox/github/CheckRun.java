package treewarden.sandbox.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A check run of the app.
 *
 * @param status {@code queued}, {@code in_progress} or {@code completed}
 * @param conclusion GitHub's word, present exactly when the status is completed
 */
public record CheckRun(
        long id,
        long suiteId,
        String name,
        String headSha,
        String status,
        Optional<String> conclusion,
        Optional<String> externalId,
        Optional<String> detailsUrl,
        Instant startedAt,
        Optional<Instant> completedAt,
        Output output) {

    /** What the check says. Annotations of later updates are appended, as GitHub does it. */
    public record Output(
            Optional<String> title, Optional<String> summary, Optional<String> text, List<Annotation> annotations) {

        public static final Output NONE = new Output(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Output {
            annotations = List.copyOf(annotations);
        }

        Output followedBy(Output next) {
            var all = new ArrayList<>(annotations);
            all.addAll(next.annotations);
            return new Output(
                    next.title.or(() -> title), next.summary.or(() -> summary), next.text.or(() -> text), all);
        }
    }

    /**
     * A remark on lines of a file, counted from 1.
     *
     * @param level {@code notice}, {@code warning} or {@code failure}
     */
    public record Annotation(
            String path,
            int startLine,
            int endLine,
            Optional<Integer> startColumn,
            Optional<Integer> endColumn,
            String level,
            String message,
            Optional<String> title,
            Optional<String> rawDetails) {}
}
