package treewarden.sdg.generate;

import treewarden.sdg.engine.Progress;

/** Who looks on while a run goes on, and may end it. */
public interface GenerateWatch {
    /** A stage of the run begins, or goes on with something else: in words for people. */
    void stage(String what);

    /**
     * Called after each answer of the teacher.
     *
     * @param parts how many pieces of work there are; {@link Progress#works()} of them are done
     */
    void progressed(Progress progress, int parts);

    /** Looked at several times a second; once true, the run ends. */
    boolean cancelled();
}
