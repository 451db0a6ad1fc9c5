package treewarden.sdg.engine;

/** Who looks on while a run goes on. */
public interface Watch {
    /**
     * Called after each answer.
     *
     * @param known questions that are known so far, the answered among them; it grows as rows move on
     */
    void progressed(int answered, int known);

    /** Looked at several times a second; once true, the run ends. */
    boolean cancelled();
}
