package treewarden.app.release;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.release.ReleaseStage;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;

/** Stands for the jobs of releases where none are configured any more: they wait for the operator, who is told why. */
public record RefuseReleases(JobKind kind) implements JobHandler<JobPayload> {
    /** For those kinds of jobs of these capabilities that nobody else does. */
    public static List<JobHandler<?>> beside(Collection<JobHandler<?>> handlers, Set<Capability> capabilities) {
        var done = handlers.stream().map(JobHandler::kind).collect(Collectors.toSet());
        return Stream.concat(
                        Stream.of(ReleaseStage.values()).map(ReleaseStage::job),
                        Stream.of(
                                JobKind.CONSIDER_RELEASE,
                                JobKind.STOP_TRAINING,
                                JobKind.ASK_CANDIDATE,
                                JobKind.ROLL_BACK_RELEASE,
                                JobKind.TELL_OF_ROLL_BACK))
                .filter(kind -> capabilities.contains(kind.capability()) && !done.contains(kind))
                .<JobHandler<?>>map(RefuseReleases::new)
                .toList();
    }

    @Override
    public JobResult run(JobContext context, JobPayload payload) {
        return new JobResult.GaveUp(
                "no releases are configured here; write the section `releases`, as docs/operating.md says, and have it tried"
                        + " again");
    }
}
