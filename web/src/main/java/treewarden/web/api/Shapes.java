package treewarden.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers. The description of the API is made from these records, so a field is named once: its type says
 * what it holds, {@code @Nullable} that it may be missing, {@link Says} what it means.
 */
public final class Shapes {
    /** Writes them: instants as ISO 8601. */
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    private Shapes() {}

    record Problem(
            @Says("about:blank: the status says what kind it is")
            String type,

            @Says("What is wrong") String title,
            int status,
            @Says("What to do about it") String detail) {}

    /** A contribution in a list. */
    public record Contribution(
            @Says("owner/name#number") String contribution,
            @Says("Untrusted text") String title,
            String author,
            @Says("The head commit") String head,

            @Says("The slug of its state, such as awaiting-triage")
            String state,

            @Says("When it came into its state") Instant since,

            @Says("When its pull request was opened") Instant opened,

            @Says("The login of who looks after it") @Nullable
            String assignee,

            @Says("Whose move it is: contributor, triager, maintainer, queue or nobody")
            String turn,

            @Says("Why it is their move") String why,
            List<String> kinds,
            @Says("Folders of its first leaves") List<String> leaves,
            int leafCount,
            int errors,
            int warnings,
            @Says("Rows that the teacher made") @Nullable Integer sampleMade,
            @Says("Rows of those that were kept") @Nullable Integer sampleKept,

            @Says("The judge's mean score of what was kept, as a share of its scale") @Nullable
            Double sampleScore,

            @Says("How many of its examples are known from another leaf or contribution")
            int duplicates,

            @Says("The address of its page here") String page) {}

    /** The queue. */
    public record Contributions(
            List<Contribution> contributions,

            @Says("What of the address was not understood, in sentences")
            List<String> problems,

            @Says("How many are found, on all pages") int found,

            @Says("How many there are in each state, whatever is asked for")
            List<StateCount> counts,

            @Says("The address of those after these") @Nullable
            String next) {}

    /** How many contributions are in a state. */
    public record StateCount(
            @Says("The slug of the state, such as awaiting-triage")
            String state,

            int count) {}

    record ContributionInFull(
            Contribution summary,
            @Says("When the head was checked") @Nullable Instant checked,
            List<String> notes,
            List<Finding> findings,
            @Nullable Sample sample,
            List<Event> timeline,

            @Says("The leaves as they were read; those that cannot be read are missing")
            List<ContributionShapes.ReadLeaf> leaves,

            @Says("What changed since somebody last judged it")
            ContributionShapes.@Nullable SinceReview sinceReview,

            @Says("What community models answered to its questions")
            List<ContributionShapes.Precheck> prechecks,

            @Says("The bot's comment on the pull request") ContributionShapes.@Nullable Comment comment,

            @Says("What has to be so before it is approved; none where it is over or merged")
            List<ContributionShapes.Requirement> criteria,

            @Says("From what the leaves and their sample were made, as far as it was kept")
            ContributionShapes.Provenance provenance) {}

    record Finding(
            @Says("The file; empty where it is about the pull request as a whole")
            String path,

            String rule,
            @Says("error or warning") String severity,
            int line,
            int column,
            @Says("JSON pointer of what it is about") String pointer,

            @Says("What is wrong; may quote the contribution, so untrusted text")
            String message,

            @Says("How to mend it") String remedy,

            @Says("Its line, or what is around its column; null where the text is not kept, and beyond twenty files")
            ContributionShapes.@Nullable Quote quote) {}

    record Sample(
            String teacher,
            int made,
            int kept,
            int requests,
            long tokens,
            long millis,
            List<SampledLeaf> leaves,

            @Says("Folders of leaves that the limits left out")
            List<String> omitted) {}

    record SampledLeaf(
            String leaf,
            String kind,
            String pipeline,
            int made,
            int kept,
            @Says("Read and written by the teacher") long tokens,
            long millis,
            @Says("What went wrong") @Nullable String problem,
            List<Step> funnel,
            List<String> notes,
            List<ContributionShapes.SampledRow> rows) {}

    record Step(
            String block,
            String words,
            @Says("Rows that it left") int rows) {}

    record Event(
            long number,
            Instant at,
            String by,
            String action,
            @Nullable String head,
            @Says("The state before, as its slug") @Nullable String before,
            @Says("The state after, as its slug") @Nullable String after,
            String why,

            @Says("From where a person acted: page, comment 77, api, command line") @Nullable
            String from) {}

    record Job(
            long id,

            @Says("The slug of its kind, such as run-sample")
            String kind,

            @Says("What a worker must have to run it") String capability,
            @Says("owner/name#number") @Nullable String contribution,

            @Says("The release that it does something for") @Nullable
            String release,

            @Says("queued, running, done, failed or cancelled")
            String state,

            @Says("What no worker has that it needs") @Nullable
            String missing,

            int priority,
            int attempts,
            @Says("After how many attempts it is parked") int mostAttempts,
            @Says("When it may start, or start again") Instant notBefore,
            @Nullable Progress progress,
            @Says("About how long it still takes") @Nullable Long secondsLeft,
            @Says("What that was computed from") @Nullable String basis,
            @Nullable String lastError,
            @Nullable String result,
            boolean cancelRequested,
            @Nullable String worker,
            Instant created,
            @Nullable Instant started,
            @Nullable Instant finished) {}

    record JobAttempt(
            @Says("Counts from 1; begins anew after the job was put off or tried again by hand")
            int attempt,

            @Nullable String worker,
            Instant started,
            Instant ended,

            @Says("done, failed, put-off or cancelled") String outcome,
            @Says("What it said in the end; untrusted text") String message,
            @Says("How far it was") @Nullable Progress progress) {}

    record JobAttempts(
            @Says("Those that ended, the latest first") List<JobAttempt> attempts,

            @Says("What it said on its way of how far it was, the latest first: the last fifty, one a second at most")
            List<JobSaid> said) {}

    record JobSaid(@Says("In which attempt") int attempt, Instant at, Progress progress) {}

    record Progress(int done, int of, String what) {}

    record Jobs(
            List<Job> jobs,

            @Says("The address of those before these") @Nullable
            String next) {}

    record Worker(
            String name,
            String host,
            List<String> capabilities,
            @Nullable String accelerator,
            Instant started,
            @Says("Its last heartbeat") Instant seen,

            @Says("False once it has missed too many heartbeats")
            boolean alive) {}

    record Workers(List<Worker> workers) {}

    record TeacherDay(
            @Says("In UTC") String day,

            @Says("The slug of the kind of job that asked") String kind,

            long tokens,

            @Says("How often such jobs ran; a request that fails is asked again within its attempt")
            int attempts,

            @Says("How many of these attempts failed") int failedAttempts,

            @Says("How long they ran in all") long millis) {}

    record Teacher(
            @Says("The latest first; days on which nothing was asked are missing")
            List<TeacherDay> days,

            @Says("What attempts said that failed lately, each once; untrusted text")
            List<String> troubles) {}

    record AuditRow(
            long number,
            Instant at,
            String by,
            String action,
            @Says("owner/name#number") @Nullable String contribution,
            @Nullable String head,
            @Nullable String before,
            @Nullable String after,
            String why,

            @Says("From where a person acted: page, comment 77, api, command line") @Nullable
            String from,

            @Says("The hash of the row before it") String previous,

            @Says("SHA-256 over the row's fields and the hash of the row before it")
            String hash) {}

    record Audit(
            @Says("The latest first") List<AuditRow> rows,

            @Says("What of the address was not understood, in sentences")
            List<String> problems,

            @Says("The address of those before these") @Nullable
            String next) {}
}
