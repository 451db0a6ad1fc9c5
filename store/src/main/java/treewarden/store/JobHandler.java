package treewarden.store;

import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

/**
 * Runs the jobs of one kind. A job runs at least once: it may be started again after a crash at any point, so what it does
 * outside must be looked up before it is done again, and what it stores is stored by {@link JobResult.Done} or
 * {@link JobContext#write}, which refuse a run that was taken over.
 *
 * <p>A {@link RuntimeException} is a failed attempt; its message is shown to the operator.
 */
public interface JobHandler<P extends JobPayload> {
    JobKind kind();

    JobResult run(JobContext context, P payload);
}
