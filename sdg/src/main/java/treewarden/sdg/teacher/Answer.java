package treewarden.sdg.teacher;

import treewarden.domain.Usage;

/**
 * What the teacher said: untrusted text.
 *
 * @param model the model's name as the server gives it
 * @param usage one request, and the tokens that the server counted for it when it was asked, however long ago that is:
 *     so it is the same whether the answer comes from the teacher or from the cache, at the first attempt or the third
 * @param vain requests of this run that were sent for it and came to nothing, with what is known of their tokens; none
 *     for a cached answer
 */
public record Answer(String model, String text, Finish finish, Usage usage, Usage vain, Source source) {
    /** Where an answer comes from. */
    public enum Source {
        /** It was asked just now, and costs. */
        ASKED,
        /** It had been asked before: it costs nothing now. */
        CACHED
    }

    /** One that was asked just now, at the first attempt. */
    public Answer(String model, String text, Finish finish, Usage usage) {
        this(model, text, finish, usage, Usage.NONE, Source.ASKED);
    }

    /** The same answer for one who does not pay for it. */
    public Answer cached() {
        return new Answer(model, text, finish, usage, Usage.NONE, Source.CACHED);
    }

    /** Requests that came to nothing. */
    public int retries() {
        return vain.requests();
    }

    /** The same beside requests that came to nothing. */
    Answer beside(Usage more) {
        return new Answer(model, text, finish, usage, vain.plus(more), source);
    }
}
