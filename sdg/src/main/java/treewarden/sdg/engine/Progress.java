package treewarden.sdg.engine;

/**
 * How far a run is.
 *
 * @param answered questions that came to an answer or failed
 * @param known questions that are known so far, the answered among them; it grows as rows move on
 * @param inFlight requests that are at the teacher
 * @param kept rows that passed all blocks
 * @param rejected rows that did not
 * @param tokens read and written so far, those of answers from the cache among them
 * @param fromCache answers that cost no request
 * @param works pieces of work that are done
 */
public record Progress(
        int answered, int known, int inFlight, int kept, int rejected, long tokens, int fromCache, int works) {}
