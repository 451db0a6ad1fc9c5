package treewarden.sdg.precheck;

import treewarden.sdg.SampleProgress;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.engine.Watch;

/** Shows an engine's progress to whoever looks on at the precheck. */
record Watched(SampleProgress progress, String what) implements Watch {
    @Override
    public void progressed(Progress now) {
        progress.progressed(now.answered(), now.known(), what);
    }

    @Override
    public boolean cancelled() {
        return progress.cancelled();
    }
}
