package treewarden.worker.hub;

/** Asked right before something is written to the Hub; throws where it may not be any more. */
public interface MayWrite {
    /** Whoever has nobody to ask. */
    MayWrite ALWAYS = new MayWrite() {
        @Override
        public void anything() {}

        @Override
        public void main() {}
    };

    /** Before each write: from a branch of a run nobody gets anything. */
    void anything();

    /** Before the main branch is written, which is what people get: from here on there is no stopping half-way. */
    void main();
}
