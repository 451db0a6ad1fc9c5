package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is at work, what waits, what failed, and who works.
 *
 * @param troubles what jobs said lately that failed at the teacher's, each once
 */
public record Runs(List<Group> groups, List<Worker> workers, List<Spent> spent, List<String> troubles) {
    public Runs {
        troubles = List.copyOf(troubles);
        groups = List.copyOf(groups);
        workers = List.copyOf(workers);
        spent = List.copyOf(spent);
    }

    /**
     * Jobs in one state.
     *
     * @param count how many there are in all; the rows may be fewer
     * @param explanation what the state means, or what is missing
     * @param empty what is said where there are none
     * @param shown which of them the rows are; empty where they are all
     * @param more where the others are
     */
    public record Group(
            String slug,
            String heading,
            int count,
            String explanation,
            String empty,
            List<Job> jobs,
            String shown,
            List<Link> more) {
        public Group {
            jobs = List.copyOf(jobs);
            more = List.copyOf(more);
        }
    }

    /** A way to others. */
    public record Link(String words, String page) {}

    /**
     * Jobs of one state or of all, the latest first, from some number on.
     *
     * @param heading which they are
     * @param complaints what of the address was not understood
     * @param newest where the list begins; null where this is it
     * @param older where it goes on; null where it ends
     */
    public record Listed(
            String heading,
            List<String> complaints,
            List<Job> jobs,
            @Nullable String newest,
            @Nullable String older) {
        public Listed {
            complaints = List.copyOf(complaints);
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * A job.
     *
     * @param page its page
     * @param kind what it does, in words
     * @param about the contribution; empty where it is about none in particular
     * @param aboutPage the contribution's page; null where there is none
     * @param state its slug, which gives the colour
     * @param words its state in words
     * @param since when it came into its state
     * @param progress null where it said nothing of it
     * @param elapsed how long it has run; empty where it does not run
     * @param left about how long it still takes; empty where nobody can tell
     * @param basis what that was computed from; empty where it does not run
     * @param attempts such as {@code attempt 2 of 5}; empty before the first
     * @param nextTry when it may start; empty where that is now
     * @param worker who runs or ran it; empty before
     * @param mayRetry whether whoever looks may have it tried again
     * @param mayCancel whether whoever looks may cancel it
     */
    public record Job(
            String number,
            String page,
            String kind,
            String about,
            @Nullable String aboutPage,
            String state,
            String words,
            Moment since,
            @Nullable Progress progress,
            String elapsed,
            String left,
            String basis,
            String attempts,
            String lastError,
            String result,
            String nextTry,
            String worker,
            boolean mayRetry,
            boolean mayCancel) {}

    /** How far it is. */
    public record Progress(int percent, String words) {}

    /** A process that runs jobs. */
    public record Worker(
            String name,
            String host,
            String capabilities,
            String accelerator,
            Moment started,
            Moment seen,
            boolean alive) {}

    /**
     * How a kind of job fared with the teacher on a day.
     *
     * @param tokens what it took
     * @param attempts how often it ran
     * @param failed how often it failed, with the share of it; empty for never
     * @param speed in tokens for each second of running; empty where nothing was measured
     */
    public record Spent(String day, String kind, String tokens, int attempts, String failed, String speed) {}

    /**
     * An attempt of a job.
     *
     * @param outcome its slug, which gives the colour
     * @param words how it ended
     * @param message what it said in the end
     * @param progress how far it was; empty where it said nothing of it
     */
    public record Attempt(
            int number,
            Moment started,
            String took,
            String worker,
            String outcome,
            String words,
            String message,
            String progress) {}

    /** What a job said on its way. */
    public record Said(Moment at, int attempt, String words) {}

    /**
     * A job with its log.
     *
     * @param stageOf the release that stands still without it; null where there is none
     * @param said on its way, the latest first
     * @param attempts that ended, the latest first
     */
    public record Log(Job job, @Nullable Link stageOf, List<Said> said, List<Attempt> attempts) {
        public Log {
            said = List.copyOf(said);
            attempts = List.copyOf(attempts);
        }
    }
}
