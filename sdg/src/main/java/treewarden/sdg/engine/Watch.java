package treewarden.sdg.engine;

/** Who looks on while a run goes on. Called by the thread that runs. */
public interface Watch {
    /** Called after each answer. */
    void progressed(Progress progress);

    /** Looked at some ten times a second; once true, the run ends. */
    boolean cancelled();
}
