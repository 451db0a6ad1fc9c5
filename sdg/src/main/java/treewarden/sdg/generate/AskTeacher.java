package treewarden.sdg.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import treewarden.domain.Digest;
import treewarden.domain.Usage;
import treewarden.sdg.document.Stability;
import treewarden.sdg.engine.Engine;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.engine.Rejection;
import treewarden.sdg.engine.Watch;
import treewarden.sdg.engine.WorkSummary;
import treewarden.sdg.teacher.TeacherException;

/**
 * Has the engine run all parts that are not finished yet, and keeps each one that is.
 *
 * <p>A teacher that asks to wait is waited for: what it answered is in the cache, so that going on asks nothing twice.
 */
final class AskTeacher {
    /** So often in a row a teacher may ask to wait without answering anything in between. */
    private static final int MOST_WAITS = 24;

    private static final long LOOK_UP_MILLIS = 200;

    private final GenerateParts parts;
    private final FinishedLeaves passing;
    private final GenerateWatch watch;
    private final LeafKeys keys;
    private final CountUsage teacher;
    private final TreeMap<Integer, DonePart> done = new TreeMap<>();
    private final Set<String> incomplete = new TreeSet<>();
    private int found;

    /** Under which name the teacher answered for the parts that were found; empty where none was. */
    private Optional<String> before = Optional.empty();

    /**
     * What came of it.
     *
     * @param done in the order of the run
     * @param incomplete why parts could not be finished, if some could not
     * @param spent on what was really asked, with requests that came to nothing
     * @param askedTwice questions that were sent a second time because the first request was slow
     * @param found parts that were finished before
     */
    record Asked(List<DonePart> done, List<String> incomplete, Usage spent, int askedTwice, int found) {}

    /** @param passing takes the parts that must not be kept for the next run */
    AskTeacher(GenerateParts parts, FinishedLeaves passing, GenerateWatch watch) {
        this.parts = parts;
        this.passing = passing;
        this.watch = watch;
        this.keys = LeafKeys.of(parts);
        this.teacher = new CountUsage(parts.teacher());
    }

    Asked ask(List<Part> all) {
        var rest = new ArrayList<Part>();
        for (var part : all) {
            parts.finished(part, keys)
                    .ifPresentOrElse(leaf -> done.put(part.number(), DonePart.of(part, leaf)), () -> rest.add(part));
        }
        found = done.size();
        before = found == 0 ? Optional.empty() : parts.served();
        try (var prepare = new PrepareLeaves(parts.documents(), watch)) {
            askWithPatience(rest, prepare);
        }
        return new Asked(
                List.copyOf(done.values()), List.copyOf(incomplete), teacher.spent(), teacher.askedTwice(), found);
    }

    private void askWithPatience(List<Part> rest, PrepareLeaves prepare) {
        int waits = 0;
        var wanted = List.copyOf(rest);
        while (!wanted.isEmpty()) {
            var answered = new Answered(wanted.size());
            try {
                askOnce(wanted, prepare, answered);
                return;
            } catch (TeacherException.RateLimited e) {
                waits = answered.asked > 0 ? 0 : waits + 1;
                if (waits > MOST_WAITS) {
                    throw e;
                }
                watch.stage(e.getMessage() + "; waiting until " + e.notBefore());
                waitUntil(e.notBefore());
                wanted = rest.stream()
                        .filter(part -> !done.containsKey(part.number()))
                        .toList();
            }
        }
    }

    private void askOnce(List<Part> wanted, PrepareLeaves prepare, Answered answered) {
        try (var rows = new CollectRows(this::finish)) {
            var works = new Works(wanted, prepare::prepare, rows, parts.finished(), watch);
            new Engine(teacher, parts.engine()).run(works, rows, answered);
        }
    }

    private void waitUntil(Instant when) {
        while (parts.clock().instant().isBefore(when)) {
            if (watch.cancelled()) {
                throw new CancellationException("the run was cancelled");
            }
            try {
                var left = Duration.between(parts.clock().instant(), when).toMillis();
                TimeUnit.MILLISECONDS.sleep(Math.max(1, Math.min(LOOK_UP_MILLIS, left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the run was interrupted");
            }
        }
    }

    private void finish(CollectRows.Open open, WorkSummary summary) {
        var part = open.part();
        refuseAnotherModel(summary);
        var outcome = new Outcomes(parts.teacher().model()).of(open, summary);
        var lacking = lacking(summary);
        lacking.forEach(why -> incomplete.add(part.name() + ": " + why));
        boolean lasting = lacking.isEmpty() && summary.models().size() == 1 && isLasting(open.prepared());
        var finished = lasting
                ? open.files()
                        .finish(parts.finished(), keys.of(part, summary.models().first()), outcome)
                : open.files().finish(passing, Digest.of(part.number() + " " + part.name()), outcome);
        done.put(part.number(), DonePart.of(part, finished));
    }

    /** The cache has heard nothing of the model that the found parts are of, and would let another one pass. */
    private void refuseAnotherModel(WorkSummary summary) {
        before.ifPresent(was -> summary.models().stream()
                .filter(now -> !now.equals(was))
                .findFirst()
                .ifPresent(now -> {
                    throw new TeacherException.ModelChanged(was, now);
                }));
    }

    private static boolean isLasting(PreparedLeaf leaf) {
        var passages = leaf.passages();
        return passages == null || passages.stability() == Stability.LASTING;
    }

    /** What of a part was not done, so that it has to be taken up again. */
    private static List<String> lacking(WorkSummary summary) {
        var lacking = new ArrayList<>(summary.cutShort());
        int unanswered = summary.rejected().values().stream()
                .mapToInt(kinds -> kinds.getOrDefault(Rejection.Kind.UNANSWERED, 0))
                .sum();
        if (unanswered > 0) {
            lacking.add("the teacher did not answer " + unanswered + (unanswered == 1 ? " question" : " questions"));
        }
        return lacking;
    }

    /** Hands progress on, and knows whether there was any. */
    private final class Answered implements Watch {
        private final int parts;
        private int asked;

        Answered(int parts) {
            this.parts = parts;
        }

        @Override
        public void progressed(Progress progress) {
            asked = progress.answered() - progress.fromCache();
            watch.progressed(progress, parts);
        }

        @Override
        public boolean cancelled() {
            return watch.cancelled();
        }
    }
}
