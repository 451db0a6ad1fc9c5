package treewarden.sdg.engine;

/** What all work of a run counts together. Used by the engine's thread alone. */
final class RunCounts {
    private int held;
    private int kept;
    private int rejected;
    private int works;

    void hold(int rows) {
        held += rows;
    }

    void kept() {
        kept++;
    }

    void rejected() {
        rejected++;
    }

    void workDone() {
        works++;
    }

    /** Rows that are in memory, but for those of work that has to be held whole. */
    int heldRows() {
        return held;
    }

    int keptRows() {
        return kept;
    }

    int rejectedRows() {
        return rejected;
    }

    int worksDone() {
        return works;
    }
}
