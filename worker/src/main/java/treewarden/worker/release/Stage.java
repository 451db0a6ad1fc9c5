package treewarden.worker.release;

import treewarden.domain.release.ReleaseStage;

/**
 * The work of one stage. It may be started again after a crash at any point, by another process on another machine that
 * sees the same folders: what it finds done it leaves done.
 */
public interface Stage {
    ReleaseStage stage();

    /** Does the work. A {@link RuntimeException} is a failed attempt; its message is shown to the operator. */
    StageEnd run(StageContext context);
}
