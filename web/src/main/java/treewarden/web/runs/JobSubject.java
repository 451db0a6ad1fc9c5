package treewarden.web.runs;

import java.util.Optional;
import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload;

/** Which contribution a job is about. */
public final class JobSubject {
    private JobSubject() {}

    /** Empty for jobs that are about none in particular. */
    public static Optional<ContributionId> of(JobPayload payload) {
        if (payload instanceof JobPayload.CheckContribution job) {
            return Optional.of(job.contribution());
        } else if (payload instanceof JobPayload.RunSample job) {
            return Optional.of(job.contribution());
        } else if (payload instanceof JobPayload.ReportSample job) {
            return Optional.of(job.contribution());
        } else if (payload instanceof JobPayload.RunPrecheck job) {
            return Optional.of(job.contribution());
        } else if (payload instanceof JobPayload.ReportPrecheck job) {
            return Optional.of(job.contribution());
        } else if (payload instanceof JobPayload.CheckMergeGroup job) {
            return Optional.of(job.last());
        }
        return Optional.empty();
    }
}
