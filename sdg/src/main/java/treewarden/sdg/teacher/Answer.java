package treewarden.sdg.teacher;

import treewarden.domain.Usage;

/**
 * What the teacher said: untrusted text.
 *
 * @param model the model's name as the server gives it
 * @param usage one request, and the tokens that the server counted for it when it was asked, however long ago that is:
 *     so it is the same whether the answer comes from the teacher or from the cache, at the first attempt or the third
 * @param retries requests of this run that came to nothing before it; 0 for a cached answer
 */
public record Answer(String model, String text, Finish finish, Usage usage, int retries, Source source) {
    /** Where an answer comes from. */
    public enum Source {
        /** It was asked just now, and costs. */
        ASKED,
        /** It had been asked before: it costs nothing now. */
        CACHED
    }

    /** One that was asked just now, at the first attempt. */
    public Answer(String model, String text, Finish finish, Usage usage) {
        this(model, text, finish, usage, 0, Source.ASKED);
    }

    /** The same answer for one who does not pay for it. */
    public Answer cached() {
        return new Answer(model, text, finish, usage, 0, Source.CACHED);
    }

    /** The same after so many requests that came to nothing. */
    Answer after(int vain) {
        return new Answer(model, text, finish, usage, vain, source);
    }
}
