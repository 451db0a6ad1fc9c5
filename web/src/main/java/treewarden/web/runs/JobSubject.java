package treewarden.web.runs;

import java.util.Optional;
import treewarden.domain.ContributionId;
import treewarden.domain.JobPayload;
import treewarden.domain.release.ReleaseId;

/** Which contribution or which release a job is about. */
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

    /** The release that it does something for; of a roll back the one that people are to get. */
    public static Optional<ReleaseId> release(JobPayload payload) {
        if (payload instanceof JobPayload.RunReleaseStage job) {
            return Optional.of(job.release());
        } else if (payload instanceof JobPayload.AskCandidate job) {
            return Optional.of(job.release());
        } else if (payload instanceof JobPayload.RollBackRelease job) {
            return Optional.of(job.to());
        } else if (payload instanceof JobPayload.StopTraining job) {
            return Optional.of(job.release());
        } else if (payload instanceof JobPayload.TellOfRollBack job) {
            return Optional.of(job.release());
        }
        return Optional.empty();
    }
}
