package treewarden.sdg.generate;

import treewarden.sdg.pipeline.Pipeline;

/**
 * A leaf and a pipeline to run over it: most leaves have one, knowledge has a second one for its evaluation questions.
 *
 * @param number its place in the run
 */
record Part(int number, InputLeaf input, Purpose purpose, Pipeline pipeline) {
    /** What the rows are for. */
    enum Purpose {
        TRAINING,
        EVALUATION
    }

    /** As people call it, and as no other part of the run is called. */
    String name() {
        return purpose == Purpose.TRAINING ? path() : path() + " (evaluation)";
    }

    String path() {
        return input.leaf().path();
    }
}
