package treewarden.sdg.engine;

/**
 * Whether a slow request is sent a second time (hedged requests: Dean and Barroso, "The Tail at Scale", 2013). The answer
 * that comes first counts, and the other request is cancelled.
 */
public enum Hedging {
    NEVER,
    /**
     * Where slots are free and no question waits, those that have been open longest are asked once more, if they have
     * been open for longer than half of the answers to the same step of a pipeline took. That is so at the start of a
     * run and at its end. It shortens the wait where a request is slow by chance; where it is slow because its answer is
     * long, the second is as slow, and its tokens are wasted.
     */
    WHEN_IDLE
}
