package treewarden.sdg.engine;

import treewarden.sdg.block.Address;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.Finish;

/**
 * A question that waits for its turn or its answer.
 *
 * @param promptTokens how many tokens its prompt has
 * @param time how often it was asked before
 */
record Question(Flow flow, int step, AskBlock block, AskBlock.Asking asking, int promptTokens, int time)
        implements Placed {
    /** No answer gets longer room than this when it is asked again because it was cut off. */
    private static final int LONGEST_ANSWER = 16_384;

    @Override
    public Address address() {
        return asking.row().address();
    }

    int answerTokens() {
        return asking.ask().sampling().maxTokens();
    }

    /**
     * The same question so that the answer can differ: with more chance in it, or more room if it was cut off.
     *
     * @param contextTokens what prompt and answer may have together
     */
    Question again(Finish finish, int contextTokens) {
        var first = asking.ask();
        var sampling = first.sampling();
        Long seed = sampling.seed();
        int longer = Math.min(Math.min(LONGEST_ANSWER, 2 * answerTokens()), contextTokens - promptTokens);
        var other = finish == Finish.LENGTH && longer > answerTokens()
                ? sampling.withMaxTokens(longer)
                : sampling.withTemperature(Math.max(sampling.temperature(), 0.3))
                        .withSeed((seed == null ? 0 : seed) + 1_000L * (time + 1));
        return new Question(flow, step, block, asking.asking(new Ask(first.prompt(), other)), promptTokens, time + 1);
    }
}
