package treewarden.bot.check;

import java.util.List;
import java.util.stream.Stream;
import treewarden.domain.PrecheckReport;
import treewarden.store.Run;
import treewarden.templates.ChangeScope;
import treewarden.templates.LeafSampleState;

/**
 * What is to be said of a contribution at its head.
 *
 * @param run what the checks said
 * @param sample how far the trial is
 * @param prechecks what models answered to the seed questions
 * @param remarks what the reader must know of it for now, beside the notes of the run
 */
record Verdict(
        ChangeScope scope, Run run, LeafSampleState sample, List<PrecheckReport> prechecks, List<String> remarks) {
    /** What is said of a run that is stored. */
    static Verdict of(Run run, LeafSampleState sample, List<PrecheckReport> prechecks) {
        return new Verdict(scopeOf(run), run, sample, prechecks, List.of());
    }

    /** The same with more to say of the moment. */
    Verdict with(List<String> more) {
        return new Verdict(
                scope,
                run,
                sample,
                prechecks,
                Stream.concat(remarks.stream(), more.stream()).toList());
    }

    /** The notes of the run, and the remarks of the moment. */
    List<String> notes() {
        return Stream.concat(run.notes().stream(), remarks.stream()).toList();
    }

    /** A stored contribution without leaves to check once removed some, else it would not be stored. */
    private static ChangeScope scopeOf(Run run) {
        return switch (run.outcome()) {
            case PASSED, ERRORS -> ChangeScope.LEAVES;
            case NO_LEAVES -> ChangeScope.ONLY_REMOVED;
            case REFUSED -> ChangeScope.TOO_MANY_FILES;
        };
    }
}
