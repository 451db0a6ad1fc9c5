package treewarden.sdg;

/** Who looks on while a sample is made. */
public interface SampleProgress {
    SampleProgress NOBODY = new SampleProgress() {
        @Override
        public void progressed(int done, int of, String what) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /** Called after each answer of the teacher; {@code of} grows as the rows move on. */
    void progressed(int done, int of, String what);

    /** Looked at several times a second; once true, the sample ends with a {@code CancellationException}. */
    boolean cancelled();
}
